CREATE OR REPLACE FUNCTION memberhub.audit_export_page(
    p_account_id text, p_from timestamptz, p_to timestamptz, p_after_time timestamptz,
    p_after_sequence bigint, p_limit integer
) RETURNS TABLE (event_time timestamptz, sequence bigint, record text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, whatever the planner expects.
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT e.event_time::timestamptz, e.sequence, e.record
    FROM audit_event AS e
    WHERE e.account_id = p_account_id
      AND e.event_time >= greatest(p_from, p_after_time, '-infinity')
      AND e.event_time < coalesce(p_to, 'infinity')
      AND (e.event_time, e.sequence)
          > (coalesce(p_after_time, '-infinity'), coalesce(p_after_sequence, 0))
    ORDER BY e.event_time, e.sequence
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_export_page(
    text, timestamptz, timestamptz, timestamptz, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_export_page(
    text, timestamptz, timestamptz, timestamptz, bigint, integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_export_page(
    text, timestamptz, timestamptz, timestamptz, bigint, integer) IS
    'A page of at most p_limit records of an account from p_from on and before p_to (NULL: without '
    'end), by time and sequence, beginning after those of p_after_time and p_after_sequence '
    '(NULL: at the first).';
