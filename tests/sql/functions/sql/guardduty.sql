-- GuardDuty's members and invitations, where they differ from Security Hub's; every operation
-- without a detector, and with another's.
SET ROLE memberhub_app;
\set region guardduty
CREATE FUNCTION pg_temp.everything(p_caller memberhub.caller)
RETURNS TABLE (operation text, answer text) LANGUAGE sql AS $$
    SELECT o.operation, harness.show(o.answer)
    FROM (SELECT p_caller AS c) AS x
    CROSS JOIN LATERAL (VALUES
        ('get_detector', memberhub.get_detector(x.c)),
        ('update_detector', memberhub.update_detector(x.c, false, NULL, NULL, NULL)),
        ('delete_detector', memberhub.delete_detector(x.c)),
        ('create_members', memberhub.create_members(x.c, '{222222222222}', '{m@example.com}', 10)),
        ('get_members', memberhub.get_members(x.c, '{222222222222}')),
        ('list_members', memberhub.list_members(x.c, true, 50, NULL)),
        ('delete_members', memberhub.delete_members(x.c, '{222222222222}')),
        ('invite_members', memberhub.invite_members(x.c, '{222222222222}', 10)),
        ('disassociate_members', memberhub.disassociate_members(x.c, '{222222222222}')),
        ('start_monitoring_members', memberhub.start_monitoring_members(x.c, '{222222222222}')),
        ('stop_monitoring_members', memberhub.stop_monitoring_members(x.c, '{222222222222}')),
        ('get_member_detectors', memberhub.get_member_detectors(x.c, '{222222222222}')),
        ('update_member_detectors', memberhub.update_member_detectors(
            x.c, '{222222222222}', NULL, NULL)),
        ('accept_administrator_invitation', memberhub.accept_administrator_invitation(
            x.c, '222222222222', repeat('0', 32))),
        ('get_administrator_account', memberhub.get_administrator_account(x.c)),
        ('disassociate_from_administrator_account',
            memberhub.disassociate_from_administrator_account(x.c))
    ) AS o (operation, answer);
$$;
-- A detector that is none; one that is somebody else's, the administrator's even; one that was
-- deleted; and the right one, by an account that has gone.
SELECT * FROM pg_temp.everything(
    harness.guard(:'region', '111111111111', 'Any', repeat('0', 32)));
SELECT harness.detect(:'region', '111111111111', '222222222222', '333333333333');
SELECT DISTINCT e.answer FROM pg_temp.everything(
    harness.guard(:'region', '111111111111', 'Any',
                  harness.detector(:'region', '222222222222'))) AS e;
SELECT harness.detector(:'region', '111111111111') AS old_detector \gset
SELECT harness.show(memberhub.delete_detector(
    harness.guard(:'region', '111111111111', 'DeleteDetector')));
SELECT DISTINCT e.answer FROM pg_temp.everything(
    harness.guard(:'region', '111111111111', 'Any', :'old_detector')) AS e;
SELECT harness.detect(:'region', '111111111111');
SELECT DISTINCT e.answer FROM pg_temp.everything(
    harness.guard(:'region', '111111111111', 'Any', :'old_detector')) AS e;
SELECT * FROM harness.states(:'region');
SELECT count(*) AS refused, count(DISTINCT e.error) AS errors
FROM harness.events(:'region') AS e WHERE e.event = 'Any';

-- The walk. The member's detector is shown once it is associated.
SELECT harness.show(memberhub.create_members(
    harness.guard(:'region', '111111111111', 'CreateMembers'),
    '{222222222222,444444444444,111111111111}',
    '{two@example.com,four@example.com,one@example.com}', 1000));
SELECT harness.show(memberhub.invite_members(
    harness.guard(:'region', '111111111111', 'InviteMembers'), '{222222222222,444444444444}',
    1000));
SELECT harness.show(memberhub.list_members(
    harness.guard(:'region', '111111111111', 'ListMembers'), true, 50, NULL));
SELECT harness.show(memberhub.list_members(
    harness.guard(:'region', '111111111111', 'ListMembers'), false, 50, NULL));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.guard(:'region', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation(:'region', '111111111111', '222222222222', 'guardduty')));
SELECT harness.show(memberhub.get_administrator_account(
    harness.guard(:'region', '222222222222', 'GetAdministratorAccount')));
SELECT harness.show(memberhub.get_members(
    harness.guard(:'region', '111111111111', 'GetMembers'), '{222222222222,444444444444}'));
SELECT m ->> 'detector_id' = harness.detector(:'region', '222222222222') AS the_members_own
FROM memberhub.get_members(harness.guard(:'region', '111111111111', 'GetMembers'),
    '{222222222222}') AS a, json_array_elements(a.result -> 'members') AS m;
-- Suspended by the administrator: still associated, and its detector says so too.
SELECT harness.show(memberhub.stop_monitoring_members(
    harness.guard(:'region', '111111111111', 'StopMonitoringMembers'),
    '{444444444444,222222222222,222222222222,999999999999}'));
SELECT harness.show(memberhub.list_members(
    harness.guard(:'region', '111111111111', 'ListMembers'), true, 50, NULL));
SELECT d.result ->> 'status' AS suspended
FROM memberhub.get_detector(harness.guard(:'region', '222222222222', 'GetDetector')) AS d;
SELECT harness.show(memberhub.delete_members(
    harness.guard(:'region', '111111111111', 'DeleteMembers'), '{222222222222}'));
SELECT harness.show(memberhub.get_administrator_account(
    harness.guard(:'region', '222222222222', 'GetAdministratorAccount')));
SELECT harness.show(memberhub.get_invitations_count(
    harness.guard(:'region', '222222222222', 'GetInvitationsCount', NULL)));
-- By itself, out of it and into it.
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '222222222222', 'UpdateDetector'), true, NULL, NULL, NULL));
SELECT * FROM harness.states(:'region');
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '222222222222', 'UpdateDetector'), NULL, 'ONE_HOUR', NULL, NULL));
SELECT harness.show(memberhub.update_detector(
    harness.guard(:'region', '222222222222', 'UpdateDetector'), false, NULL, NULL, NULL));
SELECT * FROM harness.states(:'region');
SELECT harness.show(memberhub.start_monitoring_members(
    harness.guard(:'region', '111111111111', 'StartMonitoringMembers'),
    '{222222222222,444444444444,999999999999}'));
SELECT * FROM harness.states(:'region');
SELECT d.result ->> 'status' AS resumed
FROM memberhub.get_detector(harness.guard(:'region', '222222222222', 'GetDetector')) AS d;
-- The members' detectors: of those that are associated, without what is always on.
SELECT harness.show(memberhub.update_member_detectors(
    harness.guard(:'region', '111111111111', 'UpdateMemberDetectors'),
    '{444444444444,222222222222,222222222222,999999999999}',
    '[{"name": "EKS_AUDIT_LOGS", "status": "DISABLED"}]', '{"s3Logs": {"enable": false}}'));
SELECT harness.timeless(harness.show(memberhub.get_member_detectors(
    harness.guard(:'region', '111111111111', 'GetMemberDetectors'),
    '{999999999999,222222222222,222222222222,444444444444}')));
SELECT string_agg(f ->> 'name', ' ') AS own_view_off
FROM memberhub.get_detector(harness.guard(:'region', '222222222222', 'GetDetector')) AS d,
     json_array_elements(d.result -> 'features') AS f
WHERE f ->> 'status' = 'DISABLED';
SELECT string_agg(f ->> 'name', ' ') AS administrators_off
FROM memberhub.get_detector(harness.guard(:'region', '111111111111', 'GetDetector')) AS d,
     json_array_elements(d.result -> 'features') AS f
WHERE f ->> 'status' = 'DISABLED';
-- Disassociating: only who is invited or associated.
SELECT harness.show(memberhub.create_members(
    harness.guard(:'region', '111111111111', 'CreateMembers'), '{555555555555}',
    '{five@example.com}', 1000));
SELECT harness.show(memberhub.disassociate_members(
    harness.guard(:'region', '111111111111', 'DisassociateMembers'),
    '{222222222222,444444444444,555555555555,999999999999}'));
SELECT harness.show(memberhub.disassociate_members(
    harness.guard(:'region', '111111111111', 'DisassociateMembers'), '{222222222222}'));
SELECT harness.show(memberhub.get_member_detectors(
    harness.guard(:'region', '111111111111', 'GetMemberDetectors'), '{222222222222}'));
SELECT harness.show(memberhub.get_members(
    harness.guard(:'region', '111111111111', 'GetMembers'), '{222222222222}'));
SELECT * FROM harness.states(:'region');

-- Without a mail address nobody is invited; who is no member at all is told that.
SELECT harness.show(memberhub.create_members(
    harness.guard(:'region', '111111111111', 'CreateMembers'), '{666666666666,777777777777}',
    '{NULL,seven@example.com}', 1000));
SELECT harness.show(memberhub.invite_members(
    harness.guard(:'region', '111111111111', 'InviteMembers'),
    '{666666666666,777777777777,888888888888,111111111111}', 1000));
-- An account that is a member elsewhere is invited all the same; accepting is what fails.
SELECT harness.detect(:'region', '777777777777');
SELECT harness.bring(:'region', '333333333333', '777777777777', 'Enabled', 'guardduty');
SELECT harness.show(memberhub.disassociate_members(
    harness.guard(:'region', '111111111111', 'DisassociateMembers'), '{777777777777}'));
SELECT harness.show(memberhub.invite_members(
    harness.guard(:'region', '111111111111', 'InviteMembers'), '{777777777777}', 1000));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.guard(:'region', '777777777777', 'AcceptInvitation'), '111111111111',
    harness.invitation(:'region', '111111111111', '777777777777', 'guardduty')));
-- The other reasons not to accept.
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.guard(:'region', '222222222222', 'AcceptInvitation'), '999999999999', repeat('0',
        32)));
SELECT harness.bring(:'region', '222222222222', '111111111111', 'Invited', 'guardduty');
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.guard(:'region', '111111111111', 'AcceptInvitation'), '222222222222',
    harness.invitation(:'region', '222222222222', '111111111111', 'guardduty')));
SELECT harness.bring(:'region', '777777777777', '222222222222', 'Invited', 'guardduty');
SELECT harness.detect('guardduty-inviter', '111111111111', '222222222222', '333333333333');
SELECT harness.bring('guardduty-inviter', '111111111111', '222222222222', 'Resigned', 'guardduty');
SELECT harness.bring('guardduty-inviter', '333333333333', '111111111111', 'Disabled', 'guardduty');
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.guard('guardduty-inviter', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation('guardduty-inviter', '111111111111', '222222222222', 'guardduty')));
-- A suspended member is a member: it names no members and leaves.
SELECT harness.show(memberhub.create_members(
    harness.guard('guardduty-inviter', '111111111111', 'CreateMembers'), '{444444444444}',
    '{four@example.com}', 1000));
SELECT harness.show(memberhub.invite_members(
    harness.guard('guardduty-inviter', '111111111111', 'InviteMembers'), '{222222222222}', 1000));
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.guard('guardduty-inviter', '111111111111', 'DisassociateFromMasterAccount')));
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.guard('guardduty-inviter', '111111111111', 'DisassociateFromMasterAccount')));
SELECT * FROM harness.states('guardduty-inviter');

-- Who accepts with a suspended detector is a suspended member.
SELECT harness.show(memberhub.update_detector(
    harness.guard('guardduty-inviter', '222222222222', 'UpdateDetector'), false, NULL, NULL,
    NULL));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.guard('guardduty-inviter', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation('guardduty-inviter', '111111111111', '222222222222', 'guardduty')));
SELECT * FROM harness.states('guardduty-inviter');

-- Invitations before there is a detector: to be seen, counted and deleted, not to be declined.
SELECT harness.detect('guardduty-none', '111111111111', '222222222222');
SELECT harness.bring('guardduty-none', '111111111111', '222222222222', 'Resigned', 'guardduty');
SELECT harness.show(memberhub.delete_detector(
    harness.guard('guardduty-none', '222222222222', 'DeleteDetector')));
SELECT harness.show(memberhub.list_invitations(
    harness.guard('guardduty-none', '222222222222', 'ListInvitations', NULL), 50, NULL));
SELECT harness.show(memberhub.get_invitations_count(
    harness.guard('guardduty-none', '222222222222', 'GetInvitationsCount', NULL)));
SELECT harness.show(memberhub.decline_invitations(
    harness.guard('guardduty-none', '222222222222', 'DeclineInvitations', NULL),
    '{111111111111}'));
SELECT harness.show(memberhub.delete_invitations(
    harness.guard('guardduty-none', '222222222222', 'DeleteInvitations', NULL),
    '{111111111111,333333333333}'));
SELECT harness.show(memberhub.list_invitations(
    harness.guard('guardduty-none', '222222222222', 'ListInvitations', NULL), 50, NULL));
SELECT (harness.guard('guardduty-none', '121212121212', 'ListInvitations', NULL)).account_id
           AS never_seen;
SELECT harness.show(memberhub.list_invitations(
    harness.guard('guardduty-none', '121212121212', 'ListInvitations', NULL), 50, NULL));
SELECT harness.show(memberhub.get_invitations_count(
    harness.guard('guardduty-none', '121212121212', 'GetInvitationsCount', NULL)));

-- Deleting a detector: not with invited or associated members; Created ones go with it. A member
-- becomes Removed, keeps the invitation, and may come back.
SELECT harness.detect('guardduty-delete', '111111111111', '222222222222');
SELECT harness.bring('guardduty-delete', '111111111111', '333333333333', 'Created', 'guardduty');
SELECT harness.bring('guardduty-delete', '111111111111', '222222222222', 'Disabled', 'guardduty');
SELECT harness.show(memberhub.delete_detector(
    harness.guard('guardduty-delete', '111111111111', 'DeleteDetector')));
SELECT harness.show(memberhub.delete_detector(
    harness.guard('guardduty-delete', '222222222222', 'DeleteDetector')));
SELECT * FROM harness.states('guardduty-delete');
SELECT harness.detect('guardduty-delete', '222222222222');
SELECT d.result ->> 'status' AS anew
FROM memberhub.get_detector(
    harness.guard('guardduty-delete', '222222222222', 'GetDetector')) AS d;
SELECT harness.show(memberhub.invite_members(
    harness.guard('guardduty-delete', '111111111111', 'InviteMembers'), '{222222222222}', 1000));
SELECT harness.show(memberhub.delete_detector(
    harness.guard('guardduty-delete', '111111111111', 'DeleteDetector')));
SELECT harness.show(memberhub.disassociate_members(
    harness.guard('guardduty-delete', '111111111111', 'DisassociateMembers'), '{222222222222}'));
SELECT harness.show(memberhub.delete_detector(
    harness.guard('guardduty-delete', '111111111111', 'DeleteDetector')));
SELECT * FROM harness.states('guardduty-delete');
RESET ROLE;
SELECT r.region, b.rule
FROM (SELECT DISTINCT e.region FROM memberhub.enrollment AS e WHERE e.region LIKE 'guardduty%')
    AS r, harness.broken(r.region) AS b (rule);
