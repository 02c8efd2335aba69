CREATE OR REPLACE FUNCTION memberhub.get_insights(
    p_caller memberhub.caller, p_arns text[], p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetInsights');
    v_page record;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    IF EXISTS (
        SELECT FROM unnest(p_arns) AS a (arn)
        WHERE NOT EXISTS (SELECT FROM insights_of(p_caller) AS i WHERE i.insight_arn = a.arn))
    THEN
        RETURN refusal('no_such_resource');
    END IF;
    SELECT coalesce(json_agg(json_build_object(
               'insight_arn', i.insight_arn, 'name', i.name, 'group_by', i.group_by, 'filters', i.filters)
               ORDER BY i.position COLLATE "C") FILTER (WHERE i.place <= p_limit), '[]') AS insights,
           max(i.position COLLATE "C") FILTER (WHERE i.place = p_limit) AS last, count(*) AS found
    INTO v_page
    FROM (SELECT o.*, row_number() OVER (ORDER BY o.position COLLATE "C") AS place
          FROM insights_of(p_caller) AS o
          WHERE o.position COLLATE "C" > coalesce(p_after, '')
            AND (coalesce(cardinality(p_arns), 0) = 0 OR o.insight_arn = ANY (p_arns))) AS i;
    RETURN success(json_strip_nulls(json_build_object(
        'insights', v_page.insights, 'next', CASE WHEN v_page.found > p_limit THEN v_page.last END)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_insights(memberhub.caller, text[], integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_insights(
    memberhub.caller, text[], integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_insights(memberhub.caller, text[], integer, text) IS
    'GetInsights: a page of the caller''s insights and of the managed ones, behind p_after; of those in p_arns, '
    'where that has some. Faults: not_subscribed, no_such_resource.';
