-- What the tests share: callers, hubs, and answers without ids and times. Installed in the test
-- database only. Each test uses a region of its own, so that the tests share a database and nothing
-- else.

CREATE SCHEMA harness;
GRANT USAGE ON SCHEMA harness TO memberhub_app, memberhub_sealer, memberhub_admin;
-- The tests' helpers of their own; what the roles may by themselves is in functions/sql/grants.sql.
SELECT format('GRANT TEMPORARY ON DATABASE %I TO memberhub_app, memberhub_sealer, memberhub_admin',
              current_database()) \gexec

-- A caller as the program would send it, with the account's present epoch. Makes the account on
-- first use. p_detector_id: what the path names. p_signature: what it was signed with.
CREATE FUNCTION harness.caller(
    p_region text, p_account_id text, p_operation text, p_retry_key text DEFAULT NULL,
    p_parameters jsonb DEFAULT NULL, p_dialect text DEFAULT 'documented',
    p_service text DEFAULT 'securityhub', p_detector_id text DEFAULT NULL,
    p_signature text DEFAULT NULL, p_access_key_id text DEFAULT NULL
) RETURNS memberhub.caller
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, memberhub, pg_temp
AS $$
BEGIN
    INSERT INTO account (account_id, name) VALUES (p_account_id, 'test ' || p_account_id)
    ON CONFLICT DO NOTHING;
    RETURN ROW(p_account_id, (SELECT access_epoch FROM account WHERE account_id = p_account_id),
               jsonb_strip_nulls(jsonb_build_object('type', 'Root', 'accountId', p_account_id,
                                                    'accessKeyId', p_access_key_id)), p_service,
               p_region, p_operation,
               '00000000-0000-4000-8000-000000000000',
               sha256(convert_to(p_region || p_retry_key, 'UTF8')),
               '192.0.2.1', 'test agent', p_parameters, p_dialect, p_detector_id,
               jsonb_build_object('signature', encode(
                   sha256(convert_to(p_region || 'signed' || p_signature, 'UTF8')), 'hex')))::caller;
END
$$;

-- The account's detector, or zeros.
CREATE FUNCTION harness.detector(p_region text, p_account_id text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
RETURN coalesce((SELECT e.detector_id FROM memberhub.enrollment AS e
                 WHERE e.service = 'guardduty' AND e.region = p_region
                   AND e.account_id = p_account_id), repeat('0', 32));

-- A caller of an operation of GuardDuty, whose path names its own detector if nothing else is said.
CREATE FUNCTION harness.guard(
    p_region text, p_account_id text, p_operation text, p_detector_id text DEFAULT 'own',
    p_retry_key text DEFAULT NULL, p_parameters jsonb DEFAULT NULL, p_signature text DEFAULT NULL
) RETURNS memberhub.caller
LANGUAGE sql VOLATILE
RETURN harness.caller(
    p_region, p_account_id, p_operation, p_retry_key, p_parameters, 'guardduty', 'guardduty',
    CASE p_detector_id WHEN 'own' THEN harness.detector(p_region, p_account_id)
                       ELSE p_detector_id END,
    p_signature, CASE WHEN p_signature IS NOT NULL THEN p_account_id END);

-- A caller of either service, of an operation whose path names a detector where the service has
-- them.
CREATE FUNCTION harness.serve(
    p_service text, p_region text, p_account_id text, p_operation text,
    p_retry_key text DEFAULT NULL, p_signature text DEFAULT NULL
) RETURNS memberhub.caller
LANGUAGE sql VOLATILE
RETURN CASE p_service
    WHEN 'guardduty' THEN harness.guard(
        p_region, p_account_id, p_operation, 'own', p_retry_key, p_signature => p_signature)
    ELSE harness.caller(
        p_region, p_account_id, p_operation, p_retry_key, p_signature => p_signature,
        p_access_key_id => CASE WHEN p_signature IS NOT NULL THEN p_account_id END) END;

-- A row of the fault table in place of the program's.
CREATE FUNCTION harness.fault(p_name text, p_dialect text, p_error_code text, p_sentence text)
RETURNS void
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO memberhub.fault_catalogue (name, dialect, error_code, sentence)
    VALUES (p_name, p_dialect, p_error_code, p_sentence)
    ON CONFLICT ON CONSTRAINT fault_catalogue_pkey
        DO UPDATE SET error_code = excluded.error_code, sentence = excluded.sentence;
END;

-- An answer on one line, with <time> and <id> for what differs from run to run.
CREATE FUNCTION harness.show(p_answer memberhub.answer) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN concat_ws(
    ' ', coalesce('refused ' || (p_answer).fault, 'ok'), (p_answer).arguments::text,
    regexp_replace(regexp_replace(regexp_replace((p_answer).result::text,
        '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}Z', '<time>', 'g'),
        '"[0-9a-f]{32}"', '"<id>"', 'g'), '" : ', '": ', 'g'));

-- Likewise of a detector's two views, whose times are numbers.
CREATE FUNCTION harness.timeless(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN regexp_replace(p_text, '("updatedAt" ?: ?)[0-9]{10}\.[0-9]{3}', '\1<time>', 'g');

CREATE FUNCTION harness.invitation(
    p_region text, p_administrator_id text, p_member_id text,
    p_service text DEFAULT 'securityhub'
) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
RETURN (SELECT invitation_id FROM memberhub.relationship
        WHERE service = p_service AND region = p_region
          AND administrator_id = p_administrator_id
          AND member_id = p_member_id);

-- The time inside an invitation id: 41 bits of milliseconds after the first eight. Shifted as bits,
-- for the first of the 41 is not a sign.
CREATE FUNCTION harness.invitation_time(p_id text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE
RETURN timestamptz 'epoch'
    + (substring(('x' || p_id)::bit(128) FROM 9 FOR 41)::bit(64) >> 23)::bigint
      * interval '1 millisecond';

-- Hubs for these accounts, without standards.
CREATE FUNCTION harness.enable(p_region text, VARIADIC p_account_ids text[]) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_account_id text;
BEGIN
    FOREACH v_account_id IN ARRAY p_account_ids LOOP
        PERFORM memberhub.enable_security_hub(
            harness.caller(p_region, v_account_id, 'EnableSecurityHub'), NULL, false, NULL);
    END LOOP;
END
$$;

-- Detectors for these accounts.
CREATE FUNCTION harness.detect(p_region text, VARIADIC p_account_ids text[]) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_account_id text;
BEGIN
    FOREACH v_account_id IN ARRAY p_account_ids LOOP
        PERFORM memberhub.create_detector(
            harness.guard(p_region, v_account_id, 'CreateDetector', NULL), true, NULL, NULL, NULL,
            NULL);
    END LOOP;
END
$$;

-- Brings a relationship into a state, by the operations that lead there. Both accounts have hubs,
-- or detectors.
CREATE FUNCTION harness.bring(
    p_region text, p_administrator_id text, p_member_id text, p_state text,
    p_service text DEFAULT 'securityhub'
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    IF p_state <> 'None' THEN
        PERFORM memberhub.create_members(
            harness.serve(p_service, p_region, p_administrator_id, 'CreateMembers'),
            ARRAY[p_member_id],
            CASE p_service WHEN 'guardduty' THEN '{member@example.com}'::text[] END, 1000);
    END IF;
    IF p_state NOT IN ('None', 'Created') THEN
        PERFORM memberhub.invite_members(
            harness.serve(p_service, p_region, p_administrator_id, 'InviteMembers'),
            ARRAY[p_member_id], 1000);
    END IF;
    IF p_state IN ('Enabled', 'Disabled') THEN
        PERFORM memberhub.accept_administrator_invitation(
            harness.serve(p_service, p_region, p_member_id, 'AcceptAdministratorInvitation'),
            p_administrator_id,
            harness.invitation(p_region, p_administrator_id, p_member_id, p_service));
    ELSIF p_state = 'Removed' THEN
        PERFORM memberhub.disassociate_members(
            harness.serve(p_service, p_region, p_administrator_id, 'DisassociateMembers'),
            ARRAY[p_member_id]);
    ELSIF p_state = 'Resigned' THEN
        PERFORM memberhub.decline_invitations(
            harness.serve(p_service, p_region, p_member_id, 'DeclineInvitations'),
            ARRAY[p_administrator_id]);
    END IF;
    IF p_state = 'Disabled' THEN
        PERFORM memberhub.stop_monitoring_members(
            harness.guard(p_region, p_administrator_id, 'StopMonitoringMembers'),
            ARRAY[p_member_id]);
    END IF;
END
$$;

CREATE FUNCTION harness.states(p_region text)
RETURNS TABLE (administrator text, member text, state text)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT r.administrator_id, r.member_id, r.state FROM memberhub.relationship AS r
    WHERE r.region = p_region ORDER BY 1, 2;
END;

-- The region's events in order: who asked for what, and how it was refused.
CREATE FUNCTION harness.events(p_region text)
RETURNS TABLE (account text, event text, error text, response text)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT e.account_id, e.event_name, e.record::json ->> 'errorCode',
           e.record::json ->> 'responseElements'
    FROM memberhub.audit_event AS e WHERE e.region = p_region ORDER BY e.sequence;
END;

-- Whether an event's hash is that of the form that the verifier computes, made here by other means:
-- over a list, byte by byte.
CREATE FUNCTION harness.hashed(p_event memberhub.audit_event) RETURNS boolean
LANGUAGE sql STABLE
RETURN p_event.leaf = (
    SELECT sha256(string_agg(part, ''::bytea ORDER BY place))
    FROM (
        SELECT 0 AS place, '\x00'::bytea AS part
        UNION ALL
        SELECT f.place, convert_to(length(convert_to(f.field, 'UTF8')) || ':', 'UTF8')
                        || convert_to(f.field, 'UTF8')
        FROM unnest(ARRAY[
            'memberhub-event-1', p_event.transaction_id::text, p_event.sequence::text,
            p_event.event_id::text, p_event.account_id, p_event.service, p_event.region,
            p_event.event_name, round(extract(epoch FROM p_event.event_time) * 1000)::text,
            coalesce(p_event.effects::text, ''), p_event.record
        ]) WITH ORDINALITY AS f (field, place)
    ) AS p);

-- Relationships of a region whose state is not what the effects of its events lead to, and effects
-- that begin where the one before did not end; none when the trail explains everything.
CREATE FUNCTION harness.unexplained(p_region text)
RETURNS TABLE (service text, administrator text, member text, told text, found text)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    WITH told AS (
        SELECT e.*, lag(e.to_state, 1, 'None') OVER w AS before_state,
               row_number() OVER w = count(*) OVER (
                   PARTITION BY e.service, e.administrator_id, e.member_id) AS is_last
        FROM memberhub.audit_effect AS e
        WHERE e.region = p_region
        WINDOW w AS (PARTITION BY e.service, e.administrator_id, e.member_id
                     ORDER BY e.sequence, e.position)
    ), stands AS (
        SELECT r.* FROM memberhub.relationship AS r WHERE r.region = p_region
    )
    SELECT t.service, t.administrator_id, t.member_id, t.before_state, t.from_state
    FROM told AS t WHERE t.from_state <> t.before_state
    UNION ALL
    SELECT coalesce(t.service, s.service), coalesce(t.administrator_id, s.administrator_id),
           coalesce(t.member_id, s.member_id), t.to_state, s.state
    FROM (SELECT * FROM told WHERE is_last) AS t
    FULL JOIN stands AS s ON s.service = t.service
        AND s.administrator_id = t.administrator_id AND s.member_id = t.member_id
    WHERE coalesce(t.to_state, 'None') <> coalesce(s.state, 'None');
END;

-- What must hold in a region whatever raced; gives the rules that are broken, none when all is
-- well.
CREATE FUNCTION harness.broken(p_region text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT 'two administrators: ' || member_id FROM memberhub.relationship
    WHERE region = p_region AND state IN ('Enabled', 'Disabled')
    GROUP BY service, member_id HAVING count(*) > 1
    UNION ALL
    SELECT 'administrator and member at once: ' || m.member_id FROM memberhub.relationship AS m
    JOIN memberhub.relationship AS a ON a.service = m.service AND a.region = m.region
        AND a.administrator_id = m.member_id
        AND a.state IN ('Created', 'Invited', 'Enabled', 'Disabled')
    WHERE m.region = p_region AND m.state IN ('Enabled', 'Disabled')
    UNION ALL
    SELECT 'associated without a hub: ' || r.administrator_id || ' ' || r.member_id
    FROM memberhub.relationship AS r
    JOIN memberhub.enrollment AS e ON e.service = r.service AND e.region = r.region
        AND e.account_id IN (r.administrator_id, r.member_id)
    WHERE r.region = p_region AND r.state IN ('Enabled', 'Disabled') AND NOT e.enabled
    UNION ALL
    SELECT 'relationships of an administrator without a hub: ' || r.administrator_id
    FROM memberhub.relationship AS r
    JOIN memberhub.enrollment AS e ON e.service = r.service AND e.region = r.region
        AND e.account_id = r.administrator_id
    WHERE r.region = p_region AND NOT e.enabled
    UNION ALL
    SELECT 'counts of its relationships are wrong: ' || e.account_id
    FROM memberhub.enrollment AS e
    WHERE e.region = p_region AND (e.members, e.members_active, e.members_invited) <> (
        SELECT count(*),
               count(*) FILTER (WHERE r.state IN ('Created', 'Invited', 'Enabled', 'Disabled')),
               count(*) FILTER (WHERE r.state = 'Invited')
        FROM memberhub.relationship AS r
        WHERE r.service = e.service AND r.region = e.region AND r.administrator_id = e.account_id)
    UNION ALL
    SELECT 'an enrollment of nobody: ' || e.account_id
    FROM memberhub.enrollment AS e
    WHERE e.region = p_region AND NOT e.enabled
      AND NOT EXISTS (SELECT FROM memberhub.relationship AS r
                      WHERE r.service = e.service AND r.region = e.region
                        AND e.account_id IN (r.administrator_id, r.member_id))
    UNION ALL
    SELECT 'relationship and detector disagree: ' || r.member_id || ' ' || r.state
    FROM memberhub.relationship AS r
    JOIN memberhub.enrollment AS e ON e.service = r.service AND e.region = r.region
        AND e.account_id = r.member_id
    WHERE r.region = p_region AND r.state IN ('Enabled', 'Disabled')
      AND e.monitoring <> (r.state = 'Enabled')
    UNION ALL
    SELECT 'settings of no detector: ' || s.account_id
    FROM memberhub.detector_setting AS s
    JOIN memberhub.enrollment AS e USING (service, region, account_id)
    WHERE s.region = p_region AND NOT e.enabled;
END;

-- Empties a region for the next permutation; the audit trail stays, being what it is.
CREATE FUNCTION harness.reset(p_region text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
AS $$
BEGIN
    DELETE FROM memberhub.relationship WHERE region = p_region;
    DELETE FROM memberhub.standards_subscription WHERE region = p_region;
    DELETE FROM memberhub.detector_setting WHERE region = p_region;
    DELETE FROM memberhub.finding WHERE region = p_region;
    DELETE FROM memberhub.product_subscription WHERE region = p_region;
    DELETE FROM memberhub.enrollment WHERE region = p_region;
    DELETE FROM memberhub.retry_key;
END
$$;

CREATE FUNCTION harness.product(p_region text, p_account_id text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN concat('arn:aws:securityhub:', p_region, ':', p_account_id, ':product/', p_account_id, '/default');

-- An import of one finding of the account's own product: [title, when it was updated].
CREATE FUNCTION harness.import(
    p_caller memberhub.caller, p_region text, p_account_id text, p_said text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    RETURN memberhub.batch_import_findings(p_caller, jsonb_build_object('failed', '[]'::jsonb, 'findings',
        jsonb_build_array(jsonb_build_object(
        'SchemaVersion', '2018-10-08', 'Id', 'one', 'ProductArn', harness.product(p_region, p_account_id),
        'GeneratorId', 'generator', 'AwsAccountId', p_account_id, 'CreatedAt', '2019-01-01T00:00:00Z',
        'UpdatedAt', p_said[2], 'Title', p_said[1], 'Description', 'description',
        'Severity', '{"Label": "LOW"}'::jsonb, 'Resources', '[{"Type": "Other", "Id": "x"}]'::jsonb))));
END
$$;

CREATE FUNCTION harness.findings(p_region text)
RETURNS TABLE (account_id text, title text, updated_at text, workflow text, history bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
AS $$
BEGIN
    RETURN QUERY SELECT f.account_id, f.document ->> 'Title', f.document ->> 'UpdatedAt', f.workflow_status,
           (SELECT count(*) FROM memberhub.finding_history AS h
            WHERE h.region = f.region AND h.account_id = f.account_id AND h.key = f.key)
    FROM memberhub.finding AS f WHERE f.region = p_region AND f.service = 'securityhub' ORDER BY 1, 2;
END
$$;

-- One call in region "race" (if nothing else is said), by a short name: what the steps of races/specs/*.spec do. (A function
-- of our own also because a step cannot hold a brace.)
CREATE FUNCTION harness.race(
    p_call text, p_account_id text, p_other_ids text[] DEFAULT NULL, p_retry_key text DEFAULT NULL,
    p_service text DEFAULT 'securityhub', p_region text DEFAULT 'race',
    p_signature text DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_caller memberhub.caller := harness.serve(
        p_service, p_region, p_account_id, p_call, p_retry_key, p_signature);
BEGIN
    RETURN harness.show(CASE p_call
        WHEN 'create' THEN memberhub.create_members(
            v_caller, p_other_ids,
            CASE p_service WHEN 'guardduty' THEN ARRAY(
                SELECT 'member@example.com' FROM unnest(p_other_ids)) END, 100)
        WHEN 'invite' THEN memberhub.invite_members(v_caller, p_other_ids, 100)
        WHEN 'disassociate' THEN memberhub.disassociate_members(v_caller, p_other_ids)
        WHEN 'delete' THEN memberhub.delete_members(v_caller, p_other_ids)
        WHEN 'decline' THEN memberhub.decline_invitations(v_caller, p_other_ids)
        WHEN 'delete_invitations' THEN memberhub.delete_invitations(v_caller, p_other_ids)
        WHEN 'accept' THEN memberhub.accept_administrator_invitation(
            v_caller, p_other_ids[1], harness.invitation(
                p_region, p_other_ids[1], p_account_id, p_service))
        WHEN 'leave' THEN
            memberhub.disassociate_from_administrator_account(v_caller)
        WHEN 'enable' THEN memberhub.enable_security_hub(v_caller, NULL, false, NULL)
        WHEN 'disable' THEN memberhub.disable_security_hub(v_caller)
        WHEN 'import' THEN harness.import(v_caller, p_region, p_account_id, p_other_ids)
        WHEN 'notify' THEN memberhub.batch_update_findings(
            v_caller, ARRAY['one'], ARRAY[harness.product(p_region, p_other_ids[1])], NULL, NULL, NULL, NULL, NULL,
            NULL, NULL, '{"Status": "NOTIFIED"}', NULL)
        WHEN 'create_detector' THEN memberhub.create_detector(
            v_caller, true, NULL, NULL, NULL, NULL)
        WHEN 'delete_detector' THEN memberhub.delete_detector(v_caller)
        WHEN 'suspend' THEN memberhub.update_detector(v_caller, false, NULL, NULL, NULL)
        WHEN 'resume' THEN memberhub.update_detector(v_caller, true, NULL, NULL, NULL)
        WHEN 'start' THEN memberhub.start_monitoring_members(v_caller, p_other_ids)
        WHEN 'stop' THEN memberhub.stop_monitoring_members(v_caller, p_other_ids)
        WHEN 'update_members' THEN memberhub.update_member_detectors(
            v_caller, p_other_ids, '[{"name": "S3_DATA_EVENTS", "status": "DISABLED"}]', NULL)
    END);
END
$$;

-- The same of GuardDuty.
CREATE FUNCTION harness.duty(
    p_call text, p_account_id text, VARIADIC p_other_ids text[] DEFAULT '{}'
) RETURNS text
LANGUAGE sql VOLATILE
RETURN harness.race(p_call, p_account_id, p_other_ids, p_service => 'guardduty');

-- Appends an empty seal behind the last one, without a real signature: the database does not check
-- it.
CREATE FUNCTION harness.seal_next() RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER
RETURN (
    SELECT memberhub.audit_seal_append(
        n.number, concat_ws(chr(10), 'memberhub-seal-1', 'number ' || n.number,
            'previous ' || n.previous, 'sealed-at 2020-11-22T10:00:00.123Z',
            'from-transaction ' || n.ended, 'to-transaction ' || n.ended, 'events 0',
            'accounts 0', 'root ' || repeat('a', 64), 'key 0123456789abcdef', ''),
        decode(repeat('00', 64), 'hex'), n.ended, n.ended, '{}', '{}', '{}')
    FROM (SELECT coalesce(max(s.number), 0) + 1 AS number,
                 coalesce((array_agg(s.to_transaction::text ORDER BY s.number DESC))[1], '0')
                     AS ended,
                 coalesce((array_agg(encode(
                     sha256(convert_to(s.record, 'UTF8') || s.signature), 'hex')
                     ORDER BY s.number DESC))[1], repeat('0', 64)) AS previous
          FROM memberhub.audit_seal AS s) AS n);
