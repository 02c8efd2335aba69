CREATE OR REPLACE FUNCTION memberhub.list_invitations(
    p_caller memberhub.caller, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, also where the planner expects so few rows that it would
-- rather fetch and sort them all.
SET enable_sort = off SET enable_bitmapscan = off
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
REVOKE ALL ON FUNCTION memberhub.list_invitations(memberhub.caller, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.list_invitations(
    memberhub.caller, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.list_invitations(memberhub.caller, integer, text) IS
    'ListInvitations: a page of at most p_limit of the invitations that the caller has and has '
    'not deleted, the accepted one included, oldest first, beginning after p_after (NULL: at '
    'the start). Faults: not_subscribed; GuardDuty needs no detector.';
