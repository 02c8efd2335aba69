-- The hub: enabling, settings, tags, disabling; and every operation without one.
SET ROLE memberhub_app;
\set region us-gov-hub
\set arn arn:aws-us-gov:securityhub:us-gov-hub:111111111111:hub/default
-- Without a hub.
SELECT o.operation, harness.show(o.answer)
FROM (SELECT harness.caller(:'region', '111111111111', 'Any') AS c) AS x
CROSS JOIN LATERAL (VALUES
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
    ('tag_resource', memberhub.tag_resource(x.c, :'arn', '{"a": "b"}')),
    ('untag_resource', memberhub.untag_resource(x.c, :'arn', '{a}')),
    ('list_tags_for_resource', memberhub.list_tags_for_resource(x.c, :'arn')),
    ('batch_enable_standards', memberhub.batch_enable_standards(x.c, '{x}', '[{}]')),
    ('batch_disable_standards', memberhub.batch_disable_standards(x.c, '{x}')),
    ('get_enabled_standards', memberhub.get_enabled_standards(x.c, NULL, 100, NULL))
) AS o (operation, answer);
RESET ROLE;
SELECT count(*) AS anchors_made FROM memberhub.enrollment WHERE region = :'region';
SET ROLE memberhub_app;

-- Enabling, and again.
SELECT harness.show(memberhub.enable_security_hub(
    harness.caller(:'region', '111111111111', 'EnableSecurityHub'),
    (SELECT jsonb_object_agg('k' || n, 'v') FROM generate_series(1, 51) AS n), true, NULL));
SELECT harness.show(memberhub.enable_security_hub(
    harness.caller(:'region', '111111111111', 'EnableSecurityHub'), '{"team": "blue"}', NULL,
    NULL));
SELECT harness.show(memberhub.enable_security_hub(
    harness.caller(:'region', '111111111111', 'EnableSecurityHub'), NULL, false, NULL));
SELECT harness.show(memberhub.describe_hub(harness.caller(:'region', '111111111111',
    'DescribeHub'), NULL));
SELECT harness.show(memberhub.describe_hub(harness.caller(:'region', '111111111111',
    'DescribeHub'), :'arn'));
SELECT harness.show(memberhub.describe_hub(
    harness.caller(:'region', '111111111111', 'DescribeHub'), replace(:'arn', '1111', '2222')));
SELECT harness.show(memberhub.describe_hub(harness.caller('cn-hub', '111111111111', 'DescribeHub'),
    NULL));
-- Settings; NULL leaves one as it is.
SELECT harness.show(memberhub.update_security_hub_configuration(
    harness.caller(:'region', '111111111111', 'UpdateSecurityHubConfiguration'), false, NULL));
SELECT harness.show(memberhub.update_security_hub_configuration(
    harness.caller(:'region', '111111111111', 'UpdateSecurityHubConfiguration'), NULL,
    'STANDARD_CONTROL'));
SELECT harness.show(memberhub.describe_hub(harness.caller(:'region', '111111111111',
    'DescribeHub'), NULL));
-- Tags: over those of the same key, fifty at most, on nobody else's hub.
SELECT harness.show(memberhub.tag_resource(
    harness.caller(:'region', '111111111111', 'TagResource'), :'arn',
    '{"team": "red", "cost": "1"}'));
SELECT harness.show(memberhub.list_tags_for_resource(
    harness.caller(:'region', '111111111111', 'ListTagsForResource'), :'arn'));
SELECT harness.show(memberhub.tag_resource(
    harness.caller(:'region', '111111111111', 'TagResource'), :'arn',
    (SELECT jsonb_object_agg('k' || n, 'v') FROM generate_series(1, 49) AS n)));
SELECT harness.show(memberhub.tag_resource(
    harness.caller(:'region', '111111111111', 'TagResource'), :'arn',
    (SELECT jsonb_object_agg('k' || n, 'v') FROM generate_series(1, 48) AS n)));
SELECT harness.show(memberhub.untag_resource(
    harness.caller(:'region', '111111111111', 'UntagResource'), :'arn',
    ARRAY(SELECT 'k' || n FROM generate_series(1, 60) AS n)));
SELECT harness.show(memberhub.list_tags_for_resource(
    harness.caller(:'region', '111111111111', 'ListTagsForResource'), :'arn'));
SELECT harness.show(memberhub.tag_resource(
    harness.caller(:'region', '111111111111', 'TagResource'), replace(:'arn', '1111', '2222'),
    '{"a": "b"}'));
SELECT harness.show(memberhub.untag_resource(
    harness.caller(:'region', '111111111111', 'UntagResource'), :'arn' || '2', '{a}'));
SELECT harness.show(memberhub.list_tags_for_resource(
    harness.caller(:'region', '111111111111', 'ListTagsForResource'), replace(:'arn', '1111',
        '2222')));

-- Disabling: not as an administrator with enabled members.
SELECT harness.enable(:'region', '222222222222', '333333333333', '444444444444');
SELECT harness.bring(:'region', '111111111111', '222222222222', 'Enabled');
SELECT harness.bring(:'region', '111111111111', '333333333333', 'Invited');
SELECT harness.bring(:'region', '111111111111', '444444444444', 'Created');
SELECT harness.bring(:'region', '333333333333', '222222222222', 'Invited');
SELECT harness.show(memberhub.disable_security_hub(
    harness.caller(:'region', '111111111111', 'DisableSecurityHub')));
SELECT * FROM harness.states(:'region');
-- A member resigns with its hub; other invitations wait.
SELECT harness.show(memberhub.disable_security_hub(
    harness.caller(:'region', '222222222222', 'DisableSecurityHub')));
SELECT harness.show(memberhub.disable_security_hub(
    harness.caller(:'region', '222222222222', 'DisableSecurityHub')));
SELECT * FROM harness.states(:'region');
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation(:'region', '111111111111', '222222222222')));
SELECT harness.show(memberhub.decline_invitations(
    harness.caller(:'region', '222222222222', 'DeclineInvitations'), '{333333333333}'));
SELECT harness.enable(:'region', '222222222222');
SELECT harness.show(memberhub.accept_administrator_invitation(
    harness.caller(:'region', '222222222222', 'AcceptInvitation'), '111111111111',
    harness.invitation(:'region', '111111111111', '222222222222')));
-- Without enabled members the administrator's relationships go with its hub; so do settings, tags,
-- subscriptions.
SELECT harness.show(memberhub.disassociate_members(
    harness.caller(:'region', '111111111111', 'DisassociateMembers'), '{222222222222}'));
SELECT harness.show(memberhub.disable_security_hub(
    harness.caller(:'region', '111111111111', 'DisableSecurityHub')));
SELECT * FROM harness.states(:'region');
SELECT harness.show(memberhub.list_invitations(
    harness.caller(:'region', '333333333333', 'ListInvitations'), 50, NULL));
RESET ROLE;
SELECT account_id, enabled, subscribed_at IS NULL AS never, auto_enable_controls,
       control_finding_generator, tags
FROM memberhub.enrollment WHERE region = :'region' ORDER BY account_id;
SELECT count(*) AS subscriptions FROM memberhub.standards_subscription
WHERE region = :'region' AND account_id = '111111111111';
SET ROLE memberhub_app;
SELECT harness.enable(:'region', '111111111111');
SELECT harness.show(memberhub.describe_hub(harness.caller(:'region', '111111111111',
    'DescribeHub'), NULL));
SELECT harness.show(memberhub.list_tags_for_resource(
    harness.caller(:'region', '111111111111', 'ListTagsForResource'), :'arn'));
-- The regions know nothing of each other.
SELECT harness.show(memberhub.list_members(
    harness.caller('hub-elsewhere', '111111111111', 'ListMembers'), false, 50, NULL));
RESET ROLE;
SELECT * FROM harness.broken(:'region');
