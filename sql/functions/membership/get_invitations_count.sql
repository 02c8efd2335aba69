CREATE OR REPLACE FUNCTION memberhub.get_invitations_count(
    p_caller memberhub.caller
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetInvitationsCount');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success((
        SELECT json_build_object('invitations_count', count(*))
        FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.member_id = p_caller.account_id
          AND r.invitation_id IS NOT NULL AND r.state NOT IN ('Enabled', 'Disabled')));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_invitations_count(memberhub.caller) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_invitations_count(memberhub.caller) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_invitations_count(memberhub.caller) IS
    'GetInvitationsCount: how many invitations the caller has, the accepted one not counted. '
    'Faults: not_subscribed; GuardDuty needs no detector.';
