CREATE OR REPLACE FUNCTION memberhub.findings_expire(
    p_page bigint, p_pages integer, p_kept_days integer, p_archived_days integer
) RETURNS TABLE (next_page bigint, removed bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
-- These pages and no others, whatever the planner thinks; for so few, compiling is not worth it.
SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    -- So many rows are gone within a moment, and whoever wants one of them waits no longer than that.
    c_most CONSTANT integer := 200;
    v_table_pages bigint := greatest(
        pg_relation_size('memberhub.finding'), pg_relation_size('memberhub.finding_history'))
        / current_setting('block_size')::bigint;
    v_first tid := format('(%s,0)', p_page)::tid;
    v_end tid := format('(%s,0)', p_page + p_pages)::tid;
    v_kept timestamptz := clock_timestamp() - p_kept_days * interval '1 day';
    v_archived timestamptz := clock_timestamp() - p_archived_days * interval '1 day';
    v_records bigint;
BEGIN
    IF p_kept_days IS NULL OR p_kept_days < 1 OR p_archived_days IS NULL OR p_archived_days < 1 THEN
        RAISE EXCEPTION 'findings are kept for a day at least'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- A row that somebody is about to change has its turn in the next walk.
    DELETE FROM finding AS f
    WHERE f.ctid = ANY (ARRAY(
        SELECT o.ctid FROM finding AS o
        WHERE o.ctid >= v_first AND o.ctid < v_end
          AND greatest(o.processed_at, o.updated_at) <
              CASE WHEN o.service = 'securityhub' AND o.record_state = 'ARCHIVED'
                   THEN greatest(v_archived, v_kept) ELSE v_kept END
        LIMIT c_most FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS removed = ROW_COUNT;
    DELETE FROM finding_history AS h
    WHERE h.ctid = ANY (ARRAY(
        SELECT o.ctid FROM finding_history AS o
        WHERE o.ctid >= v_first AND o.ctid < v_end AND o.happened_at < v_kept
        LIMIT c_most FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS v_records = ROW_COUNT;
    next_page := CASE WHEN greatest(removed, v_records) = c_most THEN p_page
                      WHEN p_page + p_pages < v_table_pages THEN p_page + p_pages END;
    RETURN NEXT;
END
$$;
REVOKE ALL ON FUNCTION memberhub.findings_expire(bigint, integer, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.findings_expire(bigint, integer, integer, integer)
    TO memberhub_app, memberhub_sealer;
COMMENT ON FUNCTION memberhub.findings_expire(bigint, integer, integer, integer) IS
    'Removes, from p_pages pages of their tables from p_page on, findings whose last import and UpdatedAt are both more '
    'than p_kept_days ago, or p_archived_days for Security Hub''s archived ones, and records of history that old: '
    'at most 200 of each, and none that is locked. Gives how many findings went, and the page to go on with, which is '
    'NULL behind the last one.';
