CREATE OR REPLACE FUNCTION memberhub.audit_record(p_events jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_now timestamptz := now_ms();
    v_count integer;
BEGIN
    PERFORM audit_append(
        ROW(e.account_id, NULL, e.identity, e.service, e.region, e.operation, e.request_id, NULL,
            e.source_address, e.user_agent, e.parameters, e.dialect, NULL)::caller,
        e.fault, e.arguments, NULL, NULL, e.read_only,
        -- The time is a worker's: one whose clock is wrong dates nothing into another month than
        -- there are partitions for, and nothing into the future.
        least(greatest(timestamptz 'epoch' + e.event_time_ms * interval '1 millisecond',
                       v_now - interval '1 hour'), v_now))
    FROM jsonb_to_recordset(p_events) AS e (
        account_id text, identity jsonb, service text, region text, operation text,
        request_id text, source_address text, user_agent text, parameters jsonb, dialect text,
        fault text, arguments text[], read_only boolean, event_time_ms bigint);
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_record(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_record(jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.audit_record(jsonb) IS
    'Appends the events of calls that changed nothing, which a worker has kept for at most a '
    'moment: an array of objects with the members of a caller (account_id, identity, service, '
    'region, operation, request_id, source_address, user_agent, parameters, dialect) and fault, '
    'arguments, read_only, event_time_ms (at most an hour old; else it is taken for that, or for '
    'now). Gives how many.';
