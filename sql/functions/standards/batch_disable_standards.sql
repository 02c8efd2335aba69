CREATE OR REPLACE FUNCTION memberhub.batch_disable_standards(
    p_caller memberhub.caller, p_subscription_arns text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_unknown text;
    v_result json;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'BatchDisableStandards');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    SELECT a.arn INTO v_unknown
    FROM unnest(p_subscription_arns) WITH ORDINALITY AS a (arn, position)
    WHERE NOT EXISTS (
        SELECT FROM standards_subscription AS t
        WHERE t.service = p_caller.service AND t.region = p_caller.region
          AND t.account_id = p_caller.account_id
          AND subscription_arn(t.region, t.account_id, t.standard_id) = a.arn)
    ORDER BY a.position
    LIMIT 1;
    IF v_unknown IS NOT NULL THEN
        RETURN call_end(p_caller, 'unknown_subscription', ARRAY[v_unknown]);
    END IF;
    WITH removed AS (
        DELETE FROM standards_subscription AS t
        WHERE t.service = p_caller.service AND t.region = p_caller.region
          AND t.account_id = p_caller.account_id
          AND subscription_arn(t.region, t.account_id, t.standard_id) = ANY (p_subscription_arns)
        RETURNING t.*
    )
    SELECT json_build_object('subscriptions', json_agg(
        subscription_json(t::standards_subscription, 'DELETING')
        ORDER BY array_position(
            p_subscription_arns, subscription_arn(t.region, t.account_id, t.standard_id))))
    INTO v_result
    FROM removed AS t;
    RETURN call_end(p_caller, p_result => v_result);
END
$$;
REVOKE ALL ON FUNCTION memberhub.batch_disable_standards(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.batch_disable_standards(
    memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.batch_disable_standards(memberhub.caller, text[]) IS
    'BatchDisableStandards: ends subscriptions of the caller''s hub, and gives them as DELETING. '
    'Faults: not_subscribed; unknown_subscription {0}, and then nothing is changed.';
