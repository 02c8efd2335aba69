CREATE OR REPLACE FUNCTION memberhub.list_members(
    p_caller memberhub.caller, p_only_associated boolean, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, also where the planner expects so few rows that it would
-- rather fetch and sort them all.
SET enable_sort = off SET enable_bitmapscan = off
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
              AND r.state || '' IN ('Enabled', 'Disabled')
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
REVOKE ALL ON FUNCTION memberhub.list_members(memberhub.caller, boolean, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.list_members(
    memberhub.caller, boolean, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.list_members(memberhub.caller, boolean, integer, text) IS
    'ListMembers: a page of at most p_limit of the caller''s members by account id, beginning '
    'after p_after (NULL: at the start). p_only_associated: none but Enabled and Disabled. '
    'Faults: not_subscribed, detector_not_owned.';
