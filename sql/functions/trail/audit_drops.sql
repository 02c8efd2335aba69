CREATE OR REPLACE FUNCTION memberhub.audit_drops(
    p_month text, p_limit integer
) RETURNS TABLE (month text, number bigint, record text, signature bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- What is looked for has its index, whatever the planner thinks of small tables.
SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT d.month, d.number, s.record, s.signature
    FROM audit_drop AS d
    LEFT JOIN audit_seal AS s ON s.number = d.number
    WHERE d.month > coalesce(p_month, '')
    ORDER BY d.month
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_drops(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_drops(text, integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_drops(text, integer) IS
    'A page of at most p_limit months whose drop was stated, with the seal that has the '
    'statement''s hash, beginning after p_month (NULL: at the first).';
