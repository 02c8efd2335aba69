CREATE OR REPLACE FUNCTION memberhub.key_delete(p_access_key_id text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_account_id text;
BEGIN
    DELETE FROM access_key AS k WHERE k.access_key_id = p_access_key_id
    RETURNING k.account_id INTO v_account_id;

    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE account AS a SET access_epoch = a.access_epoch + 1 WHERE a.account_id = v_account_id;
    PERFORM operator_event(
        'DeleteAccessKey', v_account_id, jsonb_build_object('accessKeyId', p_access_key_id));
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION memberhub.key_delete(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.key_delete(text) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.key_delete(text) IS
    'Deletes an access key; false when there is none. Raises the account''s epoch.';
