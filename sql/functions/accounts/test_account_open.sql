CREATE OR REPLACE FUNCTION memberhub.test_account_open(
    p_account_id text
) RETURNS TABLE (access_epoch bigint, usable boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    INSERT INTO account (account_id, name)
    SELECT p_account_id, 'test account' WHERE p_account_id <> '000000000000'
    ON CONFLICT ON CONSTRAINT account_pkey DO NOTHING;
    -- Whoever made it, and whether or not the settings allow it: it is on record.
    IF FOUND THEN
        PERFORM system_event('CreateAccount', p_account_id, 'iam', 'us-east-1',
                             jsonb_build_object('accountId', p_account_id));
    END IF;
    RETURN QUERY SELECT a.access_epoch, a.status = 'active'
    FROM account AS a WHERE a.account_id = p_account_id;
END
$$;
REVOKE ALL ON FUNCTION memberhub.test_account_open(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.test_account_open(text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.test_account_open(text) IS
    'Makes a test account''s row if it is not there, with the event CreateAccount of memberhub '
    'itself, and gives its epoch and whether it may be used. No row for 000000000000: the account '
    'of nobody, whose trail tells of strangers.';
