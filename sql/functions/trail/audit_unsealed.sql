CREATE OR REPLACE FUNCTION memberhub.audit_unsealed(
    p_limit integer
) RETURNS TABLE (
    from_transaction text, to_transaction text, sealed_at text, account_id text, sequence bigint,
    leaf bytea
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- What is unsealed is little beside what is there, whatever the planner thinks.
SET enable_seqscan = off SET enable_bitmapscan = off
AS $$
DECLARE
    v_last audit_seal;
    v_from xid8;
    -- Every transaction before this one has ended, so none of them can add an event any more.
    v_to xid8 := pg_snapshot_xmin(pg_current_snapshot());
    v_sealed_at text;
    v_first xid8;
    v_cut xid8;
BEGIN
    SELECT * INTO v_last FROM audit_seal AS s ORDER BY s.number DESC LIMIT 1;
    v_from := coalesce(v_last.to_transaction, '0');
    -- Never before the last one, whatever the server's clock does.
    v_sealed_at := iso_time(greatest(now_ms(), v_last.sealed_at));
    IF v_to < v_from THEN
        RAISE EXCEPTION 'the last seal ends at transaction %, and this database is at %',
            v_from, v_to
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'A copy that was restored from a dump counts its transactions anew.';
    END IF;
    SELECT e.transaction_id INTO v_cut
    FROM audit_event AS e
    WHERE e.transaction_id >= v_from AND e.transaction_id < v_to
    ORDER BY e.transaction_id, e.sequence
    OFFSET p_limit LIMIT 1;
    IF v_cut IS NOT NULL THEN
        SELECT e.transaction_id INTO v_first
        FROM audit_event AS e
        WHERE e.transaction_id >= v_from AND e.transaction_id < v_to
        ORDER BY e.transaction_id, e.sequence
        LIMIT 1;
        -- A transaction is sealed as a whole, also one of more events than are wanted.
        v_to := CASE WHEN v_first < v_cut THEN v_cut
                     ELSE (v_cut::text::bigint + 1)::text::xid8 END;
    END IF;
    RETURN QUERY
    SELECT v_from::text, v_to::text, v_sealed_at, e.account_id, e.sequence, e.leaf
    FROM (SELECT) AS one
    LEFT JOIN audit_event AS e ON e.transaction_id >= v_from AND e.transaction_id < v_to
    ORDER BY e.account_id, e.sequence;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_unsealed(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_unsealed(integer) TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_unsealed(integer) IS
    'What the next seal covers: the events from where the last one ended up to the oldest '
    'transaction that is still running, or fewer: at most p_limit, or a single transaction''s. By '
    'account and sequence; one row without an account when there is no event. sealed_at is now. '
    'Raises when the database''s transactions are behind its seals.';
