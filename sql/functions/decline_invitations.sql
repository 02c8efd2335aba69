CREATE OR REPLACE FUNCTION memberhub.decline_invitations(
    p_caller memberhub.caller, p_account_ids text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN relationship_call(p_caller, 'DeclineInvitations', '{member}', p_account_ids);
END
$$;
REVOKE ALL ON FUNCTION memberhub.decline_invitations(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.decline_invitations(memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.decline_invitations(memberhub.caller, text[]) IS
    'DeclineInvitations: p_account_ids are administrators whose pending invitations the caller '
    'turns down; they become Resigned. One that is Resigned already stays so. Faults: '
    'not_subscribed; no_such_resource without a detector. For single accounts: '
    'no_such_invitation.';
