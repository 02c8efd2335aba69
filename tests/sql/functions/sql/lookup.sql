-- LookupEvents: the caller's own events in its region, newest first, by one attribute, in pages.
\set region lookup
SELECT harness.fault('not_subscribed', 'documented', 'InvalidAccessException',
    'Account {0} is not subscribed');
SET ROLE memberhub_app;
SELECT harness.enable(:'region', '711111111111', '722222222222');
SELECT harness.bring(:'region', '711111111111', '722222222222', 'Enabled');
SELECT harness.enable('lookup-elsewhere', '711111111111');
SELECT harness.detect(:'region', '711111111111');
SELECT memberhub.audit_record(sha256('one of lookup'), jsonb_agg(jsonb_build_object(
    'account_id', '711111111111', 'service', 'securityhub', 'region', :'region',
    'operation', u.operation, 'dialect', 'documented', 'read_only', true, 'identity', u.identity,
    'fault', u.fault, 'arguments', u.arguments,
    'event_time_ms', (extract(epoch FROM clock_timestamp()) * 1000)::bigint)))
FROM (VALUES
    ('ListMembers', '{"type": "IAMUser", "userName": "alice", "accessKeyId": "AKIAEXAMPLE"}'::jsonb,
     NULL, NULL),
    ('GetMembers', '{"type": "AssumedRole", "principalId": "AROAEXAMPLE:night-shift"}',
     'not_subscribed', '["711111111111"]'::jsonb)
) AS u (operation, identity, fault, arguments);

CREATE FUNCTION pg_temp.look(
    p_key text DEFAULT NULL, p_value text DEFAULT NULL, p_limit integer DEFAULT 50,
    p_start_ms bigint DEFAULT NULL, p_end_ms bigint DEFAULT NULL,
    p_account_id text DEFAULT '711111111111', p_region text DEFAULT 'lookup'
) RETURNS SETOF json LANGUAGE plpgsql AS $$
DECLARE
    v_answer memberhub.answer;
    v_after text;
BEGIN
    LOOP
        v_answer := memberhub.lookup_events(
            harness.caller(p_region, p_account_id, 'LookupEvents', p_service => 'cloudtrail'),
            p_key, p_value, p_start_ms, p_end_ms, p_limit, v_after);
        RETURN QUERY SELECT e FROM json_array_elements(v_answer.result -> 'events') AS e;
        v_after := v_answer.result ->> 'next';
        EXIT WHEN v_after IS NULL;
    END LOOP;
END
$$;
-- All there is, and the same in pages of two.
SELECT e ->> 'event_name' AS event, e ->> 'event_source' AS source, e ->> 'read_only' AS read_only,
       e ->> 'username' AS username, e ->> 'access_key_id' AS key,
       regexp_replace(e ->> 'resources', '[0-9a-f]{32}', '<id>') AS resources,
       json_typeof(e -> 'event_time') AS time
FROM pg_temp.look() AS e;
SELECT array_agg(e ->> 'event_id') = (SELECT array_agg(o ->> 'event_id') FROM pg_temp.look() AS o)
           AS same,
       bool_and((e ->> 'cloudtrail_event')::json ->> 'eventID' = e ->> 'event_id') AS with_record
FROM pg_temp.look(p_limit => 2) AS e;
SELECT bool_and(t.time <= t.before) AS newest_first
FROM (SELECT (e ->> 'event_time')::numeric AS time,
             lag((e ->> 'event_time')::numeric, 1, 1e12) OVER () AS before
      FROM pg_temp.look() AS e) AS t;

-- By each attribute; what nobody has, and what is no attribute.
SELECT a.key, a.value, count(e.e) AS events, string_agg(e.e ->> 'event_name', ' ') AS names
FROM (VALUES ('EventName', 'InviteMembers'), ('EventName', 'invitemembers'),
             ('EventSource', 'guardduty.amazonaws.com'), ('ReadOnly', 'true'),
             ('ReadOnly', 'false'), ('Username', 'alice'), ('Username', 'night-shift'),
             ('AccessKeyId', 'AKIAEXAMPLE'), ('ResourceType', 'AWS::SecurityHub::Member'),
             ('ResourceType', 'AWS::GuardDuty::Detector'), ('ResourceName', '722222222222'),
             ('ResourceName', 'arn:aws:securityhub:lookup:711111111111:hub/default'),
             ('ResourceName', '733333333333'), ('EventId', 'none'), ('Unknown', 'x'))
    AS a (key, value)
LEFT JOIN LATERAL pg_temp.look(a.key, a.value, 1) AS e ON true
GROUP BY a.key, a.value ORDER BY a.key, a.value;
SELECT count(*) AS by_id
FROM pg_temp.look() AS e CROSS JOIN LATERAL pg_temp.look('EventId', e ->> 'event_id') AS o
WHERE o ->> 'event_id' = e ->> 'event_id';
SELECT e ->> 'event_name' AS event, (e ->> 'cloudtrail_event')::json ->> 'errorMessage' AS message
FROM pg_temp.look('EventName', 'GetMembers') AS e;

-- Times: the first and the last millisecond count; after the end there is nothing.
SELECT count(*) FILTER (WHERE w.what = 'inside') AS inside,
       count(*) FILTER (WHERE w.what = 'before') AS before,
       count(*) FILTER (WHERE w.what = 'after') AS after
FROM (SELECT min((e ->> 'event_time')::numeric * 1000)::bigint AS first,
             max((e ->> 'event_time')::numeric * 1000)::bigint AS last
      FROM pg_temp.look() AS e) AS t
CROSS JOIN LATERAL (
    SELECT 'inside' AS what FROM pg_temp.look(p_start_ms => t.first, p_end_ms => t.last)
    UNION ALL SELECT 'before' FROM pg_temp.look(p_start_ms => 0, p_end_ms => t.first - 1)
    UNION ALL SELECT 'after' FROM pg_temp.look(p_start_ms => t.last + 1)) AS w;

-- Nobody else's, and nothing of another region.
SELECT count(*) AS in_the_other_region FROM pg_temp.look(p_region => 'lookup-elsewhere');
SELECT e ->> 'event_name' AS event FROM pg_temp.look(p_account_id => '722222222222') AS e;
SELECT count(*) AS of_nobody FROM pg_temp.look(p_account_id => '733333333333');
RESET ROLE;
SELECT memberhub.account_set_status('711111111111', 'suspended');
SELECT harness.show(memberhub.lookup_events(
    harness.caller('lookup', '711111111111', 'LookupEvents'), NULL, NULL, NULL, NULL, 50, NULL));

-- What an event is found by is what its record says, also of events that were there before.
SELECT count(*) > 0 AS events,
       count(*) FILTER (WHERE e.attributes IS DISTINCT FROM
                              memberhub.audit_attributes_of(e.effects, e.record)) AS disagree
FROM memberhub.audit_event AS e;

-- One call looks at two thousand events at most: what is rare comes on a later page, all the same.
SELECT memberhub.audit_append(array_agg(ROW(
    harness.caller('lookup', '744444444444', CASE n WHEN 1 THEN 'Rare' ELSE 'Common' END), NULL,
    NULL, NULL, NULL, false, NULL)::memberhub.audit_entry))
FROM generate_series(1, 10500) AS n;
SELECT json_array_length(a.result -> 'events') AS events, a.result ->> 'next' IS NOT NULL AS more
FROM memberhub.lookup_events(harness.caller('lookup', '744444444444', 'LookupEvents'),
    'EventName', 'Rare', NULL, NULL, 50, NULL) AS a;
SELECT e ->> 'event_name' AS event
FROM pg_temp.look('EventName', 'Rare', p_account_id => '744444444444') AS e;

-- A page ends with the event that reaches 256 KiB, as it goes out: a record is JSON in JSON, so each
-- of its quotes is two bytes. Nothing is left out between the pages.
CREATE FUNCTION pg_temp.wide(p_account_id text, p_events integer, p_sign text, p_bytes integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_caller memberhub.caller := harness.caller('lookup', p_account_id, 'Wide');
BEGIN
    v_caller.parameters := jsonb_build_object('a', repeat(p_sign, p_bytes));
    PERFORM memberhub.audit_append(array_agg(
        ROW(v_caller, NULL, NULL, NULL, NULL, false, NULL)::memberhub.audit_entry))
    FROM generate_series(1, p_events);
END
$$;
SELECT pg_temp.wide('755555555555', 60, 'a', 24 * 1024);
SELECT pg_temp.wide('766666666666', 60, '"', 12 * 1024);
SELECT pg_temp.wide('777777777777', 60, 'a', 4 * 1024);
CREATE FUNCTION pg_temp.pages(p_account_id text)
RETURNS TABLE (page integer, events integer, bytes integer, ids text[]) LANGUAGE plpgsql AS $$
DECLARE
    v_answer memberhub.answer;
    v_after text;
BEGIN
    page := 0;
    LOOP
        v_answer := memberhub.lookup_events(
            harness.caller('lookup', p_account_id, 'LookupEvents', p_service => 'cloudtrail'),
            NULL, NULL, NULL, NULL, 50, v_after);
        page := page + 1;
        events := json_array_length(v_answer.result -> 'events');
        bytes := octet_length(v_answer.result::text);
        ids := ARRAY(SELECT e ->> 'event_id' FROM json_array_elements(v_answer.result -> 'events') AS e);
        RETURN NEXT;
        v_after := v_answer.result ->> 'next';
        EXIT WHEN v_after IS NULL;
    END LOOP;
END
$$;
SELECT a.account_id, p.page, p.events, p.bytes BETWEEN 256 * 1024 AND 256 * 1024 + 60000 AS at_the_bound
FROM (VALUES ('755555555555'), ('766666666666'), ('777777777777')) AS a (account_id)
CROSS JOIN LATERAL pg_temp.pages(a.account_id) AS p
ORDER BY a.account_id, p.page;
SELECT count(DISTINCT i.id) AS all_of_them, count(i.id) AS once
FROM (VALUES ('755555555555'), ('766666666666'), ('777777777777')) AS a (account_id)
CROSS JOIN LATERAL pg_temp.pages(a.account_id) AS p
CROSS JOIN LATERAL unnest(p.ids) AS i (id);

-- Records are not looked into: among large ones a search costs hardly more than among small ones
-- (1 to 3 s against 20 ms when they were). Best of five, in turns, whatever else the machine does.
SELECT pg_temp.wide('788888888888', 2050, 'a', 24 * 1024);
SELECT pg_temp.wide('799999999999', 2050, 'a', 24);
CREATE FUNCTION pg_temp.best_ms(p_account_id text, p_key text, p_value text, p_limit integer)
RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    v_best numeric := 1e9;
    v_begin timestamptz;
BEGIN
    FOR i IN 1..5 LOOP
        v_begin := clock_timestamp();
        PERFORM memberhub.lookup_events(
            harness.caller('lookup', p_account_id, 'LookupEvents', p_service => 'cloudtrail'),
            p_key, p_value, NULL, NULL, p_limit, NULL);
        v_best := least(v_best, 1000 * extract(epoch FROM clock_timestamp() - v_begin));
    END LOOP;
    RETURN v_best;
END
$$;
SELECT a.key, pg_temp.best_ms('788888888888', a.key, a.value, 50)
              < 5 * pg_temp.best_ms('799999999999', a.key, a.value, 50) AS cheap
FROM (VALUES ('EventName', 'None'), ('EventId', 'none'), ('EventSource', 'none'),
             ('ReadOnly', 'true'), ('Username', 'nobody'), ('AccessKeyId', 'none'),
             ('ResourceName', 'none'), ('ResourceType', 'none'))
    AS a (key, value);
DELETE FROM memberhub.fault_catalogue;
