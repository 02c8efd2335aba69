CREATE OR REPLACE FUNCTION memberhub.list_tags_for_resource(
    p_caller memberhub.caller, p_arn text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'ListTagsForResource');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    IF p_arn IS DISTINCT FROM resource_arn(p_caller) THEN
        RETURN unenrolled(p_caller, 'ListTagsForResource');
    END IF;
    RETURN success((
        SELECT json_build_object('tags', e.tags)
        FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id));
END
$$;
REVOKE ALL ON FUNCTION memberhub.list_tags_for_resource(memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.list_tags_for_resource(memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.list_tags_for_resource(memberhub.caller, text) IS
    'ListTagsForResource: the tags of the caller''s hub or detector. Faults: hub_not_found '
    '(GuardDuty: no_such_resource).';
