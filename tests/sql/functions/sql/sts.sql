-- AssumeRole: what a session is told, what it hands on, and what both accounts' trails tell.
\set region sts
SELECT harness.fault('access_denied', 'query', 'AccessDenied',
    'User: {0} is not authorized to perform: {1} on resource: {2}');
CREATE FUNCTION pg_temp.assume(
    p_caller_id text, p_account_id text, p_keys text[] DEFAULT NULL, p_values text[] DEFAULT NULL,
    p_transitive text[] DEFAULT NULL, p_source_identity text DEFAULT NULL,
    p_session jsonb DEFAULT NULL, p_retry_key text DEFAULT NULL
) RETURNS memberhub.answer LANGUAGE plpgsql AS $$
DECLARE
    v_arn text := format('arn:aws:iam::%s:role/team/Deploy', p_account_id);
    v_caller memberhub.caller := harness.caller(
        'sts', p_caller_id, 'AssumeRole', p_retry_key,
        jsonb_strip_nulls(jsonb_build_object(
            'roleArn', v_arn, 'roleSessionName', 'me', 'sourceIdentity', p_source_identity)),
        'query', 'sts');
BEGIN
    v_caller.request_id := gen_random_uuid();
    v_caller.identity := CASE WHEN p_session IS NULL
        THEN jsonb_build_object('type', 'Root', 'principalId', p_caller_id,
                                'arn', format('arn:aws:iam::%s:root', p_caller_id),
                                'accountId', p_caller_id)
        ELSE jsonb_build_object('type', 'AssumedRole', 'principalId', 'AROAEXAMPLE:you',
                                'arn', format('arn:aws:sts::%s:assumed-role/R/you', p_caller_id),
                                'accountId', p_caller_id) END;
    RETURN memberhub.assume_role(
        v_caller, v_arn, 'me', 3600, 'ASIAEXAMPLEEXAMPLE22', true, p_keys, p_values, p_transitive,
        p_source_identity, p_session);
END
$$;
CREATE FUNCTION pg_temp.show(p_answer memberhub.answer) RETURNS text LANGUAGE sql
RETURN CASE WHEN p_answer.fault IS NOT NULL
    THEN concat_ws(' ', 'refused', p_answer.fault, p_answer.arguments::text)
    ELSE concat_ws(' ', 'ok', p_answer.result ->> 'packed_policy_size',
                   p_answer.result ->> 'source_identity',
                   p_answer.result #>> '{credentials,session,tags}',
                   p_answer.result #>> '{credentials,session,source_identity}') END;
SET ROLE memberhub_app;

-- Without anything; with tags of which one is transitive, and a source identity.
SELECT pg_temp.show(pg_temp.assume('111111111111', '222222222222'));
SELECT pg_temp.show(pg_temp.assume('111111111111', '222222222222', '{Team,Cost}', '{blue,42}',
                                   '{team}', 'jo'));

-- A key is one in whatever letters; what is transitive must be there; "aws:" is AWS's.
SELECT pg_temp.show(pg_temp.assume('111111111111', '222222222222', '{Team,TEAM}', '{1,2}'));
SELECT pg_temp.show(pg_temp.assume('111111111111', '222222222222', '{Team}', '{1}', '{Cost}'));
SELECT pg_temp.show(pg_temp.assume('111111111111', '222222222222', NULL, NULL, '{Cost}'));
SELECT pg_temp.show(pg_temp.assume('111111111111', '222222222222', '{AWS:x}', '{1}'));

-- The room for tags, on both sides: 459 bytes are 100 %, and nine of 252 are 498 %, as on AWS.
SELECT left(pg_temp.show(pg_temp.assume('111111111111', '222222222222', ARRAY['k'],
                                        ARRAY[repeat('v', n)])), 40) AS told, want
FROM (VALUES (456, 'ok 100'), (461, 'refused packed_policy_too_large {101}')) AS v (n, want);
SELECT pg_temp.show(pg_temp.assume('111111111111', '222222222222', array_agg('k' || n),
                                   array_agg(repeat('v', 250))))
FROM generate_series(1, 9) AS n;

-- A session hands on its source identity and its transitive tags, which cannot be overridden.
\set session '{"tags": [{"key": "Team", "value": "blue", "transitive": true}, {"key": "Cost", "value": "42", "transitive": false}], "source_identity": "jo"}'
SELECT pg_temp.show(pg_temp.assume('222222222222', '333333333333', p_session => :'session'));
SELECT pg_temp.show(pg_temp.assume('222222222222', '333333333333', '{Cost}', '{43}', '{Cost}', 'jo',
                                   :'session'));
SELECT pg_temp.show(pg_temp.assume('222222222222', '333333333333', '{team}', '{red}',
                                   p_session => :'session'));
SELECT pg_temp.show(pg_temp.assume('222222222222', '333333333333', p_source_identity => 'ed',
                                   p_session => :'session'));
SELECT pg_temp.show(pg_temp.assume('222222222222', '333333333333', p_source_identity => 'ed',
                                   p_session => '{}'));

-- Nobody's account cannot come into being.
SELECT pg_temp.show(pg_temp.assume('111111111111', '000000000000'));
SELECT count(*) FROM memberhub.test_account_open('000000000000');
RESET ROLE;
SELECT count(*) FROM memberhub.account WHERE account_id = '000000000000';
SELECT memberhub.key_create('AKIAIOSFODNN7EXAMPLE', '000000000000', '\x00');
\set VERBOSITY terse
INSERT INTO memberhub.account (account_id, name) VALUES ('000000000000', 'nobody');

-- One call across accounts is one event in each, with one id between them; a repetition of it, a
-- refused one, and one inside of an account are no event of another's.
SET ROLE memberhub_app;
SELECT pg_temp.show(pg_temp.assume('411111111111', '422222222222', '{Team}', '{blue}', '{Team}',
                                   'jo', p_retry_key => 'again'));
SELECT pg_temp.show(pg_temp.assume('411111111111', '422222222222', '{Team}', '{blue}', '{Team}',
                                   'jo', p_retry_key => 'again'));
SELECT pg_temp.show(pg_temp.assume('411111111111', '422222222222', '{aws:x}', '{blue}'));
SELECT pg_temp.show(pg_temp.assume('411111111111', '411111111111'));
SELECT pg_temp.show(pg_temp.assume('422222222222', '411111111111', p_session => :'session'));
RESET ROLE;
SELECT e.account_id, r -> 'userIdentity' AS identity, r ->> 'errorCode' AS error,
       r -> 'requestParameters' AS parameters, r #>> '{responseElements,assumedRoleUser,arn}' AS session,
       r -> 'resources' AS resources, r ->> 'recipientAccountId' AS recipient, r -> 'readOnly' AS read
FROM memberhub.audit_event AS e, LATERAL (SELECT e.record::jsonb AS r) AS j
WHERE e.region = 'sts' AND e.account_id IN ('411111111111', '422222222222')
ORDER BY e.sequence;
SELECT count(*) AS calls, count(DISTINCT account_id) AS accounts, count(DISTINCT event_id) AS events
FROM memberhub.audit_event AS e
WHERE e.region = 'sts' AND e.account_id > '4' AND e.record::jsonb ? 'sharedEventID'
GROUP BY e.record::jsonb ->> 'sharedEventID' ORDER BY min(e.sequence);
SELECT x.value ->> 'resource_type' AS type, x.value ->> 'resource_name' AS name
FROM memberhub.lookup_events(
    harness.caller('sts', '422222222222', 'LookupEvents', p_service => 'cloudtrail'),
    'ResourceName', 'arn:aws:iam::422222222222:role/team/Deploy', NULL, NULL, 50, NULL) AS a,
    json_array_elements(a.result -> 'events') AS e, json_array_elements(e.value -> 'resources') AS x;
SELECT count(*) FILTER (WHERE NOT harness.hashed(e)) AS wrong FROM memberhub.audit_event AS e
WHERE e.region = 'sts';
