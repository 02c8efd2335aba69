CREATE OR REPLACE FUNCTION memberhub.get_insight_results_view(
    p_caller memberhub.caller, p_arn text, p_timeout_ms integer
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_begun memberhub.answer := read_begin(p_caller, 'GetInsightResults');
    c_values CONSTANT integer := 100;
    v_insight record;
    v_seen record;
    v_deadline timestamptz := clock_timestamp() + p_timeout_ms * interval '1 millisecond';
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    SELECT i.* INTO v_insight FROM insights_of(p_caller) AS i WHERE i.insight_arn = p_arn;
    IF NOT FOUND THEN
        RETURN refusal('no_such_resource');
    END IF;
    SELECT array_agg(s.region) AS regions, array_agg(s.account_id) AS account_ids INTO v_seen FROM sight(p_caller) AS s;
    RETURN success(json_build_object(
        'results', json_build_object(
            'insight_arn', p_arn, 'group_by', v_insight.group_by,
            'values', (
                SELECT coalesce(json_agg(json_build_object('value', c.value, 'count', c.count)
                                         ORDER BY c.count DESC, c.value COLLATE "C"), '[]')
                FROM finding_counts(p_caller.service, v_seen.regions, v_seen.account_ids, v_insight.conditions,
                                    v_insight.group_by, c_values, v_deadline) AS c)),
        'views', finding_views_counted(p_caller, v_seen.regions, v_seen.account_ids, v_insight.conditions, v_deadline)));
EXCEPTION WHEN SQLSTATE 'MH001' THEN
    RETURN refusal('filter_too_slow', coalesce(finding_slow(p_caller.service, v_insight.conditions), v_insight.group_by));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_insight_results_view(memberhub.caller, text, integer) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.get_insight_results_view(memberhub.caller, text, integer) IS
    'GetInsightResults, all of it in one snapshot; "views" in its result tells what it shows.';
