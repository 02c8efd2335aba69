CREATE OR REPLACE FUNCTION memberhub.snapshot_until(
    p_before pg_snapshot, p_now pg_snapshot, p_last xid8
) RETURNS pg_snapshot
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_running xid8[] := ARRAY(
        SELECT r.id FROM pg_snapshot_xip(p_now) AS r (id) WHERE r.id <= p_last
        UNION
        SELECT r.id FROM pg_snapshot_xip(p_before) AS r (id) WHERE r.id > p_last
        ORDER BY id);
    v_next xid8 := greatest((p_last::text::bigint + 1)::text::xid8, pg_snapshot_xmax(p_before));
BEGIN
    RETURN concat_ws(':', coalesce(v_running[1], v_next), v_next, array_to_string(v_running, ','));
END
$$;
REVOKE ALL ON FUNCTION memberhub.snapshot_until(pg_snapshot, pg_snapshot, xid8) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.snapshot_until(pg_snapshot, pg_snapshot, xid8) IS
    'The snapshot that sees of the transactions up to p_last what p_now sees, and of the later '
    'ones only what p_before saw.';
