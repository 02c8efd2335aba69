-- A call that is tried again gets the first answer and changes nothing; a call whose access changed
-- does nothing.
\set VERBOSITY terse
SET ROLE memberhub_app;
\set region retries
SELECT harness.enable(:'region', '111111111111', '222222222222');
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers', 'create'),
    '{222222222222,111111111111}', NULL, 10));
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers', 'create'),
    '{222222222222,111111111111}', NULL, 10));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers', 'invite'), '{222222222222}', 10));
SELECT harness.invitation(:'region', '111111111111', '222222222222') AS invitation \gset
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers', 'invite'), '{222222222222}', 10));
SELECT harness.invitation(:'region', '111111111111',
    '222222222222') = :'invitation' AS same_invitation;
-- A success without a result, and a refusal with arguments, are answers too.
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation', 'accept'), '111111111111',
    :'invitation'));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation', 'accept'), '111111111111',
    :'invitation'));
SELECT harness.show(memberhub.batch_enable_standards(
    harness.caller(:'region', '111111111111', 'BatchEnableStandards', 'standards'), '{nonsense}',
    '[{}]'));
SELECT harness.show(memberhub.batch_enable_standards(
    harness.caller(:'region', '111111111111', 'BatchEnableStandards', 'standards'), '{nonsense}',
    '[{}]'));
-- The first answer stands though the state has moved on.
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '222222222222', 'DisassociateFromMasterAccount', 'leave')));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation', 'accept'), '111111111111',
    :'invitation'));
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '222222222222', 'DisassociateFromMasterAccount', 'leave')));
SELECT * FROM harness.states(:'region');
-- Every other operation that changes something, twice.
SELECT o.operation, harness.show(o.first) AS first, harness.show(o.second) AS second
FROM (SELECT '111111111111'::text AS me,
    'arn:aws:securityhub:retries:111111111111:hub/default'::text AS arn) AS x
CROSS JOIN LATERAL (VALUES
    ('delete_members',
     memberhub.delete_members(harness.caller(:'region', x.me, 'DeleteMembers', 'a'),
         '{222222222222}'),
     memberhub.delete_members(harness.caller(:'region', x.me, 'DeleteMembers', 'a'),
         '{222222222222}')),
    ('disassociate_members',
     memberhub.disassociate_members(harness.caller(:'region', x.me, 'D', 'b'), '{222222222222}'),
     memberhub.disassociate_members(harness.caller(:'region', x.me, 'D', 'b'), '{222222222222}')),
    ('decline_invitations',
     memberhub.decline_invitations(harness.caller(:'region', x.me, 'D', 'c'), '{222222222222}'),
     memberhub.decline_invitations(harness.caller(:'region', x.me, 'D', 'c'), '{222222222222}')),
    ('delete_invitations',
     memberhub.delete_invitations(harness.caller(:'region', x.me, 'D', 'd'), '{222222222222}'),
     memberhub.delete_invitations(harness.caller(:'region', x.me, 'D', 'd'), '{222222222222}')),
    ('tag_resource',
     memberhub.tag_resource(harness.caller(:'region', x.me, 'T', 'e'), x.arn, '{"a": "b"}'),
     memberhub.tag_resource(harness.caller(:'region', x.me, 'T', 'e'), x.arn, '{"a": "b"}')),
    ('untag_resource',
     memberhub.untag_resource(harness.caller(:'region', x.me, 'U', 'f'), x.arn, '{a}'),
     memberhub.untag_resource(harness.caller(:'region', x.me, 'U', 'f'), x.arn, '{a}')),
    ('update_security_hub_configuration',
     memberhub.update_security_hub_configuration(harness.caller(:'region', x.me, 'U', 'g'), false,
         NULL),
     memberhub.update_security_hub_configuration(harness.caller(:'region', x.me, 'U', 'g'), false,
         NULL)),
    ('batch_disable_standards',
     memberhub.batch_disable_standards(harness.caller(:'region', x.me, 'B', 'h'), '{nonsense}'),
     memberhub.batch_disable_standards(harness.caller(:'region', x.me, 'B', 'h'), '{nonsense}')),
    ('disable_security_hub',
     memberhub.disable_security_hub(harness.caller(:'region', x.me, 'D', 'i')),
     memberhub.disable_security_hub(harness.caller(:'region', x.me, 'D', 'i'))),
    ('enable_security_hub',
     memberhub.enable_security_hub(harness.caller(:'region', x.me, 'E', 'j'), NULL, false, NULL),
     memberhub.enable_security_hub(harness.caller(:'region', x.me, 'E', 'j'), NULL, false, NULL))
) AS o (operation, first, second);
SELECT event, count(*) FROM harness.events(:'region') GROUP BY event ORDER BY event;
-- Somebody else's key is not an answer; the call is to be run again, and nothing is done.
SELECT (ROW('222222222222', c.access_epoch, c.identity, c.service, c.region, c.operation,
    c.request_id, c.retry_key,
            c.source_address, c.user_agent, c.parameters, c.dialect, c.detector_id, c.facts)::memberhub.caller) AS stolen
FROM harness.caller(:'region', '222222222222', 'CreateMembers', 'create') AS c \gset
SELECT memberhub.create_members(:'stolen'::memberhub.caller, '{333333333333}', NULL, 10);

-- A suspended account, and one whose keys changed since: nothing happens, no event, no key.
SELECT harness.caller('access', '600000000000', 'EnableSecurityHub', 'late') AS stale \gset
SET ROLE memberhub_admin;
SELECT memberhub.account_set_status('600000000000', 'suspended'),
       memberhub.account_set_status('600000000009', 'active');
SET ROLE memberhub_app;
SELECT o.operation, harness.show(o.answer)
FROM (SELECT harness.caller('access', '600000000000', 'Any', 'suspended') AS c) AS x
CROSS JOIN LATERAL (VALUES
    ('enable_security_hub', memberhub.enable_security_hub(x.c, NULL, true, NULL)),
    ('disable_security_hub', memberhub.disable_security_hub(x.c)),
    ('describe_hub', memberhub.describe_hub(x.c, NULL)),
    ('update_security_hub_configuration', memberhub.update_security_hub_configuration(x.c, true,
        NULL)),
    ('create_members', memberhub.create_members(x.c, '{222222222222}', NULL, 10)),
    ('get_members', memberhub.get_members(x.c, '{222222222222}')),
    ('list_members', memberhub.list_members(x.c, true, 50, NULL)),
    ('delete_members', memberhub.delete_members(x.c, '{222222222222}')),
    ('invite_members', memberhub.invite_members(x.c, '{222222222222}', 10)),
    ('disassociate_members', memberhub.disassociate_members(x.c, '{222222222222}')),
    ('list_invitations', memberhub.list_invitations(x.c, 50, NULL)),
    ('get_invitations_count', memberhub.get_invitations_count(x.c)),
    ('accept_administrator_invitation', memberhub.accept_administrator_invitation(x.c,
        '222222222222', 'x')),
    ('decline_invitations', memberhub.decline_invitations(x.c, '{222222222222}')),
    ('delete_invitations', memberhub.delete_invitations(x.c, '{222222222222}')),
    ('get_administrator_account', memberhub.get_administrator_account(x.c)),
    ('disassociate_from_administrator_account',
        memberhub.disassociate_from_administrator_account(x.c)),
    ('tag_resource', memberhub.tag_resource(x.c, 'x', '{"a": "b"}')),
    ('untag_resource', memberhub.untag_resource(x.c, 'x', '{a}')),
    ('list_tags_for_resource', memberhub.list_tags_for_resource(x.c, 'x')),
    ('batch_enable_standards', memberhub.batch_enable_standards(x.c, '{x}', '[{}]')),
    ('batch_disable_standards', memberhub.batch_disable_standards(x.c, '{x}')),
    ('get_enabled_standards', memberhub.get_enabled_standards(x.c, NULL, 100, NULL)),
    ('describe_standards', memberhub.describe_standards(x.c, 100, NULL)),
    ('record_refusal', memberhub.record_refusal(x.c, 'invalid_input', NULL))
) AS o (operation, answer);
SET ROLE memberhub_admin;
SELECT memberhub.account_set_status('600000000000', 'active');
SET ROLE memberhub_app;
SELECT harness.show(memberhub.enable_security_hub(:'stale'::memberhub.caller, NULL, true, NULL));
RESET ROLE;
SELECT (SELECT count(*) FROM memberhub.audit_event
        WHERE account_id = '600000000000' AND region = 'access') AS events,
       (SELECT count(*) FROM memberhub.retry_key WHERE account_id = '600000000000') AS keys,
       (SELECT count(*) FROM memberhub.enrollment WHERE account_id = '600000000000') AS enrollments;
SET ROLE memberhub_app;
SELECT harness.show(memberhub.enable_security_hub(
    harness.caller('access', '600000000000', 'EnableSecurityHub', 'late'), NULL, true, NULL));
RESET ROLE;

-- A key lives for a day: an hour before its end it still gives the first answer, an hour after it
-- the call is made anew, and its new answer stands.
UPDATE memberhub.retry_key SET created_at = created_at - interval '23 hours'
WHERE account_id = '111111111111';
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers', 'create'),
    '{222222222222,111111111111}', NULL, 10));
UPDATE memberhub.retry_key SET created_at = created_at - interval '2 hours'
WHERE account_id = '111111111111';
CREATE VIEW pg_temp.expired AS
SELECT count(*) AS expired FROM memberhub.retry_key
WHERE created_at < now() - interval '24 hours';
SELECT * FROM pg_temp.expired;
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '111111111111', 'DisassociateFromMasterAccount', 'create')));
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '111111111111', 'DisassociateFromMasterAccount', 'create')));
-- It took its own place, and two others with it; each change takes two more until none is left.
SELECT * FROM pg_temp.expired;
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '111111111111', 'DisassociateFromMasterAccount', 'next')));
SELECT * FROM pg_temp.expired;
-- A call without a key leaves them alone.
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '111111111111', 'DisassociateFromMasterAccount')));
SELECT * FROM pg_temp.expired;
-- A session goes on where it ended, and does not look at the start again; the next one does.
INSERT INTO memberhub.retry_key (key, account_id, created_at)
VALUES (sha256('long gone'), '111111111111', now() - interval '30 days');
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '111111111111', 'DisassociateFromMasterAccount', 'same session')));
SELECT count(*) AS long_gone FROM memberhub.retry_key WHERE key = sha256('long gone');
\c -
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '111111111111', 'DisassociateFromMasterAccount', 'next session')));
SELECT count(*) AS long_gone FROM memberhub.retry_key WHERE key = sha256('long gone');
-- A retry under another signature leaves a row as a change does, and takes two with it likewise: else
-- whoever tries again and again would leave more than all changes take away.
\c -
INSERT INTO memberhub.retry_key (key, account_id, created_at)
SELECT sha256(convert_to('of old ' || n, 'UTF8')), '111111111111', now() - interval '20 days'
FROM generate_series(1, 4) AS n;
CREATE VIEW pg_temp.of_old AS
SELECT count(*) AS of_old FROM memberhub.retry_key WHERE created_at < now() - interval '19 days';
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '111111111111', 'DisassociateFromMasterAccount', 'tried again',
                   p_signature => 'then')));
SELECT * FROM pg_temp.of_old;
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '111111111111', 'DisassociateFromMasterAccount', 'tried again',
                   p_signature => 'now')));
SELECT * FROM pg_temp.of_old;
SET ROLE memberhub_app;
-- A detector is made once, whatever is repeated: the answer has the first one's id. A later call of
-- another key is a second one, and refused.
SELECT a.result ->> 'detector_id' AS first FROM memberhub.create_detector(
    harness.guard('retries-guardduty', '111111111111', 'CreateDetector', NULL, 'token'), true,
    NULL, NULL, NULL, NULL) AS a \gset
SELECT a.fault, a.result ->> 'detector_id' = :'first' AS same FROM memberhub.create_detector(
    harness.guard('retries-guardduty', '111111111111', 'CreateDetector', NULL, 'token'), true,
    NULL, NULL, NULL, NULL) AS a;
SELECT harness.show(memberhub.create_detector(
    harness.guard('retries-guardduty', '111111111111', 'CreateDetector', NULL, 'other'), true,
    NULL, NULL, NULL, NULL));
-- A repeated stop does not stop what was started in between.
SELECT harness.detect('retries-guardduty', '222222222222');
SELECT harness.bring('retries-guardduty', '111111111111', '222222222222', 'Enabled', 'guardduty');
SELECT harness.show(memberhub.stop_monitoring_members(
    harness.guard('retries-guardduty', '111111111111', 'StopMonitoringMembers', 'own', 'stop'),
    '{222222222222}'));
SELECT harness.show(memberhub.start_monitoring_members(
    harness.guard('retries-guardduty', '111111111111', 'StartMonitoringMembers', 'own', 'start'),
    '{222222222222}'));
SELECT harness.show(memberhub.stop_monitoring_members(
    harness.guard('retries-guardduty', '111111111111', 'StopMonitoringMembers', 'own', 'stop'),
    '{222222222222}'));
SELECT * FROM harness.states('retries-guardduty');
SELECT d.result ->> 'status' AS status
FROM memberhub.get_detector(
    harness.guard('retries-guardduty', '222222222222', 'GetDetector')) AS d;
-- A delete whose answer was lost is a success again, though the detector is gone.
SELECT harness.detect('retries-guardduty', '333333333333');
SELECT harness.detector('retries-guardduty', '333333333333') AS gone \gset
SELECT harness.show(memberhub.delete_detector(
    harness.guard('retries-guardduty', '333333333333', 'DeleteDetector', :'gone', 'delete')));
SELECT harness.show(memberhub.delete_detector(
    harness.guard('retries-guardduty', '333333333333', 'DeleteDetector', :'gone', 'delete')));
SELECT harness.show(memberhub.delete_detector(
    harness.guard('retries-guardduty', '333333333333', 'DeleteDetector', :'gone', 'again')));
-- A stale epoch changes no detector.
SELECT harness.show(memberhub.delete_detector(ROW(c.account_id, c.access_epoch + 1, c.identity,
    c.service, c.region, c.operation, c.request_id, c.retry_key, c.source_address, c.user_agent,
    c.parameters, c.dialect, c.detector_id, c.facts)::memberhub.caller))
FROM harness.guard('retries-guardduty', '222222222222', 'DeleteDetector') AS c;
SELECT harness.show(memberhub.list_detectors(ROW(c.account_id, c.access_epoch + 1, c.identity,
    c.service, c.region, c.operation, c.request_id, c.retry_key, c.source_address, c.user_agent,
    c.parameters, c.dialect, c.detector_id, c.facts)::memberhub.caller, 50, NULL))
FROM harness.guard('retries-guardduty', '222222222222', 'ListDetectors') AS c;
SELECT event, error, count(*) FROM harness.events('retries-guardduty') GROUP BY 1, 2 ORDER BY 1, 2;
RESET ROLE;
