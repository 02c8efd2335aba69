CREATE OR REPLACE FUNCTION memberhub.get_finding_history(
    p_caller memberhub.caller, p_identifier jsonb, p_from_ms bigint, p_to_ms bigint,
    p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_seen record;
BEGIN
    SELECT v.*, pg_current_snapshot()::text AS snapshot INTO v_seen
    FROM get_finding_history_view(p_caller, p_identifier, p_from_ms, p_to_ms, p_limit, p_after) AS v;
    RETURN view_end(p_caller, ROW(v_seen.fault, v_seen.arguments, v_seen.result)::answer, v_seen.snapshot);
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_finding_history(
    memberhub.caller, jsonb, bigint, bigint, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_finding_history(
    memberhub.caller, jsonb, bigint, bigint, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_finding_history(
    memberhub.caller, jsonb, bigint, bigint, integer, text) IS
    'GetFindingHistory: what changed in a finding that the caller may see, newest first, between two moments; a '
    'page behind p_after. Of one that it may not see there are no records. Faults: not_subscribed.';
