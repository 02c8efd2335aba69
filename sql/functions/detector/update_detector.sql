CREATE OR REPLACE FUNCTION memberhub.update_detector(
    p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text,
    p_features jsonb, p_data_sources jsonb
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_effects json;
BEGIN
    SELECT * INTO v_begun FROM call_begin_as_member(p_caller, 'UpdateDetector');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF p_enable IS NOT NULL AND v_begun.administrator_id IS NOT NULL THEN
        SELECT t.effects INTO v_effects
        FROM relationship_transition(
            p_caller, 'UpdateDetector enable=' || p_enable, '{member}',
            ARRAY[v_begun.administrator_id]) AS t;
    END IF;
    PERFORM detector_set(
        p_caller, ARRAY[p_caller.account_id], p_enable, p_finding_publishing_frequency, p_features,
        p_data_sources);
    RETURN call_end(p_caller, p_effects => v_effects);
END
$$;
REVOKE ALL ON FUNCTION memberhub.update_detector(
    memberhub.caller, boolean, text, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.update_detector(
    memberhub.caller, boolean, text, jsonb, jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.update_detector(memberhub.caller, boolean, text, jsonb, jsonb) IS
    'UpdateDetector: changes the caller''s detector; NULL leaves a setting as it is. p_enable '
    'suspends or resumes it, and with it its relationship to an administrator (Disabled, Enabled). '
    'Faults: detector_not_owned.';
