CREATE OR REPLACE FUNCTION memberhub.stop_monitoring_members(
    p_caller memberhub.caller, p_account_ids text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'StopMonitoringMembers', '{administrator}', p_account_ids, p_monitoring => false);
END
$$;
REVOKE ALL ON FUNCTION memberhub.stop_monitoring_members(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.stop_monitoring_members(
    memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.stop_monitoring_members(memberhub.caller, text[]) IS
    'StopMonitoringMembers: suspends the monitoring of associated members, and their detectors; '
    'those that are so already stay so. Faults: detector_not_owned. For single accounts: '
    'not_associated.';
