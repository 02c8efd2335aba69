-- The search: every attribute with every comparison of its kind is SQL that runs, resources are looked up by their
-- table, what is an operand stays one, and what takes too long is refused with the attribute that it takes long for.
\set region search
SET search_path = pg_catalog, memberhub, pg_temp;
SELECT harness.enable(:'region', '111111111111');
SELECT cardinality(finding_put('securityhub', :'region', '111111111111', (
    SELECT jsonb_agg(jsonb_build_object('document', jsonb_build_object(
        'Id', 'id ' || n, 'ProductArn', 'arn:p', 'AwsAccountId', '111111111111', 'Title', 'title', 'RecordState', 'ACTIVE',
        'CreatedAt', '2020-01-01T00:00:00Z', 'UpdatedAt', '2020-01-01T00:00:00Z', 'ProcessedAt', '2020-01-01T00:00:00Z',
        'Workflow', '{"Status": "NEW"}'::jsonb, 'Severity', '{"Label": "LOW", "Normalized": 1}'::jsonb,
        'Resources', jsonb_build_array(jsonb_build_object('Type', 'Other', 'Id', 'r ' || n),
                                       jsonb_build_object('Type', 'Other', 'Id', 'shared ' || n % 2)))))
    FROM generate_series(1, 4) AS n), NULL, NULL, now())) AS stored;
CREATE FUNCTION pg_temp.condition(p_attribute text, p_comparison text, VARIADIC p_operands text[]) RETURNS jsonb
LANGUAGE sql RETURN jsonb_build_object('attribute', p_attribute, 'any', jsonb_build_array(jsonb_build_array(
    jsonb_build_object('comparison', p_comparison, 'operands', p_operands))));
CREATE FUNCTION pg_temp.found(p_service text, VARIADIC p_conditions jsonb[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT string_agg(f.finding_id, ', ' ORDER BY f.finding_id)
            FROM finding_matches(p_service, '{search}', '{111111111111}', to_jsonb(p_conditions), 'infinity') AS m
            JOIN finding AS f ON f.service = p_service AND f.region = m.region AND f.account_id = m.account_id AND f.key = m.key);
EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
END
$$;
-- Without an error: nothing, or all of them.
SELECT a.service, a.kind, count(*) AS run,
       array_agg(DISTINCT a.name) FILTER (WHERE NOT coalesce(r.found IN ('', 'id 1, id 2, id 3, id 4'), true)) AS otherwise
FROM filter_attribute AS a JOIN filter_comparison AS c USING (kind)
CROSS JOIN LATERAL (SELECT pg_temp.found(a.service, pg_temp.condition(a.name, c.name, VARIADIC CASE replace(a.kind, 'criterion_', '')
    WHEN 'address' THEN '{192.0.2.0/24}' WHEN 'switch' THEN '{true}' WHEN 'archived' THEN '{true}' WHEN 'entry' THEN '{key,value}'
    WHEN 'text' THEN '{none}' WHEN 'mention' THEN '{none}' ELSE '{101}' END::text[])) AS found OFFSET 0) AS r
GROUP BY a.service, a.kind ORDER BY a.service COLLATE "C", a.kind COLLATE "C";

-- A resource is looked up where it can be, and found all the same where it cannot.
SELECT a.comparison, a.operands, strpos(w.clause, 'finding_resource') > 0 AS is_looked_up,
       pg_temp.found('securityhub', pg_temp.condition('ResourceId', a.comparison, VARIADIC a.operands))
FROM (VALUES ('EQUALS', '{r 1,shared 0}'::text[]), ('EQUALS', '{R 1}'), ('PREFIX', '{shared}'), ('PREFIX', '{r 1,r 2}'),
             ('NOT_EQUALS', '{r 1,shared 0}'), ('PREFIX_NOT_EQUALS', '{r}')) AS a (comparison, operands)
CROSS JOIN LATERAL finding_where('securityhub', jsonb_build_array(
    pg_temp.condition('ResourceId', a.comparison, VARIADIC a.operands))) AS w;
-- What a client wrote is nowhere in the SQL.
SELECT strpos(w.clause, 'DROP') AS in_sql, w.operands
FROM finding_where('securityhub', jsonb_build_array(
    pg_temp.condition('Title', 'EQUALS', '''); DROP TABLE memberhub.finding; --'),
    pg_temp.condition('ResourceId', 'NOT_EQUALS', '{operands} $1 %s DROP'),
    pg_temp.condition('ProductFields', 'EQUALS', 'DROP"', ''' DROP'))) AS w;
SELECT pg_temp.found('securityhub', pg_temp.condition('Title''', 'EQUALS', 'x'));
SELECT pg_temp.found('securityhub', pg_temp.condition('Title', '= ''x'' OR', 'x'));

-- Out of time: the attribute that no index knows, else the first, else what it was to be sorted by, else nothing.
SELECT a.what, g.fault, g.arguments
FROM (VALUES ('by two', jsonb_build_array(pg_temp.condition('Id', 'PREFIX', 'id'), pg_temp.condition('Title', 'PREFIX', 't')), NULL::jsonb),
             ('by one', jsonb_build_array(pg_temp.condition('Id', 'PREFIX', 'id')), NULL),
             ('sorted', NULL, '[{"attribute": "Title", "descending": false}]'), ('all', NULL, NULL)) AS a (what, conditions, sort)
CROSS JOIN LATERAL get_findings(harness.caller(:'region', '111111111111', 'GetFindings'), a.conditions, a.sort, 100, NULL, -1) AS g;
