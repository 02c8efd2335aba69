CREATE OR REPLACE FUNCTION memberhub.get_insight_results(
    p_caller memberhub.caller, p_arn text, p_timeout_ms integer
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET jit = off
AS $$
DECLARE
    v_seen record;
BEGIN
    SELECT v.*, pg_current_snapshot()::text AS snapshot INTO v_seen
    FROM get_insight_results_view(p_caller, p_arn, p_timeout_ms) AS v;
    RETURN view_end(p_caller, ROW(v_seen.fault, v_seen.arguments, v_seen.result)::answer, v_seen.snapshot);
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_insight_results(memberhub.caller, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_insight_results(
    memberhub.caller, text, integer) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_insight_results(memberhub.caller, text, integer) IS
    'GetInsightResults: how many findings that the caller may see meet an insight''s filters, by what it groups by, '
    'most first, at most 100. Faults: not_subscribed, no_such_resource, filter_too_slow.';
