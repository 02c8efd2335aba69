CREATE OR REPLACE FUNCTION memberhub.audit_tail(
    p_after text, p_account_id text, p_limit integer
) RETURNS TABLE (
    next text, sequence bigint, record text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- The end of the trail is little beside the trail, whatever the planner thinks.
SET enable_seqscan = off SET enable_bitmapscan = off
AS $$
DECLARE
    v_before pg_snapshot := p_after;
    v_now pg_snapshot := pg_current_snapshot();
    v_cut xid8;
BEGIN
    IF p_after IS NULL THEN
        RETURN QUERY
        SELECT v_now::text, l.sequence, l.record
        FROM (SELECT) AS one
        LEFT JOIN (
            (SELECT e.sequence, e.record FROM audit_event AS e
             WHERE p_account_id IS NULL
             ORDER BY e.sequence DESC LIMIT p_limit)
            UNION ALL
            (SELECT e.sequence, e.record FROM audit_event AS e
             WHERE e.account_id = p_account_id
             ORDER BY e.event_time DESC, e.sequence DESC LIMIT p_limit)) AS l ON true
        ORDER BY l.sequence;
        RETURN;
    END IF;

    -- Not by a number that grows: what commits late has a lower one than what was already given.
    SELECT e.transaction_id INTO v_cut
    FROM audit_event AS e
    WHERE e.transaction_id >= pg_snapshot_xmin(v_before)
      AND NOT pg_visible_in_snapshot(e.transaction_id, v_before)
      AND (p_account_id IS NULL OR e.account_id = p_account_id)
    ORDER BY e.transaction_id, e.sequence
    OFFSET p_limit - 1 LIMIT 1;
    IF v_cut IS NOT NULL THEN
        v_now := snapshot_until(v_before, v_now, v_cut);
    END IF;
    RETURN QUERY
    SELECT v_now::text, e.sequence, e.record
    FROM (SELECT) AS one
    LEFT JOIN audit_event AS e ON e.transaction_id >= pg_snapshot_xmin(v_before)
        AND NOT pg_visible_in_snapshot(e.transaction_id, v_before)
        AND pg_visible_in_snapshot(e.transaction_id, v_now)
        AND (p_account_id IS NULL OR e.account_id = p_account_id)
    ORDER BY e.sequence;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_tail(text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_tail(text, text, integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_tail(text, text, integer) IS
    'Events oldest first, of one account or of all (NULL): the last p_limit (p_after NULL), or '
    'those that came after another call, whose next is p_after: each exactly once, also when its '
    'transaction commits late; p_limit of them and the rest of the last one''s transaction. next '
    'is the same in every row; one row with nothing else when there is no event.';
