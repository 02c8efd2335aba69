-- Pages of keys: in an order that never changes, so that whoever walks through misses nothing, or in
-- one that is asked for.

CREATE OR REPLACE FUNCTION memberhub.finding_page_plain(
    p_service text, p_regions text[], p_account_ids text[], p_conditions jsonb, p_limit integer,
    p_after jsonb, p_deadline timestamptz
) RETURNS TABLE (region text, account_id text, key uuid, size integer, "position" text)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_where record := finding_where(p_service, p_conditions);
    v_regions text[];
    v_account_ids text[];
    v_from integer := 1;
    -- Few first: they often fill a page.
    v_many integer := 50;
    v_left integer := p_limit;
    v_found integer;
BEGIN
    SELECT array_agg(a.region ORDER BY a.region COLLATE "C", a.account_id COLLATE "C"),
           array_agg(a.account_id ORDER BY a.region COLLATE "C", a.account_id COLLATE "C")
    INTO v_regions, v_account_ids
    FROM unnest(p_regions, p_account_ids) AS a (region, account_id)
    WHERE p_after IS NULL
       OR (a.region COLLATE "C", a.account_id COLLATE "C") >= (p_after ->> 0, p_after ->> 1);
    WHILE v_left > 0 AND v_from <= cardinality(v_account_ids) LOOP
        RETURN QUERY EXECUTE format($q$
            SELECT f.region, f.account_id, f.key, f.size,
                   jsonb_build_array(f.region, f.account_id, f.key)::text
            FROM unnest($3, $4) AS a (region, account_id)
            CROSS JOIN LATERAL (
                SELECT f.* FROM memberhub.finding AS f
                WHERE f.service = $2 AND f.region = a.region AND f.account_id = a.account_id
                  AND (clock_timestamp() < $5 OR memberhub.search_out_of_time())
                  AND %s AND %s
                ORDER BY f.key LIMIT $6) AS f
            ORDER BY f.region, f.account_id, f.key LIMIT $6$q$,
            CASE WHEN p_after IS NULL THEN 'true'
                 ELSE '(f.region <> $7 OR f.account_id <> $8 OR f.key > $9)' END, v_where.clause)
        USING v_where.operands, p_service, v_regions[v_from : v_from + v_many - 1],
              v_account_ids[v_from : v_from + v_many - 1], p_deadline, v_left,
              p_after ->> 0, p_after ->> 1, (p_after ->> 2)::uuid;
        GET DIAGNOSTICS v_found = ROW_COUNT;
        v_left := v_left - v_found;
        v_from := v_from + v_many;
        v_many := v_many * 4;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_page_plain(
    text, text[], text[], jsonb, integer, jsonb, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_page_plain(
    text, text[], text[], jsonb, integer, jsonb, timestamptz) IS
    'finding_page() by region, account and key.';

CREATE OR REPLACE FUNCTION memberhub.finding_order(
    p_service text, p_sort jsonb
) RETURNS TABLE (place bigint, expression text, type text, column_name text, descending boolean)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    SELECT s.place,
           -- As much of a text as a page's token has room for.
           format(CASE k.kind WHEN 'text' THEN 'left(%s, 128) COLLATE "C"' ELSE '%s' END,
                  CASE WHEN c.name IS NOT NULL THEN 'f.' || c.name
                       ELSE format('(SELECT min(v.value::%s) FROM %s)', t.type, finding_values(a)) END),
           t.type, c.name, (s.value ->> 'descending')::boolean
    FROM jsonb_array_elements(p_sort) WITH ORDINALITY AS s (value, place)
    JOIN filter_attribute AS a ON a.service = p_service AND a.name = s.value ->> 'attribute'
    CROSS JOIN LATERAL (SELECT quote_ident(nullif(a.finding_column, 'resource_key')) AS name) AS c
    CROSS JOIN LATERAL (SELECT replace(a.kind, 'criterion_', '') AS kind) AS k
    CROSS JOIN LATERAL (SELECT CASE k.kind WHEN 'number' THEN 'numeric' WHEN 'time' THEN 'timestamptz'
                                           WHEN 'address' THEN 'inet' ELSE 'text' END AS type) AS t;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_order(text, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_order(text, jsonb) IS
    'SQL of what finding f is sorted by, and of which type: p_sort is [{attribute, descending}]. Of a list that is its '
    'least value.';

CREATE OR REPLACE FUNCTION memberhub.finding_page_sorted(
    p_service text, p_regions text[], p_account_ids text[], p_conditions jsonb, p_sort jsonb,
    p_limit integer, p_after jsonb, p_deadline timestamptz
) RETURNS TABLE (region text, account_id text, key uuid, size integer, "position" text)
LANGUAGE plpgsql STABLE
SET enable_seqscan = off
AS $$
DECLARE
    -- With more accounts than that, what is sorted by UpdatedAt is walked by it through all of a region.
    c_few CONSTANT integer := 200;
    v_where record := finding_where(p_service, p_conditions);
    v_by record;
    v_last text;
    v_columns text := '';
    v_order text := '';
    v_bound text := 'true';
    v_marks text := '';
    v_behind text;
    -- What is searched by itself, by the index that its order or its conditions have; then the first of all.
    v_parts text := 'unnest($3, $4) AS a (region, account_id)';
    v_part text := 'f.account_id = a.account_id';
BEGIN
    -- From the last to the first: what is equal by one is told apart by the next. All go one way at
    -- the end, as the index does.
    SELECT CASE WHEN o.descending THEN '<' ELSE '>' END INTO v_last
    FROM finding_order(p_service, p_sort) AS o ORDER BY o.place LIMIT 1;
    v_behind := format('(s.region, s.account_id, s.key) %s ($8 ->> 0, $8 ->> 1, ($8 ->> 2)::uuid)', v_last);
    v_order := format('s.region %1$s, s.account_id %1$s, s.key %1$s', CASE v_last WHEN '<' THEN 'DESC' ELSE 'ASC' END);
    FOR v_by IN
        SELECT o.*, format('s.sort_%s', o.place) AS value, format('($8 ->> %s)::%s', o.place + 2, o.type) AS mark,
               o.column_name IN ('updated_at', 'created_at') AS is_never_null
        FROM finding_order(p_service, p_sort) AS o ORDER BY o.place DESC
    LOOP
        v_columns := format(', %s AS sort_%s', v_by.expression, v_by.place) || v_columns;
        v_marks := format(', s.sort_%s', v_by.place) || v_marks;
        v_order := concat(v_by.value, CASE WHEN v_by.descending THEN ' DESC' END,
                          CASE WHEN NOT coalesce(v_by.is_never_null, false) THEN ' NULLS LAST' END, ', ', v_order);
        -- What has no value is last, whichever way: behind it come its equals alone.
        v_behind := format('CASE WHEN %2$s IS NULL THEN %1$s IS NULL AND %4$s
            ELSE %1$s IS NULL OR %1$s %3$s %2$s OR %1$s = %2$s AND %4$s END',
            v_by.value, v_by.mark, CASE WHEN v_by.descending THEN '<' ELSE '>' END, v_behind);
        IF v_by.place = 1 AND v_by.is_never_null THEN
            IF p_after IS NOT NULL THEN
                v_bound := format('f.%I %s %s', v_by.column_name, CASE WHEN v_by.descending THEN '<=' ELSE '>=' END, v_by.mark);
            END IF;
            -- What is looked up account by account is not walked.
            IF cardinality(p_account_ids) > c_few AND v_by.column_name = 'updated_at'
               AND strpos(v_where.clause, 'a.account_id') = 0
            THEN
                v_parts := 'unnest($7) AS a (region)';
                -- Spelled so that no index on accounts is any good for it.
                v_part := 'concat_ws('','', f.region, f.account_id) = ANY ($9)';
            END IF;
        END IF;
    END LOOP;
    RETURN QUERY EXECUTE format($q$
        SELECT s.region, s.account_id, s.key, s.size,
               jsonb_build_array(s.region, s.account_id, s.key%1$s)::text
        FROM %2$s
        CROSS JOIN LATERAL (
            SELECT s.*
            FROM (SELECT f.region, f.account_id, f.key, f.size%3$s FROM memberhub.finding AS f
                  WHERE f.service = $2 AND f.region = a.region AND %4$s
                    AND (clock_timestamp() < $5 OR memberhub.search_out_of_time()) AND %5$s AND %6$s) AS s
            WHERE %7$s
            ORDER BY %8$s LIMIT $6) AS s
        ORDER BY %8$s LIMIT $6$q$,
        v_marks, v_parts, v_columns, v_part, v_bound, v_where.clause,
        CASE WHEN p_after IS NULL THEN 'true' ELSE v_behind END, v_order)
    USING v_where.operands, p_service, p_regions, p_account_ids, p_deadline, p_limit,
          ARRAY(SELECT DISTINCT r FROM unnest(p_regions) AS r), p_after,
          ARRAY(SELECT concat_ws(',', a.region, a.account_id) FROM unnest(p_regions, p_account_ids) AS a (region, account_id));
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_page_sorted(
    text, text[], text[], jsonb, jsonb, integer, jsonb, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_page_sorted(
    text, text[], text[], jsonb, jsonb, integer, jsonb, timestamptz) IS
    'finding_page() by what p_sort says.';

CREATE OR REPLACE FUNCTION memberhub.finding_page(
    p_service text, p_regions text[], p_account_ids text[], p_conditions jsonb, p_sort jsonb,
    p_limit integer, p_after text, p_deadline timestamptz
) RETURNS TABLE (region text, account_id text, key uuid, size integer, "position" text)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF p_sort IS NULL OR p_sort = '[]' THEN
        RETURN QUERY SELECT * FROM finding_page_plain(
            p_service, p_regions, p_account_ids, p_conditions, p_limit, p_after::jsonb, p_deadline);
    ELSE
        RETURN QUERY SELECT * FROM finding_page_sorted(
            p_service, p_regions, p_account_ids, p_conditions, p_sort, p_limit, p_after::jsonb, p_deadline);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_page(
    text, text[], text[], jsonb, jsonb, integer, text, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_page(
    text, text[], text[], jsonb, jsonb, integer, text, timestamptz) IS
    'At most p_limit findings of these accounts (p_account_ids[n] in p_regions[n]) that meet the conditions, beginning '
    'behind position p_after (NULL: at the start), sorted by p_sort ([{attribute, descending}]), or without that in an '
    'order that never changes. Raises MH001 when the deadline is over.';
