CREATE OR REPLACE FUNCTION memberhub.delete_finding_aggregator(
    p_caller memberhub.caller, p_arn text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'DeleteFindingAggregator');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    DELETE FROM finding_aggregator AS g
    WHERE g.account_id = p_caller.account_id AND g.region = p_caller.region
      AND aggregator_arn(g.region, g.account_id, g.id) = p_arn;
    RETURN call_end(p_caller, CASE WHEN NOT FOUND THEN 'no_such_resource' END);
END
$$;
REVOKE ALL ON FUNCTION memberhub.delete_finding_aggregator(memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.delete_finding_aggregator(
    memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.delete_finding_aggregator(memberhub.caller, text) IS
    'DeleteFindingAggregator, in its home region. Faults: not_subscribed, no_such_resource.';
