CREATE OR REPLACE FUNCTION memberhub.audit_events_page(
    p_transaction text, p_sequence bigint, p_limit integer
) RETURNS TABLE (
    transaction_id text, sequence bigint, event_id uuid, account_id text, service text,
    region text, event_name text, event_time_ms bigint, effects text, record text, leaf bytea
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- A page is walked in the index's order, whatever the planner expects.
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT e.transaction_id::text, e.sequence, e.event_id, e.account_id, e.service, e.region,
           e.event_name, (date_part('epoch', e.event_time) * 1000)::bigint, e.effects::text,
           e.record, e.leaf
    FROM audit_event AS e
    WHERE (e.transaction_id, e.sequence)
          > (coalesce(p_transaction, '0')::xid8, coalesce(p_sequence, -9223372036854775808))
    ORDER BY e.transaction_id, e.sequence
    LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_events_page(text, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_events_page(text, bigint, integer)
    TO memberhub_sealer, memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_events_page(text, bigint, integer) IS
    'A page of at most p_limit events with all that their hashes cover, by transaction and '
    'sequence, beginning after those of p_transaction and p_sequence (NULL: at the first).';
