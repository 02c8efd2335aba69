CREATE OR REPLACE FUNCTION memberhub.archive_findings(
    p_caller memberhub.caller, p_ids text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_begun record;
    v_account record;
    v_at timestamptz := now_ms();
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'ArchiveFindings');
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
        PERFORM finding_archive(p_caller.service, v_account.region, v_account.account_id, v_account.keys, true, v_at);
    END LOOP;
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.archive_findings(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.archive_findings(memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.archive_findings(memberhub.caller, text[]) IS
    'ArchiveFindings: of findings that the caller may see; others are left out. A member''s administrator does it '
    'for it. Faults: detector_not_owned, caller_not_authorized.';
