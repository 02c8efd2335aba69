CREATE OR REPLACE FUNCTION memberhub.audit_seal_last(

) RETURNS TABLE (
    number bigint, record text, signature bytea, due boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT s.number, s.record, s.signature, s.sealed_at <= now_ms() - interval '1 hour'
    FROM audit_seal AS s
    ORDER BY s.number DESC
    LIMIT 1;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_seal_last() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_seal_last() TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_seal_last() IS
    'The last seal; no row before the first. due: it is an hour old, so that the next is made '
    'even when it is empty.';
