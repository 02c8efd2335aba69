-- Rows go when nobody names them any more, the account of nobody is not there, and what more the
-- functions take.

-- They take another argument now. As functions are only ever replaced, the old ones would stay, and
-- a call could fit both.
DROP FUNCTION IF EXISTS memberhub.create_members(memberhub.caller, text[], text[], integer);
DROP FUNCTION IF EXISTS memberhub.get_members(memberhub.caller, text[]);
DROP FUNCTION IF EXISTS memberhub.delete_members(memberhub.caller, text[]);
DROP FUNCTION IF EXISTS memberhub.invite_members(memberhub.caller, text[], integer);
DROP FUNCTION IF EXISTS memberhub.decline_invitations(memberhub.caller, text[]);
DROP FUNCTION IF EXISTS memberhub.delete_invitations(memberhub.caller, text[]);
DROP FUNCTION IF EXISTS memberhub.relationship_call(
    memberhub.caller, text, text[], text[], boolean, jsonb, jsonb);
DROP FUNCTION IF EXISTS memberhub.call_begin_as_member(memberhub.caller, text);
DROP FUNCTION IF EXISTS memberhub.assume_role(
    memberhub.caller, text, text, integer, text, boolean);

-- The account of nobody ---------------------------------------------------------------------------

-- The trail keeps what strangers did under 000000000000, so it can be nobody's. Who had keys of it
-- loses them, and the trail tells so: in the form of key_delete()'s events, since no function of this
-- version is there yet.
SELECT memberhub.audit_partition_make(date_trunc('month', now() AT TIME ZONE 'UTC')::date);
WITH gone AS (
    DELETE FROM memberhub.access_key AS k WHERE k.account_id = '000000000000'
    RETURNING k.access_key_id, k.account_id
), numbered AS MATERIALIZED (
    SELECT g.*, nextval('memberhub.audit_event_sequence') AS sequence,
           gen_random_uuid() AS event_id, pg_current_xact_id() AS transaction_id,
           date_trunc('milliseconds', clock_timestamp()) AS event_time
    FROM gone AS g
), recorded AS MATERIALIZED (
    SELECT n.*, json_build_object(
        'eventVersion', '1.09',
        'userIdentity', json_build_object('type', 'AWSService', 'invokedBy', 'memberhub'),
        'eventTime', to_char(n.event_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'eventSource', 'iam.amazonaws.com', 'eventName', 'DeleteAccessKey',
        'awsRegion', 'us-east-1', 'sourceIPAddress', 'memberhub', 'userAgent', 'memberhub',
        'requestParameters', json_build_object('accessKeyId', n.access_key_id),
        'responseElements', NULL, 'requestID', gen_random_uuid(), 'eventID', n.event_id,
        'readOnly', false, 'eventType', 'AwsServiceEvent', 'managementEvent', true,
        'recipientAccountId', n.account_id, 'eventCategory', 'Management')::text AS record
    FROM numbered AS n
)
INSERT INTO memberhub.audit_event (sequence, event_id, account_id, service, region, event_name,
    event_time, transaction_id, record, leaf)
SELECT e.sequence, e.event_id, e.account_id, 'iam', 'us-east-1', 'DeleteAccessKey', e.event_time,
       e.transaction_id, e.record,
       memberhub.audit_leaf(e.transaction_id, e.sequence, e.event_id, e.account_id, 'iam',
                            'us-east-1', 'DeleteAccessKey', e.event_time, NULL, e.record)
FROM recorded AS e;
DELETE FROM memberhub.account AS a WHERE a.account_id = '000000000000';
ALTER TABLE memberhub.account
    ADD CONSTRAINT account_is_somebody CHECK (account_id <> '000000000000');

-- Accounts that are only named --------------------------------------------------------------------

-- Of all relationships now: whether one names an account must be a look-up, for the foreign key too.
DROP INDEX memberhub.relationship_invitations;
CREATE INDEX relationship_by_member
    ON memberhub.relationship (service, region, member_id, invited_at, administrator_id);
COMMENT ON INDEX memberhub.relationship_by_member IS
    'The invitations of a member, in pages; and whether a relationship names an account, which the '
    'foreign key asks when an enrollment goes.';

COMMENT ON TABLE memberhub.enrollment IS
    'An account''s use of a service in a region, and the row that is locked before its '
    'relationships change. enabled = false: the account was only named by an administrator, or '
    'has left the service, and a relationship names it: with the last one the row goes. The account '
    'needs no row in account: an administrator may name one that does not exist yet.';
DELETE FROM memberhub.enrollment AS e
WHERE NOT e.enabled
  AND NOT EXISTS (SELECT FROM memberhub.relationship AS r
                  WHERE r.service = e.service AND r.region = e.region
                    AND r.administrator_id = e.account_id)
  AND NOT EXISTS (SELECT FROM memberhub.relationship AS r
                  WHERE r.service = e.service AND r.region = e.region
                    AND r.member_id = e.account_id);
