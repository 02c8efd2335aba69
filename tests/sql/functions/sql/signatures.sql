-- One call, one change: what is known by its signature gets the stored answer, whatever it is called;
-- unless it comes within two seconds of the first and its caller did something else in between.
\set VERBOSITY terse
\set region signatures
SELECT harness.enable(:'region', '111111111111', '222222222222', '333333333333');
SELECT harness.enable('signatures-else', '111111111111');
-- A call of one account, named p_key and signed p_signature, by the account's access key or another.
CREATE FUNCTION pg_temp.call(
    p_call text, p_key text, p_signature text, p_access_key_id text DEFAULT 'KEY1',
    p_region text DEFAULT 'signatures'
) RETURNS text
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_caller memberhub.caller := harness.caller(
        p_region, '111111111111', p_call, p_key, p_signature => p_signature,
        p_access_key_id => p_access_key_id);
BEGIN
    RETURN harness.show(CASE p_call
        WHEN 'create' THEN memberhub.create_members(v_caller, '{222222222222}', NULL, 100)
        WHEN 'delete' THEN memberhub.delete_members(v_caller, '{222222222222}')
        WHEN 'leave' THEN memberhub.disassociate_from_administrator_account(v_caller) END);
END
$$;
-- VOLATILE: sees what the call beside it did.
CREATE FUNCTION pg_temp.members() RETURNS bigint
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    RETURN (SELECT count(*) FROM memberhub.relationship AS r WHERE r.region = 'signatures');
END
$$;
-- All that came is of so long ago. What is ahead of now is within two seconds however slow this is.
CREATE FUNCTION pg_temp.arrived(p_ago interval) RETURNS void
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    -- The column would round, and might set it later.
    UPDATE memberhub.retry_key AS k SET arrived_at = date_trunc('milliseconds', now() - p_ago);
END;

-- Created, deleted, created with the same bytes, by a client that names no calls: each has a request
-- id of its own, and each is made.
SELECT pg_temp.call('create', 'r1', 'CREATE'), pg_temp.members();
SELECT pg_temp.call('delete', 'r2', 'DELETE'), pg_temp.members();
SELECT pg_temp.arrived('-1 hour');
SELECT pg_temp.call('create', 'r3', 'CREATE'), pg_temp.members();
SELECT pg_temp.call('delete', 'r4', 'DELETE'), pg_temp.members();
SELECT pg_temp.call('create', 'r5', 'CREATE'), pg_temp.members();
-- Its repetition is one while nothing else was done: the answer is the last one's.
SELECT pg_temp.call('create', 'r6', 'CREATE'), pg_temp.members();
-- What a worker sends again after a lost session is the same call, whatever was done in between.
SELECT pg_temp.call('delete', 'r7', 'DELETE'), pg_temp.members();
SELECT pg_temp.call('create', 'r1', 'CREATE'), pg_temp.members();
SELECT pg_temp.call('create', 'r3', 'CREATE'), pg_temp.members();
SELECT pg_temp.call('create', 'r5', 'CREATE'), pg_temp.members();
-- Whoever has the bytes changes nothing later, whatever they call them.
SELECT pg_temp.arrived('2 seconds');
SELECT pg_temp.call('create', 'r8', 'CREATE'), pg_temp.members();
SELECT pg_temp.call('create', 'forged', 'CREATE'), pg_temp.members();
SELECT count(*) AS events FROM memberhub.audit_event WHERE region = :'region' AND event_name = 'create';

-- The first arrival stays what it was, however often the call is made anew.
SELECT pg_temp.call('create', 's1', 'FIRST'), pg_temp.members();
UPDATE memberhub.retry_key SET arrived_at = '2100-01-01T00:00:00Z';
SELECT pg_temp.call('delete', 's2', 'delete 2'), pg_temp.members();
SELECT pg_temp.call('create', 's3', 'FIRST'), pg_temp.members();
SELECT pg_temp.call('delete', 's4', 'delete 3'), pg_temp.members();
SELECT pg_temp.call('create', 's5', 'FIRST'), pg_temp.members();
SELECT arrived_at AT TIME ZONE 'UTC' AS arrived_at, count(*) FROM memberhub.retry_key
WHERE signature = sha256(convert_to(:'region' || 'signedFIRST', 'UTF8')) GROUP BY 1;

-- In between count changes of the same access key in the same service and region, and no refusals.
SELECT pg_temp.call('delete', 't1', 'AGAIN'), pg_temp.members();
SELECT pg_temp.call('create', 't2', 'of another key', 'KEY2'), pg_temp.members();
SELECT pg_temp.arrived('-1 hour');
SELECT pg_temp.call('create', 't3', 'elsewhere', 'KEY1', 'signatures-else');
SELECT pg_temp.call('leave', 't4', 'refused');
SELECT pg_temp.call('delete', 't5', 'AGAIN'), pg_temp.members();

-- An SDK's retry has its name, another time and so another signature: the answer is the first one's.
-- Its bytes are known from then on, and are no change that comes in between.
SELECT pg_temp.call('delete', 'u1', 'u at 1'), pg_temp.members();
SELECT pg_temp.call('create', 'u2', 'u at 2'), pg_temp.members();
SELECT pg_temp.call('delete', 'u1', 'u at 3'), pg_temp.members();
SELECT pg_temp.arrived('2 seconds');
SELECT pg_temp.call('delete', 'forged', 'u at 3'), pg_temp.members();
SELECT pg_temp.call('delete', 'forged', 'u at 1'), pg_temp.members();
SELECT pg_temp.arrived('-1 hour');
SELECT pg_temp.call('create', 'u4', 'u at 2'), pg_temp.members();

-- A refusal is an answer too, and what was refused is not carried out later.
SELECT pg_temp.call('delete', 'v0', 'has no members');
SELECT pg_temp.call('leave', 'v1', 'LEAVE');
SELECT pg_temp.arrived('2 seconds');
SELECT harness.bring(:'region', '333333333333', '111111111111', 'Enabled');
SELECT pg_temp.call('leave', 'v2', 'LEAVE');
SELECT pg_temp.call('leave', 'v3', 'LEAVES');
-- A new call under a known signature that fails leaves all as it was.
SELECT pg_temp.call('delete', 'w1', 'FAILS'), pg_temp.members();
SELECT pg_temp.call('create', 'w2', 'in between'), pg_temp.members();
SELECT pg_temp.arrived('-1 hour');
BEGIN;
SELECT pg_temp.call('delete', 'w3', 'FAILS'), pg_temp.members();
ROLLBACK;
SELECT pg_temp.call('delete', 'w4', 'FAILS'), pg_temp.members();
SELECT pg_temp.call('delete', 'w3', 'FAILS'), pg_temp.members();
-- After a day both names of the call are free.
SELECT pg_temp.call('create', 'x1', 'the next day'), pg_temp.members();
UPDATE memberhub.retry_key SET created_at = created_at - interval '25 hours';
SELECT pg_temp.call('delete', 'w4', 'FAILS'), pg_temp.members();
