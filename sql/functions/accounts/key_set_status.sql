CREATE OR REPLACE FUNCTION memberhub.key_set_status(
    p_access_key_id text, p_status text
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_account_id text;
BEGIN
    UPDATE access_key AS k SET status = p_status WHERE k.access_key_id = p_access_key_id
    RETURNING k.account_id INTO v_account_id;

    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE account AS a SET access_epoch = a.access_epoch + 1 WHERE a.account_id = v_account_id;
    PERFORM operator_event(
        'UpdateAccessKey', v_account_id,
        jsonb_build_object('accessKeyId', p_access_key_id, 'status', p_status));
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION memberhub.key_set_status(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.key_set_status(text, text) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.key_set_status(text, text) IS
    'Disables or enables an access key (active, disabled); false when there is none. Raises the '
    'account''s epoch.';
