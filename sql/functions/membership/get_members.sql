CREATE OR REPLACE FUNCTION memberhub.get_members(
    p_caller memberhub.caller, p_account_ids text[], p_surplus_ids text[] DEFAULT NULL
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetMembers');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success(with_surplus((
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
        ) AS r ON true), p_account_ids, p_surplus_ids));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_members(memberhub.caller, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_members(memberhub.caller, text[], text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_members(memberhub.caller, text[], text[]) IS
    'GetMembers: the caller''s members among p_account_ids, in that order. Faults: '
    'no_such_resource without a hub, detector_not_owned. For single accounts: no_such_member, '
    'results_exceeded (p_surplus_ids).';
