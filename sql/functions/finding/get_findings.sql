CREATE OR REPLACE FUNCTION memberhub.get_findings(
    p_caller memberhub.caller, p_filters jsonb, p_sort jsonb, p_limit integer, p_after text,
    p_timeout_ms integer
) RETURNS SETOF memberhub.document_answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET jit = off SET work_mem = '16MB'
AS $$
DECLARE
    v_row record;
BEGIN
    FOR v_row IN
        SELECT v.*, pg_current_snapshot()::text AS snapshot
        FROM get_findings_view(p_caller, p_filters, p_sort, p_limit, p_after, p_timeout_ms) AS v
    LOOP
        RETURN NEXT CASE WHEN v_row.document IS NOT NULL THEN document_row(v_row.document)
            ELSE document_end(view_end(
                p_caller, ROW(v_row.fault, v_row.arguments, v_row.result)::answer, v_row.snapshot)) END;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_findings(
    memberhub.caller, jsonb, jsonb, integer, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_findings(
    memberhub.caller, jsonb, jsonb, integer, text, integer) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_findings(
    memberhub.caller, jsonb, jsonb, integer, text, integer) IS
    'GetFindings: the findings that the caller may see and that meet p_filters (NULL: all), sorted by p_sort, at most '
    'p_limit and 6 MB of them, behind p_after. Faults: not_subscribed, filter_too_slow.';
