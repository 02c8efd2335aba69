CREATE OR REPLACE FUNCTION memberhub.audit_drop_next(
    p_retention_days integer
) RETURNS TABLE (
    month text, from_ms bigint, to_ms bigint, events bigint, first_seal bigint, last_seal bigint,
    stated_by bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- What is looked for has its index, whatever the planner thinks of small tables.
SET enable_seqscan = off
AS $$
DECLARE
    v_old record;
    v_content record;
BEGIN
    -- What comes after a partition that must stay stays too: the trail has one beginning.
    SELECT * INTO v_old FROM audit_partitions() AS p ORDER BY p.from_time LIMIT 1;
    IF NOT FOUND OR p_retention_days < 1
        OR v_old.to_time > now_ms() - p_retention_days * interval '1 day'
        -- What events lost when they were sealed is proven by transactions alone, and they are
        -- counted anew in a copy that was restored from a dump.
        OR pg_snapshot_xmin(pg_current_snapshot())
           < (SELECT s.to_transaction FROM audit_seal AS s ORDER BY s.number DESC LIMIT 1)
    THEN
        RETURN;
    END IF;
    v_content := audit_month_content(v_old.from_time, v_old.to_time);
    IF v_content.unsealed THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT v_old.month, (extract(epoch FROM v_old.from_time) * 1000)::bigint,
           (extract(epoch FROM v_old.to_time) * 1000)::bigint, v_content.events,
           coalesce(audit_seal_of(v_content.first_transaction), 0),
           coalesce(audit_seal_of(v_content.last_transaction), 0),
           (SELECT d.number FROM audit_drop AS d WHERE d.month = v_old.month);
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_drop_next(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_drop_next(integer) TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_drop_next(integer) IS
    'The oldest month that has a partition, if it ended at least p_retention_days (1 or more) ago '
    'and all of it is sealed: how many events it has, the seals that the first and the last of '
    'them are under (0: no event), and the seal that states its drop already (NULL: none does).';
