CREATE OR REPLACE FUNCTION memberhub.create_members(
    p_caller memberhub.caller, p_account_ids text[], p_emails text[], p_member_limit integer,
    p_surplus_ids text[] DEFAULT NULL
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
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

    -- Who is named stays until this call ends.
    PERFORM enrollments_keep(p_caller, p_account_ids);
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
    RETURN call_end(p_caller, p_result => with_surplus(v_moved.result, p_account_ids, p_surplus_ids),
                    p_effects => v_moved.effects);
END
$$;
REVOKE ALL ON FUNCTION memberhub.create_members(
    memberhub.caller, text[], text[], integer, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.create_members(
    memberhub.caller, text[], text[], integer, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.create_members(
    memberhub.caller, text[], text[], integer, text[]) IS
    'CreateMembers: names accounts as members of the caller; p_emails stands beside '
    'p_account_ids, NULL where there is none. p_member_limit counts the caller''s relationships '
    'in any state. Faults: not_subscribed, detector_not_owned. For single accounts: '
    'creator_is_member, self_create, already_member, member_limit, results_exceeded '
    '(p_surplus_ids).';
