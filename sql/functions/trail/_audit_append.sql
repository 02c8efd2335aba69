CREATE OR REPLACE FUNCTION memberhub.fault_text(
    p_caller memberhub.caller, p_fault text, p_arguments text[],
    OUT error_code text, OUT sentence text
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    -- One pass over the sentence: what an argument brings in is never taken for a placeholder.
    SELECT f.error_code, (
        SELECT string_agg(CASE m.part[1]
            WHEN '{product}' THEN
                CASE p_caller.service WHEN 'guardduty' THEN 'GuardDuty' ELSE 'SecurityHub' END
            WHEN '{0}' THEN coalesce(p_arguments[1], '')
            WHEN '{1}' THEN coalesce(p_arguments[2], '')
            WHEN '{2}' THEN coalesce(p_arguments[3], '')
            ELSE m.part[1] END, '' ORDER BY m.position)
        FROM regexp_matches(f.sentence, '[{](?:product|[0-2])[}]|[{]|[^{]+', 'g')
            WITH ORDINALITY AS m (part, position))
    INTO error_code, sentence
    FROM fault_catalogue AS f
    WHERE f.name = p_fault AND f.dialect = p_caller.dialect;
END
$$;
REVOKE ALL ON FUNCTION memberhub.fault_text(memberhub.caller, text, text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.fault_text(memberhub.caller, text, text[]) IS
    'What the client is told of a fault, in the caller''s dialect.';

CREATE OR REPLACE FUNCTION memberhub.audit_response(
    p_caller memberhub.caller, p_result json
) RETURNS json
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    IF p_caller.service = 'securityhub' AND p_caller.operation = 'DisassociateMembers' THEN
        RETURN NULL; -- nobody was told which accounts were not processed
    ELSIF json_array_length(p_result -> 'unprocessed') = 0 THEN
        -- As below, but most often so, and the query costs as much as the rest of an event.
        RETURN json_build_object(
            CASE p_caller.service WHEN 'guardduty' THEN 'unprocessedAccounts'
                                  ELSE 'UnprocessedAccounts' END, '[]'::json);
    ELSIF octet_length(p_result::text) > 24 * 1024 THEN
        -- As of parameters: who names thousands of accounts cannot fill the trail with it.
        RETURN json_build_object('omitted', true, 'originalSize', octet_length(p_result::text));
    ELSIF p_result -> 'unprocessed' IS NOT NULL THEN
        RETURN (
            SELECT json_build_object(n.list, json_agg(json_build_object(
                n.account, u.value ->> 'account_id', n.reason, t.sentence) ORDER BY u.position))
            FROM (VALUES ('guardduty', 'unprocessedAccounts', 'accountId', 'result'),
                         ('securityhub', 'UnprocessedAccounts', 'AccountId', 'ProcessingResult'))
                AS n (service, list, account, reason)
            CROSS JOIN json_array_elements(p_result -> 'unprocessed')
                WITH ORDINALITY AS u (value, position)
            CROSS JOIN LATERAL fault_text(p_caller, u.value ->> 'fault', NULL) AS t
            WHERE n.service = p_caller.service
            GROUP BY n.list, n.account, n.reason);
    ELSIF p_result -> 'credentials' IS NOT NULL THEN
        -- Neither the secret nor the token is in the result: they are made after it.
        RETURN json_strip_nulls(json_build_object(
            'credentials', json_build_object(
                'accessKeyId', p_result -> 'credentials' ->> 'access_key_id',
                'expiration', p_result -> 'credentials' ->> 'expiration'),
            'assumedRoleUser', json_build_object(
                'assumedRoleId', p_result -> 'assumed_role_user' ->> 'assumed_role_id',
                'arn', p_result -> 'assumed_role_user' ->> 'arn'),
            'packedPolicySize', (p_result ->> 'packed_policy_size')::integer,
            'sourceIdentity', p_result ->> 'source_identity'));
    ELSIF p_result -> 'detector_id' IS NOT NULL THEN
        RETURN json_build_object('detectorId', p_result ->> 'detector_id');
    ELSIF p_result -> 'subscriptions' IS NOT NULL THEN
        RETURN (
            SELECT json_build_object('StandardsSubscriptions', coalesce(json_agg(json_build_object(
                'StandardsSubscriptionArn', s.value ->> 'subscription_arn',
                'StandardsArn', s.value ->> 'standards_arn',
                'StandardsInput', s.value -> 'standards_input',
                'StandardsStatus', s.value ->> 'standards_status') ORDER BY s.position), '[]'))
            FROM json_array_elements(p_result -> 'subscriptions')
                WITH ORDINALITY AS s (value, position));
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_response(memberhub.caller, json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_response(memberhub.caller, json) IS
    'responseElements of an event: the result in the service''s spelling; NULL for an answer that '
    'is empty.';

CREATE OR REPLACE FUNCTION memberhub.json_joined(p_object text, p_more json) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN p_more IS NULL THEN p_object
            ELSE left(p_object, -1) || ',' || substr(p_more::text, 2) END;
REVOKE ALL ON FUNCTION memberhub.json_joined(text, json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.json_joined(text, json) IS
    'An object with the members of another, neither of them empty, behind its own; NULL: none.';

CREATE OR REPLACE FUNCTION memberhub.audit_assumed(
    p_caller memberhub.caller, p_fault text, p_result json
) RETURNS json
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_role_arn text := p_caller.parameters ->> 'roleArn';
    v_account_id text := split_part(v_role_arn, ':', 5);
    v_caller_account_id text := coalesce(p_caller.identity ->> 'accountId', p_caller.account_id);
BEGIN
    IF p_fault IS NOT NULL THEN
        RETURN NULL; -- a role that could not be assumed may not even be there
    END IF;
    RETURN json_strip_nulls(json_build_object(
        'resources', (
            SELECT json_agg(json_build_object(
                'accountId', v_account_id, 'type', r.type, 'ARN', r.name) ORDER BY r.place)
            FROM (VALUES
                (1, 'AWS::IAM::Role', v_role_arn),
                (2, 'AWS::STS::AssumedRole', p_result #>> '{assumed_role_user,arn}'),
                (3, 'AWS::IAM::AccessKey', p_result #>> '{credentials,access_key_id}')
            ) AS r (place, type, name)),
        -- The same in both accounts' events, made of what both have.
        'sharedEventID', CASE WHEN v_account_id <> v_caller_account_id THEN
            substr(encode(sha256(convert_to('shared ' || p_caller.request_id, 'UTF8')), 'hex'),
                   1, 32)::uuid END));
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_assumed(memberhub.caller, text, json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_assumed(memberhub.caller, text, json) IS
    'What the event of an AssumeRole has more than others: the role, its session and the session''s '
    'key, which LookupEvents finds it by, and across accounts the id that its two events share. '
    'NULL of a refused one.';

CREATE OR REPLACE FUNCTION memberhub.audit_append(
    p_entries memberhub.audit_entry[], p_by_trail boolean DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_now timestamptz := now_ms();
    v_transaction_id xid8 := pg_current_xact_id();
BEGIN
    -- A call's name is what its caller says: what the trail tells of itself, no call can say.
    IF p_by_trail IS NOT TRUE
        AND EXISTS (SELECT FROM unnest(p_entries) AS e WHERE (e.caller).operation LIKE 'Trail%')
    THEN
        RAISE EXCEPTION 'the trail tells of itself, calls do not'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- OFFSET 0: each step is computed once an event, however often it is named after that.
    INSERT INTO audit_event (sequence, event_id, account_id, service, region, event_name,
        event_time, transaction_id, effects, record, leaf)
    SELECT s.sequence, s.event_id, s.account_id, s.service, s.region, s.operation, s.event_time,
           v_transaction_id, s.effects, r.record,
           audit_leaf(v_transaction_id, s.sequence, s.event_id, s.account_id, s.service, s.region,
                      s.operation, s.event_time, s.effects, r.record)
    FROM (
        SELECT (e.caller).*, e.caller, e.fault, e.arguments, e.result, e.effects,
               -- STS changes nothing that is kept.
               coalesce(e.read_only, false) OR (e.caller).service = 'sts' AS read_only,
               coalesce(e.event_time, v_now) AS event_time,
               nextval('audit_event_sequence') AS sequence, gen_random_uuid() AS event_id
        FROM unnest(p_entries) AS e
        OFFSET 0) AS s
    CROSS JOIN LATERAL (
        SELECT json_joined(CASE WHEN s.fault IS NULL THEN (
                SELECT row_to_json(e) FROM (SELECT head.*, tail.*) AS e)
            ELSE (
                SELECT row_to_json(e)
                FROM (SELECT head.*, coalesce(t.error_code, s.fault) AS "errorCode",
                             t.sentence AS "errorMessage", tail.*
                      FROM fault_text(s.caller, s.fault, s.arguments) AS t) AS e)
            END::text,
            CASE WHEN s.operation = 'AssumeRole' THEN audit_assumed(s.caller, s.fault, s.result) END)
            AS record
        FROM (
            SELECT '1.09' AS "eventVersion",
                   s.identity AS "userIdentity",
                   iso_second(s.event_time) AS "eventTime",
                   s.service || '.amazonaws.com' AS "eventSource",
                   s.operation AS "eventName",
                   s.region AS "awsRegion",
                   s.source_address AS "sourceIPAddress",
                   s.user_agent AS "userAgent") AS head
        CROSS JOIN (
            SELECT s.parameters AS "requestParameters",
                   CASE WHEN s.result IS NOT NULL THEN audit_response(s.caller, s.result) END
                       AS "responseElements",
                   s.request_id AS "requestID",
                   s.event_id AS "eventID",
                   s.read_only AS "readOnly",
                   CASE s.identity ->> 'type' WHEN 'AWSService' THEN 'AwsServiceEvent'
                                              ELSE 'AwsApiCall' END AS "eventType",
                   true AS "managementEvent",
                   s.account_id AS "recipientAccountId",
                   'Management' AS "eventCategory") AS tail
        OFFSET 0) AS r;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_append(memberhub.audit_entry[], boolean) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_append(memberhub.audit_entry[], boolean) IS
    'THE ONE WRITER of events: appends each entry, in order, as one CloudTrail record with its '
    'hash. Callers that move relationships hold the administrator''s lock: the sequence is taken '
    'here. Raises insufficient_privilege for a name that begins with Trail, but with p_by_trail: '
    'the trail tells of itself.';
