-- The audit trail becomes evidence: events carry a hash and what they moved, in partitions of a
-- month; seals chain and sign them.
-- Must run as a whole with the functions applied after it: an event of the functions before has no
-- hash and is refused, so workers of the version before must be stopped.

-- Helpers that take other arguments now. As functions are only ever replaced, the old ones would
-- stay, and a call could fit both.
DROP FUNCTION IF EXISTS memberhub.audit_append(memberhub.caller, text, text[], json);
DROP FUNCTION IF EXISTS memberhub.call_end(memberhub.caller, text, text[], json);
DROP FUNCTION IF EXISTS memberhub.relationship_transition(
    memberhub.caller, text, text[], text[], text[], text[], bigint, text);
DROP FUNCTION IF EXISTS memberhub.audit_tail(bigint, text, integer);

-- What the schema itself needs --------------------------------------------------------------------

CREATE FUNCTION memberhub.audit_refuse_change() RETURNS trigger
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, memberhub, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_refuse_change() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_refuse_change() IS
    'Refuses UPDATE, DELETE and TRUNCATE of events and seals to everyone, against mistakes and '
    'against the program''s own roles. Whoever owns the tables can still disable the trigger: '
    'what they do then, the seals show.';

CREATE FUNCTION memberhub.netstring(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN octet_length(p_text)::text || ':' || p_text;
REVOKE ALL ON FUNCTION memberhub.netstring(text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.netstring(text) IS
    'A text behind its length in bytes, so that no two lists of texts look the same one after the '
    'other.';

CREATE FUNCTION memberhub.audit_leaf(
    p_transaction_id xid8, p_sequence bigint, p_event_id uuid, p_account_id text, p_service text,
    p_region text, p_event_name text, p_event_time timestamptz, p_effects json, p_record text
) RETURNS bytea
LANGUAGE sql STABLE
RETURN sha256('\x00'::bytea || convert_to(
    memberhub.netstring('memberhub-event-1')
    || memberhub.netstring(p_transaction_id::text)
    || memberhub.netstring(p_sequence::text)
    || memberhub.netstring(p_event_id::text)
    || memberhub.netstring(p_account_id)
    || memberhub.netstring(p_service)
    || memberhub.netstring(p_region)
    || memberhub.netstring(p_event_name)
    || memberhub.netstring((extract(epoch FROM p_event_time) * 1000)::bigint::text)
    || memberhub.netstring(coalesce(p_effects::text, ''))
    || memberhub.netstring(p_record), 'UTF8'));
REVOKE ALL ON FUNCTION memberhub.audit_leaf(
    xid8, bigint, uuid, text, text, text, text, timestamptz, json, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_leaf(
    xid8, bigint, uuid, text, text, text, text, timestamptz, json, text) IS
    'The hash of an event: its leaf in the tree that a seal signs (RFC 6962, section 2.1). Here '
    'and not among the functions, for it can never change: stored events carry it.';

-- Events ------------------------------------------------------------------------------------------

ALTER TABLE memberhub.audit_event RENAME TO audit_event_before;
ALTER INDEX memberhub.audit_event_pkey RENAME TO audit_event_before_pkey;
DROP INDEX memberhub.audit_event_by_account;

CREATE SEQUENCE memberhub.audit_event_sequence;

CREATE TABLE memberhub.audit_event (
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    service text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    event_name text COLLATE "C" NOT NULL,
    event_time timestamptz(3) NOT NULL,
    transaction_id xid8 NOT NULL,
    effects json,
    record text NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT audit_event_pkey PRIMARY KEY (sequence, event_time),
    CONSTRAINT audit_event_leaf_size CHECK (octet_length(leaf) = 32)
) PARTITION BY RANGE (event_time);
CREATE INDEX audit_event_by_account ON memberhub.audit_event (account_id, event_time, sequence);
CREATE INDEX audit_event_by_transaction ON memberhub.audit_event (transaction_id, sequence);
COMMENT ON TABLE memberhub.audit_event IS
    'One event for each call that the trail keeps, refused ones too, in CloudTrail''s record '
    'format; append-only. The events of one relationship are in the order of sequence, which is '
    'taken under its administrator''s lock; sequence is not the order of commit: whoever seals or '
    'exports goes by transaction_id.';
COMMENT ON COLUMN memberhub.audit_event.effects IS
    'The relationships that the call moved: [{"administrator", "member", "from", "to"}], None '
    'for one that was not there before, or is gone. NULL: it moved none.';
COMMENT ON COLUMN memberhub.audit_event.leaf IS
    'audit_leaf() of the other columns.';
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON memberhub.audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();
-- ALWAYS: session_replication_role = replica does not get past it.
ALTER TABLE memberhub.audit_event ENABLE ALWAYS TRIGGER audit_event_append_only;

CREATE FUNCTION memberhub.audit_partition_make(p_month date) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_name text := 'audit_event_' || to_char(p_month, 'YYYY_MM');
BEGIN
    IF to_regclass('memberhub.' || v_name) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    -- Attached, not made in place: that would wait for every call that is under way, and all later
    -- ones for it.
    EXECUTE format('CREATE TABLE memberhub.%I (LIKE memberhub.audit_event INCLUDING CONSTRAINTS)',
                   v_name);
    -- Triggers of statements are not inherited: whoever names the partition meets its own.
    EXECUTE format('CREATE TRIGGER audit_event_append_only '
                   'BEFORE UPDATE OR DELETE OR TRUNCATE ON memberhub.%I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change()', v_name);
    EXECUTE format('ALTER TABLE memberhub.%I ENABLE ALWAYS TRIGGER audit_event_append_only',
                   v_name);
    EXECUTE format('ALTER TABLE memberhub.audit_event ATTACH PARTITION memberhub.%I '
                   'FOR VALUES FROM (%L) TO (%L)', v_name, to_char(p_month, 'YYYY-MM-01 00:00Z'),
                   to_char(p_month + interval '1 month', 'YYYY-MM-01 00:00Z'));
    RETURN v_name;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_partition_make(date) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_partition_make(date) IS
    'Makes the partition for the events of a month, in UTC, and gives its name; NULL when it is '
    'there.';

-- The month before is for events that were buffered across its end.
SELECT memberhub.audit_partition_make(m.month)
FROM (SELECT (date_trunc('month', now() AT TIME ZONE 'UTC') + n * interval '1 month')::date
      FROM generate_series(-1, 3) AS n
      UNION
      SELECT date_trunc('month', e.event_time AT TIME ZONE 'UTC')::date
      FROM memberhub.audit_event_before AS e) AS m (month)
ORDER BY m.month;

INSERT INTO memberhub.audit_event (sequence, event_id, account_id, service, region, event_name,
    event_time, transaction_id, record, leaf)
SELECT e.sequence, e.event_id, e.account_id, e.service, e.region, e.event_name, e.event_time,
       e.transaction_id, e.record,
       memberhub.audit_leaf(e.transaction_id, e.sequence, e.event_id, e.account_id, e.service,
                            e.region, e.event_name, e.event_time, NULL, e.record)
FROM memberhub.audit_event_before AS e
ORDER BY e.sequence;
SELECT setval('memberhub.audit_event_sequence', coalesce(max(e.sequence), 0) + 1, false)
FROM memberhub.audit_event AS e;
DROP TABLE memberhub.audit_event_before;
DROP FUNCTION memberhub.audit_event_refuse_change();

-- Relationships that are older than the effects of events: one event an administrator says how they
-- stand, so that the trail explains them too.
WITH begun AS MATERIALIZED (
    SELECT r.service, r.region, r.administrator_id,
           nextval('memberhub.audit_event_sequence') AS sequence, gen_random_uuid() AS event_id,
           date_trunc('milliseconds', clock_timestamp()) AS event_time,
           json_agg(json_build_object(
               'administrator', r.administrator_id, 'member', r.member_id, 'from', 'None',
               'to', r.state) ORDER BY r.member_id) AS effects
    FROM memberhub.relationship AS r
    GROUP BY r.service, r.region, r.administrator_id
), recorded AS MATERIALIZED (
    SELECT b.*, pg_current_xact_id() AS transaction_id, json_build_object(
        'eventVersion', '1.09',
        'userIdentity', json_build_object('type', 'AWSService', 'invokedBy', 'memberhub'),
        'eventTime', to_char(b.event_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'eventSource', b.service || '.amazonaws.com', 'eventName', 'TrailBegins',
        'awsRegion', b.region, 'sourceIPAddress', 'memberhub', 'userAgent', 'memberhub',
        'requestParameters', NULL, 'responseElements', NULL, 'requestID', gen_random_uuid(),
        'eventID', b.event_id, 'readOnly', false, 'eventType', 'AwsServiceEvent',
        'managementEvent', true, 'recipientAccountId', b.administrator_id,
        'eventCategory', 'Management')::text AS record
    FROM begun AS b
)
INSERT INTO memberhub.audit_event (sequence, event_id, account_id, service, region, event_name,
    event_time, transaction_id, effects, record, leaf)
SELECT e.sequence, e.event_id, e.administrator_id, e.service, e.region, 'TrailBegins',
       e.event_time, e.transaction_id, e.effects, e.record,
       memberhub.audit_leaf(e.transaction_id, e.sequence, e.event_id, e.administrator_id,
                            e.service, e.region, 'TrailBegins', e.event_time, e.effects, e.record)
FROM recorded AS e;

CREATE VIEW memberhub.audit_effect AS
SELECT e.service, e.region, x.administrator AS administrator_id, x.member AS member_id,
       x."from" AS from_state, x."to" AS to_state, e.event_time, e.event_name, e.sequence,
       x.position
FROM memberhub.audit_event AS e
CROSS JOIN LATERAL ROWS FROM (
    json_to_recordset(e.effects) AS (administrator text, member text, "from" text, "to" text)
) WITH ORDINALITY AS x (administrator, member, "from", "to", position)
WHERE e.effects IS NOT NULL;
COMMENT ON VIEW memberhub.audit_effect IS
    'One row for each move of a relationship that the trail tells of. Those of one relationship '
    'are in the order of (sequence, position).';

-- Seals -------------------------------------------------------------------------------------------

CREATE TABLE memberhub.audit_seal (
    number bigint NOT NULL,
    record text NOT NULL,
    signature bytea NOT NULL,
    from_transaction xid8 NOT NULL,
    to_transaction xid8 NOT NULL,
    sealed_at timestamptz(3) NOT NULL,
    CONSTRAINT audit_seal_pkey PRIMARY KEY (number),
    CONSTRAINT audit_seal_number_positive CHECK (number > 0),
    CONSTRAINT audit_seal_signature_size CHECK (octet_length(signature) = 64),
    CONSTRAINT audit_seal_ascends CHECK (from_transaction <= to_transaction),
    CONSTRAINT audit_seal_record_format CHECK (record ~ concat(
        '^memberhub-seal-1\nnumber [0-9]+\nprevious [0-9a-f]{64}\n',
        'sealed-at [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z\n',
        'from-transaction [0-9]+\nto-transaction [0-9]+\nevents [0-9]+\naccounts [0-9]+\n',
        'root [0-9a-f]{64}\nkey [0-9a-f]{16}\n$')),
    CONSTRAINT audit_seal_record_agrees CHECK (
        split_part(record, chr(10), 2) = 'number ' || number
        AND split_part(record, chr(10), 5) = 'from-transaction ' || from_transaction::text
        AND split_part(record, chr(10), 6) = 'to-transaction ' || to_transaction::text)
);
COMMENT ON TABLE memberhub.audit_seal IS
    'The chain of seals. record is what signature signs, and holds the hash of the seal before; '
    'the other columns only repeat it. A seal covers the events with from_transaction <= '
    'transaction_id < to_transaction, all of which were committed; each begins where the one '
    'before ended.';

CREATE TABLE memberhub.audit_seal_account (
    number bigint NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    events bigint NOT NULL,
    root bytea NOT NULL,
    CONSTRAINT audit_seal_account_pkey PRIMARY KEY (number, account_id),
    CONSTRAINT audit_seal_account_seal_fkey FOREIGN KEY (number)
        REFERENCES memberhub.audit_seal (number),
    CONSTRAINT audit_seal_account_not_empty CHECK (events > 0),
    CONSTRAINT audit_seal_account_root_size CHECK (octet_length(root) = 32)
);
COMMENT ON TABLE memberhub.audit_seal_account IS
    'What a seal says of each account that has events in it: how many, and the root of the tree '
    'over their leaves in the order of sequence. The seal''s own root is over these.';

CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON memberhub.audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();
ALTER TABLE memberhub.audit_seal ENABLE ALWAYS TRIGGER audit_seal_append_only;
CREATE TRIGGER audit_seal_account_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON memberhub.audit_seal_account
    FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();
ALTER TABLE memberhub.audit_seal_account ENABLE ALWAYS TRIGGER audit_seal_account_append_only;
