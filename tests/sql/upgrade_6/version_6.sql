-- A database as the program of schema version 6 left it: pg_dump of a stack in which accounts were added, one of them
-- suspended, with a key, and in which test accounts lived through an invitation, all of it sealed. Its master key is 64
-- times the digit 6; version_6.seals is its seal file. Never edited: it is what such a database is.
SET check_function_bodies = false;
SET client_min_messages = warning;

CREATE SCHEMA memberhub;

ALTER SCHEMA memberhub OWNER TO memberhub_owner;

CREATE TYPE memberhub.answer AS (
	fault text,
	arguments text[],
	result json
);

ALTER TYPE memberhub.answer OWNER TO memberhub_owner;

COMMENT ON TYPE memberhub.answer IS 'What an operation answers: fault is NULL on success, else a name of the fault table.';

CREATE TYPE memberhub.caller AS (
	account_id text,
	access_epoch bigint,
	identity jsonb,
	service text,
	region text,
	operation text,
	request_id text,
	retry_key bytea,
	source_address text,
	user_agent text,
	parameters jsonb,
	dialect text,
	detector_id text
);

ALTER TYPE memberhub.caller OWNER TO memberhub_owner;

COMMENT ON TYPE memberhub.caller IS 'Who calls: first argument of every operation. operation is the name as called, parameters are CloudTrail''s requestParameters, retry_key is NULL for reads. detector_id is the detector that the path names, NULL where it names none.';

CREATE TYPE memberhub.audit_entry AS (
	caller memberhub.caller,
	fault text,
	arguments text[],
	result json,
	effects json,
	read_only boolean,
	event_time timestamp with time zone
);

ALTER TYPE memberhub.audit_entry OWNER TO memberhub_owner;

COMMENT ON TYPE memberhub.audit_entry IS 'A call, or its refusal (fault, with its arguments), for the audit trail. effects: the relationships that it moved, or NULL. event_time: NULL for now, which it is for all but reads.';

CREATE FUNCTION memberhub.accept_administrator_invitation(p_caller memberhub.caller, p_administrator_id text, p_invitation_id text) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_invited boolean;
    v_fault text;
    v_accepted record;
    v_suspended json;
BEGIN
    SELECT * INTO v_begun
    FROM call_begin(p_caller, 'AcceptAdministratorInvitation', ARRAY[p_administrator_id]);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_invited := p_invitation_id = (
        SELECT r.invitation_id FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.administrator_id = p_administrator_id AND r.member_id = p_caller.account_id);
    -- Only who holds the invitation learns that its sender is a member of somebody else.
    v_fault := CASE
        WHEN v_invited
             AND administrator_of(p_caller.service, p_caller.region, p_administrator_id) IS NOT NULL
            THEN 'inviter_is_member'
        WHEN has_members(p_caller.service, p_caller.region, p_caller.account_id) THEN 'has_members'
        WHEN administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL
            THEN 'already_a_member'
        WHEN v_invited IS NOT TRUE THEN 'no_pending_invitation'
    END;
    v_accepted := relationship_transition(
        p_caller, 'AcceptAdministratorInvitation', '{member}', ARRAY[p_administrator_id],
        ARRAY[v_fault]);
    v_fault := first_fault(v_accepted.result);
    IF v_fault IS NULL AND p_caller.service = 'guardduty' THEN
        -- Who comes suspended is as suspended as one who suspends its detector later.
        SELECT t.effects INTO v_suspended
        FROM enrollment AS e
        CROSS JOIN LATERAL relationship_transition(
            p_caller, 'UpdateDetector enable=false', '{member}', ARRAY[p_administrator_id]) AS t
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id AND NOT e.monitoring;
    END IF;
    RETURN call_end(
        p_caller, v_fault, p_effects => effects_joined(v_accepted.effects, v_suspended));
END
$$;

ALTER FUNCTION memberhub.accept_administrator_invitation(p_caller memberhub.caller, p_administrator_id text, p_invitation_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.accept_administrator_invitation(p_caller memberhub.caller, p_administrator_id text, p_invitation_id text) IS 'AcceptAdministratorInvitation and AcceptInvitation: makes the caller an enabled member of the administrator whose standing invitation it names (Disabled when its detector is suspended). Faults: not_subscribed, detector_not_owned, inviter_is_member, has_members, already_a_member, no_pending_invitation (unknown administrator, another invitation''s id, an invitation that was withdrawn).';

CREATE FUNCTION memberhub.access_holds(p_caller memberhub.caller) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM account AS a
        WHERE a.account_id = p_caller.account_id AND a.access_epoch = p_caller.access_epoch
          AND a.status = 'active');
END
$$;

ALTER FUNCTION memberhub.access_holds(p_caller memberhub.caller) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.access_holds(p_caller memberhub.caller) IS 'Whether the caller''s account is still active and as it was when the call was authorised.';

CREATE FUNCTION memberhub.account_add(p_account_id text, p_name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_added boolean;
BEGIN
    INSERT INTO account (account_id, name)
    SELECT p_account_id, p_name WHERE p_account_id <> '000000000000'
    ON CONFLICT ON CONSTRAINT account_pkey DO NOTHING;
    v_added := FOUND;
    IF v_added THEN
        PERFORM operator_event(
            'CreateAccount', p_account_id, jsonb_build_object('accountId', p_account_id));
    END IF;
    RETURN v_added;
END
$$;

ALTER FUNCTION memberhub.account_add(p_account_id text, p_name text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.account_add(p_account_id text, p_name text) IS 'Adds an account; false when it is there already, as 000000000000 always is: the account of nobody, whose trail tells of strangers.';

CREATE FUNCTION memberhub.account_list() RETURNS TABLE(account_id text, name text, status text, created_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    AS $$
    SELECT a.account_id, a.name, a.status, a.created_at FROM account AS a ORDER BY a.account_id;
$$;

ALTER FUNCTION memberhub.account_list() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.account_list() IS 'Every account, by account id.';

CREATE FUNCTION memberhub.account_set_status(p_account_id text, p_status text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    UPDATE account AS a SET status = p_status, access_epoch = a.access_epoch + 1
    WHERE a.account_id = p_account_id;

    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM operator_event(
        CASE p_status WHEN 'suspended' THEN 'SuspendAccount' ELSE 'ResumeAccount' END, p_account_id,
        jsonb_build_object('accountId', p_account_id, 'status', p_status));
    RETURN true;
END
$$;

ALTER FUNCTION memberhub.account_set_status(p_account_id text, p_status text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.account_set_status(p_account_id text, p_status text) IS 'Suspends or resumes an account (active, suspended); false when there is none. Every worker''s cached credential of it is refused from then on.';

CREATE FUNCTION memberhub.administrator_of(p_service text, p_region text, p_account_id text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN (
        SELECT r.administrator_id FROM relationship AS r
        WHERE r.service = p_service AND r.region = p_region AND r.member_id = p_account_id
          AND r.state IN ('Enabled', 'Disabled'));
END
$$;

ALTER FUNCTION memberhub.administrator_of(p_service text, p_region text, p_account_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.administrator_of(p_service text, p_region text, p_account_id text) IS 'The administrator that an account is an associated member of, or NULL.';

CREATE FUNCTION memberhub.assume_role(p_caller memberhub.caller, p_role_arn text, p_session_name text, p_duration_s integer, p_access_key_id text, p_may_assume boolean) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
DECLARE
    -- partition, account, name; the form is checked before
    v_role text[] := regexp_match(p_role_arn, '^arn:([^:]*):iam::([0-9]{12}):role/(?:.*/)?([^/]+)$');
    v_role_id text := 'AROA' || upper(substr(
        encode(sha256(convert_to(v_role[2] || '/' || v_role[3], 'UTF8')), 'hex'), 1, 17));
    v_now timestamptz := now_ms();
    v_expiration timestamptz := date_trunc('second', v_now) + make_interval(secs => p_duration_s);
    -- A session is named in the partition of its region, whatever the role was named in.
    v_partition text := split_part(p_caller.identity ->> 'arn', ':', 2);
    v_begun record;
    v_account_epoch bigint;
    v_usable boolean := false;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF p_may_assume THEN
        SELECT o.access_epoch, o.usable INTO v_account_epoch, v_usable
        FROM test_account_open(v_role[2]) AS o;
    END IF;
    IF NOT v_usable THEN
        RETURN call_end(p_caller, 'access_denied',
                        ARRAY[p_caller.identity ->> 'arn', 'sts:AssumeRole', p_role_arn]);
    END IF;
    IF p_caller.identity ->> 'type' = 'AssumedRole' AND p_duration_s > 3600 THEN
        RETURN call_end(p_caller, 'role_chaining');
    END IF;
    RETURN call_end(p_caller, NULL, NULL, json_build_object(
        'assumed_role_user', json_build_object(
            'assumed_role_id', v_role_id || ':' || p_session_name,
            'arn', format('arn:%s:sts::%s:assumed-role/%s/%s', v_partition, v_role[2], v_role[3],
                          p_session_name)),
        'credentials', json_build_object(
            'access_key_id', p_access_key_id,
            'session', json_build_object(
                'access_key_id', p_access_key_id, 'account_id', v_role[2], 'role', v_role[3],
                'role_id', v_role_id, 'name', p_session_name, 'issued_at', iso_second(v_now),
                'access_epoch', v_account_epoch,
                'expires_s', extract(epoch FROM v_expiration)::bigint),
            'expiration', iso_second(v_expiration))));
END
$_$;

ALTER FUNCTION memberhub.assume_role(p_caller memberhub.caller, p_role_arn text, p_session_name text, p_duration_s integer, p_access_key_id text, p_may_assume boolean) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.assume_role(p_caller memberhub.caller, p_role_arn text, p_session_name text, p_duration_s integer, p_access_key_id text, p_may_assume boolean) IS 'AssumeRole: says who the session of p_access_key_id, which is new, will be and until when; stores nothing but the event, the retry key and the role''s account if it was never used. Every role of every test account is there and trusts every test account, which p_may_assume says that the caller is. Faults: access_denied, role_chaining.';

CREATE FUNCTION memberhub.audit_append(p_entries memberhub.audit_entry[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_now timestamptz := now_ms();
    v_transaction_id xid8 := pg_current_xact_id();
BEGIN
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
    CROSS JOIN LATERAL (
        SELECT CASE WHEN s.fault IS NULL THEN (
                SELECT row_to_json(e) FROM (SELECT head.*, tail.*) AS e)
            ELSE (
                SELECT row_to_json(e)
                FROM (SELECT head.*, coalesce(t.error_code, s.fault) AS "errorCode",
                             t.sentence AS "errorMessage", tail.*
                      FROM fault_text(s.caller, s.fault, s.arguments) AS t) AS e)
            END::text AS record
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

ALTER FUNCTION memberhub.audit_append(p_entries memberhub.audit_entry[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_append(p_entries memberhub.audit_entry[]) IS 'THE ONE WRITER of events: appends each entry, in order, as one CloudTrail record with its hash. Callers that move relationships hold the administrator''s lock: the sequence is taken here.';

CREATE FUNCTION memberhub.audit_counts() RETURNS TABLE(transitions bigint, seals bigint, seal_accounts bigint, events bigint, relationships bigint, oldest_running text, next_transaction text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET enable_indexscan TO 'off'
    SET enable_indexonlyscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
    SELECT (SELECT count(*) FROM state_transition), (SELECT count(*) FROM audit_seal),
           (SELECT count(*) FROM audit_seal_account), (SELECT count(*) FROM audit_event),
           (SELECT count(*) FROM relationship),
           pg_snapshot_xmin(pg_current_snapshot())::text,
           pg_snapshot_xmax(pg_current_snapshot())::text;
$$;

ALTER FUNCTION memberhub.audit_counts() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_counts() IS 'How many rows of a trail there are, for whoever reads them page by page and wants to know that no row was left out; and the transactions before which all have ended, and at which none has begun.';

CREATE TABLE memberhub.audit_event (
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    account_id text NOT NULL COLLATE pg_catalog."C",
    service text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    event_name text NOT NULL COLLATE pg_catalog."C",
    event_time timestamp(3) with time zone NOT NULL,
    transaction_id xid8 NOT NULL,
    effects json,
    record text NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT audit_event_leaf_size CHECK ((octet_length(leaf) = 32))
)
PARTITION BY RANGE (event_time);

ALTER TABLE memberhub.audit_event OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.audit_event IS 'One event for each call that the trail keeps, refused ones too, in CloudTrail''s record format; append-only. The events of one relationship are in the order of sequence, which is taken under its administrator''s lock; sequence is not the order of commit: whoever seals or exports goes by transaction_id.';

COMMENT ON COLUMN memberhub.audit_event.effects IS 'The relationships that the call moved: [{"administrator", "member", "from", "to"}], None for one that was not there before, or is gone. NULL: it moved none.';

COMMENT ON COLUMN memberhub.audit_event.leaf IS 'audit_leaf() of the other columns.';

CREATE VIEW memberhub.audit_effect AS
 SELECT e.service,
    e.region,
    x.administrator AS administrator_id,
    x.member AS member_id,
    x."from" AS from_state,
    x."to" AS to_state,
    e.event_time,
    e.event_name,
    e.sequence,
    x."position"
   FROM (memberhub.audit_event e
     CROSS JOIN LATERAL ROWS FROM(json_to_recordset(e.effects) AS (administrator text, member text, "from" text, "to" text)) WITH ORDINALITY x(administrator, member, "from", "to", "position"))
  WHERE (e.effects IS NOT NULL);

ALTER TABLE memberhub.audit_effect OWNER TO memberhub_owner;

COMMENT ON VIEW memberhub.audit_effect IS 'One row for each move of a relationship that the trail tells of. Those of one relationship are in the order of (sequence, position).';

CREATE FUNCTION memberhub.audit_effects_kept(p_from timestamp with time zone, p_to timestamp with time zone) RETURNS SETOF memberhub.audit_effect
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN QUERY
    SELECT (l.last).*
    FROM (SELECT DISTINCT ON (e.service, e.region, e.administrator_id, e.member_id) e AS last
          FROM audit_effect AS e
          WHERE e.event_time >= p_from
          ORDER BY e.service, e.region, e.administrator_id, e.member_id, e.sequence DESC,
                   e.position DESC) AS l
    WHERE (l.last).event_time < p_to AND (l.last).to_state <> 'None';
END
$$;

ALTER FUNCTION memberhub.audit_effects_kept(p_from timestamp with time zone, p_to timestamp with time zone) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_effects_kept(p_from timestamp with time zone, p_to timestamp with time zone) IS 'The moves between two times that are the last ones of relationships which are still there: what would be forgotten with the events.';

CREATE FUNCTION memberhub.audit_event_json(p_event memberhub.audit_event) RETURNS json
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_record json := p_event.record::json;
BEGIN
    RETURN json_strip_nulls(json_build_object(
        'event_id', p_event.event_id, 'event_name', p_event.event_name,
        'read_only', v_record ->> 'readOnly',
        'access_key_id', v_record #>> '{userIdentity,accessKeyId}',
        'event_time', round(extract(epoch FROM p_event.event_time), 3),
        'event_source', p_event.service || '.amazonaws.com',
        'username', audit_username(v_record -> 'userIdentity'),
        'resources', coalesce((SELECT json_agg(r) FROM audit_resources(p_event) AS r), '[]'),
        'cloudtrail_event', p_event.record));
END
$$;

ALTER FUNCTION memberhub.audit_event_json(p_event memberhub.audit_event) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_event_json(p_event memberhub.audit_event) IS 'An event as LookupEvents shows it.';

CREATE FUNCTION memberhub.audit_events_page(p_transaction text, p_sequence bigint, p_limit integer) RETURNS TABLE(transaction_id text, sequence bigint, event_id uuid, account_id text, service text, region text, event_name text, event_time_ms bigint, effects text, record text, leaf bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    RETURN QUERY
    SELECT e.transaction_id::text, e.sequence, e.event_id, e.account_id, e.service, e.region,
           e.event_name, (date_part('epoch', e.event_time) * 1000)::bigint, e.effects::text,
           e.record, e.leaf
    FROM audit_event AS e
    WHERE (e.transaction_id, e.sequence)
          > (coalesce(p_transaction, '0')::xid8, coalesce(p_sequence, -9223372036854775808))
    ORDER BY e.transaction_id, e.sequence
    LIMIT p_limit;
END
$$;

ALTER FUNCTION memberhub.audit_events_page(p_transaction text, p_sequence bigint, p_limit integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_events_page(p_transaction text, p_sequence bigint, p_limit integer) IS 'A page of at most p_limit events with all that their hashes cover, by transaction and sequence, beginning after those of p_transaction and p_sequence (NULL: at the first).';

CREATE FUNCTION memberhub.audit_export_page(p_account_id text, p_from timestamp with time zone, p_to timestamp with time zone, p_after_time timestamp with time zone, p_after_sequence bigint, p_limit integer) RETURNS TABLE(event_time timestamp with time zone, sequence bigint, record text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    RETURN QUERY
    SELECT e.event_time::timestamptz, e.sequence, e.record
    FROM audit_event AS e
    WHERE e.account_id = p_account_id
      AND e.event_time >= greatest(p_from, p_after_time, '-infinity')
      AND e.event_time < coalesce(p_to, 'infinity')
      AND (e.event_time, e.sequence)
          > (coalesce(p_after_time, '-infinity'), coalesce(p_after_sequence, 0))
    ORDER BY e.event_time, e.sequence
    LIMIT p_limit;
END
$$;

ALTER FUNCTION memberhub.audit_export_page(p_account_id text, p_from timestamp with time zone, p_to timestamp with time zone, p_after_time timestamp with time zone, p_after_sequence bigint, p_limit integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_export_page(p_account_id text, p_from timestamp with time zone, p_to timestamp with time zone, p_after_time timestamp with time zone, p_after_sequence bigint, p_limit integer) IS 'A page of at most p_limit records of an account from p_from on and before p_to (NULL: without end), by time and sequence, beginning after those of p_after_time and p_after_sequence (NULL: at the first).';

CREATE FUNCTION memberhub.audit_lag() RETURNS TABLE(seal_number bigint, sealed_at_ms bigint, lag_ms bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
DECLARE
    v_last audit_seal;
    v_event_time timestamptz;
BEGIN
    SELECT * INTO v_last FROM audit_seal AS s ORDER BY s.number DESC LIMIT 1;
    SELECT e.event_time INTO v_event_time
    FROM audit_event AS e
    WHERE e.transaction_id >= coalesce(v_last.to_transaction, '0')
    ORDER BY e.transaction_id, e.sequence
    LIMIT 1;
    RETURN QUERY
    SELECT v_last.number, (extract(epoch FROM v_last.sealed_at) * 1000)::bigint,
           coalesce(greatest((extract(epoch FROM now_ms() - v_event_time) * 1000)::bigint, 0), 0);
END
$$;

ALTER FUNCTION memberhub.audit_lag() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_lag() IS 'The last seal''s number and time (NULL before the first), and the age of the committed event that is first in turn to be sealed; 0 when there is none.';

CREATE FUNCTION memberhub.netstring(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN (((octet_length(p_text))::text || ':'::text) || p_text);

ALTER FUNCTION memberhub.netstring(p_text text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.netstring(p_text text) IS 'A text behind its length in bytes, so that no two lists of texts look the same one after the other.';

CREATE FUNCTION memberhub.audit_leaf(p_transaction_id xid8, p_sequence bigint, p_event_id uuid, p_account_id text, p_service text, p_region text, p_event_name text, p_event_time timestamp with time zone, p_effects json, p_record text) RETURNS bytea
    LANGUAGE sql STABLE
    RETURN sha256(('\x00'::bytea || convert_to(((((((((((memberhub.netstring('memberhub-event-1'::text) || memberhub.netstring((p_transaction_id)::text)) || memberhub.netstring((p_sequence)::text)) || memberhub.netstring((p_event_id)::text)) || memberhub.netstring(p_account_id)) || memberhub.netstring(p_service)) || memberhub.netstring(p_region)) || memberhub.netstring(p_event_name)) || memberhub.netstring((((EXTRACT(epoch FROM p_event_time) * (1000)::numeric))::bigint)::text)) || memberhub.netstring(COALESCE((p_effects)::text, ''::text))) || memberhub.netstring(p_record)), 'UTF8'::name)));

ALTER FUNCTION memberhub.audit_leaf(p_transaction_id xid8, p_sequence bigint, p_event_id uuid, p_account_id text, p_service text, p_region text, p_event_name text, p_event_time timestamp with time zone, p_effects json, p_record text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_leaf(p_transaction_id xid8, p_sequence bigint, p_event_id uuid, p_account_id text, p_service text, p_region text, p_event_name text, p_event_time timestamp with time zone, p_effects json, p_record text) IS 'The hash of an event: its leaf in the tree that a seal signs (RFC 6962, section 2.1). Here and not among the functions, for it can never change: stored events carry it.';

CREATE FUNCTION memberhub.audit_maintain(p_retention_days integer, OUT made text[], OUT dropped text[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_month timestamp := date_trunc('month', now_ms() AT TIME ZONE 'UTC');
    v_horizon timestamptz := now_ms() - p_retention_days * interval '1 day';
    v_old record;
BEGIN
    -- Of two at once the second finds everything done.
    LOCK TABLE audit_event IN SHARE UPDATE EXCLUSIVE MODE;
    SELECT coalesce(array_agg(p.name ORDER BY p.name) FILTER (WHERE p.name IS NOT NULL), '{}')
    INTO made
    FROM (SELECT audit_partition_make((v_month + n * interval '1 month')::date)
          FROM generate_series(0, 3) AS n) AS p (name);
    dropped := '{}';
    IF p_retention_days <= 0 THEN
        RETURN;
    END IF;
    FOR v_old IN
        SELECT p.name, p.month AT TIME ZONE 'UTC' AS from_time,
               (p.month + interval '1 month') AT TIME ZONE 'UTC' AS to_time
        FROM (SELECT c.relname::text, to_date(right(c.relname, 7), 'YYYY_MM')::timestamp
              FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
              WHERE i.inhparent = 'audit_event'::regclass) AS p (name, month)
        WHERE (p.month + interval '1 month') AT TIME ZONE 'UTC' <= v_horizon
        ORDER BY p.month
    LOOP
        -- What comes after a partition that must stay stays too: the trail has one beginning.
        EXIT WHEN NOT audit_partition_drop(v_old.name, v_old.from_time, v_old.to_time);
        dropped := dropped || v_old.name;
    END LOOP;
END
$$;

ALTER FUNCTION memberhub.audit_maintain(p_retention_days integer, OUT made text[], OUT dropped text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_maintain(p_retention_days integer, OUT made text[], OUT dropped text[]) IS 'Makes the partitions of this month and the three after it, and drops those that ended more than p_retention_days ago (0: none) and are sealed, oldest first. Gives the names of both.';

CREATE FUNCTION memberhub.audit_matches(p_event memberhub.audit_event, p_attribute_key text, p_attribute_value text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN CASE p_attribute_key
        WHEN 'EventId' THEN p_event.event_id::text = p_attribute_value
        WHEN 'EventName' THEN p_event.event_name = p_attribute_value
        WHEN 'EventSource' THEN p_event.service || '.amazonaws.com' = p_attribute_value
        WHEN 'ReadOnly' THEN p_event.record::json ->> 'readOnly' = p_attribute_value
        WHEN 'Username' THEN
            audit_username(p_event.record::json -> 'userIdentity') = p_attribute_value
        WHEN 'AccessKeyId' THEN
            p_event.record::json #>> '{userIdentity,accessKeyId}' = p_attribute_value
        WHEN 'ResourceType' THEN EXISTS (
            SELECT FROM audit_resources(p_event) AS r WHERE r.resource_type = p_attribute_value)
        WHEN 'ResourceName' THEN EXISTS (
            SELECT FROM audit_resources(p_event) AS r WHERE r.resource_name = p_attribute_value)
        ELSE p_attribute_key IS NULL END;
END
$$;

ALTER FUNCTION memberhub.audit_matches(p_event memberhub.audit_event, p_attribute_key text, p_attribute_value text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_matches(p_event memberhub.audit_event, p_attribute_key text, p_attribute_value text) IS 'Whether an event has the attribute that LookupEvents asks for; NULL: every event has.';

CREATE FUNCTION memberhub.audit_partition_drop(p_name text, p_from timestamp with time zone, p_to timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET lock_timeout TO '500ms'
    AS $$
DECLARE
    v_count record;
BEGIN
    -- What events lost when it was sealed is proven by transactions alone, and they are counted anew
    -- in a copy that was restored from a dump.
    IF pg_snapshot_xmin(pg_current_snapshot())
       < (SELECT max(s.to_transaction) FROM audit_seal AS s) THEN
        RETURN false;
    END IF;
    SELECT count(*) AS events, min(e.sequence) AS first, max(e.sequence) AS last,
           coalesce(bool_or(e.transaction_id >= s.sealed), false) AS unsealed,
           max(e.transaction_id)::text::bigint + 1 AS ended
    INTO v_count
    FROM audit_event AS e
    CROSS JOIN (SELECT coalesce(max(l.to_transaction), '0') AS sealed FROM audit_seal AS l) AS s
    WHERE e.event_time >= p_from AND e.event_time < p_to;
    IF v_count.unsealed THEN
        RETURN false;
    END IF;
    -- Under their administrators' locks these relationships cannot move any more: what is carried
    -- over comes after everything else that is told of them.
    PERFORM FROM enrollment AS n
    WHERE (n.service, n.region, n.account_id) IN (
        SELECT k.service, k.region, k.administrator_id FROM audit_effects_kept(p_from, p_to) AS k)
    ORDER BY n.service, n.region, n.account_id
    FOR NO KEY UPDATE;
    PERFORM system_event('TrailBegins', k.administrator_id, k.service, k.region, NULL,
                         json_agg(json_build_object(
                             'administrator', k.administrator_id, 'member', k.member_id,
                             'from', k.to_state, 'to', k.to_state) ORDER BY k.member_id))
    FROM audit_effects_kept(p_from, p_to) AS k
    GROUP BY k.service, k.region, k.administrator_id;
    PERFORM system_event(
        'TrailPartitionDropped', '000000000000', 'cloudtrail', 'us-east-1',
        jsonb_strip_nulls(jsonb_build_object(
            'partition', p_name, 'events', v_count.events, 'firstSequence', v_count.first,
            'lastSequence', v_count.last, 'toTransaction', v_count.ended)));
    EXECUTE format('DROP TABLE memberhub.%I', p_name);
    RETURN true;
EXCEPTION
    WHEN lock_not_available THEN
        RETURN false;
END
$$;

ALTER FUNCTION memberhub.audit_partition_drop(p_name text, p_from timestamp with time zone, p_to timestamp with time zone) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_partition_drop(p_name text, p_from timestamp with time zone, p_to timestamp with time zone) IS 'Drops the partition of p_from to p_to, with one event that says so, and one an administrator that keeps how its relationships stood (TrailBegins, from a state to the same). False, and nothing is done, when an event in it is not sealed, it is in use, or the database counts its transactions anew.';

CREATE FUNCTION memberhub.audit_partition_make(p_month date) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
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

ALTER FUNCTION memberhub.audit_partition_make(p_month date) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_partition_make(p_month date) IS 'Makes the partition for the events of a month, in UTC, and gives its name; NULL when it is there.';

CREATE FUNCTION memberhub.audit_record(p_batch bytea, p_events jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_now timestamptz := now_ms();
    v_entries audit_entry[];
BEGIN
    -- A worker that was not told whether its batch is here sends it again.
    INSERT INTO retry_key (key, account_id) VALUES (p_batch, '000000000000')
    ON CONFLICT ON CONSTRAINT retry_key_pkey DO NOTHING;
    IF NOT FOUND THEN
        -- The lock is written to the log: the answer waits for a standby as the batch itself did.
        PERFORM FROM retry_key AS k WHERE k.key = p_batch FOR KEY SHARE;
        RETURN 0;
    END IF;
    PERFORM retry_key_sweep();
    IF EXISTS (SELECT FROM jsonb_array_elements(p_events) AS e
               WHERE e.value ->> 'operation' LIKE 'Trail%') THEN
        RAISE EXCEPTION 'the trail tells of itself, workers do not'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT coalesce(array_agg(ROW(
        ROW(e.account_id, NULL, e.identity, e.service, e.region, e.operation, e.request_id, NULL,
            e.source_address, e.user_agent, e.parameters, e.dialect, NULL)::caller,
        e.fault, e.arguments, NULL, NULL, e.read_only,
        -- The time is a worker's: one whose clock is wrong dates nothing into another month than
        -- there are partitions for, nothing into the future and nothing behind a seal's back.
        least(greatest(timestamptz 'epoch' + e.event_time_ms * interval '1 millisecond',
                       v_now - interval '4 minutes'), v_now))::audit_entry), '{}')
    INTO v_entries
    FROM jsonb_to_recordset(p_events) AS e (
        account_id text, identity jsonb, service text, region text, operation text,
        request_id text, source_address text, user_agent text, parameters jsonb, dialect text,
        fault text, arguments text[], read_only boolean, event_time_ms bigint);
    PERFORM audit_append(v_entries);
    RETURN cardinality(v_entries);
END
$$;

ALTER FUNCTION memberhub.audit_record(p_batch bytea, p_events jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_record(p_batch bytea, p_events jsonb) IS 'Appends the events of calls that changed nothing, which a worker has kept for at most a moment: an array of objects with the members of a caller (account_id, identity, service, region, operation, request_id, source_address, user_agent, parameters, dialect) and fault, arguments, read_only, event_time_ms (at most four minutes old; else it is taken for that, or for now). p_batch names the batch: one that is here already is not appended again. Gives how many.';

CREATE FUNCTION memberhub.audit_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

ALTER FUNCTION memberhub.audit_refuse_change() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_refuse_change() IS 'Refuses UPDATE, DELETE and TRUNCATE of events and seals to everyone, against mistakes and against the program''s own roles. Whoever owns the tables can still disable the trigger: what they do then, the seals show.';

CREATE FUNCTION memberhub.audit_relationships_page(p_after text[], p_limit integer) RETURNS TABLE(service text, region text, administrator_id text, member_id text, state text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    RETURN QUERY
    SELECT r.service, r.region, r.administrator_id, r.member_id, r.state
    FROM relationship AS r
    WHERE (r.service, r.region, r.administrator_id, r.member_id)
          > (coalesce(p_after[1], ''), coalesce(p_after[2], ''), coalesce(p_after[3], ''),
             coalesce(p_after[4], ''))
    ORDER BY r.service, r.region, r.administrator_id, r.member_id
    LIMIT p_limit;
END
$$;

ALTER FUNCTION memberhub.audit_relationships_page(p_after text[], p_limit integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_relationships_page(p_after text[], p_limit integer) IS 'A page of at most p_limit relationships of the whole database, as they stand, by service, region, administrator and member, beginning after p_after (these four; NULL: at the first).';

CREATE FUNCTION memberhub.audit_resources(p_event memberhub.audit_event) RETURNS TABLE(resource_type text, resource_name text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_record json := p_event.record::json;
BEGIN
    RETURN QUERY
    SELECT r.type, r.name
    FROM (VALUES
        ('AWS::SecurityHub::Hub', CASE p_event.service
            WHEN 'securityhub' THEN hub_arn(p_event.region, p_event.account_id) END),
        ('AWS::GuardDuty::Detector', coalesce(v_record #>> '{requestParameters,detectorId}',
                                              v_record #>> '{responseElements,detectorId}')),
        ('AWS::IAM::AccessKey', v_record #>> '{requestParameters,accessKeyId}')
    ) AS r (type, name)
    WHERE r.name IS NOT NULL;
    RETURN QUERY
    SELECT CASE p_event.service WHEN 'guardduty' THEN 'AWS::GuardDuty::Member'
                                ELSE 'AWS::SecurityHub::Member' END, x.member
    FROM json_to_recordset(p_event.effects) AS x (member text)
    -- A call names at most fifty accounts; what the program notes of itself may name all.
    LIMIT 50;
END
$$;

ALTER FUNCTION memberhub.audit_resources(p_event memberhub.audit_event) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_resources(p_event memberhub.audit_event) IS 'What an event was about, as LookupEvents shows it: the hub, detector or key, and the members whose relationships were moved, at most fifty.';

CREATE FUNCTION memberhub.audit_response(p_caller memberhub.caller, p_result json) RETURNS json
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
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
    ELSIF p_result -> 'credentials' IS NOT NULL THEN
        -- Neither the secret nor the token is in the result: they are made after it.
        RETURN json_build_object(
            'credentials', json_build_object(
                'accessKeyId', p_result -> 'credentials' ->> 'access_key_id',
                'expiration', p_result -> 'credentials' ->> 'expiration'),
            'assumedRoleUser', json_build_object(
                'assumedRoleId', p_result -> 'assumed_role_user' ->> 'assumed_role_id',
                'arn', p_result -> 'assumed_role_user' ->> 'arn'));
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

ALTER FUNCTION memberhub.audit_response(p_caller memberhub.caller, p_result json) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_response(p_caller memberhub.caller, p_result json) IS 'responseElements of an event: the result in the service''s spelling; NULL for an answer that is empty.';

CREATE FUNCTION memberhub.audit_seal_accounts(p_number bigint, p_account_id text, p_limit integer) RETURNS TABLE(number bigint, account_id text, events bigint, root bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    RETURN QUERY
    SELECT a.number, a.account_id, a.events, a.root
    FROM audit_seal_account AS a
    WHERE (a.number, a.account_id) > (coalesce(p_number, 0), coalesce(p_account_id, ''))
    ORDER BY a.number, a.account_id
    LIMIT p_limit;
END
$$;

ALTER FUNCTION memberhub.audit_seal_accounts(p_number bigint, p_account_id text, p_limit integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_seal_accounts(p_number bigint, p_account_id text, p_limit integer) IS 'A page of at most p_limit rows of what seals say of accounts, by seal and account, beginning after those of p_number and p_account_id (NULL: at the first).';

CREATE FUNCTION memberhub.audit_seal_append(p_number bigint, p_record text, p_signature bytea, p_from text, p_to text, p_accounts text[], p_events bigint[], p_roots bytea[]) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_last audit_seal;
    v_previous text := repeat('0', 64);
BEGIN
    SELECT * INTO v_last FROM audit_seal AS s ORDER BY s.number DESC LIMIT 1;
    IF FOUND THEN
        v_previous := encode(sha256(convert_to(v_last.record, 'UTF8') || v_last.signature), 'hex');
    END IF;
    IF p_number <> coalesce(v_last.number, 0) + 1
        OR p_from::xid8 <> coalesce(v_last.to_transaction, '0')
        OR p_to::xid8 > pg_snapshot_xmin(pg_current_snapshot())
        OR split_part(p_record, chr(10), 3) <> 'previous ' || v_previous
    THEN
        RETURN false;
    END IF;
    INSERT INTO audit_seal (number, record, signature, from_transaction, to_transaction, sealed_at)
    VALUES (p_number, p_record, p_signature, p_from::xid8, p_to::xid8,
            substr(split_part(p_record, chr(10), 4), length('sealed-at ') + 1)::timestamptz)
    ON CONFLICT ON CONSTRAINT audit_seal_pkey DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO audit_seal_account (number, account_id, events, root)
    SELECT p_number, a.account_id, a.events, a.root
    FROM unnest(p_accounts, p_events, p_roots) AS a (account_id, events, root);
    RETURN true;
END
$$;

ALTER FUNCTION memberhub.audit_seal_append(p_number bigint, p_record text, p_signature bytea, p_from text, p_to text, p_accounts text[], p_events bigint[], p_roots bytea[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_seal_append(p_number bigint, p_record text, p_signature bytea, p_from text, p_to text, p_accounts text[], p_events bigint[], p_roots bytea[]) IS 'Appends a seal and what it says of each account. False, and nothing is done, when it does not continue the last one (number, transactions, hash) or reaches transactions that may still be running. Raises when p_record is no seal''s or says otherwise than the arguments.';

CREATE FUNCTION memberhub.audit_seal_confirm() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    -- The lock is written to the log, so this call's own commit waits for a synchronous standby,
    -- behind the seal's.
    RETURN (SELECT s.number FROM audit_seal AS s ORDER BY s.number DESC LIMIT 1 FOR KEY SHARE);
END
$$;

ALTER FUNCTION memberhub.audit_seal_confirm() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_seal_confirm() IS 'The number of the last seal (NULL: there is none). When the call has succeeded without a warning, that seal and all before it outlive a fail-over to the synchronous standby.';

CREATE FUNCTION memberhub.audit_seal_last() RETURNS TABLE(number bigint, record text, signature bytea, due boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN QUERY
    SELECT s.number, s.record, s.signature, s.sealed_at <= now_ms() - interval '1 hour'
    FROM audit_seal AS s
    ORDER BY s.number DESC
    LIMIT 1;
END
$$;

ALTER FUNCTION memberhub.audit_seal_last() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_seal_last() IS 'The last seal; no row before the first. due: it is an hour old, so that the next is made even when it is empty.';

CREATE FUNCTION memberhub.audit_seal_lock() RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    AS $$
    -- "memberse" in ASCII: a number that nobody else in the cluster will choose.
    SELECT pg_try_advisory_lock(7882826992158143333);
$$;

ALTER FUNCTION memberhub.audit_seal_lock() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_seal_lock() IS 'Makes this session the one that seals, until it ends: false while another session is.';

CREATE FUNCTION memberhub.audit_seals(p_after bigint, p_limit integer) RETURNS TABLE(number bigint, record text, signature bytea, from_transaction text, to_transaction text, sealed_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    RETURN QUERY
    SELECT s.number, s.record, s.signature, s.from_transaction::text, s.to_transaction::text,
           s.sealed_at::timestamptz
    FROM audit_seal AS s
    WHERE s.number > coalesce(p_after, 0)
    ORDER BY s.number
    LIMIT p_limit;
END
$$;

ALTER FUNCTION memberhub.audit_seals(p_after bigint, p_limit integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_seals(p_after bigint, p_limit integer) IS 'A page of at most p_limit seals, by number, beginning after p_after (NULL: at the first). The columns beside the record are for whoever checks that they agree with it.';

CREATE FUNCTION memberhub.audit_tail(p_after text, p_account_id text, p_limit integer) RETURNS TABLE(next text, sequence bigint, record text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
DECLARE
    v_before pg_snapshot := p_after;
    v_now pg_snapshot := pg_current_snapshot();
    v_cut xid8;
BEGIN
    IF p_after IS NULL THEN
        RETURN QUERY
        SELECT v_now::text, l.sequence, l.record
        FROM (SELECT) AS one
        LEFT JOIN (
            (SELECT e.sequence, e.record FROM audit_event AS e
             WHERE p_account_id IS NULL
             ORDER BY e.sequence DESC LIMIT p_limit)
            UNION ALL
            (SELECT e.sequence, e.record FROM audit_event AS e
             WHERE e.account_id = p_account_id
             ORDER BY e.event_time DESC, e.sequence DESC LIMIT p_limit)) AS l ON true
        ORDER BY l.sequence;
        RETURN;
    END IF;

    -- Not by a number that grows: what commits late has a lower one than what was already given.
    SELECT e.transaction_id INTO v_cut
    FROM audit_event AS e
    WHERE e.transaction_id >= pg_snapshot_xmin(v_before)
      AND NOT pg_visible_in_snapshot(e.transaction_id, v_before)
      AND (p_account_id IS NULL OR e.account_id = p_account_id)
    ORDER BY e.transaction_id, e.sequence
    OFFSET p_limit - 1 LIMIT 1;
    IF v_cut IS NOT NULL THEN
        v_now := snapshot_until(v_before, v_now, v_cut);
    END IF;
    RETURN QUERY
    SELECT v_now::text, e.sequence, e.record
    FROM (SELECT) AS one
    LEFT JOIN audit_event AS e ON e.transaction_id >= pg_snapshot_xmin(v_before)
        AND NOT pg_visible_in_snapshot(e.transaction_id, v_before)
        AND pg_visible_in_snapshot(e.transaction_id, v_now)
        AND (p_account_id IS NULL OR e.account_id = p_account_id)
    ORDER BY e.sequence;
END
$$;

ALTER FUNCTION memberhub.audit_tail(p_after text, p_account_id text, p_limit integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_tail(p_after text, p_account_id text, p_limit integer) IS 'Events oldest first, of one account or of all (NULL): the last p_limit (p_after NULL), or those that came after another call, whose next is p_after: each exactly once, also when its transaction commits late; p_limit of them and the rest of the last one''s transaction. next is the same in every row; one row with nothing else when there is no event.';

CREATE FUNCTION memberhub.audit_transitions() RETURNS TABLE(service text, operation text, caller text, from_state text, outcome text, to_state text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    AS $$
    SELECT t.service, t.operation, t.caller, t.from_state, t.outcome, t.to_state
    FROM state_transition AS t
    ORDER BY t.service, t.operation, t.caller, t.from_state;
$$;

ALTER FUNCTION memberhub.audit_transitions() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_transitions() IS 'The state machine, for whoever checks the effects of events against it.';

CREATE FUNCTION memberhub.audit_unsealed(p_limit integer) RETURNS TABLE(from_transaction text, to_transaction text, sealed_at text, account_id text, sequence bigint, leaf bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
DECLARE
    v_last audit_seal;
    v_from xid8;
    -- Every transaction before this one has ended, so none of them can add an event any more.
    v_to xid8 := pg_snapshot_xmin(pg_current_snapshot());
    v_sealed_at text;
    v_first xid8;
    v_cut xid8;
BEGIN
    SELECT * INTO v_last FROM audit_seal AS s ORDER BY s.number DESC LIMIT 1;
    v_from := coalesce(v_last.to_transaction, '0');
    -- Never before the last one, whatever the server's clock does.
    v_sealed_at := iso_time(greatest(now_ms(), v_last.sealed_at));
    IF v_to < v_from THEN
        RAISE EXCEPTION 'the last seal ends at transaction %, and this database is at %',
            v_from, v_to
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'A copy that was restored from a dump counts its transactions anew.';
    END IF;
    SELECT e.transaction_id INTO v_cut
    FROM audit_event AS e
    WHERE e.transaction_id >= v_from AND e.transaction_id < v_to
    ORDER BY e.transaction_id, e.sequence
    OFFSET p_limit LIMIT 1;
    IF v_cut IS NOT NULL THEN
        SELECT e.transaction_id INTO v_first
        FROM audit_event AS e
        WHERE e.transaction_id >= v_from AND e.transaction_id < v_to
        ORDER BY e.transaction_id, e.sequence
        LIMIT 1;
        -- A transaction is sealed as a whole, also one of more events than are wanted.
        v_to := CASE WHEN v_first < v_cut THEN v_cut
                     ELSE (v_cut::text::bigint + 1)::text::xid8 END;
    END IF;
    RETURN QUERY
    SELECT v_from::text, v_to::text, v_sealed_at, e.account_id, e.sequence, e.leaf
    FROM (SELECT) AS one
    LEFT JOIN audit_event AS e ON e.transaction_id >= v_from AND e.transaction_id < v_to
    ORDER BY e.account_id, e.sequence;
END
$$;

ALTER FUNCTION memberhub.audit_unsealed(p_limit integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_unsealed(p_limit integer) IS 'What the next seal covers: the events from where the last one ended up to the oldest transaction that is still running, or fewer: at most p_limit, or a single transaction''s. By account and sequence; one row without an account when there is no event. sealed_at is now. Raises when the database''s transactions are behind its seals.';

CREATE FUNCTION memberhub.audit_username(p_identity json) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN CASE (p_identity ->> 'type'::text) WHEN 'Root'::text THEN 'root'::text WHEN 'AssumedRole'::text THEN split_part((p_identity ->> 'principalId'::text), ':'::text, 2) ELSE COALESCE((p_identity ->> 'userName'::text), (p_identity ->> 'invokedBy'::text)) END;

ALTER FUNCTION memberhub.audit_username(p_identity json) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.audit_username(p_identity json) IS 'The name that LookupEvents gives a userIdentity.';

CREATE FUNCTION memberhub.batch_disable_standards(p_caller memberhub.caller, p_subscription_arns text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_unknown text;
    v_result json;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'BatchDisableStandards');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    SELECT a.arn INTO v_unknown
    FROM unnest(p_subscription_arns) WITH ORDINALITY AS a (arn, position)
    WHERE NOT EXISTS (
        SELECT FROM standards_subscription AS t
        WHERE t.service = p_caller.service AND t.region = p_caller.region
          AND t.account_id = p_caller.account_id
          AND subscription_arn(t.region, t.account_id, t.standard_id) = a.arn)
    ORDER BY a.position
    LIMIT 1;
    IF v_unknown IS NOT NULL THEN
        RETURN call_end(p_caller, 'unknown_subscription', ARRAY[v_unknown]);
    END IF;
    WITH removed AS (
        DELETE FROM standards_subscription AS t
        WHERE t.service = p_caller.service AND t.region = p_caller.region
          AND t.account_id = p_caller.account_id
          AND subscription_arn(t.region, t.account_id, t.standard_id) = ANY (p_subscription_arns)
        RETURNING t.*
    )
    SELECT json_build_object('subscriptions', json_agg(
        subscription_json(t::standards_subscription, 'DELETING')
        ORDER BY array_position(
            p_subscription_arns, subscription_arn(t.region, t.account_id, t.standard_id))))
    INTO v_result
    FROM removed AS t;
    RETURN call_end(p_caller, p_result => v_result);
END
$$;

ALTER FUNCTION memberhub.batch_disable_standards(p_caller memberhub.caller, p_subscription_arns text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.batch_disable_standards(p_caller memberhub.caller, p_subscription_arns text[]) IS 'BatchDisableStandards: ends subscriptions of the caller''s hub, and gives them as DELETING. Faults: not_subscribed; unknown_subscription {0}, and then nothing is changed.';

CREATE FUNCTION memberhub.batch_enable_standards(p_caller memberhub.caller, p_standards_arns text[], p_inputs jsonb) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_unknown text;
    v_result json;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'BatchEnableStandards');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    SELECT a.arn INTO v_unknown
    FROM unnest(p_standards_arns) WITH ORDINALITY AS a (arn, position)
    WHERE NOT EXISTS (SELECT FROM standard AS s WHERE standard_arn(p_caller.region, s) = a.arn)
    ORDER BY a.position
    LIMIT 1;
    IF v_unknown IS NOT NULL THEN
        RETURN call_end(p_caller, 'unknown_standard', ARRAY[v_unknown]);
    END IF;
    WITH asked AS (
        SELECT DISTINCT ON (s.standard_id) s.standard_id, a.position,
               coalesce(nullif(p_inputs -> (a.position::integer - 1), 'null'), '{}') AS input
        FROM unnest(p_standards_arns) WITH ORDINALITY AS a (arn, position)
        JOIN standard AS s ON standard_arn(p_caller.region, s) = a.arn
        ORDER BY s.standard_id, a.position
    ), stored AS (
        INSERT INTO standards_subscription AS t
            (service, region, account_id, standard_id, standards_input)
        SELECT p_caller.service, p_caller.region, p_caller.account_id, a.standard_id, a.input
        FROM asked AS a
        ON CONFLICT ON CONSTRAINT standards_subscription_pkey
            DO UPDATE SET standards_input = excluded.standards_input
        RETURNING t.*
    )
    SELECT json_build_object('subscriptions', json_agg(
        subscription_json(t::standards_subscription, 'READY') ORDER BY a.position))
    INTO v_result
    FROM stored AS t JOIN asked AS a USING (standard_id);
    RETURN call_end(p_caller, p_result => v_result);
END
$$;

ALTER FUNCTION memberhub.batch_enable_standards(p_caller memberhub.caller, p_standards_arns text[], p_inputs jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.batch_enable_standards(p_caller memberhub.caller, p_standards_arns text[], p_inputs jsonb) IS 'BatchEnableStandards: subscribes the caller''s hub to standards; p_inputs is an array of as many objects (StandardsInput). One that is subscribed already takes the new input. Faults: not_subscribed; unknown_standard {0}, and then nothing is changed.';

CREATE FUNCTION memberhub.call_begin(p_caller memberhub.caller, p_operation text, p_account_ids text[] DEFAULT '{}'::text[], OUT proceed boolean, OUT stored memberhub.answer) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_enrolled boolean;
    -- A caller that will be refused has no business with the locks of others.
    v_allowed boolean := read_begin(p_caller, p_operation) IS NULL;
    v_account_ids text[] :=
        CASE WHEN v_allowed THEN p_account_ids ELSE '{}' END || p_caller.account_id;
BEGIN
    -- Key order, one statement: two calls that share accounts wait for each other and never for a
    -- circle. NO KEY UPDATE: a new relationship's foreign keys do not wait for it. LIMIT: one look
    -- by the whole key for each account, in the order of the accounts, whatever the planner thinks
    -- of the region's size.
    SELECT coalesce(bool_or(
               l.enabled
               AND (p_caller.detector_id IS NULL OR l.detector_id = p_caller.detector_id))
               FILTER (WHERE a.account_id = p_caller.account_id), false)
    INTO v_enrolled
    FROM (SELECT DISTINCT u.account_id
          FROM unnest(v_account_ids) AS u (account_id)
          ORDER BY u.account_id) AS a
    CROSS JOIN LATERAL (
        SELECT e.enabled, e.detector_id FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = a.account_id
        LIMIT 1
        FOR NO KEY UPDATE
    ) AS l;

    proceed := false;
    IF NOT access_holds(p_caller) THEN
        stored := refusal('access_changed');
        RETURN;
    END IF;
    -- After the locks: of two tries of one call, the second waits above and finds the first one's
    -- answer here. KEY SHARE gets in nobody's way, but is written to the log: so this commit, too,
    -- waits for a synchronous standby, and the answer is not given before the first one's change,
    -- whose own wait may have been cut short, is there as well.
    IF p_caller.retry_key IS NOT NULL THEN
        SELECT k.fault, k.arguments, k.result INTO stored
        FROM retry_key AS k
        WHERE k.key = p_caller.retry_key AND k.account_id = p_caller.account_id
          AND k.created_at >= retry_horizon()
        FOR KEY SHARE;
        IF FOUND THEN
            RETURN;
        END IF;
    END IF;
    IF v_enrolled AND NOT v_allowed AND cardinality(p_account_ids) > 0 THEN
        RAISE EXCEPTION 'the caller was allowed in while its lock was awaited'
            USING ERRCODE = 'serialization_failure';
    END IF;
    IF NOT v_enrolled THEN
        stored := unenrolled(p_caller, p_operation);
        IF (stored).fault IS NOT NULL THEN
            stored := call_end(p_caller, (stored).fault, (stored).arguments);
            RETURN;
        END IF;
    END IF;
    proceed := true;
END
$$;

ALTER FUNCTION memberhub.call_begin(p_caller memberhub.caller, p_operation text, p_account_ids text[], OUT proceed boolean, OUT stored memberhub.answer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.call_begin(p_caller memberhub.caller, p_operation text, p_account_ids text[], OUT proceed boolean, OUT stored memberhub.answer) IS 'First call of every operation that changes something: locks the enrollments of the caller and of p_account_ids that exist, then checks the access epoch, looks the retry key up and refuses a caller that unenrolled() refuses for p_operation (NULL: no enrollment is needed), whose p_account_ids are not locked. Raises serialization_failure, to be run again as a whole, when it came to be enrolled in between. proceed = false: the call is over, return stored and do nothing else.';

CREATE FUNCTION memberhub.call_begin_as_member(p_caller memberhub.caller, p_operation text, OUT proceed boolean, OUT stored memberhub.answer, OUT administrator_id text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_before text := administrator_of(p_caller.service, p_caller.region, p_caller.account_id);
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, p_operation, ARRAY[v_before]);
    proceed := v_begun.proceed;
    stored := v_begun.stored;
    administrator_id := administrator_of(p_caller.service, p_caller.region, p_caller.account_id);
    IF proceed AND administrator_id <> coalesce(v_before, '') THEN
        RAISE EXCEPTION 'another administrator came while its lock was awaited'
            USING ERRCODE = 'serialization_failure';
    END IF;
END
$$;

ALTER FUNCTION memberhub.call_begin_as_member(p_caller memberhub.caller, p_operation text, OUT proceed boolean, OUT stored memberhub.answer, OUT administrator_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.call_begin_as_member(p_caller memberhub.caller, p_operation text, OUT proceed boolean, OUT stored memberhub.answer, OUT administrator_id text) IS 'call_begin() that also locks the caller''s administrator and names it (NULL: it has none). Raises serialization_failure, to be run again as a whole, when another administrator came in between.';

CREATE FUNCTION memberhub.call_end(p_caller memberhub.caller, p_fault text DEFAULT NULL::text, p_arguments text[] DEFAULT NULL::text[], p_result json DEFAULT NULL::json, p_effects json DEFAULT NULL::json) RETURNS memberhub.answer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_horizon timestamptz := retry_horizon();
BEGIN
    PERFORM audit_append(ARRAY[ROW(p_caller, p_fault, p_arguments, p_result, p_effects, false,
                                   NULL)::audit_entry]);
    IF p_caller.retry_key IS NOT NULL THEN
        INSERT INTO retry_key AS k (key, account_id, fault, arguments, result)
        VALUES (p_caller.retry_key, p_caller.account_id, p_fault, p_arguments, p_result)
        ON CONFLICT ON CONSTRAINT retry_key_pkey DO UPDATE
            SET account_id = excluded.account_id, created_at = excluded.created_at,
                fault = excluded.fault, arguments = excluded.arguments, result = excluded.result
            WHERE k.created_at < v_horizon;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'another try of this call came first'
                USING ERRCODE = 'serialization_failure';
        END IF;
        PERFORM retry_key_sweep();
    END IF;
    RETURN ROW(p_fault, p_arguments, p_result)::answer;
END
$$;

ALTER FUNCTION memberhub.call_end(p_caller memberhub.caller, p_fault text, p_arguments text[], p_result json, p_effects json) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.call_end(p_caller memberhub.caller, p_fault text, p_arguments text[], p_result json, p_effects json) IS 'Last call of every operation that changes something, refused or not: appends the one audit event, stores the answer under the retry key and gives it. p_effects: what relationship_transition() moved, for the event alone. Raises serialization_failure, to be run again as a whole, when another try of the call stored its answer first.';

CREATE FUNCTION memberhub.create_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_tags jsonb, p_features jsonb, p_data_sources jsonb) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_fault text;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_fault := enrollment_begin(p_caller, p_tags, p_there_fault => 'detector_exists');
    IF v_fault IS NOT NULL THEN
        RETURN call_end(p_caller, v_fault);
    END IF;
    PERFORM detector_set(
        p_caller, ARRAY[p_caller.account_id], p_enable, p_finding_publishing_frequency, p_features,
        p_data_sources);
    -- Made, not changed: what it began with is no update.
    UPDATE enrollment AS e SET updated_at = NULL
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller, p_result => (
        SELECT json_build_object('detector_id', e.detector_id)
        FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id));
END
$$;

ALTER FUNCTION memberhub.create_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_tags jsonb, p_features jsonb, p_data_sources jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.create_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_tags jsonb, p_features jsonb, p_data_sources jsonb) IS 'CreateDetector: makes the caller''s detector, suspended when p_enable is false. p_finding_publishing_frequency NULL: SIX_HOURS; p_tags NULL: none; p_features and p_data_sources (DetectorFeatureConfigurations, DataSourceConfigurations) NULL: as the catalogue of features says. Faults: detector_exists, tag_limit. A detector that comes back after it was deleted starts anew, with another id.';

CREATE FUNCTION memberhub.create_members(p_caller memberhub.caller, p_account_ids text[], p_emails text[], p_member_limit integer) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_is_member boolean;
    v_room bigint;
    v_moved record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'CreateMembers');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_is_member :=
        administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL;
    SELECT greatest(p_member_limit - e.members, 0) INTO v_room
    FROM enrollment AS e
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    v_moved := relationship_transition(
        p_caller, 'CreateMembers', '{administrator}', p_account_ids,
        p_faults => ARRAY(SELECT CASE WHEN v_is_member THEN 'creator_is_member'
                                      WHEN a.account_id = p_caller.account_id THEN 'self_create' END
                          FROM unnest(p_account_ids) WITH ORDINALITY AS a (account_id, position)
                          ORDER BY a.position),
        p_emails => p_emails, p_room => v_room, p_room_fault => 'member_limit');
    RETURN call_end(p_caller, p_result => v_moved.result, p_effects => v_moved.effects);
END
$$;

ALTER FUNCTION memberhub.create_members(p_caller memberhub.caller, p_account_ids text[], p_emails text[], p_member_limit integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.create_members(p_caller memberhub.caller, p_account_ids text[], p_emails text[], p_member_limit integer) IS 'CreateMembers: names accounts as members of the caller; p_emails stands beside p_account_ids, NULL where there is none. p_member_limit counts the caller''s relationships in any state. Faults: not_subscribed, detector_not_owned. For single accounts: creator_is_member, self_create, already_member, member_limit.';

CREATE FUNCTION memberhub.credential_get(p_access_key_id text, p_test_accounts boolean) RETURNS TABLE(account_id text, secret_sealed bytea, usable boolean, access_epoch bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
BEGIN
    RETURN QUERY
    SELECT k.account_id, k.secret_sealed, k.status = 'active' AND a.status = 'active',
           a.access_epoch
    FROM access_key AS k
    JOIN account AS a ON a.account_id = k.account_id
    WHERE k.access_key_id = p_access_key_id
    UNION ALL
    SELECT p_access_key_id, NULL, coalesce(a.status = 'active', true), a.access_epoch
    FROM (SELECT) AS one
    LEFT JOIN account AS a ON a.account_id = p_access_key_id
    -- The account of nobody, whose trail tells of strangers.
    WHERE p_test_accounts AND p_access_key_id ~ '^[0-9]{12}$' AND p_access_key_id <> '000000000000';
END
$_$;

ALTER FUNCTION memberhub.credential_get(p_access_key_id text, p_test_accounts boolean) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.credential_get(p_access_key_id text, p_test_accounts boolean) IS 'What is known of an access key: 0 or 1 row. With p_test_accounts twelve digits, not all of them 0, are that account''s key: secret_sealed is NULL, and access_epoch too when the account has no row yet. usable: key and account are both active.';

CREATE FUNCTION memberhub.decline_invitations(p_caller memberhub.caller, p_account_ids text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN relationship_call(p_caller, 'DeclineInvitations', '{member}', p_account_ids);
END
$$;

ALTER FUNCTION memberhub.decline_invitations(p_caller memberhub.caller, p_account_ids text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.decline_invitations(p_caller memberhub.caller, p_account_ids text[]) IS 'DeclineInvitations: p_account_ids are administrators whose pending invitations the caller turns down; they become Resigned. One that is Resigned already stays so. Faults: not_subscribed; no_such_resource without a detector. For single accounts: no_such_invitation.';

CREATE FUNCTION memberhub.delete_detector(p_caller memberhub.caller) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN enrollment_end(p_caller, 'DeleteDetector');
END
$$;

ALTER FUNCTION memberhub.delete_detector(p_caller memberhub.caller) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.delete_detector(p_caller memberhub.caller) IS 'DeleteDetector: ends the caller''s detector, with its settings and tags. A member becomes Removed; an administrator without invited or associated members loses its other relationships. Faults: detector_not_owned, delete_detector_refused.';

CREATE FUNCTION memberhub.delete_invitations(p_caller memberhub.caller, p_account_ids text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'DeleteInvitations', '{member,administrator}', p_account_ids);
END
$$;

ALTER FUNCTION memberhub.delete_invitations(p_caller memberhub.caller, p_account_ids text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.delete_invitations(p_caller memberhub.caller, p_account_ids text[]) IS 'DeleteInvitations, both readings: a resigned or removed invitation that the account sent to the caller goes; else a pending one that the caller sent to the account is withdrawn, and the member is Created again. Faults: not_subscribed (GuardDuty needs no detector). For single accounts: invitation_kept when the account''s invitation cannot go, no_such_invitation.';

CREATE FUNCTION memberhub.delete_members(p_caller memberhub.caller, p_account_ids text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN relationship_call(p_caller, 'DeleteMembers', '{administrator}', p_account_ids);
END
$$;

ALTER FUNCTION memberhub.delete_members(p_caller memberhub.caller, p_account_ids text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.delete_members(p_caller memberhub.caller, p_account_ids text[]) IS 'DeleteMembers: ends relationships of the caller, invitations included; associated members must be disassociated first. Faults: not_subscribed, detector_not_owned. For single accounts: still_associated, no_such_member.';

CREATE FUNCTION memberhub.describe_hub(p_caller memberhub.caller, p_hub_arn text) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'DescribeHub');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    IF p_hub_arn <> hub_arn(p_caller.region, p_caller.account_id) THEN
        RETURN refusal('hub_not_found');
    END IF;
    RETURN success((
        SELECT json_build_object(
            'hub_arn', hub_arn(p_caller.region, p_caller.account_id),
            'subscribed_at', iso_time(e.subscribed_at),
            'auto_enable_controls', e.auto_enable_controls,
            'control_finding_generator', e.control_finding_generator)
        FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id));
END
$$;

ALTER FUNCTION memberhub.describe_hub(p_caller memberhub.caller, p_hub_arn text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.describe_hub(p_caller memberhub.caller, p_hub_arn text) IS 'DescribeHub: the caller''s hub. p_hub_arn NULL: its own. Faults: not_subscribed; hub_not_found for any other ARN.';

CREATE FUNCTION memberhub.describe_standards(p_caller memberhub.caller, p_limit integer, p_after text) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_rows standard[];
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN refusal('access_changed');
    END IF;
    v_rows := ARRAY(
        SELECT s FROM standard AS s
        WHERE s.standard_id > coalesce(p_after, '')
        ORDER BY s.standard_id
        LIMIT p_limit + 1);
    RETURN success(json_strip_nulls(json_build_object(
        'standards', (
            SELECT coalesce(
                json_agg(standard_json(p_caller.region, s) ORDER BY s.standard_id), '[]')
            FROM unnest(v_rows[:p_limit]) AS s),
        'next', CASE WHEN cardinality(v_rows) > p_limit THEN (v_rows[p_limit]).standard_id END)));
END
$$;

ALTER FUNCTION memberhub.describe_standards(p_caller memberhub.caller, p_limit integer, p_after text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.describe_standards(p_caller memberhub.caller, p_limit integer, p_after text) IS 'DescribeStandards: a page of at most p_limit of the catalogue, beginning after p_after (NULL: at the start). Needs no hub, as with AWS.';

CREATE FUNCTION memberhub.partition(p_region text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN (p_region ~~ 'cn-%'::text) THEN 'aws-cn'::text WHEN (p_region ~~ 'us-gov-%'::text) THEN 'aws-us-gov'::text ELSE 'aws'::text END;

ALTER FUNCTION memberhub.partition(p_region text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.partition(p_region text) IS 'The AWS partition that a region belongs to, as ARNs name it.';

CREATE FUNCTION memberhub.detector_arn(p_region text, p_account_id text, p_detector_id text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN format('arn:%s:guardduty:%s:%s:detector/%s'::text, memberhub.partition(p_region), p_region, p_account_id, p_detector_id);

ALTER FUNCTION memberhub.detector_arn(p_region text, p_account_id text, p_detector_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.detector_arn(p_region text, p_account_id text, p_detector_id text) IS 'The ARN of a detector.';

CREATE FUNCTION memberhub.detector_set(p_caller memberhub.caller, p_account_ids text[], p_monitoring boolean, p_finding_publishing_frequency text DEFAULT NULL::text, p_features jsonb DEFAULT NULL::jsonb, p_data_sources jsonb DEFAULT NULL::jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_now timestamptz := now_ms();
BEGIN
    UPDATE enrollment AS e
    SET monitoring = coalesce(p_monitoring, e.monitoring),
        finding_publishing_frequency
            = coalesce(p_finding_publishing_frequency, e.finding_publishing_frequency),
        updated_at = v_now
    -- LIMIT: one look by the whole key for each account, whatever the planner thinks of the
    -- region's size.
    FROM unnest(p_account_ids) AS a (account_id)
    CROSS JOIN LATERAL (
        SELECT l.ctid AS tuple_id FROM enrollment AS l
        WHERE l.service = p_caller.service AND l.region = p_caller.region
          AND l.account_id = a.account_id
        LIMIT 1
    ) AS t
    WHERE e.ctid = t.tuple_id
      -- Told what it does already, a detector is not updated.
      AND (p_features IS NOT NULL OR p_data_sources IS NOT NULL OR p_monitoring <> e.monitoring
           OR p_finding_publishing_frequency <> e.finding_publishing_frequency);
    IF p_features IS NULL AND p_data_sources IS NULL THEN
        RETURN;
    END IF;
    WITH asked AS (
        SELECT f.value ->> 'name' AS name, '' AS addition, f.value ->> 'status' AS status,
               f.position
        FROM json_elements(p_features) WITH ORDINALITY AS f (value, position)
        UNION ALL
        SELECT f.value ->> 'name', a.value ->> 'name', a.value ->> 'status', f.position
        FROM json_elements(p_features) WITH ORDINALITY AS f (value, position)
        CROSS JOIN json_elements(f.value -> 'additionalConfiguration') AS a (value)
        UNION ALL
        SELECT f.name, f.addition, CASE p_data_sources #>> f.data_source
                                       WHEN 'true' THEN 'ENABLED' WHEN 'false' THEN 'DISABLED' END,
               0
        FROM feature AS f
        WHERE f.data_source IS NOT NULL
    ), switched AS (
        -- The features' view is the newer one: it wins where both name the same.
        SELECT DISTINCT ON (f.name, f.addition)
               f.name, f.addition, a.status = 'ENABLED' AS enabled
        FROM asked AS a
        JOIN feature AS f ON f.name = a.name AND f.addition = a.addition
        WHERE f.switchable AND a.status IS NOT NULL
        ORDER BY f.name, f.addition, a.position DESC
    )
    INSERT INTO detector_setting AS s
        (service, region, account_id, feature_name, addition, enabled, updated_at)
    SELECT p_caller.service, p_caller.region, a.account_id, w.name, w.addition, w.enabled, v_now
    FROM (SELECT DISTINCT u.account_id FROM unnest(p_account_ids) AS u (account_id)) AS a
    CROSS JOIN switched AS w
    ON CONFLICT ON CONSTRAINT detector_setting_pkey
        DO UPDATE SET enabled = excluded.enabled, updated_at = excluded.updated_at
        WHERE s.enabled <> excluded.enabled;
END
$$;

ALTER FUNCTION memberhub.detector_set(p_caller memberhub.caller, p_account_ids text[], p_monitoring boolean, p_finding_publishing_frequency text, p_features jsonb, p_data_sources jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.detector_set(p_caller memberhub.caller, p_account_ids text[], p_monitoring boolean, p_finding_publishing_frequency text, p_features jsonb, p_data_sources jsonb) IS 'THE ONE WRITER of detectors'' settings, of all of p_account_ids at once, whose enrollments are locked; what is NULL stays as it is. A feature is switched by its name or by its data source; names that the catalogue does not have, and features that are always on, are passed over.';

CREATE TABLE memberhub.enrollment (
    service text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    account_id text NOT NULL COLLATE pg_catalog."C",
    enabled boolean DEFAULT false NOT NULL,
    subscribed_at timestamp(3) with time zone,
    auto_enable_controls boolean DEFAULT true NOT NULL,
    control_finding_generator text DEFAULT 'SECURITY_CONTROL'::text NOT NULL COLLATE pg_catalog."C",
    tags jsonb DEFAULT '{}'::jsonb NOT NULL,
    detector_id text COLLATE pg_catalog."C",
    monitoring boolean DEFAULT true NOT NULL,
    finding_publishing_frequency text DEFAULT 'SIX_HOURS'::text NOT NULL COLLATE pg_catalog."C",
    updated_at timestamp(3) with time zone,
    members bigint DEFAULT 0 NOT NULL,
    members_active bigint DEFAULT 0 NOT NULL,
    members_invited bigint DEFAULT 0 NOT NULL,
    CONSTRAINT enrollment_account_digits CHECK ((account_id ~ '^[0-9]{12}$'::text)),
    CONSTRAINT enrollment_counts_agree CHECK (((0 <= members_invited) AND (members_invited <= members_active) AND (members_active <= members))),
    CONSTRAINT enrollment_detector_format CHECK ((detector_id ~ '^[0-9a-f][02468ace][0-9a-f]{30}$'::text)),
    CONSTRAINT enrollment_detector_is_guardduty CHECK (((detector_id IS NOT NULL) = ((service = 'guardduty'::text) AND enabled))),
    CONSTRAINT enrollment_frequency_known CHECK ((finding_publishing_frequency = ANY (ARRAY['FIFTEEN_MINUTES'::text, 'ONE_HOUR'::text, 'SIX_HOURS'::text]))),
    CONSTRAINT enrollment_generator_known CHECK ((control_finding_generator = ANY (ARRAY['STANDARD_CONTROL'::text, 'SECURITY_CONTROL'::text]))),
    CONSTRAINT enrollment_region_format CHECK ((region ~ '^[a-z0-9-]{1,64}$'::text)),
    CONSTRAINT enrollment_service_known CHECK ((service = ANY (ARRAY['securityhub'::text, 'guardduty'::text]))),
    CONSTRAINT enrollment_subscribed CHECK ((enabled = (subscribed_at IS NOT NULL))),
    CONSTRAINT enrollment_tags_object CHECK ((jsonb_typeof(tags) = 'object'::text))
)
WITH (fillfactor='80');

ALTER TABLE memberhub.enrollment OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.enrollment IS 'An account''s use of a service in a region, and the row that is locked before its relationships change. enabled = false: the account was only named by an administrator, or has left the service. The account needs no row in account: an administrator may name one that does not exist yet.';

COMMENT ON COLUMN memberhub.enrollment.monitoring IS 'GuardDuty: false while the detector is suspended. Of an associated member: its relationship is then Disabled.';

COMMENT ON COLUMN memberhub.enrollment.updated_at IS 'GuardDuty: when the detector''s settings last changed; NULL: not since it was made.';

COMMENT ON COLUMN memberhub.enrollment.members IS 'How many relationships the account has as administrator, in any state. Kept with the other two by relationship_transition(), under this row''s lock, so that no limit has to count.';

COMMENT ON COLUMN memberhub.enrollment.members_active IS 'How many of them are Created, Invited, Enabled or Disabled.';

COMMENT ON COLUMN memberhub.enrollment.members_invited IS 'How many of them are Invited.';

CREATE FUNCTION memberhub.detector_views(p_row memberhub.enrollment, p_base boolean, OUT data_sources json, OUT features json) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_rows jsonb;
    v_source jsonb;
BEGIN
    -- One look by the key's beginning for each feature of the catalogue.
    SELECT jsonb_agg(jsonb_build_object(
               'name', f.name, 'addition', f.addition, 'switchable', f.switchable,
               'status', CASE WHEN coalesce(s.enabled, f.enabled_by_default) THEN 'ENABLED'
                              ELSE 'DISABLED' END,
               'updatedAt', round(extract(epoch FROM coalesce(s.updated_at, p_row.subscribed_at)),
                                  3)) ORDER BY f.position)
    INTO v_rows
    FROM feature AS f
    LEFT JOIN LATERAL (
        SELECT t.enabled, t.updated_at FROM detector_setting AS t
        WHERE t.service = p_row.service AND t.region = p_row.region
          AND t.account_id = p_row.account_id AND t.feature_name = f.name
          AND t.addition = f.addition
        LIMIT 1
    ) AS s ON true;

    SELECT jsonb_object_agg(r ->> 'name', jsonb_build_object('status', r -> 'status'))
    INTO v_source
    FROM jsonb_array_elements(v_rows) AS r
    WHERE r ->> 'addition' = '';
    data_sources := json_build_object(
        'cloudTrail', v_source -> 'CLOUD_TRAIL', 'dnsLogs', v_source -> 'DNS_LOGS',
        'flowLogs', v_source -> 'FLOW_LOGS', 's3Logs', v_source -> 'S3_DATA_EVENTS',
        'kubernetes', json_build_object('auditLogs', v_source -> 'EKS_AUDIT_LOGS'),
        'malwareProtection', json_build_object(
            'scanEc2InstanceWithFindings', json_build_object(
                'ebsVolumes', v_source -> 'EBS_MALWARE_PROTECTION'),
            'serviceRole', service_role_arn(
                p_row.region, p_row.account_id, 'malware-protection.guardduty',
                'AWSServiceRoleForAmazonGuardDutyMalwareProtection')));

    SELECT json_agg(json_strip_nulls(json_build_object(
               'name', r.value ->> 'name', 'status', r.value ->> 'status',
               'updatedAt', r.value -> 'updatedAt',
               'additionalConfiguration', (
                   SELECT json_agg(json_build_object(
                              'name', a.value ->> 'addition', 'status', a.value ->> 'status',
                              'updatedAt', a.value -> 'updatedAt') ORDER BY a.position)
                   FROM jsonb_array_elements(v_rows) WITH ORDINALITY AS a (value, position)
                   WHERE a.value ->> 'name' = r.value ->> 'name'
                     AND a.value ->> 'addition' <> ''))) ORDER BY r.position)
    INTO features
    FROM jsonb_array_elements(v_rows) WITH ORDINALITY AS r (value, position)
    WHERE r.value ->> 'addition' = '' AND (p_base OR (r.value ->> 'switchable')::boolean);
END
$$;

ALTER FUNCTION memberhub.detector_views(p_row memberhub.enrollment, p_base boolean, OUT data_sources json, OUT features json) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.detector_views(p_row memberhub.enrollment, p_base boolean, OUT data_sources json, OUT features json) IS 'What a detector watches in both of AWS''s views, spelled as AWS spells them. p_base: with the features that are always on, which GetMemberDetectors leaves out.';

CREATE FUNCTION memberhub.disable_security_hub(p_caller memberhub.caller) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN enrollment_end(p_caller, 'DisableSecurityHub');
END
$$;

ALTER FUNCTION memberhub.disable_security_hub(p_caller memberhub.caller) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.disable_security_hub(p_caller memberhub.caller) IS 'DisableSecurityHub: ends the caller''s hub, with its settings, tags and subscriptions. As a member it resigns; as an administrator without enabled members its other relationships go. Faults: not_subscribed, disable_administrator.';

CREATE FUNCTION memberhub.disassociate_from_administrator_account(p_caller memberhub.caller) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_moved record;
BEGIN
    SELECT * INTO v_begun
    FROM call_begin_as_member(p_caller, 'DisassociateFromAdministratorAccount');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF v_begun.administrator_id IS NULL THEN
        RETURN call_end(p_caller, 'not_a_member');
    END IF;
    v_moved := relationship_transition(
        p_caller, 'DisassociateFromAdministratorAccount', '{member}',
        ARRAY[v_begun.administrator_id]);
    RETURN call_end(p_caller, first_fault(v_moved.result), p_effects => v_moved.effects);
END
$$;

ALTER FUNCTION memberhub.disassociate_from_administrator_account(p_caller memberhub.caller) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.disassociate_from_administrator_account(p_caller memberhub.caller) IS 'DisassociateFromAdministratorAccount and DisassociateFromMasterAccount: the caller leaves its administrator and becomes Resigned. Faults: not_subscribed, detector_not_owned, not_a_member.';

CREATE FUNCTION memberhub.disassociate_members(p_caller memberhub.caller, p_account_ids text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN relationship_call(p_caller, 'DisassociateMembers', '{administrator}', p_account_ids);
END
$$;

ALTER FUNCTION memberhub.disassociate_members(p_caller memberhub.caller, p_account_ids text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.disassociate_members(p_caller memberhub.caller, p_account_ids text[]) IS 'DisassociateMembers: takes invited and associated members of the caller to Removed; of Security Hub, every other account, known or not, stays as it is. Faults: not_subscribed, detector_not_owned. For single accounts, of GuardDuty: not_yet_associated.';

CREATE FUNCTION memberhub.effects_joined(VARIADIC p_lists json[]) RETURNS json
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN (
        SELECT json_agg(e.value ORDER BY l.place, e.place)
        FROM unnest(p_lists) WITH ORDINALITY AS l (list, place)
        CROSS JOIN LATERAL json_array_elements(l.list) WITH ORDINALITY AS e (value, place));
END
$$;

ALTER FUNCTION memberhub.effects_joined(VARIADIC p_lists json[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.effects_joined(VARIADIC p_lists json[]) IS 'The effects of several transitions of one call, in the order in which they happened; NULL when there are none.';

CREATE FUNCTION memberhub.enable_security_hub(p_caller memberhub.caller, p_tags jsonb, p_default_standards boolean, p_control_finding_generator text) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_fault text;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_fault := enrollment_begin(p_caller, p_tags, p_there_fault => 'already_subscribed');
    IF v_fault IS NOT NULL THEN
        RETURN call_end(p_caller, v_fault);
    END IF;
    IF p_control_finding_generator IS NOT NULL THEN
        UPDATE enrollment AS e
        SET control_finding_generator = p_control_finding_generator
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id;
    END IF;
    IF coalesce(p_default_standards, true) THEN
        INSERT INTO standards_subscription (service, region, account_id, standard_id)
        SELECT p_caller.service, p_caller.region, p_caller.account_id, s.standard_id
        FROM standard AS s
        WHERE s.enabled_by_default;
    END IF;
    RETURN call_end(p_caller);
END
$$;

ALTER FUNCTION memberhub.enable_security_hub(p_caller memberhub.caller, p_tags jsonb, p_default_standards boolean, p_control_finding_generator text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.enable_security_hub(p_caller memberhub.caller, p_tags jsonb, p_default_standards boolean, p_control_finding_generator text) IS 'EnableSecurityHub: makes the caller''s hub. p_tags NULL: none; p_default_standards NULL: true; p_control_finding_generator NULL: SECURITY_CONTROL. Faults: already_subscribed, tag_limit. A hub that comes back after it was disabled starts anew.';

CREATE FUNCTION memberhub.enrollment_begin(p_caller memberhub.caller, p_tags jsonb, p_there_fault text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_now timestamptz := now_ms();
BEGIN
    IF too_many_tags(p_tags) AND resource_arn(p_caller) IS NULL THEN
        RETURN 'tag_limit';
    END IF;
    -- The row may be new, and then call_begin() had nothing to lock: of two calls at once the
    -- second waits here.
    INSERT INTO enrollment AS e
        (service, region, account_id, enabled, subscribed_at, detector_id, tags)
    VALUES (p_caller.service, p_caller.region, p_caller.account_id, true, v_now,
            CASE p_caller.service WHEN 'guardduty' THEN invitation_id_mint(v_now) END,
            coalesce(p_tags, '{}'))
    ON CONFLICT ON CONSTRAINT enrollment_pkey DO UPDATE
        SET enabled = true, subscribed_at = excluded.subscribed_at,
            detector_id = excluded.detector_id, tags = excluded.tags
        WHERE NOT e.enabled;
    RETURN CASE WHEN NOT FOUND THEN p_there_fault END;
END
$$;

ALTER FUNCTION memberhub.enrollment_begin(p_caller memberhub.caller, p_tags jsonb, p_there_fault text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.enrollment_begin(p_caller memberhub.caller, p_tags jsonb, p_there_fault text) IS 'Makes the caller''s hub or detector, with every setting at its default (p_tags NULL: none), and gives NULL; else the fault: p_there_fault when there is one already, or tag_limit.';

CREATE FUNCTION memberhub.enrollment_end(p_caller memberhub.caller, p_operation text) RETURNS memberhub.answer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_refused text;
    v_administered json;
    v_left json;
BEGIN
    SELECT * INTO v_begun FROM call_begin_as_member(p_caller, p_operation);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    SELECT t.fault INTO v_refused
    FROM state_transition AS t
    WHERE t.service = p_caller.service AND t.operation = p_operation
      AND t.caller = 'administrator' AND t.outcome = 'refuse'
      AND EXISTS (SELECT FROM relationship AS r
                  WHERE r.service = p_caller.service AND r.region = p_caller.region
                    AND r.administrator_id = p_caller.account_id AND r.state = t.from_state)
    LIMIT 1;
    IF v_refused IS NOT NULL THEN
        RETURN call_end(p_caller, v_refused);
    END IF;

    -- The members' locks are not taken: every other call that changes these rows holds the
    -- administrator's lock too.
    SELECT t.effects INTO v_administered
    FROM relationship_transition(p_caller, p_operation, '{administrator}', ARRAY(
        SELECT r.member_id FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.administrator_id = p_caller.account_id)) AS t;
    IF v_begun.administrator_id IS NOT NULL THEN
        SELECT t.effects INTO v_left
        FROM relationship_transition(
            p_caller, p_operation, '{member}', ARRAY[v_begun.administrator_id]) AS t;
    END IF;
    DELETE FROM standards_subscription AS s
    WHERE s.service = p_caller.service AND s.region = p_caller.region
      AND s.account_id = p_caller.account_id;
    DELETE FROM detector_setting AS s
    WHERE s.service = p_caller.service AND s.region = p_caller.region
      AND s.account_id = p_caller.account_id;
    UPDATE enrollment AS e
    SET enabled = false, subscribed_at = NULL, tags = DEFAULT,
        auto_enable_controls = DEFAULT, control_finding_generator = DEFAULT,
        detector_id = NULL, monitoring = DEFAULT, finding_publishing_frequency = DEFAULT,
        updated_at = NULL
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller, p_effects => effects_joined(v_administered, v_left));
END
$$;

ALTER FUNCTION memberhub.enrollment_end(p_caller memberhub.caller, p_operation text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.enrollment_end(p_caller memberhub.caller, p_operation text) IS 'The whole of DisableSecurityHub and DeleteDetector: ends the caller''s enrollment with all that hangs on it. state_transition says what becomes of its relationships, and which of them forbid it.';

CREATE FUNCTION memberhub.fault_store(p_name text, p_dialect text, p_error_code text, p_sentence text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    AS $$
    INSERT INTO fault_catalogue (name, dialect, error_code, sentence)
    VALUES (p_name, p_dialect, p_error_code, p_sentence)
    ON CONFLICT ON CONSTRAINT fault_catalogue_pkey
        DO UPDATE SET error_code = excluded.error_code, sentence = excluded.sentence;
$$;

ALTER FUNCTION memberhub.fault_store(p_name text, p_dialect text, p_error_code text, p_sentence text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.fault_store(p_name text, p_dialect text, p_error_code text, p_sentence text) IS 'Stores one row of the program''s fault table. For memberhubctl db migrate, as the schema''s owner: nobody else may say what the audit trail says.';

CREATE FUNCTION memberhub.fault_text(p_caller memberhub.caller, p_fault text, p_arguments text[], OUT error_code text, OUT sentence text) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
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

ALTER FUNCTION memberhub.fault_text(p_caller memberhub.caller, p_fault text, p_arguments text[], OUT error_code text, OUT sentence text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.fault_text(p_caller memberhub.caller, p_fault text, p_arguments text[], OUT error_code text, OUT sentence text) IS 'What the client is told of a fault, in the caller''s dialect.';

CREATE FUNCTION memberhub.first_fault(p_result json) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN (((p_result -> 'unprocessed'::text) -> 0) ->> 'fault'::text);

ALTER FUNCTION memberhub.first_fault(p_result json) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.first_fault(p_result json) IS 'The refusal in what relationship_transition() gave for a single account, or NULL.';

CREATE FUNCTION memberhub.get_administrator_account(p_caller memberhub.caller) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetAdministratorAccount');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success(json_strip_nulls(json_build_object('administrator', (
        SELECT invitation_json(r) FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.member_id = p_caller.account_id
          AND r.state IN ('Enabled', 'Disabled')))));
END
$$;

ALTER FUNCTION memberhub.get_administrator_account(p_caller memberhub.caller) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.get_administrator_account(p_caller memberhub.caller) IS 'GetAdministratorAccount: the administrator that the caller is an associated member of; absent when there is none. Faults: not_subscribed, detector_not_owned.';

CREATE FUNCTION memberhub.get_caller_identity(p_caller memberhub.caller) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_refused answer := read_begin(p_caller, NULL);
BEGIN
    IF (v_refused).fault IS NOT NULL THEN
        RETURN v_refused;
    END IF;
    RETURN success(json_build_object(
        'account_id', p_caller.account_id,
        'user_id', p_caller.identity ->> 'principalId',
        'arn', p_caller.identity ->> 'arn'));
END
$$;

ALTER FUNCTION memberhub.get_caller_identity(p_caller memberhub.caller) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.get_caller_identity(p_caller memberhub.caller) IS 'GetCallerIdentity: the caller as it was authorised.';

CREATE FUNCTION memberhub.get_detector(p_caller memberhub.caller) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetDetector');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success((
        SELECT json_build_object(
            'created_at', iso_time(e.subscribed_at),
            'updated_at', iso_time(coalesce(e.updated_at, e.subscribed_at)),
            'status', CASE WHEN e.monitoring THEN 'ENABLED' ELSE 'DISABLED' END,
            'service_role', service_role_arn(
                e.region, e.account_id, 'guardduty', 'AWSServiceRoleForAmazonGuardDuty'),
            'finding_publishing_frequency', e.finding_publishing_frequency,
            'data_sources', v.data_sources, 'features', v.features, 'tags', e.tags)
        FROM enrollment AS e
        CROSS JOIN LATERAL detector_views(e, true) AS v
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id));
END
$$;

ALTER FUNCTION memberhub.get_detector(p_caller memberhub.caller) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.get_detector(p_caller memberhub.caller) IS 'GetDetector: the caller''s detector. Faults: detector_not_owned.';

CREATE FUNCTION memberhub.get_enabled_standards(p_caller memberhub.caller, p_subscription_arns text[], p_limit integer, p_after text) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetEnabledStandards');
    v_rows standards_subscription[];
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    v_rows := ARRAY(
        SELECT t FROM standards_subscription AS t
        WHERE t.service = p_caller.service AND t.region = p_caller.region
          AND t.account_id = p_caller.account_id
          AND t.standard_id > coalesce(p_after, '')
          AND (p_subscription_arns IS NULL
               OR subscription_arn(t.region, t.account_id, t.standard_id)
                  = ANY (p_subscription_arns))
        ORDER BY t.standard_id
        LIMIT p_limit + 1);
    RETURN success(json_strip_nulls(json_build_object(
        'subscriptions', (
            SELECT coalesce(json_agg(subscription_json(t, 'READY') ORDER BY t.standard_id), '[]')
            FROM unnest(v_rows[:p_limit]) AS t),
        'next', CASE WHEN cardinality(v_rows) > p_limit THEN (v_rows[p_limit]).standard_id END)));
END
$$;

ALTER FUNCTION memberhub.get_enabled_standards(p_caller memberhub.caller, p_subscription_arns text[], p_limit integer, p_after text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.get_enabled_standards(p_caller memberhub.caller, p_subscription_arns text[], p_limit integer, p_after text) IS 'GetEnabledStandards: a page of at most p_limit of the caller''s subscriptions, by standard, beginning after p_after (NULL: at the start); of those in p_subscription_arns when that is not NULL. Faults: not_subscribed.';

CREATE FUNCTION memberhub.get_invitations_count(p_caller memberhub.caller) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetInvitationsCount');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success((
        SELECT json_build_object('invitations_count', count(*))
        FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.member_id = p_caller.account_id
          AND r.invitation_id IS NOT NULL AND r.state NOT IN ('Enabled', 'Disabled')));
END
$$;

ALTER FUNCTION memberhub.get_invitations_count(p_caller memberhub.caller) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.get_invitations_count(p_caller memberhub.caller) IS 'GetInvitationsCount: how many invitations the caller has, the accepted one not counted. Faults: not_subscribed; GuardDuty needs no detector.';

CREATE FUNCTION memberhub.get_member_detectors(p_caller memberhub.caller, p_account_ids text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetMemberDetectors');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success((
        SELECT json_build_object(
            'members', coalesce(
                json_agg(json_build_object(
                    'account_id', m.account_id, 'data_sources', v.data_sources,
                    'features', v.features) ORDER BY m.position)
                    FILTER (WHERE (m.detector).account_id IS NOT NULL), '[]'),
            'unprocessed', coalesce(
                json_agg(json_build_object('account_id', m.account_id, 'fault', 'not_associated')
                         ORDER BY m.position)
                    FILTER (WHERE (m.detector).account_id IS NULL), '[]'))
        FROM (SELECT u.account_id, min(u.position) AS position, (
                  -- LIMIT: one look by the whole key, whatever the planner thinks.
                  SELECT e FROM relationship AS r
                  JOIN enrollment AS e ON e.service = r.service AND e.region = r.region
                      AND e.account_id = r.member_id
                  WHERE r.service = p_caller.service AND r.region = p_caller.region
                    AND r.administrator_id = p_caller.account_id AND r.member_id = u.account_id
                    AND r.state IN ('Enabled', 'Disabled')
                  LIMIT 1) AS detector
              FROM unnest(p_account_ids) WITH ORDINALITY AS u (account_id, position)
              GROUP BY u.account_id) AS m
        LEFT JOIN LATERAL detector_views(m.detector, false) AS v ON true));
END
$$;

ALTER FUNCTION memberhub.get_member_detectors(p_caller memberhub.caller, p_account_ids text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.get_member_detectors(p_caller memberhub.caller, p_account_ids text[]) IS 'GetMemberDetectors: what the detectors of the caller''s associated members among p_account_ids watch, in that order. Faults: detector_not_owned. For single accounts: not_associated.';

CREATE FUNCTION memberhub.get_members(p_caller memberhub.caller, p_account_ids text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetMembers');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success((
        SELECT json_build_object(
            'members', coalesce(
                json_agg(member_json(r.found) ORDER BY a.position)
                    FILTER (WHERE (r.found).member_id IS NOT NULL), '[]'),
            'unprocessed', coalesce(
                json_agg(json_build_object('account_id', a.account_id, 'fault', 'no_such_member')
                         ORDER BY a.position)
                    FILTER (WHERE (r.found).member_id IS NULL), '[]'))
        FROM (SELECT u.account_id, min(u.position) AS position
              FROM unnest(p_account_ids) WITH ORDINALITY AS u (account_id, position)
              GROUP BY u.account_id) AS a
        -- LIMIT: one look by the whole key for each account, whatever the planner thinks of the
        -- region's size.
        LEFT JOIN LATERAL (
            SELECT l AS found FROM relationship AS l
            WHERE l.service = p_caller.service AND l.region = p_caller.region
              AND l.administrator_id = p_caller.account_id AND l.member_id = a.account_id
            LIMIT 1
        ) AS r ON true));
END
$$;

ALTER FUNCTION memberhub.get_members(p_caller memberhub.caller, p_account_ids text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.get_members(p_caller memberhub.caller, p_account_ids text[]) IS 'GetMembers: the caller''s members among p_account_ids, in that order. Faults: no_such_resource without a hub, detector_not_owned. For single accounts: no_such_member.';

CREATE FUNCTION memberhub.has_members(p_service text, p_region text, p_account_id text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM enrollment AS e
        WHERE e.service = p_service AND e.region = p_region AND e.account_id = p_account_id
          AND e.members_active > 0);
END
$$;

ALTER FUNCTION memberhub.has_members(p_service text, p_region text, p_account_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.has_members(p_service text, p_region text, p_account_id text) IS 'Whether an account has created, invited or associated members. Removed and resigned ones do not count.';

CREATE FUNCTION memberhub.hub_arn(p_region text, p_account_id text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN format('arn:%s:securityhub:%s:%s:hub/default'::text, memberhub.partition(p_region), p_region, p_account_id);

ALTER FUNCTION memberhub.hub_arn(p_region text, p_account_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.hub_arn(p_region text, p_account_id text) IS 'The ARN of an account''s hub in a region.';

CREATE FUNCTION memberhub.invitation_id_mint(p_at timestamp with time zone) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    -- Of a version 4 UUID's 32 hex digits the 13th is the version and the 17th holds the variant;
    -- the others are the server's strong random bits. Used here: 1-2, 3, 4, 14-16, 18-32.
    v_random text := replace(gen_random_uuid()::text, '-', '');
    v_first integer := ('x' || substr(v_random, 1, 2))::bit(8)::integer & 254;
    v_third integer := ('x' || substr(v_random, 3, 1))::bit(4)::integer & 7;
    v_ms bigint := round(extract(epoch FROM p_at) * 1000);
BEGIN
    RETURN lpad(to_hex(v_first), 2, '0') || lpad(to_hex((v_ms << 3) | v_third), 11, '0')
        || substr(v_random, 4, 1) || substr(v_random, 14, 3) || substr(v_random, 18, 15);
END
$$;

ALTER FUNCTION memberhub.invitation_id_mint(p_at timestamp with time zone) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.invitation_id_mint(p_at timestamp with time zone) IS 'A new InvitationId: 128 bits in lower-case hex; 7 random bits, a zero, p_at in milliseconds since 1970 (41 bits, enough until 2039), 79 random bits.';

CREATE FUNCTION memberhub.iso_time(p_time timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    RETURN to_char((p_time AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text);

ALTER FUNCTION memberhub.iso_time(p_time timestamp with time zone) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.iso_time(p_time timestamp with time zone) IS 'A time as every answer spells it: 2020-08-20T17:54:02.841Z.';

CREATE TABLE memberhub.relationship (
    service text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    administrator_id text NOT NULL COLLATE pg_catalog."C",
    member_id text NOT NULL COLLATE pg_catalog."C",
    email text,
    state text NOT NULL COLLATE pg_catalog."C",
    invitation_id text COLLATE pg_catalog."C",
    invited_at timestamp(3) with time zone,
    updated_at timestamp(3) with time zone NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT relationship_created_uninvited CHECK (((state = 'Created'::text) = (invitation_id IS NULL))),
    CONSTRAINT relationship_disabled_is_guardduty CHECK (((state <> 'Disabled'::text) OR (service = 'guardduty'::text))),
    CONSTRAINT relationship_invitation_dated CHECK (((invitation_id IS NULL) = (invited_at IS NULL))),
    CONSTRAINT relationship_invitation_format CHECK ((invitation_id ~ '^[0-9a-f][02468ace][0-9a-f]{30}$'::text)),
    CONSTRAINT relationship_not_itself CHECK ((administrator_id <> member_id)),
    CONSTRAINT relationship_state_known CHECK ((state = ANY (ARRAY['Created'::text, 'Invited'::text, 'Enabled'::text, 'Disabled'::text, 'Removed'::text, 'Resigned'::text])))
)
WITH (fillfactor='85');

ALTER TABLE memberhub.relationship OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.relationship IS 'The one row between an administrator and a member; the member sees it as an invitation. Changed by relationship_transition() only, under the administrator''s enrollment lock.';

CREATE FUNCTION memberhub.invitation_json(p_row memberhub.relationship) RETURNS json
    LANGUAGE sql STABLE
    RETURN json_build_object('account_id', (p_row).administrator_id, 'invitation_id', (p_row).invitation_id, 'invited_at', memberhub.iso_time((p_row).invited_at), 'member_status', (p_row).state);

ALTER FUNCTION memberhub.invitation_json(p_row memberhub.relationship) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.invitation_json(p_row memberhub.relationship) IS 'A relationship as its member sees it.';

CREATE FUNCTION memberhub.invite_members(p_caller memberhub.caller, p_account_ids text[], p_invitation_limit integer) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_is_member boolean;
    v_room bigint;
    v_moved record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'InviteMembers', p_account_ids);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_is_member :=
        administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL;
    SELECT greatest(p_invitation_limit - e.members_invited, 0) INTO v_room
    FROM enrollment AS e
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    v_moved := relationship_transition(
        p_caller, 'InviteMembers', '{administrator}', p_account_ids,
        p_faults => ARRAY(SELECT CASE WHEN v_is_member THEN 'caller_is_member'
                                      WHEN a.account_id = p_caller.account_id THEN 'self_invite'
                                      -- GuardDuty writes to the members that it invites.
                                      WHEN p_caller.service = 'guardduty' AND (
                                          -- LIMIT: one look by the whole key for each account.
                                          SELECT r.email IS NULL FROM relationship AS r
                                          WHERE r.service = p_caller.service
                                            AND r.region = p_caller.region
                                            AND r.administrator_id = p_caller.account_id
                                            AND r.member_id = a.account_id
                                          LIMIT 1)
                                      THEN 'email_missing' END
                          FROM unnest(p_account_ids) WITH ORDINALITY AS a (account_id, position)
                          ORDER BY a.position),
        p_room => v_room, p_room_fault => 'invitation_limit');
    RETURN call_end(p_caller, p_result => v_moved.result, p_effects => v_moved.effects);
END
$$;

ALTER FUNCTION memberhub.invite_members(p_caller memberhub.caller, p_account_ids text[], p_invitation_limit integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.invite_members(p_caller memberhub.caller, p_account_ids text[], p_invitation_limit integer) IS 'InviteMembers: invites accounts that the caller has created, or that left; each gets a new invitation. p_invitation_limit counts the caller''s pending invitations. Faults: not_subscribed, detector_not_owned. For single accounts: caller_is_member, self_invite, email_missing (GuardDuty), no_such_member, already_invited, invitation_limit.';

CREATE FUNCTION memberhub.iso_second(p_time timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    RETURN to_char((p_time AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS"Z"'::text);

ALTER FUNCTION memberhub.iso_second(p_time timestamp with time zone) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.iso_second(p_time timestamp with time zone) IS 'A time as CloudTrail and STS spell it: 2020-08-20T17:54:02Z.';

CREATE FUNCTION memberhub.json_elements(p_list jsonb) RETURNS SETOF jsonb
    LANGUAGE sql IMMUTABLE
    RETURN jsonb_array_elements(CASE jsonb_typeof(p_list) WHEN 'array'::text THEN p_list ELSE '[]'::jsonb END);

ALTER FUNCTION memberhub.json_elements(p_list jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.json_elements(p_list jsonb) IS 'The elements of a list that may be absent (NULL, or null).';

CREATE FUNCTION memberhub.key_create(p_access_key_id text, p_account_id text, p_secret_sealed bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    -- The epoch is raised first: it is also the lock under which the keys are counted.
    UPDATE account AS a SET access_epoch = a.access_epoch + 1 WHERE a.account_id = p_account_id;
    IF NOT FOUND THEN
        RETURN 'no_account';
    END IF;
    IF EXISTS (SELECT FROM access_key AS k WHERE k.access_key_id = p_access_key_id) THEN
        RETURN 'exists';
    END IF;
    -- Two keys an account, as AWS has it: one in use, one to change over to.
    IF (SELECT count(*) FROM access_key AS k WHERE k.account_id = p_account_id) >= 2 THEN
        RETURN 'limit';
    END IF;
    INSERT INTO access_key (access_key_id, account_id, secret_sealed)
    VALUES (p_access_key_id, p_account_id, p_secret_sealed)
    ON CONFLICT ON CONSTRAINT access_key_pkey DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'exists';
    END IF;
    PERFORM operator_event(
        'CreateAccessKey', p_account_id, jsonb_build_object('accessKeyId', p_access_key_id));
    RETURN 'created';
END
$$;

ALTER FUNCTION memberhub.key_create(p_access_key_id text, p_account_id text, p_secret_sealed bytea) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.key_create(p_access_key_id text, p_account_id text, p_secret_sealed bytea) IS 'Stores a new access key: created, no_account, exists, or limit (two keys an account).';

CREATE FUNCTION memberhub.key_delete(p_access_key_id text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_account_id text;
BEGIN
    DELETE FROM access_key AS k WHERE k.access_key_id = p_access_key_id
    RETURNING k.account_id INTO v_account_id;

    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE account AS a SET access_epoch = a.access_epoch + 1 WHERE a.account_id = v_account_id;
    PERFORM operator_event(
        'DeleteAccessKey', v_account_id, jsonb_build_object('accessKeyId', p_access_key_id));
    RETURN true;
END
$$;

ALTER FUNCTION memberhub.key_delete(p_access_key_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.key_delete(p_access_key_id text) IS 'Deletes an access key; false when there is none. Raises the account''s epoch.';

CREATE FUNCTION memberhub.key_list(p_account_id text) RETURNS TABLE(access_key_id text, account_id text, status text, created_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    AS $$
    SELECT k.access_key_id, k.account_id, k.status, k.created_at
    FROM access_key AS k
    WHERE k.account_id = p_account_id
    UNION ALL
    SELECT k.access_key_id, k.account_id, k.status, k.created_at
    FROM access_key AS k
    WHERE p_account_id IS NULL
    ORDER BY account_id, access_key_id;
$$;

ALTER FUNCTION memberhub.key_list(p_account_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.key_list(p_account_id text) IS 'The access keys of an account, or of all (NULL); never a secret.';

CREATE FUNCTION memberhub.key_set_status(p_access_key_id text, p_status text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_account_id text;
BEGIN
    UPDATE access_key AS k SET status = p_status WHERE k.access_key_id = p_access_key_id
    RETURNING k.account_id INTO v_account_id;

    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE account AS a SET access_epoch = a.access_epoch + 1 WHERE a.account_id = v_account_id;
    PERFORM operator_event(
        'UpdateAccessKey', v_account_id,
        jsonb_build_object('accessKeyId', p_access_key_id, 'status', p_status));
    RETURN true;
END
$$;

ALTER FUNCTION memberhub.key_set_status(p_access_key_id text, p_status text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.key_set_status(p_access_key_id text, p_status text) IS 'Disables or enables an access key (active, disabled); false when there is none. Raises the account''s epoch.';

CREATE FUNCTION memberhub.list_detectors(p_caller memberhub.caller, p_limit integer, p_after text) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN refusal('access_changed');
    END IF;
    RETURN success((
        SELECT json_build_object('detector_ids', coalesce(json_agg(d.detector_id), '[]'))
        FROM (SELECT e.detector_id FROM enrollment AS e
              WHERE e.service = p_caller.service AND e.region = p_caller.region
                AND e.account_id = p_caller.account_id AND e.enabled
                AND e.detector_id > coalesce(p_after, '')
              LIMIT p_limit) AS d));
END
$$;

ALTER FUNCTION memberhub.list_detectors(p_caller memberhub.caller, p_limit integer, p_after text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.list_detectors(p_caller memberhub.caller, p_limit integer, p_after text) IS 'ListDetectors: the caller''s detector, if it has one and it comes after p_after (NULL: at the start). There is never a next page. Needs no detector.';

CREATE FUNCTION memberhub.list_invitations(p_caller memberhub.caller, p_limit integer, p_after text) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'ListInvitations');
    v_rows relationship[];
    v_last relationship;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    v_rows := ARRAY(
        SELECT r FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.member_id = p_caller.account_id
          AND r.invitation_id IS NOT NULL
          AND (r.invited_at, r.administrator_id)
              > (coalesce(split_part(p_after, ' ', 1)::timestamptz, '-infinity'),
                 coalesce(split_part(p_after, ' ', 2), ''))
        ORDER BY r.invited_at, r.administrator_id
        LIMIT p_limit + 1);
    v_last := v_rows[p_limit];
    RETURN success(json_strip_nulls(json_build_object(
        'invitations', (
            SELECT coalesce(
                json_agg(invitation_json(r) ORDER BY r.invited_at, r.administrator_id), '[]')
            FROM unnest(v_rows[:p_limit]) AS r),
        'next', CASE WHEN cardinality(v_rows) > p_limit
                     THEN iso_time(v_last.invited_at) || ' ' || v_last.administrator_id END)));
END
$$;

ALTER FUNCTION memberhub.list_invitations(p_caller memberhub.caller, p_limit integer, p_after text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.list_invitations(p_caller memberhub.caller, p_limit integer, p_after text) IS 'ListInvitations: a page of at most p_limit of the invitations that the caller has and has not deleted, the accepted one included, oldest first, beginning after p_after (NULL: at the start). Faults: not_subscribed; GuardDuty needs no detector.';

CREATE FUNCTION memberhub.list_members(p_caller memberhub.caller, p_only_associated boolean, p_limit integer, p_after text) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'ListMembers');
    v_rows relationship[];
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    -- Two queries, so that each has its own index to walk.
    IF p_only_associated THEN
        v_rows := ARRAY(
            SELECT r FROM relationship AS r
            WHERE r.service = p_caller.service AND r.region = p_caller.region
              AND r.administrator_id = p_caller.account_id AND r.member_id > coalesce(p_after, '')
              AND r.state IN ('Enabled', 'Disabled') AND r.administrator_id > ''
            ORDER BY r.member_id
            LIMIT p_limit + 1);
    ELSE
        v_rows := ARRAY(
            SELECT r FROM relationship AS r
            WHERE r.service = p_caller.service AND r.region = p_caller.region
              AND r.administrator_id = p_caller.account_id AND r.member_id > coalesce(p_after, '')
            ORDER BY r.member_id
            LIMIT p_limit + 1);
    END IF;
    RETURN success(json_strip_nulls(json_build_object(
        'members', (SELECT coalesce(json_agg(member_json(r) ORDER BY r.member_id), '[]')
                    FROM unnest(v_rows[:p_limit]) AS r),
        'next', CASE WHEN cardinality(v_rows) > p_limit THEN (v_rows[p_limit]).member_id END)));
END
$$;

ALTER FUNCTION memberhub.list_members(p_caller memberhub.caller, p_only_associated boolean, p_limit integer, p_after text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.list_members(p_caller memberhub.caller, p_only_associated boolean, p_limit integer, p_after text) IS 'ListMembers: a page of at most p_limit of the caller''s members by account id, beginning after p_after (NULL: at the start). p_only_associated: none but Enabled and Disabled. Faults: not_subscribed, detector_not_owned.';

CREATE FUNCTION memberhub.list_tags_for_resource(p_caller memberhub.caller, p_arn text) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'ListTagsForResource');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    IF p_arn IS DISTINCT FROM resource_arn(p_caller) THEN
        RETURN unenrolled(p_caller, 'ListTagsForResource');
    END IF;
    RETURN success((
        SELECT json_build_object('tags', e.tags)
        FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id));
END
$$;

ALTER FUNCTION memberhub.list_tags_for_resource(p_caller memberhub.caller, p_arn text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.list_tags_for_resource(p_caller memberhub.caller, p_arn text) IS 'ListTagsForResource: the tags of the caller''s hub or detector. Faults: hub_not_found (GuardDuty: no_such_resource).';

CREATE FUNCTION memberhub.lookup_events(p_caller memberhub.caller, p_attribute_key text, p_attribute_value text, p_start_ms bigint, p_end_ms bigint, p_limit integer, p_after text) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
    -- How many events one call looks at. Who asks for what is rare gets short pages, even empty
    -- ones, as AWS gives them too, and never an answer that takes long.
    c_looked_at CONSTANT integer := 2000;
    v_from timestamptz := coalesce(
        timestamptz 'epoch' + p_start_ms * interval '1 millisecond', now_ms() - interval '90 days');
    v_to timestamptz := coalesce(
        timestamptz 'epoch' + p_end_ms * interval '1 millisecond', 'infinity');
    v_before bigint := 9223372036854775807;
    v_rows audit_event[];
    v_last audit_event;
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN refusal('access_changed');
    END IF;
    IF p_start_ms > p_end_ms THEN
        RETURN refusal('invalid_time_range');
    END IF;
    IF p_after IS NOT NULL THEN
        v_to := timestamptz 'epoch'
            + split_part(p_after, ' ', 1)::bigint * interval '1 millisecond';
        v_before := split_part(p_after, ' ', 2)::bigint;
    END IF;

    v_rows := ARRAY(
        SELECT s.event
        FROM (SELECT e AS event, e.event_time, e.sequence
              FROM audit_event AS e
              WHERE e.account_id = p_caller.account_id AND e.event_time >= v_from
                AND e.event_time <= v_to AND (e.event_time, e.sequence) < (v_to, v_before)
              ORDER BY e.event_time DESC, e.sequence DESC
              LIMIT c_looked_at) AS s
        WHERE (s.event).region = p_caller.region
          AND audit_matches(s.event, p_attribute_key, p_attribute_value)
        ORDER BY s.event_time DESC, s.sequence DESC
        LIMIT p_limit + 1);
    IF cardinality(v_rows) > p_limit THEN
        v_last := v_rows[p_limit];
    ELSE
        SELECT * INTO v_last
        FROM audit_event AS e
        WHERE e.account_id = p_caller.account_id AND e.event_time >= v_from
          AND e.event_time <= v_to AND (e.event_time, e.sequence) < (v_to, v_before)
        ORDER BY e.event_time DESC, e.sequence DESC
        OFFSET c_looked_at - 1 LIMIT 1;
    END IF;
    RETURN success(json_strip_nulls(json_build_object(
        'events', (
            SELECT coalesce(json_agg(audit_event_json(v_rows[n]) ORDER BY n), '[]')
            FROM generate_series(1, least(cardinality(v_rows), p_limit)) AS n),
        'next', (extract(epoch FROM v_last.event_time) * 1000)::bigint || ' '
                || v_last.sequence)));
END
$$;

ALTER FUNCTION memberhub.lookup_events(p_caller memberhub.caller, p_attribute_key text, p_attribute_value text, p_start_ms bigint, p_end_ms bigint, p_limit integer, p_after text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.lookup_events(p_caller memberhub.caller, p_attribute_key text, p_attribute_value text, p_start_ms bigint, p_end_ms bigint, p_limit integer, p_after text) IS 'LookupEvents: a page of at most p_limit of the caller''s own events in its region, newest first, from p_start_ms (NULL: 90 days ago) to p_end_ms (NULL: now) that have an attribute (NULL: any), beginning after p_after (NULL: at the newest). A page can be short although there is a next one.';

CREATE FUNCTION memberhub.member_detector(p_row memberhub.relationship) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    IF p_row.service <> 'guardduty' OR p_row.state NOT IN ('Enabled', 'Disabled') THEN
        RETURN NULL;
    END IF;
    RETURN (
        SELECT e.detector_id FROM enrollment AS e
        WHERE e.service = p_row.service AND e.region = p_row.region
          AND e.account_id = p_row.member_id);
END
$$;

ALTER FUNCTION memberhub.member_detector(p_row memberhub.relationship) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.member_detector(p_row memberhub.relationship) IS 'The detector that the administrator of a relationship is shown: the member''s, once it is associated; else NULL.';

CREATE FUNCTION memberhub.member_json(p_row memberhub.relationship) RETURNS json
    LANGUAGE sql STABLE
    RETURN json_strip_nulls(json_build_object('account_id', (p_row).member_id, 'email', (p_row).email, 'administrator_id', (p_row).administrator_id, 'member_status', (p_row).state, 'invited_at', memberhub.iso_time((p_row).invited_at), 'updated_at', memberhub.iso_time((p_row).updated_at), 'detector_id', CASE WHEN ((p_row).service = 'guardduty'::text) THEN memberhub.member_detector(p_row) ELSE NULL::text END));

ALTER FUNCTION memberhub.member_json(p_row memberhub.relationship) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.member_json(p_row memberhub.relationship) IS 'A relationship as its administrator sees it; the member''s detector is shown once it is associated.';

CREATE FUNCTION memberhub.membership_at(p_time timestamp with time zone, p_account_id text) RETURNS TABLE(service text, region text, administrator_id text, member_id text, state text, since timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN QUERY
    SELECT m.service, m.region, m.administrator_id, m.member_id, m.state, m.since
    FROM (
        -- The last move up to then; of a relationship that has none, because what is older was
        -- dropped, the next one says where it came from.
        SELECT DISTINCT ON (e.service, e.region, e.administrator_id, e.member_id)
               e.service, e.region, e.administrator_id, e.member_id,
               CASE WHEN e.event_time <= p_time THEN e.to_state ELSE e.from_state END AS state,
               CASE WHEN e.event_time <= p_time AND e.to_state <> e.from_state
                    THEN e.event_time END AS since
        FROM audit_effect AS e
        WHERE p_account_id IS NULL OR p_account_id IN (e.administrator_id, e.member_id)
        ORDER BY e.service, e.region, e.administrator_id, e.member_id, e.event_time <= p_time DESC,
                 CASE WHEN e.event_time <= p_time THEN -e.sequence ELSE e.sequence END,
                 CASE WHEN e.event_time <= p_time THEN -e.position ELSE e.position END
    ) AS m
    WHERE m.state IN ('Enabled', 'Disabled')
    ORDER BY m.service, m.region, m.administrator_id, m.member_id;
END
$$;

ALTER FUNCTION memberhub.membership_at(p_time timestamp with time zone, p_account_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.membership_at(p_time timestamp with time zone, p_account_id text) IS 'Which accounts were associated at p_time, so that the administrator saw the member''s findings: those of one account on either side, or all (NULL). From the trail alone, not from how relationships stand; nothing is known of before its first event. since: when that state began; NULL when the trail no longer tells. Reads all that is kept of the trail.';

CREATE FUNCTION memberhub.migration_list() RETURNS TABLE(version integer, name text, sha256 text, applied_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    AS $$
    SELECT m.version, m.name, m.sha256, m.applied_at FROM schema_migration AS m ORDER BY m.version;
$$;

ALTER FUNCTION memberhub.migration_list() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.migration_list() IS 'Every migration that was applied, by version.';

CREATE FUNCTION memberhub.now_ms() RETURNS timestamp with time zone
    LANGUAGE sql
    RETURN date_trunc('milliseconds'::text, clock_timestamp());

ALTER FUNCTION memberhub.now_ms() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.now_ms() IS 'The moment, cut to milliseconds. Not the transaction''s start: a call that waited for a lock must not date its change before the one it waited for.';

CREATE FUNCTION memberhub.operator_event(p_event_name text, p_account_id text, p_parameters jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    -- session_user: who logged in, whoever these functions run as.
    v_identity jsonb := jsonb_build_object('type', 'Operator', 'userName', session_user);
BEGIN
    PERFORM audit_append(ARRAY[ROW(
        ROW(p_account_id, NULL, v_identity, 'iam', 'us-east-1', p_event_name, gen_random_uuid(),
            NULL, coalesce(host(inet_client_addr()), 'localhost'),
            current_setting('application_name'), p_parameters, 'documented', NULL)::caller,
        NULL, NULL, NULL, NULL, false, NULL)::audit_entry]);
END
$$;

ALTER FUNCTION memberhub.operator_event(p_event_name text, p_account_id text, p_parameters jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.operator_event(p_event_name text, p_account_id text, p_parameters jsonb) IS 'Appends the event of a change that an operator made to an account or its keys, as a record of IAM, whose events are all in us-east-1. p_parameters: its requestParameters, never a secret.';

CREATE FUNCTION memberhub.processed(p_account_ids text[], p_result json) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN ARRAY(
        SELECT a.account_id FROM unnest(p_account_ids) AS a (account_id)
        EXCEPT
        SELECT u.value ->> 'account_id' FROM json_array_elements(p_result -> 'unprocessed') AS u);
END
$$;

ALTER FUNCTION memberhub.processed(p_account_ids text[], p_result json) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.processed(p_account_ids text[], p_result json) IS 'Those of p_account_ids that relationship_transition(), which gave p_result, did not refuse.';

CREATE FUNCTION memberhub.read_begin(p_caller memberhub.caller, p_operation text) RETURNS memberhub.answer
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN refusal('access_changed');
    END IF;
    IF NOT EXISTS (SELECT FROM enrollment AS e
                   WHERE e.service = p_caller.service AND e.region = p_caller.region
                     AND e.account_id = p_caller.account_id AND e.enabled
                     AND (p_caller.detector_id IS NULL OR e.detector_id = p_caller.detector_id))
    THEN
        RETURN unenrolled(p_caller, p_operation);
    END IF;
    RETURN NULL;
END
$$;

ALTER FUNCTION memberhub.read_begin(p_caller memberhub.caller, p_operation text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.read_begin(p_caller memberhub.caller, p_operation text) IS 'First call of every operation that only reads: NULL, or the refusal (access_changed, or that of unenrolled() for p_operation) to return. Locks nothing.';

CREATE FUNCTION memberhub.record_refusal(p_caller memberhub.caller, p_fault text, p_arguments text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        -- A stored answer means that the first try was recorded; only a change of access is for the
        -- worker to know.
        RETURN CASE WHEN (v_begun.stored).fault = 'access_changed' THEN v_begun.stored END;
    END IF;
    PERFORM call_end(p_caller, p_fault, p_arguments);
    RETURN NULL;
END
$$;

ALTER FUNCTION memberhub.record_refusal(p_caller memberhub.caller, p_fault text, p_arguments text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.record_refusal(p_caller memberhub.caller, p_fault text, p_arguments text[]) IS 'Records the event of a change that was refused before its function was called. Gives no fault but access_changed.';

CREATE FUNCTION memberhub.refusal(p_fault text, VARIADIC p_arguments text[] DEFAULT NULL::text[]) RETURNS memberhub.answer
    LANGUAGE sql IMMUTABLE
    RETURN ROW(p_fault, p_arguments, NULL::json)::memberhub.answer;

ALTER FUNCTION memberhub.refusal(p_fault text, VARIADIC p_arguments text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.refusal(p_fault text, VARIADIC p_arguments text[]) IS 'The answer that refuses a read with a fault and its arguments.';

CREATE FUNCTION memberhub.relationship_call(p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[], p_monitoring boolean DEFAULT NULL::boolean, p_features jsonb DEFAULT NULL::jsonb, p_data_sources jsonb DEFAULT NULL::jsonb) RETURNS memberhub.answer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_moved record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, p_operation, p_account_ids);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_moved := relationship_transition(p_caller, p_operation, p_sides, p_account_ids);
    IF num_nonnulls(p_monitoring, p_features, p_data_sources) > 0 THEN
        PERFORM detector_set(
            p_caller, processed(p_account_ids, v_moved.result), p_monitoring, NULL, p_features,
            p_data_sources);
    END IF;
    RETURN call_end(p_caller, p_result => v_moved.result, p_effects => v_moved.effects);
END
$$;

ALTER FUNCTION memberhub.relationship_call(p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[], p_monitoring boolean, p_features jsonb, p_data_sources jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.relationship_call(p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[], p_monitoring boolean, p_features jsonb, p_data_sources jsonb) IS 'The whole of an operation that takes relationships from state to state: p_account_ids are the accounts on the other side; p_operation and p_sides are relationship_transition()''s. p_monitoring, p_features and p_data_sources: what the detectors of the accounts that were processed are told, as in detector_set(); all NULL: nothing.';

CREATE FUNCTION memberhub.relationship_census(p_page bigint, p_pages integer) RETURNS TABLE(next_page bigint, service text, state text, relationships bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
DECLARE
    v_table_pages bigint := pg_relation_size('memberhub.relationship')
                            / current_setting('block_size')::bigint;
    v_first tid := format('(%s,0)', p_page)::tid;
    v_end tid := format('(%s,0)', p_page + p_pages)::tid;
BEGIN
    RETURN QUERY
    SELECT CASE WHEN p_page + p_pages < v_table_pages THEN p_page + p_pages END,
           counted.service, counted.state, counted.relationships
    FROM (SELECT) AS one
    LEFT JOIN (SELECT r.service, r.state, count(*) AS relationships
               FROM relationship AS r
               WHERE r.ctid >= v_first AND r.ctid < v_end
               GROUP BY r.service, r.state) AS counted ON true;
END
$$;

ALTER FUNCTION memberhub.relationship_census(p_page bigint, p_pages integer) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.relationship_census(p_page bigint, p_pages integer) IS 'How many relationships there are in p_pages pages of their table from p_page on, by service and state; one row without a service when there are none. next_page is NULL in the last part. What moves between two calls may be counted twice or not at all, so whoever counts all of a large table gets nearly what there is.';

CREATE FUNCTION memberhub.relationship_transition(p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[], p_faults text[] DEFAULT NULL::text[], p_emails text[] DEFAULT NULL::text[], p_room bigint DEFAULT NULL::bigint, p_room_fault text DEFAULT NULL::text, OUT result json, OUT effects json) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_now timestamptz := now_ms();
BEGIN
    WITH asked AS (
        SELECT DISTINCT ON (a.account_id) a.account_id, a.email, a.fault, a.position
        FROM unnest(p_account_ids, p_emails, p_faults)
            WITH ORDINALITY AS a (account_id, email, fault, position)
        ORDER BY a.account_id, a.position
    ), chosen AS (
        -- One row an account: the first side whose transition is allowed, else the first side's
        -- refusal.
        SELECT DISTINCT ON (a.account_id)
               a.account_id, a.email, a.position, k.administrator_id, k.member_id, r.tuple_id,
               coalesce(r.state, 'None') AS from_state, t.outcome, t.to_state,
               -- A state without its row in the table is our mistake: it must not look like
               -- success.
               coalesce(a.fault, t.fault, CASE WHEN t.outcome IS NULL THEN 'internal' END) AS fault
        FROM asked AS a
        CROSS JOIN unnest(p_sides) WITH ORDINALITY AS s (side, preference)
        CROSS JOIN LATERAL (
            SELECT CASE s.side WHEN 'administrator' THEN p_caller.account_id ELSE a.account_id END,
                   CASE s.side WHEN 'administrator' THEN a.account_id ELSE p_caller.account_id END
        ) AS k (administrator_id, member_id)
        -- LIMIT: one look by the whole key for each account, whatever the planner thinks of the
        -- region's size.
        LEFT JOIN LATERAL (
            SELECT l.state, l.ctid AS tuple_id FROM relationship AS l
            WHERE l.service = p_caller.service AND l.region = p_caller.region
              AND l.administrator_id = k.administrator_id AND l.member_id = k.member_id
            LIMIT 1
        ) AS r ON true
        LEFT JOIN LATERAL (
            SELECT l.outcome, l.to_state, l.fault FROM state_transition AS l
            WHERE l.service = p_caller.service AND l.operation = p_operation AND l.caller = s.side
              AND l.from_state = coalesce(r.state, 'None')
            LIMIT 1
        ) AS t ON true
        ORDER BY a.account_id, t.outcome = 'refuse', s.preference
    ), decided AS (
        -- The room is taken by those that change, in the caller's order.
        SELECT c.*, coalesce(c.fault, CASE
                   WHEN c.outcome = 'change'
                        AND count(*) FILTER (WHERE c.fault IS NULL AND c.outcome = 'change')
                            OVER (ORDER BY c.position) > p_room
                   THEN p_room_fault END) AS refusal
        FROM chosen AS c
    ), anchored AS (
        INSERT INTO enrollment (service, region, account_id)
        SELECT p_caller.service, p_caller.region, d.member_id
        FROM decided AS d
        WHERE d.refusal IS NULL AND d.outcome = 'change' AND d.from_state = 'None'
          -- Looked for first: an insert would wait for whoever has just changed a row that is there.
          AND (SELECT true FROM enrollment AS l
               WHERE l.service = p_caller.service AND l.region = p_caller.region
                 AND l.account_id = d.member_id
               LIMIT 1) IS NULL
        ORDER BY d.member_id
        ON CONFLICT ON CONSTRAINT enrollment_pkey DO NOTHING
    ), inserted AS (
        INSERT INTO relationship (service, region, administrator_id, member_id, email, state,
            updated_at, created_at)
        SELECT p_caller.service, p_caller.region, d.administrator_id, d.member_id, d.email,
               d.to_state, v_now, v_now
        FROM decided AS d
        WHERE d.refusal IS NULL AND d.outcome = 'change' AND d.from_state = 'None'
    ), updated AS (
        UPDATE relationship AS r
        SET state = d.to_state,
            invitation_id = CASE d.to_state WHEN 'Invited' THEN invitation_id_mint(v_now)
                                            WHEN 'Created' THEN NULL ELSE r.invitation_id END,
            invited_at = CASE d.to_state WHEN 'Invited' THEN v_now
                                         WHEN 'Created' THEN NULL ELSE r.invited_at END,
            updated_at = v_now
        FROM decided AS d
        -- The row that was just read: under the administrator's lock nobody else moves it.
        WHERE d.refusal IS NULL AND d.outcome = 'change' AND r.ctid = d.tuple_id
    ), removed AS (
        DELETE FROM relationship AS r
        USING decided AS d
        WHERE d.refusal IS NULL AND d.outcome = 'remove' AND r.ctid = d.tuple_id
    ), counted AS (
        -- What the administrators' limits go by, exact under the same lock.
        UPDATE enrollment AS e
        SET members = e.members + c.members, members_active = e.members_active + c.active,
            members_invited = e.members_invited + c.invited
        FROM (
            SELECT d.administrator_id,
                   count(d.to_state) - count(*) FILTER (WHERE d.from_state <> 'None') AS members,
                   count(*) FILTER (
                       WHERE d.to_state IN ('Created', 'Invited', 'Enabled', 'Disabled'))
                   - count(*) FILTER (
                       WHERE d.from_state IN ('Created', 'Invited', 'Enabled', 'Disabled'))
                       AS active,
                   count(*) FILTER (WHERE d.to_state = 'Invited')
                   - count(*) FILTER (WHERE d.from_state = 'Invited') AS invited
            FROM decided AS d
            WHERE d.refusal IS NULL AND d.outcome IN ('change', 'remove')
            GROUP BY d.administrator_id
        ) AS c
        CROSS JOIN LATERAL (
            SELECT l.ctid AS tuple_id FROM enrollment AS l
            WHERE l.service = p_caller.service AND l.region = p_caller.region
              AND l.account_id = c.administrator_id
            LIMIT 1
        ) AS t
        WHERE e.ctid = t.tuple_id AND (c.members <> 0 OR c.active <> 0 OR c.invited <> 0)
    )
    SELECT json_build_object('unprocessed', coalesce(
               json_agg(json_build_object('account_id', d.account_id, 'fault', d.refusal)
                   ORDER BY d.position)
                   FILTER (WHERE d.refusal IS NOT NULL),
               '[]'::json)),
           json_agg(json_build_object(
               'administrator', d.administrator_id, 'member', d.member_id,
               'from', d.from_state, 'to', coalesce(d.to_state, 'None'))
               ORDER BY d.member_id, d.administrator_id)
               FILTER (WHERE d.refusal IS NULL AND d.outcome IN ('change', 'remove'))
    INTO result, effects
    FROM decided AS d;
END
$$;

ALTER FUNCTION memberhub.relationship_transition(p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[], p_faults text[], p_emails text[], p_room bigint, p_room_fault text, OUT result json, OUT effects json) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.relationship_transition(p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[], p_faults text[], p_emails text[], p_room bigint, p_room_fault text, OUT result json, OUT effects json) IS 'THE ONE WRITER of relationships, and of their counts in enrollment. Takes each account of p_account_ids (once, however often it is named) from its state to where state_transition says that p_operation leads. result: {"unprocessed": [...]} of the others in the caller''s order. effects: what was moved, as call_end() takes it; NULL: nothing. p_sides: which side of the relationship the caller is on, by preference. p_faults, beside p_account_ids: refusals decided before. p_emails: likewise, for new rows. p_room: how many accounts may change; the rest get p_room_fault. The caller holds the locks of call_begin(). One statement, however many.';

CREATE FUNCTION memberhub.resource_arn(p_caller memberhub.caller) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN (
        SELECT CASE e.service
                   WHEN 'guardduty' THEN detector_arn(e.region, e.account_id, e.detector_id)
                   ELSE hub_arn(e.region, e.account_id) END
        FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id AND e.enabled);
END
$$;

ALTER FUNCTION memberhub.resource_arn(p_caller memberhub.caller) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.resource_arn(p_caller memberhub.caller) IS 'The ARN of the caller''s hub or detector, which is what it can tag; NULL when it has none.';

CREATE FUNCTION memberhub.retry_horizon() RETURNS timestamp with time zone
    LANGUAGE sql
    RETURN (clock_timestamp() - '24:00:00'::interval);

ALTER FUNCTION memberhub.retry_horizon() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.retry_horizon() IS 'Retry keys from before have expired: an SDK''s retries end within minutes; a later repeat meets the state machine.';

CREATE FUNCTION memberhub.retry_key_sweep() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_horizon timestamptz := retry_horizon();
    -- Up to where this session has swept. Until the next vacuum the index keeps what was deleted,
    -- and whoever begins at its start walks over all of that at each call.
    v_swept_to text := current_setting('memberhub.swept_to', true);
    v_from timestamptz := coalesce(nullif(v_swept_to, ''), '-infinity');
BEGIN
    WITH swept AS (
        DELETE FROM retry_key AS k
        WHERE k.key IN (SELECT o.key FROM retry_key AS o
                        WHERE o.created_at >= v_from AND o.created_at < v_horizon
                        ORDER BY o.created_at LIMIT 2 FOR UPDATE SKIP LOCKED)
        RETURNING k.created_at
    )
    SELECT max(s.created_at)::text INTO v_swept_to FROM swept AS s;
    IF v_swept_to IS NOT NULL THEN
        v_swept_to := set_config('memberhub.swept_to', v_swept_to, false);
    END IF;
END
$$;

ALTER FUNCTION memberhub.retry_key_sweep() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.retry_key_sweep() IS 'Removes two keys that have expired, for each one that comes: so the table stays as small as a day''s keys, and nobody has to sweep it. A session goes on where its last sweep ended; what was left behind that, as by a call that was rolled back, is for the next session.';

CREATE FUNCTION memberhub.schema_status() RETURNS TABLE(version integer, in_recovery boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    AS $$
    SELECT max(m.version), pg_is_in_recovery() FROM schema_migration AS m;
$$;

ALTER FUNCTION memberhub.schema_status() OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.schema_status() IS 'The version of the last migration (NULL: none), and whether the database is a standby.';

CREATE FUNCTION memberhub.service_role_arn(p_region text, p_account_id text, p_service text, p_role text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN format('arn:%s:iam::%s:role/aws-service-role/%s.amazonaws.com/%s'::text, memberhub.partition(p_region), p_account_id, p_service, p_role);

ALTER FUNCTION memberhub.service_role_arn(p_region text, p_account_id text, p_service text, p_role text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.service_role_arn(p_region text, p_account_id text, p_service text, p_role text) IS 'The ARN of the role that AWS makes in an account for one of its services.';

CREATE FUNCTION memberhub.snapshot_until(p_before pg_snapshot, p_now pg_snapshot, p_last xid8) RETURNS pg_snapshot
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_running xid8[] := ARRAY(
        SELECT r.id FROM pg_snapshot_xip(p_now) AS r (id) WHERE r.id <= p_last
        UNION
        SELECT r.id FROM pg_snapshot_xip(p_before) AS r (id) WHERE r.id > p_last
        ORDER BY id);
    v_next xid8 := greatest((p_last::text::bigint + 1)::text::xid8, pg_snapshot_xmax(p_before));
BEGIN
    RETURN concat_ws(':', coalesce(v_running[1], v_next), v_next, array_to_string(v_running, ','));
END
$$;

ALTER FUNCTION memberhub.snapshot_until(p_before pg_snapshot, p_now pg_snapshot, p_last xid8) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.snapshot_until(p_before pg_snapshot, p_now pg_snapshot, p_last xid8) IS 'The snapshot that sees of the transactions up to p_last what p_now sees, and of the later ones only what p_before saw.';

CREATE TABLE memberhub.standard (
    standard_id text NOT NULL COLLATE pg_catalog."C",
    regional boolean NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    enabled_by_default boolean NOT NULL
);

ALTER TABLE memberhub.standard OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.standard IS 'The catalogue of security standards; standard_arn() makes the ARN. regional: the ARN names the region.';

CREATE FUNCTION memberhub.standard_arn(p_region text, p_standard memberhub.standard) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN format('arn:%s:securityhub:%s::%s/%s'::text, memberhub.partition(p_region), CASE WHEN (p_standard).regional THEN p_region ELSE ''::text END, CASE WHEN (p_standard).regional THEN 'standards'::text ELSE 'ruleset'::text END, (p_standard).standard_id);

ALTER FUNCTION memberhub.standard_arn(p_region text, p_standard memberhub.standard) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.standard_arn(p_region text, p_standard memberhub.standard) IS 'The ARN of a standard as it is known in a region.';

CREATE FUNCTION memberhub.standard_json(p_region text, p_standard memberhub.standard) RETURNS json
    LANGUAGE sql IMMUTABLE
    RETURN json_build_object('standards_arn', memberhub.standard_arn(p_region, p_standard), 'name', (p_standard).name, 'description', (p_standard).description, 'enabled_by_default', (p_standard).enabled_by_default, 'managed_by', json_build_object('company', 'AWS', 'product', 'Security Hub'));

ALTER FUNCTION memberhub.standard_json(p_region text, p_standard memberhub.standard) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.standard_json(p_region text, p_standard memberhub.standard) IS 'A standard as answers show it.';

CREATE FUNCTION memberhub.start_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'StartMonitoringMembers', '{administrator}', p_account_ids, p_monitoring => true);
END
$$;

ALTER FUNCTION memberhub.start_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.start_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) IS 'StartMonitoringMembers: resumes the monitoring of associated members, and their detectors; those that are so already stay so. Faults: detector_not_owned. For single accounts: not_associated.';

CREATE FUNCTION memberhub.stop_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'StopMonitoringMembers', '{administrator}', p_account_ids, p_monitoring => false);
END
$$;

ALTER FUNCTION memberhub.stop_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.stop_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) IS 'StopMonitoringMembers: suspends the monitoring of associated members, and their detectors; those that are so already stay so. Faults: detector_not_owned. For single accounts: not_associated.';

CREATE FUNCTION memberhub.subscription_arn(p_region text, p_account_id text, p_standard_id text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN format('arn:%s:securityhub:%s:%s:subscription/%s'::text, memberhub.partition(p_region), p_region, p_account_id, p_standard_id);

ALTER FUNCTION memberhub.subscription_arn(p_region text, p_account_id text, p_standard_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.subscription_arn(p_region text, p_account_id text, p_standard_id text) IS 'The ARN of an account''s subscription to a standard.';

CREATE TABLE memberhub.standards_subscription (
    service text DEFAULT 'securityhub'::text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    account_id text NOT NULL COLLATE pg_catalog."C",
    standard_id text NOT NULL COLLATE pg_catalog."C",
    standards_input jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT standards_subscription_input_object CHECK ((jsonb_typeof(standards_input) = 'object'::text)),
    CONSTRAINT standards_subscription_service_known CHECK ((service = 'securityhub'::text))
);

ALTER TABLE memberhub.standards_subscription OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.standards_subscription IS 'Which standards an account has switched on. Recorded only: no check is ever run.';

CREATE FUNCTION memberhub.subscription_json(p_row memberhub.standards_subscription, p_status text) RETURNS json
    LANGUAGE sql STABLE
    RETURN json_build_object('subscription_arn', memberhub.subscription_arn((p_row).region, (p_row).account_id, (p_row).standard_id), 'standards_arn', (SELECT memberhub.standard_arn((subscription_json.p_row).region, s.*) AS standard_arn FROM memberhub.standard s WHERE (s.standard_id = (subscription_json.p_row).standard_id)), 'standards_input', (p_row).standards_input, 'standards_status', p_status);

ALTER FUNCTION memberhub.subscription_json(p_row memberhub.standards_subscription, p_status text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.subscription_json(p_row memberhub.standards_subscription, p_status text) IS 'A subscription as answers show it.';

CREATE FUNCTION memberhub.success(p_result json) RETURNS memberhub.answer
    LANGUAGE sql IMMUTABLE
    RETURN ROW(NULL::text, NULL::text[], p_result)::memberhub.answer;

ALTER FUNCTION memberhub.success(p_result json) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.success(p_result json) IS 'The answer of a read that succeeded.';

CREATE FUNCTION memberhub.system_event(p_event_name text, p_account_id text, p_service text, p_region text, p_parameters jsonb, p_effects json DEFAULT NULL::json) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    PERFORM audit_append(ARRAY[ROW(
        ROW(p_account_id, NULL, '{"type": "AWSService", "invokedBy": "memberhub"}', p_service,
            p_region, p_event_name, gen_random_uuid(), NULL, 'memberhub', 'memberhub',
            p_parameters, 'documented', NULL)::caller,
        NULL, NULL, NULL, p_effects, false, NULL)::audit_entry]);
END
$$;

ALTER FUNCTION memberhub.system_event(p_event_name text, p_account_id text, p_service text, p_region text, p_parameters jsonb, p_effects json) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.system_event(p_event_name text, p_account_id text, p_service text, p_region text, p_parameters jsonb, p_effects json) IS 'Appends the event of what the program does by itself, asked by nobody.';

CREATE FUNCTION memberhub.tag_resource(p_caller memberhub.caller, p_arn text, p_tags jsonb) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_tags jsonb;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'TagResource');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF p_arn IS DISTINCT FROM resource_arn(p_caller) THEN
        RETURN call_end(p_caller, (unenrolled(p_caller, 'TagResource')).fault);
    END IF;

    SELECT e.tags || p_tags INTO v_tags
    FROM enrollment AS e
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    IF too_many_tags(v_tags) THEN
        RETURN call_end(p_caller, 'tag_limit');
    END IF;
    UPDATE enrollment AS e
    SET tags = v_tags
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller);
END
$$;

ALTER FUNCTION memberhub.tag_resource(p_caller memberhub.caller, p_arn text, p_tags jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.tag_resource(p_caller memberhub.caller, p_arn text, p_tags jsonb) IS 'TagResource: adds p_tags to the caller''s hub or detector, over tags of the same key. Faults: hub_not_found (GuardDuty: no_such_resource) for any ARN but its own; tag_limit beyond 50.';

CREATE FUNCTION memberhub.test_account_open(p_account_id text) RETURNS TABLE(access_epoch bigint, usable boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    INSERT INTO account (account_id, name) VALUES (p_account_id, 'test account')
    ON CONFLICT ON CONSTRAINT account_pkey DO NOTHING;
    RETURN QUERY SELECT a.access_epoch, a.status = 'active'
    FROM account AS a WHERE a.account_id = p_account_id;
END
$$;

ALTER FUNCTION memberhub.test_account_open(p_account_id text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.test_account_open(p_account_id text) IS 'Makes a test account''s row if it is not there, and gives its epoch and whether it may be used.';

CREATE FUNCTION memberhub.too_many_tags(p_tags jsonb) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN (SELECT count(*) FROM jsonb_object_keys(p_tags)) > 50;
END
$$;

ALTER FUNCTION memberhub.too_many_tags(p_tags jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.too_many_tags(p_tags jsonb) IS 'Whether these are more tags than a hub or a detector may have.';

CREATE FUNCTION memberhub.unenrolled(p_caller memberhub.caller, p_operation text) RETURNS memberhub.answer
    LANGUAGE sql IMMUTABLE
    RETURN CASE (p_caller).service WHEN 'securityhub'::text THEN CASE WHEN (p_operation IS NULL) THEN NULL::memberhub.answer WHEN (p_operation = 'GetMembers'::text) THEN memberhub.refusal('no_such_resource'::text) WHEN (p_operation = ANY (ARRAY['TagResource'::text, 'UntagResource'::text, 'ListTagsForResource'::text])) THEN memberhub.refusal('hub_not_found'::text) ELSE memberhub.refusal('not_subscribed'::text, VARIADIC ARRAY[(p_caller).account_id]) END WHEN 'guardduty'::text THEN CASE WHEN ((p_operation IS NULL) OR (p_operation = ANY (ARRAY['ListInvitations'::text, 'GetInvitationsCount'::text, 'DeleteInvitations'::text]))) THEN NULL::memberhub.answer WHEN (p_operation = ANY (ARRAY['DeclineInvitations'::text, 'TagResource'::text, 'UntagResource'::text, 'ListTagsForResource'::text])) THEN memberhub.refusal('no_such_resource'::text) ELSE memberhub.refusal('detector_not_owned'::text) END ELSE NULL::memberhub.answer END;

ALTER FUNCTION memberhub.unenrolled(p_caller memberhub.caller, p_operation text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.unenrolled(p_caller memberhub.caller, p_operation text) IS 'How an operation, by its modern name, refuses a caller without a hub, or one whose detector is not there or not the one that the path names. NULL: it needs none.';

CREATE FUNCTION memberhub.untag_resource(p_caller memberhub.caller, p_arn text, p_keys text[]) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UntagResource');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF p_arn IS DISTINCT FROM resource_arn(p_caller) THEN
        RETURN call_end(p_caller, (unenrolled(p_caller, 'UntagResource')).fault);
    END IF;

    UPDATE enrollment AS e
    SET tags = e.tags - p_keys
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller);
END
$$;

ALTER FUNCTION memberhub.untag_resource(p_caller memberhub.caller, p_arn text, p_keys text[]) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.untag_resource(p_caller memberhub.caller, p_arn text, p_keys text[]) IS 'UntagResource: removes tags of the caller''s hub or detector by key; keys it does not have are no error. Faults: hub_not_found (GuardDuty: no_such_resource).';

CREATE FUNCTION memberhub.update_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_features jsonb, p_data_sources jsonb) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
    v_effects json;
BEGIN
    SELECT * INTO v_begun FROM call_begin_as_member(p_caller, 'UpdateDetector');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF p_enable IS NOT NULL AND v_begun.administrator_id IS NOT NULL THEN
        SELECT t.effects INTO v_effects
        FROM relationship_transition(
            p_caller, 'UpdateDetector enable=' || p_enable, '{member}',
            ARRAY[v_begun.administrator_id]) AS t;
    END IF;
    PERFORM detector_set(
        p_caller, ARRAY[p_caller.account_id], p_enable, p_finding_publishing_frequency, p_features,
        p_data_sources);
    RETURN call_end(p_caller, p_effects => v_effects);
END
$$;

ALTER FUNCTION memberhub.update_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_features jsonb, p_data_sources jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.update_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_features jsonb, p_data_sources jsonb) IS 'UpdateDetector: changes the caller''s detector; NULL leaves a setting as it is. p_enable suspends or resumes it, and with it its relationship to an administrator (Disabled, Enabled). Faults: detector_not_owned.';

CREATE FUNCTION memberhub.update_member_detectors(p_caller memberhub.caller, p_account_ids text[], p_features jsonb, p_data_sources jsonb) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'UpdateMemberDetectors', '{administrator}', p_account_ids,
        p_features => p_features, p_data_sources => p_data_sources);
END
$$;

ALTER FUNCTION memberhub.update_member_detectors(p_caller memberhub.caller, p_account_ids text[], p_features jsonb, p_data_sources jsonb) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.update_member_detectors(p_caller memberhub.caller, p_account_ids text[], p_features jsonb, p_data_sources jsonb) IS 'UpdateMemberDetectors: switches features of the detectors of the caller''s associated members. Faults: detector_not_owned. For single accounts: not_associated.';

CREATE FUNCTION memberhub.update_security_hub_configuration(p_caller memberhub.caller, p_auto_enable_controls boolean, p_control_finding_generator text) RETURNS memberhub.answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'memberhub', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UpdateSecurityHubConfiguration');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    UPDATE enrollment AS e
    SET auto_enable_controls = coalesce(p_auto_enable_controls, e.auto_enable_controls),
        control_finding_generator
            = coalesce(p_control_finding_generator, e.control_finding_generator)
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller);
END
$$;

ALTER FUNCTION memberhub.update_security_hub_configuration(p_caller memberhub.caller, p_auto_enable_controls boolean, p_control_finding_generator text) OWNER TO memberhub_owner;

COMMENT ON FUNCTION memberhub.update_security_hub_configuration(p_caller memberhub.caller, p_auto_enable_controls boolean, p_control_finding_generator text) IS 'UpdateSecurityHubConfiguration: changes the hub''s settings; NULL leaves one as it is. Faults: not_subscribed.';

CREATE TABLE memberhub.access_key (
    access_key_id text NOT NULL COLLATE pg_catalog."C",
    account_id text NOT NULL COLLATE pg_catalog."C",
    secret_sealed bytea NOT NULL,
    status text DEFAULT 'active'::text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT access_key_id_format CHECK ((access_key_id ~ '^[A-Z0-9]{16,128}$'::text)),
    CONSTRAINT access_key_status_known CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
);

ALTER TABLE memberhub.access_key OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.access_key IS 'Access keys; the secret is sealed with the master key, never in the clear.';

CREATE TABLE memberhub.account (
    account_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL COLLATE pg_catalog."C",
    access_epoch bigint DEFAULT 1 NOT NULL,
    created_at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT account_epoch_positive CHECK ((access_epoch > 0)),
    CONSTRAINT account_id_digits CHECK ((account_id ~ '^[0-9]{12}$'::text)),
    CONSTRAINT account_status_known CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text])))
)
WITH (fillfactor='80');

ALTER TABLE memberhub.account OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.account IS 'The tenants. access_epoch rises with every change of a key or of the status, so that a worker''s cached credential is refused at once.';

CREATE TABLE memberhub.audit_event_2020_01 (
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    account_id text NOT NULL COLLATE pg_catalog."C",
    service text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    event_name text NOT NULL COLLATE pg_catalog."C",
    event_time timestamp(3) with time zone NOT NULL,
    transaction_id xid8 NOT NULL,
    effects json,
    record text NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT audit_event_leaf_size CHECK ((octet_length(leaf) = 32))
);

ALTER TABLE memberhub.audit_event_2020_01 OWNER TO memberhub_owner;

CREATE TABLE memberhub.audit_event_2020_02 (
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    account_id text NOT NULL COLLATE pg_catalog."C",
    service text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    event_name text NOT NULL COLLATE pg_catalog."C",
    event_time timestamp(3) with time zone NOT NULL,
    transaction_id xid8 NOT NULL,
    effects json,
    record text NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT audit_event_leaf_size CHECK ((octet_length(leaf) = 32))
);

ALTER TABLE memberhub.audit_event_2020_02 OWNER TO memberhub_owner;

CREATE TABLE memberhub.audit_event_2020_03 (
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    account_id text NOT NULL COLLATE pg_catalog."C",
    service text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    event_name text NOT NULL COLLATE pg_catalog."C",
    event_time timestamp(3) with time zone NOT NULL,
    transaction_id xid8 NOT NULL,
    effects json,
    record text NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT audit_event_leaf_size CHECK ((octet_length(leaf) = 32))
);

ALTER TABLE memberhub.audit_event_2020_03 OWNER TO memberhub_owner;

CREATE TABLE memberhub.audit_event_2020_04 (
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    account_id text NOT NULL COLLATE pg_catalog."C",
    service text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    event_name text NOT NULL COLLATE pg_catalog."C",
    event_time timestamp(3) with time zone NOT NULL,
    transaction_id xid8 NOT NULL,
    effects json,
    record text NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT audit_event_leaf_size CHECK ((octet_length(leaf) = 32))
);

ALTER TABLE memberhub.audit_event_2020_04 OWNER TO memberhub_owner;

CREATE TABLE memberhub.audit_event_2020_05 (
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    account_id text NOT NULL COLLATE pg_catalog."C",
    service text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    event_name text NOT NULL COLLATE pg_catalog."C",
    event_time timestamp(3) with time zone NOT NULL,
    transaction_id xid8 NOT NULL,
    effects json,
    record text NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT audit_event_leaf_size CHECK ((octet_length(leaf) = 32))
);

ALTER TABLE memberhub.audit_event_2020_05 OWNER TO memberhub_owner;

CREATE SEQUENCE memberhub.audit_event_sequence
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE memberhub.audit_event_sequence OWNER TO memberhub_owner;

CREATE TABLE memberhub.audit_seal (
    number bigint NOT NULL,
    record text NOT NULL,
    signature bytea NOT NULL,
    from_transaction xid8 NOT NULL,
    to_transaction xid8 NOT NULL,
    sealed_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT audit_seal_ascends CHECK ((from_transaction <= to_transaction)),
    CONSTRAINT audit_seal_number_positive CHECK ((number > 0)),
    CONSTRAINT audit_seal_record_agrees CHECK (((split_part(record, chr(10), 2) = ('number '::text || number)) AND (split_part(record, chr(10), 5) = ('from-transaction '::text || (from_transaction)::text)) AND (split_part(record, chr(10), 6) = ('to-transaction '::text || (to_transaction)::text)))),
    CONSTRAINT audit_seal_record_format CHECK ((record ~ concat('^memberhub-seal-1\nnumber [0-9]+\nprevious [0-9a-f]{64}\n', 'sealed-at [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z\n', 'from-transaction [0-9]+\nto-transaction [0-9]+\nevents [0-9]+\naccounts [0-9]+\n', 'root [0-9a-f]{64}\nkey [0-9a-f]{16}\n$'))),
    CONSTRAINT audit_seal_signature_size CHECK ((octet_length(signature) = 64))
);

ALTER TABLE memberhub.audit_seal OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.audit_seal IS 'The chain of seals. record is what signature signs, and holds the hash of the seal before; the other columns only repeat it. A seal covers the events with from_transaction <= transaction_id < to_transaction, all of which were committed; each begins where the one before ended.';

CREATE TABLE memberhub.audit_seal_account (
    number bigint NOT NULL,
    account_id text NOT NULL COLLATE pg_catalog."C",
    events bigint NOT NULL,
    root bytea NOT NULL,
    CONSTRAINT audit_seal_account_not_empty CHECK ((events > 0)),
    CONSTRAINT audit_seal_account_root_size CHECK ((octet_length(root) = 32))
);

ALTER TABLE memberhub.audit_seal_account OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.audit_seal_account IS 'What a seal says of each account that has events in it: how many, and the root of the tree over their leaves in the order of sequence. The seal''s own root is over these.';

CREATE TABLE memberhub.detector_setting (
    service text DEFAULT 'guardduty'::text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    account_id text NOT NULL COLLATE pg_catalog."C",
    feature_name text NOT NULL COLLATE pg_catalog."C",
    addition text NOT NULL COLLATE pg_catalog."C",
    enabled boolean NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT detector_setting_service_known CHECK ((service = 'guardduty'::text))
);

ALTER TABLE memberhub.detector_setting OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.detector_setting IS 'Which features a detector was told to switch on or off, and when. Recorded only: nothing is ever watched.';

CREATE TABLE memberhub.fault_catalogue (
    name text NOT NULL COLLATE pg_catalog."C",
    dialect text NOT NULL COLLATE pg_catalog."C",
    error_code text,
    sentence text NOT NULL,
    CONSTRAINT fault_catalogue_dialect_known CHECK ((dialect = ANY (ARRAY['documented'::text, 'observed'::text, 'guardduty'::text, 'query'::text, 'json'::text])))
);

ALTER TABLE memberhub.fault_catalogue OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.fault_catalogue IS 'A copy of the program''s fault table, stored by the migration, so that audit events name what clients were told. error_code is NULL for faults of single accounts.';

CREATE TABLE memberhub.feature (
    name text NOT NULL COLLATE pg_catalog."C",
    addition text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    switchable boolean NOT NULL,
    enabled_by_default boolean NOT NULL,
    data_source text[],
    CONSTRAINT feature_base_is_on CHECK ((switchable OR enabled_by_default))
);

ALTER TABLE memberhub.feature OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.feature IS 'The catalogue of what a detector can watch. addition: '''' for the feature itself, else the name of an additional configuration of it. data_source: where DataSourceConfigurations, the older of the two views, switches it; NULL where that view does not know it. A detector that never switched a feature has it as enabled_by_default says.';

CREATE TABLE memberhub.retry_key (
    key bytea NOT NULL,
    account_id text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    fault text,
    arguments text[],
    result json,
    CONSTRAINT retry_key_size CHECK ((octet_length(key) = 32))
);

ALTER TABLE memberhub.retry_key OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.retry_key IS 'The first answer to each change of the last day, by the key of its call: a retry gets it and changes nothing. Of two tries of one call at once, the loser is run again as a whole.';

CREATE TABLE memberhub.schema_migration (
    version integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE memberhub.schema_migration OWNER TO memberhub_owner;

CREATE TABLE memberhub.state_transition (
    service text NOT NULL COLLATE pg_catalog."C",
    operation text NOT NULL COLLATE pg_catalog."C",
    caller text NOT NULL COLLATE pg_catalog."C",
    from_state text NOT NULL COLLATE pg_catalog."C",
    outcome text NOT NULL COLLATE pg_catalog."C",
    to_state text COLLATE pg_catalog."C",
    fault text COLLATE pg_catalog."C",
    note text,
    CONSTRAINT state_transition_caller_known CHECK ((caller = ANY (ARRAY['administrator'::text, 'member'::text]))),
    CONSTRAINT state_transition_changes CHECK ((to_state <> from_state)),
    CONSTRAINT state_transition_from_known CHECK ((from_state = ANY (ARRAY['None'::text, 'Created'::text, 'Invited'::text, 'Enabled'::text, 'Disabled'::text, 'Removed'::text, 'Resigned'::text]))),
    CONSTRAINT state_transition_one_outcome CHECK ((((to_state IS NOT NULL) = (outcome = 'change'::text)) AND ((fault IS NOT NULL) = (outcome = 'refuse'::text)))),
    CONSTRAINT state_transition_outcome_known CHECK ((outcome = ANY (ARRAY['change'::text, 'keep'::text, 'remove'::text, 'refuse'::text]))),
    CONSTRAINT state_transition_service_known CHECK ((service = ANY (ARRAY['securityhub'::text, 'guardduty'::text]))),
    CONSTRAINT state_transition_to_known CHECK ((to_state = ANY (ARRAY['Created'::text, 'Invited'::text, 'Enabled'::text, 'Disabled'::text, 'Removed'::text, 'Resigned'::text])))
);

ALTER TABLE memberhub.state_transition OWNER TO memberhub_owner;

COMMENT ON TABLE memberhub.state_transition IS 'THE STATE MACHINE: what each operation makes of each state. caller: which side of the relationship the caller is. change: to to_state; keep: success, nothing changes; remove: the row goes; refuse: with fault.';

ALTER TABLE ONLY memberhub.audit_event ATTACH PARTITION memberhub.audit_event_2020_01 FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-02-01 00:00:00+00');

ALTER TABLE ONLY memberhub.audit_event ATTACH PARTITION memberhub.audit_event_2020_02 FOR VALUES FROM ('2020-02-01 00:00:00+00') TO ('2020-03-01 00:00:00+00');

ALTER TABLE ONLY memberhub.audit_event ATTACH PARTITION memberhub.audit_event_2020_03 FOR VALUES FROM ('2020-03-01 00:00:00+00') TO ('2020-04-01 00:00:00+00');

ALTER TABLE ONLY memberhub.audit_event ATTACH PARTITION memberhub.audit_event_2020_04 FOR VALUES FROM ('2020-04-01 00:00:00+00') TO ('2020-05-01 00:00:00+00');

ALTER TABLE ONLY memberhub.audit_event ATTACH PARTITION memberhub.audit_event_2020_05 FOR VALUES FROM ('2020-05-01 00:00:00+00') TO ('2020-06-01 00:00:00+00');

COPY memberhub.access_key (access_key_id, account_id, secret_sealed, status, created_at) FROM stdin;
AKIADTRTD6U2CG4UVGFS	444444444444	\\x623366326636376416acd6f521cd885c630ff0b61b7b8ac6b6eee24c29a05ebb3ff4ca00a5986b5ff8cc022856c88e57e893d18030bd1153d0373d537f7f2bb763580b1edc92438636042bfd	active	2020-02-10 23:58:44.167+00
\.

COPY memberhub.account (account_id, name, status, access_epoch, created_at) FROM stdin;
444444444444	staging	active	2	2020-02-10 23:58:44.106+00
555555555555	other	suspended	2	2020-02-10 23:58:44.132+00
111111111111	test account	active	1	2020-02-10 23:58:45.148+00
222222222222	test account	active	1	2020-02-10 23:58:46.265+00
333333333333	test account	active	1	2020-02-10 23:58:47.265+00
666666666666	test account	active	1	2020-02-10 23:58:59.649+00
\.

COPY memberhub.audit_event_2020_01 (sequence, event_id, account_id, service, region, event_name, event_time, transaction_id, effects, record, leaf) FROM stdin;
\.

COPY memberhub.audit_event_2020_02 (sequence, event_id, account_id, service, region, event_name, event_time, transaction_id, effects, record, leaf) FROM stdin;
1	79881b99-4176-43ba-bafc-46b744855a81	444444444444	iam	us-east-1	CreateAccount	2020-02-10 23:58:44.106+00	734	\N	{"eventVersion":"1.09","userIdentity":{"type": "Operator", "userName": "postgres"},"eventTime":"2020-02-10T23:58:44Z","eventSource":"iam.amazonaws.com","eventName":"CreateAccount","awsRegion":"us-east-1","sourceIPAddress":"localhost","userAgent":"memberhubctl aa2810c4dbda164f","requestParameters":{"accountId": "444444444444"},"responseElements":null,"requestID":"07be5bdb-cdbb-46e8-9220-51edb50675ca","eventID":"79881b99-4176-43ba-bafc-46b744855a81","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"444444444444","eventCategory":"Management"}	\\x1d6b7b4f2ef1525b94d225615bf23e61048cf9814471ec329f77e9ab7b982a54
2	b31d9617-ace4-449f-a406-cb9837e37049	555555555555	iam	us-east-1	CreateAccount	2020-02-10 23:58:44.132+00	735	\N	{"eventVersion":"1.09","userIdentity":{"type": "Operator", "userName": "postgres"},"eventTime":"2020-02-10T23:58:44Z","eventSource":"iam.amazonaws.com","eventName":"CreateAccount","awsRegion":"us-east-1","sourceIPAddress":"localhost","userAgent":"memberhubctl f49541b04f0a7c3b","requestParameters":{"accountId": "555555555555"},"responseElements":null,"requestID":"d9cf62e6-74b5-478f-a92a-6adbeee7a20d","eventID":"b31d9617-ace4-449f-a406-cb9837e37049","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"555555555555","eventCategory":"Management"}	\\x8986e93fd9634840459aa5c9e1a0e1edbc7f8f21c8ef298c9bbb5f0c962f2d95
3	13f70e17-946d-4663-8ccc-9badc56bf9dd	444444444444	iam	us-east-1	CreateAccessKey	2020-02-10 23:58:44.172+00	736	\N	{"eventVersion":"1.09","userIdentity":{"type": "Operator", "userName": "postgres"},"eventTime":"2020-02-10T23:58:44Z","eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","awsRegion":"us-east-1","sourceIPAddress":"localhost","userAgent":"memberhubctl dd0959a36edd9c2f","requestParameters":{"accessKeyId": "AKIADTRTD6U2CG4UVGFS"},"responseElements":null,"requestID":"d95dec54-cdce-479e-9dc6-ec3696862a96","eventID":"13f70e17-946d-4663-8ccc-9badc56bf9dd","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"444444444444","eventCategory":"Management"}	\\xb40e746e45992ddf15e8d4b38de8dc63f848402bfe32f8f6e361ff52f244f453
4	8ab7e31a-ec3d-4410-9f6d-5a3486654581	555555555555	iam	us-east-1	SuspendAccount	2020-02-10 23:58:44.191+00	737	\N	{"eventVersion":"1.09","userIdentity":{"type": "Operator", "userName": "postgres"},"eventTime":"2020-02-10T23:58:44Z","eventSource":"iam.amazonaws.com","eventName":"SuspendAccount","awsRegion":"us-east-1","sourceIPAddress":"localhost","userAgent":"memberhubctl e6c6e1c83c09e079","requestParameters":{"status": "suspended", "accountId": "555555555555"},"responseElements":null,"requestID":"5f5449d3-b89b-4e9b-9ef2-b145c1dadf8f","eventID":"8ab7e31a-ec3d-4410-9f6d-5a3486654581","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"555555555555","eventCategory":"Management"}	\\x19c641d1b8c9ed45e1c7ee701a001174be32d6abd476de064bfc1b2cfeddd851
5	3a9a48a2-9342-4564-b8ff-26c57b04a4f2	111111111111	securityhub	eu-west-1	EnableSecurityHub	2020-02-10 23:58:45.153+00	740	\N	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::111111111111:root", "type": "Root", "accountId": "111111111111", "accessKeyId": "111111111111", "principalId": "111111111111"},"eventTime":"2020-02-10T23:58:45Z","eventSource":"securityhub.amazonaws.com","eventName":"EnableSecurityHub","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/securityhub.enable-security-hub","requestParameters":{"Tags": {"a": "b"}},"responseElements":null,"requestID":"9b21fca8-9e51-4d21-bdd4-f535beea6219","eventID":"3a9a48a2-9342-4564-b8ff-26c57b04a4f2","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111111111111","eventCategory":"Management"}	\\x8ac919930e6580ad22e63f31f6a6d9f4803ef64f467143ed5dc53e9a9b9c18ef
6	ddf4f179-be36-4fae-bf5a-1b24508e9eb3	222222222222	securityhub	eu-west-1	EnableSecurityHub	2020-02-10 23:58:46.268+00	743	\N	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::222222222222:root", "type": "Root", "accountId": "222222222222", "accessKeyId": "222222222222", "principalId": "222222222222"},"eventTime":"2020-02-10T23:58:46Z","eventSource":"securityhub.amazonaws.com","eventName":"EnableSecurityHub","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/securityhub.enable-security-hub","requestParameters":null,"responseElements":null,"requestID":"5f5b3d5d-b100-4318-b6ff-ac67f1bba243","eventID":"ddf4f179-be36-4fae-bf5a-1b24508e9eb3","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"222222222222","eventCategory":"Management"}	\\xd5d12bb6ac0744b963080ae968ba3c7c88f1fa41a766ca23669320728549e9c4
7	31882484-38a3-4e7e-9ac4-02e6c1e3bb25	333333333333	securityhub	eu-west-1	EnableSecurityHub	2020-02-10 23:58:47.266+00	746	\N	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::333333333333:root", "type": "Root", "accountId": "333333333333", "accessKeyId": "333333333333", "principalId": "333333333333"},"eventTime":"2020-02-10T23:58:47Z","eventSource":"securityhub.amazonaws.com","eventName":"EnableSecurityHub","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/securityhub.enable-security-hub","requestParameters":{"EnableDefaultStandards": false},"responseElements":null,"requestID":"989ee8f8-d6c8-48c4-8626-67cda5d5bc30","eventID":"31882484-38a3-4e7e-9ac4-02e6c1e3bb25","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"333333333333","eventCategory":"Management"}	\\xf5e16916ba3766ef29f6e2da51dce149218179b634a7b2a51d273e187e389330
8	64b052ac-c97e-481f-9526-c01d229c418a	111111111111	securityhub	eu-west-1	CreateMembers	2020-02-10 23:58:48.43+00	748	[{"administrator" : "111111111111", "member" : "222222222222", "from" : "None", "to" : "Created"}, {"administrator" : "111111111111", "member" : "333333333333", "from" : "None", "to" : "Created"}, {"administrator" : "111111111111", "member" : "444444444444", "from" : "None", "to" : "Created"}]	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::111111111111:root", "type": "Root", "accountId": "111111111111", "accessKeyId": "111111111111", "principalId": "111111111111"},"eventTime":"2020-02-10T23:58:48Z","eventSource":"securityhub.amazonaws.com","eventName":"CreateMembers","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/securityhub.create-members","requestParameters":{"AccountDetails": [{"Email": "HIDDEN_DUE_TO_SECURITY_REASONS", "AccountId": "222222222222"}, {"AccountId": "333333333333"}, {"AccountId": "444444444444"}]},"responseElements":{"UnprocessedAccounts" : []},"requestID":"b888c94f-baad-418e-a0a8-0a3ff1831703","eventID":"64b052ac-c97e-481f-9526-c01d229c418a","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111111111111","eventCategory":"Management"}	\\x4d89fd297e87643c132dabb85cef67c5ec4d6f9b3b7b910cf3e1971acb2aa2dc
9	bc375b71-5ea4-45fc-a9ed-fbe858ebb7bc	111111111111	securityhub	eu-west-1	InviteMembers	2020-02-10 23:58:49.734+00	750	[{"administrator" : "111111111111", "member" : "222222222222", "from" : "Created", "to" : "Invited"}, {"administrator" : "111111111111", "member" : "333333333333", "from" : "Created", "to" : "Invited"}]	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::111111111111:root", "type": "Root", "accountId": "111111111111", "accessKeyId": "111111111111", "principalId": "111111111111"},"eventTime":"2020-02-10T23:58:49Z","eventSource":"securityhub.amazonaws.com","eventName":"InviteMembers","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/securityhub.invite-members","requestParameters":{"AccountIds": ["222222222222", "333333333333"]},"responseElements":{"UnprocessedAccounts" : []},"requestID":"f07baea0-d95a-42eb-8e67-54d405c049b2","eventID":"bc375b71-5ea4-45fc-a9ed-fbe858ebb7bc","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111111111111","eventCategory":"Management"}	\\x7dbf1e830c0ae99fb667edca58080a51ad7d2e84e2fba1c8e0995fd4b8d3986d
10	fafb28df-6f5a-4c9c-aed4-76a54c99e3bf	222222222222	securityhub	eu-west-1	ListInvitations	2020-02-10 23:58:51.032+00	752	\N	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::222222222222:root", "type": "Root", "accountId": "222222222222", "accessKeyId": "222222222222", "principalId": "222222222222"},"eventTime":"2020-02-10T23:58:51Z","eventSource":"securityhub.amazonaws.com","eventName":"ListInvitations","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/securityhub.list-invitations","requestParameters":null,"responseElements":null,"requestID":"b121d82d-4f22-4b70-b763-400f152b6d4c","eventID":"fafb28df-6f5a-4c9c-aed4-76a54c99e3bf","readOnly":true,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"222222222222","eventCategory":"Management"}	\\x38cf1fb4feb68164f2df48b474a72028d2ba43b2127e0a4cf780e49481e304c0
11	433a6534-56fb-491e-a305-7df0ad6ae030	222222222222	securityhub	eu-west-1	AcceptAdministratorInvitation	2020-02-10 23:58:52.47+00	754	[{"administrator" : "111111111111", "member" : "222222222222", "from" : "Invited", "to" : "Enabled"}]	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::222222222222:root", "type": "Root", "accountId": "222222222222", "accessKeyId": "222222222222", "principalId": "222222222222"},"eventTime":"2020-02-10T23:58:52Z","eventSource":"securityhub.amazonaws.com","eventName":"AcceptAdministratorInvitation","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/securityhub.accept-administrator-invitation","requestParameters":{"InvitationId": "00b818c548c21dcf3d5873fbf6b021bf", "AdministratorId": "111111111111"},"responseElements":null,"requestID":"1530657a-28eb-4bfc-9022-2e06b19e445f","eventID":"433a6534-56fb-491e-a305-7df0ad6ae030","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"222222222222","eventCategory":"Management"}	\\x79b9218e4c6e92094bcc384c73cc75b7668ba69d5d3eb2b111cf864b2bf0f10b
12	60079609-4adb-446e-a0ae-9ea086f208c1	333333333333	securityhub	eu-west-1	DeclineInvitations	2020-02-10 23:58:54.053+00	756	[{"administrator" : "111111111111", "member" : "333333333333", "from" : "Invited", "to" : "Resigned"}]	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::333333333333:root", "type": "Root", "accountId": "333333333333", "accessKeyId": "333333333333", "principalId": "333333333333"},"eventTime":"2020-02-10T23:58:54Z","eventSource":"securityhub.amazonaws.com","eventName":"DeclineInvitations","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/securityhub.decline-invitations","requestParameters":{"AccountIds": ["111111111111"]},"responseElements":{"UnprocessedAccounts" : []},"requestID":"ed1f3f84-7d0e-453a-a4a3-b94439acdb1a","eventID":"60079609-4adb-446e-a0ae-9ea086f208c1","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"333333333333","eventCategory":"Management"}	\\x3822a655481a5d01e666900cbc80b13190d06771d0b85e217468b6c6cd6952a1
13	febff0cf-1f58-49bc-aa87-1432ac7722de	111111111111	guardduty	eu-west-1	CreateDetector	2020-02-10 23:58:56.034+00	758	\N	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::111111111111:root", "type": "Root", "accountId": "111111111111", "accessKeyId": "111111111111", "principalId": "111111111111"},"eventTime":"2020-02-10T23:58:56Z","eventSource":"guardduty.amazonaws.com","eventName":"CreateDetector","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/guardduty.create-detector","requestParameters":{"enable": true, "clientToken": "7ce62e4c-80b4-4fcf-b2c5-a6476e9e5236"},"responseElements":{"detectorId" : "86b818c55510d503afd48bf1e7c9cbf0"},"requestID":"6a9f9490-b9b9-4e80-ad6c-315aa64da63d","eventID":"febff0cf-1f58-49bc-aa87-1432ac7722de","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111111111111","eventCategory":"Management"}	\\xd1bd90966d6edf28aea68c4cd6271eb062b41518f49bf3836bd9f615097d9d08
14	3f153d78-e691-44f2-bb97-889027215cb5	222222222222	guardduty	eu-west-1	CreateDetector	2020-02-10 23:58:57.892+00	760	\N	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::222222222222:root", "type": "Root", "accountId": "222222222222", "accessKeyId": "222222222222", "principalId": "222222222222"},"eventTime":"2020-02-10T23:58:57Z","eventSource":"guardduty.amazonaws.com","eventName":"CreateDetector","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/guardduty.create-detector","requestParameters":{"enable": true, "clientToken": "a4ec2101-a1b4-4f47-b59b-dc4253095ebc"},"responseElements":{"detectorId" : "3eb818c558b26d9dd217b2b03bdb612b"},"requestID":"2485b91d-f4a9-4248-b78e-54ba71d26931","eventID":"3f153d78-e691-44f2-bb97-889027215cb5","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"222222222222","eventCategory":"Management"}	\\xb5523c60ff944560bd7588cc563ad49d94e39f2872165f2b5b4a39f829bea8dd
15	29ba7853-980a-471a-99e2-b0476423b49f	333333333333	sts	eu-west-1	AssumeRole	2020-02-10 23:58:59.649+00	762	\N	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::333333333333:root", "type": "Root", "accountId": "333333333333", "accessKeyId": "333333333333", "principalId": "333333333333"},"eventTime":"2020-02-10T23:58:59Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/sts.assume-role","requestParameters":{"roleArn": "arn:aws:iam::666666666666:role/Deploy", "roleSessionName": "story"},"responseElements":{"credentials" : {"accessKeyId" : "ASIA6A54NXUNENSPZ3EQ", "expiration" : "2020-02-11T00:58:59Z"}, "assumedRoleUser" : {"assumedRoleId" : "AROAEC14F470DA95FD46A:story", "arn" : "arn:aws:sts::666666666666:assumed-role/Deploy/story"}},"requestID":"7a37a698-b534-4209-84f2-997898f01132","eventID":"29ba7853-980a-471a-99e2-b0476423b49f","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"333333333333","eventCategory":"Management"}	\\x255388595ddb7b85f0fcf9da470e4262a9fb8b83fceed36d8b063db18bb3e473
16	93c9506c-bfd0-4b8f-935a-c2e8651c7a4f	111111111111	securityhub	eu-west-1	ListMembers	2020-02-10 23:59:01.527+00	764	\N	{"eventVersion":"1.09","userIdentity":{"arn": "arn:aws:iam::111111111111:root", "type": "Root", "accountId": "111111111111", "accessKeyId": "111111111111", "principalId": "111111111111"},"eventTime":"2020-02-10T23:59:01Z","eventSource":"securityhub.amazonaws.com","eventName":"ListMembers","awsRegion":"eu-west-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44-fc-v669 source/x86_64.debian.12 prompt/off command/securityhub.list-members","requestParameters":null,"responseElements":null,"requestID":"e17f5acb-2eeb-484f-8a29-b011e9ffebbf","eventID":"93c9506c-bfd0-4b8f-935a-c2e8651c7a4f","readOnly":true,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111111111111","eventCategory":"Management"}	\\x86d53087ddd06d57bcfa60553fb1fdd91dc7e3f1684a0c88b2dc62346bd2739d
\.

COPY memberhub.audit_event_2020_03 (sequence, event_id, account_id, service, region, event_name, event_time, transaction_id, effects, record, leaf) FROM stdin;
\.

COPY memberhub.audit_event_2020_04 (sequence, event_id, account_id, service, region, event_name, event_time, transaction_id, effects, record, leaf) FROM stdin;
\.

COPY memberhub.audit_event_2020_05 (sequence, event_id, account_id, service, region, event_name, event_time, transaction_id, effects, record, leaf) FROM stdin;
\.

COPY memberhub.audit_seal (number, record, signature, from_transaction, to_transaction, sealed_at) FROM stdin;
1	memberhub-seal-1\nnumber 1\nprevious 0000000000000000000000000000000000000000000000000000000000000000\nsealed-at 2020-02-10T23:58:43.942Z\nfrom-transaction 0\nto-transaction 733\nevents 0\naccounts 0\nroot e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nkey 65212494975016e8\n	\\xdb1b685df94358ebc9d4a930eefb825f256bc3530156482e52b40440dc5adcf27739430cf46483bdfd87983be56b42dbfc2994aa24a60f7ad67582c816684108	0	733	2020-02-10 23:58:43.942+00
2	memberhub-seal-1\nnumber 2\nprevious 4971fff1ed59ea629b9be56a959c64c0e61cc48f0d73ba381f8aaac14ed7be14\nsealed-at 2020-02-10T23:58:44.943Z\nfrom-transaction 733\nto-transaction 738\nevents 4\naccounts 2\nroot 149105447dd6fd5610a46bc10353a85e4429c2b6856fd929c360b417c86d9038\nkey 65212494975016e8\n	\\x03975a5687dd3c8507214e454eeaf4e760cd6e77233448fe1cb36aa050335f64501f2293276d557f0891a404380d96d3d3f2ce01bc5b4a57d07fffdb20889509	733	738	2020-02-10 23:58:44.943+00
3	memberhub-seal-1\nnumber 3\nprevious 96f506b8a9094da5ac0134d9736e9a05a26f8255892c9e17d83fedf1aed3adad\nsealed-at 2020-02-10T23:58:45.946Z\nfrom-transaction 738\nto-transaction 741\nevents 1\naccounts 1\nroot 137e74bb7763da60d5527fd1817ae40d12fd244ddc376d780b6b90c2e4b1a9bf\nkey 65212494975016e8\n	\\xad0f5b1a9bdd764f83f341181cafb88569b91ef996dc9ad8f7a3ad664c08d3a052f301dea1a7cb445cce02041d62302e743b774da453574b5deb8ad974507e03	738	741	2020-02-10 23:58:45.946+00
4	memberhub-seal-1\nnumber 4\nprevious 33c9f3d7f2bef7571864762b38c82279e7308405f2a01f78f05f9c6421b381a1\nsealed-at 2020-02-10T23:58:46.942Z\nfrom-transaction 741\nto-transaction 744\nevents 1\naccounts 1\nroot 68212b1c4df9136d9bd04087df817a76930dd386a54adba979fae21c2a6c679b\nkey 65212494975016e8\n	\\xc90d979d1bc044a9828607e844ff695f3920dd325a75b272e0116f741c707931fb41e87e342d55a7916fb852e1bf5d24b4bbb639dd8a30e5eadd9949c5924a0b	741	744	2020-02-10 23:58:46.942+00
5	memberhub-seal-1\nnumber 5\nprevious 6cbbd87a4383cb9e0f903ebe57804b5c0412e6412249cdd650dcbf93d57b45ba\nsealed-at 2020-02-10T23:58:47.942Z\nfrom-transaction 744\nto-transaction 747\nevents 1\naccounts 1\nroot 97084b462e6402bc10b1b62c65a123390c09e0ced99404d5eeb4d2059cbbc27a\nkey 65212494975016e8\n	\\x85637e07697fd9bce1ccee69c36934d89b7e3bab677a9f34f63036a21f4515801b7dc9250258103e82fd103cf2b6c5100100b347e79eb62683f4c154a2c2ba02	744	747	2020-02-10 23:58:47.942+00
6	memberhub-seal-1\nnumber 6\nprevious 0b9934e3ad6ad6e1f5cfc1e26a9ad50912f2aa3cd0b7bee586f71f7b5b2a4818\nsealed-at 2020-02-10T23:58:48.943Z\nfrom-transaction 747\nto-transaction 749\nevents 1\naccounts 1\nroot 9a730e14b8b4911373c4cda26f757d009f7e7166a8296fe476cdc73b509a2ac1\nkey 65212494975016e8\n	\\x2e1fbd58e2492e3d3476c366ccfef55d0069069d17db15f8da877e2ff30412fbb11e8f13e5dd4fc96c1500dc0df2eef441de4a4b1f001df061fe021313cf3f0c	747	749	2020-02-10 23:58:48.943+00
7	memberhub-seal-1\nnumber 7\nprevious 23350e810a7782b3a4cc41e723f467c6dc7fbb2b86c3c96c5f9362db2266df27\nsealed-at 2020-02-10T23:58:49.945Z\nfrom-transaction 749\nto-transaction 751\nevents 1\naccounts 1\nroot b31cfab293704183823fe770a2ff543285f3ec762b6067e4b7f79f96fb35df57\nkey 65212494975016e8\n	\\x371faac815b64959d24516c300f5917c396b609b1395131649c8436a40690dd1fdb786df0c2c67d46e43904612ef12975586b174fa691faa96eb91b103f18c02	749	751	2020-02-10 23:58:49.945+00
8	memberhub-seal-1\nnumber 8\nprevious db35d0a8a5f489dffacfc7f6a72ecce65362b7733978bf17ddfe0dab37602b6f\nsealed-at 2020-02-10T23:58:51.942Z\nfrom-transaction 751\nto-transaction 753\nevents 1\naccounts 1\nroot 173f3d059e90793f05d06e518683713afe57f907eb69542c1d10f0ad60f37256\nkey 65212494975016e8\n	\\xc0423626918c5bae7da2e0f38071d4032bcde446953e51f87bfd84d1bc0268b8f794c53b56cea0e61ec7293e5299a7e53bed75b90708bea913a606b3966ec004	751	753	2020-02-10 23:58:51.942+00
9	memberhub-seal-1\nnumber 9\nprevious aba7f44189bdf9d4aa55f99c9287ddb68c6df6bd7ab6b9a9e7fde3f9732f50d8\nsealed-at 2020-02-10T23:58:52.942Z\nfrom-transaction 753\nto-transaction 755\nevents 1\naccounts 1\nroot 921b0e37fcb851e3d4fe681c588b98421603200367f0de8d06a082baeca9ba27\nkey 65212494975016e8\n	\\x791feddfe7667ed78efc6df6962774626f9c63ea6606fb0d394eb8db5ad810f5f08bf20344fcd59c2a66746ca82d45311c80b0fcda645fb0ab034548a29f3e04	753	755	2020-02-10 23:58:52.942+00
10	memberhub-seal-1\nnumber 10\nprevious 99abf64bbd5b0bca4e3e5a29bd4cd50b4a5ada26a2c4c7c54e48aeb253a59f31\nsealed-at 2020-02-10T23:58:54.944Z\nfrom-transaction 755\nto-transaction 757\nevents 1\naccounts 1\nroot 98a35f9fd001c6b926b0ed5dd9a9b666dad525cf87a8e2fd6bf8dd752e8a926f\nkey 65212494975016e8\n	\\x42fb84f84709267bd30ffccef8f2015966ff3ef092ff39f4c824e23628ff322084f51b73d543aff2fd7da05d3e1723d444acc36a67a9ba348e42f81ac260e301	755	757	2020-02-10 23:58:54.944+00
11	memberhub-seal-1\nnumber 11\nprevious 2314d8907f6fae926b0c55232a6ed1f027c1e9076aa43aabd9658b247cdcce9a\nsealed-at 2020-02-10T23:58:56.943Z\nfrom-transaction 757\nto-transaction 759\nevents 1\naccounts 1\nroot 4e7c860dde1c685b97ffd1daea903c283b7a62451b4743b75ff1865ff235441c\nkey 65212494975016e8\n	\\x6276aa481c2e2ae9bc7ac51857058b04ea466be8b950c47d23f5721bfa654737f16fc727fa6e834d35ff20576e187481e8d3dce7dd387c5f4273e38536d60e0a	757	759	2020-02-10 23:58:56.943+00
12	memberhub-seal-1\nnumber 12\nprevious 34605c102edfd56951a0a606b962ba1c0184bce9a5a11bd5b1fbb34836cfb8e1\nsealed-at 2020-02-10T23:58:57.942Z\nfrom-transaction 759\nto-transaction 761\nevents 1\naccounts 1\nroot 8868d81bca3967971b2fe87ec580388bcf76aeca99b0a046047ea9cf3cf82e8d\nkey 65212494975016e8\n	\\x10299025b428de8d5cbb3cb4deb2bd8bcf3b9583e9a0038090f42c74ba7e7b576e3106bef3e102831924c0455bb47b5b36d539063244c8619b897a46b9deca0b	759	761	2020-02-10 23:58:57.942+00
13	memberhub-seal-1\nnumber 13\nprevious 21b9612ea25754db0eaffa388f8a38eaf74dc7751b4fd05f81c0e76033e470f2\nsealed-at 2020-02-10T23:58:59.944Z\nfrom-transaction 761\nto-transaction 763\nevents 1\naccounts 1\nroot 5face842684604913aea8f9e153e464ac8a44fbe1d34b7c5bd0a0fec8c049dda\nkey 65212494975016e8\n	\\x64146cc9600d14884f59413120035beca5be3f435bd4091400bbd63d2d95d19a29445641a055cf94ef7dc12bd4b51ded58ea60b35fc9017c4e9c5b44c0de8900	761	763	2020-02-10 23:58:59.944+00
14	memberhub-seal-1\nnumber 14\nprevious 7ca6f0a3d59b7c1b3dc883466b51eb2aadf9024bd8c0a0ebc18f179a4d13ef18\nsealed-at 2020-02-10T23:59:02.946Z\nfrom-transaction 763\nto-transaction 765\nevents 1\naccounts 1\nroot b012aa8f7a637c786698e6ecb8bdae65a01b1f4c8a012d2376aa9db99f1c29a6\nkey 65212494975016e8\n	\\x5cbc08e1ae712bbb53dc03ed07c88b314cfa8a7ebf9bb4f0836c16739e3e53845732ca49d9bd16bcd4f23c19f99d315137e58cbbeeef7a07d4b035012bef070b	763	765	2020-02-10 23:59:02.946+00
\.

COPY memberhub.audit_seal_account (number, account_id, events, root) FROM stdin;
2	444444444444	2	\\xe4b6108c6d87c91ee174af0ed88f2f157a1f1d91c51cd9093cb3faf40ab04ccb
2	555555555555	2	\\x81093a793ee8353bcdcbdad13fbb5755f32a8b86cf93b3d1381505cd45aa60c8
3	111111111111	1	\\x8ac919930e6580ad22e63f31f6a6d9f4803ef64f467143ed5dc53e9a9b9c18ef
4	222222222222	1	\\xd5d12bb6ac0744b963080ae968ba3c7c88f1fa41a766ca23669320728549e9c4
5	333333333333	1	\\xf5e16916ba3766ef29f6e2da51dce149218179b634a7b2a51d273e187e389330
6	111111111111	1	\\x4d89fd297e87643c132dabb85cef67c5ec4d6f9b3b7b910cf3e1971acb2aa2dc
7	111111111111	1	\\x7dbf1e830c0ae99fb667edca58080a51ad7d2e84e2fba1c8e0995fd4b8d3986d
8	222222222222	1	\\x38cf1fb4feb68164f2df48b474a72028d2ba43b2127e0a4cf780e49481e304c0
9	222222222222	1	\\x79b9218e4c6e92094bcc384c73cc75b7668ba69d5d3eb2b111cf864b2bf0f10b
10	333333333333	1	\\x3822a655481a5d01e666900cbc80b13190d06771d0b85e217468b6c6cd6952a1
11	111111111111	1	\\xd1bd90966d6edf28aea68c4cd6271eb062b41518f49bf3836bd9f615097d9d08
12	222222222222	1	\\xb5523c60ff944560bd7588cc563ad49d94e39f2872165f2b5b4a39f829bea8dd
13	333333333333	1	\\x255388595ddb7b85f0fcf9da470e4262a9fb8b83fceed36d8b063db18bb3e473
14	111111111111	1	\\x86d53087ddd06d57bcfa60553fb1fdd91dc7e3f1684a0c88b2dc62346bd2739d
\.

COPY memberhub.detector_setting (service, region, account_id, feature_name, addition, enabled, updated_at) FROM stdin;
\.

COPY memberhub.enrollment (service, region, account_id, enabled, subscribed_at, auto_enable_controls, control_finding_generator, tags, detector_id, monitoring, finding_publishing_frequency, updated_at, members, members_active, members_invited) FROM stdin;
securityhub	eu-west-1	222222222222	t	2020-02-10 23:58:46.267+00	t	SECURITY_CONTROL	{}	\N	t	SIX_HOURS	\N	0	0	0
securityhub	eu-west-1	333333333333	t	2020-02-10 23:58:47.266+00	t	SECURITY_CONTROL	{}	\N	t	SIX_HOURS	\N	0	0	0
securityhub	eu-west-1	444444444444	f	\N	t	SECURITY_CONTROL	{}	\N	t	SIX_HOURS	\N	0	0	0
securityhub	eu-west-1	111111111111	t	2020-02-10 23:58:45.151+00	t	SECURITY_CONTROL	{"a": "b"}	\N	t	SIX_HOURS	\N	3	2	0
guardduty	eu-west-1	111111111111	t	2020-02-10 23:58:56.033+00	t	SECURITY_CONTROL	{}	86b818c55510d503afd48bf1e7c9cbf0	t	SIX_HOURS	\N	0	0	0
guardduty	eu-west-1	222222222222	t	2020-02-10 23:58:57.892+00	t	SECURITY_CONTROL	{}	3eb818c558b26d9dd217b2b03bdb612b	t	SIX_HOURS	\N	0	0	0
\.

COPY memberhub.fault_catalogue (name, dialect, error_code, sentence) FROM stdin;
internal	documented	InternalException	Internal server error.
internal	observed	InternalException	Internal server error.
internal	guardduty	InternalServerErrorException	Internal server error.
internal	query	InternalFailure	Internal server error.
internal	json	InternalException	Internal server error.
config	documented	InternalException	Internal server error.
config	observed	InternalException	Internal server error.
config	guardduty	InternalServerErrorException	Internal server error.
config	query	InternalFailure	Internal server error.
config	json	InternalException	Internal server error.
database_down	documented	ServiceUnavailableException	The service is unavailable. Please try again shortly.
database_down	observed	ServiceUnavailableException	The service is unavailable. Please try again shortly.
database_down	guardduty	ServiceUnavailableException	The service is unavailable. Please try again shortly.
database_down	query	ServiceUnavailable	The service is unavailable. Please try again shortly.
database_down	json	ServiceUnavailableException	The service is unavailable. Please try again shortly.
database_failed	documented	InternalException	Internal server error.
database_failed	observed	InternalException	Internal server error.
database_failed	guardduty	InternalServerErrorException	Internal server error.
database_failed	query	InternalFailure	Internal server error.
database_failed	json	InternalException	Internal server error.
access_changed	documented	ServiceUnavailableException	The service is unavailable. Please try again shortly.
access_changed	observed	ServiceUnavailableException	The service is unavailable. Please try again shortly.
access_changed	guardduty	ServiceUnavailableException	The service is unavailable. Please try again shortly.
access_changed	query	ServiceUnavailable	The service is unavailable. Please try again shortly.
access_changed	json	ServiceUnavailableException	The service is unavailable. Please try again shortly.
request_busy	documented	ServiceUnavailableException	The service is unavailable. Please try again shortly.
request_busy	observed	ServiceUnavailableException	The service is unavailable. Please try again shortly.
request_busy	guardduty	ServiceUnavailableException	The service is unavailable. Please try again shortly.
request_busy	query	ServiceUnavailable	The service is unavailable. Please try again shortly.
request_busy	json	ServiceUnavailableException	The service is unavailable. Please try again shortly.
bad_request	documented	BadRequestException	Bad Request
bad_request	observed	BadRequestException	Bad Request
bad_request	guardduty	BadRequestException	Bad Request
bad_request	query	MalformedInput	Bad Request
bad_request	json	BadRequestException	Bad Request
request_too_large	documented	RequestEntityTooLargeException	Request Too Long
request_too_large	observed	RequestEntityTooLargeException	Request Too Long
request_too_large	guardduty	RequestEntityTooLargeException	Request Too Long
request_too_large	query	RequestEntityTooLarge	Request Too Long
request_too_large	json	RequestEntityTooLargeException	Request Too Long
malformed_query_string	documented	MalformedQueryStringException	The query string contains a malformed percent-escape.
malformed_query_string	observed	MalformedQueryStringException	The query string contains a malformed percent-escape.
malformed_query_string	guardduty	MalformedQueryStringException	The query string contains a malformed percent-escape.
malformed_query_string	query	MalformedQueryString	The query string contains a malformed percent-escape.
malformed_query_string	json	MalformedQueryStringException	The query string contains a malformed percent-escape.
missing_authentication	documented	MissingAuthenticationTokenException	Missing Authentication Token
missing_authentication	observed	MissingAuthenticationTokenException	Missing Authentication Token
missing_authentication	guardduty	MissingAuthenticationTokenException	Missing Authentication Token
missing_authentication	query	MissingAuthenticationToken	Missing Authentication Token
missing_authentication	json	MissingAuthenticationTokenException	Missing Authentication Token
ambiguous_authentication	documented	IncompleteSignatureException	The request carries more than one set of authentication parameters.
ambiguous_authentication	observed	IncompleteSignatureException	The request carries more than one set of authentication parameters.
ambiguous_authentication	guardduty	IncompleteSignatureException	The request carries more than one set of authentication parameters.
ambiguous_authentication	query	IncompleteSignature	The request carries more than one set of authentication parameters.
ambiguous_authentication	json	IncompleteSignatureException	The request carries more than one set of authentication parameters.
incomplete_signature	documented	IncompleteSignatureException	{0}
incomplete_signature	observed	IncompleteSignatureException	{0}
incomplete_signature	guardduty	IncompleteSignatureException	{0}
incomplete_signature	query	IncompleteSignature	{0}
incomplete_signature	json	IncompleteSignatureException	{0}
invalid_signature	documented	InvalidSignatureException	{0}
invalid_signature	observed	InvalidSignatureException	{0}
invalid_signature	guardduty	InvalidSignatureException	{0}
invalid_signature	query	SignatureDoesNotMatch	{0}
invalid_signature	json	InvalidSignatureException	{0}
signature_mismatch	documented	InvalidSignatureException	The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.
signature_mismatch	observed	InvalidSignatureException	The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.
invalid_input	query	ValidationError	1 validation error detected: {0}
invalid_input	json	ValidationException	1 validation error detected: {0}
signature_mismatch	guardduty	InvalidSignatureException	The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.
signature_mismatch	query	SignatureDoesNotMatch	The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.
signature_mismatch	json	InvalidSignatureException	The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.
signature_expired	documented	InvalidSignatureException	Signature expired: {0} is now earlier than {1} ({2})
signature_expired	observed	InvalidSignatureException	Signature expired: {0} is now earlier than {1} ({2})
signature_expired	guardduty	InvalidSignatureException	Signature expired: {0} is now earlier than {1} ({2})
signature_expired	query	SignatureDoesNotMatch	Signature expired: {0} is now earlier than {1} ({2})
signature_expired	json	InvalidSignatureException	Signature expired: {0} is now earlier than {1} ({2})
signature_not_yet	documented	InvalidSignatureException	Signature not yet current: {0} is still later than {1} ({2})
signature_not_yet	observed	InvalidSignatureException	Signature not yet current: {0} is still later than {1} ({2})
signature_not_yet	guardduty	InvalidSignatureException	Signature not yet current: {0} is still later than {1} ({2})
signature_not_yet	query	SignatureDoesNotMatch	Signature not yet current: {0} is still later than {1} ({2})
signature_not_yet	json	InvalidSignatureException	Signature not yet current: {0} is still later than {1} ({2})
credential_scope	documented	InvalidSignatureException	{0}
credential_scope	observed	InvalidSignatureException	{0}
credential_scope	guardduty	InvalidSignatureException	{0}
credential_scope	query	SignatureDoesNotMatch	{0}
credential_scope	json	InvalidSignatureException	{0}
unknown_key	documented	UnrecognizedClientException	The security token included in the request is invalid.
unknown_key	observed	UnrecognizedClientException	The security token included in the request is invalid.
unknown_key	guardduty	UnrecognizedClientException	The security token included in the request is invalid.
unknown_key	query	InvalidClientTokenId	The security token included in the request is invalid.
unknown_key	json	UnrecognizedClientException	The security token included in the request is invalid.
expired_token	documented	ExpiredTokenException	The security token included in the request is expired
expired_token	observed	ExpiredTokenException	The security token included in the request is expired
expired_token	guardduty	ExpiredTokenException	The security token included in the request is expired
expired_token	query	ExpiredToken	The security token included in the request is expired
expired_token	json	ExpiredTokenException	The security token included in the request is expired
access_denied	documented	AccessDeniedException	User: {0} is not authorized to perform: {1} on resource: {2}
access_denied	observed	AccessDeniedException	User: {0} is not authorized to perform: {1} on resource: {2}
access_denied	guardduty	AccessDeniedException	User: {0} is not authorized to perform: {1} on resource: {2}
access_denied	query	AccessDenied	User: {0} is not authorized to perform: {1} on resource: {2}
access_denied	json	AccessDeniedException	User: {0} is not authorized to perform: {1} on resource: {2}
unknown_operation	documented	UnknownOperationException	The requested operation is not recognized by the service.
unknown_operation	observed	UnknownOperationException	The requested operation is not recognized by the service.
unknown_operation	guardduty	UnknownOperationException	The requested operation is not recognized by the service.
unknown_operation	query	InvalidAction	Could not find operation {0} for version {1}
unknown_operation	json	UnknownOperationException	The requested operation is not recognized by the service.
unknown_service	documented	UnknownOperationException	The requested operation is not recognized by the service: {0} is not served here.
unknown_service	observed	UnknownOperationException	The requested operation is not recognized by the service: {0} is not served here.
unknown_service	guardduty	UnknownOperationException	The requested operation is not recognized by the service: {0} is not served here.
unknown_service	query	InvalidAction	The requested operation is not recognized by the service: {0} is not served here.
unknown_service	json	UnknownOperationException	The requested operation is not recognized by the service: {0} is not served here.
missing_action	documented	MissingAction	The request must contain the parameter Action, once, with the name of an operation.
missing_action	observed	MissingAction	The request must contain the parameter Action, once, with the name of an operation.
missing_action	guardduty	MissingAction	The request must contain the parameter Action, once, with the name of an operation.
missing_action	query	MissingAction	The request must contain the parameter Action, once, with the name of an operation.
missing_action	json	MissingAction	The request must contain the parameter Action, once, with the name of an operation.
serialization	documented	InvalidInputException	The request is rejected because the JSON could not be processed.
serialization	observed	BadRequestException	The request is rejected because the JSON could not be processed.
serialization	guardduty	BadRequestException	The request is rejected because the JSON could not be processed.
serialization	query	InvalidInputException	The request is rejected because the JSON could not be processed.
serialization	json	SerializationException	The request is rejected because the JSON could not be processed.
invalid_input	documented	InvalidInputException	The request is rejected because an invalid or out-of-range value is specified as an input parameter.
invalid_input	observed	BadRequestException	The request is rejected because an invalid or out-of-range value is specified as an input parameter.
invalid_input	guardduty	BadRequestException	The request is rejected because an invalid or out-of-range value is specified as an input parameter.
missing_parameter	documented	InvalidInputException	The request is rejected because an invalid or out-of-range value is specified as an input parameter.
missing_parameter	observed	BadRequestException	The request is rejected because an invalid or out-of-range value is specified as an input parameter.
missing_parameter	guardduty	BadRequestException	The request is rejected because an invalid or out-of-range value is specified as an input parameter.
missing_parameter	query	ValidationError	1 validation error detected: {0}
missing_parameter	json	ValidationException	1 validation error detected: {0}
role_chaining	documented	ValidationError	The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining
role_chaining	observed	ValidationError	The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining
role_chaining	guardduty	ValidationError	The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining
role_chaining	query	ValidationError	The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining
role_chaining	json	ValidationError	The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining
invalid_lookup_attributes	documented	InvalidLookupAttributesException	The request is rejected because a lookup attribute is not valid.
invalid_lookup_attributes	observed	InvalidLookupAttributesException	The request is rejected because a lookup attribute is not valid.
invalid_lookup_attributes	guardduty	InvalidLookupAttributesException	The request is rejected because a lookup attribute is not valid.
invalid_lookup_attributes	query	InvalidLookupAttributesException	The request is rejected because a lookup attribute is not valid.
invalid_lookup_attributes	json	InvalidLookupAttributesException	The request is rejected because a lookup attribute is not valid.
invalid_time_range	documented	InvalidTimeRangeException	The request is rejected because the start time is after the end time, or a time is outside the range of possible values.
invalid_time_range	observed	InvalidTimeRangeException	The request is rejected because the start time is after the end time, or a time is outside the range of possible values.
invalid_time_range	guardduty	InvalidTimeRangeException	The request is rejected because the start time is after the end time, or a time is outside the range of possible values.
invalid_time_range	query	InvalidTimeRangeException	The request is rejected because the start time is after the end time, or a time is outside the range of possible values.
invalid_time_range	json	InvalidTimeRangeException	The request is rejected because the start time is after the end time, or a time is outside the range of possible values.
invalid_event_category	documented	InvalidEventCategoryException	The request is rejected because events of this category are not recorded.
invalid_event_category	observed	InvalidEventCategoryException	The request is rejected because events of this category are not recorded.
invalid_event_category	guardduty	InvalidEventCategoryException	The request is rejected because events of this category are not recorded.
invalid_event_category	query	InvalidEventCategoryException	The request is rejected because events of this category are not recorded.
invalid_event_category	json	InvalidEventCategoryException	The request is rejected because events of this category are not recorded.
invalid_max_results	documented	InvalidInputException	The request is rejected because the parameter maxResults has an invalid value.
invalid_max_results	observed	BadRequestException	The request is rejected because the parameter maxResults has an invalid value.
invalid_max_results	guardduty	BadRequestException	The request is rejected because the parameter maxResults has an invalid value.
invalid_max_results	query	InvalidInputException	The request is rejected because the parameter maxResults has an invalid value.
invalid_max_results	json	InvalidMaxResultsException	The request is rejected because the parameter maxResults has an invalid value.
invalid_only_associated	documented	InvalidInputException	The request is rejected because the parameter onlyAssociated has an invalid value.
invalid_only_associated	observed	BadRequestException	The request is rejected because the parameter onlyAssociated has an invalid value.
invalid_only_associated	guardduty	BadRequestException	The request is rejected because the parameter onlyAssociated has an invalid value.
invalid_only_associated	query	InvalidInputException	The request is rejected because the parameter onlyAssociated has an invalid value.
invalid_only_associated	json	InvalidInputException	The request is rejected because the parameter onlyAssociated has an invalid value.
invalid_next_token	documented	InvalidInputException	The request is rejected because the parameter nextToken has an invalid value.
invalid_next_token	observed	BadRequestException	The request is rejected because the parameter nextToken has an invalid value.
invalid_next_token	guardduty	BadRequestException	The request is rejected because the parameter nextToken has an invalid value.
invalid_next_token	query	InvalidInputException	The request is rejected because the parameter nextToken has an invalid value.
invalid_next_token	json	InvalidNextTokenException	The request is rejected because the parameter nextToken has an invalid value.
no_such_resource	documented	ResourceNotFoundException	The request is rejected since no such resource found.
no_such_resource	observed	BadRequestException	The request is rejected since no such resource found.
no_such_resource	guardduty	BadRequestException	The request is rejected since no such resource found.
no_such_resource	query	ResourceNotFoundException	The request is rejected since no such resource found.
no_such_resource	json	ResourceNotFoundException	The request is rejected since no such resource found.
not_subscribed	documented	InvalidAccessException	Account {0} is not subscribed to AWS Security Hub
not_subscribed	observed	BadRequestException	The request is rejected since no such resource found.
not_subscribed	guardduty	InvalidAccessException	Account {0} is not subscribed to AWS Security Hub
not_subscribed	query	InvalidAccessException	Account {0} is not subscribed to AWS Security Hub
not_subscribed	json	InvalidAccessException	Account {0} is not subscribed to AWS Security Hub
already_subscribed	documented	ResourceConflictException	Account is already subscribed to Security Hub
already_subscribed	observed	ResourceConflictException	Account is already subscribed to Security Hub
already_subscribed	guardduty	ResourceConflictException	Account is already subscribed to Security Hub
already_subscribed	query	ResourceConflictException	Account is already subscribed to Security Hub
already_subscribed	json	ResourceConflictException	Account is already subscribed to Security Hub
disable_administrator	documented	InvalidInputException	Cannot disable Security Hub on the Security Hub administrator
disable_administrator	observed	InvalidInputException	Cannot disable Security Hub on the Security Hub administrator
disable_administrator	guardduty	InvalidInputException	Cannot disable Security Hub on the Security Hub administrator
disable_administrator	query	InvalidInputException	Cannot disable Security Hub on the Security Hub administrator
disable_administrator	json	InvalidInputException	Cannot disable Security Hub on the Security Hub administrator
inviter_is_member	documented	InvalidInputException	The request is rejected because the current account cannot accept invitation from the given account ID since the latter is an associated member of another master account.
inviter_is_member	observed	BadRequestException	The request is rejected because the current account cannot accept invitation from the given account ID since the latter is an associated member of another master account.
inviter_is_member	guardduty	BadRequestException	The request is rejected because the current account cannot accept invitation from the given account ID since the latter is an associated member of another master account.
inviter_is_member	query	InvalidInputException	The request is rejected because the current account cannot accept invitation from the given account ID since the latter is an associated member of another master account.
inviter_is_member	json	InvalidInputException	The request is rejected because the current account cannot accept invitation from the given account ID since the latter is an associated member of another master account.
has_members	documented	InvalidInputException	The request is rejected because the current account cannot accept invitations since it still has created, invited or associated members.
has_members	observed	BadRequestException	The request is rejected because the current account cannot accept invitations since it still has created, invited or associated members.
has_members	guardduty	BadRequestException	The request is rejected because the current account cannot accept invitations since it still has created, invited or associated members.
has_members	query	InvalidInputException	The request is rejected because the current account cannot accept invitations since it still has created, invited or associated members.
has_members	json	InvalidInputException	The request is rejected because the current account cannot accept invitations since it still has created, invited or associated members.
already_a_member	documented	InvalidInputException	The request is rejected because the current account cannot accept invitations since it is already an associated member of some master account.
already_a_member	observed	BadRequestException	The request is rejected because the current account cannot accept invitations since it is already an associated member of some master account.
already_a_member	guardduty	BadRequestException	The request is rejected because the current account cannot accept invitations since it is already an associated member of some master account.
already_a_member	query	InvalidInputException	The request is rejected because the current account cannot accept invitations since it is already an associated member of some master account.
already_a_member	json	InvalidInputException	The request is rejected because the current account cannot accept invitations since it is already an associated member of some master account.
no_pending_invitation	documented	InvalidInputException	The request is rejected because the current account has no pending invitation from the given master account ID or is already an associated member of another master account.
no_pending_invitation	observed	BadRequestException	The request is rejected because the current account has no pending invitation from the given master account ID or is already an associated member of another master account.
no_pending_invitation	guardduty	BadRequestException	The request is rejected because the current account has no pending invitation from the given master account ID or is already an associated member of another master account.
no_pending_invitation	query	InvalidInputException	The request is rejected because the current account has no pending invitation from the given master account ID or is already an associated member of another master account.
no_pending_invitation	json	InvalidInputException	The request is rejected because the current account has no pending invitation from the given master account ID or is already an associated member of another master account.
not_a_member	documented	InvalidInputException	The request is rejected because the current account is not associated to a master account.
not_a_member	observed	BadRequestException	The request is rejected because the current account is not associated to a master account.
not_a_member	guardduty	BadRequestException	The request is rejected because the current account is not associated to a master account.
not_a_member	query	InvalidInputException	The request is rejected because the current account is not associated to a master account.
not_a_member	json	InvalidInputException	The request is rejected because the current account is not associated to a master account.
hub_not_found	documented	ResourceNotFoundException	The request is rejected since no such resource found.
hub_not_found	observed	ResourceNotFoundException	The request is rejected since no such resource found.
hub_not_found	guardduty	ResourceNotFoundException	The request is rejected since no such resource found.
hub_not_found	query	ResourceNotFoundException	The request is rejected since no such resource found.
hub_not_found	json	ResourceNotFoundException	The request is rejected since no such resource found.
invalid_detector_id	documented	InvalidInputException	The request is rejected because the parameter detectorId has an invalid value.
invalid_detector_id	observed	InvalidInputException	The request is rejected because the parameter detectorId has an invalid value.
invalid_detector_id	guardduty	BadRequestException	The request is rejected because the parameter detectorId has an invalid value.
invalid_detector_id	query	InvalidInputException	The request is rejected because the parameter detectorId has an invalid value.
invalid_detector_id	json	InvalidInputException	The request is rejected because the parameter detectorId has an invalid value.
detector_not_owned	documented	InvalidInputException	The request is rejected because the input detectorId is not owned by the current account.
detector_not_owned	observed	InvalidInputException	The request is rejected because the input detectorId is not owned by the current account.
detector_not_owned	guardduty	BadRequestException	The request is rejected because the input detectorId is not owned by the current account.
detector_not_owned	query	InvalidInputException	The request is rejected because the input detectorId is not owned by the current account.
detector_not_owned	json	InvalidInputException	The request is rejected because the input detectorId is not owned by the current account.
detector_exists	documented	LimitExceededException	The request is rejected because a detector already exists for the current account.
detector_exists	observed	LimitExceededException	The request is rejected because a detector already exists for the current account.
detector_exists	guardduty	BadRequestException	The request is rejected because a detector already exists for the current account.
detector_exists	query	LimitExceededException	The request is rejected because a detector already exists for the current account.
detector_exists	json	LimitExceededException	The request is rejected because a detector already exists for the current account.
delete_detector_refused	documented	InvalidInputException	The request is rejected because the current account cannot delete detector while it has invited or associated members.
delete_detector_refused	observed	InvalidInputException	The request is rejected because the current account cannot delete detector while it has invited or associated members.
delete_detector_refused	guardduty	BadRequestException	The request is rejected because the current account cannot delete detector while it has invited or associated members.
delete_detector_refused	query	InvalidInputException	The request is rejected because the current account cannot delete detector while it has invited or associated members.
delete_detector_refused	json	InvalidInputException	The request is rejected because the current account cannot delete detector while it has invited or associated members.
tag_limit	documented	InvalidInputException	The request is rejected because a resource can have at most 50 tags.
tag_limit	observed	BadRequestException	The request is rejected because a resource can have at most 50 tags.
tag_limit	guardduty	BadRequestException	The request is rejected because a resource can have at most 50 tags.
tag_limit	query	InvalidInputException	The request is rejected because a resource can have at most 50 tags.
tag_limit	json	InvalidInputException	The request is rejected because a resource can have at most 50 tags.
unknown_standard	documented	InvalidInputException	Invalid parameter: {0} is not a standard that is available here.
unknown_standard	observed	InvalidInputException	Invalid parameter: {0} is not a standard that is available here.
unknown_standard	guardduty	InvalidInputException	Invalid parameter: {0} is not a standard that is available here.
unknown_standard	query	InvalidInputException	Invalid parameter: {0} is not a standard that is available here.
unknown_standard	json	InvalidInputException	Invalid parameter: {0} is not a standard that is available here.
unknown_subscription	documented	InvalidInputException	Invalid parameter: {0} is not a standards subscription of this account.
unknown_subscription	observed	InvalidInputException	Invalid parameter: {0} is not a standards subscription of this account.
unknown_subscription	guardduty	InvalidInputException	Invalid parameter: {0} is not a standards subscription of this account.
unknown_subscription	query	InvalidInputException	Invalid parameter: {0} is not a standards subscription of this account.
unknown_subscription	json	InvalidInputException	Invalid parameter: {0} is not a standards subscription of this account.
already_member	documented	\N	The request is rejected because the given account ID is already a member or associated member of the current account.
already_member	observed	\N	The request is rejected because the given account ID is already a member or associated member of the current account.
already_member	guardduty	\N	The request is rejected because the given account ID is already a member or associated member of the current account.
already_member	query	\N	The request is rejected because the given account ID is already a member or associated member of the current account.
already_member	json	\N	The request is rejected because the given account ID is already a member or associated member of the current account.
self_create	documented	\N	The request is rejected because an account cannot become a member of itself.
self_create	observed	\N	The request is rejected because an account cannot become a member of itself.
self_create	guardduty	\N	The request is rejected because an account cannot become a member of itself.
self_create	query	\N	The request is rejected because an account cannot become a member of itself.
self_create	json	\N	The request is rejected because an account cannot become a member of itself.
creator_is_member	documented	\N	The request is rejected because the current account cannot create members since it is already an associated member of another master account.
creator_is_member	observed	\N	The request is rejected because the current account cannot create members since it is already an associated member of another master account.
creator_is_member	guardduty	\N	The request is rejected because the current account cannot create members since it is already an associated member of another master account.
creator_is_member	query	\N	The request is rejected because the current account cannot create members since it is already an associated member of another master account.
creator_is_member	json	\N	The request is rejected because the current account cannot create members since it is already an associated member of another master account.
member_limit	documented	\N	The request is rejected because the current account cannot create anymore members since it cannot exceed the maximum number of allowed members.
member_limit	observed	\N	The request is rejected because the current account cannot create anymore members since it cannot exceed the maximum number of allowed members.
member_limit	guardduty	\N	The request is rejected because the current account cannot create anymore members since it cannot exceed the maximum number of allowed members.
member_limit	query	\N	The request is rejected because the current account cannot create anymore members since it cannot exceed the maximum number of allowed members.
member_limit	json	\N	The request is rejected because the current account cannot create anymore members since it cannot exceed the maximum number of allowed members.
already_invited	documented	\N	The request is rejected because the current account has already invited or is already the {product} master of the given member account ID.
already_invited	observed	\N	The request is rejected because the current account has already invited or is already the {product} master of the given member account ID.
already_invited	guardduty	\N	The request is rejected because the current account has already invited or is already the {product} master of the given member account ID.
already_invited	query	\N	The request is rejected because the current account has already invited or is already the {product} master of the given member account ID.
already_invited	json	\N	The request is rejected because the current account has already invited or is already the {product} master of the given member account ID.
self_invite	documented	\N	The request is rejected because the current account cannot invite itself.
self_invite	observed	\N	The request is rejected because the current account cannot invite itself.
self_invite	guardduty	\N	The request is rejected because the current account cannot invite itself.
self_invite	query	\N	The request is rejected because the current account cannot invite itself.
self_invite	json	\N	The request is rejected because the current account cannot invite itself.
caller_is_member	documented	\N	The request is rejected because the current account cannot invite other accounts since it is already an associated member of another master account.
caller_is_member	observed	\N	The request is rejected because the current account cannot invite other accounts since it is already an associated member of another master account.
caller_is_member	guardduty	\N	The request is rejected because the current account cannot invite other accounts since it is already an associated member of another master account.
caller_is_member	query	\N	The request is rejected because the current account cannot invite other accounts since it is already an associated member of another master account.
caller_is_member	json	\N	The request is rejected because the current account cannot invite other accounts since it is already an associated member of another master account.
email_missing	documented	\N	The request is rejected because member account's email address is missing.
email_missing	observed	\N	The request is rejected because member account's email address is missing.
email_missing	guardduty	\N	The request is rejected because member account's email address is missing.
email_missing	query	\N	The request is rejected because member account's email address is missing.
email_missing	json	\N	The request is rejected because member account's email address is missing.
invitation_limit	documented	\N	The request is rejected because the current account cannot send anymore invitations since it cannot exceed the maximum number of outstanding invitations.
invitation_limit	observed	\N	The request is rejected because the current account cannot send anymore invitations since it cannot exceed the maximum number of outstanding invitations.
invitation_limit	guardduty	\N	The request is rejected because the current account cannot send anymore invitations since it cannot exceed the maximum number of outstanding invitations.
invitation_limit	query	\N	The request is rejected because the current account cannot send anymore invitations since it cannot exceed the maximum number of outstanding invitations.
invitation_limit	json	\N	The request is rejected because the current account cannot send anymore invitations since it cannot exceed the maximum number of outstanding invitations.
still_associated	documented	\N	The request is rejected because the current account cannot delete the given member account ID since it is still associated to it.
still_associated	observed	\N	The request is rejected because the current account cannot delete the given member account ID since it is still associated to it.
still_associated	guardduty	\N	The request is rejected because the current account cannot delete the given member account ID since it is still associated to it.
still_associated	query	\N	The request is rejected because the current account cannot delete the given member account ID since it is still associated to it.
still_associated	json	\N	The request is rejected because the current account cannot delete the given member account ID since it is still associated to it.
not_yet_associated	documented	\N	The request is rejected because the current account cannot disassociate the given member account ID since the latter is not yet associated to it.
not_yet_associated	observed	\N	The request is rejected because the current account cannot disassociate the given member account ID since the latter is not yet associated to it.
not_yet_associated	guardduty	\N	The request is rejected because the current account cannot disassociate the given member account ID since the latter is not yet associated to it.
not_yet_associated	query	\N	The request is rejected because the current account cannot disassociate the given member account ID since the latter is not yet associated to it.
not_yet_associated	json	\N	The request is rejected because the current account cannot disassociate the given member account ID since the latter is not yet associated to it.
not_associated	documented	\N	The request is rejected because the given account ID is not an associated member of account the current account.
not_associated	observed	\N	The request is rejected because the given account ID is not an associated member of account the current account.
not_associated	guardduty	\N	The request is rejected because the given account ID is not an associated member of account the current account.
not_associated	query	\N	The request is rejected because the given account ID is not an associated member of account the current account.
not_associated	json	\N	The request is rejected because the given account ID is not an associated member of account the current account.
invitation_kept	documented	\N	The request is rejected because the current account cannot delete the invitation from the given master account ID since it is still associated to it or has not declined their invitation yet.
invitation_kept	observed	\N	The request is rejected because the current account cannot delete the invitation from the given master account ID since it is still associated to it or has not declined their invitation yet.
invitation_kept	guardduty	\N	The request is rejected because the current account cannot delete the invitation from the given master account ID since it is still associated to it or has not declined their invitation yet.
invitation_kept	query	\N	The request is rejected because the current account cannot delete the invitation from the given master account ID since it is still associated to it or has not declined their invitation yet.
invitation_kept	json	\N	The request is rejected because the current account cannot delete the invitation from the given master account ID since it is still associated to it or has not declined their invitation yet.
no_such_member	documented	\N	The request is rejected since no such resource found.
no_such_member	observed	\N	The request is rejected since no such resource found.
no_such_member	guardduty	\N	The request is rejected since no such resource found.
no_such_member	query	\N	The request is rejected since no such resource found.
no_such_member	json	\N	The request is rejected since no such resource found.
no_such_invitation	documented	\N	The request is rejected since no such resource found.
no_such_invitation	observed	\N	The request is rejected since no such resource found.
no_such_invitation	guardduty	\N	The request is rejected since no such resource found.
no_such_invitation	query	\N	The request is rejected since no such resource found.
no_such_invitation	json	\N	The request is rejected since no such resource found.
\.

COPY memberhub.feature (name, addition, "position", switchable, enabled_by_default, data_source) FROM stdin;
CLOUD_TRAIL		1	f	t	\N
DNS_LOGS		2	f	t	\N
FLOW_LOGS		3	f	t	\N
S3_DATA_EVENTS		4	t	t	{s3Logs,enable}
EKS_AUDIT_LOGS		5	t	t	{kubernetes,auditLogs,enable}
EBS_MALWARE_PROTECTION		6	t	t	{malwareProtection,scanEc2InstanceWithFindings,ebsVolumes}
RDS_LOGIN_EVENTS		7	t	t	\N
LAMBDA_NETWORK_LOGS		8	t	t	\N
EKS_RUNTIME_MONITORING		9	t	f	\N
EKS_RUNTIME_MONITORING	EKS_ADDON_MANAGEMENT	10	t	f	\N
RUNTIME_MONITORING		11	t	f	\N
RUNTIME_MONITORING	EKS_ADDON_MANAGEMENT	12	t	f	\N
RUNTIME_MONITORING	ECS_FARGATE_AGENT_MANAGEMENT	13	t	f	\N
RUNTIME_MONITORING	EC2_AGENT_MANAGEMENT	14	t	f	\N
\.

COPY memberhub.relationship (service, region, administrator_id, member_id, email, state, invitation_id, invited_at, updated_at, created_at) FROM stdin;
securityhub	eu-west-1	111111111111	444444444444	\N	Created	\N	\N	2020-02-10 23:58:48.419+00	2020-02-10 23:58:48.419+00
securityhub	eu-west-1	111111111111	222222222222	two@example.com	Enabled	00b818c548c21dcf3d5873fbf6b021bf	2020-02-10 23:58:49.732+00	2020-02-10 23:58:52.469+00	2020-02-10 23:58:48.419+00
securityhub	eu-west-1	111111111111	333333333333	\N	Resigned	7ab818c548c25053fd05f4641d1dfc5d	2020-02-10 23:58:49.732+00	2020-02-10 23:58:54.053+00	2020-02-10 23:58:48.419+00
\.

COPY memberhub.retry_key (key, account_id, created_at, fault, arguments, result) FROM stdin;
\\x22341313bab74fe8eec39d53b45f2d9831667cbb0c8303c2819a0fbf7673b8ae	111111111111	2020-02-10 23:58:45.157+00	\N	\N	\N
\\xf7f406346b7520955313ed661fc16957810e759a10a563cca06451441ddeb1cc	222222222222	2020-02-10 23:58:46.268+00	\N	\N	\N
\\x55bf887637aaddb17299d475be2d588e45dea3783480532e55045036a85ee8c8	333333333333	2020-02-10 23:58:47.267+00	\N	\N	\N
\\x9c337e5bc07cb8d525a9bb0fffbd4480422adbaaf8c914e8bd113213aa8394f4	111111111111	2020-02-10 23:58:48.431+00	\N	\N	{"unprocessed" : []}
\\xbde48ec5be023eb6361d813d15431491f80a960be5c407f9bda3427155fde3ed	111111111111	2020-02-10 23:58:49.735+00	\N	\N	{"unprocessed" : []}
\\x99dcc038cf1c07b40f5ae3b8854545a7dfd8c353f08fa3393706a6275d450ef2	000000000000	2020-02-10 23:58:51.54+00	\N	\N	\N
\\x5b8435423a26cc1ece13ef41a857395dd9c5973faf8dd56d7cc3a54e19ad36e2	222222222222	2020-02-10 23:58:52.471+00	\N	\N	\N
\\xf7d91085948b9e7fcd2096f4d2a5455e71284ec5abf084abfbdab35ba266fb97	333333333333	2020-02-10 23:58:54.054+00	\N	\N	{"unprocessed" : []}
\\xf7e505a1a64198b1b2a87dc7c63fea96f649cd07398394df9336686b0764ae55	111111111111	2020-02-10 23:58:56.034+00	\N	\N	{"detector_id" : "86b818c55510d503afd48bf1e7c9cbf0"}
\\xbb4117d8902acd1637ea889eecebec4f8a6bed87d70413e161d5dd292739424f	222222222222	2020-02-10 23:58:57.893+00	\N	\N	{"detector_id" : "3eb818c558b26d9dd217b2b03bdb612b"}
\\xc5fb8acd9a03dd64eb5fbd45b2fc6a180626820f55512a4294723d9484c7a91f	333333333333	2020-02-10 23:58:59.65+00	\N	\N	{"assumed_role_user" : {"assumed_role_id" : "AROAEC14F470DA95FD46A:story", "arn" : "arn:aws:sts::666666666666:assumed-role/Deploy/story"}, "credentials" : {"access_key_id" : "ASIA6A54NXUNENSPZ3EQ", "session" : {"access_key_id" : "ASIA6A54NXUNENSPZ3EQ", "account_id" : "666666666666", "role" : "Deploy", "role_id" : "AROAEC14F470DA95FD46A", "name" : "story", "issued_at" : "2020-02-10T23:58:59Z", "access_epoch" : 1, "expires_s" : 1581382739}, "expiration" : "2020-02-11T00:58:59Z"}}
\\x902cd003f70d4c317ff5d1ea552ef58d998754851258369e3c020ea8f2a53de8	000000000000	2020-02-10 23:59:02.031+00	\N	\N	\N
\.

COPY memberhub.schema_migration (version, name, sha256, applied_at) FROM stdin;
1	0001_schema.sql	09992ca2cf62f7cbf22f26fb835a48001fabf7680182e5eeb5f08f26b0a6ddcb	2020-02-10 23:58:43.56675+00
2	0002_guardduty.sql	475b26517c8de54ad4ce761cd1a6520b708c7b65061f385ac3caac7ad64f78d1	2020-02-10 23:58:43.651005+00
3	0003_sts.sql	7c280b997d3f435d827b97354ecb669443acbc9138c0df47483e69d769f565f1	2020-02-10 23:58:43.663081+00
4	0004_audit_trail.sql	7bb3cbb147645e7cfc93c19f5b93c6416a75f334654253d073ed1c59fd6f9d0e	2020-02-10 23:58:43.664259+00
5	0005_audit_entry.sql	8b8d49f17f6a1ae8b70fe488cd68f9f721b9fd89bc403256ad4b17c26245e040	2020-02-10 23:58:43.74216+00
6	0006_counts.sql	e915788dae097bfd6f67e2d3ae5e2c7cc6650d053e963d4b111dbef85450de62	2020-02-10 23:58:43.743652+00
\.

COPY memberhub.standard (standard_id, regional, name, description, enabled_by_default) FROM stdin;
aws-foundational-security-best-practices/v/1.0.0	t	AWS Foundational Security Best Practices v1.0.0	Checks whether resources depart from the practices that AWS recommends for each service.	t
cis-aws-foundations-benchmark/v/1.2.0	f	CIS AWS Foundations Benchmark v1.2.0	Rules of the Center for Internet Security for a basic AWS account, in version 1.2.0.	t
cis-aws-foundations-benchmark/v/1.4.0	t	CIS AWS Foundations Benchmark v1.4.0	Rules of the Center for Internet Security for a basic AWS account, in version 1.4.0.	f
cis-aws-foundations-benchmark/v/3.0.0	t	CIS AWS Foundations Benchmark v3.0.0	Rules of the Center for Internet Security for a basic AWS account, in version 3.0.0.	f
nist-800-53/v/5.0.0	t	NIST Special Publication 800-53 Revision 5	Controls that NIST sets out for the security and privacy of information systems.	f
pci-dss/v/3.2.1	t	PCI DSS v3.2.1	Requirements of the payment card industry for systems that handle card data.	f
\.

COPY memberhub.standards_subscription (service, region, account_id, standard_id, standards_input, created_at) FROM stdin;
securityhub	eu-west-1	111111111111	aws-foundational-security-best-practices/v/1.0.0	{}	2020-02-10 23:58:45.153+00
securityhub	eu-west-1	111111111111	cis-aws-foundations-benchmark/v/1.2.0	{}	2020-02-10 23:58:45.153+00
securityhub	eu-west-1	222222222222	aws-foundational-security-best-practices/v/1.0.0	{}	2020-02-10 23:58:46.268+00
securityhub	eu-west-1	222222222222	cis-aws-foundations-benchmark/v/1.2.0	{}	2020-02-10 23:58:46.268+00
\.

COPY memberhub.state_transition (service, operation, caller, from_state, outcome, to_state, fault, note) FROM stdin;
securityhub	CreateMembers	administrator	None	change	Created	\N	\N
securityhub	CreateMembers	administrator	Created	refuse	\N	already_member	\N
securityhub	CreateMembers	administrator	Invited	refuse	\N	already_member	\N
securityhub	CreateMembers	administrator	Enabled	refuse	\N	already_member	\N
securityhub	CreateMembers	administrator	Removed	refuse	\N	already_member	\N
securityhub	CreateMembers	administrator	Resigned	refuse	\N	already_member	\N
securityhub	InviteMembers	administrator	None	refuse	\N	no_such_member	\N
securityhub	InviteMembers	administrator	Created	change	Invited	\N	\N
securityhub	InviteMembers	administrator	Invited	refuse	\N	already_invited	\N
securityhub	InviteMembers	administrator	Enabled	refuse	\N	already_invited	\N
securityhub	InviteMembers	administrator	Removed	change	Invited	\N	\N
securityhub	InviteMembers	administrator	Resigned	change	Invited	\N	\N
securityhub	DisassociateMembers	administrator	None	keep	\N	\N	\N
securityhub	DisassociateMembers	administrator	Invited	change	Removed	\N	\N
securityhub	DisassociateMembers	administrator	Enabled	change	Removed	\N	\N
securityhub	DisassociateMembers	administrator	Removed	keep	\N	\N	\N
securityhub	DisassociateMembers	administrator	Resigned	keep	\N	\N	\N
securityhub	DeleteMembers	administrator	None	refuse	\N	no_such_member	\N
securityhub	DeleteMembers	administrator	Created	remove	\N	\N	\N
securityhub	DeleteMembers	administrator	Invited	remove	\N	\N	\N
securityhub	DeleteMembers	administrator	Enabled	refuse	\N	still_associated	\N
securityhub	DeleteMembers	administrator	Removed	remove	\N	\N	\N
securityhub	DeleteMembers	administrator	Resigned	remove	\N	\N	\N
securityhub	AcceptAdministratorInvitation	member	None	refuse	\N	no_pending_invitation	\N
securityhub	AcceptAdministratorInvitation	member	Created	refuse	\N	no_pending_invitation	\N
securityhub	AcceptAdministratorInvitation	member	Invited	change	Enabled	\N	\N
securityhub	AcceptAdministratorInvitation	member	Enabled	refuse	\N	already_a_member	\N
securityhub	AcceptAdministratorInvitation	member	Removed	refuse	\N	no_pending_invitation	\N
securityhub	DeclineInvitations	member	None	refuse	\N	no_such_invitation	\N
securityhub	DeclineInvitations	member	Created	refuse	\N	no_such_invitation	\N
securityhub	DeclineInvitations	member	Invited	change	Resigned	\N	\N
securityhub	DeclineInvitations	member	Enabled	refuse	\N	no_such_invitation	\N
securityhub	DeclineInvitations	member	Removed	refuse	\N	no_such_invitation	\N
securityhub	DeleteInvitations	member	None	refuse	\N	no_such_invitation	\N
securityhub	DeleteInvitations	member	Created	refuse	\N	no_such_invitation	\N
securityhub	DeleteInvitations	member	Invited	refuse	\N	invitation_kept	\N
securityhub	DeleteInvitations	member	Enabled	refuse	\N	invitation_kept	\N
securityhub	DeleteInvitations	member	Removed	remove	\N	\N	\N
securityhub	DeleteInvitations	member	Resigned	remove	\N	\N	\N
securityhub	DeleteInvitations	administrator	None	refuse	\N	no_such_invitation	\N
securityhub	DeleteInvitations	administrator	Created	refuse	\N	no_such_invitation	\N
securityhub	DeleteInvitations	administrator	Enabled	refuse	\N	no_such_invitation	\N
securityhub	DeleteInvitations	administrator	Removed	refuse	\N	no_such_invitation	\N
securityhub	DeleteInvitations	administrator	Resigned	refuse	\N	no_such_invitation	\N
securityhub	DisassociateFromAdministratorAccount	member	None	refuse	\N	not_a_member	\N
securityhub	DisassociateFromAdministratorAccount	member	Created	refuse	\N	not_a_member	\N
securityhub	DisassociateFromAdministratorAccount	member	Invited	refuse	\N	not_a_member	\N
securityhub	DisassociateFromAdministratorAccount	member	Enabled	change	Resigned	\N	\N
securityhub	DisassociateFromAdministratorAccount	member	Removed	refuse	\N	not_a_member	\N
securityhub	DisassociateFromAdministratorAccount	member	Resigned	refuse	\N	not_a_member	\N
securityhub	DisableSecurityHub	administrator	None	keep	\N	\N	\N
securityhub	DisableSecurityHub	administrator	Created	remove	\N	\N	\N
securityhub	DisableSecurityHub	administrator	Enabled	refuse	\N	disable_administrator	\N
securityhub	DisableSecurityHub	administrator	Removed	remove	\N	\N	\N
securityhub	DisableSecurityHub	administrator	Resigned	remove	\N	\N	\N
securityhub	DisableSecurityHub	member	None	keep	\N	\N	\N
securityhub	DisableSecurityHub	member	Created	keep	\N	\N	\N
securityhub	DisableSecurityHub	member	Enabled	change	Resigned	\N	\N
securityhub	DisableSecurityHub	member	Removed	keep	\N	\N	\N
securityhub	DisableSecurityHub	member	Resigned	keep	\N	\N	\N
guardduty	CreateMembers	administrator	None	change	Created	\N	\N
guardduty	CreateMembers	administrator	Created	refuse	\N	already_member	\N
guardduty	CreateMembers	administrator	Invited	refuse	\N	already_member	\N
guardduty	CreateMembers	administrator	Enabled	refuse	\N	already_member	\N
guardduty	CreateMembers	administrator	Disabled	refuse	\N	already_member	\N
guardduty	CreateMembers	administrator	Removed	refuse	\N	already_member	\N
guardduty	CreateMembers	administrator	Resigned	refuse	\N	already_member	\N
guardduty	InviteMembers	administrator	None	refuse	\N	no_such_member	\N
guardduty	InviteMembers	administrator	Created	change	Invited	\N	\N
guardduty	InviteMembers	administrator	Invited	refuse	\N	already_invited	\N
guardduty	InviteMembers	administrator	Enabled	refuse	\N	already_invited	\N
guardduty	InviteMembers	administrator	Disabled	refuse	\N	already_invited	\N
guardduty	InviteMembers	administrator	Removed	change	Invited	\N	\N
guardduty	InviteMembers	administrator	Resigned	change	Invited	\N	\N
guardduty	DisassociateMembers	administrator	None	refuse	\N	not_yet_associated	\N
guardduty	DisassociateMembers	administrator	Created	refuse	\N	not_yet_associated	\N
guardduty	DisassociateMembers	administrator	Invited	change	Removed	\N	\N
guardduty	DisassociateMembers	administrator	Enabled	change	Removed	\N	\N
guardduty	DisassociateMembers	administrator	Disabled	change	Removed	\N	\N
guardduty	DisassociateMembers	administrator	Removed	refuse	\N	not_yet_associated	\N
guardduty	DisassociateMembers	administrator	Resigned	refuse	\N	not_yet_associated	\N
guardduty	DeleteMembers	administrator	None	refuse	\N	no_such_member	\N
guardduty	DeleteMembers	administrator	Created	remove	\N	\N	\N
guardduty	DeleteMembers	administrator	Invited	remove	\N	\N	\N
guardduty	DeleteMembers	administrator	Enabled	refuse	\N	still_associated	\N
guardduty	DeleteMembers	administrator	Disabled	refuse	\N	still_associated	\N
guardduty	DeleteMembers	administrator	Removed	remove	\N	\N	\N
guardduty	DeleteMembers	administrator	Resigned	remove	\N	\N	\N
guardduty	StartMonitoringMembers	administrator	None	refuse	\N	not_associated	\N
guardduty	StartMonitoringMembers	administrator	Created	refuse	\N	not_associated	\N
guardduty	StartMonitoringMembers	administrator	Invited	refuse	\N	not_associated	\N
guardduty	StartMonitoringMembers	administrator	Enabled	keep	\N	\N	\N
guardduty	StartMonitoringMembers	administrator	Disabled	change	Enabled	\N	\N
guardduty	StartMonitoringMembers	administrator	Removed	refuse	\N	not_associated	\N
guardduty	StartMonitoringMembers	administrator	Resigned	refuse	\N	not_associated	\N
guardduty	StopMonitoringMembers	administrator	None	refuse	\N	not_associated	\N
guardduty	StopMonitoringMembers	administrator	Created	refuse	\N	not_associated	\N
guardduty	StopMonitoringMembers	administrator	Invited	refuse	\N	not_associated	\N
guardduty	StopMonitoringMembers	administrator	Enabled	change	Disabled	\N	\N
guardduty	StopMonitoringMembers	administrator	Disabled	keep	\N	\N	\N
guardduty	StopMonitoringMembers	administrator	Removed	refuse	\N	not_associated	\N
guardduty	StopMonitoringMembers	administrator	Resigned	refuse	\N	not_associated	\N
guardduty	AcceptAdministratorInvitation	member	None	refuse	\N	no_pending_invitation	\N
guardduty	AcceptAdministratorInvitation	member	Created	refuse	\N	no_pending_invitation	\N
guardduty	AcceptAdministratorInvitation	member	Invited	change	Enabled	\N	\N
guardduty	AcceptAdministratorInvitation	member	Enabled	refuse	\N	already_a_member	\N
guardduty	AcceptAdministratorInvitation	member	Disabled	refuse	\N	already_a_member	\N
guardduty	AcceptAdministratorInvitation	member	Removed	refuse	\N	no_pending_invitation	\N
guardduty	DeclineInvitations	member	None	refuse	\N	no_such_invitation	\N
guardduty	DeclineInvitations	member	Created	refuse	\N	no_such_invitation	\N
guardduty	DeclineInvitations	member	Invited	change	Resigned	\N	\N
guardduty	DeclineInvitations	member	Enabled	refuse	\N	no_such_invitation	\N
guardduty	DeclineInvitations	member	Disabled	refuse	\N	no_such_invitation	\N
guardduty	DeclineInvitations	member	Removed	refuse	\N	no_such_invitation	\N
guardduty	DeleteInvitations	member	None	refuse	\N	no_such_invitation	\N
guardduty	DeleteInvitations	member	Created	refuse	\N	no_such_invitation	\N
guardduty	DeleteInvitations	member	Invited	refuse	\N	invitation_kept	\N
guardduty	DeleteInvitations	member	Enabled	refuse	\N	invitation_kept	\N
guardduty	DeleteInvitations	member	Disabled	refuse	\N	invitation_kept	\N
guardduty	DeleteInvitations	member	Removed	remove	\N	\N	\N
guardduty	DeleteInvitations	member	Resigned	remove	\N	\N	\N
guardduty	DeleteInvitations	administrator	None	refuse	\N	no_such_invitation	\N
guardduty	DeleteInvitations	administrator	Created	refuse	\N	no_such_invitation	\N
guardduty	DeleteInvitations	administrator	Enabled	refuse	\N	no_such_invitation	\N
guardduty	DeleteInvitations	administrator	Disabled	refuse	\N	no_such_invitation	\N
guardduty	DeleteInvitations	administrator	Removed	refuse	\N	no_such_invitation	\N
guardduty	DeleteInvitations	administrator	Resigned	refuse	\N	no_such_invitation	\N
guardduty	DisassociateFromAdministratorAccount	member	None	refuse	\N	not_a_member	\N
guardduty	DisassociateFromAdministratorAccount	member	Created	refuse	\N	not_a_member	\N
guardduty	DisassociateFromAdministratorAccount	member	Invited	refuse	\N	not_a_member	\N
guardduty	DisassociateFromAdministratorAccount	member	Enabled	change	Resigned	\N	\N
guardduty	DisassociateFromAdministratorAccount	member	Disabled	change	Resigned	\N	\N
guardduty	DisassociateFromAdministratorAccount	member	Removed	refuse	\N	not_a_member	\N
guardduty	DisassociateFromAdministratorAccount	member	Resigned	refuse	\N	not_a_member	\N
guardduty	UpdateDetector enable=true	member	None	keep	\N	\N	\N
guardduty	UpdateDetector enable=true	member	Created	keep	\N	\N	\N
guardduty	UpdateDetector enable=true	member	Invited	keep	\N	\N	\N
guardduty	UpdateDetector enable=true	member	Enabled	keep	\N	\N	\N
guardduty	UpdateDetector enable=true	member	Disabled	change	Enabled	\N	\N
guardduty	UpdateDetector enable=true	member	Removed	keep	\N	\N	\N
guardduty	UpdateDetector enable=true	member	Resigned	keep	\N	\N	\N
guardduty	UpdateDetector enable=false	member	None	keep	\N	\N	\N
guardduty	UpdateDetector enable=false	member	Created	keep	\N	\N	\N
guardduty	UpdateDetector enable=false	member	Invited	keep	\N	\N	\N
guardduty	UpdateDetector enable=false	member	Enabled	change	Disabled	\N	\N
guardduty	UpdateDetector enable=false	member	Disabled	keep	\N	\N	\N
guardduty	UpdateDetector enable=false	member	Removed	keep	\N	\N	\N
guardduty	UpdateDetector enable=false	member	Resigned	keep	\N	\N	\N
guardduty	DeleteDetector	administrator	None	keep	\N	\N	\N
guardduty	DeleteDetector	administrator	Created	remove	\N	\N	\N
guardduty	DeleteDetector	administrator	Removed	remove	\N	\N	\N
guardduty	DeleteDetector	administrator	Resigned	remove	\N	\N	\N
guardduty	DeleteDetector	administrator	Disabled	refuse	\N	delete_detector_refused	\N
guardduty	DeleteDetector	administrator	Enabled	refuse	\N	delete_detector_refused	\N
guardduty	DeleteDetector	administrator	Invited	refuse	\N	delete_detector_refused	\N
guardduty	DeleteDetector	member	None	keep	\N	\N	\N
guardduty	DeleteDetector	member	Created	keep	\N	\N	\N
guardduty	DeleteDetector	member	Invited	keep	\N	\N	\N
guardduty	DeleteDetector	member	Enabled	change	Removed	\N	\N
guardduty	DeleteDetector	member	Disabled	change	Removed	\N	\N
guardduty	DeleteDetector	member	Removed	keep	\N	\N	\N
guardduty	DeleteDetector	member	Resigned	keep	\N	\N	\N
securityhub	DisassociateMembers	administrator	Created	keep	\N	\N	Security Hub only: Terraform disassociates before it deletes, invited or not.
securityhub	AcceptAdministratorInvitation	member	Resigned	change	Enabled	\N	The invitation survives a decline and a disassociation until one side deletes it.
securityhub	DeclineInvitations	member	Resigned	keep	\N	\N	AWS's answer is not known. Success: a decline repeated after a lost answer is no error.
securityhub	DeleteInvitations	administrator	Invited	change	Created	\N	The API reference's reading: the administrator withdraws the invitation that it sent.
securityhub	DisableSecurityHub	administrator	Invited	remove	\N	\N	Nobody can accept the invitation of an account that has no hub, so it goes with the hub.
securityhub	DisableSecurityHub	member	Invited	keep	\N	\N	The invitation waits for the hub's return; without a hub it cannot be accepted.
guardduty	AcceptAdministratorInvitation	member	Resigned	change	Enabled	\N	The invitation survives a decline and a disassociation until one side deletes it.
guardduty	DeclineInvitations	member	Resigned	keep	\N	\N	AWS's answer is not known. Success: a decline repeated after a lost answer is no error.
guardduty	DeleteInvitations	administrator	Invited	change	Created	\N	The API reference's reading: the administrator withdraws the invitation that it sent.
guardduty	UpdateMemberDetectors	administrator	None	refuse	\N	not_associated	\N
guardduty	UpdateMemberDetectors	administrator	Created	refuse	\N	not_associated	\N
guardduty	UpdateMemberDetectors	administrator	Invited	refuse	\N	not_associated	\N
guardduty	UpdateMemberDetectors	administrator	Enabled	keep	\N	\N	\N
guardduty	UpdateMemberDetectors	administrator	Disabled	keep	\N	\N	\N
guardduty	UpdateMemberDetectors	administrator	Removed	refuse	\N	not_associated	\N
guardduty	UpdateMemberDetectors	administrator	Resigned	refuse	\N	not_associated	\N
\.

SELECT pg_catalog.setval('memberhub.audit_event_sequence', 16, true);

ALTER TABLE ONLY memberhub.access_key
    ADD CONSTRAINT access_key_pkey PRIMARY KEY (access_key_id);

ALTER TABLE ONLY memberhub.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY memberhub.audit_event
    ADD CONSTRAINT audit_event_pkey PRIMARY KEY (sequence, event_time);

ALTER TABLE ONLY memberhub.audit_event_2020_01
    ADD CONSTRAINT audit_event_2020_01_pkey PRIMARY KEY (sequence, event_time);

ALTER TABLE ONLY memberhub.audit_event_2020_02
    ADD CONSTRAINT audit_event_2020_02_pkey PRIMARY KEY (sequence, event_time);

ALTER TABLE ONLY memberhub.audit_event_2020_03
    ADD CONSTRAINT audit_event_2020_03_pkey PRIMARY KEY (sequence, event_time);

ALTER TABLE ONLY memberhub.audit_event_2020_04
    ADD CONSTRAINT audit_event_2020_04_pkey PRIMARY KEY (sequence, event_time);

ALTER TABLE ONLY memberhub.audit_event_2020_05
    ADD CONSTRAINT audit_event_2020_05_pkey PRIMARY KEY (sequence, event_time);

ALTER TABLE ONLY memberhub.audit_seal_account
    ADD CONSTRAINT audit_seal_account_pkey PRIMARY KEY (number, account_id);

ALTER TABLE ONLY memberhub.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (number);

ALTER TABLE ONLY memberhub.detector_setting
    ADD CONSTRAINT detector_setting_pkey PRIMARY KEY (service, region, account_id, feature_name, addition);

ALTER TABLE ONLY memberhub.enrollment
    ADD CONSTRAINT enrollment_pkey PRIMARY KEY (service, region, account_id);

ALTER TABLE ONLY memberhub.fault_catalogue
    ADD CONSTRAINT fault_catalogue_pkey PRIMARY KEY (name, dialect);

ALTER TABLE ONLY memberhub.feature
    ADD CONSTRAINT feature_pkey PRIMARY KEY (name, addition);

ALTER TABLE ONLY memberhub.feature
    ADD CONSTRAINT feature_position_once UNIQUE ("position");

ALTER TABLE ONLY memberhub.relationship
    ADD CONSTRAINT relationship_pkey PRIMARY KEY (service, region, administrator_id, member_id);

ALTER TABLE ONLY memberhub.retry_key
    ADD CONSTRAINT retry_key_pkey PRIMARY KEY (key);

ALTER TABLE ONLY memberhub.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (version);

ALTER TABLE ONLY memberhub.standard
    ADD CONSTRAINT standard_pkey PRIMARY KEY (standard_id);

ALTER TABLE ONLY memberhub.standards_subscription
    ADD CONSTRAINT standards_subscription_pkey PRIMARY KEY (service, region, account_id, standard_id);

ALTER TABLE ONLY memberhub.state_transition
    ADD CONSTRAINT state_transition_pkey PRIMARY KEY (service, operation, caller, from_state);

CREATE INDEX access_key_by_account ON memberhub.access_key USING btree (account_id, access_key_id);

CREATE INDEX audit_event_by_account ON ONLY memberhub.audit_event USING btree (account_id, event_time, sequence);

CREATE INDEX audit_event_2020_01_account_id_event_time_sequence_idx ON memberhub.audit_event_2020_01 USING btree (account_id, event_time, sequence);

CREATE INDEX audit_event_by_transaction ON ONLY memberhub.audit_event USING btree (transaction_id, sequence);

CREATE INDEX audit_event_2020_01_transaction_id_sequence_idx ON memberhub.audit_event_2020_01 USING btree (transaction_id, sequence);

CREATE INDEX audit_event_2020_02_account_id_event_time_sequence_idx ON memberhub.audit_event_2020_02 USING btree (account_id, event_time, sequence);

CREATE INDEX audit_event_2020_02_transaction_id_sequence_idx ON memberhub.audit_event_2020_02 USING btree (transaction_id, sequence);

CREATE INDEX audit_event_2020_03_account_id_event_time_sequence_idx ON memberhub.audit_event_2020_03 USING btree (account_id, event_time, sequence);

CREATE INDEX audit_event_2020_03_transaction_id_sequence_idx ON memberhub.audit_event_2020_03 USING btree (transaction_id, sequence);

CREATE INDEX audit_event_2020_04_account_id_event_time_sequence_idx ON memberhub.audit_event_2020_04 USING btree (account_id, event_time, sequence);

CREATE INDEX audit_event_2020_04_transaction_id_sequence_idx ON memberhub.audit_event_2020_04 USING btree (transaction_id, sequence);

CREATE INDEX audit_event_2020_05_account_id_event_time_sequence_idx ON memberhub.audit_event_2020_05 USING btree (account_id, event_time, sequence);

CREATE INDEX audit_event_2020_05_transaction_id_sequence_idx ON memberhub.audit_event_2020_05 USING btree (transaction_id, sequence);

CREATE INDEX relationship_associated ON memberhub.relationship USING btree (service, region, administrator_id, member_id) WHERE ((state = ANY (ARRAY['Enabled'::text, 'Disabled'::text])) AND (administrator_id > ''::text));

COMMENT ON INDEX memberhub.relationship_associated IS 'The associated members of an administrator, in pages. Partial, as every index here but the key is: an index that begins like the key tempts the planner to look for one row among all of an administrator''s. A query must say administrator_id > '''' to use it.';

CREATE INDEX relationship_invitations ON memberhub.relationship USING btree (service, region, member_id, invited_at, administrator_id) WHERE (invitation_id IS NOT NULL);

CREATE UNIQUE INDEX relationship_one_administrator ON memberhub.relationship USING btree (service, region, member_id) WHERE (state = ANY (ARRAY['Enabled'::text, 'Disabled'::text]));

COMMENT ON INDEX memberhub.relationship_one_administrator IS 'A member has at most one administrator in a service and region.';

CREATE INDEX retry_key_by_age ON memberhub.retry_key USING btree (created_at);

ALTER INDEX memberhub.audit_event_by_account ATTACH PARTITION memberhub.audit_event_2020_01_account_id_event_time_sequence_idx;

ALTER INDEX memberhub.audit_event_pkey ATTACH PARTITION memberhub.audit_event_2020_01_pkey;

ALTER INDEX memberhub.audit_event_by_transaction ATTACH PARTITION memberhub.audit_event_2020_01_transaction_id_sequence_idx;

ALTER INDEX memberhub.audit_event_by_account ATTACH PARTITION memberhub.audit_event_2020_02_account_id_event_time_sequence_idx;

ALTER INDEX memberhub.audit_event_pkey ATTACH PARTITION memberhub.audit_event_2020_02_pkey;

ALTER INDEX memberhub.audit_event_by_transaction ATTACH PARTITION memberhub.audit_event_2020_02_transaction_id_sequence_idx;

ALTER INDEX memberhub.audit_event_by_account ATTACH PARTITION memberhub.audit_event_2020_03_account_id_event_time_sequence_idx;

ALTER INDEX memberhub.audit_event_pkey ATTACH PARTITION memberhub.audit_event_2020_03_pkey;

ALTER INDEX memberhub.audit_event_by_transaction ATTACH PARTITION memberhub.audit_event_2020_03_transaction_id_sequence_idx;

ALTER INDEX memberhub.audit_event_by_account ATTACH PARTITION memberhub.audit_event_2020_04_account_id_event_time_sequence_idx;

ALTER INDEX memberhub.audit_event_pkey ATTACH PARTITION memberhub.audit_event_2020_04_pkey;

ALTER INDEX memberhub.audit_event_by_transaction ATTACH PARTITION memberhub.audit_event_2020_04_transaction_id_sequence_idx;

ALTER INDEX memberhub.audit_event_by_account ATTACH PARTITION memberhub.audit_event_2020_05_account_id_event_time_sequence_idx;

ALTER INDEX memberhub.audit_event_pkey ATTACH PARTITION memberhub.audit_event_2020_05_pkey;

ALTER INDEX memberhub.audit_event_by_transaction ATTACH PARTITION memberhub.audit_event_2020_05_transaction_id_sequence_idx;

CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON memberhub.audit_event FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();

ALTER TABLE memberhub.audit_event ENABLE ALWAYS TRIGGER audit_event_append_only;

CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON memberhub.audit_event_2020_01 FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();

ALTER TABLE memberhub.audit_event_2020_01 ENABLE ALWAYS TRIGGER audit_event_append_only;

CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON memberhub.audit_event_2020_02 FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();

ALTER TABLE memberhub.audit_event_2020_02 ENABLE ALWAYS TRIGGER audit_event_append_only;

CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON memberhub.audit_event_2020_03 FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();

ALTER TABLE memberhub.audit_event_2020_03 ENABLE ALWAYS TRIGGER audit_event_append_only;

CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON memberhub.audit_event_2020_04 FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();

ALTER TABLE memberhub.audit_event_2020_04 ENABLE ALWAYS TRIGGER audit_event_append_only;

CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON memberhub.audit_event_2020_05 FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();

ALTER TABLE memberhub.audit_event_2020_05 ENABLE ALWAYS TRIGGER audit_event_append_only;

CREATE TRIGGER audit_seal_account_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON memberhub.audit_seal_account FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();

ALTER TABLE memberhub.audit_seal_account ENABLE ALWAYS TRIGGER audit_seal_account_append_only;

CREATE TRIGGER audit_seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON memberhub.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();

ALTER TABLE memberhub.audit_seal ENABLE ALWAYS TRIGGER audit_seal_append_only;

ALTER TABLE ONLY memberhub.access_key
    ADD CONSTRAINT access_key_account_fkey FOREIGN KEY (account_id) REFERENCES memberhub.account(account_id);

ALTER TABLE ONLY memberhub.audit_seal_account
    ADD CONSTRAINT audit_seal_account_seal_fkey FOREIGN KEY (number) REFERENCES memberhub.audit_seal(number);

ALTER TABLE ONLY memberhub.detector_setting
    ADD CONSTRAINT detector_setting_enrollment_fkey FOREIGN KEY (service, region, account_id) REFERENCES memberhub.enrollment(service, region, account_id);

ALTER TABLE ONLY memberhub.detector_setting
    ADD CONSTRAINT detector_setting_feature_fkey FOREIGN KEY (feature_name, addition) REFERENCES memberhub.feature(name, addition);

ALTER TABLE ONLY memberhub.relationship
    ADD CONSTRAINT relationship_administrator_fkey FOREIGN KEY (service, region, administrator_id) REFERENCES memberhub.enrollment(service, region, account_id);

ALTER TABLE ONLY memberhub.relationship
    ADD CONSTRAINT relationship_member_fkey FOREIGN KEY (service, region, member_id) REFERENCES memberhub.enrollment(service, region, account_id);

ALTER TABLE ONLY memberhub.standards_subscription
    ADD CONSTRAINT standards_subscription_enrollment_fkey FOREIGN KEY (service, region, account_id) REFERENCES memberhub.enrollment(service, region, account_id);

ALTER TABLE ONLY memberhub.standards_subscription
    ADD CONSTRAINT standards_subscription_standard_fkey FOREIGN KEY (standard_id) REFERENCES memberhub.standard(standard_id);

GRANT USAGE ON SCHEMA memberhub TO memberhub_app;
GRANT USAGE ON SCHEMA memberhub TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.accept_administrator_invitation(p_caller memberhub.caller, p_administrator_id text, p_invitation_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.accept_administrator_invitation(p_caller memberhub.caller, p_administrator_id text, p_invitation_id text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.access_holds(p_caller memberhub.caller) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.account_add(p_account_id text, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.account_add(p_account_id text, p_name text) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.account_list() FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.account_list() TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.account_set_status(p_account_id text, p_status text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.account_set_status(p_account_id text, p_status text) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.administrator_of(p_service text, p_region text, p_account_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.assume_role(p_caller memberhub.caller, p_role_arn text, p_session_name text, p_duration_s integer, p_access_key_id text, p_may_assume boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.assume_role(p_caller memberhub.caller, p_role_arn text, p_session_name text, p_duration_s integer, p_access_key_id text, p_may_assume boolean) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.audit_append(p_entries memberhub.audit_entry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_counts() FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_counts() TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.audit_effects_kept(p_from timestamp with time zone, p_to timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_event_json(p_event memberhub.audit_event) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_events_page(p_transaction text, p_sequence bigint, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_events_page(p_transaction text, p_sequence bigint, p_limit integer) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.audit_export_page(p_account_id text, p_from timestamp with time zone, p_to timestamp with time zone, p_after_time timestamp with time zone, p_after_sequence bigint, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_export_page(p_account_id text, p_from timestamp with time zone, p_to timestamp with time zone, p_after_time timestamp with time zone, p_after_sequence bigint, p_limit integer) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.audit_lag() FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_lag() TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.netstring(p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_leaf(p_transaction_id xid8, p_sequence bigint, p_event_id uuid, p_account_id text, p_service text, p_region text, p_event_name text, p_event_time timestamp with time zone, p_effects json, p_record text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_maintain(p_retention_days integer, OUT made text[], OUT dropped text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_maintain(p_retention_days integer, OUT made text[], OUT dropped text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.audit_matches(p_event memberhub.audit_event, p_attribute_key text, p_attribute_value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_partition_drop(p_name text, p_from timestamp with time zone, p_to timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_partition_make(p_month date) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_record(p_batch bytea, p_events jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_record(p_batch bytea, p_events jsonb) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.audit_refuse_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_relationships_page(p_after text[], p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_relationships_page(p_after text[], p_limit integer) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.audit_resources(p_event memberhub.audit_event) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_response(p_caller memberhub.caller, p_result json) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.audit_seal_accounts(p_number bigint, p_account_id text, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_seal_accounts(p_number bigint, p_account_id text, p_limit integer) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.audit_seal_append(p_number bigint, p_record text, p_signature bytea, p_from text, p_to text, p_accounts text[], p_events bigint[], p_roots bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_seal_append(p_number bigint, p_record text, p_signature bytea, p_from text, p_to text, p_accounts text[], p_events bigint[], p_roots bytea[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.audit_seal_confirm() FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_seal_confirm() TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.audit_seal_last() FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_seal_last() TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.audit_seal_lock() FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_seal_lock() TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.audit_seals(p_after bigint, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_seals(p_after bigint, p_limit integer) TO memberhub_app;
GRANT ALL ON FUNCTION memberhub.audit_seals(p_after bigint, p_limit integer) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.audit_tail(p_after text, p_account_id text, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_tail(p_after text, p_account_id text, p_limit integer) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.audit_transitions() FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_transitions() TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.audit_unsealed(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.audit_unsealed(p_limit integer) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.audit_username(p_identity json) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.batch_disable_standards(p_caller memberhub.caller, p_subscription_arns text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.batch_disable_standards(p_caller memberhub.caller, p_subscription_arns text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.batch_enable_standards(p_caller memberhub.caller, p_standards_arns text[], p_inputs jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.batch_enable_standards(p_caller memberhub.caller, p_standards_arns text[], p_inputs jsonb) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.call_begin(p_caller memberhub.caller, p_operation text, p_account_ids text[], OUT proceed boolean, OUT stored memberhub.answer) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.call_begin_as_member(p_caller memberhub.caller, p_operation text, OUT proceed boolean, OUT stored memberhub.answer, OUT administrator_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.call_end(p_caller memberhub.caller, p_fault text, p_arguments text[], p_result json, p_effects json) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.create_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_tags jsonb, p_features jsonb, p_data_sources jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.create_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_tags jsonb, p_features jsonb, p_data_sources jsonb) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.create_members(p_caller memberhub.caller, p_account_ids text[], p_emails text[], p_member_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.create_members(p_caller memberhub.caller, p_account_ids text[], p_emails text[], p_member_limit integer) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.credential_get(p_access_key_id text, p_test_accounts boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.credential_get(p_access_key_id text, p_test_accounts boolean) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.decline_invitations(p_caller memberhub.caller, p_account_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.decline_invitations(p_caller memberhub.caller, p_account_ids text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.delete_detector(p_caller memberhub.caller) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.delete_detector(p_caller memberhub.caller) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.delete_invitations(p_caller memberhub.caller, p_account_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.delete_invitations(p_caller memberhub.caller, p_account_ids text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.delete_members(p_caller memberhub.caller, p_account_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.delete_members(p_caller memberhub.caller, p_account_ids text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.describe_hub(p_caller memberhub.caller, p_hub_arn text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.describe_hub(p_caller memberhub.caller, p_hub_arn text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.describe_standards(p_caller memberhub.caller, p_limit integer, p_after text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.describe_standards(p_caller memberhub.caller, p_limit integer, p_after text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.partition(p_region text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.detector_arn(p_region text, p_account_id text, p_detector_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.detector_set(p_caller memberhub.caller, p_account_ids text[], p_monitoring boolean, p_finding_publishing_frequency text, p_features jsonb, p_data_sources jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.detector_views(p_row memberhub.enrollment, p_base boolean, OUT data_sources json, OUT features json) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.disable_security_hub(p_caller memberhub.caller) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.disable_security_hub(p_caller memberhub.caller) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.disassociate_from_administrator_account(p_caller memberhub.caller) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.disassociate_from_administrator_account(p_caller memberhub.caller) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.disassociate_members(p_caller memberhub.caller, p_account_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.disassociate_members(p_caller memberhub.caller, p_account_ids text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.effects_joined(VARIADIC p_lists json[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.enable_security_hub(p_caller memberhub.caller, p_tags jsonb, p_default_standards boolean, p_control_finding_generator text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.enable_security_hub(p_caller memberhub.caller, p_tags jsonb, p_default_standards boolean, p_control_finding_generator text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.enrollment_begin(p_caller memberhub.caller, p_tags jsonb, p_there_fault text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.enrollment_end(p_caller memberhub.caller, p_operation text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.fault_store(p_name text, p_dialect text, p_error_code text, p_sentence text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.fault_text(p_caller memberhub.caller, p_fault text, p_arguments text[], OUT error_code text, OUT sentence text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.first_fault(p_result json) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.get_administrator_account(p_caller memberhub.caller) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.get_administrator_account(p_caller memberhub.caller) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.get_caller_identity(p_caller memberhub.caller) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.get_caller_identity(p_caller memberhub.caller) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.get_detector(p_caller memberhub.caller) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.get_detector(p_caller memberhub.caller) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.get_enabled_standards(p_caller memberhub.caller, p_subscription_arns text[], p_limit integer, p_after text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.get_enabled_standards(p_caller memberhub.caller, p_subscription_arns text[], p_limit integer, p_after text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.get_invitations_count(p_caller memberhub.caller) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.get_invitations_count(p_caller memberhub.caller) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.get_member_detectors(p_caller memberhub.caller, p_account_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.get_member_detectors(p_caller memberhub.caller, p_account_ids text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.get_members(p_caller memberhub.caller, p_account_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.get_members(p_caller memberhub.caller, p_account_ids text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.has_members(p_service text, p_region text, p_account_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.hub_arn(p_region text, p_account_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.invitation_id_mint(p_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.iso_time(p_time timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.invitation_json(p_row memberhub.relationship) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.invite_members(p_caller memberhub.caller, p_account_ids text[], p_invitation_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.invite_members(p_caller memberhub.caller, p_account_ids text[], p_invitation_limit integer) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.iso_second(p_time timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.json_elements(p_list jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.key_create(p_access_key_id text, p_account_id text, p_secret_sealed bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.key_create(p_access_key_id text, p_account_id text, p_secret_sealed bytea) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.key_delete(p_access_key_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.key_delete(p_access_key_id text) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.key_list(p_account_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.key_list(p_account_id text) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.key_set_status(p_access_key_id text, p_status text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.key_set_status(p_access_key_id text, p_status text) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.list_detectors(p_caller memberhub.caller, p_limit integer, p_after text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.list_detectors(p_caller memberhub.caller, p_limit integer, p_after text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.list_invitations(p_caller memberhub.caller, p_limit integer, p_after text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.list_invitations(p_caller memberhub.caller, p_limit integer, p_after text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.list_members(p_caller memberhub.caller, p_only_associated boolean, p_limit integer, p_after text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.list_members(p_caller memberhub.caller, p_only_associated boolean, p_limit integer, p_after text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.list_tags_for_resource(p_caller memberhub.caller, p_arn text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.list_tags_for_resource(p_caller memberhub.caller, p_arn text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.lookup_events(p_caller memberhub.caller, p_attribute_key text, p_attribute_value text, p_start_ms bigint, p_end_ms bigint, p_limit integer, p_after text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.lookup_events(p_caller memberhub.caller, p_attribute_key text, p_attribute_value text, p_start_ms bigint, p_end_ms bigint, p_limit integer, p_after text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.member_detector(p_row memberhub.relationship) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.member_json(p_row memberhub.relationship) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.membership_at(p_time timestamp with time zone, p_account_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.membership_at(p_time timestamp with time zone, p_account_id text) TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.migration_list() FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.migration_list() TO memberhub_admin;

REVOKE ALL ON FUNCTION memberhub.now_ms() FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.operator_event(p_event_name text, p_account_id text, p_parameters jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.processed(p_account_ids text[], p_result json) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.read_begin(p_caller memberhub.caller, p_operation text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.record_refusal(p_caller memberhub.caller, p_fault text, p_arguments text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.record_refusal(p_caller memberhub.caller, p_fault text, p_arguments text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.refusal(p_fault text, VARIADIC p_arguments text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.relationship_call(p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[], p_monitoring boolean, p_features jsonb, p_data_sources jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.relationship_census(p_page bigint, p_pages integer) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.relationship_census(p_page bigint, p_pages integer) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.relationship_transition(p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[], p_faults text[], p_emails text[], p_room bigint, p_room_fault text, OUT result json, OUT effects json) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.resource_arn(p_caller memberhub.caller) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.retry_horizon() FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.retry_key_sweep() FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.schema_status() FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.schema_status() TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.service_role_arn(p_region text, p_account_id text, p_service text, p_role text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.snapshot_until(p_before pg_snapshot, p_now pg_snapshot, p_last xid8) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.standard_arn(p_region text, p_standard memberhub.standard) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.standard_json(p_region text, p_standard memberhub.standard) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.start_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.start_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.stop_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.stop_monitoring_members(p_caller memberhub.caller, p_account_ids text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.subscription_arn(p_region text, p_account_id text, p_standard_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.subscription_json(p_row memberhub.standards_subscription, p_status text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.success(p_result json) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.system_event(p_event_name text, p_account_id text, p_service text, p_region text, p_parameters jsonb, p_effects json) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.tag_resource(p_caller memberhub.caller, p_arn text, p_tags jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.tag_resource(p_caller memberhub.caller, p_arn text, p_tags jsonb) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.test_account_open(p_account_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.test_account_open(p_account_id text) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.too_many_tags(p_tags jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.unenrolled(p_caller memberhub.caller, p_operation text) FROM PUBLIC;

REVOKE ALL ON FUNCTION memberhub.untag_resource(p_caller memberhub.caller, p_arn text, p_keys text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.untag_resource(p_caller memberhub.caller, p_arn text, p_keys text[]) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.update_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_features jsonb, p_data_sources jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.update_detector(p_caller memberhub.caller, p_enable boolean, p_finding_publishing_frequency text, p_features jsonb, p_data_sources jsonb) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.update_member_detectors(p_caller memberhub.caller, p_account_ids text[], p_features jsonb, p_data_sources jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.update_member_detectors(p_caller memberhub.caller, p_account_ids text[], p_features jsonb, p_data_sources jsonb) TO memberhub_app;

REVOKE ALL ON FUNCTION memberhub.update_security_hub_configuration(p_caller memberhub.caller, p_auto_enable_controls boolean, p_control_finding_generator text) FROM PUBLIC;
GRANT ALL ON FUNCTION memberhub.update_security_hub_configuration(p_caller memberhub.caller, p_auto_enable_controls boolean, p_control_finding_generator text) TO memberhub_app;

