CREATE OR REPLACE FUNCTION memberhub.audit_lag(

) RETURNS TABLE (
    seal_number bigint, sealed_at_ms bigint, lag_ms bigint, months_ahead integer
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- The first of what is unsealed is one step down an index, whatever the planner thinks.
SET enable_seqscan = off SET enable_bitmapscan = off
AS $$
DECLARE
    v_last audit_seal;
    v_event_time timestamptz;
BEGIN
    SELECT * INTO v_last FROM audit_seal AS s ORDER BY s.number DESC LIMIT 1;
    SELECT e.event_time INTO v_event_time
    FROM audit_event AS e
    WHERE e.transaction_id >= coalesce(v_last.to_transaction, '0')
    ORDER BY e.transaction_id, e.sequence
    LIMIT 1;
    RETURN QUERY
    SELECT v_last.number, (extract(epoch FROM v_last.sealed_at) * 1000)::bigint,
           coalesce(greatest((extract(epoch FROM now_ms() - v_event_time) * 1000)::bigint, 0), 0),
           audit_months_ahead();
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_lag() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_lag() TO memberhub_app;
COMMENT ON FUNCTION memberhub.audit_lag() IS
    'The last seal''s number and time (NULL before the first), and the age of the committed event '
    'that is first in turn to be sealed; 0 when there is none. months_ahead: audit_months_ahead().';
