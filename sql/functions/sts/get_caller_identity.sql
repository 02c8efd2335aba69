CREATE OR REPLACE FUNCTION memberhub.get_caller_identity(
    p_caller memberhub.caller
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_refused answer := read_begin(p_caller, NULL);
BEGIN
    IF (v_refused).fault IS NOT NULL THEN
        RETURN v_refused;
    END IF;
    RETURN success(json_build_object(
        'account_id', p_caller.account_id,
        'user_id', p_caller.identity ->> 'principalId',
        'arn', p_caller.identity ->> 'arn'));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_caller_identity(memberhub.caller) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_caller_identity(memberhub.caller) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_caller_identity(memberhub.caller) IS
    'GetCallerIdentity: the caller as it was authorised.';
