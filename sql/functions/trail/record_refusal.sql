CREATE OR REPLACE FUNCTION memberhub.record_refusal(
    p_caller memberhub.caller, p_fault text, p_arguments text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        -- A stored answer means that the first try was recorded; only a change of access is for the
        -- worker to know.
        RETURN CASE WHEN (v_begun.stored).fault = 'access_changed' THEN v_begun.stored END;
    END IF;
    PERFORM call_end(p_caller, p_fault, p_arguments);
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION memberhub.record_refusal(memberhub.caller, text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.record_refusal(memberhub.caller, text, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.record_refusal(memberhub.caller, text, text[]) IS
    'Records the event of a change that was refused before its function was called. Gives no '
    'fault but access_changed.';
