CREATE OR REPLACE FUNCTION memberhub.list_filters(
    p_caller memberhub.caller, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'ListFilters');
    v_names text[];
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    v_names := ARRAY(
        SELECT c.name FROM criteria_filter AS c
        WHERE c.region = p_caller.region AND c.account_id = p_caller.account_id AND c.name > coalesce(p_after, '')
        ORDER BY c.name
        LIMIT p_limit + 1);
    RETURN success(json_strip_nulls(json_build_object(
        'names', to_json(v_names[:p_limit]),
        'next', CASE WHEN cardinality(v_names) > p_limit THEN v_names[p_limit] END)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.list_filters(memberhub.caller, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.list_filters(memberhub.caller, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.list_filters(memberhub.caller, integer, text) IS
    'ListFilters: the names of the caller''s filters, a page behind p_after. Faults: detector_not_owned.';
