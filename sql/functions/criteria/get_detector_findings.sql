CREATE OR REPLACE FUNCTION memberhub.get_detector_findings(
    p_caller memberhub.caller, p_ids text[], p_sort jsonb, p_timeout_ms integer
) RETURNS SETOF memberhub.document_answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET jit = off SET work_mem = '16MB'
AS $$
DECLARE
    v_row record;
BEGIN
    FOR v_row IN
        SELECT v.*, pg_current_snapshot()::text AS snapshot
        FROM get_detector_findings_view(p_caller, p_ids, p_sort, p_timeout_ms) AS v
    LOOP
        RETURN NEXT CASE WHEN v_row.document IS NOT NULL THEN document_row(v_row.document)
            ELSE document_end(view_end(
                p_caller, ROW(v_row.fault, v_row.arguments, v_row.result)::answer, v_row.snapshot)) END;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_detector_findings(
    memberhub.caller, text[], jsonb, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_detector_findings(
    memberhub.caller, text[], jsonb, integer) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_detector_findings(memberhub.caller, text[], jsonb, integer) IS
    'GetFindings of GuardDuty: those of these findings that the caller may see, sorted by p_sort. Faults: '
    'detector_not_owned, filter_too_slow.';
