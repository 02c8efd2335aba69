CREATE OR REPLACE FUNCTION memberhub.audit_record(
    p_batch bytea, p_events jsonb
) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_now timestamptz := now_ms();
    v_entries audit_entry[];
BEGIN
    -- A worker that was not told whether its batch is here sends it again.
    INSERT INTO retry_key (key, account_id) VALUES (p_batch, '000000000000')
    ON CONFLICT ON CONSTRAINT retry_key_pkey DO NOTHING;
    IF NOT FOUND THEN
        -- The lock is written to the log: the answer waits for a standby as the batch itself did.
        PERFORM FROM retry_key AS k WHERE k.key = p_batch FOR KEY SHARE;
        RETURN 0;
    END IF;
    PERFORM retry_key_sweep();
    SELECT coalesce(array_agg(ROW(
        ROW(e.account_id, NULL, e.identity, e.service, e.region, e.operation, e.request_id, NULL,
            e.source_address, e.user_agent, e.parameters, e.dialect, NULL, NULL)::caller,
        e.fault, e.arguments, NULL, NULL, e.read_only,
        -- The time is a worker's: one whose clock is wrong dates nothing into another month than
        -- there are partitions for, nothing into the future and nothing behind a seal's back.
        least(greatest(timestamptz 'epoch' + e.event_time_ms * interval '1 millisecond',
                       v_now - interval '4 minutes'), v_now))::audit_entry), '{}')
    INTO v_entries
    FROM jsonb_to_recordset(p_events) AS e (
        account_id text, identity jsonb, service text, region text, operation text,
        request_id text, source_address text, user_agent text, parameters jsonb, dialect text,
        fault text, arguments text[], read_only boolean, event_time_ms bigint);
    PERFORM audit_append(v_entries);
    RETURN cardinality(v_entries);
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_record(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_record(bytea, jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.audit_record(bytea, jsonb) IS
    'Appends the events of calls that changed nothing, which a worker has kept for at most a '
    'moment: an array of objects with the members of a caller (account_id, identity, service, '
    'region, operation, request_id, source_address, user_agent, parameters, dialect) and fault, '
    'arguments, read_only, event_time_ms (at most four minutes old; else it is taken for '
    'that, or for now). p_batch names the batch: one that is here already is not appended again. Gives how many.';
