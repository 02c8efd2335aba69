CREATE OR REPLACE FUNCTION memberhub.delete_invitations(
    p_caller memberhub.caller, p_account_ids text[], p_surplus_ids text[] DEFAULT NULL
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'DeleteInvitations', '{member,administrator}', p_account_ids,
        p_surplus_ids => p_surplus_ids);
END
$$;
REVOKE ALL ON FUNCTION memberhub.delete_invitations(memberhub.caller, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.delete_invitations(memberhub.caller, text[], text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.delete_invitations(memberhub.caller, text[], text[]) IS
    'DeleteInvitations, both readings: a resigned or removed invitation that the account sent '
    'to the caller goes; else a pending one that the caller sent to the account is withdrawn, '
    'and the member is Created again. Faults: not_subscribed (GuardDuty needs no detector). For '
    'single accounts: invitation_kept when the account''s invitation cannot go, '
    'no_such_invitation, results_exceeded (p_surplus_ids).';
