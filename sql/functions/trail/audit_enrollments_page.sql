CREATE OR REPLACE FUNCTION memberhub.audit_enrollments_page(
    p_after text[], p_limit integer
) RETURNS TABLE (service text, region text, account_id text, detector_id text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, whatever the planner expects.
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT e.service, e.region, e.account_id, coalesce(e.detector_id, 'enabled')
    FROM enrollment AS e
    WHERE (e.service, e.region, e.account_id)
          > (coalesce(p_after[1], ''), coalesce(p_after[2], ''), coalesce(p_after[3], ''))
      AND e.enabled
    ORDER BY e.service, e.region, e.account_id
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_enrollments_page(text[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_enrollments_page(text[], integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_enrollments_page(text[], integer) IS
    'A page of at most p_limit hubs and detectors, by service, region and account, beginning after '
    'p_after (these three; NULL: at the first). detector_id: of a hub, the word enabled.';
