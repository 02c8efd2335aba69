CREATE OR REPLACE FUNCTION memberhub.audit_effects_kept(
    p_from timestamptz, p_to timestamptz
) RETURNS SETOF memberhub.audit_effect
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT (l.last).*
    FROM (SELECT DISTINCT ON (e.service, e.region, e.administrator_id, e.member_id) e AS last
          FROM audit_effect AS e
          WHERE e.event_time >= p_from
          ORDER BY e.service, e.region, e.administrator_id, e.member_id, e.sequence DESC,
                   e.position DESC) AS l
    WHERE (l.last).event_time < p_to AND (l.last).to_state <> 'None';
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_effects_kept(timestamptz, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_effects_kept(timestamptz, timestamptz) IS
    'The moves between two times that are the last ones of relationships which are still there: '
    'what would be forgotten with the events.';

CREATE OR REPLACE FUNCTION memberhub.audit_partition_drop(
    p_name text, p_from timestamptz, p_to timestamptz
) RETURNS boolean
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- Dropping waits for whoever reads the trail, and every call for it: rather not today than long.
SET lock_timeout = '500ms'
AS $$
DECLARE
    v_count record;
BEGIN
    -- What events lost when it was sealed is proven by transactions alone, and they are counted anew
    -- in a copy that was restored from a dump.
    IF pg_snapshot_xmin(pg_current_snapshot())
       < (SELECT max(s.to_transaction) FROM audit_seal AS s) THEN
        RETURN false;
    END IF;
    SELECT count(*) AS events, min(e.sequence) AS first, max(e.sequence) AS last,
           coalesce(bool_or(e.transaction_id >= s.sealed), false) AS unsealed,
           max(e.transaction_id)::text::bigint + 1 AS ended
    INTO v_count
    FROM audit_event AS e
    CROSS JOIN (SELECT coalesce(max(l.to_transaction), '0') AS sealed FROM audit_seal AS l) AS s
    WHERE e.event_time >= p_from AND e.event_time < p_to;
    IF v_count.unsealed THEN
        RETURN false;
    END IF;
    -- Under their administrators' locks these relationships cannot move any more: what is carried
    -- over comes after everything else that is told of them.
    PERFORM FROM enrollment AS n
    WHERE (n.service, n.region, n.account_id) IN (
        SELECT k.service, k.region, k.administrator_id FROM audit_effects_kept(p_from, p_to) AS k)
    ORDER BY n.service, n.region, n.account_id
    FOR NO KEY UPDATE;
    PERFORM system_event('TrailBegins', k.administrator_id, k.service, k.region, NULL,
                         json_agg(json_build_object(
                             'administrator', k.administrator_id, 'member', k.member_id,
                             'from', k.to_state, 'to', k.to_state) ORDER BY k.member_id))
    FROM audit_effects_kept(p_from, p_to) AS k
    GROUP BY k.service, k.region, k.administrator_id;
    PERFORM system_event(
        'TrailPartitionDropped', '000000000000', 'cloudtrail', 'us-east-1',
        jsonb_strip_nulls(jsonb_build_object(
            'partition', p_name, 'events', v_count.events, 'firstSequence', v_count.first,
            'lastSequence', v_count.last, 'toTransaction', v_count.ended)));
    EXECUTE format('DROP TABLE memberhub.%I', p_name);
    RETURN true;
EXCEPTION
    WHEN lock_not_available THEN
        RETURN false;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_partition_drop(
    text, timestamptz, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_partition_drop(text, timestamptz, timestamptz) IS
    'Drops the partition of p_from to p_to, with one event that says so, and one an administrator '
    'that keeps how its relationships stood (TrailBegins, from a state to the same). False, and '
    'nothing is done, when an event in it is not sealed, it is in use, or the database counts its '
    'transactions anew.';
