CREATE OR REPLACE FUNCTION memberhub.audit_partitions_make(

) RETURNS text[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- Whoever asks has other things to do than to wait for it.
SET lock_timeout = '500ms'
AS $$
DECLARE
    v_month timestamp := date_trunc('month', now_ms() AT TIME ZONE 'UTC');
BEGIN
    -- The usual answer, without a lock: they are there.
    IF audit_months_ahead() >= 3 THEN
        RETURN '{}';
    END IF;
    -- Of two at once the second finds everything done.
    LOCK TABLE audit_event IN SHARE UPDATE EXCLUSIVE MODE;
    RETURN (
        SELECT coalesce(array_agg(p.name ORDER BY p.name) FILTER (WHERE p.name IS NOT NULL), '{}')
        FROM (SELECT audit_partition_make((v_month + n * interval '1 month')::date)
              FROM generate_series(0, 3) AS n) AS p (name));
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_partitions_make() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_partitions_make() TO memberhub_app, memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_partitions_make() IS
    'Makes the partitions of this month and the three after it that are not there, and gives '
    'their names. Cheap when they are.';
