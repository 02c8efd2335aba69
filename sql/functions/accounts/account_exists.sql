CREATE OR REPLACE FUNCTION memberhub.account_exists(
    p_account_id text
) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM account AS a WHERE a.account_id = p_account_id);
$$;
REVOKE ALL ON FUNCTION memberhub.account_exists(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.account_exists(text) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.account_exists(text) IS
    'Whether there is such an account, so that an operator who mistypes one is told.';
