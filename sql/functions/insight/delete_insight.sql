CREATE OR REPLACE FUNCTION memberhub.delete_insight(
    p_caller memberhub.caller, p_arn text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'DeleteInsight');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    DELETE FROM insight AS i
    WHERE i.region = p_caller.region AND i.account_id = p_caller.account_id
      AND insight_arn(i.region, i.account_id, i.id) = p_arn;
    IF NOT FOUND THEN
        RETURN call_end(p_caller, 'no_such_resource');
    END IF;
    RETURN call_end(p_caller, p_result => json_build_object('insight_arn', p_arn));
END
$$;
REVOKE ALL ON FUNCTION memberhub.delete_insight(memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.delete_insight(memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.delete_insight(memberhub.caller, text) IS
    'DeleteInsight. Faults: not_subscribed, no_such_resource.';
