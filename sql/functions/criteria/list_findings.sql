CREATE OR REPLACE FUNCTION memberhub.list_findings(
    p_caller memberhub.caller, p_conditions jsonb, p_sort jsonb, p_limit integer, p_after text,
    p_timeout_ms integer
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET jit = off
AS $$
DECLARE
    v_seen record;
BEGIN
    SELECT v.*, pg_current_snapshot()::text AS snapshot INTO v_seen
    FROM list_findings_view(p_caller, p_conditions, p_sort, p_limit, p_after, p_timeout_ms) AS v;
    RETURN view_end(p_caller, ROW(v_seen.fault, v_seen.arguments, v_seen.result)::answer, v_seen.snapshot);
END
$$;
REVOKE ALL ON FUNCTION memberhub.list_findings(
    memberhub.caller, jsonb, jsonb, integer, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.list_findings(
    memberhub.caller, jsonb, jsonb, integer, text, integer) TO memberhub_app;
COMMENT ON FUNCTION memberhub.list_findings(
    memberhub.caller, jsonb, jsonb, integer, text, integer) IS
    'ListFindings: the ids of findings that the caller may see and that meet p_conditions (NULL: all), a page of at '
    'most p_limit behind p_after, sorted by p_sort. Faults: detector_not_owned, filter_too_slow.';
