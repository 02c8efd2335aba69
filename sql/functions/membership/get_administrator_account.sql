CREATE OR REPLACE FUNCTION memberhub.get_administrator_account(
    p_caller memberhub.caller
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetAdministratorAccount');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success(json_strip_nulls(json_build_object('administrator', (
        SELECT invitation_json(r) FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.member_id = p_caller.account_id
          AND r.state IN ('Enabled', 'Disabled')))));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_administrator_account(memberhub.caller) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_administrator_account(memberhub.caller) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_administrator_account(memberhub.caller) IS
    'GetAdministratorAccount: the administrator that the caller is an associated member of; '
    'absent when there is none. Faults: not_subscribed, detector_not_owned.';
