-- The detector: making it, its settings, its two views, tags, suspending, deleting.
SET ROLE memberhub_app;
\set region us-gov-detectors
SELECT (harness.guard(:'region', '111111111111', 'ListDetectors', NULL)).account_id;
SELECT harness.show(memberhub.list_detectors(
    harness.guard(:'region', '111111111111', 'ListDetectors', NULL), 50, NULL));
SELECT harness.show(memberhub.create_detector(
    harness.guard(:'region', '111111111111', 'CreateDetector', NULL), true, NULL,
    (SELECT jsonb_object_agg('k' || n, 'v') FROM generate_series(1, 51) AS n), NULL, NULL));
SELECT harness.show(memberhub.create_detector(
    harness.guard(:'region', '111111111111', 'CreateDetector', NULL), true, NULL,
    '{"team": "red"}', NULL, NULL));
SELECT harness.show(memberhub.create_detector(
    harness.guard(:'region', '111111111111', 'CreateDetector', NULL), true, NULL, NULL, NULL,
    NULL));
SELECT harness.detector(:'region', '111111111111') AS own_id \gset
\set arn arn:aws-us-gov:guardduty:us-gov-detectors:111111111111:detector/ :own_id
SELECT harness.show(memberhub.list_detectors(
    harness.guard(:'region', '111111111111', 'ListDetectors', NULL), 50, NULL));
SELECT harness.show(memberhub.list_detectors(
    harness.guard(:'region', '111111111111', 'ListDetectors', NULL), 50, :'own_id'));
-- As made: every member that clients read; what is on by default and what is not.
SELECT d.result ->> 'status' AS status,
       d.result ->> 'finding_publishing_frequency' AS frequency, d.result -> 'tags' AS tags,
       d.result ->> 'service_role' AS service_role
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d;
SELECT k.key, harness.timeless(k.value::text) AS value
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d,
     json_each(d.result -> 'data_sources') AS k;
SELECT harness.timeless(f.value::text) AS feature
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d,
     json_array_elements(d.result -> 'features') AS f;
SELECT (d.result ->> 'created_at')::timestamptz = harness.invitation_time(:'own_id')
           AS id_has_its_time,
       d.result ->> 'updated_at' >= d.result ->> 'created_at' AS updated_after,
       :'own_id' ~ '^[0-9a-f][02468ace][0-9a-f]{30}$' AS form,
       (d.result -> 'features' -> 0 ->> 'updatedAt')::numeric
           = extract(epoch FROM (d.result ->> 'created_at')::timestamptz) AS seconds
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d;

-- Switching: by feature and by data source, each seen in both views. What is unknown, always on,
-- null or without a status is passed over.
CREATE FUNCTION pg_temp.switched(p_region text, p_account_id text)
RETURNS TABLE (source_off text, feature_off text, additions_on text) LANGUAGE sql AS $$
    SELECT (SELECT string_agg(s.key, ' ' ORDER BY s.key)
            FROM json_each(d.result -> 'data_sources') AS s
            WHERE s.value::text LIKE '%DISABLED%'),
           (SELECT string_agg(f ->> 'name', ' ') FROM json_array_elements(d.result -> 'features')
                AS f WHERE f ->> 'status' = 'DISABLED'),
           (SELECT string_agg(f ->> 'name' || '/' || (a ->> 'name'), ' ')
            FROM json_array_elements(d.result -> 'features') AS f,
                 json_array_elements(f -> 'additionalConfiguration') AS a
            WHERE a ->> 'status' = 'ENABLED')
    FROM memberhub.get_detector(harness.guard(p_region, p_account_id, 'GetDetector')) AS d;
$$;
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '111111111111', 'UpdateDetector'), NULL, 'ONE_HOUR',
    '[{"name": "S3_DATA_EVENTS", "status": "DISABLED"},
      {"name": "RUNTIME_MONITORING", "status": "ENABLED", "additionalConfiguration":
          [{"name": "EC2_AGENT_MANAGEMENT", "status": "ENABLED"},
           {"name": "OTHER_MANAGEMENT", "status": "ENABLED"}]},
      {"name": "CLOUD_TRAIL", "status": "DISABLED"}, {"name": "RDS_LOGIN_EVENTS"},
      {"name": "TEA_LEAVES", "status": "DISABLED"}]', NULL));
SELECT * FROM pg_temp.switched(:'region', '111111111111');
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '111111111111', 'UpdateDetector'), NULL, NULL, NULL,
    '{"s3Logs": {"enable": true}, "kubernetes": {"auditLogs": {"enable": false}},
      "malwareProtection": {"scanEc2InstanceWithFindings": {"ebsVolumes": false}},
      "coffeeGrounds": {"enable": true}}'));
SELECT * FROM pg_temp.switched(:'region', '111111111111');
-- Where both views name one, the features' counts; null is as good as nothing.
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '111111111111', 'UpdateDetector'), NULL, NULL,
    '[{"name": "EKS_AUDIT_LOGS", "status": "ENABLED", "additionalConfiguration": null}]',
    '{"kubernetes": {"auditLogs": {"enable": false}}, "malwareProtection": null}'));
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '111111111111', 'UpdateDetector'), NULL, NULL, 'null', 'null'));
SELECT * FROM pg_temp.switched(:'region', '111111111111');
-- A feature's time is that of its last switch: one that is told what it is already keeps it.
SELECT d.result -> 'features' AS before
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d \gset
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '111111111111', 'UpdateDetector'), NULL, NULL,
    '[{"name": "EKS_AUDIT_LOGS", "status": "ENABLED"}]', NULL));
SELECT (d.result -> 'features')::text = :'before' AS same_times,
       d.result ->> 'updated_at' > d.result ->> 'created_at' AS updated,
       d.result ->> 'finding_publishing_frequency' AS frequency
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d;
-- Suspending, without an administrator.
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '111111111111', 'UpdateDetector'), false, NULL, NULL, NULL));
SELECT d.result ->> 'status' AS status
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d;
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '111111111111', 'UpdateDetector'), true, NULL, NULL, NULL));
SELECT d.result ->> 'status' AS status
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d;

-- Tags: only of the caller's own detector.
SELECT harness.show(memberhub.tag_resource(
    harness.guard(:'region', '111111111111', 'TagResource', NULL), :'arn', '{"stage": "test"}'));
SELECT harness.show(memberhub.untag_resource(
    harness.guard(:'region', '111111111111', 'UntagResource', NULL), :'arn', '{team,none}'));
SELECT harness.show(memberhub.list_tags_for_resource(
    harness.guard(:'region', '111111111111', 'ListTagsForResource', NULL), :'arn'));
SELECT harness.show(memberhub.tag_resource(
    harness.guard(:'region', '111111111111', 'TagResource', NULL), :'arn',
    (SELECT jsonb_object_agg('k' || n, 'v') FROM generate_series(1, 50) AS n)));
SELECT a.wrong, harness.show(memberhub.tag_resource(x.c, a.wrong, '{"a": "b"}')) AS tag,
       harness.show(memberhub.untag_resource(x.c, a.wrong, '{stage}')) AS untag,
       harness.show(memberhub.list_tags_for_resource(x.c, a.wrong)) AS list
FROM (SELECT harness.guard(:'region', '111111111111', 'Any', NULL) AS c) AS x,
     (VALUES ('arn:aws-us-gov:guardduty:us-gov-detectors:111111111111:detector/'
              || repeat('0', 32)),
             ('arn:aws-us-gov:securityhub:us-gov-detectors:111111111111:hub/default'))
     AS a (wrong);
SELECT harness.show(memberhub.list_tags_for_resource(
    harness.guard(:'region', '222222222222', 'ListTagsForResource', NULL), :'arn'));
SELECT harness.show(memberhub.list_tags_for_resource(
    harness.guard(:'region', '111111111111', 'ListTagsForResource', NULL), :'arn'));

-- Deleted, everything of it is gone; another one starts anew under another id, here suspended and
-- switched from the start.
SELECT harness.show(memberhub.delete_detector(
    harness.guard(:'region', '111111111111', 'DeleteDetector', :'own_id')));
SELECT harness.show(memberhub.delete_detector(
    harness.guard(:'region', '111111111111', 'DeleteDetector', :'own_id')));
SELECT harness.show(memberhub.list_detectors(
    harness.guard(:'region', '111111111111', 'ListDetectors', NULL), 50, NULL));
SELECT harness.show(memberhub.create_detector(
    harness.guard(:'region', '111111111111', 'CreateDetector', NULL), false, 'FIFTEEN_MINUTES',
    NULL, '[{"name": "LAMBDA_NETWORK_LOGS", "status": "DISABLED"}]',
    '{"s3Logs": {"enable": false}}'));
SELECT harness.detector(:'region', '111111111111') <> :'own_id' AS another_id;
SELECT d.result ->> 'status' AS status,
       d.result ->> 'finding_publishing_frequency' AS frequency, d.result -> 'tags' AS tags
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d;
SELECT * FROM pg_temp.switched(:'region', '111111111111');
SELECT harness.show(memberhub.get_detector(
    harness.guard(:'region', '111111111111', 'GetDetector', :'own_id')));
RESET ROLE;
SELECT * FROM harness.broken(:'region');
