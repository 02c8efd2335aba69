CREATE OR REPLACE FUNCTION memberhub.too_many_tags(p_tags jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (SELECT count(*) FROM jsonb_object_keys(p_tags)) > 50;
END
$$;
REVOKE ALL ON FUNCTION memberhub.too_many_tags(jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.too_many_tags(jsonb) IS
    'Whether these are more tags than a hub or a detector may have.';

CREATE OR REPLACE FUNCTION memberhub.resource_arn(p_caller memberhub.caller) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
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
REVOKE ALL ON FUNCTION memberhub.resource_arn(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.resource_arn(memberhub.caller) IS
    'The ARN of the caller''s hub or detector, which is what it can tag; NULL when it has none.';

CREATE OR REPLACE FUNCTION memberhub.enrollment_take_turn(p_caller memberhub.caller) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(
        concat_ws('/', p_caller.service, p_caller.region, p_caller.account_id), 0));
END
$$;
REVOKE ALL ON FUNCTION memberhub.enrollment_take_turn(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.enrollment_take_turn(memberhub.caller) IS
    'Lets those wait for each other who make an enrollment and who are refused for want of it: '
    'until it is made there is no row to lock. Who has the turn waits for the caller''s own row and '
    'for no other.';

CREATE OR REPLACE FUNCTION memberhub.enrollment_begin(
    p_caller memberhub.caller, p_tags jsonb, p_there_fault text
) RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_now timestamptz := now_ms();
BEGIN
    IF too_many_tags(p_tags) AND resource_arn(p_caller) IS NULL THEN
        RETURN 'tag_limit';
    END IF;
    -- The row may be new, and then call_begin() had nothing to lock: of two calls at once the
    -- second waits here.
    PERFORM enrollment_take_turn(p_caller);
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
REVOKE ALL ON FUNCTION memberhub.enrollment_begin(memberhub.caller, jsonb, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.enrollment_begin(memberhub.caller, jsonb, text) IS
    'Makes the caller''s hub or detector, with every setting at its default (p_tags NULL: none), '
    'and gives NULL; else the fault: p_there_fault when there is one already, or tag_limit.';

CREATE OR REPLACE FUNCTION memberhub.enrollments_keep(
    p_caller memberhub.caller, p_account_ids text[]
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    PERFORM FROM (SELECT DISTINCT u.account_id
                  FROM unnest(p_account_ids) AS u (account_id)
                  ORDER BY u.account_id) AS a
    CROSS JOIN LATERAL (
        SELECT FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = a.account_id
        LIMIT 1
        FOR KEY SHARE
    ) AS l;
END
$$;
REVOKE ALL ON FUNCTION memberhub.enrollments_keep(memberhub.caller, text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.enrollments_keep(memberhub.caller, text[]) IS
    'Keeps the enrollments among p_account_ids that exist until the call ends: '
    'enrollments_forget() waits for these locks, and they for it. Whoever uses a row does not.';

CREATE OR REPLACE FUNCTION memberhub.enrollments_forget(
    p_caller memberhub.caller, p_account_ids text[]
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_account_ids text[];
BEGIN
    -- First the lock: it waits for whoever is about to name the account, and keeps others from it.
    -- Then, in a statement of its own that sees what they committed, what nobody names.
    SELECT array_agg(l.account_id) INTO v_account_ids
    FROM (SELECT DISTINCT u.account_id
          FROM unnest(p_account_ids) AS u (account_id)
          ORDER BY u.account_id) AS a
    CROSS JOIN LATERAL (
        SELECT e.account_id FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = a.account_id AND NOT e.enabled
        LIMIT 1
        FOR UPDATE
    ) AS l;
    DELETE FROM enrollment AS e
    USING unnest(v_account_ids) AS a (account_id)
    -- LIMIT: one look by the whole key for each account, whatever the planner thinks of the
    -- region's size.
    CROSS JOIN LATERAL (
        SELECT l.ctid AS tuple_id FROM enrollment AS l
        WHERE l.service = p_caller.service AND l.region = p_caller.region
          AND l.account_id = a.account_id
        LIMIT 1
    ) AS t
    WHERE e.ctid = t.tuple_id
      AND (SELECT true FROM relationship AS r
           WHERE r.service = p_caller.service AND r.region = p_caller.region
             AND r.member_id = a.account_id
           LIMIT 1) IS NULL
      AND (SELECT true FROM relationship AS r
           WHERE r.service = p_caller.service AND r.region = p_caller.region
             AND r.administrator_id = a.account_id
           LIMIT 1) IS NULL;
END
$$;
REVOKE ALL ON FUNCTION memberhub.enrollments_forget(memberhub.caller, text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.enrollments_forget(memberhub.caller, text[]) IS
    'Removes the enrollments among p_account_ids, whose locks the caller holds, that are not '
    'enabled and that no relationship names any more.';

CREATE OR REPLACE FUNCTION memberhub.end_refused(
    p_caller memberhub.caller, p_operation text
) RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT t.fault
        FROM state_transition AS t
        WHERE t.service = p_caller.service AND t.operation = p_operation
          AND t.caller = 'administrator' AND t.outcome = 'refuse'
          AND EXISTS (SELECT FROM relationship AS r
                      WHERE r.service = p_caller.service AND r.region = p_caller.region
                        AND r.administrator_id = p_caller.account_id AND r.state = t.from_state)
        LIMIT 1);
END
$$;
REVOKE ALL ON FUNCTION memberhub.end_refused(memberhub.caller, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.end_refused(memberhub.caller, text) IS
    'The fault of the caller''s first relationship that forbids it to end its enrollment, or NULL.';

CREATE OR REPLACE FUNCTION memberhub.named_members(p_caller memberhub.caller) RETURNS text[]
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN ARRAY(
        SELECT r.member_id
        FROM relationship AS r
        CROSS JOIN LATERAL (
            SELECT e.enabled FROM enrollment AS e
            WHERE e.service = r.service AND e.region = r.region AND e.account_id = r.member_id
            LIMIT 1
        ) AS l
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.administrator_id = p_caller.account_id AND NOT l.enabled);
END
$$;
REVOKE ALL ON FUNCTION memberhub.named_members(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.named_members(memberhub.caller) IS
    'The caller''s members that are not enrolled themselves.';

CREATE OR REPLACE FUNCTION memberhub.enrollment_end(
    p_caller memberhub.caller, p_operation text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_refused text := end_refused(p_caller, p_operation);
    v_named text[] := CASE WHEN v_refused IS NULL THEN named_members(p_caller) ELSE '{}' END;
    v_members text[];
    v_administered json;
    v_left json;
BEGIN
    SELECT * INTO v_begun FROM call_begin_as_member(p_caller, p_operation, v_named);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    v_refused := end_refused(p_caller, p_operation);
    IF v_refused IS NOT NULL THEN
        RETURN call_end(p_caller, v_refused);
    END IF;
    v_members := ARRAY(
        SELECT r.member_id FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = p_caller.region
          AND r.administrator_id = p_caller.account_id);
    -- A member that ends its own enrollment at this moment still sees that it is named, and would
    -- leave its row to us: it waits, or has come first and is only named now.
    PERFORM enrollments_keep(p_caller, v_members);
    IF EXISTS (SELECT unnest(named_members(p_caller)) EXCEPT SELECT unnest(v_named)) THEN
        RAISE EXCEPTION 'another member is only named since the locks were awaited'
            USING ERRCODE = 'serialization_failure';
    END IF;

    -- Members that are enrolled are not locked against changes: every other call that changes these
    -- relationships holds the administrator's lock too.
    SELECT t.effects INTO v_administered
    FROM relationship_transition(p_caller, p_operation, '{administrator}', v_members) AS t;
    IF v_begun.administrator_id IS NOT NULL THEN
        SELECT t.effects INTO v_left
        FROM relationship_transition(
            p_caller, p_operation, '{member}', ARRAY[v_begun.administrator_id]) AS t;
    END IF;
    DELETE FROM standards_subscription AS s
    WHERE s.service = p_caller.service AND s.region = p_caller.region
      AND s.account_id = p_caller.account_id;
    PERFORM collections_end(p_caller);
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
    PERFORM enrollments_forget(p_caller, v_named || p_caller.account_id);
    RETURN call_end(p_caller, p_effects => effects_joined(v_administered, v_left));
END
$$;
REVOKE ALL ON FUNCTION memberhub.enrollment_end(memberhub.caller, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.enrollment_end(memberhub.caller, text) IS
    'The whole of DisableSecurityHub and DeleteDetector: ends the caller''s enrollment with all '
    'that hangs on it. state_transition says what becomes of its relationships, and which of them '
    'forbid it. Raises serialization_failure, to be run again as a whole, when another member '
    'came to be only named, or another administrator came, while its locks were awaited.';
