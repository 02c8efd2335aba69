CREATE OR REPLACE FUNCTION memberhub.update_insight(
    p_caller memberhub.caller, p_arn text, p_name text, p_filters json, p_group_by text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UpdateInsight');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    UPDATE insight AS i
    SET name = coalesce(p_name, i.name), group_by = coalesce(p_group_by, i.group_by),
        filters = coalesce(p_filters -> 'filters', i.filters),
        conditions = coalesce((p_filters -> 'conditions')::jsonb, i.conditions)
    WHERE i.region = p_caller.region AND i.account_id = p_caller.account_id
      AND insight_arn(i.region, i.account_id, i.id) = p_arn;
    RETURN call_end(p_caller, CASE WHEN NOT FOUND THEN 'no_such_resource' END);
END
$$;
REVOKE ALL ON FUNCTION memberhub.update_insight(
    memberhub.caller, text, text, json, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.update_insight(
    memberhub.caller, text, text, json, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.update_insight(memberhub.caller, text, text, json, text) IS
    'UpdateInsight: what is NULL stays, filters are replaced whole. Faults: not_subscribed, no_such_resource.';
