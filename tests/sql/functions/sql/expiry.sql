-- Findings that are too old go: by the later of import and update, archived ones of the hub sooner.
\set region expiry
CREATE FUNCTION pg_temp.put(
    p_service text, p_name text, p_state text, p_updated interval, p_processed interval
) RETURNS void LANGUAGE sql AS $$
    INSERT INTO memberhub.finding (service, region, account_id, key, product_arn, finding_id, record_state,
        workflow_status, created_at, updated_at, imported_at, processed_at, size, document)
    VALUES (p_service, 'expiry', '111111111111', memberhub.finding_key('', p_name), '', p_name, p_state, 'NEW', now(),
            now() - p_updated, now() - p_processed, now() - p_processed, 2, '{}')
$$;
CREATE FUNCTION pg_temp.expire(p_pages integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_page bigint := 0;
    v_removed bigint := 0;
    v_step record;
BEGIN
    WHILE v_page IS NOT NULL LOOP
        SELECT * INTO v_step FROM memberhub.findings_expire(v_page, p_pages, 90, 30);
        v_page := v_step.next_page;
        v_removed := v_removed + v_step.removed;
    END LOOP;
    RETURN v_removed;
END
$$;
SELECT pg_temp.put('securityhub', 'imported lately', 'ACTIVE', '9 years', '89 days');
SELECT pg_temp.put('securityhub', 'updated lately', 'ACTIVE', '89 days', '9 years');
SELECT pg_temp.put('securityhub', 'old', 'ACTIVE', '91 days', '91 days');
SELECT pg_temp.put('securityhub', 'archived lately', 'ARCHIVED', '29 days', '31 days');
SELECT pg_temp.put('securityhub', 'archived', 'ARCHIVED', '31 days', '31 days');
SELECT pg_temp.put('guardduty', 'archived in GuardDuty', 'ARCHIVED', '89 days', '89 days');
SELECT pg_temp.put('guardduty', 'old in GuardDuty', 'ARCHIVED', '91 days', '91 days');
INSERT INTO memberhub.finding_resource
SELECT f.service, f.region, f.account_id, memberhub.resource_key('r'), f.key FROM memberhub.finding AS f
WHERE f.region = :'region';
INSERT INTO memberhub.finding_history
SELECT f.service, f.region, f.account_id, f.key, now() - age, gen_random_uuid(), 'BATCH_IMPORT_FINDINGS', 'x', '[]'
FROM memberhub.finding AS f CROSS JOIN (VALUES (interval '89 days'), (interval '91 days')) AS a (age)
WHERE f.region = :'region';
SELECT pg_temp.expire(1000);
SELECT f.service, f.finding_id, count(DISTINCT r.resource) AS resources, count(DISTINCT h.id) AS records
FROM memberhub.finding AS f
LEFT JOIN memberhub.finding_resource AS r USING (service, region, account_id, key)
LEFT JOIN memberhub.finding_history AS h USING (service, region, account_id, key)
WHERE f.region = :'region' GROUP BY f.service, f.finding_id ORDER BY f.service, f.finding_id;
SELECT count(*) AS resources FROM memberhub.finding_resource AS r WHERE r.region = :'region';
SELECT count(*) AS records FROM memberhub.finding_history AS h WHERE h.region = :'region';
-- Many go in many steps, whatever the size of a part.
SELECT count(*) FROM (
    SELECT pg_temp.put('securityhub', 'many ' || n, 'ACTIVE', '91 days', '91 days')
    FROM generate_series(1, 1001) AS n) AS p;
SELECT removed FROM memberhub.findings_expire(0, 1000, 90, 30);
SELECT pg_temp.expire(1);
-- What keeps nothing is refused.
SELECT memberhub.findings_expire(0, 1000, 0, 30);
SELECT memberhub.findings_expire(0, 1000, 90, NULL);
DELETE FROM memberhub.finding WHERE region = :'region';
