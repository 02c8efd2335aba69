CREATE OR REPLACE FUNCTION memberhub.audit_counts(

) RETURNS TABLE (
    transitions bigint, seals bigint, seal_accounts bigint, events bigint, relationships bigint,
    oldest_running text, next_transaction text
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
-- Counted in the tables: what an index leaves out is what this is to find.
SET enable_indexscan = off SET enable_indexonlyscan = off SET enable_bitmapscan = off
AS $$
    SELECT (SELECT count(*) FROM state_transition), (SELECT count(*) FROM audit_seal),
           (SELECT count(*) FROM audit_seal_account), (SELECT count(*) FROM audit_event),
           (SELECT count(*) FROM relationship),
           pg_snapshot_xmin(pg_current_snapshot())::text,
           pg_snapshot_xmax(pg_current_snapshot())::text;
$$;
REVOKE ALL ON FUNCTION memberhub.audit_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_counts() TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_counts() IS
    'How many rows of a trail there are, for whoever reads them page by page and wants to know '
    'that no row was left out; and the transactions before which all have ended, and at which none '
    'has begun.';
