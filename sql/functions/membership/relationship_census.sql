CREATE OR REPLACE FUNCTION memberhub.relationship_census(
    p_page bigint,
    p_pages integer
) RETURNS TABLE (next_page bigint, service text, state text, relationships bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
-- These pages and no others, whatever the planner thinks; for so few, compiling is not worth it.
SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    v_table_pages bigint := pg_relation_size('memberhub.relationship')
                            / current_setting('block_size')::bigint;
    v_first tid := format('(%s,0)', p_page)::tid;
    v_end tid := format('(%s,0)', p_page + p_pages)::tid;
BEGIN
    RETURN QUERY
    SELECT CASE WHEN p_page + p_pages < v_table_pages THEN p_page + p_pages END,
           counted.service, counted.state, counted.relationships
    FROM (SELECT) AS one
    LEFT JOIN (SELECT r.service, r.state, count(*) AS relationships
               FROM relationship AS r
               WHERE r.ctid >= v_first AND r.ctid < v_end
               GROUP BY r.service, r.state) AS counted ON true;
END
$$;
REVOKE ALL ON FUNCTION memberhub.relationship_census(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.relationship_census(bigint, integer)
    TO memberhub_app, memberhub_sealer;
COMMENT ON FUNCTION memberhub.relationship_census(bigint, integer) IS
    'How many relationships there are in p_pages pages of their table from p_page on, by service and '
    'state; one row without a service when there are none. next_page is NULL in the last part. What '
    'moves between two calls may be counted twice or not at all, so whoever counts all of a large '
    'table gets nearly what there is.';
