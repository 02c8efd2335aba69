CREATE OR REPLACE FUNCTION memberhub.disable_security_hub(
    p_caller memberhub.caller
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN enrollment_end(p_caller, 'DisableSecurityHub');
END
$$;
REVOKE ALL ON FUNCTION memberhub.disable_security_hub(memberhub.caller) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.disable_security_hub(memberhub.caller) TO memberhub_app;
COMMENT ON FUNCTION memberhub.disable_security_hub(memberhub.caller) IS
    'DisableSecurityHub: ends the caller''s hub, with its settings, tags and subscriptions. As a '
    'member it resigns; as an administrator without enabled members its other relationships go. '
    'Faults: not_subscribed, disable_administrator.';
