-- What makes events. The helpers have no settings of their own, as those of _call.sql have none.

CREATE OR REPLACE FUNCTION memberhub.fault_text(
    p_caller memberhub.caller, p_fault text, p_arguments text[],
    OUT error_code text, OUT sentence text
)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_parts text[];
    v_part text;
BEGIN
    SELECT f.error_code, f.sentence INTO error_code, sentence
    FROM memberhub.fault_catalogue AS f
    WHERE f.name = p_fault AND f.dialect = p_caller.dialect;
    IF sentence IS NULL OR strpos(sentence, '{') = 0 THEN
        RETURN;
    END IF;
    -- One pass: what an argument brings in is never taken for a placeholder.
    v_parts := string_to_array(sentence, '{');
    sentence := v_parts[1];
    FOREACH v_part IN ARRAY v_parts[2:] LOOP
        IF starts_with(v_part, 'product}') THEN
            sentence := sentence || coalesce(
                (SELECT s.product FROM memberhub.service AS s WHERE s.name = p_caller.service), '')
                || substr(v_part, length('product}') + 1);
        ELSE
            sentence := sentence || CASE left(v_part, 2)
                WHEN '0}' THEN coalesce(p_arguments[1], '') || substr(v_part, 3)
                WHEN '1}' THEN coalesce(p_arguments[2], '') || substr(v_part, 3)
                WHEN '2}' THEN coalesce(p_arguments[3], '') || substr(v_part, 3)
                ELSE '{' || v_part END;
        END IF;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION memberhub.fault_text(memberhub.caller, text, text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.fault_text(memberhub.caller, text, text[]) IS
    'What the client is told of a fault, in the caller''s dialect.';

CREATE OR REPLACE FUNCTION memberhub.response_object(
    p_caller memberhub.caller, p_members jsonb, p_object json, p_blank text
) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_object text;
    v_member jsonb;
    v_kind text;
    v_value json;
    v_text text;
BEGIN
    -- No query here: one would cost more than all of this.
    FOR v_place IN 0 .. jsonb_array_length(p_members) - 1 LOOP
        v_member := p_members -> v_place;
        v_kind := v_member ->> 'kind';
        v_value := p_object -> (v_member ->> 'name');
        CONTINUE WHEN v_value IS NULL;
        IF v_kind = 'value' THEN
            v_text := v_value;
        ELSIF v_kind = 'number' THEN
            v_text := v_value #>> '{}';
        ELSIF v_kind = 'fault' THEN
            v_text := coalesce(to_json((memberhub.fault_text(
                p_caller, v_value #>> '{}', NULL)).sentence)::text, 'null');
        ELSIF v_kind = 'object' THEN
            v_text := coalesce(memberhub.response_object(
                p_caller, v_member -> 'members', v_value, p_blank), '{}');
        ELSE
            v_text := NULL;
            FOR v_element IN 0 .. json_array_length(v_value) - 1 LOOP
                v_text := concat_ws(',' || p_blank, v_text, coalesce(memberhub.response_object(
                    p_caller, v_member -> 'members', v_value -> v_element, p_blank), '{}'));
            END LOOP;
            v_text := concat('[', v_text, ']');
        END IF;
        v_object := concat_ws(',' || p_blank, v_object,
                              (v_member -> 'spelled')::text || p_blank || ':' || p_blank || v_text);
    END LOOP;
    RETURN '{' || v_object || '}';
END
$$;
REVOKE ALL ON FUNCTION memberhub.response_object(memberhub.caller, jsonb, json, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.response_object(memberhub.caller, jsonb, json, text) IS
    'An object with those of p_members (operation.response) that p_object has, as events spell '
    'them; NULL: it has none. p_blank stands behind a comma and about a colon.';

CREATE OR REPLACE FUNCTION memberhub.audit_response(
    p_caller memberhub.caller, p_members jsonb, p_result json
) RETURNS json
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF p_members IS NULL THEN
        RETURN NULL; -- nobody was told
    ELSIF octet_length(p_result::text) > 24 * 1024 THEN
        -- As of parameters: who names thousands of accounts cannot fill the trail with it.
        RETURN json_build_object('omitted', true, 'originalSize', octet_length(p_result::text));
    END IF;
    -- The blanks are those that responses of one member always had, and those of several never.
    RETURN memberhub.response_object(
        p_caller, p_members, p_result, CASE jsonb_array_length(p_members) WHEN 1 THEN ' ' ELSE '' END);
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_response(memberhub.caller, jsonb, json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_response(memberhub.caller, jsonb, json) IS
    'responseElements of an event: of the result what p_members (operation.response) says, in the '
    'service''s spelling; NULL for an answer that is empty.';

CREATE OR REPLACE FUNCTION memberhub.audit_involved(
    p_caller memberhub.caller, p_resources jsonb, p_result json
) RETURNS json
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_call jsonb := jsonb_build_object('parameters', p_caller.parameters, 'result', p_result);
    v_account_id text := split_part(
        v_call #>> string_to_array(p_resources #>> '{0,place}', '.'), ':', 5);
    v_caller_account_id text := coalesce(p_caller.identity ->> 'accountId', p_caller.account_id);
BEGIN
    RETURN json_strip_nulls(json_build_object(
        'resources', (
            SELECT json_agg(json_build_object(
                'accountId', v_account_id, 'type', r.value ->> 'type',
                'ARN', v_call #>> string_to_array(r.value ->> 'place', '.')) ORDER BY r.position)
            FROM jsonb_array_elements(p_resources) WITH ORDINALITY AS r (value, position)),
        -- The same in both accounts' events, made of what both have.
        'sharedEventID', CASE WHEN v_account_id <> v_caller_account_id THEN
            substr(encode(sha256(convert_to('shared ' || p_caller.request_id, 'UTF8')), 'hex'),
                   1, 32)::uuid END));
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_involved(memberhub.caller, jsonb, json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_involved(memberhub.caller, jsonb, json) IS
    'What the event of a change with p_resources (operation.resources) has more than others: that '
    'list with its names, which LookupEvents finds it by, and where it is another account''s the '
    'id that the two accounts'' events share.';

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
               coalesce(e.read_only, false) AS read_only,
               coalesce(e.event_time, v_now) AS event_time,
               nextval('audit_event_sequence') AS sequence, gen_random_uuid() AS event_id
        FROM unnest(p_entries) AS e
        OFFSET 0) AS s
    -- LIMIT: a look for each event, in their order. What is no operation's has none.
    LEFT JOIN LATERAL (
        SELECT r.read_only, r.response, r.resources FROM operation AS r
        WHERE r.service = s.service AND r.name = s.operation
        LIMIT 1) AS o ON true
    CROSS JOIN LATERAL (
        SELECT CASE WHEN s.fault IS NULL THEN (
                SELECT row_to_json(e) FROM (SELECT head.*, tail.*) AS e)
            ELSE (
                SELECT row_to_json(e)
                FROM (SELECT head.*, coalesce(t.error_code, s.fault) AS "errorCode",
                             t.sentence AS "errorMessage", tail.*
                      FROM fault_text(s.caller, s.fault, s.arguments) AS t) AS e)
            END::text AS record,
            -- Of a refused call nothing may even be there.
            CASE WHEN s.fault IS NULL AND o.resources IS NOT NULL
                 THEN audit_involved(s.caller, o.resources, s.result)
                 WHEN s.fault IS NULL AND s.result -> 'views' IS NOT NULL
                 THEN json_build_object('additionalEventData', s.result) END::text AS more
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
                   CASE WHEN s.result IS NOT NULL THEN
                       audit_response(s.caller, o.response, s.result) END
                       AS "responseElements",
                   s.request_id AS "requestID",
                   s.event_id AS "eventID",
                   s.read_only OR coalesce(o.read_only, false) AS "readOnly",
                   CASE s.identity ->> 'type' WHEN 'AWSService' THEN 'AwsServiceEvent'
                                              ELSE 'AwsApiCall' END AS "eventType",
                   true AS "managementEvent",
                   s.account_id AS "recipientAccountId",
                   'Management' AS "eventCategory") AS tail
        OFFSET 0) AS m
    -- Here, not in a function: SQL cannot put one with two uses of an argument in its place.
    CROSS JOIN LATERAL (
        SELECT CASE WHEN m.more IS NULL THEN m.record
                    ELSE left(m.record, -1) || ',' || substr(m.more, 2) END AS record
        OFFSET 0) AS r;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_append(memberhub.audit_entry[], boolean) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_append(memberhub.audit_entry[], boolean) IS
    'THE ONE WRITER of events: appends each entry, in order, as one CloudTrail record with its '
    'hash. Callers that move relationships hold the administrator''s lock: the sequence is taken '
    'here. Raises insufficient_privilege for a name that begins with Trail, but with p_by_trail: '
    'the trail tells of itself.';
