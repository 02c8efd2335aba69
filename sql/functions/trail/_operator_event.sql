CREATE OR REPLACE FUNCTION memberhub.operator_event(
    p_event_name text, p_account_id text, p_parameters jsonb
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    -- session_user: who logged in, whoever these functions run as.
    v_identity jsonb := jsonb_build_object('type', 'Operator', 'userName', session_user);
BEGIN
    PERFORM audit_append(ARRAY[ROW(
        ROW(p_account_id, NULL, v_identity, 'iam', 'us-east-1', p_event_name, gen_random_uuid(),
            NULL, coalesce(host(inet_client_addr()), 'localhost'),
            current_setting('application_name'), p_parameters, 'documented', NULL, NULL)::caller,
        NULL, NULL, NULL, NULL, false, NULL)::audit_entry]);
END
$$;
REVOKE ALL ON FUNCTION memberhub.operator_event(text, text, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.operator_event(text, text, jsonb) IS
    'Appends the event of a change that an operator made to an account or its keys, as a record '
    'of IAM, whose events are all in us-east-1. p_parameters: its requestParameters, never a '
    'secret.';
