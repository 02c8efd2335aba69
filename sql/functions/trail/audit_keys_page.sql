CREATE OR REPLACE FUNCTION memberhub.audit_keys_page(
    p_after text, p_limit integer
) RETURNS TABLE (access_key_id text, account_id text, status text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, whatever the planner expects.
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT k.access_key_id, k.account_id, k.status
    FROM access_key AS k
    WHERE k.access_key_id > coalesce(p_after, '')
    ORDER BY k.access_key_id
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_keys_page(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_keys_page(text, integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_keys_page(text, integer) IS
    'A page of at most p_limit access keys with account and status, beginning after p_after (NULL: '
    'at the first), for whoever checks them against their events. Never their secrets.';
