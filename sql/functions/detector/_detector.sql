CREATE OR REPLACE FUNCTION memberhub.json_elements(p_list jsonb) RETURNS SETOF jsonb
LANGUAGE sql IMMUTABLE
RETURN jsonb_array_elements(CASE jsonb_typeof(p_list) WHEN 'array' THEN p_list ELSE '[]' END);
REVOKE ALL ON FUNCTION memberhub.json_elements(jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.json_elements(jsonb) IS
    'The elements of a list that may be absent (NULL, or null).';

CREATE OR REPLACE FUNCTION memberhub.detector_set(
    p_caller memberhub.caller, p_account_ids text[], p_monitoring boolean,
    p_finding_publishing_frequency text DEFAULT NULL, p_features jsonb DEFAULT NULL,
    p_data_sources jsonb DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_now timestamptz := now_ms();
BEGIN
    UPDATE enrollment AS e
    SET monitoring = coalesce(p_monitoring, e.monitoring),
        finding_publishing_frequency
            = coalesce(p_finding_publishing_frequency, e.finding_publishing_frequency),
        updated_at = v_now
    -- LIMIT: one look by the whole key for each account, whatever the planner thinks of the
    -- region's size.
    FROM unnest(p_account_ids) AS a (account_id)
    CROSS JOIN LATERAL (
        SELECT l.ctid AS tuple_id FROM enrollment AS l
        WHERE l.service = p_caller.service AND l.region = p_caller.region
          AND l.account_id = a.account_id
        LIMIT 1
    ) AS t
    WHERE e.ctid = t.tuple_id
      -- Told what it does already, a detector is not updated.
      AND (p_features IS NOT NULL OR p_data_sources IS NOT NULL OR p_monitoring <> e.monitoring
           OR p_finding_publishing_frequency <> e.finding_publishing_frequency);
    IF p_features IS NULL AND p_data_sources IS NULL THEN
        RETURN;
    END IF;
    WITH asked AS (
        SELECT f.value ->> 'name' AS name, '' AS addition, f.value ->> 'status' AS status,
               f.position
        FROM json_elements(p_features) WITH ORDINALITY AS f (value, position)
        UNION ALL
        SELECT f.value ->> 'name', a.value ->> 'name', a.value ->> 'status', f.position
        FROM json_elements(p_features) WITH ORDINALITY AS f (value, position)
        CROSS JOIN json_elements(f.value -> 'additionalConfiguration') AS a (value)
        UNION ALL
        SELECT f.name, f.addition, CASE p_data_sources #>> f.data_source
                                       WHEN 'true' THEN 'ENABLED' WHEN 'false' THEN 'DISABLED' END,
               0
        FROM feature AS f
        WHERE f.data_source IS NOT NULL
    ), switched AS (
        -- The features' view is the newer one: it wins where both name the same.
        SELECT DISTINCT ON (f.name, f.addition)
               f.name, f.addition, a.status = 'ENABLED' AS enabled
        FROM asked AS a
        JOIN feature AS f ON f.name = a.name AND f.addition = a.addition
        WHERE f.switchable AND a.status IS NOT NULL
        ORDER BY f.name, f.addition, a.position DESC
    )
    INSERT INTO detector_setting AS s
        (service, region, account_id, feature_name, addition, enabled, updated_at)
    SELECT p_caller.service, p_caller.region, a.account_id, w.name, w.addition, w.enabled, v_now
    FROM (SELECT DISTINCT u.account_id FROM unnest(p_account_ids) AS u (account_id)) AS a
    CROSS JOIN switched AS w
    ON CONFLICT ON CONSTRAINT detector_setting_pkey
        DO UPDATE SET enabled = excluded.enabled, updated_at = excluded.updated_at
        WHERE s.enabled <> excluded.enabled;
END
$$;
REVOKE ALL ON FUNCTION memberhub.detector_set(
    memberhub.caller, text[], boolean, text, jsonb, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.detector_set(
    memberhub.caller, text[], boolean, text, jsonb, jsonb) IS
    'THE ONE WRITER of detectors'' settings, of all of p_account_ids at once, whose enrollments '
    'are locked; what is NULL stays as it is. A feature is switched by its name or by its data '
    'source; names that the catalogue does not have, and features that are always on, are passed '
    'over.';

CREATE OR REPLACE FUNCTION memberhub.detector_views(
    p_row memberhub.enrollment, p_base boolean, OUT data_sources json, OUT features json
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_rows jsonb;
    v_source jsonb;
BEGIN
    -- One look by the key's beginning for each feature of the catalogue.
    SELECT jsonb_agg(jsonb_build_object(
               'name', f.name, 'addition', f.addition, 'switchable', f.switchable,
               'status', CASE WHEN coalesce(s.enabled, f.enabled_by_default) THEN 'ENABLED'
                              ELSE 'DISABLED' END,
               'updatedAt', round(extract(epoch FROM coalesce(s.updated_at, p_row.subscribed_at)),
                                  3)) ORDER BY f.position)
    INTO v_rows
    FROM feature AS f
    LEFT JOIN LATERAL (
        SELECT t.enabled, t.updated_at FROM detector_setting AS t
        WHERE t.service = p_row.service AND t.region = p_row.region
          AND t.account_id = p_row.account_id AND t.feature_name = f.name
          AND t.addition = f.addition
        LIMIT 1
    ) AS s ON true;

    SELECT jsonb_object_agg(r ->> 'name', jsonb_build_object('status', r -> 'status'))
    INTO v_source
    FROM jsonb_array_elements(v_rows) AS r
    WHERE r ->> 'addition' = '';
    data_sources := json_build_object(
        'cloudTrail', v_source -> 'CLOUD_TRAIL', 'dnsLogs', v_source -> 'DNS_LOGS',
        'flowLogs', v_source -> 'FLOW_LOGS', 's3Logs', v_source -> 'S3_DATA_EVENTS',
        'kubernetes', json_build_object('auditLogs', v_source -> 'EKS_AUDIT_LOGS'),
        'malwareProtection', json_build_object(
            'scanEc2InstanceWithFindings', json_build_object(
                'ebsVolumes', v_source -> 'EBS_MALWARE_PROTECTION'),
            'serviceRole', service_role_arn(
                p_row.region, p_row.account_id, 'malware-protection.guardduty',
                'AWSServiceRoleForAmazonGuardDutyMalwareProtection')));

    SELECT json_agg(json_strip_nulls(json_build_object(
               'name', r.value ->> 'name', 'status', r.value ->> 'status',
               'updatedAt', r.value -> 'updatedAt',
               'additionalConfiguration', (
                   SELECT json_agg(json_build_object(
                              'name', a.value ->> 'addition', 'status', a.value ->> 'status',
                              'updatedAt', a.value -> 'updatedAt') ORDER BY a.position)
                   FROM jsonb_array_elements(v_rows) WITH ORDINALITY AS a (value, position)
                   WHERE a.value ->> 'name' = r.value ->> 'name'
                     AND a.value ->> 'addition' <> ''))) ORDER BY r.position)
    INTO features
    FROM jsonb_array_elements(v_rows) WITH ORDINALITY AS r (value, position)
    WHERE r.value ->> 'addition' = '' AND (p_base OR (r.value ->> 'switchable')::boolean);
END
$$;
REVOKE ALL ON FUNCTION memberhub.detector_views(memberhub.enrollment, boolean) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.detector_views(memberhub.enrollment, boolean) IS
    'What a detector watches in both of AWS''s views, spelled as AWS spells them. p_base: with the '
    'features that are always on, which GetMemberDetectors leaves out.';
