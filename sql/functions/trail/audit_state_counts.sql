CREATE OR REPLACE FUNCTION memberhub.audit_state_counts(

) RETURNS TABLE (
    drops bigint, drop_lines bigint, accounts bigint, keys bigint, enrollments bigint
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
-- Counted in the tables: what an index leaves out is what this is to find.
SET enable_indexscan = off SET enable_indexonlyscan = off SET enable_bitmapscan = off
AS $$
    SELECT (SELECT count(*) FROM audit_drop), (SELECT count(*) FROM audit_drop_line),
           (SELECT count(*) FROM account), (SELECT count(*) FROM access_key),
           (SELECT count(*) FROM enrollment AS e WHERE e.enabled);
$$;
REVOKE ALL ON FUNCTION memberhub.audit_state_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_state_counts() TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_state_counts() IS
    'How many stated drops, lines of their statements, accounts, keys, and hubs and detectors there '
    'are, for whoever reads them page by page and wants to know that none was left out.';
