CREATE OR REPLACE FUNCTION memberhub.describe_hub(
    p_caller memberhub.caller, p_hub_arn text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'DescribeHub');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    IF p_hub_arn <> hub_arn(p_caller.region, p_caller.account_id) THEN
        RETURN refusal('hub_not_found');
    END IF;
    RETURN success((
        SELECT json_build_object(
            'hub_arn', hub_arn(p_caller.region, p_caller.account_id),
            'subscribed_at', iso_time(e.subscribed_at),
            'auto_enable_controls', e.auto_enable_controls,
            'control_finding_generator', e.control_finding_generator)
        FROM enrollment AS e
        WHERE e.service = p_caller.service AND e.region = p_caller.region
          AND e.account_id = p_caller.account_id));
END
$$;
REVOKE ALL ON FUNCTION memberhub.describe_hub(memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.describe_hub(memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.describe_hub(memberhub.caller, text) IS
    'DescribeHub: the caller''s hub. p_hub_arn NULL: its own. Faults: not_subscribed; '
    'hub_not_found for any other ARN.';
