CREATE OR REPLACE FUNCTION memberhub.key_list(
    p_account_id text
) RETURNS TABLE (
    access_key_id text, account_id text, status text, created_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
    SELECT k.access_key_id, k.account_id, k.status, k.created_at
    FROM access_key AS k
    WHERE k.account_id = p_account_id
    UNION ALL
    SELECT k.access_key_id, k.account_id, k.status, k.created_at
    FROM access_key AS k
    WHERE p_account_id IS NULL
    ORDER BY account_id, access_key_id;
$$;
REVOKE ALL ON FUNCTION memberhub.key_list(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.key_list(text) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.key_list(text) IS
    'The access keys of an account, or of all (NULL); never a secret.';
