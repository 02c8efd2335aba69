CREATE OR REPLACE FUNCTION memberhub.list_detectors(
    p_caller memberhub.caller, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN refusal('access_changed');
    END IF;
    RETURN success((
        SELECT json_build_object('detector_ids', coalesce(json_agg(d.detector_id), '[]'))
        FROM (SELECT e.detector_id FROM enrollment AS e
              WHERE e.service = p_caller.service AND e.region = p_caller.region
                AND e.account_id = p_caller.account_id AND e.enabled
                AND e.detector_id > coalesce(p_after, '')
              LIMIT p_limit) AS d));
END
$$;
REVOKE ALL ON FUNCTION memberhub.list_detectors(memberhub.caller, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.list_detectors(
    memberhub.caller, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.list_detectors(memberhub.caller, integer, text) IS
    'ListDetectors: the caller''s detector, if it has one and it comes after p_after (NULL: at the '
    'start). There is never a next page. Needs no detector.';
