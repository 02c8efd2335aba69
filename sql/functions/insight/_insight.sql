CREATE OR REPLACE FUNCTION memberhub.insights_of(
    p_caller memberhub.caller
) RETURNS TABLE ("position" text, insight_arn text, name text, group_by text, filters json, conditions jsonb)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    SELECT 'c' || i.id, memberhub.insight_arn(i.region, i.account_id, i.id), i.name, i.group_by, i.filters, i.conditions
    FROM insight AS i WHERE i.region = p_caller.region AND i.account_id = p_caller.account_id
    UNION ALL
    SELECT 'm' || to_char(m.number, 'FM000'),
           concat('arn:', memberhub.partition(p_caller.region), ':securityhub:::insight/securityhub/default/', m.number),
           m.name, m.group_by, m.filters, m.conditions
    FROM managed_insight AS m;
END
$$;
REVOKE ALL ON FUNCTION memberhub.insights_of(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.insights_of(memberhub.caller) IS
    'The insights that a caller has: its own, and those that everybody has.';
