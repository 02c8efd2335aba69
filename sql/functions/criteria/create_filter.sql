CREATE OR REPLACE FUNCTION memberhub.create_filter(
    p_caller memberhub.caller, p_name text, p_description text, p_action text, p_rank integer,
    p_criteria json, p_tags jsonb
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    c_most CONSTANT integer := 100;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'CreateFilter');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL THEN
        RETURN call_end(p_caller, 'caller_not_authorized');
    END IF;
    IF EXISTS (SELECT FROM criteria_filter AS c
               WHERE c.region = p_caller.region AND c.account_id = p_caller.account_id AND c.name = p_name)
    THEN
        RETURN call_end(p_caller, 'filter_exists');
    ELSIF (SELECT count(*) FROM criteria_filter AS c
           WHERE c.region = p_caller.region AND c.account_id = p_caller.account_id) >= c_most
    THEN
        RETURN call_end(p_caller, 'filter_limit');
    END IF;
    INSERT INTO criteria_filter (region, account_id, name, description, action, rank, criteria, conditions, tags, created_at)
    VALUES (p_caller.region, p_caller.account_id, p_name, p_description, coalesce(p_action, 'NOOP'), coalesce(p_rank, 1),
            p_criteria -> 'criteria', (p_criteria -> 'conditions')::jsonb, coalesce(p_tags, '{}'), now_ms());
    RETURN call_end(p_caller, p_result => json_build_object('name', p_name));
END
$$;
REVOKE ALL ON FUNCTION memberhub.create_filter(
    memberhub.caller, text, text, text, integer, json, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.create_filter(
    memberhub.caller, text, text, text, integer, json, jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.create_filter(
    memberhub.caller, text, text, text, integer, json, jsonb) IS
    'CreateFilter: p_criteria is {criteria, conditions}: as the client wrote them, and as they are understood. '
    'Faults: detector_not_owned, caller_not_authorized, filter_exists, filter_limit.';
