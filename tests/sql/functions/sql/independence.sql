-- The services know nothing of each other, nor do the regions.
SET ROLE memberhub_app;
\set region independence
SELECT harness.enable(:'region', '111111111111', '222222222222');
-- A hub is no detector.
SELECT harness.show(memberhub.list_members(
    harness.guard(:'region', '111111111111', 'ListMembers'), false, 50, NULL));
SELECT harness.show(memberhub.list_detectors(
    harness.guard(:'region', '111111111111', 'ListDetectors', NULL), 50, NULL));
SELECT harness.detect(:'region', '111111111111', '222222222222');
-- Security Hub's administrator is GuardDuty's member, and the other way round.
SELECT harness.bring(:'region', '111111111111', '222222222222', 'Enabled');
SELECT harness.bring(:'region', '222222222222', '111111111111', 'Disabled', 'guardduty');
RESET ROLE;
SELECT service, administrator_id, member_id, state FROM memberhub.relationship
WHERE region = :'region' ORDER BY 1;
SET ROLE memberhub_app;
SELECT s.service, harness.show(memberhub.get_administrator_account(
    harness.serve(s.service, :'region', '111111111111', 'GetAdministratorAccount'))) AS one,
       harness.show(memberhub.get_administrator_account(
    harness.serve(s.service, :'region', '222222222222', 'GetAdministratorAccount'))) AS two
FROM (VALUES ('securityhub'), ('guardduty')) AS s (service);
SELECT s.service, json_array_length(a.result -> 'invitations') AS invitations
FROM (VALUES ('securityhub'), ('guardduty')) AS s (service),
     memberhub.list_invitations(
         harness.serve(s.service, :'region', '222222222222', 'ListInvitations'), 50, NULL) AS a;
-- Tags, limits and settings are the service's own.
SELECT harness.show(memberhub.tag_resource(
    harness.caller(:'region', '111111111111', 'TagResource'),
    'arn:aws:securityhub:independence:111111111111:hub/default', '{"hub": "1"}'));
SELECT d.result -> 'tags' AS tags
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d;
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'), '{333333333333}', NULL, 2));
SELECT harness.show(memberhub.create_members(
    harness.guard(:'region', '222222222222', 'CreateMembers'), '{333333333333}',
    '{three@example.com}', 2));
-- The same pair in another region: nothing is there yet, and what is made there stays there.
SELECT harness.show(memberhub.list_detectors(
    harness.guard('independence-2', '111111111111', 'ListDetectors', NULL), 50, NULL));
SELECT harness.detect('independence-2', '111111111111', '222222222222');
SELECT harness.show(memberhub.get_detector(
    harness.guard('independence-2', '111111111111', 'GetDetector',
                  harness.detector(:'region', '111111111111'))));
SELECT harness.bring('independence-2', '111111111111', '222222222222', 'Invited', 'guardduty');
SELECT * FROM harness.states('independence-2');
-- An invitation's id is good for its own service, and so is the invitation.
SELECT harness.enable('independence-2', '111111111111', '222222222222');
SELECT harness.bring('independence-2', '111111111111', '222222222222', 'Invited');
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.guard('independence-2', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation('independence-2', '111111111111', '222222222222')));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.guard('independence-2', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation('independence-2', '111111111111', '222222222222', 'guardduty')));
SELECT harness.show(memberhub.create_members(
    harness.caller('independence-2', '222222222222', 'CreateMembers'), '{333333333333}', NULL,
    2));
SELECT harness.show(memberhub.create_members(
    harness.guard('independence-2', '222222222222', 'CreateMembers'), '{333333333333}',
    '{three@example.com}', 2));
-- One service left, the other stays.
SELECT harness.show(memberhub.disable_security_hub(
    harness.caller(:'region', '222222222222', 'DisableSecurityHub')));
SELECT harness.show(memberhub.delete_detector(
    harness.guard(:'region', '222222222222', 'DeleteDetector')));
SELECT harness.show(memberhub.disassociate_members(
    harness.guard(:'region', '222222222222', 'DisassociateMembers'), '{111111111111}'));
SELECT harness.show(memberhub.delete_detector(
    harness.guard(:'region', '222222222222', 'DeleteDetector')));
RESET ROLE;
SELECT service, administrator_id, member_id, state FROM memberhub.relationship
WHERE region = :'region' ORDER BY 1, 3;
SELECT service, account_id, enabled FROM memberhub.enrollment
WHERE region = :'region' AND account_id < '3' ORDER BY 1, 2;
SELECT e.service, count(*) AS events, count(DISTINCT e.record::json ->> 'eventSource') AS sources,
       min(e.record::json ->> 'eventSource') AS source
FROM memberhub.audit_event AS e WHERE e.region = :'region' GROUP BY 1 ORDER BY 1;
SELECT * FROM harness.broken(:'region');
SELECT * FROM harness.broken('independence-2');
