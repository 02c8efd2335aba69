-- Helpers of the functions that the program calls. They have no settings of their own: each SET costs
-- a call more than a look by key, and whoever calls them, as their owner, has set the search path and
-- the mode of plans already.

CREATE OR REPLACE FUNCTION memberhub.refusal(p_fault text, VARIADIC p_arguments text[] DEFAULT NULL)
RETURNS memberhub.answer
LANGUAGE sql IMMUTABLE
RETURN ROW(p_fault, p_arguments, NULL)::memberhub.answer;
REVOKE ALL ON FUNCTION memberhub.refusal(text, text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.refusal(text, text[]) IS
    'The answer that refuses a read with a fault and its arguments.';

CREATE OR REPLACE FUNCTION memberhub.success(p_result json) RETURNS memberhub.answer
LANGUAGE sql IMMUTABLE
RETURN ROW(NULL, NULL, p_result)::memberhub.answer;
REVOKE ALL ON FUNCTION memberhub.success(json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.success(json) IS 'The answer of a read that succeeded.';

CREATE OR REPLACE FUNCTION memberhub.access_holds(p_caller memberhub.caller) RETURNS boolean
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM account AS a
        WHERE a.account_id = p_caller.account_id AND a.access_epoch = p_caller.access_epoch
          AND a.status = 'active');
END
$$;
REVOKE ALL ON FUNCTION memberhub.access_holds(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.access_holds(memberhub.caller) IS
    'Whether the caller''s account is still active and as it was when the call was authorised.';

CREATE OR REPLACE FUNCTION memberhub.unenrolled(
    p_caller memberhub.caller, p_operation text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_fault text;
BEGIN
    IF p_operation IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT o.unenrolled INTO v_fault FROM operation AS o
    WHERE o.service = p_caller.service AND o.name = p_operation;
    IF NOT FOUND THEN
        -- Nobody is let in because a row is missing.
        RAISE EXCEPTION '% has no operation %', p_caller.service, p_operation;
    ELSIF v_fault IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN refusal(v_fault, p_caller.account_id);
END
$$;
REVOKE ALL ON FUNCTION memberhub.unenrolled(memberhub.caller, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.unenrolled(memberhub.caller, text) IS
    'How an operation, by its modern name, refuses a caller without a hub, or one whose detector '
    'is not there or not the one that the path names. NULL: it needs none.';

CREATE OR REPLACE FUNCTION memberhub.read_begin(
    p_caller memberhub.caller, p_operation text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE
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
REVOKE ALL ON FUNCTION memberhub.read_begin(memberhub.caller, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.read_begin(memberhub.caller, text) IS
    'First call of every operation that only reads: NULL, or the refusal (access_changed, or that '
    'of unenrolled() for p_operation) to return. Locks nothing.';

CREATE OR REPLACE FUNCTION memberhub.retry_horizon() RETURNS timestamptz
LANGUAGE sql VOLATILE
RETURN clock_timestamp() - interval '24 hours';
REVOKE ALL ON FUNCTION memberhub.retry_horizon() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.retry_horizon() IS
    'Retry keys from before have expired: an SDK''s retries end within minutes; a later repeat '
    'meets the state machine.';

CREATE OR REPLACE FUNCTION memberhub.retry_key_sweep() RETURNS void
LANGUAGE plpgsql VOLATILE
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
REVOKE ALL ON FUNCTION memberhub.retry_key_sweep() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.retry_key_sweep() IS
    'Removes two keys that have expired, for each one that comes: so the table stays as small as a '
    'day''s keys, and nobody has to sweep it. A session goes on where its last sweep ended; what '
    'was left behind that, as by a call that was rolled back, is for the next session.';

CREATE OR REPLACE FUNCTION memberhub.call_signature(p_caller memberhub.caller) RETURNS bytea
LANGUAGE sql IMMUTABLE
RETURN decode((p_caller).facts ->> 'signature', 'hex');
REVOKE ALL ON FUNCTION memberhub.call_signature(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.call_signature(memberhub.caller) IS
    'What names the access key of a call and its signature: 32 bytes, or NULL where nobody signed.';

CREATE OR REPLACE FUNCTION memberhub.retry_key_is_meant_anew(
    p_caller memberhub.caller, p_known memberhub.retry_key
) RETURNS boolean
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    -- The age finds those that may come after p_known, the number says whether they do: ten seconds
    -- are more than a clock is set back by.
    RETURN now() < p_known.arrived_at + interval '2 seconds' AND EXISTS (
        SELECT FROM retry_key AS o
        WHERE o.created_at >= p_known.created_at - interval '10 seconds'
          AND o.account_id = p_known.account_id AND o.number > p_known.number
          AND o.access_key_id = p_known.access_key_id AND o.service = p_known.service
          AND o.region = p_known.region AND o.fault IS NULL
          AND o.key IS DISTINCT FROM o.signature);
END
$$;
REVOKE ALL ON FUNCTION memberhub.retry_key_is_meant_anew(memberhub.caller, memberhub.retry_key)
    FROM PUBLIC;
COMMENT ON FUNCTION memberhub.retry_key_is_meant_anew(memberhub.caller, memberhub.retry_key) IS
    'Whether a call under the signature of p_known is a new one: it comes within 2 s of the first '
    'under that signature, and its caller (the access key, in its service and region) has changed '
    'something else since p_known. Clients that sign no date finer than a second and name no calls '
    'do so.';

CREATE OR REPLACE FUNCTION memberhub.retry_key_find(p_caller memberhub.caller)
RETURNS memberhub.retry_key
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_horizon timestamptz := retry_horizon();
    v_signature bytea := call_signature(p_caller);
    v_known memberhub.retry_key;
BEGIN
    -- KEY SHARE gets in nobody's way, but is written to the log: so this commit, too, waits for a
    -- synchronous standby, and the answer is not given before the first one's change, whose own
    -- wait may have been cut short, is there as well.
    SELECT k.* INTO v_known FROM retry_key AS k
    WHERE k.key = p_caller.retry_key AND k.account_id = p_caller.account_id
      AND k.created_at >= v_horizon
    FOR KEY SHARE;
    IF FOUND THEN
        IF v_known.signature IS DISTINCT FROM v_signature THEN
            -- Signed anew by its client, or known under this signature already: whoever has these
            -- bytes shall get nothing but this answer for them, whatever they call them.
            INSERT INTO retry_key (key, account_id, access_key_id, service, region, signature,
                                   fault, arguments, result)
            SELECT v_signature, v_known.account_id, v_known.access_key_id, v_known.service,
                   v_known.region, v_signature, v_known.fault, v_known.arguments, v_known.result
            WHERE v_signature IS NOT NULL
            ON CONFLICT DO NOTHING;
            -- Whoever tries again and again would else leave more rows than the changes take away.
            PERFORM retry_key_sweep();
        END IF;
        RETURN v_known;
    END IF;
    SELECT k.* INTO v_known FROM retry_key AS k
    WHERE k.signature = v_signature AND k.account_id = p_caller.account_id
      AND k.created_at >= v_horizon
    FOR KEY SHARE;
    IF NOT FOUND OR NOT retry_key_is_meant_anew(p_caller, v_known) THEN
        RETURN v_known;
    END IF;
    UPDATE retry_key AS k SET successor = p_caller.retry_key
    WHERE k.key = v_known.key AND k.signature = v_signature;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'another call took the signature over'
            USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION memberhub.retry_key_find(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.retry_key_find(memberhub.caller) IS
    'The stored answer that a call gets, being one that has been carried out: by its key, which '
    'its client''s retries share, or else by its signature, unless it is meant anew; NULL for a '
    'call to carry out. Called under the caller''s lock.';

CREATE OR REPLACE FUNCTION memberhub.retry_key_take_over(
    p_caller memberhub.caller, p_fault text, p_arguments text[], p_result json
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_signature bytea := call_signature(p_caller);
    v_arrived_at timestamptz;
BEGIN
    DELETE FROM retry_key AS k
    WHERE (k.key = p_caller.retry_key OR k.signature = v_signature)
      AND k.created_at < retry_horizon();
    UPDATE retry_key AS k SET signature = NULL
    WHERE k.signature = v_signature AND k.successor = p_caller.retry_key
    RETURNING k.arrived_at INTO v_arrived_at;
    INSERT INTO retry_key (key, account_id, access_key_id, service, region, signature, arrived_at,
                           fault, arguments, result)
    VALUES (p_caller.retry_key, p_caller.account_id, p_caller.identity ->> 'accessKeyId',
            p_caller.service, p_caller.region, v_signature, coalesce(v_arrived_at, now()),
            p_fault, p_arguments, p_result)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'another try of this call came first'
            USING ERRCODE = 'serialization_failure';
    END IF;
END
$$;
REVOKE ALL ON FUNCTION memberhub.retry_key_take_over(memberhub.caller, text, text[], json)
    FROM PUBLIC;
COMMENT ON FUNCTION memberhub.retry_key_take_over(memberhub.caller, text, text[], json) IS
    'Stores the answer of a call whose key or signature is there: of a call that expired, or of '
    'one whose successor it is; then the first call''s arrival goes along, so that repetitions '
    'move it no further. Raises serialization_failure where it is another try of the call.';

CREATE OR REPLACE FUNCTION memberhub.call_begin(
    p_caller memberhub.caller, p_operation text, p_account_ids text[] DEFAULT '{}',
    OUT proceed boolean, OUT stored memberhub.answer
)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_enrolled boolean;
    -- A caller that will be refused has no business with the locks of others.
    v_allowed boolean := read_begin(p_caller, p_operation) IS NULL;
    v_account_ids text[] :=
        CASE WHEN v_allowed THEN p_account_ids ELSE '{}' END || p_caller.account_id;
    v_signature bytea := call_signature(p_caller);
    v_known memberhub.retry_key;
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
    -- answer here. Hardly ever is there one.
    IF p_caller.retry_key IS NOT NULL
       AND EXISTS (SELECT FROM retry_key AS k WHERE k.key = p_caller.retry_key
                   UNION ALL
                   SELECT FROM retry_key AS k WHERE k.signature = v_signature)
    THEN
        v_known := retry_key_find(p_caller);
        IF v_known.key IS NOT NULL THEN
            stored := ROW(v_known.fault, v_known.arguments, v_known.result);
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
            -- A row that went while it was awaited, or that is being made, is not locked: the refusal
            -- would stand behind the enrollment in the trail.
            PERFORM enrollment_take_turn(p_caller);
            IF read_begin(p_caller, p_operation) IS NULL THEN
                RAISE EXCEPTION 'the caller was enrolled while its lock was awaited'
                    USING ERRCODE = 'serialization_failure';
            END IF;
            stored := call_end(p_caller, (stored).fault, (stored).arguments);
            RETURN;
        END IF;
    END IF;
    proceed := true;
END
$$;
REVOKE ALL ON FUNCTION memberhub.call_begin(memberhub.caller, text, text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.call_begin(memberhub.caller, text, text[]) IS
    'First call of every operation that changes something: locks the enrollments of the caller '
    'and of p_account_ids that exist, then checks the access epoch, looks the stored answer up and '
    'refuses a caller that unenrolled() refuses for p_operation (NULL: no enrollment is needed), '
    'whose p_account_ids are not locked. Raises serialization_failure, to be run again as a whole, '
    'when it came to be enrolled in between. proceed = false: the call is over, return stored and '
    'do nothing else.';

CREATE OR REPLACE FUNCTION memberhub.call_begin_as_member(
    p_caller memberhub.caller, p_operation text, p_account_ids text[] DEFAULT '{}',
    OUT proceed boolean, OUT stored memberhub.answer, OUT administrator_id text
)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_before text := administrator_of(p_caller.service, p_caller.region, p_caller.account_id);
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(
        p_caller, p_operation, p_account_ids || v_before);
    proceed := v_begun.proceed;
    stored := v_begun.stored;
    administrator_id := administrator_of(p_caller.service, p_caller.region, p_caller.account_id);
    IF proceed AND administrator_id <> coalesce(v_before, '') THEN
        RAISE EXCEPTION 'another administrator came while its lock was awaited'
            USING ERRCODE = 'serialization_failure';
    END IF;
END
$$;
REVOKE ALL ON FUNCTION memberhub.call_begin_as_member(memberhub.caller, text, text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.call_begin_as_member(memberhub.caller, text, text[]) IS
    'call_begin() that also locks the caller''s administrator, and names it (NULL: it has none). '
    'Raises serialization_failure, to be run again as a whole, when another administrator came in '
    'between.';

CREATE OR REPLACE FUNCTION memberhub.call_end(
    p_caller memberhub.caller, p_fault text DEFAULT NULL, p_arguments text[] DEFAULT NULL,
    p_result json DEFAULT NULL, p_effects json DEFAULT NULL
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM audit_append(ARRAY[ROW(p_caller, p_fault, p_arguments, p_result, p_effects, false,
                                   NULL)::audit_entry]);
    IF p_caller.retry_key IS NOT NULL THEN
        INSERT INTO retry_key (key, account_id, access_key_id, service, region, signature, fault,
                               arguments, result)
        VALUES (p_caller.retry_key, p_caller.account_id, p_caller.identity ->> 'accessKeyId',
                p_caller.service, p_caller.region, call_signature(p_caller), p_fault, p_arguments,
                p_result)
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            PERFORM retry_key_take_over(p_caller, p_fault, p_arguments, p_result);
        END IF;
        PERFORM retry_key_sweep();
    END IF;
    RETURN ROW(p_fault, p_arguments, p_result)::answer;
END
$$;
REVOKE ALL ON FUNCTION memberhub.call_end(memberhub.caller, text, text[], json, json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.call_end(memberhub.caller, text, text[], json, json) IS
    'Last call of every operation that changes something, refused or not: appends the one audit '
    'event, stores the answer under the retry key and the signature, and gives it. p_effects: what '
    'relationship_transition() moved, for the event alone. Raises serialization_failure, to be '
    'run again as a whole, when another try of the call stored its answer first.';
