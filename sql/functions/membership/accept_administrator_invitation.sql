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
    v_accepted record;
    v_suspended json;
BEGIN
    SELECT * INTO v_begun
    FROM call_begin(p_caller, 'AcceptAdministratorInvitation', ARRAY[p_administrator_id]);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
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
    v_accepted := relationship_transition(
        p_caller, 'AcceptAdministratorInvitation', '{member}', ARRAY[p_administrator_id],
        ARRAY[v_fault]);
    v_fault := first_fault(v_accepted.result);
    IF v_fault IS NULL AND p_caller.service = 'guardduty' THEN
        -- Who comes suspended is as suspended as one who suspends its detector later.
        SELECT t.effects INTO v_suspended
        FROM enrollment AS e
        CROSS JOIN LATERAL relationship_transition(
            p_caller, 'UpdateDetector enable=false', '{member}', ARRAY[p_administrator_id]) AS t
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id AND NOT e.monitoring;
    END IF;
    RETURN call_end(
        p_caller, v_fault, p_effects => effects_joined(v_accepted.effects, v_suspended));
END
$$;
REVOKE ALL ON FUNCTION memberhub.accept_administrator_invitation(
    memberhub.caller, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.accept_administrator_invitation(
    memberhub.caller, text, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.accept_administrator_invitation(memberhub.caller, text, text) IS
    'AcceptAdministratorInvitation and AcceptInvitation: makes the caller an enabled member of '
    'the administrator whose standing invitation it names (Disabled when its detector is '
    'suspended). Faults: not_subscribed, '
    'detector_not_owned, inviter_is_member, has_members, already_a_member, '
    'no_pending_invitation (unknown administrator, another invitation''s id, an invitation that '
    'was withdrawn).';
