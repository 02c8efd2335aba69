-- Limits, on both sides of them; pages.
SET ROLE memberhub_app;
\set region limits
SELECT harness.enable(:'region', '111111111111', '222222222222');
-- Five members are allowed: in the caller's order, and whoever is refused for another reason takes
-- no room.
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'),
    '{200000000001,200000000002,200000000003}', NULL, 5));
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'),
    '{200000000009,200000000001,111111111111,200000000009,200000000004,200000000005}', NULL, 5));
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'), '{200000000006}', NULL, 5));
-- A limit that was lowered below what is there.
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'), '{200000000006,200000000001}',
    NULL, 2));
SELECT harness.show(memberhub.delete_members(
    harness.caller(:'region', '111111111111', 'DeleteMembers'), '{200000000001}'));
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'), '{200000000006}', NULL, 5));
SELECT * FROM harness.states(:'region');
-- Three pending invitations are allowed; one that is answered makes room.
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'), '{200000000002,200000000003}', 3));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'),
    '{200000000006,200000000002,200000000004,111111111111,200000000099}', 3));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'), '{200000000004}', 3));
SELECT harness.show(memberhub.disassociate_members(
    harness.caller(:'region', '111111111111', 'DisassociateMembers'), '{200000000002}'));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'), '{200000000004}', 3));
SELECT * FROM harness.states(:'region');

-- Fifty at once, and pages: each member once, in order, the last page without a next.
SELECT harness.enable('pages', '111111111111', '222222222222');
SELECT memberhub.create_members(
    harness.caller('pages', '111111111111', 'CreateMembers'),
    ARRAY(SELECT (300000000000 + (n * 37 % 50))::text
        FROM generate_series(0, 49) AS n), NULL, 1000);
SELECT memberhub.invite_members(
    harness.caller('pages', '111111111111', 'InviteMembers'),
    ARRAY(SELECT (300000000000 + n)::text FROM generate_series(0, 49) AS n), 1000);
SELECT count(*), count(DISTINCT state) AS states, min(state) FROM harness.states('pages');
WITH RECURSIVE page AS (
    SELECT 1 AS number, a.result FROM memberhub.list_members(
        harness.caller('pages', '111111111111', 'ListMembers'), false, 15, NULL) AS a
    UNION ALL
    SELECT p.number + 1, a.result FROM page AS p, LATERAL memberhub.list_members(
        harness.caller('pages', '111111111111', 'ListMembers'), false, 15, p.result ->> 'next') AS a
    WHERE p.result ->> 'next' IS NOT NULL
)
SELECT number, json_array_length(result -> 'members') AS members,
       result -> 'members' -> 0 ->> 'account_id' AS first,
       result ->> 'next' AS next
FROM page ORDER BY number;
-- A page that is exactly full has no next; after the last there is nothing.
SELECT json_array_length(a.result -> 'members') AS members, a.result ->> 'next' AS next
FROM memberhub.list_members(harness.caller('pages', '111111111111', 'ListMembers'), false, 50,
    NULL) AS a;
SELECT harness.show(memberhub.list_members(
    harness.caller('pages', '111111111111', 'ListMembers'), false, 50, '300000000049'));
-- Invitations: oldest first, equal times by administrator; a page ends between two of the same
-- millisecond.
SELECT harness.enable('received', '111111111111', '222222222222', '333333333333', '444444444444',
    '999999999999');
SELECT harness.bring('received', '333333333333', '999999999999', 'Invited');
SELECT harness.bring('received', '111111111111', '999999999999', 'Resigned');
SELECT harness.bring('received', '444444444444', '999999999999', 'Removed');
SELECT harness.bring('received', '222222222222', '999999999999', 'Enabled');
RESET ROLE;
UPDATE memberhub.relationship SET invited_at = CASE administrator_id
    WHEN '444444444444' THEN timestamptz '2020-01-01T00:00:00.001Z'
    ELSE timestamptz '2020-01-01T00:00:00.002Z' END
WHERE region = 'received';
SET ROLE memberhub_app;
WITH RECURSIVE page AS (
    SELECT 1 AS number, a.result FROM memberhub.list_invitations(
        harness.caller('received', '999999999999', 'ListInvitations'), 2, NULL) AS a
    UNION ALL
    SELECT p.number + 1, a.result FROM page AS p, LATERAL memberhub.list_invitations(
        harness.caller('received', '999999999999', 'ListInvitations'), 2, p.result ->> 'next') AS a
    WHERE p.result ->> 'next' IS NOT NULL
)
SELECT p.number, i ->> 'account_id' AS account_id, i ->> 'invited_at' AS invited_at,
       i ->> 'member_status' AS status, p.result ->> 'next' AS next
FROM page AS p, json_array_elements(p.result -> 'invitations') AS i;
SELECT harness.show(memberhub.get_invitations_count(
    harness.caller('received', '999999999999', 'GetInvitationsCount')));

-- GuardDuty's limits are counted by themselves, and its pages are GuardDuty's.
SELECT harness.detect('limits-guardduty', '111111111111', '222222222222');
SELECT harness.enable('limits-guardduty', '111111111111');
SELECT memberhub.create_members(
    harness.caller('limits-guardduty', '111111111111', 'CreateMembers'),
    '{900000000001,900000000002,900000000003}', NULL, 3);
SELECT harness.show(memberhub.create_members(
    harness.guard('limits-guardduty', '111111111111', 'CreateMembers'),
    '{200000000001,200000000002,200000000003,200000000004}',
    '{a@example.com,b@example.com,c@example.com,d@example.com}', 3));
SELECT harness.show(memberhub.invite_members(
    harness.guard('limits-guardduty', '111111111111', 'InviteMembers'),
    '{200000000001,200000000002,200000000003}', 2));
WITH RECURSIVE page AS (
    SELECT 1 AS number, a.result FROM memberhub.list_members(
        harness.guard('limits-guardduty', '111111111111', 'ListMembers'), false, 2, NULL) AS a
    UNION ALL
    SELECT p.number + 1, a.result FROM page AS p, LATERAL memberhub.list_members(
        harness.guard('limits-guardduty', '111111111111', 'ListMembers'), false, 2,
        p.result ->> 'next') AS a
    WHERE p.result ->> 'next' IS NOT NULL
)
SELECT p.number, m ->> 'account_id' AS account_id, m ->> 'member_status' AS status,
       p.result ->> 'next' AS next
FROM page AS p, json_array_elements(p.result -> 'members') AS m;
-- Associated are the suspended too, over a page's end.
SELECT harness.bring('limits-guardduty', '222222222222', m.id, m.state, 'guardduty')
FROM (SELECT '71000000000' || n AS id,
             (ARRAY['Enabled', 'Invited', 'Disabled', 'Removed', 'Disabled'])[n] AS state,
             harness.detect('limits-guardduty', '71000000000' || n)
      FROM generate_series(1, 5) AS n) AS m;
SELECT p.after, (SELECT string_agg(m ->> 'account_id' || ' ' || (m ->> 'member_status'), ', ')
                 FROM json_array_elements(a.result -> 'members') AS m) AS members,
       a.result ->> 'next' AS next
FROM (VALUES (NULL), ('710000000003')) AS p (after)
CROSS JOIN LATERAL memberhub.list_members(
    harness.guard('limits-guardduty', '222222222222', 'ListMembers'), true, 2, p.after) AS a;

-- Accounts beyond those that a call takes: each is answered once, behind the others, and left alone.
\set region limits-surplus
SET ROLE memberhub_app;
SELECT harness.enable(:'region', '111111111111');
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers', 'surplus'),
    '{222222222222,111111111111}', NULL, 100, '{333333333333,222222222222,444444444444,333333333333}'));
SELECT harness.show(memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers', 'surplus'),
    '{222222222222,111111111111}', NULL, 100, '{333333333333,222222222222,444444444444,333333333333}'));
SELECT harness.show(memberhub.get_members(
    harness.caller(:'region', '111111111111', 'GetMembers'), '{222222222222}', '{333333333333}'));
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'), '{222222222222}', 100,
    '{333333333333}'));
SELECT harness.show(memberhub.decline_invitations(
    harness.caller(:'region', '111111111111', 'DeclineInvitations'), '{222222222222}',
    '{333333333333}'));
SELECT harness.show(memberhub.delete_invitations(
    harness.caller(:'region', '111111111111', 'DeleteInvitations'), '{222222222222}',
    '{333333333333}'));
SELECT harness.show(memberhub.delete_members(
    harness.caller(:'region', '111111111111', 'DeleteMembers'), '{222222222222}',
    '{333333333333}'));
SELECT * FROM harness.states(:'region');
RESET ROLE;
DELETE FROM memberhub.retry_key WHERE account_id = '111111111111';
SELECT account, event, response FROM harness.events(:'region') OFFSET 1 LIMIT 1;

-- Of an answer with thousands of them the event tells the size.
SET ROLE memberhub_app;
SELECT json_array_length((memberhub.create_members(
    harness.caller(:'region', '111111111111', 'CreateMembers'), '{222222222222}', NULL, 100,
    ARRAY(SELECT lpad(n::text, 12, '3') FROM generate_series(1, 2450) AS n))).result
    -> 'unprocessed') AS told;
RESET ROLE;
SELECT e.event, e.response FROM harness.events(:'region') WITH ORDINALITY AS e ORDER BY e.ordinality DESC LIMIT 1;
