CREATE OR REPLACE FUNCTION memberhub.finding_documents(
    p_service text, p_regions text[], p_account_ids text[], p_keys uuid[]
) RETURNS SETOF text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    -- A look by the key for each, in their order.
    RETURN QUERY
    SELECT d.document
    FROM unnest(p_regions, p_account_ids, p_keys) WITH ORDINALITY AS k (region, account_id, key, place)
    CROSS JOIN LATERAL (
        SELECT f.document::text AS document FROM finding AS f
        WHERE f.service = p_service AND f.region = k.region AND f.account_id = k.account_id AND f.key = k.key
        LIMIT 1) AS d
    ORDER BY k.place;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_documents(text, text[], text[], uuid[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_documents(text, text[], text[], uuid[]) IS
    'The documents of these findings, as clients get them, in their order.';

CREATE OR REPLACE FUNCTION memberhub.finding_views(
    p_caller memberhub.caller, p_regions text[], p_account_ids text[]
) RETURNS json
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN (
        SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
            'region', v.region, 'accountId', v.account_id, 'invitationId', s.invitation_id, 'findings', v.findings))
            ORDER BY v.region, v.account_id), '[]')
        FROM (SELECT u.region, u.account_id, count(*) AS findings
              FROM unnest(p_regions, p_account_ids) AS u (region, account_id)
              GROUP BY u.region, u.account_id) AS v
        JOIN sight(p_caller) AS s ON s.region = v.region AND s.account_id = v.account_id);
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_views(memberhub.caller, text[], text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_views(memberhub.caller, text[], text[]) IS
    'What a view of findings, one for each element of these, has in its event: how many of which account''s were shown, '
    'and by which invitation.';

CREATE OR REPLACE FUNCTION memberhub.finding_views_counted(
    p_caller memberhub.caller, p_regions text[], p_account_ids text[], p_conditions jsonb,
    p_deadline timestamptz
) RETURNS json
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN (
        SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
            'region', v.region, 'accountId', v.account_id, 'invitationId', s.invitation_id, 'findings', v.findings))
            ORDER BY v.region, v.account_id), '[]')
        FROM (SELECT m.region, m.account_id, count(*) AS findings
              FROM finding_matches(p_caller.service, p_regions, p_account_ids, p_conditions, p_deadline) AS m
              GROUP BY m.region, m.account_id) AS v
        JOIN sight(p_caller) AS s ON s.region = v.region AND s.account_id = v.account_id);
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_views_counted(
    memberhub.caller, text[], text[], jsonb, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_views_counted(
    memberhub.caller, text[], text[], jsonb, timestamptz) IS
    'What a view that counts findings has in its event: how many of which account''s meet the conditions.';
