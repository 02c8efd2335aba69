-- The audit trail: one event for each change asked for, in the record format, refused ones too;
-- none for reads.
\set region audit
SELECT harness.fault('still_associated', 'documented', NULL, 'cannot delete the member');
SELECT harness.fault('already_invited', 'documented', NULL,
    'is already the {product} master');
SELECT harness.fault('not_subscribed', 'documented', 'InvalidAccessException',
    'Account {0} is not subscribed');
SELECT harness.fault('not_subscribed', 'observed', 'BadRequestException',
    'no such resource');
SELECT harness.fault('not_a_member', 'documented', 'WrongException', 'to be replaced');
SELECT harness.fault('not_a_member', 'documented', 'InvalidInputException',
    'not associated');
SET ROLE memberhub_app;
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'), '{222222222222}', NULL, 10));
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers', p_dialect => 'observed'),
    '{222222222222}', NULL, 10));
SELECT harness.enable(:'region', '111111111111', '222222222222');
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers', p_parameters =>
        '{"AccountDetails": [{"AccountId": "222222222222", "Email": "HIDDEN"},
                             {"AccountId": "333333333333"}]}'),
    '{222222222222,333333333333}', '{two@example.com,three@example.com}', 10));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers',
        p_parameters => '{"AccountIds": ["222222222222"]}'),
    '{222222222222}', 10));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers',
        p_parameters => '{"AccountIds": ["222222222222"]}'),
    '{222222222222}', 10));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation(:'region', '111111111111', '222222222222')));
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '111111111111', 'DisassociateFromMasterAccount',
        p_dialect => 'observed')));
SELECT harness.show(memberhub.list_members(
    harness.caller(:'region', '111111111111', 'ListMembers'), false, 50, NULL));
-- Security Hub's DisassociateMembers answers nothing, whatever became of the accounts.
SELECT harness.show(memberhub.disassociate_members(
    harness.caller(:'region', '111111111111', 'DisassociateMembers'),
    '{222222222222,444444444444}'));
-- A change that was refused before its function.
SELECT harness.show(memberhub.record_refusal(
    harness.caller(:'region', '111111111111', 'DeleteMembers', 'refused once'), 'invalid_input',
    NULL));
SELECT harness.show(memberhub.record_refusal(
    harness.caller(:'region', '111111111111', 'DeleteMembers', 'refused once'), 'invalid_input',
    NULL));
-- GuardDuty's events, in GuardDuty's spelling and dialect.
RESET ROLE;
SELECT harness.fault('already_invited', 'guardduty', NULL, 'in GuardDuty''s words');
SELECT harness.fault('detector_not_owned', 'guardduty', 'BadRequestException',
    'not owned');
SET ROLE memberhub_app;
SELECT harness.show(memberhub.get_detector(
    harness.guard('audit-guardduty', '111111111111', 'GetDetector')));
SELECT harness.show(memberhub.delete_detector(
    harness.guard('audit-guardduty', '111111111111', 'DeleteDetector',
                  p_parameters => '{"detectorId": "0"}')));
SELECT harness.detect('audit-guardduty', '111111111111', '222222222222');
SELECT harness.bring('audit-guardduty', '111111111111', '222222222222', 'Disabled', 'guardduty');
SELECT harness.show(memberhub.invite_members(
    harness.guard('audit-guardduty', '111111111111', 'InviteMembers'),
    '{222222222222,333333333333}', 10));
SELECT harness.show(memberhub.update_member_detectors(
    harness.guard('audit-guardduty', '111111111111', 'UpdateMemberDetectors'), '{222222222222}',
    NULL, '{"s3Logs": {"enable": false}}'));
SELECT harness.show(memberhub.update_detector(
    harness.guard('audit-guardduty', '222222222222', 'UpdateDetector'), true, NULL, NULL, NULL));
SELECT harness.show(memberhub.list_detectors(
    harness.guard('audit-guardduty', '222222222222', 'ListDetectors', NULL), 50, NULL));
RESET ROLE;
SELECT account, event, error,
       regexp_replace(response, '"[0-9a-f]{32}"', '"<id>"') AS response
FROM harness.events('audit-guardduty');
SELECT record::json ->> 'eventSource' AS source, record::json ->> 'errorMessage' AS message,
       record::json -> 'requestParameters' AS parameters
FROM memberhub.audit_event
WHERE region = 'audit-guardduty' AND event_name = 'DeleteDetector';
SELECT record::json -> 'responseElements' ->> 'detectorId'
           = harness.detector('audit-guardduty', account_id) AS names_the_detector
FROM memberhub.audit_event
WHERE region = 'audit-guardduty' AND event_name = 'CreateDetector';

SELECT * FROM harness.events(:'region');
-- A sentence is filled in one pass: an argument that looks like a placeholder stays as it is.
SELECT harness.fault('test_fault', d.dialect, d.dialect || 'Exception',
    '{0} and {1}, {2}{product} {3} {} {{2} {')
FROM (VALUES ('documented'), ('observed')) AS d (dialect);
SELECT t.* FROM (VALUES (NULL), (ARRAY['{1}', '{product}', '{0}']), (ARRAY['one'])) AS a (arguments)
CROSS JOIN (VALUES ('documented'), ('observed')) AS d (dialect)
CROSS JOIN LATERAL memberhub.fault_text(
    harness.caller(:'region', '111111111111', 'X', p_dialect => d.dialect), 'test_fault',
    a.arguments) AS t;
DELETE FROM memberhub.fault_catalogue WHERE name = 'test_fault';
-- The whole record, in CloudTrail's order, with what differs from run to run replaced.
SELECT regexp_replace(regexp_replace(record, '"eventTime":"[0-9-]{10}T[0-9:]{8}Z"',
    '"eventTime":"<time>"'),
    '"eventID":"[0-9a-f-]{36}"', '"eventID":"<id>"') AS record
FROM memberhub.audit_event
WHERE region = :'region' AND event_name IN ('CreateMembers', 'AcceptInvitation')
ORDER BY sequence;
SELECT count(*) AS with_an_address FROM memberhub.audit_event WHERE record LIKE '%@%';
SELECT bool_and(e.record::json ->> 'eventID' = e.event_id::text) AS same_id,
       bool_and(date_trunc('second',
           e.event_time) = (e.record::json ->> 'eventTime')::timestamptz) AS same_time,
       count(DISTINCT e.event_id) = count(*) AS own_ids,
       count(DISTINCT e.transaction_id) > 1 AS transactions
FROM memberhub.audit_event AS e WHERE e.region = :'region';

-- For memberhubctl: the last ones, those after one, those of an account; oldest first.
SET ROLE memberhub_admin;
SELECT count(*), bool_and(a.sequence > a.before) AS ascending
FROM (SELECT sequence, lag(sequence, 1, 0::bigint) OVER () AS before
      FROM memberhub.audit_tail(NULL, NULL, 5)) AS a;
SELECT record::json ->> 'eventName' AS event FROM memberhub.audit_tail(NULL, NULL, 2);
SELECT record::json ->> 'eventName' AS event FROM memberhub.audit_tail('1:1:', '111111111111', 1000)
WHERE record::json ->> 'awsRegion' = :'region';
SELECT count(*) FROM memberhub.audit_tail('1:1:', NULL, 1);
SELECT record::json ->> 'eventName' AS event FROM memberhub.audit_tail(NULL, '222222222222', 1000)
WHERE record::json ->> 'awsRegion' = :'region';
SELECT count(*), count(record) AS events
FROM memberhub.audit_tail(pg_current_snapshot()::text, NULL, 1000);
RESET ROLE;

-- Append-only: for the owner, and for a superuser, also one who switches ordinary triggers off.
SET ROLE memberhub_owner;
UPDATE memberhub.audit_event SET record = '{}';
DELETE FROM memberhub.audit_event;
TRUNCATE memberhub.audit_event;
RESET ROLE;
UPDATE memberhub.audit_event SET record = '{}' WHERE false;
DELETE FROM memberhub.audit_event;
TRUNCATE memberhub.audit_event CASCADE;
SET session_replication_role = replica;
DELETE FROM memberhub.audit_event;
TRUNCATE memberhub.audit_event;
RESET session_replication_role;
DELETE FROM memberhub.fault_catalogue;
