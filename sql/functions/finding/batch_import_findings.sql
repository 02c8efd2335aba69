CREATE OR REPLACE FUNCTION memberhub.batch_import_findings(
    p_caller memberhub.caller, p_batch jsonb
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_begun record;
    v_refused answer;
    v_at timestamptz;
    v_findings jsonb := p_batch -> 'findings';
    v_stored integer := 0;
    v_wave jsonb;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'BatchImportFindings');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    v_refused := import_refused(p_caller, v_findings);
    IF (v_refused).fault IS NOT NULL THEN
        RETURN call_end(p_caller, (v_refused).fault, (v_refused).arguments);
    END IF;
    v_at := now_ms();
    -- A finding that is there twice comes in as if by two calls, in the order of the batch.
    FOR v_wave IN
        SELECT jsonb_agg(w.value ORDER BY w.place)
        FROM (SELECT f.value, f.place,
                     row_number() OVER (PARTITION BY f.value ->> 'ProductArn', f.value ->> 'Id' ORDER BY f.place) AS wave
              FROM jsonb_array_elements(v_findings) WITH ORDINALITY AS f (value, place)) AS w
        GROUP BY w.wave ORDER BY w.wave
    LOOP
        v_stored := v_stored + findings_import(p_caller, v_wave, v_at);
    END LOOP;
    RETURN call_end(p_caller, p_result => json_build_object(
        'failed_count', jsonb_array_length(p_batch -> 'failed'),
        'success_count', jsonb_array_length(v_findings),
        'failed', p_batch -> 'failed',
        'stored_count', v_stored,
        'ids', (SELECT coalesce(json_agg(f.value -> 'Id'), '[]') FROM jsonb_array_elements(v_findings) AS f)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.batch_import_findings(memberhub.caller, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.batch_import_findings(memberhub.caller, jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.batch_import_findings(memberhub.caller, jsonb) IS
    'BatchImportFindings: takes in the findings of p_batch that adhere to the format, and tells of those that do not: '
    '{findings: [..], failed: [{id, code, message}]}. stored_count: how many changed anything. Faults: not_subscribed, '
    'import_denied, product_arn_malformed.';
