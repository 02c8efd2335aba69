CREATE OR REPLACE FUNCTION memberhub.delete_members(
    p_caller memberhub.caller, p_account_ids text[], p_surplus_ids text[] DEFAULT NULL
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'DeleteMembers', '{administrator}', p_account_ids,
        p_surplus_ids => p_surplus_ids);
END
$$;
REVOKE ALL ON FUNCTION memberhub.delete_members(memberhub.caller, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.delete_members(memberhub.caller, text[], text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.delete_members(memberhub.caller, text[], text[]) IS
    'DeleteMembers: ends relationships of the caller, invitations included; associated members '
    'must be disassociated first. Faults: not_subscribed, detector_not_owned. For single '
    'accounts: still_associated, no_such_member, results_exceeded (p_surplus_ids).';
