CREATE OR REPLACE FUNCTION memberhub.create_detector(
    p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text,
    p_tags jsonb, p_features jsonb, p_data_sources jsonb
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_fault text;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_fault := enrollment_begin(p_caller, p_tags, p_there_fault => 'detector_exists');
    IF v_fault IS NOT NULL THEN
        RETURN call_end(p_caller, v_fault);
    END IF;
    PERFORM detector_set(
        p_caller, ARRAY[p_caller.account_id], p_enable, p_finding_publishing_frequency, p_features,
        p_data_sources);
    -- Made, not changed: what it began with is no update.
    UPDATE enrollment AS e SET updated_at = NULL
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller, p_result => (
        SELECT json_build_object('detector_id', e.detector_id)
        FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id));
END
$$;
REVOKE ALL ON FUNCTION memberhub.create_detector(
    memberhub.caller, boolean, text, jsonb, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.create_detector(
    memberhub.caller, boolean, text, jsonb, jsonb, jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.create_detector(
    memberhub.caller, boolean, text, jsonb, jsonb, jsonb) IS
    'CreateDetector: makes the caller''s detector, suspended when p_enable is false. '
    'p_finding_publishing_frequency NULL: SIX_HOURS; p_tags NULL: none; p_features and '
    'p_data_sources (DetectorFeatureConfigurations, DataSourceConfigurations) NULL: as the '
    'catalogue of features says. Faults: detector_exists, tag_limit. A detector that comes back '
    'after it was deleted starts anew, with another id.';
