CREATE OR REPLACE FUNCTION memberhub.list_finding_aggregators(
    p_caller memberhub.caller, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'ListFindingAggregators');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    RETURN success(json_build_object('aggregators', (
        SELECT coalesce(json_agg(aggregator_json(g)), '[]') FROM finding_aggregator AS g
        WHERE g.account_id = p_caller.account_id)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.list_finding_aggregators(
    memberhub.caller, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.list_finding_aggregators(
    memberhub.caller, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.list_finding_aggregators(memberhub.caller, integer, text) IS
    'ListFindingAggregators: the caller''s, of which there is one at most, so p_limit and p_after have no say. '
    'Faults: not_subscribed.';
