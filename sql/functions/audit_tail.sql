CREATE OR REPLACE FUNCTION memberhub.audit_tail(
    p_after bigint, p_account_id text, p_limit integer
) RETURNS TABLE (
    sequence bigint, record text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    IF p_after IS NOT NULL AND p_account_id IS NOT NULL THEN
        RETURN QUERY SELECT e.sequence, e.record FROM audit_event AS e
        WHERE e.account_id = p_account_id AND e.sequence > p_after
        ORDER BY e.sequence LIMIT p_limit;
    ELSIF p_after IS NOT NULL THEN
        RETURN QUERY SELECT e.sequence, e.record FROM audit_event AS e
        WHERE e.sequence > p_after ORDER BY e.sequence LIMIT p_limit;
    ELSIF p_account_id IS NOT NULL THEN
        RETURN QUERY SELECT l.sequence, l.record FROM (
            SELECT e.sequence, e.record FROM audit_event AS e
            WHERE e.account_id = p_account_id ORDER BY e.sequence DESC LIMIT p_limit) AS l
        ORDER BY l.sequence;
    ELSE
        RETURN QUERY SELECT l.sequence, l.record FROM (
            SELECT e.sequence, e.record FROM audit_event AS e
            ORDER BY e.sequence DESC LIMIT p_limit) AS l
        ORDER BY l.sequence;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_tail(bigint, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_tail(bigint, text, integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_tail(bigint, text, integer) IS
    'Audit events oldest first, at most p_limit: the last ones (p_after NULL) or those after '
    'p_after; of one account or of all (NULL). For people who look on: an event whose '
    'transaction committed late can have a lower sequence than one already shown, so an export '
    'must go by transaction_id instead.';
