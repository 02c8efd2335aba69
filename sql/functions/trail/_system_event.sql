CREATE OR REPLACE FUNCTION memberhub.system_event(
    p_event_name text, p_account_id text, p_service text, p_region text, p_parameters jsonb,
    p_effects json DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    PERFORM audit_append(ARRAY[ROW(
        ROW(p_account_id, NULL, '{"type": "AWSService", "invokedBy": "memberhub"}', p_service,
            p_region, p_event_name, gen_random_uuid(), NULL, 'memberhub', 'memberhub',
            p_parameters, 'documented', NULL, NULL)::caller,
        NULL, NULL, NULL, p_effects, false, NULL)::audit_entry], p_by_trail => true);
END
$$;
REVOKE ALL ON FUNCTION memberhub.system_event(text, text, text, text, jsonb, json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.system_event(text, text, text, text, jsonb, json) IS
    'Appends the event of what the program does by itself, asked by nobody. THE ONE WAY to write '
    'an event whose name begins with Trail.';
