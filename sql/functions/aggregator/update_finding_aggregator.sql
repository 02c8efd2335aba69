CREATE OR REPLACE FUNCTION memberhub.update_finding_aggregator(
    p_caller memberhub.caller, p_arn text, p_linking_mode text, p_regions text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_row finding_aggregator;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UpdateFindingAggregator');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF linking_refused(p_caller, p_linking_mode, p_regions) THEN
        RETURN call_end(p_caller, 'aggregator_regions');
    END IF;
    UPDATE finding_aggregator AS g SET linking_mode = p_linking_mode, regions = coalesce(p_regions, '{}')
    WHERE g.account_id = p_caller.account_id AND g.region = p_caller.region
      AND aggregator_arn(g.region, g.account_id, g.id) = p_arn
    RETURNING g.* INTO v_row;
    IF NOT FOUND THEN
        RETURN call_end(p_caller, 'no_such_resource');
    END IF;
    RETURN call_end(p_caller, p_result => aggregator_json(v_row));
END
$$;
REVOKE ALL ON FUNCTION memberhub.update_finding_aggregator(
    memberhub.caller, text, text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.update_finding_aggregator(
    memberhub.caller, text, text, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.update_finding_aggregator(memberhub.caller, text, text, text[]) IS
    'UpdateFindingAggregator, in its home region. Faults: not_subscribed, aggregator_regions, no_such_resource.';
