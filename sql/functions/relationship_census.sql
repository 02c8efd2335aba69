CREATE OR REPLACE FUNCTION memberhub.relationship_census(

) RETURNS TABLE (service text, state text, relationships bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT r.service, r.state, count(*) FROM relationship AS r GROUP BY r.service, r.state;
END
$$;
REVOKE ALL ON FUNCTION memberhub.relationship_census() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.relationship_census() TO memberhub_app;
COMMENT ON FUNCTION memberhub.relationship_census() IS
    'How many relationships there are, by service and state; no row for what there is none of. Reads '
    'all of them, so whoever calls it makes sure that it is seldom.';
