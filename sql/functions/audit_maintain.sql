CREATE OR REPLACE FUNCTION memberhub.audit_maintain(
    p_retention_days integer, OUT made text[], OUT dropped text[]
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_month timestamp := date_trunc('month', now_ms() AT TIME ZONE 'UTC');
    v_horizon timestamptz := now_ms() - p_retention_days * interval '1 day';
    v_old record;
BEGIN
    -- Of two at once the second finds everything done.
    LOCK TABLE audit_event IN SHARE UPDATE EXCLUSIVE MODE;
    SELECT coalesce(array_agg(p.name ORDER BY p.name) FILTER (WHERE p.name IS NOT NULL), '{}')
    INTO made
    FROM (SELECT audit_partition_make((v_month + n * interval '1 month')::date)
          FROM generate_series(0, 3) AS n) AS p (name);
    dropped := '{}';
    IF p_retention_days <= 0 THEN
        RETURN;
    END IF;
    FOR v_old IN
        SELECT p.name, p.month AT TIME ZONE 'UTC' AS from_time,
               (p.month + interval '1 month') AT TIME ZONE 'UTC' AS to_time
        FROM (SELECT c.relname::text, to_date(right(c.relname, 7), 'YYYY_MM')::timestamp
              FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
              WHERE i.inhparent = 'audit_event'::regclass) AS p (name, month)
        WHERE (p.month + interval '1 month') AT TIME ZONE 'UTC' <= v_horizon
        ORDER BY p.month
    LOOP
        -- What comes after a partition that must stay stays too: the trail has one beginning.
        EXIT WHEN NOT audit_partition_drop(v_old.name, v_old.from_time, v_old.to_time);
        dropped := dropped || v_old.name;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_maintain(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_maintain(integer) TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_maintain(integer) IS
    'Makes the partitions of this month and the three after it, and drops those that ended more '
    'than p_retention_days ago (0: none) and are sealed, oldest first. Gives the names of both.';
