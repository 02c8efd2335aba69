CREATE OR REPLACE FUNCTION memberhub.audit_seal_accounts(
    p_number bigint, p_account_id text, p_limit integer
) RETURNS TABLE (number bigint, account_id text, events bigint, root bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, whatever the planner expects.
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT a.number, a.account_id, a.events, a.root
    FROM audit_seal_account AS a
    WHERE (a.number, a.account_id) > (coalesce(p_number, 0), coalesce(p_account_id, ''))
    ORDER BY a.number, a.account_id
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_seal_accounts(bigint, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_seal_accounts(
    bigint, text, integer) TO memberhub_sealer, memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_seal_accounts(bigint, text, integer) IS
    'A page of at most p_limit rows of what seals say of accounts, by seal and account, beginning '
    'after those of p_number and p_account_id (NULL: at the first).';
