CREATE OR REPLACE FUNCTION memberhub.audit_seal_accounts(
    p_number bigint
) RETURNS TABLE (account_id text, events bigint, root bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT a.account_id, a.events, a.root
    FROM audit_seal_account AS a
    WHERE a.number = p_number
    ORDER BY a.account_id;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_seal_accounts(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_seal_accounts(bigint) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_seal_accounts(bigint) IS
    'What a seal says of each account, by account id.';
