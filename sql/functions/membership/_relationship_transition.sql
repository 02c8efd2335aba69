CREATE OR REPLACE FUNCTION memberhub.relationship_transition(
    p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[],
    p_faults text[] DEFAULT NULL, p_emails text[] DEFAULT NULL,
    p_room bigint DEFAULT NULL, p_room_fault text DEFAULT NULL,
    OUT result json, OUT effects json
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
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
REVOKE ALL ON FUNCTION memberhub.relationship_transition(
    memberhub.caller, text, text[], text[], text[], text[], bigint, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.relationship_transition(
    memberhub.caller, text, text[], text[], text[], text[], bigint, text) IS
    'THE ONE WRITER of relationships, and of their counts in enrollment. Takes each account of '
    'p_account_ids (once, however often it is named) from its state to where state_transition '
    'says that p_operation leads. result: '
    '{"unprocessed": [...]} of the others in the caller''s order. effects: what was moved, as '
    'call_end() takes it; NULL: nothing. p_sides: which side of the '
    'relationship the caller is on, by preference. p_faults, beside p_account_ids: refusals '
    'decided before. p_emails: likewise, for new rows. p_room: how many accounts may change; the '
    'rest get p_room_fault. The caller holds the locks of call_begin(). One statement, however '
    'many.';

CREATE OR REPLACE FUNCTION memberhub.with_surplus(
    p_result json, p_account_ids text[], p_surplus_ids text[]
) RETURNS json
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    IF p_surplus_ids IS NULL THEN
        RETURN p_result;
    END IF;
    RETURN (
        SELECT json_object_agg(m.key, CASE m.key WHEN 'unprocessed' THEN (
                   SELECT json_agg(u.value ORDER BY u.list, u.position)
                   FROM (SELECT 1 AS list, e.position, e.value
                         FROM json_array_elements(m.value) WITH ORDINALITY AS e (value, position)
                         UNION ALL
                         SELECT 2, min(s.position), json_build_object(
                             'account_id', s.account_id, 'fault', 'results_exceeded')
                         FROM unnest(p_surplus_ids) WITH ORDINALITY AS s (account_id, position)
                         WHERE s.account_id <> ALL (p_account_ids)
                         GROUP BY s.account_id) AS u)
               ELSE m.value END)
        FROM json_each(p_result) AS m);
END
$$;
REVOKE ALL ON FUNCTION memberhub.with_surplus(json, text[], text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.with_surplus(json, text[], text[]) IS
    'A result whose unprocessed accounts are followed by those of p_surplus_ids, each once, that '
    'are not among p_account_ids: asked for beyond what a call takes. NULL: there are none.';

CREATE OR REPLACE FUNCTION memberhub.effects_joined(VARIADIC p_lists json[]) RETURNS json
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT json_agg(e.value ORDER BY l.place, e.place)
        FROM unnest(p_lists) WITH ORDINALITY AS l (list, place)
        CROSS JOIN LATERAL json_array_elements(l.list) WITH ORDINALITY AS e (value, place));
END
$$;
REVOKE ALL ON FUNCTION memberhub.effects_joined(json[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.effects_joined(json[]) IS
    'The effects of several transitions of one call, in the order in which they happened; NULL '
    'when there are none.';

CREATE OR REPLACE FUNCTION memberhub.processed(p_account_ids text[], p_result json) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN ARRAY(
        SELECT a.account_id FROM unnest(p_account_ids) AS a (account_id)
        EXCEPT
        SELECT u.value ->> 'account_id' FROM json_array_elements(p_result -> 'unprocessed') AS u);
END
$$;
REVOKE ALL ON FUNCTION memberhub.processed(text[], json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.processed(text[], json) IS
    'Those of p_account_ids that relationship_transition(), which gave p_result, did not refuse.';

CREATE OR REPLACE FUNCTION memberhub.first_fault(p_result json) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN p_result -> 'unprocessed' -> 0 ->> 'fault';
REVOKE ALL ON FUNCTION memberhub.first_fault(json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.first_fault(json) IS
    'The refusal in what relationship_transition() gave for a single account, or NULL.';
