CREATE OR REPLACE FUNCTION memberhub.describe_action_targets(
    p_caller memberhub.caller, p_arns text[], p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'DescribeActionTargets');
    v_rows action_target[];
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    IF EXISTS (
        SELECT FROM unnest(p_arns) AS a (arn)
        WHERE NOT EXISTS (
            SELECT FROM action_target AS t
            WHERE t.region = p_caller.region AND t.account_id = p_caller.account_id
              AND action_target_arn(t.region, t.account_id, t.id) = a.arn))
    THEN
        RETURN refusal('no_such_resource');
    END IF;
    v_rows := ARRAY(
        SELECT t FROM action_target AS t
        WHERE t.region = p_caller.region AND t.account_id = p_caller.account_id
          AND t.id > coalesce(p_after, '')
          AND (coalesce(cardinality(p_arns), 0) = 0
               OR action_target_arn(t.region, t.account_id, t.id) = ANY (p_arns))
        ORDER BY t.id
        LIMIT p_limit + 1);
    RETURN success(json_strip_nulls(json_build_object(
        'action_targets', (
            SELECT coalesce(json_agg(json_build_object(
                'action_target_arn', action_target_arn(t.region, t.account_id, t.id), 'name', t.name,
                'description', t.description) ORDER BY t.id), '[]')
            FROM unnest(v_rows[:p_limit]) AS t),
        'next', CASE WHEN cardinality(v_rows) > p_limit THEN (v_rows[p_limit]).id END)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.describe_action_targets(
    memberhub.caller, text[], integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.describe_action_targets(
    memberhub.caller, text[], integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.describe_action_targets(memberhub.caller, text[], integer, text) IS
    'DescribeActionTargets: a page of the caller''s custom actions, behind p_after; of those in p_arns, where that '
    'has some. Faults: not_subscribed, no_such_resource.';
