-- What was there before GuardDuty and the hashed trail came is as it was, and goes on.
SELECT version, name FROM memberhub.schema_migration ORDER BY version;
SELECT service, account_id, enabled, subscribed_at AT TIME ZONE 'UTC' AS subscribed_at,
       auto_enable_controls AS auto, control_finding_generator AS generator, tags, detector_id,
       updated_at
FROM memberhub.enrollment WHERE region = 'upgrade' ORDER BY service, account_id;
SELECT member_id, email, state, invitation_id IS NOT NULL AS invited,
       updated_at AT TIME ZONE 'UTC' AS updated_at
FROM memberhub.relationship WHERE region = 'upgrade' ORDER BY member_id;
SELECT (SELECT count(*) FROM memberhub.account WHERE name = 'before') AS accounts,
       (SELECT count(*) FROM memberhub.standards_subscription) AS subscriptions,
       (SELECT count(*) FROM memberhub.retry_key) AS answers,
       (SELECT count(*) FROM memberhub.audit_event) AS events,
       (SELECT count(*) FROM memberhub.fault_catalogue) AS faults;
-- The account of nobody is gone, and the trail tells of its key.
SELECT account_id, name FROM memberhub.account ORDER BY account_id;
SELECT e.account_id, e.service, e.record::json -> 'requestParameters' ->> 'accessKeyId' AS key,
       harness.hashed(e) AS hashed
FROM memberhub.audit_event AS e WHERE e.event_name = 'DeleteAccessKey';
-- The events have their order, their transaction, their month and their hash; relationships that
-- were there before have an event that explains them.
SELECT e.event_name, e.tableoid::regclass::text ~ to_char(e.event_time AT TIME ZONE 'UTC',
           '"_"YYYY_MM$') AS in_its_month,
       e.transaction_id = min(e.transaction_id) OVER () AS of_the_old_transaction,
       harness.hashed(e) AS hashed, e.effects
FROM memberhub.audit_event AS e ORDER BY e.sequence;
SELECT * FROM harness.unexplained('upgrade');
SET ROLE memberhub_app;
SELECT harness.show(memberhub.list_members(
    harness.caller('upgrade', '111111111111', 'ListMembers'), false, 50, NULL));
-- The answer that was stored before is still the answer.
SELECT harness.show(memberhub.create_members(
    harness.caller('upgrade', '111111111111', 'CreateMembers', 'before'), '{111111111111}', NULL,
    100));
SELECT harness.show(memberhub.invite_members(
    harness.caller('upgrade', '111111111111', 'InviteMembers'), '{333333333331,333333333333}',
    100));
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller('upgrade', '222222222222', 'DisassociateFromAdministratorAccount')));
SELECT harness.show(memberhub.disable_security_hub(
    harness.caller('upgrade', '111111111111', 'DisableSecurityHub')));
SELECT harness.show(memberhub.enable_security_hub(
    harness.caller('upgrade', '111111111111', 'EnableSecurityHub'), NULL, false, NULL));
SELECT harness.show(memberhub.describe_hub(
    harness.caller('upgrade', '111111111111', 'DescribeHub'), NULL));
-- And GuardDuty works beside it, also for an account that it knew by name only.
SELECT harness.detect('upgrade', '111111111111', '333333333331');
SELECT harness.bring('upgrade', '111111111111', '333333333331', 'Disabled', 'guardduty');
RESET ROLE;
SELECT service, administrator_id, member_id, state FROM memberhub.relationship
WHERE region = 'upgrade' ORDER BY 1, 2, 3;
SELECT * FROM harness.broken('upgrade');
SELECT * FROM harness.unexplained('upgrade');
