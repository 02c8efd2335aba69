CREATE OR REPLACE FUNCTION memberhub.update_member_detectors(
    p_caller memberhub.caller, p_account_ids text[], p_features jsonb,
    p_data_sources jsonb
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN relationship_call(
        p_caller, 'UpdateMemberDetectors', '{administrator}', p_account_ids,
        p_features => p_features, p_data_sources => p_data_sources);
END
$$;
REVOKE ALL ON FUNCTION memberhub.update_member_detectors(
    memberhub.caller, text[], jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.update_member_detectors(
    memberhub.caller, text[], jsonb, jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.update_member_detectors(memberhub.caller, text[], jsonb, jsonb) IS
    'UpdateMemberDetectors: switches features of the detectors of the caller''s associated '
    'members. Faults: detector_not_owned. For single accounts: not_associated.';
