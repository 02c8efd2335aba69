CREATE OR REPLACE FUNCTION memberhub.get_detector(
    p_caller memberhub.caller
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetDetector');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success((
        SELECT json_build_object(
            'created_at', iso_time(e.subscribed_at),
            'updated_at', iso_time(coalesce(e.updated_at, e.subscribed_at)),
            'status', CASE WHEN e.monitoring THEN 'ENABLED' ELSE 'DISABLED' END,
            'service_role', service_role_arn(
                e.region, e.account_id, 'guardduty', 'AWSServiceRoleForAmazonGuardDuty'),
            'finding_publishing_frequency', e.finding_publishing_frequency,
            'data_sources', v.data_sources, 'features', v.features, 'tags', e.tags)
        FROM enrollment AS e
        CROSS JOIN LATERAL detector_views(e, true) AS v
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_detector(memberhub.caller) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_detector(memberhub.caller) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_detector(memberhub.caller) IS
    'GetDetector: the caller''s detector. Faults: detector_not_owned.';
