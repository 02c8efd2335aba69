CREATE OR REPLACE FUNCTION memberhub.untag_resource(
    p_caller memberhub.caller, p_arn text, p_keys text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'UntagResource');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF p_arn IS DISTINCT FROM resource_arn(p_caller) THEN
        RETURN call_end(p_caller, (unenrolled(p_caller, 'UntagResource')).fault);
    END IF;

    UPDATE enrollment AS e
    SET tags = e.tags - p_keys
    WHERE e.service = p_caller.service AND e.region = p_caller.region
      AND e.account_id = p_caller.account_id;
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.untag_resource(memberhub.caller, text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.untag_resource(memberhub.caller, text, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.untag_resource(memberhub.caller, text, text[]) IS
    'UntagResource: removes tags of the caller''s hub or detector by key; keys it does not have '
    'are no error. Faults: hub_not_found (GuardDuty: no_such_resource).';
