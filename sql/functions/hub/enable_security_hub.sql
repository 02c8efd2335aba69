CREATE OR REPLACE FUNCTION memberhub.enable_security_hub(
    p_caller memberhub.caller, p_tags jsonb, p_default_standards boolean,
    p_control_finding_generator text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_fault text;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_fault := enrollment_begin(p_caller, p_tags, p_there_fault => 'already_subscribed');
    IF v_fault IS NOT NULL THEN
        RETURN call_end(p_caller, v_fault);
    END IF;
    IF p_control_finding_generator IS NOT NULL THEN
        UPDATE enrollment AS e
        SET control_finding_generator = p_control_finding_generator
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id;
    END IF;
    INSERT INTO product_subscription (region, account_id, product)
    SELECT p_caller.region, p_caller.account_id, p.product FROM product AS p WHERE p.automatic;
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
