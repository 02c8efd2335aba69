CREATE OR REPLACE FUNCTION memberhub.update_findings(
    p_caller memberhub.caller, p_filters jsonb, p_note jsonb, p_record_state jsonb,
    p_timeout_ms integer
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET jit = off
AS $$
DECLARE
    v_begun record;
    v_seen record;
    v_found record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UpdateFindings');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    SELECT array_agg(s.region) AS regions, array_agg(s.account_id) AS account_ids INTO v_seen FROM sight(p_caller) AS s;
    BEGIN
        SELECT coalesce(array_agg(m.region), '{}') AS regions, coalesce(array_agg(m.account_id), '{}') AS account_ids,
               coalesce(array_agg(m.key), '{}') AS keys
        INTO v_found
        FROM finding_matches(p_caller.service, v_seen.regions, v_seen.account_ids, p_filters,
                             clock_timestamp() + p_timeout_ms * interval '1 millisecond') AS m;
    EXCEPTION WHEN SQLSTATE 'MH001' THEN
        RETURN call_end(p_caller, 'filter_too_slow', ARRAY[coalesce(finding_slow(p_caller.service, p_filters), 'nothing')]);
    END;
    PERFORM findings_update(p_caller, v_found.regions, v_found.account_ids, v_found.keys, jsonb_strip_nulls(
        jsonb_build_object('Note', note_dated(p_note), 'RecordState', p_record_state)), false);
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.update_findings(
    memberhub.caller, jsonb, jsonb, jsonb, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.update_findings(
    memberhub.caller, jsonb, jsonb, jsonb, integer) TO memberhub_app;
COMMENT ON FUNCTION memberhub.update_findings(memberhub.caller, jsonb, jsonb, jsonb, integer) IS
    'UpdateFindings: sets note and state of record in all findings that the caller may see and that meet p_filters, '
    'until their providers say otherwise. Faults: not_subscribed, filter_too_slow.';
