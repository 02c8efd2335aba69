-- The rules that the schema holds by itself, whatever a function might do.
\set VERBOSITY terse
\set region constraints
SELECT harness.enable(:'region', '111111111111', '222222222222', '333333333333');
CREATE FUNCTION pg_temp.relate(
    p_administrator text, p_member text, p_state text, p_invitation text,
    p_invited timestamptz DEFAULT NULL,
    p_service text DEFAULT 'securityhub'
) RETURNS void LANGUAGE sql AS $$
    INSERT INTO memberhub.relationship (service, region, administrator_id, member_id, state,
        invitation_id,
        invited_at, updated_at, created_at)
    VALUES (p_service, 'constraints', p_administrator, p_member, p_state, p_invitation,
        coalesce(p_invited, CASE WHEN p_invitation IS NOT NULL THEN now() END), now(), now());
$$;
SELECT pg_temp.relate('111111111111', '111111111111', 'Created', NULL);
SELECT pg_temp.relate('111111111111', '999999999999', 'Created', NULL);
SELECT pg_temp.relate('999999999999', '111111111111', 'Created', NULL);
SELECT pg_temp.relate('111111111111', '222222222222', 'Deleted', repeat('0', 32));
SELECT pg_temp.relate('111111111111', '222222222222', 'Disabled', repeat('0', 32));
SELECT pg_temp.relate('111111111111', '222222222222', 'Created', repeat('0', 32));
SELECT pg_temp.relate('111111111111', '222222222222', 'Invited', NULL);
SELECT pg_temp.relate('111111111111', '222222222222', 'Resigned', NULL);
SELECT pg_temp.relate('111111111111', '222222222222', 'Created', NULL, now());
SELECT pg_temp.relate('111111111111', '222222222222', 'Invited', repeat('0', 31));
SELECT pg_temp.relate('111111111111', '222222222222', 'Invited', repeat('A', 32));
SELECT pg_temp.relate('111111111111', '222222222222', 'Invited', repeat('1', 32));
SELECT pg_temp.relate('111111111111', '222222222222', 'Enabled', repeat('0', 32));
SELECT pg_temp.relate('111111111111', '222222222222', 'Enabled', repeat('2', 32));
-- One administrator for each member; any number of invitations.
SELECT pg_temp.relate('333333333333', '222222222222', 'Enabled', repeat('2', 32));
SELECT pg_temp.relate('333333333333', '222222222222', 'Invited', repeat('2', 32));
UPDATE memberhub.relationship SET state = 'Enabled'
WHERE region = :'region' AND administrator_id = '333333333333';
DELETE FROM memberhub.enrollment WHERE region = :'region' AND account_id = '222222222222';
-- Enrollments.
INSERT INTO memberhub.enrollment (service, region, account_id) VALUES ('macie2', :'region',
    '444444444444');
INSERT INTO memberhub.enrollment (service, region, account_id) VALUES ('securityhub', 'No Region',
    '444444444444');
INSERT INTO memberhub.enrollment (service, region, account_id) VALUES ('securityhub', :'region',
    '44444444444');
INSERT INTO memberhub.enrollment (service, region, account_id, enabled)
VALUES ('securityhub', :'region', '444444444444', true);
UPDATE memberhub.enrollment SET tags = '[]' WHERE region = :'region';
UPDATE memberhub.enrollment SET control_finding_generator = 'NONE' WHERE region = :'region';
UPDATE memberhub.enrollment SET members = 1, members_active = 2 WHERE region = :'region';
-- Detectors: of GuardDuty only, and of what is enabled only; a hub that is none has no settings.
INSERT INTO memberhub.enrollment (service, region, account_id, enabled, subscribed_at)
VALUES ('guardduty', :'region', '444444444444', true, now());
INSERT INTO memberhub.enrollment (service, region, account_id, detector_id)
VALUES ('guardduty', :'region', '444444444444', repeat('0', 32));
UPDATE memberhub.enrollment SET detector_id = repeat('0', 32) WHERE region = :'region';
INSERT INTO memberhub.enrollment
    (service, region, account_id, enabled, subscribed_at, detector_id)
VALUES ('guardduty', :'region', '444444444444', true, now(), repeat('1', 32));
INSERT INTO memberhub.enrollment
    (service, region, account_id, enabled, subscribed_at, detector_id,
    finding_publishing_frequency)
VALUES ('guardduty', :'region', '444444444444', true, now(), repeat('0', 32), 'HOURLY');
INSERT INTO memberhub.detector_setting
    (service, region, account_id, feature_name, addition, enabled, updated_at)
VALUES ('securityhub', :'region', '111111111111', 'S3_DATA_EVENTS', '', true, now());
INSERT INTO memberhub.detector_setting
    (region, account_id, feature_name, addition, enabled, updated_at)
VALUES (:'region', '111111111111', 'S3_DATA_EVENTS', '', true, now());
INSERT INTO memberhub.enrollment
    (service, region, account_id, enabled, subscribed_at, detector_id)
VALUES ('guardduty', :'region', '444444444444', true, now(), repeat('0', 32));
INSERT INTO memberhub.detector_setting
    (region, account_id, feature_name, addition, enabled, updated_at)
VALUES (:'region', '444444444444', 'TEA_LEAVES', '', true, now());
INSERT INTO memberhub.feature (position, name, addition, switchable, enabled_by_default)
VALUES (99, 'TEA_LEAVES', '', false, false);
INSERT INTO memberhub.operation (service, name, read_only) VALUES ('teapot', 'Brew', false);
-- Subscriptions, keys, transitions.
INSERT INTO memberhub.standards_subscription (region, account_id, standard_id)
VALUES (:'region', '111111111111', 'iso-27001');
INSERT INTO memberhub.standards_subscription (region, account_id, standard_id)
VALUES (:'region', '999999999999', 'pci-dss/v/3.2.1');
INSERT INTO memberhub.retry_key (key, account_id) VALUES ('\x00', '111111111111');
INSERT INTO memberhub.access_key (access_key_id, account_id, secret_sealed)
VALUES ('AKIA0000000000000099', '999999999998', '\x00');
INSERT INTO memberhub.state_transition VALUES ('securityhub', 'X', 'member', 'Invited', 'change',
    NULL, NULL);
INSERT INTO memberhub.state_transition VALUES ('securityhub', 'X', 'member', 'Invited', 'refuse',
    NULL, NULL);
INSERT INTO memberhub.state_transition VALUES ('securityhub', 'X', 'member', 'Invited', 'keep',
    'Enabled', NULL);
INSERT INTO memberhub.state_transition VALUES ('securityhub', 'X', 'member', 'Invited', 'change',
    'Invited', NULL);
INSERT INTO memberhub.state_transition VALUES ('securityhub', 'X', 'member', 'Invited', 'change',
    'None', NULL);
-- A state without its row in the state table is refused, not taken for success.
SELECT * FROM memberhub.relationship_transition(
    harness.caller(:'region', '111111111111', 'X'), 'X', '{administrator}', '{222222222222}');
-- Every constraint and index bears a name of ours; partitions have their parent's.
SELECT conname FROM pg_constraint
WHERE connamespace = 'memberhub'::regnamespace
  AND conrelid <> 'memberhub.schema_migration'::regclass
  AND NOT (SELECT relispartition FROM pg_class WHERE oid = conrelid)
  AND conname NOT LIKE (SELECT relname FROM pg_class WHERE oid = conrelid) || '\_%';
SELECT conname
FROM pg_constraint WHERE connamespace = 'memberhub'::regnamespace AND NOT convalidated;
SELECT harness.reset(:'region');
