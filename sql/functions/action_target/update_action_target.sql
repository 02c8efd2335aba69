CREATE OR REPLACE FUNCTION memberhub.update_action_target(
    p_caller memberhub.caller, p_arn text, p_name text, p_description text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UpdateActionTarget');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    UPDATE action_target AS t
    SET name = coalesce(p_name, t.name), description = coalesce(p_description, t.description)
    WHERE t.region = p_caller.region AND t.account_id = p_caller.account_id
      AND action_target_arn(t.region, t.account_id, t.id) = p_arn;
    RETURN call_end(p_caller, CASE WHEN NOT FOUND THEN 'no_such_resource' END);
END
$$;
REVOKE ALL ON FUNCTION memberhub.update_action_target(
    memberhub.caller, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.update_action_target(
    memberhub.caller, text, text, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.update_action_target(memberhub.caller, text, text, text) IS
    'UpdateActionTarget: what is NULL stays. Faults: not_subscribed, no_such_resource.';
