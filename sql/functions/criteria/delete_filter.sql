CREATE OR REPLACE FUNCTION memberhub.delete_filter(
    p_caller memberhub.caller, p_name text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'DeleteFilter');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL THEN
        RETURN call_end(p_caller, 'caller_not_authorized');
    END IF;
    DELETE FROM criteria_filter AS c
    WHERE c.region = p_caller.region AND c.account_id = p_caller.account_id AND c.name = p_name;
    RETURN call_end(p_caller, CASE WHEN NOT FOUND THEN 'no_such_resource' END);
END
$$;
REVOKE ALL ON FUNCTION memberhub.delete_filter(memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.delete_filter(memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.delete_filter(memberhub.caller, text) IS
    'DeleteFilter; what it has archived stays so. Faults: detector_not_owned, caller_not_authorized, '
    'no_such_resource.';
