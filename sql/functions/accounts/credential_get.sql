CREATE OR REPLACE FUNCTION memberhub.credential_get(
    p_access_key_id text, p_test_accounts boolean
) RETURNS TABLE (
    account_id text, secret_sealed bytea, usable boolean, access_epoch bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT k.account_id, k.secret_sealed, k.status = 'active' AND a.status = 'active',
           a.access_epoch
    FROM access_key AS k
    JOIN account AS a ON a.account_id = k.account_id
    WHERE k.access_key_id = p_access_key_id
    UNION ALL
    SELECT p_access_key_id, NULL, coalesce(a.status = 'active', true), a.access_epoch
    FROM (SELECT) AS one
    LEFT JOIN account AS a ON a.account_id = p_access_key_id
    -- The account of nobody, whose trail tells of strangers.
    WHERE p_test_accounts AND p_access_key_id ~ '^[0-9]{12}$' AND p_access_key_id <> '000000000000';
END
$$;
REVOKE ALL ON FUNCTION memberhub.credential_get(text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.credential_get(text, boolean) TO memberhub_app;
COMMENT ON FUNCTION memberhub.credential_get(text, boolean) IS
    'What is known of an access key: 0 or 1 row. With p_test_accounts twelve digits, '
    'not all of them 0, are that account''s key: secret_sealed is NULL, and access_epoch too when the account has no row '
    'yet. usable: key and account are both active.';
