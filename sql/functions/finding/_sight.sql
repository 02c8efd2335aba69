-- Who may see whose findings, and by which right. The one place that knows both memberships and
-- findings: the functions of findings are told regions and accounts.

CREATE OR REPLACE FUNCTION memberhub.regions_seen(p_caller memberhub.caller) RETURNS SETOF text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_home memberhub.finding_aggregator;
BEGIN
    RETURN NEXT p_caller.region;
    SELECT g.* INTO v_home FROM finding_aggregator AS g
    WHERE g.account_id = p_caller.account_id AND g.region = p_caller.region;
    IF NOT FOUND OR p_caller.service <> 'securityhub' OR v_home.linking_mode = 'NO_REGIONS'
       OR administrator_of(p_caller.service, p_caller.region, p_caller.account_id) IS NOT NULL
    THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT e.region FROM enrollment AS e
    WHERE e.service = p_caller.service AND e.account_id = p_caller.account_id AND e.enabled
      AND e.region <> p_caller.region
      AND CASE v_home.linking_mode WHEN 'ALL_REGIONS' THEN true
               WHEN 'SPECIFIED_REGIONS' THEN e.region = ANY (v_home.regions)
               ELSE e.region <> ALL (v_home.regions) END;
END
$$;
REVOKE ALL ON FUNCTION memberhub.regions_seen(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.regions_seen(memberhub.caller) IS
    'The regions whose findings an enrolled caller sees: its own, and in its home those that it has linked and has a hub '
    'in. An account that has become a member sees its own alone.';

CREATE OR REPLACE FUNCTION memberhub.sight(
    p_caller memberhub.caller
) RETURNS TABLE (region text, account_id text, invitation_id text)
LANGUAGE plpgsql STABLE ROWS 100
AS $$
DECLARE
    v_regions text[] := ARRAY(SELECT memberhub.regions_seen(p_caller));
BEGIN
    RETURN QUERY
    SELECT o.region, p_caller.account_id, NULL::text FROM unnest(v_regions) AS o (region)
    UNION ALL
    -- By the administrator's key, whatever the planner thinks of how many are associated.
    SELECT m.region, m.member_id, m.invitation_id
    FROM unnest(v_regions) AS o (region)
    CROSS JOIN LATERAL (
        SELECT r.region, r.member_id, r.invitation_id FROM relationship AS r
        WHERE r.service = p_caller.service AND r.region = o.region
          AND r.administrator_id = p_caller.account_id AND r.state || '' IN ('Enabled', 'Disabled')
        OFFSET 0) AS m;
END
$$;
REVOKE ALL ON FUNCTION memberhub.sight(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.sight(memberhub.caller) IS
    'The accounts whose findings an enrolled caller may see, and in which regions, as of the snapshot of who asks: its own, '
    'and those that are its associated members there, each with the invitation that it accepted.';

CREATE OR REPLACE FUNCTION memberhub.finding_key(
    p_product_arn text, p_finding_id text
) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN encode(substr(sha256(convert_to(p_product_arn || E'\n' || p_finding_id, 'UTF8')), 1, 16), 'hex')::uuid;
REVOKE ALL ON FUNCTION memberhub.finding_key(text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_key(text, text) IS
    'What names a finding of Security Hub in its account: a key cannot be as long as product and id may be. Two that an '
    'account made alike by force would be its own.';

CREATE OR REPLACE FUNCTION memberhub.resource_key(p_resource_id text) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN encode(substr(sha256(convert_to(p_resource_id, 'UTF8')), 1, 16), 'hex')::uuid;
REVOKE ALL ON FUNCTION memberhub.resource_key(text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.resource_key(text) IS 'What finding_resource has for a resource''s id.';
