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
    c_page_bytes CONSTANT integer := page_bytes();
    v_from timestamptz := coalesce(
        timestamptz 'epoch' + p_start_ms * interval '1 millisecond', now_ms() - interval '90 days');
    v_to timestamptz := coalesce(
        timestamptz 'epoch' + p_end_ms * interval '1 millisecond', 'infinity');
    v_before bigint := 9223372036854775807;
    v_seen integer := 0;
    v_bytes integer := 0;
    v_events text[] := '{}';
    v_event text;
    v_more boolean := false;
    v_last_time timestamptz;
    v_last_sequence bigint;
    v_list json;
    v_row record;
    v_about jsonb := audit_about(p_caller);
    v_sought record;
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

    SELECT s.* INTO v_sought FROM audit_sought(
        v_about, CASE p_attribute_key WHEN 'ResourceType' THEN p_attribute_value END,
        CASE p_attribute_key WHEN 'ResourceName' THEN p_attribute_value END) AS s;
    FOR v_row IN
        SELECT e.event_id, e.event_time, e.sequence, e.service, e.event_name, e.attributes,
               e.record,
               e.region = p_caller.region AND CASE p_attribute_key
                   WHEN 'EventId' THEN e.event_id::text = p_attribute_value
                   WHEN 'EventName' THEN e.event_name = p_attribute_value
                   WHEN 'EventSource' THEN e.service || '.amazonaws.com' = p_attribute_value
                   WHEN 'ReadOnly' THEN (e.attributes).read_only = p_attribute_value
                   WHEN 'Username' THEN (e.attributes).username = p_attribute_value
                   WHEN 'AccessKeyId' THEN (e.attributes).access_key_id = p_attribute_value
                   WHEN 'ResourceType' THEN audit_is_about(
                       v_sought.always, v_sought.by_id, v_sought.by_members, e.service,
                       e.attributes, p_attribute_value, NULL)
                   WHEN 'ResourceName' THEN audit_is_about(
                       v_sought.always, v_sought.by_id, v_sought.by_members, e.service,
                       e.attributes, NULL, p_attribute_value)
                   ELSE p_attribute_key IS NULL END AS found
        FROM audit_event AS e
        WHERE e.account_id = p_caller.account_id AND e.event_time >= v_from
          AND e.event_time <= v_to AND (e.event_time, e.sequence) < (v_to, v_before)
        ORDER BY e.event_time DESC, e.sequence DESC
        LIMIT c_looked_at
    LOOP
        v_seen := v_seen + 1;
        IF v_row.found THEN
            v_more := cardinality(v_events) = p_limit OR v_bytes >= c_page_bytes;
            EXIT WHEN v_more;
            v_event := audit_event_text(
                v_about -> v_row.service, v_row.event_id, v_row.event_time, v_row.service,
                v_row.event_name, v_row.attributes, v_row.record);
            v_events := v_events || v_event;
            v_bytes := v_bytes + octet_length(v_event);
        END IF;
        v_last_time := v_row.event_time;
        v_last_sequence := v_row.sequence;
    END LOOP;
    v_list := '[' || array_to_string(v_events, ',') || ']';
    IF v_more OR v_seen = c_looked_at THEN
        RETURN success(json_build_object(
            'events', v_list,
            'next', (extract(epoch FROM v_last_time) * 1000)::bigint || ' ' || v_last_sequence));
    END IF;
    RETURN success(json_build_object('events', v_list));
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
