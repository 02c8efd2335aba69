CREATE OR REPLACE FUNCTION memberhub.schema_status(

) RETURNS TABLE (version integer, in_recovery boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
    SELECT max(m.version), pg_is_in_recovery() FROM schema_migration AS m;
$$;
REVOKE ALL ON FUNCTION memberhub.schema_status() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.schema_status() TO memberhub_app;
COMMENT ON FUNCTION memberhub.schema_status() IS
    'The version of the last migration (NULL: none), and whether the database is a standby.';
