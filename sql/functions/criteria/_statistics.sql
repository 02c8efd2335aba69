CREATE OR REPLACE FUNCTION memberhub.finding_groups(
    p_service text, p_regions text[], p_account_ids text[], p_conditions jsonb, p_group text, p_descending boolean,
    p_limit integer, p_deadline timestamptz
) RETURNS json
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_groups json;
BEGIN
    SELECT json_agg(json_strip_nulls(json_build_object(
        'account_id', g.account_id, 'date', extract(epoch FROM g.day)::bigint, 'finding_type', g.type, 'resource_id', g.resource_id,
        'resource_type', g.resource_type, 'severity', g.severity,
        'last_generated_at', floor(extract(epoch FROM g.last))::bigint, 'total_findings', g.total)) ORDER BY g.place)
    INTO v_groups
    FROM (
        SELECT c.*, row_number() OVER (ORDER BY CASE WHEN p_descending THEN -c.total ELSE c.total END,
                                                c.day, c.account_id, c.type, c.resource_id, c.severity) AS place
        FROM (
            SELECT CASE WHEN p_group IN ('ACCOUNT', 'RESOURCE') THEN f.account_id END AS account_id,
                   CASE p_group WHEN 'DATE' THEN date_trunc('day', f.updated_at, 'UTC') END AS day,
                   CASE p_group WHEN 'FINDING_TYPE' THEN f.product_name END AS type,
                   CASE p_group WHEN 'RESOURCE' THEN coalesce(
                       f.document #>> '{resource,instanceDetails,instanceId}',
                       f.document #>> '{resource,s3BucketDetails,0,name}',
                       f.document #>> '{resource,accessKeyDetails,accessKeyId}',
                       f.document #>> '{resource,eksClusterDetails,name}',
                       f.document #>> '{resource,lambdaDetails,functionName}',
                       f.document #>> '{resource,rdsDbInstanceDetails,dbInstanceIdentifier}',
                       f.document #>> '{resource,ecsClusterDetails,name}',
                       f.document #>> '{resource,containerDetails,id}', f.account_id) END AS resource_id,
                   CASE p_group WHEN 'RESOURCE' THEN f.document #>> '{resource,resourceType}' END AS resource_type,
                   CASE WHEN p_group IN ('SEVERITY', 'DATE') THEN f.severity END AS severity,
                   max(f.updated_at) AS last, count(*) AS total
            FROM finding_matches(p_service, p_regions, p_account_ids, p_conditions, p_deadline) AS m
            JOIN finding AS f ON f.service = p_service AND f.region = m.region AND f.account_id = m.account_id
                 AND f.key = m.key
            GROUP BY 1, 2, 3, 4, 5, 6) AS c) AS g
    WHERE p_limit IS NULL OR g.place <= p_limit;
    RETURN coalesce(v_groups, '[]');
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_groups(
    text, text[], text[], jsonb, text, boolean, integer, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_groups(
    text, text[], text[], jsonb, text, boolean, integer, timestamptz) IS
    'How many findings of these accounts meet the conditions, by what GetFindingsStatistics groups them by, and when the '
    'last of each group was updated; at most p_limit groups, or with NULL all.';
