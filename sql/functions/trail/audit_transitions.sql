CREATE OR REPLACE FUNCTION memberhub.audit_transitions(

) RETURNS TABLE (
    service text, operation text, caller text, from_state text, outcome text, to_state text
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
    SELECT t.service, t.operation, t.caller, t.from_state, t.outcome, t.to_state
    FROM state_transition AS t
    ORDER BY t.service, t.operation, t.caller, t.from_state;
$$;
REVOKE ALL ON FUNCTION memberhub.audit_transitions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_transitions() TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_transitions() IS
    'The state machine, for whoever checks the effects of events against it.';
