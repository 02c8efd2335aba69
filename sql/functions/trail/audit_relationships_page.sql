CREATE OR REPLACE FUNCTION memberhub.audit_relationships_page(
    p_after text[], p_limit integer
) RETURNS TABLE (
    service text, region text, administrator_id text, member_id text, state text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT r.service, r.region, r.administrator_id, r.member_id, r.state
    FROM relationship AS r
    WHERE (r.service, r.region, r.administrator_id, r.member_id)
          > (coalesce(p_after[1], ''), coalesce(p_after[2], ''), coalesce(p_after[3], ''),
             coalesce(p_after[4], ''))
    ORDER BY r.service, r.region, r.administrator_id, r.member_id
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_relationships_page(text[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_relationships_page(text[], integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_relationships_page(text[], integer) IS
    'A page of at most p_limit relationships of the whole database, as they stand, by service, '
    'region, administrator and member, beginning after p_after (these four; NULL: at the first).';
