CREATE OR REPLACE FUNCTION memberhub.enable_security_hub(
    p_caller memberhub.caller, p_tags jsonb, p_default_standards boolean,
    p_control_finding_generator text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF NOT v_begun.enrolled AND (SELECT count(*) FROM jsonb_object_keys(p_tags)) > 50 THEN
        RETURN call_end(p_caller, 'tag_limit');
    END IF;
    -- The row may be new, and then call_begin() had nothing to lock: of two calls at once the
    -- second waits here.
    INSERT INTO enrollment AS e
        (service, region, account_id, enabled, subscribed_at, control_finding_generator, tags)
    VALUES (p_caller.service, p_caller.region, p_caller.account_id, true, now_ms(),
            coalesce(p_control_finding_generator, 'SECURITY_CONTROL'), coalesce(p_tags, '{}'))
    ON CONFLICT ON CONSTRAINT enrollment_pkey DO UPDATE
        SET enabled = true, subscribed_at = excluded.subscribed_at, auto_enable_controls = true,
            control_finding_generator = excluded.control_finding_generator, tags = excluded.tags
        WHERE NOT e.enabled;
    IF NOT FOUND THEN
        RETURN call_end(p_caller, 'already_subscribed');
    END IF;
    IF coalesce(p_default_standards, true) THEN
        INSERT INTO standards_subscription (service, region, account_id, standard_id)
        SELECT p_caller.service, p_caller.region, p_caller.account_id, s.standard_id
        FROM standard AS s
        WHERE s.enabled_by_default;
    END IF;
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.enable_security_hub(
    memberhub.caller, jsonb, boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.enable_security_hub(
    memberhub.caller, jsonb, boolean, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.enable_security_hub(memberhub.caller, jsonb, boolean, text) IS
    'EnableSecurityHub: makes the caller''s hub. p_tags NULL: none; p_default_standards NULL: '
    'true; p_control_finding_generator NULL: SECURITY_CONTROL. Faults: already_subscribed, '
    'tag_limit. A hub that comes back after it was disabled starts anew.';
