CREATE OR REPLACE FUNCTION memberhub.disassociate_from_administrator_account(
    p_caller memberhub.caller
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_moved record;
BEGIN
    SELECT * INTO v_begun
    FROM call_begin_as_member(p_caller, 'DisassociateFromAdministratorAccount');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF v_begun.administrator_id IS NULL THEN
        RETURN call_end(p_caller, 'not_a_member');
    END IF;
    v_moved := relationship_transition(
        p_caller, 'DisassociateFromAdministratorAccount', '{member}',
        ARRAY[v_begun.administrator_id]);
    RETURN call_end(p_caller, first_fault(v_moved.result), p_effects => v_moved.effects);
END
$$;
REVOKE ALL ON FUNCTION memberhub.disassociate_from_administrator_account(
    memberhub.caller) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.disassociate_from_administrator_account(
    memberhub.caller) TO memberhub_app;
COMMENT ON FUNCTION memberhub.disassociate_from_administrator_account(memberhub.caller) IS
    'DisassociateFromAdministratorAccount and DisassociateFromMasterAccount: the caller leaves '
    'its administrator and becomes Resigned. Faults: not_subscribed, detector_not_owned, '
    'not_a_member.';
