CREATE OR REPLACE FUNCTION memberhub.get_finding_aggregator(
    p_caller memberhub.caller, p_arn text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetFindingAggregator');
    v_row finding_aggregator;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    SELECT g.* INTO v_row FROM finding_aggregator AS g
    WHERE g.account_id = p_caller.account_id AND aggregator_arn(g.region, g.account_id, g.id) = p_arn;
    IF NOT FOUND THEN
        RETURN refusal('no_such_resource');
    END IF;
    RETURN success(aggregator_json(v_row));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_finding_aggregator(memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_finding_aggregator(memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_finding_aggregator(memberhub.caller, text) IS
    'GetFindingAggregator. Faults: not_subscribed, no_such_resource.';
