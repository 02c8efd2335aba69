CREATE OR REPLACE FUNCTION memberhub.audit_accounts_page(
    p_after text, p_limit integer
) RETURNS TABLE (account_id text, status text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, whatever the planner expects.
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT a.account_id, a.status
    FROM account AS a
    WHERE a.account_id > coalesce(p_after, '')
    ORDER BY a.account_id
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_accounts_page(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_accounts_page(text, integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_accounts_page(text, integer) IS
    'A page of at most p_limit accounts with their status, beginning after p_after (NULL: at the '
    'first), for whoever checks them against their events.';
