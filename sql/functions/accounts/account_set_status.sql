CREATE OR REPLACE FUNCTION memberhub.account_set_status(
    p_account_id text, p_status text
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    UPDATE account AS a SET status = p_status, access_epoch = a.access_epoch + 1
    WHERE a.account_id = p_account_id;

    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM operator_event(
        CASE p_status WHEN 'suspended' THEN 'SuspendAccount' ELSE 'ResumeAccount' END, p_account_id,
        jsonb_build_object('accountId', p_account_id, 'status', p_status));
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION memberhub.account_set_status(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.account_set_status(text, text) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.account_set_status(text, text) IS
    'Suspends or resumes an account (active, suspended); false when there is none. Every '
    'worker''s cached credential of it is refused from then on.';
