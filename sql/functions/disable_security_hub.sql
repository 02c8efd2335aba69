CREATE OR REPLACE FUNCTION memberhub.disable_security_hub(
    p_caller memberhub.caller
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_fault text;
BEGIN
    SELECT * INTO v_begun FROM call_begin_as_member(p_caller);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF NOT v_begun.enrolled THEN
        RETURN call_end(p_caller, 'not_subscribed', ARRAY[p_caller.account_id]);
    END IF;

    SELECT t.fault INTO v_fault
    FROM state_transition AS t
    WHERE t.service = p_caller.service AND t.operation = 'DisableSecurityHub'
      AND t.caller = 'administrator'
      AND t.outcome = 'refuse'
      AND EXISTS (SELECT FROM relationship AS r
                  WHERE r.service = p_caller.service AND r.region = p_caller.region
                    AND r.administrator_id = p_caller.account_id AND r.state = t.from_state)
    LIMIT 1;
    IF v_fault IS NOT NULL THEN
        RETURN call_end(p_caller, v_fault);
    END IF;

    -- The members' locks are not taken: every other call that changes these rows holds the
    -- administrator's lock too.
    PERFORM relationship_transition(p_caller, 'DisableSecurityHub', '{administrator}', ARRAY(
        SELECT r.member_id FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.administrator_id = p_caller.account_id));
    PERFORM relationship_transition(p_caller, 'DisableSecurityHub', '{member}',
        ARRAY[v_begun.administrator_id])
    WHERE v_begun.administrator_id IS NOT NULL;
    DELETE FROM standards_subscription AS s
    WHERE s.service = p_caller.service AND s.region = p_caller.region
      AND s.account_id = p_caller.account_id;
    UPDATE enrollment AS e
    SET enabled = false, subscribed_at = NULL, auto_enable_controls = true,
        control_finding_generator = 'SECURITY_CONTROL', tags = '{}'
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.disable_security_hub(memberhub.caller) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.disable_security_hub(memberhub.caller) TO memberhub_app;
COMMENT ON FUNCTION memberhub.disable_security_hub(memberhub.caller) IS
    'DisableSecurityHub: ends the caller''s hub, with its settings, tags and subscriptions. As a '
    'member it resigns; as an administrator without enabled members its other relationships go. '
    'Faults: not_subscribed, disable_administrator.';
