CREATE OR REPLACE FUNCTION memberhub.audit_drop_lines(
    p_month text, p_position bigint, p_limit integer
) RETURNS TABLE (month text, "position" bigint, line text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, whatever the planner expects.
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT l.month, l.position, l.line
    FROM audit_drop_line AS l
    WHERE (l.month, l.position) > (coalesce(p_month, ''), coalesce(p_position, 0))
    ORDER BY l.month, l.position
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_drop_lines(text, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_drop_lines(text, bigint, integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_drop_lines(text, bigint, integer) IS
    'A page of at most p_limit lines of the statements of drops, and of drafts of them, by month '
    'and position, beginning after those of p_month and p_position (NULL: at the first).';
