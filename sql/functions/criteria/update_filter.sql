CREATE OR REPLACE FUNCTION memberhub.update_filter(
    p_caller memberhub.caller, p_name text, p_description text, p_action text, p_rank integer,
    p_criteria json
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UpdateFilter');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL THEN
        RETURN call_end(p_caller, 'caller_not_authorized');
    END IF;
    UPDATE criteria_filter AS c
    SET description = coalesce(p_description, c.description), action = coalesce(p_action, c.action),
        rank = coalesce(p_rank, c.rank), criteria = coalesce(p_criteria -> 'criteria', c.criteria),
        conditions = coalesce((p_criteria -> 'conditions')::jsonb, c.conditions)
    WHERE c.region = p_caller.region AND c.account_id = p_caller.account_id AND c.name = p_name;
    IF NOT FOUND THEN
        RETURN call_end(p_caller, 'no_such_resource');
    END IF;
    RETURN call_end(p_caller, p_result => json_build_object('name', p_name));
END
$$;
REVOKE ALL ON FUNCTION memberhub.update_filter(
    memberhub.caller, text, text, text, integer, json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.update_filter(
    memberhub.caller, text, text, text, integer, json) TO memberhub_app;
COMMENT ON FUNCTION memberhub.update_filter(memberhub.caller, text, text, text, integer, json) IS
    'UpdateFilter: what is NULL stays. Faults: detector_not_owned, caller_not_authorized, no_such_resource.';
