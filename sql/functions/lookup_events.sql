CREATE OR REPLACE FUNCTION memberhub.lookup_events(
    p_caller memberhub.caller, p_attribute_key text, p_attribute_value text, p_start_ms bigint,
    p_end_ms bigint, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, whatever the planner expects.
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
DECLARE
    -- How many events one call looks at. Who asks for what is rare gets short pages, even empty
    -- ones, as AWS gives them too, and never an answer that takes long.
    c_looked_at CONSTANT integer := 2000;
    v_from timestamptz := coalesce(
        timestamptz 'epoch' + p_start_ms * interval '1 millisecond', now_ms() - interval '90 days');
    v_to timestamptz := coalesce(
        timestamptz 'epoch' + p_end_ms * interval '1 millisecond', 'infinity');
    v_before bigint := 9223372036854775807;
    v_rows audit_event[];
    v_last audit_event;
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN refusal('access_changed');
    END IF;
    IF p_start_ms > p_end_ms THEN
        RETURN refusal('invalid_time_range');
    END IF;
    IF p_after IS NOT NULL THEN
        v_to := timestamptz 'epoch'
            + split_part(p_after, ' ', 1)::bigint * interval '1 millisecond';
        v_before := split_part(p_after, ' ', 2)::bigint;
    END IF;

    v_rows := ARRAY(
        SELECT s.event
        FROM (SELECT e AS event, e.event_time, e.sequence
              FROM audit_event AS e
              WHERE e.account_id = p_caller.account_id AND e.event_time >= v_from
                AND e.event_time <= v_to AND (e.event_time, e.sequence) < (v_to, v_before)
              ORDER BY e.event_time DESC, e.sequence DESC
              LIMIT c_looked_at) AS s
        WHERE (s.event).region = p_caller.region
          AND audit_matches(s.event, p_attribute_key, p_attribute_value)
        ORDER BY s.event_time DESC, s.sequence DESC
        LIMIT p_limit + 1);
    IF cardinality(v_rows) > p_limit THEN
        v_last := v_rows[p_limit];
    ELSE
        SELECT * INTO v_last
        FROM audit_event AS e
        WHERE e.account_id = p_caller.account_id AND e.event_time >= v_from
          AND e.event_time <= v_to AND (e.event_time, e.sequence) < (v_to, v_before)
        ORDER BY e.event_time DESC, e.sequence DESC
        OFFSET c_looked_at - 1 LIMIT 1;
    END IF;
    RETURN success(json_strip_nulls(json_build_object(
        'events', (
            SELECT coalesce(json_agg(audit_event_json(v_rows[n]) ORDER BY n), '[]')
            FROM generate_series(1, least(cardinality(v_rows), p_limit)) AS n),
        'next', (extract(epoch FROM v_last.event_time) * 1000)::bigint || ' '
                || v_last.sequence)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.lookup_events(
    memberhub.caller, text, text, bigint, bigint, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.lookup_events(
    memberhub.caller, text, text, bigint, bigint, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.lookup_events(
    memberhub.caller, text, text, bigint, bigint, integer, text) IS
    'LookupEvents: a page of at most p_limit of the caller''s own events in its region, newest '
    'first, from p_start_ms (NULL: 90 days ago) to p_end_ms (NULL: now) that have an attribute '
    '(NULL: any), beginning after p_after (NULL: at the newest). A page can be short although '
    'there is a next one.';
