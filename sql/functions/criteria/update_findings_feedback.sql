CREATE OR REPLACE FUNCTION memberhub.update_findings_feedback(
    p_caller memberhub.caller, p_ids text[], p_feedback text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_begun record;
    v_account record;
    v_put jsonb;
    v_at timestamptz := now_ms();
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UpdateFindingsFeedback');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL THEN
        RETURN call_end(p_caller, 'caller_not_authorized');
    END IF;
    FOR v_account IN
        SELECT n.region, n.account_id, array_agg(n.key ORDER BY n.key) AS keys
        FROM findings_named(p_caller, detector_finding_keys(p_ids)) AS n
        GROUP BY n.region, n.account_id
        ORDER BY n.region COLLATE "C", n.account_id COLLATE "C"
    LOOP
        PERFORM findings_lock(p_caller.service, v_account.region, v_account.account_id, v_account.keys);
        SELECT jsonb_agg(jsonb_build_object('document', jsonb_set(
            f.document, '{service,userFeedback}', to_jsonb(p_feedback)))) INTO v_put
        FROM finding AS f
        WHERE f.service = p_caller.service AND f.region = v_account.region
          AND f.account_id = v_account.account_id AND f.key = ANY (v_account.keys);
        PERFORM finding_put(p_caller.service, v_account.region, v_account.account_id, v_put, NULL, NULL, v_at);
    END LOOP;
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.update_findings_feedback(
    memberhub.caller, text[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.update_findings_feedback(
    memberhub.caller, text[], text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.update_findings_feedback(memberhub.caller, text[], text) IS
    'UpdateFindingsFeedback: whether findings that the caller may see were useful. Faults: detector_not_owned, '
    'caller_not_authorized.';
