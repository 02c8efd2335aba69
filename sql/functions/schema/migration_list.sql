CREATE OR REPLACE FUNCTION memberhub.migration_list(

) RETURNS TABLE (version integer, name text, sha256 text, applied_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
    SELECT m.version, m.name, m.sha256, m.applied_at FROM schema_migration AS m ORDER BY m.version;
$$;
REVOKE ALL ON FUNCTION memberhub.migration_list() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.migration_list() TO memberhub_admin;
COMMENT ON FUNCTION memberhub.migration_list() IS
    'Every migration that was applied, by version.';
