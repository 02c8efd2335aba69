CREATE OR REPLACE FUNCTION memberhub.create_finding_aggregator(
    p_caller memberhub.caller, p_linking_mode text, p_regions text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_row finding_aggregator;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'CreateFindingAggregator');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL THEN
        RETURN call_end(p_caller, 'aggregator_of_member');
    ELSIF linking_refused(p_caller, p_linking_mode, p_regions) THEN
        RETURN call_end(p_caller, 'aggregator_regions');
    END IF;
    INSERT INTO finding_aggregator AS g (account_id, region, id, linking_mode, regions)
    VALUES (p_caller.account_id, p_caller.region, gen_random_uuid(), p_linking_mode, coalesce(p_regions, '{}'))
    ON CONFLICT DO NOTHING
    RETURNING g.* INTO v_row;
    IF NOT FOUND THEN
        RETURN call_end(p_caller, 'aggregator_exists', ARRAY(
            SELECT g.region FROM finding_aggregator AS g WHERE g.account_id = p_caller.account_id));
    END IF;
    RETURN call_end(p_caller, p_result => aggregator_json(v_row));
END
$$;
REVOKE ALL ON FUNCTION memberhub.create_finding_aggregator(
    memberhub.caller, text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.create_finding_aggregator(
    memberhub.caller, text, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.create_finding_aggregator(memberhub.caller, text, text[]) IS
    'CreateFindingAggregator: makes the region of the call the account''s home, which shows its linked regions'' '
    'findings as well. Faults: not_subscribed, aggregator_of_member, aggregator_regions, aggregator_exists.';
