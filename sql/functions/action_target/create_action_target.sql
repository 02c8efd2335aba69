CREATE OR REPLACE FUNCTION memberhub.create_action_target(
    p_caller memberhub.caller, p_name text, p_description text, p_id text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    c_most CONSTANT integer := 50;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'CreateActionTarget');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF EXISTS (SELECT FROM action_target AS t
               WHERE t.region = p_caller.region AND t.account_id = p_caller.account_id AND t.id = p_id)
    THEN
        RETURN call_end(p_caller, 'action_target_exists', ARRAY[p_id]);
    ELSIF (SELECT count(*) FROM action_target AS t
           WHERE t.region = p_caller.region AND t.account_id = p_caller.account_id) >= c_most
    THEN
        RETURN call_end(p_caller, 'action_target_limit');
    END IF;
    INSERT INTO action_target (region, account_id, id, name, description)
    VALUES (p_caller.region, p_caller.account_id, p_id, p_name, p_description);
    RETURN call_end(p_caller, p_result => json_build_object(
        'action_target_arn', action_target_arn(p_caller.region, p_caller.account_id, p_id)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.create_action_target(
    memberhub.caller, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.create_action_target(
    memberhub.caller, text, text, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.create_action_target(memberhub.caller, text, text, text) IS
    'CreateActionTarget. Faults: not_subscribed, action_target_exists, action_target_limit.';
