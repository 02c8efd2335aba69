CREATE OR REPLACE FUNCTION memberhub.account_add(p_account_id text, p_name text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_added boolean;
BEGIN
    INSERT INTO account (account_id, name)
    SELECT p_account_id, p_name WHERE p_account_id <> '000000000000'
    ON CONFLICT ON CONSTRAINT account_pkey DO NOTHING;
    v_added := FOUND;
    IF v_added THEN
        PERFORM operator_event(
            'CreateAccount', p_account_id, jsonb_build_object('accountId', p_account_id));
    END IF;
    RETURN v_added;
END
$$;
REVOKE ALL ON FUNCTION memberhub.account_add(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.account_add(text, text) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.account_add(text, text) IS
    'Adds an account; false when it is there already, as 000000000000 always is: the account of '
    'nobody, whose trail tells of strangers.';
