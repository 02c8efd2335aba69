CREATE OR REPLACE FUNCTION memberhub.key_create(
    p_access_key_id text, p_account_id text, p_secret_sealed bytea
) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    -- The epoch is raised first: it is also the lock under which the keys are counted.
    UPDATE account AS a SET access_epoch = a.access_epoch + 1 WHERE a.account_id = p_account_id;
    IF NOT FOUND THEN
        RETURN 'no_account';
    END IF;
    IF EXISTS (SELECT FROM access_key AS k WHERE k.access_key_id = p_access_key_id) THEN
        RETURN 'exists';
    END IF;
    -- Two keys an account, as AWS has it: one in use, one to change over to.
    IF (SELECT count(*) FROM access_key AS k WHERE k.account_id = p_account_id) >= 2 THEN
        RETURN 'limit';
    END IF;
    INSERT INTO access_key (access_key_id, account_id, secret_sealed)
    VALUES (p_access_key_id, p_account_id, p_secret_sealed)
    ON CONFLICT ON CONSTRAINT access_key_pkey DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'exists';
    END IF;
    PERFORM operator_event(
        'CreateAccessKey', p_account_id, jsonb_build_object('accessKeyId', p_access_key_id));
    RETURN 'created';
END
$$;
REVOKE ALL ON FUNCTION memberhub.key_create(text, text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.key_create(text, text, bytea) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.key_create(text, text, bytea) IS
    'Stores a new access key: created, no_account, exists, or limit (two keys an account).';
