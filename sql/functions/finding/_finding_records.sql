CREATE OR REPLACE FUNCTION memberhub.findings_named(
    p_caller memberhub.caller, p_keys uuid[]
) RETURNS TABLE (region text, account_id text, key uuid)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    -- By the keys first, which few accounts share, and not account by account.
    RETURN QUERY
    SELECT f.region, f.account_id, f.key
    FROM unnest(ARRAY(SELECT regions_seen(p_caller))) AS o (region)
    CROSS JOIN unnest(p_keys) AS k (key)
    CROSS JOIN LATERAL (
        SELECT i.region, i.account_id, i.key FROM finding AS i
        WHERE i.service = p_caller.service AND i.region = o.region AND i.key = k.key
        OFFSET 0) AS f
    JOIN sight(p_caller) AS s ON s.region = f.region AND s.account_id = f.account_id;
END
$$;
REVOKE ALL ON FUNCTION memberhub.findings_named(memberhub.caller, uuid[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.findings_named(memberhub.caller, uuid[]) IS
    'The findings with these keys that the caller may see.';

CREATE OR REPLACE FUNCTION memberhub.finding_records(
    p_caller memberhub.caller, p_key uuid
) RETURNS TABLE (region text, account_id text, happened_at timestamptz, id uuid, created boolean, source text, identity text,
                 updates jsonb)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    SELECT h.region, h.account_id, h.happened_at, h.id, NULL::boolean, h.source, h.identity, h.updates
    FROM findings_named(p_caller, ARRAY[p_key]) AS n
    CROSS JOIN LATERAL (
        SELECT r.* FROM finding_history AS r
        WHERE r.service = p_caller.service AND r.region = n.region AND r.account_id = n.account_id AND r.key = n.key
        OFFSET 0) AS h
    UNION ALL
    -- That it came to be has no row of its own.
    SELECT f.region, f.account_id, f.imported_at, '00000000-0000-0000-0000-000000000000', true, 'BATCH_IMPORT_FINDINGS',
           f.product_arn, '[]'
    FROM findings_named(p_caller, ARRAY[p_key]) AS n
    CROSS JOIN LATERAL (
        SELECT i.* FROM finding AS i
        WHERE i.service = p_caller.service AND i.region = n.region AND i.account_id = n.account_id AND i.key = n.key
        LIMIT 1) AS f;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_records(memberhub.caller, uuid) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_records(memberhub.caller, uuid) IS
    'The history of a finding that the caller may see, with how it came to be.';
