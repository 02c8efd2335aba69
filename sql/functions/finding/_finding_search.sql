-- THE SEARCH of findings, of every service: conditions become SQL, of nothing but the rows of
-- filter_attribute and filter_comparison. What a client wrote is an operand and nothing else.
-- Knows findings alone: whose it may look at, it is told.

CREATE OR REPLACE FUNCTION memberhub.epoch_time(p_ms text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT
RETURN to_timestamp(p_ms::numeric / 1000);
REVOKE ALL ON FUNCTION memberhub.epoch_time(text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.epoch_time(text) IS 'The moment so many milliseconds after 1970.';

CREATE OR REPLACE FUNCTION memberhub.days_ago(p_days text) RETURNS timestamptz
LANGUAGE sql STABLE STRICT
RETURN now() - p_days::integer * interval '1 day';
REVOKE ALL ON FUNCTION memberhub.days_ago(text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.days_ago(text) IS 'The moment so many days before the call.';

CREATE OR REPLACE FUNCTION memberhub.finding_address(p_text text) RETURNS inet
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN p_text::inet;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_address(text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_address(text) IS 'An address of a finding; NULL where it is none.';

CREATE OR REPLACE FUNCTION memberhub.search_out_of_time() RETURNS boolean
LANGUAGE plpgsql VOLATILE COST 0.01
AS $$
BEGIN
    RAISE EXCEPTION 'the search took too long' USING ERRCODE = 'MH001';
END
$$;
REVOKE ALL ON FUNCTION memberhub.search_out_of_time() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.search_out_of_time() IS
    'Ends a search, with MH001: whoever began it refuses it with filter_too_slow. So cheap by its word that the planner '
    'has it asked first.';

CREATE OR REPLACE FUNCTION memberhub.finding_values(p_attribute memberhub.filter_attribute) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    v_path text := quote_literal('$.' || replace(p_attribute.path, '[]', '[*]'));
BEGIN
    RETURN CASE p_attribute.kind
        WHEN 'mention' THEN '(SELECT f.document::text AS value) AS v'
        WHEN 'entry' THEN format('jsonb_path_query(f.document, %s) AS v (value)', v_path)
        ELSE format('(SELECT %s AS value FROM jsonb_path_query(f.document, %s) AS j (value)) AS v',
            CASE replace(p_attribute.kind, 'criterion_', '')
            WHEN 'number' THEN $t$CASE jsonb_typeof(j.value) WHEN 'number' THEN (j.value #>> '{}')::numeric END$t$
            WHEN 'time' THEN $t$memberhub.finding_time(j.value #>> '{}')$t$
            WHEN 'address' THEN $t$memberhub.finding_address(j.value #>> '{}')$t$
            WHEN 'switch' THEN $t$CASE jsonb_typeof(j.value) WHEN 'boolean' THEN (j.value #>> '{}')::boolean END$t$
            ELSE $t$j.value #>> '{}'$t$ END, v_path) END;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_values(memberhub.filter_attribute) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_values(memberhub.filter_attribute) IS
    'SQL of a table v (value) with all that finding f has of an attribute, of the type of its kind.';

CREATE OR REPLACE FUNCTION memberhub.finding_test(
    p_attribute memberhub.filter_attribute, p_comparison memberhub.filter_comparison,
    p_first integer, p_last integer
) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    v_operands text := format('($1)[%s:%s]', p_first, p_last);
    v_test text := replace(replace(p_comparison.test, '{operands}', v_operands), '{operand}', format('($1)[%s]', p_first));
BEGIN
    IF p_attribute.finding_column = 'resource_key' AND p_comparison.name = 'EQUALS' THEN
        -- Once for each account, and then by key: joined, without statistics, each finding would look through all resources.
        RETURN format($t$f.key = ANY (ARRAY(SELECT r.key FROM memberhub.finding_resource AS r
            WHERE r.service = $2 AND r.region = a.region AND r.account_id = a.account_id
              AND r.resource = ANY (ARRAY[%s])))$t$,
            (SELECT string_agg(format('memberhub.resource_key(($1)[%s])', n), ', ') FROM generate_series(p_first, p_last) AS n));
    ELSIF p_attribute.finding_column IS NOT NULL AND p_attribute.finding_column <> 'resource_key' THEN
        v_test := replace(v_test, '{value}', 'f.' || quote_ident(p_attribute.finding_column));
        -- A column that has no value passes no test.
        RETURN CASE WHEN p_comparison.negative THEN format('(%s) IS NOT TRUE', v_test) ELSE v_test END;
    END IF;
    RETURN format('%s (SELECT FROM %s WHERE %s)', CASE WHEN p_comparison.negative THEN 'NOT EXISTS' ELSE 'EXISTS' END,
                  finding_values(p_attribute), replace(v_test, '{value}', 'v.value'));
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_test(
    memberhub.filter_attribute, memberhub.filter_comparison, integer, integer) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_test(
    memberhub.filter_attribute, memberhub.filter_comparison, integer, integer) IS
    'SQL of one test of finding f, which is of service $2 and account a, whose operands are those elements of $1.';

CREATE OR REPLACE FUNCTION memberhub.finding_where(
    p_service text, p_conditions jsonb, OUT clause text, OUT operands text[]
)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_condition jsonb;
    v_any jsonb;
    v_all jsonb;
    v_attribute memberhub.filter_attribute;
    v_comparison memberhub.filter_comparison;
    v_alternatives text[];
    v_tests text[];
    v_given text[];
    v_first integer;
BEGIN
    clause := 'true';
    operands := '{}';
    FOR v_condition IN SELECT * FROM jsonb_array_elements(p_conditions) LOOP
        SELECT a.* INTO STRICT v_attribute FROM filter_attribute AS a
        WHERE a.service = p_service AND a.name = v_condition ->> 'attribute';
        v_alternatives := '{}';
        FOR v_any IN SELECT * FROM jsonb_array_elements(v_condition -> 'any') LOOP
            v_tests := '{}';
            FOR v_all IN SELECT * FROM jsonb_array_elements(v_any) LOOP
                SELECT c.* INTO STRICT v_comparison FROM filter_comparison AS c
                WHERE c.kind = v_attribute.kind AND c.name = v_all ->> 'comparison';
                v_first := cardinality(operands) + 1;
                v_given := ARRAY(SELECT o.value FROM jsonb_array_elements_text(v_all -> 'operands')
                                 WITH ORDINALITY AS o (value, place) ORDER BY o.place);
                operands := operands || v_given;
                v_tests := v_tests || finding_test(v_attribute, v_comparison, v_first, cardinality(operands));
            END LOOP;
            v_alternatives := v_alternatives || format('(%s)', array_to_string(v_tests, ' AND '));
        END LOOP;
        clause := format('%s AND (%s)', clause, array_to_string(v_alternatives, ' OR '));
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_where(text, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_where(text, jsonb) IS
    'SQL that says of finding f whether it meets p_conditions (api/filter.h), and its operands, which whoever runs it '
    'passes as $1; the service is $2, and a (region, account_id) whose finding it is. Raises no_data_found for what is no attribute or no comparison of it.';

CREATE OR REPLACE FUNCTION memberhub.finding_slow(p_service text, p_conditions jsonb) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN (
        SELECT a.name
        FROM jsonb_array_elements(p_conditions) WITH ORDINALITY AS c (value, place)
        JOIN filter_attribute AS a ON a.service = p_service AND a.name = c.value ->> 'attribute'
        ORDER BY a.finding_column IS NOT NULL, c.place
        LIMIT 1);
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_slow(text, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_slow(text, jsonb) IS
    'The attribute of a filter that its search takes longest for: the first that no index knows.';

CREATE OR REPLACE FUNCTION memberhub.finding_matches(
    p_service text, p_regions text[], p_account_ids text[], p_conditions jsonb,
    p_deadline timestamptz, p_keys uuid[] DEFAULT NULL
) RETURNS TABLE (region text, account_id text, key uuid)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_where record := finding_where(p_service, p_conditions);
BEGIN
    RETURN QUERY EXECUTE format($q$
        SELECT f.region, f.account_id, f.key
        FROM unnest($3, $4) AS a (region, account_id)
        CROSS JOIN LATERAL (
            SELECT f.* FROM memberhub.finding AS f
            WHERE f.service = $2 AND f.region = a.region AND f.account_id = a.account_id
              AND (clock_timestamp() < $5 OR memberhub.search_out_of_time()) AND %s AND %s
            OFFSET 0) AS f$q$,
        CASE WHEN p_keys IS NULL THEN 'true' ELSE 'f.key = ANY ($6)' END, v_where.clause)
    USING v_where.operands, p_service, p_regions, p_account_ids, p_deadline, p_keys;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_matches(text, text[], text[], jsonb, timestamptz, uuid[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_matches(text, text[], text[], jsonb, timestamptz, uuid[]) IS
    'The findings of these accounts (p_account_ids[n] in p_regions[n]) that meet the conditions; of p_keys where that is '
    'not NULL. Raises MH001 when the deadline is over.';

CREATE OR REPLACE FUNCTION memberhub.finding_counts(
    p_service text, p_regions text[], p_account_ids text[], p_conditions jsonb, p_group text,
    p_limit integer, p_deadline timestamptz
) RETURNS TABLE (value text, count bigint)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_where record := finding_where(p_service, p_conditions);
    v_attribute memberhub.filter_attribute;
BEGIN
    SELECT a.* INTO STRICT v_attribute FROM filter_attribute AS a
    WHERE a.service = p_service AND a.name = p_group;
    RETURN QUERY EXECUTE format($q$
        SELECT g.value, count(*)
        FROM unnest($3, $4) AS a (region, account_id)
        CROSS JOIN LATERAL (
            SELECT f.* FROM memberhub.finding AS f
            WHERE f.service = $2 AND f.region = a.region AND f.account_id = a.account_id
              AND (clock_timestamp() < $5 OR memberhub.search_out_of_time()) AND %s
            OFFSET 0) AS f
        CROSS JOIN LATERAL (SELECT DISTINCT v.value::text AS value FROM %s WHERE v.value IS NOT NULL) AS g
        GROUP BY g.value ORDER BY count(*) DESC, g.value LIMIT $6$q$,
        v_where.clause,
        CASE WHEN v_attribute.finding_column IS NULL OR v_attribute.finding_column = 'resource_key'
             THEN finding_values(v_attribute)
             ELSE format('(SELECT f.%I AS value) AS v', v_attribute.finding_column) END)
    USING v_where.operands, p_service, p_regions, p_account_ids, p_deadline, p_limit;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_counts(text, text[], text[], jsonb, text, integer, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_counts(text, text[], text[], jsonb, text, integer, timestamptz) IS
    'How many of the findings that finding_matches() gives have each value of attribute p_group, most first, at most '
    'p_limit; a finding with several counts under each. Raises MH001 when the deadline is over.';
