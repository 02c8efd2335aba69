CREATE OR REPLACE FUNCTION memberhub.get_filter(
    p_caller memberhub.caller, p_name text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetFilter');
    v_row criteria_filter;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    SELECT c.* INTO v_row FROM criteria_filter AS c
    WHERE c.region = p_caller.region AND c.account_id = p_caller.account_id AND c.name = p_name;
    IF NOT FOUND THEN
        RETURN refusal('no_such_resource');
    END IF;
    RETURN success(json_strip_nulls(json_build_object(
        'name', v_row.name, 'description', coalesce(v_row.description, ''), 'action', v_row.action, 'rank', v_row.rank,
        'criteria', v_row.criteria, 'tags', v_row.tags)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_filter(memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_filter(memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_filter(memberhub.caller, text) IS
    'GetFilter. Faults: detector_not_owned, no_such_resource.';
