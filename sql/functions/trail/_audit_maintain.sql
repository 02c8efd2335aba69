CREATE OR REPLACE FUNCTION memberhub.audit_partitions(

) RETURNS TABLE (name text, month text, from_time timestamptz, to_time timestamptz)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT p.name, to_char(p.month, 'YYYY-MM'), p.month AT TIME ZONE 'UTC',
           (p.month + interval '1 month') AT TIME ZONE 'UTC'
    FROM (SELECT c.relname::text, to_date(right(c.relname, 7), 'YYYY_MM')::timestamp
          FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
          WHERE i.inhparent = 'audit_event'::regclass) AS p (name, month)
    ORDER BY p.month;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_partitions() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_partitions() IS
    'The months that there are partitions of, with their beginnings and ends, oldest first.';

CREATE OR REPLACE FUNCTION memberhub.audit_seal_of(p_transaction xid8) RETURNS bigint
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_low bigint := 1;
    v_high bigint := (SELECT s.number FROM audit_seal AS s
                             ORDER BY s.number DESC LIMIT 1);
    v_middle bigint;
BEGIN
    -- Seals are numbered without a gap and end ever later: no index has to say where one ends.
    WHILE v_low < v_high LOOP
        v_middle := (v_low + v_high) / 2;
        IF p_transaction < (SELECT s.to_transaction FROM audit_seal AS s
                            WHERE s.number = v_middle) THEN
            v_high := v_middle;
        ELSE
            v_low := v_middle + 1;
        END IF;
    END LOOP;
    RETURN v_low;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_seal_of(xid8) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_seal_of(xid8) IS
    'The number of the seal that covers a transaction, which is sealed.';

CREATE OR REPLACE FUNCTION memberhub.audit_month_content(
    p_from timestamptz, p_to timestamptz,
    OUT events bigint, OUT unsealed boolean, OUT first_transaction xid8, OUT last_transaction xid8
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    SELECT count(*),
           coalesce(max(e.transaction_id)
                    >= coalesce((SELECT s.to_transaction FROM audit_seal AS s
                                 ORDER BY s.number DESC LIMIT 1), '0'), false),
           min(e.transaction_id), max(e.transaction_id)
    INTO events, unsealed, first_transaction, last_transaction
    FROM audit_event AS e
    WHERE e.event_time >= p_from AND e.event_time < p_to;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_month_content(timestamptz, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_month_content(timestamptz, timestamptz) IS
    'How many events there are between two times, whether one of them has no seal yet, and the '
    'first and the last of their transactions (NULL: no event).';

CREATE OR REPLACE FUNCTION memberhub.audit_months_ahead(

) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_month timestamp := date_trunc('month', now_ms() AT TIME ZONE 'UTC');
    v_ahead integer := -1;
BEGIN
    WHILE v_ahead < 12 AND to_regclass('memberhub.audit_event_' || to_char(
            v_month + (v_ahead + 1) * interval '1 month', 'YYYY_MM')) IS NOT NULL LOOP
        v_ahead := v_ahead + 1;
    END LOOP;
    RETURN v_ahead;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_months_ahead() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_months_ahead() IS
    'For how many months after this one the trail has a place, at most 12; -1: not even for this '
    'one, and every change fails.';
