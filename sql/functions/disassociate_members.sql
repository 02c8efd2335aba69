CREATE OR REPLACE FUNCTION memberhub.disassociate_members(
    p_caller memberhub.caller, p_account_ids text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN relationship_call(p_caller, 'DisassociateMembers', '{administrator}', p_account_ids);
END
$$;
REVOKE ALL ON FUNCTION memberhub.disassociate_members(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.disassociate_members(memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.disassociate_members(memberhub.caller, text[]) IS
    'DisassociateMembers: takes invited and associated members of the caller to Removed; '
    'of Security Hub, created, removed and resigned ones stay as they are. Faults: not_subscribed, '
    'detector_not_owned. For single accounts: no_such_member; GuardDuty: not_yet_associated.';
