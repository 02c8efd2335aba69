CREATE OR REPLACE FUNCTION memberhub.tag_resource(
    p_caller memberhub.caller, p_arn text, p_tags jsonb
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_tags jsonb;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'TagResource');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF p_arn IS DISTINCT FROM resource_arn(p_caller) THEN
        RETURN call_end(p_caller, (unenrolled(p_caller, 'TagResource')).fault);
    END IF;

    SELECT e.tags || p_tags INTO v_tags
    FROM enrollment AS e
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    IF too_many_tags(v_tags) THEN
        RETURN call_end(p_caller, 'tag_limit');
    END IF;
    UPDATE enrollment AS e
    SET tags = v_tags
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.tag_resource(memberhub.caller, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.tag_resource(memberhub.caller, text, jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.tag_resource(memberhub.caller, text, jsonb) IS
    'TagResource: adds p_tags to the caller''s hub or detector, over tags of the same key. Faults: '
    'hub_not_found (GuardDuty: no_such_resource) for any ARN but its own; tag_limit beyond 50.';
