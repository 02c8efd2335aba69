CREATE OR REPLACE FUNCTION memberhub.accept_administrator_invitation(
    p_caller memberhub.caller, p_administrator_id text, p_invitation_id text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_invited boolean;
    v_fault text;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, ARRAY[p_administrator_id]);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF NOT v_begun.enrolled THEN
        RETURN call_end(p_caller, 'not_subscribed', ARRAY[p_caller.account_id]);
    END IF;

    v_invited := p_invitation_id = (
        SELECT r.invitation_id FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.administrator_id = p_administrator_id AND r.member_id = p_caller.account_id);
    -- Only who holds the invitation learns that its sender is a member of somebody else.
    v_fault := CASE
        WHEN v_invited
             AND administrator_of(p_caller.service, p_caller.region, p_administrator_id) IS NOT NULL
            THEN 'inviter_is_member'
        WHEN has_members(p_caller.service, p_caller.region, p_caller.account_id) THEN 'has_members'
        WHEN administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL
            THEN 'already_a_member'
        WHEN v_invited IS NOT TRUE THEN 'no_pending_invitation'
    END;
    RETURN call_end(p_caller, first_fault(relationship_transition(
        p_caller, 'AcceptAdministratorInvitation', '{member}', ARRAY[p_administrator_id],
        ARRAY[v_fault])));
END
$$;
REVOKE ALL ON FUNCTION memberhub.accept_administrator_invitation(
    memberhub.caller, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.accept_administrator_invitation(
    memberhub.caller, text, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.accept_administrator_invitation(memberhub.caller, text, text) IS
    'AcceptAdministratorInvitation and AcceptInvitation: makes the caller an enabled member of '
    'the administrator whose standing invitation it names. Faults: not_subscribed, '
    'inviter_is_member, has_members, already_a_member, no_pending_invitation (unknown '
    'administrator, another invitation''s id, an invitation that was withdrawn).';
