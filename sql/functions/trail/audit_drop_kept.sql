CREATE OR REPLACE FUNCTION memberhub.audit_drop_kept(
    p_first_seal bigint, p_last_seal bigint
) RETURNS TABLE (line text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- What is looked for has its index, whatever the planner thinks of small tables.
SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT l.line
    FROM audit_drop_line AS l
    JOIN audit_drop AS d ON d.month = l.month
    WHERE l.line LIKE 'kept %'
      AND split_part(l.line, ' ', 2)::bigint BETWEEN p_first_seal AND p_last_seal
    ORDER BY l.month, l.position;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_drop_kept(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_drop_kept(bigint, bigint) TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_drop_kept(bigint, bigint) IS
    'What statements of drops said to have stayed under the seals from one to another, the oldest '
    'statement first.';
