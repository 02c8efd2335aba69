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

CREATE OR REPLACE FUNCTION memberhub.audit_append(
    p_caller memberhub.caller, p_fault text, p_arguments text[], p_result json,
    p_effects json DEFAULT NULL, p_read_only boolean DEFAULT false,
    p_event_time timestamptz DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_event_id uuid := gen_random_uuid();
    v_event_time timestamptz := coalesce(p_event_time, now_ms());
    v_transaction_id xid8 := pg_current_xact_id();
    v_sequence bigint := nextval('audit_event_sequence');
    v_record text;
BEGIN
    WITH head AS (
        SELECT '1.09' AS "eventVersion",
               p_caller.identity AS "userIdentity",
               to_char(v_event_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                   AS "eventTime",
               p_caller.service || '.amazonaws.com' AS "eventSource",
               p_caller.operation AS "eventName",
               p_caller.region AS "awsRegion",
               p_caller.source_address AS "sourceIPAddress",
               p_caller.user_agent AS "userAgent"
    ), error AS (
        SELECT coalesce(t.error_code, p_fault) AS "errorCode", t.sentence AS "errorMessage"
        FROM fault_text(p_caller, p_fault, p_arguments) AS t
    ), tail AS (
        SELECT p_caller.parameters AS "requestParameters",
               audit_response(p_caller, p_result) AS "responseElements",
               p_caller.request_id AS "requestID",
               v_event_id AS "eventID",
               p_read_only AS "readOnly",
               CASE p_caller.identity ->> 'type' WHEN 'AWSService' THEN 'AwsServiceEvent'
                                                 ELSE 'AwsApiCall' END AS "eventType",
               true AS "managementEvent",
               p_caller.account_id AS "recipientAccountId",
               'Management' AS "eventCategory"
    )
    SELECT CASE
        WHEN p_fault IS NULL THEN (
            SELECT row_to_json(e) FROM (SELECT head.*, tail.* FROM head, tail) AS e)
        ELSE (
            SELECT row_to_json(e) FROM (SELECT head.*, error.*, tail.* FROM head, error, tail) AS e)
        END
    INTO v_record;

    INSERT INTO audit_event (sequence, event_id, account_id, service, region, event_name,
        event_time, transaction_id, effects, record, leaf)
    VALUES (v_sequence, v_event_id, p_caller.account_id, p_caller.service, p_caller.region,
            p_caller.operation, v_event_time, v_transaction_id, p_effects, v_record,
            audit_leaf(v_transaction_id, v_sequence, v_event_id, p_caller.account_id,
                       p_caller.service, p_caller.region, p_caller.operation, v_event_time,
                       p_effects, v_record));
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_append(
    memberhub.caller, text, text[], json, json, boolean, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_append(
    memberhub.caller, text, text[], json, json, boolean, timestamptz) IS
    'THE ONE WRITER of events: appends a call, or its refusal, as one CloudTrail record with its '
    'hash. p_effects: the relationships that it moved, or NULL. p_event_time: NULL for now, which '
    'it is for all but reads. Callers that move relationships hold the administrator''s lock: the '
    'sequence is taken here.';
