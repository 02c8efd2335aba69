CREATE OR REPLACE FUNCTION memberhub.audit_partition_drop(
    p_month text, p_retention_days integer
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- Dropping waits for whoever reads the trail, and every call for it: rather not today than long.
SET lock_timeout = '500ms'
-- What is looked for has its index, whatever the planner thinks of small tables.
SET enable_seqscan = off
AS $$
DECLARE
    v_old record;
    v_stated bigint;
    v_content record;
BEGIN
    SELECT * INTO v_old FROM audit_drop_next(p_retention_days) AS n WHERE n.month = p_month;
    IF NOT FOUND OR v_old.stated_by IS NULL THEN
        RETURN false;
    END IF;
    -- As dropping does: nothing comes in between what is counted and what goes.
    LOCK TABLE ONLY audit_event IN ACCESS EXCLUSIVE MODE;
    SELECT substr(l.line, length('events ') + 1)::bigint INTO v_stated
    FROM audit_drop_line AS l
    WHERE l.month = p_month AND l.position <= 10 AND l.line LIKE 'events %';
    v_content := audit_month_content(timestamptz 'epoch' + v_old.from_ms * interval '1 ms',
                                     timestamptz 'epoch' + v_old.to_ms * interval '1 ms');
    IF v_content.unsealed OR v_content.events IS DISTINCT FROM v_stated THEN
        RAISE EXCEPTION 'of % there are % events, and its drop was stated of %',
            p_month, v_content.events, v_stated
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    -- For whoever reads the trail. What is gone, the statement proves.
    PERFORM system_event(
        'TrailPartitionDropped', '000000000000', 'cloudtrail', 'us-east-1',
        jsonb_build_object('month', p_month, 'events', v_stated, 'seal', v_old.stated_by));
    EXECUTE format('DROP TABLE memberhub.%I', 'audit_event_' || replace(p_month, '-', '_'));
    RETURN true;
EXCEPTION
    WHEN lock_not_available THEN
        RETURN false;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_partition_drop(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_partition_drop(text, integer) TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_partition_drop(text, integer) IS
    'Drops the partition of a month, with an event for readers. False, and nothing is done, when '
    'the month is not the oldest, has not ended p_retention_days (1 or more) ago by the '
    'database''s clock, is not wholly sealed, its drop is not stated, or it is in use. Raises when '
    'it does not hold as many events as were stated.';
