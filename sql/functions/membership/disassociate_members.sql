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
    'of Security Hub, every other account, known or not, stays as it is. Faults: not_subscribed, '
    'detector_not_owned. For single accounts, of GuardDuty: not_yet_associated.';
