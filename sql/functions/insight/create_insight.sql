CREATE OR REPLACE FUNCTION memberhub.create_insight(
    p_caller memberhub.caller, p_name text, p_filters json, p_group_by text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    c_most CONSTANT integer := 100;
    v_id uuid := gen_random_uuid();
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'CreateInsight');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF (SELECT count(*) FROM insight AS i
        WHERE i.region = p_caller.region AND i.account_id = p_caller.account_id) >= c_most
    THEN
        RETURN call_end(p_caller, 'insight_limit');
    END IF;
    INSERT INTO insight (region, account_id, id, name, group_by, filters, conditions, created_at)
    VALUES (p_caller.region, p_caller.account_id, v_id, p_name, p_group_by, p_filters -> 'filters',
            (p_filters -> 'conditions')::jsonb, now_ms());
    RETURN call_end(p_caller, p_result => json_build_object(
        'insight_arn', insight_arn(p_caller.region, p_caller.account_id, v_id)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.create_insight(memberhub.caller, text, json, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.create_insight(
    memberhub.caller, text, json, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.create_insight(memberhub.caller, text, json, text) IS
    'CreateInsight: p_filters is {filters, conditions}: as the client wrote them, and as they are understood. '
    'Faults: not_subscribed, insight_limit.';
