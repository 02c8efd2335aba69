CREATE OR REPLACE FUNCTION memberhub.describe_standards(
    p_caller memberhub.caller, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_rows standard[];
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN refusal('access_changed');
    END IF;
    v_rows := ARRAY(
        SELECT s FROM standard AS s
        WHERE s.standard_id > coalesce(p_after, '')
        ORDER BY s.standard_id
        LIMIT p_limit + 1);
    RETURN success(json_strip_nulls(json_build_object(
        'standards', (
            SELECT coalesce(
                json_agg(standard_json(p_caller.region, s) ORDER BY s.standard_id), '[]')
            FROM unnest(v_rows[:p_limit]) AS s),
        'next', CASE WHEN cardinality(v_rows) > p_limit THEN (v_rows[p_limit]).standard_id END)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.describe_standards(memberhub.caller, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.describe_standards(
    memberhub.caller, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.describe_standards(memberhub.caller, integer, text) IS
    'DescribeStandards: a page of at most p_limit of the catalogue, beginning after p_after '
    '(NULL: at the start). Needs no hub, as with AWS.';
