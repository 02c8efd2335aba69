CREATE OR REPLACE FUNCTION memberhub.audit_seals(
    p_after bigint, p_limit integer
) RETURNS TABLE (
    number bigint, record text, signature bytea, from_transaction text, to_transaction text,
    sealed_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT s.number, s.record, s.signature, s.from_transaction::text, s.to_transaction::text,
           s.sealed_at::timestamptz
    FROM audit_seal AS s
    WHERE s.number > coalesce(p_after, 0)
    ORDER BY s.number
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_seals(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_seals(bigint, integer) TO memberhub_sealer, memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_seals(bigint, integer) IS
    'A page of at most p_limit seals, by number, beginning after p_after (NULL: at the first). The '
    'columns beside the record are for whoever checks that they agree with it.';
