CREATE OR REPLACE FUNCTION memberhub.invite_members(
    p_caller memberhub.caller, p_account_ids text[], p_invitation_limit integer,
    p_surplus_ids text[] DEFAULT NULL
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_is_member boolean;
    v_room bigint;
    v_moved record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'InviteMembers', p_account_ids);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_is_member :=
        administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL;
    SELECT greatest(p_invitation_limit - e.members_invited, 0) INTO v_room
    FROM enrollment AS e
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    v_moved := relationship_transition(
        p_caller, 'InviteMembers', '{administrator}', p_account_ids,
        p_faults => ARRAY(SELECT CASE WHEN v_is_member THEN 'caller_is_member'
                                      WHEN a.account_id = p_caller.account_id THEN 'self_invite'
                                      -- GuardDuty writes to the members that it invites.
                                      WHEN p_caller.service = 'guardduty' AND (
                                          -- LIMIT: one look by the whole key for each account.
                                          SELECT r.email IS NULL FROM relationship AS r
                                          WHERE r.service = p_caller.service
                                            AND r.region = p_caller.region
                                            AND r.administrator_id = p_caller.account_id
                                            AND r.member_id = a.account_id
                                          LIMIT 1)
                                      THEN 'email_missing' END
                          FROM unnest(p_account_ids) WITH ORDINALITY AS a (account_id, position)
                          ORDER BY a.position),
        p_room => v_room, p_room_fault => 'invitation_limit');
    RETURN call_end(p_caller, p_result => with_surplus(v_moved.result, p_account_ids, p_surplus_ids),
                    p_effects => v_moved.effects);
END
$$;
REVOKE ALL ON FUNCTION memberhub.invite_members(memberhub.caller, text[], integer, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.invite_members(
    memberhub.caller, text[], integer, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.invite_members(memberhub.caller, text[], integer, text[]) IS
    'InviteMembers: invites accounts that the caller has created, or that left; each gets a new '
    'invitation. p_invitation_limit counts the caller''s pending invitations. Faults: '
    'not_subscribed, detector_not_owned. For single accounts: caller_is_member, self_invite, '
    'email_missing (GuardDuty), no_such_member, already_invited, invitation_limit, '
    'results_exceeded (p_surplus_ids).';
