CREATE OR REPLACE FUNCTION memberhub.delete_action_target(
    p_caller memberhub.caller, p_arn text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'DeleteActionTarget');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    DELETE FROM action_target AS t
    WHERE t.region = p_caller.region AND t.account_id = p_caller.account_id
      AND action_target_arn(t.region, t.account_id, t.id) = p_arn;
    IF NOT FOUND THEN
        RETURN call_end(p_caller, 'no_such_resource');
    END IF;
    RETURN call_end(p_caller, p_result => json_build_object('action_target_arn', p_arn));
END
$$;
REVOKE ALL ON FUNCTION memberhub.delete_action_target(memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.delete_action_target(memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.delete_action_target(memberhub.caller, text) IS
    'DeleteActionTarget. Faults: not_subscribed, no_such_resource.';
