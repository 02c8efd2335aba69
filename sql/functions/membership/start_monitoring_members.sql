CREATE OR REPLACE FUNCTION memberhub.start_monitoring_members(
    p_caller memberhub.caller, p_account_ids text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'StartMonitoringMembers', '{administrator}', p_account_ids, p_monitoring => true);
END
$$;
REVOKE ALL ON FUNCTION memberhub.start_monitoring_members(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.start_monitoring_members(
    memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.start_monitoring_members(memberhub.caller, text[]) IS
    'StartMonitoringMembers: resumes the monitoring of associated members, and their detectors; '
    'those that are so already stay so. Faults: detector_not_owned. For single accounts: '
    'not_associated.';
