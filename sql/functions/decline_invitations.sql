CREATE OR REPLACE FUNCTION memberhub.decline_invitations(
    p_caller memberhub.caller, p_account_ids text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, p_account_ids);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF NOT v_begun.enrolled THEN
        RETURN call_end(p_caller, 'not_subscribed', ARRAY[p_caller.account_id]);
    END IF;

    RETURN call_end(p_caller, p_result => relationship_transition(
        p_caller, 'DeclineInvitations', '{member}', p_account_ids));
END
$$;
REVOKE ALL ON FUNCTION memberhub.decline_invitations(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.decline_invitations(memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.decline_invitations(memberhub.caller, text[]) IS
    'DeclineInvitations: p_account_ids are administrators whose pending invitations the caller '
    'turns down; they become Resigned. One that is Resigned already stays so. Faults: '
    'not_subscribed. For single accounts: no_such_invitation.';
