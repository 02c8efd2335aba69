-- Who may see whose findings, and by which right. The one place that knows both memberships and
-- findings: the functions of findings are told regions and accounts.

CREATE OR REPLACE FUNCTION memberhub.sight(
    p_caller memberhub.caller
) RETURNS TABLE (region text, account_id text, invitation_id text)
LANGUAGE sql STABLE
AS $$
    SELECT p_caller.region, p_caller.account_id, NULL::text
    UNION ALL
    SELECT r.region, r.member_id, r.invitation_id
    FROM memberhub.relationship AS r
    WHERE r.service = p_caller.service AND r.region = p_caller.region
      AND r.administrator_id = p_caller.account_id AND r.state IN ('Enabled', 'Disabled')
$$;
REVOKE ALL ON FUNCTION memberhub.sight(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.sight(memberhub.caller) IS
    'The accounts whose findings an enrolled caller may see, as of the snapshot of who asks: its own, and those that are '
    'its associated members, each with the invitation that it accepted.';

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
