CREATE OR REPLACE FUNCTION memberhub.update_security_hub_configuration(
    p_caller memberhub.caller, p_auto_enable_controls boolean, p_control_finding_generator text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UpdateSecurityHubConfiguration');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    UPDATE enrollment AS e
    SET auto_enable_controls = coalesce(p_auto_enable_controls, e.auto_enable_controls),
        control_finding_generator
            = coalesce(p_control_finding_generator, e.control_finding_generator)
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.update_security_hub_configuration(
    memberhub.caller, boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.update_security_hub_configuration(
    memberhub.caller, boolean, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.update_security_hub_configuration(memberhub.caller, boolean, text) IS
    'UpdateSecurityHubConfiguration: changes the hub''s settings; NULL leaves one as it is. '
    'Faults: not_subscribed.';
