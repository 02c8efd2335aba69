CREATE OR REPLACE FUNCTION memberhub.disassociate_members(
    p_caller memberhub.caller, p_account_ids text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, p_account_ids);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    IF NOT v_begun.enrolled THEN
        RETURN call_end(p_caller, 'not_subscribed', ARRAY[p_caller.account_id]);
    END IF;

    RETURN call_end(p_caller, p_result => relationship_transition(
        p_caller, 'DisassociateMembers', '{administrator}', p_account_ids));
END
$$;
REVOKE ALL ON FUNCTION memberhub.disassociate_members(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.disassociate_members(memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.disassociate_members(memberhub.caller, text[]) IS
    'DisassociateMembers: takes invited and associated members of the caller to Removed; '
    'every other account, known or not, stays as it is. Faults: not_subscribed.';
