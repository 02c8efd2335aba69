CREATE OR REPLACE FUNCTION memberhub.create_sample_findings(
    p_caller memberhub.caller, p_finding_types text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_begun record;
    v_at timestamptz;
    v_unknown text;
    v_keys uuid[];
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'CreateSampleFindings');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    SELECT t.name INTO v_unknown FROM unnest(p_finding_types) WITH ORDINALITY AS t (name, place)
    WHERE NOT EXISTS (SELECT FROM finding_type AS f WHERE f.name = t.name)
    ORDER BY t.place LIMIT 1;
    IF v_unknown IS NOT NULL THEN
        RETURN call_end(p_caller, 'invalid_finding_type', ARRAY[v_unknown]);
    END IF;
    v_at := now_ms();
    v_keys := finding_put(p_caller.service, p_caller.region, p_caller.account_id, (
        SELECT jsonb_agg(jsonb_build_object('document', sample_document(
            t, p_caller.region, p_caller.account_id, p_caller.detector_id, v_at)))
        FROM finding_type AS t
        WHERE coalesce(cardinality(p_finding_types), 0) = 0 OR t.name = ANY (p_finding_types)), NULL, NULL, v_at);
    PERFORM finding_suppress(p_caller, v_keys, v_at);
    PERFORM hub_takes_in(p_caller, v_keys, v_at);
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.create_sample_findings(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.create_sample_findings(
    memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.create_sample_findings(memberhub.caller, text[]) IS
    'CreateSampleFindings: a finding of each of these types, or of every type where there are none, for the caller '
    'itself. Faults: detector_not_owned, invalid_finding_type.';
