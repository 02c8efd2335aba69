-- The trail as evidence: append-only in every table, partitions ahead of time, seals that continue
-- each other, retention that forgets nothing which still matters.
\set region trail

-- The hash of an event, as a program in another language computed it (Python's hashlib, over the
-- same fields): it can never change.
SELECT l.effects IS NOT NULL AS with_effects, encode(memberhub.audit_leaf(
           '1234', 42, '6a1f0a52-4bc4-4c7b-9b0e-2f7d5c0a9e11', '111111111111', 'securityhub',
           'eu-west-1', 'AcceptInvitation', '2020-11-22T10:00:00.123Z', l.effects,
           '{"eventName":"AcceptInvitation","name":"Zoë"}'), 'hex') = l.leaf AS as_computed
FROM (VALUES
    ('[{"administrator" : "111111111111", "member" : "222222222222", '
     '"from" : "Invited", "to" : "Enabled"}]'::json,
     'a83d4dd44bd60ce75ec36f845ed9b5c7c7438128501aa6b8cd77d403d76ad1e7'),
    (NULL, 'f6a6cf2ed78217e8b4af4ae160acba3d46bbd68b050624a4bdec9d4afacee3cb')
) AS l (effects, leaf);

-- Append-only: each table, each partition by its own name, for its owner too. Of statements' lines
-- drafts can be deleted; there is none here.
CREATE FUNCTION pg_temp.attempts(p_table text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_command text;
    v_done text := '';
BEGIN
    FOREACH v_command IN ARRAY ARRAY[
        'UPDATE %s SET ' || CASE WHEN p_table LIKE '%event%' THEN 'leaf = leaf'
                                 WHEN p_table LIKE '%line' THEN 'line = line'
                                 ELSE 'number = number' END,
        'DELETE FROM %s', 'TRUNCATE %s CASCADE']
    LOOP
        BEGIN
            EXECUTE format(v_command, p_table);
            v_done := v_done || v_command || ' ';
        EXCEPTION WHEN insufficient_privilege THEN
            IF SQLERRM NOT LIKE 'the audit trail is append-only%' THEN
                v_done := v_done || SQLERRM;
            END IF;
        END;
    END LOOP;
    RETURN v_done;
END
$$;
CREATE TABLE pg_temp.trail AS
SELECT c.oid::regclass::text AS name, c.relispartition FROM pg_class AS c
WHERE c.relnamespace = 'memberhub'::regnamespace AND c.relkind IN ('r', 'p')
  AND c.relname LIKE 'audit\_%';
GRANT SELECT ON pg_temp.trail TO memberhub_owner;
SET client_min_messages = warning;
SELECT count(*) FILTER (WHERE relispartition) >= 5 AS partitions,
       count(*) FILTER (WHERE NOT relispartition) AS others
FROM pg_temp.trail;
SET ROLE memberhub_owner;
SELECT name, pg_temp.attempts(name) AS done_as_owner FROM pg_temp.trail
WHERE pg_temp.attempts(name) <> '';
RESET ROLE;
SET session_replication_role = replica;
SELECT name, pg_temp.attempts(name) AS done_as_replica FROM pg_temp.trail
WHERE pg_temp.attempts(name) <> '';
RESET session_replication_role;

-- Partitions: this month and three more, without a gap; made again when one is missing. A month may
-- have ended since the schema was made.
DO $$ BEGIN PERFORM memberhub.audit_partitions_make(); END $$;
SELECT bool_and(to_regclass('memberhub.audit_event_'
                            || to_char(now() AT TIME ZONE 'UTC' + n * interval '1 month',
                                       'YYYY_MM')) IS NOT NULL) AS ahead
FROM generate_series(0, 3) AS n;
DO $$ BEGIN EXECUTE 'DROP TABLE memberhub.audit_event_'
    || to_char(now() AT TIME ZONE 'UTC' + interval '3 months', 'YYYY_MM'); END $$;
SET ROLE memberhub_app;
SELECT made = ARRAY['audit_event_' || to_char(now() AT TIME ZONE 'UTC' + interval '3 months',
                                              'YYYY_MM')] AS made_again
FROM (SELECT l.months_ahead AS lacking, memberhub.audit_partitions_make() AS made
      FROM memberhub.audit_lag() AS l) AS m WHERE m.lacking = 2;
SELECT memberhub.audit_partitions_make() AS none, months_ahead FROM memberhub.audit_lag();
RESET ROLE;
SELECT count(*) AS own_triggers FROM pg_trigger AS t
JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE c.relname = 'audit_event_' || to_char(now() AT TIME ZONE 'UTC' + interval '3 months',
                                            'YYYY_MM')
  AND t.tgenabled = 'A';

-- What workers buffer: reads and refused signatures, with the time that they had.
SET ROLE memberhub_app;
SELECT memberhub.audit_record(sha256('one'), jsonb_build_array(
    jsonb_build_object(
        'account_id', '111111111111', 'identity', '{"type": "Root"}'::jsonb,
        'service', 'securityhub', 'region', :'region', 'operation', 'ListMembers',
        'request_id', 'r1', 'source_address', '192.0.2.1', 'user_agent', 'agent',
        'parameters', '{"MaxResults": 5}'::jsonb, 'dialect', 'documented', 'fault', NULL,
        'arguments', NULL, 'read_only', true,
        'event_time_ms', (extract(epoch FROM now()) * 1000)::bigint - 60000),
    jsonb_build_object(
        'account_id', '111111111111', 'identity', NULL, 'service', 'securityhub',
        'region', :'region', 'operation', 'GetMembers', 'request_id', 'r2',
        'source_address', '192.0.2.1', 'user_agent', NULL, 'parameters', NULL,
        'dialect', 'documented', 'fault', 'no_such_fault', 'arguments', '["a"]'::jsonb,
        'read_only', true, 'event_time_ms', 1),
    jsonb_build_object(
        'account_id', '111111111111', 'service', 'securityhub', 'region', :'region',
        'operation', 'InviteMembers', 'read_only', false, 'event_time_ms', 99999999999999)));
SELECT memberhub.audit_record(sha256('two'), '[]');
SELECT memberhub.audit_record(sha256('one'), '[{}]') AS here_already;
RESET ROLE;
SELECT event_name, record::json ->> 'readOnly' AS read_only, record::json ->> 'errorCode' AS error,
       record::json -> 'requestParameters' AS parameters,
       extract(epoch FROM date_trunc('minute', now() - event_time))::integer / 60 AS minutes,
       effects, harness.hashed(e)
FROM memberhub.audit_event AS e WHERE region = :'region' ORDER BY sequence;

-- Seals ------------------------------------------------------------------------------------------
CREATE FUNCTION pg_temp.record(
    p_number bigint, p_from text, p_to text, p_previous text DEFAULT NULL
) RETURNS text LANGUAGE sql
RETURN concat_ws(chr(10), 'memberhub-seal-1', 'number ' || p_number,
    'previous ' || coalesce(p_previous, (
        SELECT encode(sha256(convert_to(s.record, 'UTF8') || s.signature), 'hex')
        FROM memberhub.audit_seal AS s ORDER BY s.number DESC LIMIT 1), repeat('0', 64)),
    'sealed-at 2020-11-22T10:00:00.123Z', 'from-transaction ' || p_from, 'to-transaction ' || p_to,
    'events 1', 'accounts 1', 'root ' || repeat('a', 64), 'key 0123456789abcdef', '');
GRANT SELECT ON memberhub.audit_seal TO memberhub_sealer;
CREATE FUNCTION pg_temp.seal(p_number bigint, p_from text, p_to text, p_previous text DEFAULT NULL)
RETURNS boolean LANGUAGE sql
RETURN memberhub.audit_seal_append(
    p_number, pg_temp.record(p_number, p_from, p_to, p_previous), decode(repeat('00', 64), 'hex'),
    p_from, p_to, '{111111111111}', '{1}', ARRAY[sha256('root')]);
SET ROLE memberhub_sealer;
SELECT memberhub.audit_seal_lock(), memberhub.audit_seal_lock() AS again;
SELECT count(*) AS none_yet FROM memberhub.audit_seal_last();
-- All of the first seal, in the order in which it is hashed; in smaller parts, whole transactions.
SELECT bool_and(u.from_transaction = '0') AS from_the_start,
       bool_and((u.account_id, u.sequence) > (u.last_account, u.last_sequence)) AS ordered,
       count(*) > 3 AS events, count(DISTINCT u.to_transaction) AS to_transactions
FROM (SELECT *, lag(account_id, 1, '') OVER () AS last_account,
             lag(sequence, 1, 0::bigint) OVER () AS last_sequence
      FROM memberhub.audit_unsealed(1000000)) AS u;
SELECT count(*) BETWEEN 1 AND 10 AS at_most FROM memberhub.audit_unsealed(10);
SELECT u.to_transaction AS first_to FROM memberhub.audit_unsealed(10) AS u LIMIT 1 \gset
SELECT u.to_transaction AS last_to FROM memberhub.audit_unsealed(1000000) AS u LIMIT 1 \gset
SELECT pg_temp.seal(2, '0', :'first_to') AS number_skipped;
SELECT pg_temp.seal(1, '1', :'first_to') AS beginning_skipped;
SELECT pg_temp.seal(1, '0', pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1 || '')
    AS future;
SELECT pg_temp.seal(1, '0', :'first_to', repeat('1', 64)) AS wrong_chain;
\set VERBOSITY terse
SELECT memberhub.audit_seal_append(1, pg_temp.record(1, '0', '5'), decode(repeat('00', 64), 'hex'),
    '0', '6', '{}', '{}', '{}');
SELECT memberhub.audit_seal_append(1, pg_temp.record(1, '0', '5') || 'more',
    decode(repeat('00', 64), 'hex'), '0', '5', '{}', '{}', '{}');
SELECT pg_temp.seal(1, '0', :'first_to') AS first;
SELECT pg_temp.seal(1, '0', :'first_to') AS first_again;
SELECT pg_temp.seal(2, '0', :'last_to') AS overlapping;
SELECT pg_temp.seal(2, (:'first_to'::bigint + 1)::text, :'last_to') AS gap;
SELECT pg_temp.seal(2, :'first_to', '1') AS backwards;
SELECT pg_temp.seal(2, :'first_to', :'last_to') AS second;
SELECT number, record = pg_temp.record(number, :'first_to', :'last_to', (
           SELECT encode(sha256(convert_to(s.record, 'UTF8') || s.signature), 'hex')
           FROM memberhub.audit_seals(0, 1) AS s)) AS kept,
       due = (now() > '2020-11-22T11:00:00.123Z') AS due
FROM memberhub.audit_seal_last();
SELECT from_transaction = :'last_to' AS follows, to_transaction::bigint >= from_transaction::bigint
    AS ascends, account_id, sequence, leaf
FROM memberhub.audit_unsealed(10);
SELECT number, record = pg_temp.record(number, '0', :'first_to', repeat('0', 64)) AS kept,
       octet_length(signature) FROM memberhub.audit_seals(0, 1);
SELECT number FROM memberhub.audit_seals(1, 10);
SELECT memberhub.audit_seal_confirm();
RESET ROLE;
REVOKE SELECT ON memberhub.audit_seal FROM memberhub_sealer;
SET ROLE memberhub_admin;
SELECT account_id, events, octet_length(root) FROM memberhub.audit_seal_accounts(2, NULL, 10);
-- The whole trail in pages is the whole trail, in order; likewise the relationships.
CREATE FUNCTION pg_temp.walk()
RETURNS TABLE (events bigint, ascending boolean, relationships bigint)
LANGUAGE plpgsql AS $$
DECLARE
    v_row record;
    v_transaction text;
    v_sequence bigint;
    v_after text[];
    v_seen bigint;
BEGIN
    events := 0;
    ascending := true;
    relationships := 0;
    LOOP
        v_seen := events;
        FOR v_row IN SELECT * FROM memberhub.audit_events_page(v_transaction, v_sequence, 97) LOOP
            ascending := ascending
                AND (v_row.transaction_id::bigint, v_row.sequence)
                    > (coalesce(v_transaction, '0')::bigint, coalesce(v_sequence, 0));
            v_transaction := v_row.transaction_id;
            v_sequence := v_row.sequence;
            events := events + 1;
        END LOOP;
        EXIT WHEN events = v_seen;
    END LOOP;
    LOOP
        v_seen := relationships;
        FOR v_row IN SELECT * FROM memberhub.audit_relationships_page(v_after, 7) LOOP
            v_after := ARRAY[v_row.service, v_row.region, v_row.administrator_id, v_row.member_id];
            relationships := relationships + 1;
        END LOOP;
        EXIT WHEN relationships = v_seen;
    END LOOP;
    RETURN NEXT;
END
$$;
CREATE TABLE pg_temp.walked AS SELECT * FROM pg_temp.walk();
RESET ROLE;
SELECT w.events = (SELECT count(*) FROM memberhub.audit_event) AS all_events, w.ascending,
       w.relationships = (SELECT count(*) FROM memberhub.relationship) AS all_relationships
FROM pg_temp.walked AS w;
SET ROLE memberhub_admin;
SELECT count(*) > 100 AS transitions FROM memberhub.audit_transitions();
RESET ROLE;

-- The past ---------------------------------------------------------------------------------------
-- Two months long ago: one pair that stays, one that ends in the second month, one that ended in
-- the first, one that was only invited.
CREATE FUNCTION pg_temp.moved(p_at timestamptz, p_member text, VARIADIC p_states text[])
RETURNS void LANGUAGE sql
RETURN memberhub.audit_append(ARRAY[ROW(
    harness.caller('past', '111111111111', 'Moved'), NULL, NULL, NULL,
    (SELECT json_agg(json_build_object('administrator', '111111111111', 'member', p_member,
                                       'from', p_states[n], 'to', p_states[n + 1]) ORDER BY n)
     FROM generate_series(1, cardinality(p_states) - 1) AS n), false, p_at)::memberhub.audit_entry]);
SELECT memberhub.audit_partition_make('2019-01-01'), memberhub.audit_partition_make('2019-02-01'),
       memberhub.audit_partition_make('2019-02-01') AS again;
SELECT pg_temp.moved('2019-01-03Z', '222222222222', 'None', 'Created');
SELECT pg_temp.moved('2019-01-04Z', '222222222222', 'Created', 'Invited');
SELECT pg_temp.moved('2019-01-05Z', '222222222222', 'Invited', 'Enabled', 'Disabled');
SELECT pg_temp.moved('2019-01-06Z', '333333333333', 'None', 'Enabled');
SELECT pg_temp.moved('2019-01-07Z', '444444444444', 'None', 'Enabled');
SELECT pg_temp.moved('2019-01-08Z', '444444444444', 'Enabled', 'None');
SELECT pg_temp.moved('2019-01-09Z', '555555555555', 'None', 'Invited');
SELECT pg_temp.moved('2019-01-31 23:59:59.999Z', '666666666666', 'None', 'Created');
SELECT pg_temp.moved('2019-02-01Z', '666666666666', 'Created', 'Enabled');
SELECT pg_temp.moved('2019-02-07Z', '333333333333', 'Enabled', 'Removed');

CREATE VIEW pg_temp.then_and_now AS
SELECT (t.at AT TIME ZONE 'UTC')::date AS at, m.member_id, m.state,
       m.since AT TIME ZONE 'UTC' AS since
FROM unnest('{2019-01-02Z,2019-01-05Z,2019-01-07Z,2019-02-06Z,2019-02-07Z,2020-01-01Z}'
            ::timestamptz[]) AS t (at)
CROSS JOIN LATERAL memberhub.membership_at(t.at, '111111111111') AS m
WHERE m.region = 'past';
SELECT * FROM pg_temp.then_and_now ORDER BY at, member_id;
SELECT member_id FROM memberhub.membership_at('2019-01-07Z', '444444444444') WHERE region = 'past';
SELECT member_id FROM memberhub.membership_at('2019-01-07Z', NULL) WHERE region = 'past';
-- An account's records of a while, from the one time on and before the other, page by page.
SELECT event_time AT TIME ZONE 'UTC' AS at, record::json ->> 'awsRegion' AS region
FROM memberhub.audit_export_page('111111111111', '2019-01-09Z', '2019-02-07Z', NULL, NULL, 2);
SELECT event_time AT TIME ZONE 'UTC' AS at FROM memberhub.audit_export_page(
    '111111111111', '2019-01-09Z', '2019-02-07Z', '2019-01-31 23:59:59.999Z',
    9223372036854775807, 2);
SELECT count(*) > 5 AS all_of_it
FROM memberhub.audit_export_page('111111111111', NULL, NULL, NULL, NULL, 1000);

-- What is not sealed cannot go, nor anything after it.
SET ROLE memberhub_sealer;
SELECT count(*) AS none FROM memberhub.audit_drop_next(1000);
SELECT u.from_transaction, u.to_transaction FROM memberhub.audit_unsealed(1000000) AS u LIMIT 1
\gset
RESET ROLE;
SELECT pg_temp.seal(3, :'from_transaction', :'to_transaction');
SET ROLE memberhub_sealer;
-- Nor what is to be kept, or has not ended so long ago.
SELECT count(*) AS none FROM memberhub.audit_drop_next(0);
SELECT count(*) AS none FROM memberhub.audit_drop_next(-1000);
SELECT count(*) AS none FROM memberhub.audit_drop_next(100000);
-- The oldest month can: the second is not wholly old enough.
SELECT (current_date - date '2019-02-15') AS days \gset
SELECT month, to_timestamp(from_ms / 1000) AT TIME ZONE 'UTC' AS from_time,
       to_timestamp(to_ms / 1000) AT TIME ZONE 'UTC' AS to_time, events, first_seal, last_seal,
       stated_by
FROM memberhub.audit_drop_next(:days);
-- It goes when its drop is stated, and holds what was stated.
SELECT memberhub.audit_partition_drop('2019-01', :days) AS not_stated;
SELECT memberhub.audit_drop_stage('2019-01', 1, '{a draft, events 1}');
SELECT memberhub.audit_drop_stage('2019-01', 1, ARRAY['memberhub-drop 1', 'events 8',
    'kept 3 111111111111 1 ' || repeat('0', 64),
    'state 7 relationship securityhub past 111111111111 222222222222 Disabled']);
RESET ROLE;
SELECT position, line FROM memberhub.audit_drop_line ORDER BY position;
SET ROLE memberhub_sealer;
SELECT memberhub.audit_partition_drop('2019-01', :days) AS a_draft_alone;
RESET ROLE;
CREATE FUNCTION pg_temp.state(p_number bigint, p_month text) RETURNS boolean LANGUAGE sql
RETURN (SELECT memberhub.audit_seal_append(
    p_number, regexp_replace(regexp_replace(
        pg_temp.record(p_number, l.to_transaction::text, l.to_transaction::text,
                       encode(sha256(convert_to(l.record, 'UTF8') || l.signature), 'hex')),
        'seal-1', 'seal-2'), '\nkey', concat(chr(10), 'dropped ', p_month, ' ', repeat('0', 64),
                                             chr(10), 'key')),
    decode(repeat('00', 64), 'hex'), l.to_transaction::text, l.to_transaction::text, '{}', '{}',
    '{}')
    FROM memberhub.audit_seal AS l ORDER BY l.number DESC LIMIT 1);
SELECT pg_temp.state(4, '2019-01') AS stated;
SET ROLE memberhub_sealer;
SELECT memberhub.audit_drop_stage('2019-01', 1, '{another}');
SELECT stated_by FROM memberhub.audit_drop_next(:days);
SELECT * FROM memberhub.audit_drop_kept(3, 3);
SELECT count(*) AS none FROM memberhub.audit_drop_kept(4, 9);
-- Too early by the database's clock, another month, everything kept; and eight are not nine.
SELECT memberhub.audit_partition_drop('2019-01', 100000) AS early,
       memberhub.audit_partition_drop('2019-02', :days) AS another,
       memberhub.audit_partition_drop('2019-01', 0) AS all_is_kept;
RESET ROLE;
DELETE FROM memberhub.audit_drop_line WHERE position = 2;
UPDATE memberhub.audit_drop_line SET line = 'events 7' WHERE position = 2;
DELETE FROM memberhub.audit_drop;
ALTER TABLE memberhub.audit_drop_line DISABLE TRIGGER audit_drop_line_append_only;
UPDATE memberhub.audit_drop_line SET line = 'events 7' WHERE position = 2;
SET ROLE memberhub_sealer;
SELECT memberhub.audit_partition_drop('2019-01', :days) AS not_as_stated;
RESET ROLE;
UPDATE memberhub.audit_drop_line SET line = 'events ' || (
    SELECT n.events FROM memberhub.audit_drop_next(:days) AS n) WHERE position = 2;
ALTER TABLE memberhub.audit_drop_line ENABLE ALWAYS TRIGGER audit_drop_line_append_only;
SET ROLE memberhub_sealer;
SELECT memberhub.audit_partition_drop('2019-01', :days) AS dropped;
SELECT memberhub.audit_partition_drop('2019-01', :days) AS again;
RESET ROLE;
-- The trail says so to its readers; how the statement says that it stood, the past is told by.
SELECT account_id, event_name, record::json ->> 'eventType' AS type,
       nullif(record::jsonb -> 'requestParameters', 'null') AS parameters, effects,
       harness.hashed(e)
FROM memberhub.audit_event AS e
WHERE event_name LIKE 'Trail%' ORDER BY sequence;
SELECT * FROM pg_temp.then_and_now WHERE at > '2019-01-31' ORDER BY at, member_id;
SET ROLE memberhub_admin;
SELECT month, number, octet_length(signature) FROM memberhub.audit_drops(NULL, 10);
SELECT month, position FROM memberhub.audit_drop_lines('2019-01', 2, 10);
SELECT drops, drop_lines FROM memberhub.audit_state_counts();
SELECT count(*) > 0 AS accounts FROM memberhub.audit_accounts_page(NULL, 3);
SELECT count(*) AS keys FROM memberhub.audit_keys_page('ZZZ', 3);
SELECT count(*) > 0 AS enrollments FROM memberhub.audit_enrollments_page(NULL, 3);
RESET ROLE;

-- What the trail tells of itself, no call can say.
SET ROLE memberhub_app;
SELECT memberhub.record_refusal(
    harness.caller('eu-west-1', '111111111111', 'TrailPartitionDropped'), NULL, NULL);
SELECT memberhub.create_members(
    harness.caller('eu-west-1', '111111111111', 'TrailBegins'), '{222222222222}', NULL, 10);

-- Nor does it append what no verifier could read, for an account that cannot be one or without a bound.
CREATE FUNCTION pg_temp.appended(p_event jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN memberhub.audit_record(sha256(convert_to(p_event::text, 'UTF8')), jsonb_build_array(
        '{"account_id": "111111111111", "identity": {"type": "Root"}, "service": "securityhub", "region": "trail",
          "operation": "ListMembers", "request_id": "bounds", "dialect": "documented"}'::jsonb || p_event));
EXCEPTION WHEN check_violation THEN
    RETURN regexp_replace(SQLERRM, '^.* violates', 'violates');
END
$$;
SELECT pg_temp.appended(jsonb_build_object('account_id', a.id))
FROM (VALUES (''), ('11111111111'), (repeat('1', 65)), (E'11111111111\n'), ('11111111111a')) AS a (id);
SELECT pg_temp.appended(jsonb_build_object(m.name, repeat('x', m.size)))
FROM (VALUES ('service', 257), ('region', 257), ('operation', 257), ('user_agent', 1048576)) AS m (name, size);
SELECT pg_temp.appended('{}');
RESET ROLE;

-- The lag is the age of the event that is next in turn to be sealed, and 0 when there is none.
SET ROLE memberhub_sealer;
SELECT u.from_transaction, u.to_transaction FROM memberhub.audit_unsealed(1000000) AS u LIMIT 1
\gset
SET ROLE memberhub_app;
SELECT seal_number, lag_ms AS earlier_ms FROM memberhub.audit_lag() \gset
RESET ROLE;
SELECT :earlier_ms > 0 AS lags,
       :earlier_ms <= extract(epoch FROM clock_timestamp() - e.event_time) * 1000 AS not_older,
       l.lag_ms >= :earlier_ms AS grows, l.seal_number = :seal_number AS same_seal
FROM memberhub.audit_lag() AS l, memberhub.audit_event AS e
WHERE e.transaction_id >= :'from_transaction'::xid8
ORDER BY e.transaction_id, e.sequence LIMIT 1;
SELECT pg_temp.seal(:seal_number + 1, :'from_transaction', :'to_transaction');
SELECT l.seal_number - :seal_number AS next,
       l.sealed_at_ms = extract(epoch FROM s.sealed_at) * 1000 AS at, l.lag_ms
FROM memberhub.audit_lag() AS l JOIN memberhub.audit_seal AS s ON s.number = l.seal_number;
