-- What a busy deployment holds, put into the tables themselves: two accounts of each kind, one that
-- has much and one that has a page full, among many others. The statistics are left to whoever
-- loads this.
\set region 'eu-west-1'
SET client_min_messages = warning;
-- Without the look at the other table for each row.
SET session_replication_role = replica;

INSERT INTO memberhub.account (account_id, name)
SELECT (800000000000 + n)::text, 'plan' FROM generate_series(1, 30000) AS n;
INSERT INTO memberhub.access_key (access_key_id, account_id, secret_sealed)
SELECT 'AKIAPLANS' || a.account_id, a.account_id, '\x00' FROM memberhub.account AS a;
INSERT INTO memberhub.enrollment
    (service, region, account_id, enabled, subscribed_at, detector_id)
SELECT s.service, :'region', a.account_id, true, now(),
       CASE s.service WHEN 'guardduty' THEN repeat('0', 32) END
FROM memberhub.account AS a, (VALUES ('securityhub'), ('guardduty')) AS s (service)
WHERE a.account_id NOT IN ('800000029999', '800000030000');
INSERT INTO memberhub.standards_subscription (region, account_id, standard_id)
SELECT :'region', a.account_id, 'nist-800-53/v/5.0.0' FROM memberhub.account AS a
WHERE a.account_id NOT IN ('800000029999', '800000030000');
INSERT INTO memberhub.detector_setting
    (region, account_id, feature_name, addition, enabled, updated_at)
SELECT :'region', a.account_id, 'RDS_LOGIN_EVENTS', '', false, now() FROM memberhub.account AS a
WHERE a.account_id NOT IN ('800000029999', '800000030000');

-- Of each service 50,000. Administrators: 800000000001 has 5,000 members, 800000000002 has 60,
-- 893 others have about fifty. Every fourth is Created, every fourth Invited, the others become
-- Enabled in the end. Members: 800000000003 is invited by 500, 800000000004 by 60.
CREATE TABLE public.planned AS
SELECT a.administrator, a.member,
       (ARRAY['Enabled', 'Invited', 'Enabled', 'Created'])[1 + a.n % 4] AS state
FROM (SELECT n, '800000000001' AS administrator, (800000010000 + n)::text AS member
      FROM generate_series(1, 5000) AS n
      UNION ALL
      SELECT n, '800000000002', (800000016000 + n)::text FROM generate_series(1, 60) AS n
      UNION ALL
      SELECT n, (800000001000 + n % 893)::text, (800000020000 + n % 10000)::text
      FROM generate_series(1, 44380) AS n) AS a;
UPDATE public.planned SET state = 'Invited'
WHERE state = 'Enabled' AND ctid NOT IN (
    SELECT min(p.ctid) FROM public.planned AS p WHERE p.state = 'Enabled' GROUP BY p.member);
INSERT INTO public.planned
SELECT (800000003000 + n)::text, '800000000003', 'Invited' FROM generate_series(1, 500) AS n
UNION ALL
SELECT (800000003000 + n)::text, '800000000004', 'Invited' FROM generate_series(1, 60) AS n;
INSERT INTO memberhub.relationship (service, region, administrator_id, member_id, email, state,
    invitation_id, invited_at, updated_at, created_at)
SELECT s.service, :'region', p.administrator, p.member, 'm@example.com',
       CASE p.state WHEN 'Enabled' THEN 'Invited' ELSE p.state END,
       CASE WHEN p.state <> 'Created' THEN repeat('0', 32) END,
       CASE WHEN p.state <> 'Created' THEN now() END, now(), now()
FROM public.planned AS p, (VALUES ('securityhub'), ('guardduty')) AS s (service);
UPDATE memberhub.enrollment AS e
SET members = c.members, members_active = c.members, members_invited = c.invited
FROM (SELECT p.administrator, count(*) AS members,
             count(*) FILTER (WHERE p.state = 'Invited') AS invited
      FROM public.planned AS p GROUP BY p.administrator) AS c
WHERE e.region = :'region' AND e.account_id = c.administrator;

-- A thousand of them have expired.
INSERT INTO memberhub.retry_key (key, account_id, created_at)
SELECT sha256(n::text::bytea), '800000000001',
       now() - interval '24 hours' + (n - 1000) * interval '1 second'
FROM generate_series(1, 20000) AS n;
-- Some that came just now, with all that their caller did in the half minute after them. For those that are
-- known nothing of that is by the same access key, so that all of it is looked at; for those that are meant
-- anew the last of it is.
INSERT INTO memberhub.retry_key (key, account_id, created_at, arrived_at, access_key_id, service, region,
                                 signature)
SELECT sha256(('key of ' || k.kind || a)::bytea), a, now() - interval '18 hours 43 minutes 20 seconds' - k.ago,
       now() + interval '1 day', k.access_key_id, 'securityhub', :'region',
       sha256((k.kind || ' ' || a)::bytea)
FROM unnest('{800000000001,800000000002}'::text[]) AS a,
     (VALUES ('known', 'key', interval '30 seconds'), ('anew', 'other key', interval '30 seconds'),
             ('between', 'other key', interval '0 seconds')) AS k (kind, access_key_id, ago)
ORDER BY k.ago DESC;

-- Events of half a year: 800000000001 has each second one, 800000000002 has 60. Transactions of 125
-- events, two under a seal; the last of them is not sealed.
SELECT count(memberhub.audit_partition_make((date_trunc('month', now()) - n * interval '1 month')::date))
FROM generate_series(2, 6) AS n;
INSERT INTO memberhub.audit_event (sequence, event_id, account_id, service, region, event_name,
    event_time, transaction_id, effects, record, leaf)
SELECT n, gen_random_uuid(),
       CASE WHEN n % 2 = 0 THEN '800000000001' WHEN n % 833 = 0 THEN '800000000002'
            ELSE (800000000100 + n % 9000)::text END,
       'securityhub', :'region', 'TagResource', now() - (50000 - n) * interval '5 minutes',
       (3 + n / 125)::text::xid8, NULL,
       '{"eventName": "TagResource", "readOnly": false, "userIdentity": {"type": "Root"}}',
       sha256(n::text::bytea)
FROM generate_series(1, 50000) AS n;
SELECT setval('memberhub.audit_event_sequence', 50001);
INSERT INTO memberhub.audit_seal (number, record, signature, from_transaction, to_transaction,
    sealed_at)
SELECT n, concat_ws(chr(10), 'memberhub-seal-1', 'number ' || n, 'previous ' || repeat('0', 64),
                    'sealed-at 2020-01-01T00:00:00.000Z', 'from-transaction ' || 2 * n - 2,
                    'to-transaction ' || 2 * n, 'events 500', 'accounts 1', 'root ' || repeat('0', 64),
                    'key ' || repeat('0', 16), ''),
       sha512(''), (2 * n - 2)::text::xid8, (2 * n)::text::xid8, '2020-01-01'
FROM generate_series(1, 200) AS n;
INSERT INTO memberhub.audit_seal_account (number, account_id, events, root)
SELECT s, (800000000000 + n)::text, 1, sha256('')
FROM generate_series(1, 200) AS s, generate_series(1, 100) AS n;

-- Findings: of each member that is Enabled in the end eight, of the two administrators 2,000 and 60; of GuardDuty half.
CREATE TABLE public.found AS
SELECT p.member AS account_id, n FROM public.planned AS p, generate_series(1, 8) AS n WHERE p.state = 'Enabled'
UNION ALL SELECT '800000000001', n FROM generate_series(9, 2008) AS n
UNION ALL SELECT '800000000002', n FROM generate_series(9, 68) AS n;
INSERT INTO memberhub.finding (service, region, account_id, key, product_arn, finding_id, record_state, workflow_status,
    severity_label, severity, product_name, created_at, updated_at, imported_at, processed_at, size, document)
SELECT s.service, :'region', f.account_id, memberhub.finding_key(s.product_arn, 'id ' || f.n || f.account_id), s.product_arn,
       'id ' || f.n || f.account_id, CASE f.n % 8 WHEN 0 THEN 'ARCHIVED' ELSE 'ACTIVE' END,
       CASE f.n % 8 WHEN 1 THEN 'NOTIFIED' ELSE 'NEW' END, CASE f.n % 8 WHEN 2 THEN 'CRITICAL' ELSE 'LOW' END, f.n % 8,
       CASE f.n % 8 WHEN 3 THEN 'Rare' ELSE 'Usual' END, t.at, t.at, now(), now(), 100,
       jsonb_build_object('Id', 'id ' || f.n || f.account_id, 'ProductArn', s.product_arn, 'AwsAccountId', f.account_id,
           'Title', 'title', 'CreatedAt', memberhub.iso_time(t.at), 'UpdatedAt', memberhub.iso_time(t.at),
           'RecordState', 'ACTIVE', 'Workflow', '{"Status": "NEW"}'::jsonb, 'Resources', jsonb_build_array(
           jsonb_build_object('Type', 'Other', 'Id', 'resource ' || f.n % 8)),
           'id', replace(memberhub.finding_key(s.product_arn, 'id ' || f.n || f.account_id)::text, '-', ''),
           'arn', 'arn:d/finding/x', 'createdAt', memberhub.iso_time(t.at), 'updatedAt', memberhub.iso_time(t.at),
           'service', '{"archived": false}'::jsonb)
FROM public.found AS f, (VALUES ('securityhub', 'arn:p', 1), ('guardduty', 'arn:d', 2)) AS s (service, product_arn, each),
     LATERAL (SELECT now() - f.n * interval '1 minute' - hashtext(f.account_id) % 1000 * interval '1 second' AS at) AS t
WHERE f.n % s.each = 0;
INSERT INTO memberhub.finding_resource
SELECT f.service, f.region, f.account_id, memberhub.resource_key(f.document #>> '{Resources,0,Id}'), f.key
FROM memberhub.finding AS f WHERE f.service = 'securityhub';
INSERT INTO memberhub.finding_history (service, region, account_id, key, happened_at, id, source, identity, updates)
SELECT f.service, f.region, f.account_id, f.key, now(), gen_random_uuid(), 'BATCH_IMPORT_FINDINGS', 'arn:p', '[]'
FROM memberhub.finding AS f WHERE f.service = 'securityhub';
-- What every account has beside them.
INSERT INTO memberhub.product_subscription
SELECT :'region', a.account_id, 'prowler/prowler' FROM memberhub.account AS a WHERE a.account_id NOT IN ('800000029999', '800000030000');
INSERT INTO memberhub.insight
SELECT :'region', a.account_id, md5(a.account_id)::uuid, 'name', 'Id', '{}', '[]', now() FROM memberhub.account AS a;
INSERT INTO memberhub.action_target SELECT :'region', a.account_id, 'a1', 'name', 'description' FROM memberhub.account AS a;
INSERT INTO memberhub.finding_aggregator
SELECT a.account_id, :'region', md5(a.account_id)::uuid, 'ALL_REGIONS' FROM memberhub.account AS a
WHERE a.account_id NOT IN ('800000000003', '800000000004');
INSERT INTO memberhub.criteria_filter
SELECT :'region', a.account_id, 'filter', NULL, 'ARCHIVE', 1, '{}', '[]', '{}', now() FROM memberhub.account AS a;
