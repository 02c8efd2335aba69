CREATE OR REPLACE FUNCTION memberhub.get_findings_statistics(
    p_caller memberhub.caller, p_statistics text[], p_conditions jsonb, p_group text,
    p_order text, p_limit integer, p_timeout_ms integer
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET jit = off
AS $$
DECLARE
    v_seen record;
BEGIN
    SELECT v.*, pg_current_snapshot()::text AS snapshot INTO v_seen
    FROM get_findings_statistics_view(p_caller, p_statistics, p_conditions, p_group, p_order, p_limit, p_timeout_ms) AS v;
    RETURN view_end(p_caller, ROW(v_seen.fault, v_seen.arguments, v_seen.result)::answer, v_seen.snapshot);
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_findings_statistics(
    memberhub.caller, text[], jsonb, text, text, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_findings_statistics(
    memberhub.caller, text[], jsonb, text, text, integer, integer) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_findings_statistics(
    memberhub.caller, text[], jsonb, text, text, integer, integer) IS
    'GetFindingsStatistics: counts of the findings that the caller may see and that meet p_conditions, by severity '
    'or by p_group. Faults: detector_not_owned, filter_too_slow.';
