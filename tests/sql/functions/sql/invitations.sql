-- The walk through an invitation, from both sides, and the invitation's id.
SET ROLE memberhub_app;
\set region invitations
SELECT harness.enable(:'region', '111111111111', '222222222222', '333333333333');
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'),
    '{222222222222,333333333333,222222222222,111111111111}',
    '{two@example.com,NULL,other@example.com,NULL}', 100));
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'), '{444444444444,222222222222}',
    NULL, 100));
SELECT harness.show(memberhub.get_members(
    harness.caller(:'region', '111111111111', 'GetMembers'),
    '{999999999999,333333333333,222222222222,333333333333}'));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'),
    '{999999999999,222222222222,111111111111,222222222222}', 100));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'), '{222222222222}', 100));
-- The member sees it; the administrator's default listing does not.
SELECT harness.show(memberhub.list_invitations(
    harness.caller(:'region', '222222222222', 'ListInvitations'), 50, NULL));
SELECT harness.show(memberhub.get_invitations_count(
    harness.caller(:'region', '222222222222', 'GetInvitationsCount')));
SELECT harness.show(memberhub.list_members(
    harness.caller(:'region', '111111111111', 'ListMembers'), true, 50, NULL));
SELECT harness.show(memberhub.list_members(
    harness.caller(:'region', '111111111111', 'ListMembers'), false, 50, NULL));
SELECT harness.show(memberhub.get_administrator_account(
    harness.caller(:'region', '222222222222', 'GetAdministratorAccount')));
-- Accepting: not with another id, not twice.
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '111111111111', repeat('0',
        32)));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '999999999999',
    harness.invitation(:'region', '111111111111', '222222222222')));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation(:'region', '111111111111', '222222222222')));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation(:'region', '111111111111', '222222222222')));
SELECT harness.show(memberhub.get_administrator_account(
    harness.caller(:'region', '222222222222', 'GetAdministratorAccount')));
SELECT harness.show(memberhub.get_invitations_count(
    harness.caller(:'region', '222222222222', 'GetInvitationsCount')));
SELECT harness.show(memberhub.list_invitations(
    harness.caller(:'region', '222222222222', 'ListInvitations'), 50, NULL));
SELECT harness.show(memberhub.list_members(
    harness.caller(:'region', '111111111111', 'ListMembers'), true, 50, NULL));
-- A member is no administrator.
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '222222222222', 'CreateMembers'), '{444444444444,222222222222}',
    NULL, 100));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '222222222222', 'InviteMembers'), '{444444444444,222222222222}',
    100));
SELECT harness.show(memberhub.list_members(
    harness.caller(:'region', '222222222222', 'ListMembers'), false, 50, NULL));
-- Leaving, and coming back with the standing invitation.
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '222222222222', 'DisassociateFromMasterAccount')));
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller(:'region', '222222222222', 'DisassociateFromMasterAccount')));
SELECT harness.show(memberhub.get_invitations_count(
    harness.caller(:'region', '222222222222', 'GetInvitationsCount')));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation(:'region', '111111111111', '222222222222')));
SELECT harness.show(memberhub.delete_members(
    harness.caller(:'region', '111111111111', 'DeleteMembers'), '{222222222222,999999999999}'));
SELECT harness.show(memberhub.disassociate_members(
    harness.caller(:'region', '111111111111', 'DisassociateMembers'),
    '{222222222222,333333333333,999999999999}'));
SELECT * FROM harness.states(:'region');
-- Removed: still listed, not to be accepted; invited again it has another id, and the old one is
-- dead.
SELECT harness.invitation(:'region', '111111111111', '222222222222') AS old_invitation \gset
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '111111111111',
    :'old_invitation'));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'), '{222222222222}', 100));
SELECT harness.invitation(:'region', '111111111111',
    '222222222222') <> :'old_invitation' AS another_id;
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '111111111111',
    :'old_invitation'));
-- Declining, and deleting what was declined.
SELECT harness.show(memberhub.delete_invitations(
    harness.caller(:'region', '222222222222', 'DeleteInvitations'), '{999999999999,111111111111}'));
SELECT harness.show(memberhub.decline_invitations(
    harness.caller(:'region', '222222222222', 'DeclineInvitations'),
    '{999999999999,111111111111}'));
SELECT harness.show(memberhub.decline_invitations(
    harness.caller(:'region', '222222222222', 'DeclineInvitations'), '{111111111111}'));
SELECT harness.show(memberhub.delete_invitations(
    harness.caller(:'region', '222222222222', 'DeleteInvitations'), '{111111111111}'));
SELECT * FROM harness.states(:'region');
-- The administrator withdraws a pending invitation by the same operation; the member sees it no
-- more.
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'), '{333333333333}', 100));
SELECT harness.show(memberhub.delete_invitations(
    harness.caller(:'region', '111111111111', 'DeleteInvitations'), '{333333333333,222222222222}'));
SELECT harness.show(memberhub.delete_invitations(
    harness.caller(:'region', '111111111111', 'DeleteInvitations'), '{333333333333}'));
SELECT harness.show(memberhub.list_invitations(
    harness.caller(:'region', '333333333333', 'ListInvitations'), 50, NULL));
SELECT harness.show(memberhub.get_members(
    harness.caller(:'region', '111111111111', 'GetMembers'), '{333333333333}'));
-- Both readings in one call: the received invitation that may go goes, the sent one that is pending
-- is withdrawn.
SELECT harness.enable('both', '111111111111', '222222222222', '333333333333', '444444444444',
    '555555555555');
SELECT harness.bring('both', '222222222222', '111111111111', 'Resigned');
SELECT harness.bring('both', '111111111111', '222222222222', 'Invited');
SELECT harness.bring('both', '333333333333', '111111111111', 'Invited');
SELECT harness.bring('both', '111111111111', '333333333333', 'Invited');
SELECT harness.bring('both', '444444444444', '111111111111', 'Invited');
SELECT harness.bring('both', '111111111111', '555555555555', 'Removed');
SELECT harness.show(memberhub.delete_invitations(
    harness.caller('both', '111111111111', 'DeleteInvitations'),
    '{555555555555,444444444444,333333333333,222222222222}'));
SELECT * FROM harness.states('both');
-- Who may accept.
SELECT harness.enable('who', '111111111111', '222222222222', '333333333333', '444444444444');
SELECT harness.bring('who', '111111111111', '222222222222', 'Invited');
SELECT harness.bring('who', '333333333333', '111111111111', 'Invited');
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller('who', '111111111111', 'AcceptInvitation'), '333333333333',
    harness.invitation('who', '333333333333', '111111111111')));
SELECT harness.show(memberhub.disassociate_members(
    harness.caller('who', '111111111111', 'DisassociateMembers'), '{222222222222}'));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller('who', '111111111111', 'AcceptInvitation'), '333333333333',
    harness.invitation('who', '333333333333', '111111111111')));
SELECT harness.show(memberhub.invite_members(
    harness.caller('who', '111111111111', 'InviteMembers'), '{222222222222}', 100));
SELECT harness.bring('who', '111111111111', '444444444444', 'Invited');
SELECT * FROM harness.states('who');
-- A resigned member of an account that became a member itself; a stranger learns nothing of that.
SELECT harness.enable('inviter', '111111111111', '222222222222', '333333333333', '444444444444');
SELECT harness.bring('inviter', '111111111111', '222222222222', 'Resigned');
SELECT harness.bring('inviter', '333333333333', '111111111111', 'Enabled');
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller('inviter', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation('inviter', '111111111111', '222222222222')));
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller('inviter', '444444444444', 'AcceptInvitation'), '111111111111', repeat('0',
        32)));
-- Two invitations: accepting one leaves the other pending and closed.
SELECT harness.enable('two', '111111111111', '222222222222', '333333333333');
SELECT harness.bring('two', '111111111111', '222222222222', 'Enabled');
SELECT harness.bring('two', '333333333333', '222222222222', 'Invited');
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller('two', '222222222222', 'AcceptInvitation'), '333333333333',
    harness.invitation('two', '333333333333', '222222222222')));
SELECT * FROM harness.states('two');
RESET ROLE;

-- The id: 32 hex digits, bit 120 zero, and in the 41 bits below it invited_at to the millisecond.
WITH minted AS (
    SELECT t.at, memberhub.invitation_id_mint(t.at) AS id
    FROM (SELECT timestamptz '2018-01-25T20:07:24.438Z' + n * interval '98765.432 seconds' AS at
          FROM generate_series(0, 999) AS n) AS t
)
SELECT count(*) AS minted, count(DISTINCT id) AS different,
       count(*) FILTER (WHERE id ~ '^[0-9a-f]{32}$') AS hex,
       count(*) FILTER (WHERE substring(('x' || id)::bit(128) FROM 8 FOR 1) = B'0') AS zero_bit,
       count(*) FILTER (WHERE harness.invitation_time(id) = at) AS exact,
       count(DISTINCT substring(('x' || id)::bit(128) FROM 1 FOR 7)) > 100 AS first_bits_vary,
       count(DISTINCT substring(('x' || id)::bit(128) FROM 50 FOR 3)) AS bits_after_time_vary
FROM minted;
-- A real id of AWS, decoded by the same reading; and those in the table.
SELECT memberhub.iso_time(harness.invitation_time('2cb097774d0b74808af8fa270f1dc404')) AS sample;
SELECT count(*) > 0 AS some, bool_and(harness.invitation_time(invitation_id) = invited_at) AS exact,
       bool_and(invited_at = updated_at) FILTER (WHERE state = 'Invited') AS invited_is_updated,
       bool_and(date_trunc('milliseconds', updated_at) = updated_at) AS whole_milliseconds
FROM memberhub.relationship WHERE invitation_id IS NOT NULL;
