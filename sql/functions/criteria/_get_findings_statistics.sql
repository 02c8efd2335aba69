CREATE OR REPLACE FUNCTION memberhub.get_findings_statistics_view(
    p_caller memberhub.caller, p_statistics text[], p_conditions jsonb, p_group text,
    p_order text, p_limit integer, p_timeout_ms integer
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_begun memberhub.answer := read_begin(p_caller, 'GetFindingsStatistics');
    v_seen record;
    v_conditions jsonb := coalesce(p_conditions, '[]');
    v_deadline timestamptz := clock_timestamp() + p_timeout_ms * interval '1 millisecond';
    v_groups json;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    IF (coalesce(cardinality(p_statistics), 0) = 0) = (p_group IS NULL) THEN
        RETURN refusal('invalid_statistic_type');
    END IF;
    SELECT array_agg(s.region) AS regions, array_agg(s.account_id) AS account_ids INTO v_seen FROM sight(p_caller) AS s;
    v_groups := finding_groups(p_caller.service, v_seen.regions, v_seen.account_ids, v_conditions,
                               coalesce(p_group, 'SEVERITY'), coalesce(p_order, 'DESC') <> 'ASC',
                               CASE WHEN p_group IS NOT NULL THEN coalesce(p_limit, 25) END, v_deadline);
    RETURN success(json_build_object(
        'statistics', CASE WHEN p_group IS NULL
            THEN json_build_object('count_by_severity', (
                SELECT coalesce(json_object_agg(to_char((g ->> 'severity')::numeric, 'FM90.0'), g -> 'total_findings'), '{}')
                FROM json_array_elements(v_groups) AS g))
            ELSE json_build_object('grouped_by_' || lower(p_group), v_groups) END,
        'views', finding_views_counted(p_caller, v_seen.regions, v_seen.account_ids, v_conditions, v_deadline)));
EXCEPTION WHEN SQLSTATE 'MH001' THEN
    RETURN refusal('filter_too_slow', coalesce(finding_slow(p_caller.service, p_conditions), p_group, 'severity'));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_findings_statistics_view(memberhub.caller, text[], jsonb, text, text, integer, integer) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.get_findings_statistics_view(memberhub.caller, text[], jsonb, text, text, integer, integer) IS
    'GetFindingsStatistics, all of it in one snapshot; "views" in its result tells what it shows.';
