CREATE OR REPLACE FUNCTION memberhub.relationship_call(
    p_caller memberhub.caller, p_operation text, p_sides text[], p_account_ids text[],
    p_monitoring boolean DEFAULT NULL, p_features jsonb DEFAULT NULL,
    p_data_sources jsonb DEFAULT NULL, p_surplus_ids text[] DEFAULT NULL
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_moved record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, p_operation, p_account_ids);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    v_moved := relationship_transition(p_caller, p_operation, p_sides, p_account_ids);
    IF num_nonnulls(p_monitoring, p_features, p_data_sources) > 0 THEN
        PERFORM detector_set(
            p_caller, processed(p_account_ids, v_moved.result), p_monitoring, NULL, p_features,
            p_data_sources);
    END IF;
    -- Most calls remove no relationship, and are to pay nothing for it.
    IF EXISTS (SELECT FROM json_array_elements(v_moved.effects) AS e
               WHERE e.value ->> 'to' = 'None') THEN
        PERFORM enrollments_forget(p_caller, p_account_ids || p_caller.account_id);
    END IF;
    RETURN call_end(p_caller, p_result => with_surplus(v_moved.result, p_account_ids, p_surplus_ids),
                    p_effects => v_moved.effects);
END
$$;
REVOKE ALL ON FUNCTION memberhub.relationship_call(
    memberhub.caller, text, text[], text[], boolean, jsonb, jsonb, text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.relationship_call(
    memberhub.caller, text, text[], text[], boolean, jsonb, jsonb, text[]) IS
    'The whole of an operation that takes relationships from state to state: p_account_ids are '
    'the accounts on the other side; p_operation and p_sides are relationship_transition()''s. '
    'p_monitoring, p_features and p_data_sources: what the detectors of the accounts that were '
    'processed are told, as in detector_set(); all NULL: nothing. p_surplus_ids: accounts that '
    'were named beyond those that a call takes.';
