-- No operation reads a growing table from end to end, with or without statistics on it. The
-- counters are the server's own, of this transaction.
\set region plans
SET client_min_messages = warning;
BEGIN;
INSERT INTO memberhub.account (account_id, name)
SELECT (800000000000 + n)::text, 'plan' FROM generate_series(1, 5000) AS n;
INSERT INTO memberhub.access_key (access_key_id, account_id, secret_sealed)
SELECT 'AKIAPLAN' || (800000000000 + n), (800000000000 + n)::text, '\x00'
FROM generate_series(1, 5000) AS n;
INSERT INTO memberhub.enrollment (service, region, account_id, enabled, subscribed_at)
SELECT 'securityhub', :'region', (800000000000 + n)::text, true, now()
FROM generate_series(1, 20000) AS n;
INSERT INTO memberhub.standards_subscription (region, account_id, standard_id)
SELECT :'region', (800000000000 + n)::text, 'nist-800-53/v/5.0.0'
FROM generate_series(1, 20000) AS n;
-- 800000000001 has 1,000 members, 500 of them enabled; others have one each; 800000000005 has 500
-- invitations.
INSERT INTO memberhub.relationship (service, region, administrator_id, member_id, state,
    invitation_id, invited_at,
    updated_at, created_at)
SELECT 'securityhub', :'region', r.a, r.m, r.state, CASE WHEN r.state <> 'Created' THEN repeat('0',
    32) END,
       CASE WHEN r.state <> 'Created' THEN now() END, now(), now()
FROM (SELECT '800000000001' AS a, (800000010000 + n)::text AS m,
             (ARRAY['Enabled', 'Invited', 'Enabled', 'Created'])[1 + n % 4] AS state
             FROM generate_series(1, 1000) AS n
      UNION ALL
      SELECT (800000000100 + n)::text, (800000006000 + n)::text, 'Invited'
      FROM generate_series(1, 10000) AS n
      UNION ALL
      SELECT (800000004000 + n)::text, '800000000005', 'Resigned'
      FROM generate_series(1, 500) AS n) AS r;
-- The same of GuardDuty, beside it.
INSERT INTO memberhub.enrollment
    (service, region, account_id, enabled, subscribed_at, detector_id)
SELECT 'guardduty', e.region, e.account_id, true, e.subscribed_at, repeat('0', 32)
FROM memberhub.enrollment AS e WHERE e.region = :'region';
INSERT INTO memberhub.detector_setting
    (region, account_id, feature_name, addition, enabled, updated_at)
SELECT :'region', (800000000000 + n)::text, 'RDS_LOGIN_EVENTS', '', false, now()
FROM generate_series(1, 20000) AS n;
INSERT INTO memberhub.relationship (service, region, administrator_id, member_id, state, email,
    invitation_id, invited_at, updated_at, created_at)
SELECT 'guardduty', r.region, r.administrator_id, r.member_id, r.state, 'm@example.com',
       r.invitation_id, r.invited_at, r.updated_at, r.created_at
FROM memberhub.relationship AS r WHERE r.region = :'region';
SELECT memberhub.audit_append(array_agg(ROW(harness.caller(
    :'region', (800000000000 + n % 3000)::text, 'Plan'), NULL, NULL, NULL, NULL, false,
    NULL)::memberhub.audit_entry))
FROM generate_series(1, 20000) AS n;
INSERT INTO memberhub.retry_key (key, account_id)
SELECT sha256(n::text::bytea), '800000000001' FROM generate_series(1, 20000) AS n;
COMMIT;

CREATE FUNCTION pg_temp.everything(p_round text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    a text := '800000000001';
    m text := '800000010001';
    f text := '800000000005';
    r text := 'plans';
BEGIN
    PERFORM memberhub.enable_security_hub(harness.caller(r, f, 'X', p_round || 1), NULL, true,
        NULL);
    PERFORM memberhub.describe_hub(harness.caller(r, f, 'X'), NULL);
    PERFORM memberhub.update_security_hub_configuration(harness.caller(r, f, 'X', p_round || 2),
        true, NULL);
    PERFORM memberhub.create_members(harness.caller(r, a, 'X', p_round || 3),
        ARRAY(SELECT (810000000000 + n)::text FROM generate_series(1, 50) AS n), NULL, 100000);
    PERFORM memberhub.get_members(harness.caller(r, a, 'X'), ARRAY[m, '810000000001']);
    PERFORM memberhub.list_members(harness.caller(r, a, 'X'), true, 50, '800000010900');
    PERFORM memberhub.list_members(harness.caller(r, a, 'X'), false, 50, NULL);
    PERFORM memberhub.invite_members(harness.caller(r, a, 'X', p_round || 4),
        ARRAY(SELECT (810000000000 + n)::text FROM generate_series(1, 50) AS n), 100000);
    PERFORM memberhub.disassociate_members(harness.caller(r, a, 'X', p_round || 5),
        '{810000000001,810000000002}');
    PERFORM memberhub.list_invitations(harness.caller(r, f, 'X'), 50, NULL);
    PERFORM memberhub.get_invitations_count(harness.caller(r, f, 'X'));
    PERFORM memberhub.accept_administrator_invitation(harness.caller(r, f, 'X', p_round || 6),
        '800000004001',
        repeat('0', 32));
    PERFORM memberhub.get_administrator_account(harness.caller(r, f, 'X'));
    PERFORM memberhub.disassociate_from_administrator_account(harness.caller(r, f, 'X',
        p_round || 7));
    PERFORM memberhub.decline_invitations(harness.caller(r, f, 'X', p_round || 8),
        '{800000004002,800000004003}');
    PERFORM memberhub.delete_invitations(harness.caller(r, f, 'X', p_round || 9),
        '{800000004002,800000004003,800000009999}');
    PERFORM memberhub.tag_resource(harness.caller(r, f, 'X', p_round || 10),
        'arn:aws:securityhub:plans:800000000005:hub/default', '{"a": "b"}');
    PERFORM memberhub.untag_resource(harness.caller(r, f, 'X', p_round || 11),
        'arn:aws:securityhub:plans:800000000005:hub/default', '{a}');
    PERFORM memberhub.list_tags_for_resource(harness.caller(r, f, 'X'),
        'arn:aws:securityhub:plans:800000000005:hub/default');
    PERFORM memberhub.batch_enable_standards(harness.caller(r, f, 'X', p_round || 12),
        '{arn:aws:securityhub:plans::standards/pci-dss/v/3.2.1}', '[{}]');
    PERFORM memberhub.get_enabled_standards(harness.caller(r, f, 'X'), NULL, 100, NULL);
    PERFORM memberhub.batch_disable_standards(harness.caller(r, f, 'X', p_round || 13),
        '{arn:aws:securityhub:plans:800000000005:subscription/pci-dss/v/3.2.1}');
    PERFORM memberhub.describe_standards(harness.caller(r, f, 'X'), 100, NULL);
    PERFORM memberhub.record_refusal(harness.caller(r, f, 'X', p_round || 14), 'invalid_input',
        NULL);
    PERFORM memberhub.delete_members(harness.caller(r, a, 'X', p_round || 15),
        ARRAY(SELECT (810000000000 + n)::text FROM generate_series(1, 50) AS n));
    PERFORM memberhub.disable_security_hub(harness.caller(r, f, 'X', p_round || 16));
    PERFORM memberhub.create_detector(harness.guard(r, f, 'X', NULL, p_round || 20), true, NULL,
        NULL, '[{"name": "S3_DATA_EVENTS", "status": "DISABLED"}]', NULL);
    PERFORM memberhub.list_detectors(harness.guard(r, f, 'X', NULL), 50, NULL);
    PERFORM memberhub.get_detector(harness.guard(r, f, 'X'));
    PERFORM memberhub.update_detector(harness.guard(r, m, 'X', 'own', p_round || 21), false, NULL,
        '[{"name": "EKS_AUDIT_LOGS", "status": "DISABLED"}]', '{"s3Logs": {"enable": false}}');
    PERFORM memberhub.create_members(harness.guard(r, a, 'X', 'own', p_round || 22),
        '{810000000001,810000000002}', '{a@example.com,b@example.com}', 100000);
    PERFORM memberhub.invite_members(harness.guard(r, a, 'X', 'own', p_round || 23),
        '{810000000001,810000000002}', 100000);
    PERFORM memberhub.get_members(harness.guard(r, a, 'X'), ARRAY[m, '810000000001']);
    PERFORM memberhub.list_members(harness.guard(r, a, 'X'), true, 50, '800000010900');
    PERFORM memberhub.start_monitoring_members(harness.guard(r, a, 'X', 'own', p_round || 24),
        ARRAY[m, '810000000001']);
    PERFORM memberhub.stop_monitoring_members(harness.guard(r, a, 'X', 'own', p_round || 25),
        ARRAY[m, '810000000001']);
    PERFORM memberhub.get_member_detectors(harness.guard(r, a, 'X'),
        ARRAY(SELECT (800000010000 + n)::text FROM generate_series(1, 50) AS n));
    PERFORM memberhub.update_member_detectors(harness.guard(r, a, 'X', 'own', p_round || 26),
        ARRAY(SELECT (800000010000 + n)::text FROM generate_series(1, 50) AS n), NULL,
        '{"s3Logs": {"enable": false}}');
    PERFORM memberhub.delete_members(harness.guard(r, a, 'X', 'own', p_round || 27),
        '{810000000001,810000000002}');
    PERFORM memberhub.delete_detector(harness.guard(r, f, 'X', 'own', p_round || 28));
    PERFORM * FROM memberhub.credential_get('AKIAPLAN800000000007', true);
    PERFORM * FROM memberhub.credential_get('800000000007', true);
    PERFORM * FROM memberhub.test_account_open('800000000007');
    PERFORM memberhub.key_set_status('AKIAPLAN800000000007', 'active');
    PERFORM memberhub.key_create('AKIAPLANNED' || 800000000007 || p_round, '800000000007', '\x00');
    PERFORM * FROM memberhub.key_list('800000000007');
    PERFORM * FROM memberhub.audit_tail(NULL, NULL, 10);
    PERFORM * FROM memberhub.audit_tail(pg_current_snapshot()::text, NULL, 10);
    PERFORM * FROM memberhub.audit_tail(NULL, '800000000007', 10);
    PERFORM * FROM memberhub.audit_tail(pg_current_snapshot()::text, '800000000007', 10);
    PERFORM memberhub.lookup_events(harness.caller(r, a, 'X'), NULL, NULL, NULL, NULL, 50, NULL);
    PERFORM memberhub.lookup_events(harness.caller(r, a, 'X'), 'EventName', 'None', 0, NULL, 50,
        NULL);
    PERFORM * FROM memberhub.audit_export_page('800000000007', NULL, NULL, NULL, NULL, 100);
    PERFORM * FROM memberhub.audit_events_page(NULL, NULL, 100);
    PERFORM * FROM memberhub.audit_relationships_page(NULL, 100);
END
$$;
-- Seven rounds, for a plan is settled after the fifth. A round may fetch 6,000 rows of a table:
-- most of them by counting 800000000001's members against the limit, in either service. A region
-- read whole, be it by an index, is 11,500 or more.
CREATE VIEW pg_temp.read_whole AS
SELECT relname, seq_scan, idx_tup_fetch > 7 * 6000 AS fetched_too_much FROM pg_stat_xact_user_tables
WHERE schemaname = 'memberhub' AND (seq_scan > 0 OR idx_tup_fetch > 7 * 6000)
  AND relname NOT IN ('standard', 'feature', 'state_transition', 'fault_catalogue',
                      'schema_migration');

-- Without statistics, as after a first load.
SELECT pg_stat_force_next_flush();
BEGIN;
SELECT count(pg_temp.everything('A' || n)) FROM generate_series(1, 7) AS n;
SELECT * FROM pg_temp.read_whole;
SELECT t.name, bool_or(t.idx_scan > 0) AS by_index
FROM (SELECT s.idx_scan, regexp_replace(s.relname, '_[0-9]{4}_[0-9]{2}$', '') AS name
      FROM pg_stat_xact_user_tables AS s WHERE s.schemaname = 'memberhub') AS t
WHERE t.name IN ('relationship', 'enrollment', 'account', 'access_key', 'retry_key',
                 'audit_event', 'detector_setting')
GROUP BY t.name ORDER BY t.name;
COMMIT;
-- With them.
ANALYZE memberhub.account, memberhub.access_key, memberhub.enrollment, memberhub.relationship,
memberhub.retry_key,
    memberhub.audit_event, memberhub.state_transition, memberhub.standards_subscription,
    memberhub.standard, memberhub.detector_setting, memberhub.feature;
SELECT pg_stat_force_next_flush();
BEGIN;
SELECT count(pg_temp.everything('B' || n)) FROM generate_series(1, 7) AS n;
SELECT * FROM pg_temp.read_whole;
COMMIT;
-- What the calls did was not nothing.
SELECT error, count(*) FROM harness.events(:'region') WHERE event = 'X' GROUP BY error
    ORDER BY error;
