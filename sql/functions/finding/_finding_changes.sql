CREATE OR REPLACE FUNCTION memberhub.finding_changes(p_old jsonb, p_new jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
AS $$
    WITH top AS (
        SELECT n.name, p_old -> n.name AS old, p_new -> n.name AS new
        FROM (SELECT jsonb_object_keys(p_old) UNION SELECT jsonb_object_keys(p_new)) AS n (name)
        WHERE p_old -> n.name IS DISTINCT FROM p_new -> n.name
          AND n.name NOT IN ('CreatedAt', 'UpdatedAt', 'FirstObservedAt', 'LastObservedAt', 'ProcessedAt')
    ), parts AS (
        SELECT t.name, t.old, t.new FROM top AS t
        WHERE jsonb_typeof(t.old) IS DISTINCT FROM 'object' OR jsonb_typeof(t.new) IS DISTINCT FROM 'object'
        UNION ALL
        SELECT concat(t.name, '.', n.name), t.old -> n.name, t.new -> n.name
        FROM top AS t
        CROSS JOIN LATERAL (
            SELECT jsonb_object_keys(CASE jsonb_typeof(t.old) WHEN 'object' THEN t.old ELSE '{}' END)
            UNION
            SELECT jsonb_object_keys(CASE jsonb_typeof(t.new) WHEN 'object' THEN t.new ELSE '{}' END)) AS n (name)
        WHERE jsonb_typeof(t.old) = 'object' AND jsonb_typeof(t.new) = 'object'
          AND t.old -> n.name IS DISTINCT FROM t.new -> n.name
    )
    SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'updated_field', p.name, 'old_value', p.old #>> '{}', 'new_value', p.new #>> '{}')) ORDER BY p.name), '[]')
    FROM parts AS p
$$;
REVOKE ALL ON FUNCTION memberhub.finding_changes(jsonb, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_changes(jsonb, jsonb) IS
    'What became of a finding: [{updated_field, old_value, new_value}], a member of a structure by "Workflow.Status"; texts as '
    'they are, structures as JSON. Its timestamps alone are no change.';
