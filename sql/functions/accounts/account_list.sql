CREATE OR REPLACE FUNCTION memberhub.account_list(

) RETURNS TABLE (account_id text, name text, status text, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
    SELECT a.account_id, a.name, a.status, a.created_at FROM account AS a ORDER BY a.account_id;
$$;
REVOKE ALL ON FUNCTION memberhub.account_list() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.account_list() TO memberhub_admin;
COMMENT ON FUNCTION memberhub.account_list() IS
    'Every account, by account id.';
