CREATE OR REPLACE FUNCTION memberhub.audit_drop_stage(
    p_month text, p_first bigint, p_lines text[]
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
-- What is looked for has its index, whatever the planner thinks of small tables.
SET enable_seqscan = off
AS $$
BEGIN
    -- Behind a statement that was signed its lines are refused by the table.
    IF EXISTS (SELECT FROM audit_drop AS d WHERE d.month = p_month) THEN
        RAISE EXCEPTION 'the drop of % is stated already', p_month
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    DELETE FROM audit_drop_line AS l WHERE l.month = p_month AND l.position >= p_first;
    INSERT INTO audit_drop_line (month, position, line)
    SELECT p_month, p_first + n.position - 1, n.line
    FROM unnest(p_lines) WITH ORDINALITY AS n (line, position);
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_drop_stage(text, bigint, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_drop_stage(text, bigint, text[]) TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_drop_stage(text, bigint, text[]) IS
    'Stores lines of the statement of a month''s drop from position p_first (1 or more) on; what '
    'was there from that place on, a draft that nobody signed, goes.';
