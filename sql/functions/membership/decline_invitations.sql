CREATE OR REPLACE FUNCTION memberhub.decline_invitations(
    p_caller memberhub.caller, p_account_ids text[], p_surplus_ids text[] DEFAULT NULL
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'DeclineInvitations', '{member}', p_account_ids,
        p_surplus_ids => p_surplus_ids);
END
$$;
REVOKE ALL ON FUNCTION memberhub.decline_invitations(memberhub.caller, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.decline_invitations(memberhub.caller, text[], text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.decline_invitations(memberhub.caller, text[], text[]) IS
    'DeclineInvitations: p_account_ids are administrators whose pending invitations the caller '
    'turns down; they become Resigned. One that is Resigned already stays so. Faults: '
    'not_subscribed; no_such_resource without a detector. For single accounts: '
    'no_such_invitation, results_exceeded (p_surplus_ids).';
