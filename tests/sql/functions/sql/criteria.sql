-- Findings by each attribute: whatever they are sorted by, a walk from page to page misses none. What
-- criteria match, and what saved filters archive.
\set region criteria
SET search_path = pg_catalog, memberhub, pg_temp;
-- As the program's connections have it.
SET jit = off;
SELECT harness.detect(:'region', '111111111111');
SELECT harness.show(create_sample_findings(harness.guard(:'region', '111111111111', 'CreateSampleFindings'), ARRAY[
    'Recon:EC2/Portscan', 'Policy:S3/BucketPublicAccessGranted', 'UnauthorizedAccess:IAMUser/MaliciousIPCaller',
    'Discovery:RDS/TorIPCaller', 'Trojan:EC2/DropPoint']));
SELECT cardinality(finding_put('securityhub', :'region', '111111111111', (
    SELECT jsonb_agg(jsonb_build_object('document', jsonb_build_object(
        'Id', 'id ' || n, 'ProductArn', 'arn:p', 'AwsAccountId', '111111111111', 'Title', 'title', 'RecordState', 'ACTIVE',
        'CreatedAt', '2020-01-01T00:00:00Z', 'UpdatedAt', '2020-01-0' || n % 3 + 1 || 'T00:00:00Z', 'ProcessedAt', '2020-01-01T00:00:00Z',
        'Workflow', '{"Status": "NEW"}'::jsonb, 'Severity', '{"Label": "LOW", "Normalized": 1}'::jsonb,
        'Resources', jsonb_build_array(jsonb_build_object('Type', 'Other', 'Id', 'r ' || n))) || CASE n % 3
        WHEN 0 THEN '{"Sample": true, "Network": {"SourceIpV4": "192.0.2.1", "SourcePort": 5}}'
        WHEN 1 THEN '{"Sample": false, "Network": {"SourceIpV4": "192.0.2.10", "SourcePort": 10}}'
        ELSE '{}' END::jsonb))
    FROM generate_series(1, 6) AS n), NULL, NULL, now())) AS stored;
CREATE FUNCTION pg_temp.walk(p_service text, p_attribute text, p_descending boolean, p_limit integer) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
    v_sort jsonb := jsonb_build_array(jsonb_build_object('attribute', p_attribute, 'descending', p_descending));
    v_keys uuid[] := '{}';
    v_page record;
    v_after text;
BEGIN
    LOOP
        SELECT array_agg(p.key) AS keys, array_agg(p.position) AS positions INTO v_page
        FROM finding_page(p_service, '{criteria}', '{111111111111}', '[]', v_sort, p_limit, v_after, 'infinity') AS p;
        IF v_page.keys IS NULL THEN
            RETURN v_keys;
        END IF;
        v_keys := v_keys || v_page.keys;
        v_after := v_page.positions[cardinality(v_page.positions)];
    END LOOP;
END
$$;
-- One attribute of each kind and of each column.
SELECT a.service, count(DISTINCT a.name) AS attributes,
       bool_and(cardinality(w.keys) = CASE a.service WHEN 'guardduty' THEN 5 ELSE 6 END) AS all_of_them,
       array_agg(DISTINCT a.name) FILTER (WHERE w.keys <> pg_temp.walk(a.service, a.name, d.descending, 100)) AS otherwise
FROM (SELECT DISTINCT ON (o.service, o.kind, o.finding_column) o.* FROM filter_attribute AS o
      WHERE o.kind NOT IN ('entry', 'mention') ORDER BY o.service, o.kind, o.finding_column, o.name) AS a
CROSS JOIN (VALUES (true), (false)) AS d (descending)
CROSS JOIN LATERAL (SELECT pg_temp.walk(a.service, a.name, d.descending, 2) AS keys OFFSET 0) AS w
GROUP BY a.service ORDER BY a.service;
-- Of what some have, and some have not.
SELECT a.attribute, d.descending, cardinality(pg_temp.walk(a.service, a.attribute, d.descending, 1)) AS found
FROM (VALUES ('securityhub', 'Sample'), ('securityhub', 'NetworkSourceIpV4'), ('securityhub', 'NetworkSourcePort'),
             ('guardduty', 'service.count'), ('guardduty', 'resource.instanceDetails.tags.key'),
             ('guardduty', 'service.action.networkConnectionAction.blocked')) AS a (service, attribute)
CROSS JOIN (VALUES (true), (false)) AS d (descending)
ORDER BY a.attribute COLLATE "C", d.descending;

-- A severity is equal to itself and to its whole part.
SELECT cardinality(finding_put('guardduty', :'region', '111111111111', (
    SELECT jsonb_agg(jsonb_build_object('document', jsonb_set(f.document, '{severity}', '5.3')))
    FROM finding AS f WHERE f.service = 'guardduty' AND f.region = :'region' AND f.product_name = 'Recon:EC2/Portscan'),
    NULL, NULL, now())) AS stored;
CREATE FUNCTION pg_temp.matching(p_attribute text, p_comparison text, p_operands text[]) RETURNS text
LANGUAGE sql AS $$
    SELECT coalesce(string_agg(f.product_name, ' ' ORDER BY f.product_name COLLATE "C"), 'none')
    FROM finding_matches('guardduty', '{criteria}', '{111111111111}', jsonb_build_array(jsonb_build_object(
        'attribute', p_attribute, 'any', jsonb_build_array(jsonb_build_array(jsonb_build_object(
        'comparison', p_comparison, 'operands', to_jsonb(p_operands)))))), 'infinity') AS m
    JOIN finding AS f ON f.service = 'guardduty' AND f.region = m.region AND f.account_id = m.account_id AND f.key = m.key
$$;
SELECT c.*, pg_temp.matching(c.attribute, c.comparison, c.operands) FROM (VALUES
    ('severity', 'equals', '{5.3}'::text[]), ('severity', 'equals', '{5}'), ('severity', 'equals', '{5.30,9}'),
    ('severity', 'notEquals', '{5,8}'), ('severity', 'greaterThan', '{5.3}'), ('severity', 'greaterThanOrEqual', '{5.3}'),
    ('severity', 'lessThan', '{5}'), ('severity', 'lessThanOrEqual', '{5}'),
    ('type', 'matches', '{Recon:%}'), ('type', 'matches', '{recon:%}'), ('type', 'notMatches', '{%:EC2/%,%:S3/%}'),
    ('type', 'equals', '{"'' OR true OR ''"}'), ('resource.s3BucketDetails.name', 'notEquals', '{x}'),
    ('resource.s3BucketDetails.name', 'matches', '{%}'), ('createdAt', 'greaterThan', '{0}'), ('createdAt', 'lessThan', '{0}'),
    ('service.archived', 'equals', '{true}'), ('service.archived', 'notEquals', '{true}')
) AS c (attribute, comparison, operands);

-- A filter archives new findings alone; what is archived stays so, with its other members as they were.
SELECT harness.show(create_filter(harness.guard(:'region', '111111111111', 'CreateFilter'), 'filter', NULL, 'ARCHIVE', NULL,
    '{"criteria": {"criterion": {}}, "conditions": [{"attribute": "severity", "any": [[{"comparison": "equals", "operands": ["8"]}]]}]}',
    NULL));
SELECT harness.show(create_sample_findings(harness.guard(:'region', '111111111111', 'CreateSampleFindings'), ARRAY[
    'Trojan:EC2/DropPoint', 'Policy:S3/BucketPublicAccessGranted']));
SELECT harness.show(delete_filter(harness.guard(:'region', '111111111111', 'DeleteFilter'), 'filter'));
SELECT harness.show(delete_filter(harness.guard(:'region', '111111111111', 'DeleteFilter'), 'filter'));
SELECT f.product_name, f.record_state, f.document #>> '{service,archived}' AS archived, count(*)
FROM finding AS f WHERE f.service = 'guardduty' AND f.region = :'region'
GROUP BY f.product_name, f.record_state, archived ORDER BY f.product_name COLLATE "C", f.record_state;
SELECT count(*) AS changed_otherwise
FROM finding AS f JOIN finding AS o USING (service, region, account_id, product_name)
WHERE f.service = 'guardduty' AND f.region = :'region' AND f.record_state = 'ARCHIVED' AND o.record_state = 'ACTIVE'
  AND f.document - '{id,arn,createdAt,updatedAt,service}'::text[]
      <> o.document - '{id,arn,createdAt,updatedAt,service}'::text[];
DELETE FROM finding WHERE region = :'region';
