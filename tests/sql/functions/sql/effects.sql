-- The trail explains every state: what each operation moves is in its event, and replaying the
-- events gives the relationships as they stand.
\set region effects
CREATE FUNCTION pg_temp.short(p_operation text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE p_operation
    WHEN 'CreateMembers' THEN 'create' WHEN 'InviteMembers' THEN 'invite'
    WHEN 'DisassociateMembers' THEN 'disassociate' WHEN 'DeleteMembers' THEN 'delete'
    WHEN 'StartMonitoringMembers' THEN 'start' WHEN 'StopMonitoringMembers' THEN 'stop'
    WHEN 'AcceptAdministratorInvitation' THEN 'accept' WHEN 'DeclineInvitations' THEN 'decline'
    WHEN 'DeleteInvitations' THEN 'delete_invitations'
    WHEN 'DisassociateFromAdministratorAccount' THEN 'leave'
    WHEN 'DisableSecurityHub' THEN 'disable' WHEN 'DeleteDetector' THEN 'delete_detector'
    WHEN 'UpdateDetector enable=true' THEN 'resume'
    WHEN 'UpdateDetector enable=false' THEN 'suspend' END;
CREATE FUNCTION pg_temp.enroll(p_service text, p_region text, VARIADIC p_account_ids text[])
RETURNS void LANGUAGE sql
RETURN CASE p_service WHEN 'guardduty' THEN harness.detect(p_region, VARIADIC p_account_ids)
                      ELSE harness.enable(p_region, VARIADIC p_account_ids) END;

-- Each transition that moves a relationship, by the operation that makes it: its event says so, and
-- that alone. (An invitation can be accepted by an account that was suspended: that is two moves.)
SET ROLE memberhub_app;
CREATE FUNCTION pg_temp.move(p_row integer, p_service text, p_operation text, p_caller text,
                             p_from text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_region text := 'effects-' || p_row;
    v_ids text[] := '{111111111111,222222222222}';
BEGIN
    PERFORM pg_temp.enroll(p_service, v_region, VARIADIC v_ids);
    PERFORM harness.bring(v_region, v_ids[1], v_ids[2], p_from, p_service);
    RETURN harness.race(
        pg_temp.short(p_operation), CASE p_caller WHEN 'member' THEN v_ids[2] ELSE v_ids[1] END,
        ARRAY[CASE p_caller WHEN 'member' THEN v_ids[1] ELSE v_ids[2] END], NULL, p_service,
        v_region);
END
$$;
RESET ROLE;
CREATE TABLE pg_temp.transition AS
SELECT row_number() OVER (ORDER BY t.service, t.operation, t.caller, t.from_state)::integer AS row,
       t.*
FROM memberhub.state_transition AS t WHERE t.outcome IN ('change', 'remove');
SELECT count(*) AS calls, count(*) FILTER (WHERE m.answer LIKE 'ok%') AS done
FROM (SELECT pg_temp.move(t.row, t.service, t.operation, t.caller, t.from_state) AS answer
      FROM pg_temp.transition AS t) AS m;
SELECT t.service, t.operation, t.caller, e.effects
FROM pg_temp.transition AS t
JOIN LATERAL (SELECT a.effects FROM memberhub.audit_event AS a
              WHERE a.region = 'effects-' || t.row ORDER BY a.sequence DESC LIMIT 1) AS e ON true
WHERE e.effects::jsonb IS DISTINCT FROM jsonb_build_array(jsonb_build_object(
    'administrator', '111111111111', 'member', '222222222222', 'from', t.from_state,
    'to', coalesce(t.to_state, 'None')));
SELECT u.* FROM pg_temp.transition AS t, harness.unexplained('effects-' || t.row) AS u;

-- A list is in the order of its members; who does not move is not in it; nor is a call that moves
-- nobody.
SELECT harness.enable(:'region', '111111111111', '222222222222', '333333333333');
SELECT harness.race('create', '111111111111',
    '{444444444444,222222222222,111111111111,333333333333}', 'list', p_region => :'region');
SELECT harness.race('create', '111111111111', '{222222222222}', p_region => :'region');
-- A retry has the first answer, without effects.
SELECT harness.race('create', '111111111111',
    '{444444444444,222222222222,111111111111,333333333333}', 'list', p_region => :'region');
SELECT event_name, effects FROM memberhub.audit_event
WHERE region = :'region' AND event_name = 'create' ORDER BY sequence;
DELETE FROM memberhub.retry_key WHERE key = sha256(convert_to(:'region' || 'list', 'UTF8'));
-- One that comes suspended moves twice, in that order.
SELECT harness.detect(:'region', '111111111111', '222222222222');
SELECT harness.race('suspend', '222222222222', NULL, NULL, 'guardduty', :'region');
SELECT harness.bring(:'region', '111111111111', '222222222222', 'Enabled', 'guardduty');
SELECT event_name, effects FROM memberhub.audit_event
WHERE region = :'region' AND service = 'guardduty' AND effects IS NOT NULL ORDER BY sequence;
SELECT * FROM harness.unexplained(:'region');

-- Random operations of five accounts that are administrators and members of each other, looked at
-- after each. On failure the seed is shown; with it in MEMBERHUB_TEST_SEED the run is the same.
\getenv given_seed MEMBERHUB_TEST_SEED
\if :{?given_seed}
\else
SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint % 1000000 AS given_seed \gset
\endif
CREATE FUNCTION pg_temp.wander(p_seed integer, p_service text, p_steps integer)
RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    v_region text := 'effects-' || p_service;
    v_accounts text[] := '{111111111111,222222222222,333333333333,444444444444,555555555555}';
    v_calls text[] := CASE p_service
        WHEN 'guardduty' THEN
            '{create,create,invite,invite,accept,accept,accept,disassociate,delete,delete,decline,
              delete_invitations,leave,suspend,resume,start,stop,create_detector,create_detector,
              delete_detector}'::text[]
        ELSE '{create,create,invite,invite,accept,accept,accept,disassociate,delete,delete,decline,
               delete_invitations,leave,enable,enable,disable}'::text[] END;
    v_call text;
    v_account text;
    v_others text[];
    v_wrong text;
BEGIN
    PERFORM setseed(p_seed / 1000000.0);
    PERFORM pg_temp.enroll(p_service, v_region, VARIADIC v_accounts);
    FOR n IN 1..p_steps LOOP
        v_call := v_calls[1 + floor(random() * cardinality(v_calls))::integer];
        -- Mostly the first two administer and the others are members: else all soon have members,
        -- and nobody may accept.
        v_account := v_accounts[CASE
            WHEN random() < 0.05 OR v_call ~ 'enable|disable|detector'
                THEN 1 + floor(random() * 5)::integer
            WHEN v_call IN ('create', 'invite', 'disassociate', 'delete', 'start', 'stop')
                THEN 1 + floor(random() * 2)::integer
            ELSE 3 + floor(random() * 3)::integer END];
        v_others := ARRAY(SELECT a FROM unnest(v_accounts) AS a
                          WHERE a <> v_account ORDER BY random()
                          LIMIT CASE v_call WHEN 'accept' THEN 1 ELSE 1 + n % 3 END);
        PERFORM harness.race(v_call, v_account, v_others, NULL, p_service, v_region);
        FOR v_wrong IN SELECT u::text FROM harness.unexplained(v_region) AS u LOOP
            RETURN NEXT format('seed %s, step %s, %s by %s of %s: %s', p_seed, n, v_call,
                               v_account, v_others, v_wrong);
        END LOOP;
    END LOOP;
END
$$;
SELECT * FROM pg_temp.wander(:given_seed, 'securityhub', 250);
SELECT * FROM pg_temp.wander(:given_seed, 'guardduty', 250);
-- They went somewhere.
SELECT :given_seed AS seed, s.service, count(e.to_state) AS moves,
       count(DISTINCT e.to_state) AS states
FROM (VALUES ('securityhub'), ('guardduty')) AS s (service)
LEFT JOIN memberhub.audit_effect AS e
    ON e.service = s.service AND e.region IN ('effects-securityhub', 'effects-guardduty')
GROUP BY s.service HAVING count(e.to_state) < 10 OR count(DISTINCT e.to_state) < 2;

-- Every event of every test so far has the hash that is computed by other means.
SELECT count(*) FILTER (WHERE harness.hashed(e)) > 300 AS many,
       count(*) FILTER (WHERE NOT harness.hashed(e)) AS wrong
FROM memberhub.audit_event AS e;
