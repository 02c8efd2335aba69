-- THE ONE WRITER of findings.

CREATE OR REPLACE FUNCTION memberhub.findings_lock(
    p_service text, p_region text, p_account_id text, p_keys uuid[]
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    -- LIMIT: a look by the key for each, in their order.
    PERFORM FROM (SELECT DISTINCT u.key FROM unnest(p_keys) AS u (key) ORDER BY u.key) AS k
    CROSS JOIN LATERAL (
        SELECT FROM finding AS f
        WHERE f.service = p_service AND f.region = p_region AND f.account_id = p_account_id AND f.key = k.key
        LIMIT 1
        FOR NO KEY UPDATE) AS l;
END
$$;
REVOKE ALL ON FUNCTION memberhub.findings_lock(text, text, text, uuid[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.findings_lock(text, text, text, uuid[]) IS
    'Locks findings of an account, in the order of their keys, so that two calls never wait for each other in a circle.';

CREATE OR REPLACE FUNCTION memberhub.finding_resources_put(
    p_service text, p_region text, p_account_id text, p_keys uuid[]
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_wanted record;
    v_stale record;
BEGIN
    -- LIMIT and OFFSET: a look by the key for each, however many the account has.
    SELECT coalesce(array_agg(w.key), '{}') AS keys, coalesce(array_agg(w.resource), '{}') AS resources INTO v_wanted
    FROM (SELECT DISTINCT k.key, resource_key(e.resource ->> 'Id') AS resource
          FROM unnest(p_keys) AS k (key)
          CROSS JOIN LATERAL (
              SELECT f.document FROM finding AS f
              WHERE f.service = p_service AND f.region = p_region AND f.account_id = p_account_id AND f.key = k.key
              LIMIT 1) AS d
          CROSS JOIN jsonb_array_elements(d.document -> 'Resources') AS e (resource)) AS w;
    SELECT array_agg(r.key) AS keys, array_agg(r.resource) AS resources INTO v_stale
    FROM unnest(p_keys) AS k (key)
    CROSS JOIN LATERAL (
        SELECT i.key, i.resource FROM finding_resource AS i
        WHERE i.service = p_service AND i.region = p_region AND i.account_id = p_account_id AND i.key = k.key
        OFFSET 0) AS r
    WHERE (r.key, r.resource) NOT IN (SELECT * FROM unnest(v_wanted.keys, v_wanted.resources));
    IF v_stale.keys IS NOT NULL THEN
        DELETE FROM finding_resource AS r
        USING unnest(v_stale.keys, v_stale.resources) AS s (key, resource)
        WHERE r.service = p_service AND r.region = p_region AND r.account_id = p_account_id
          AND r.key = s.key AND r.resource = s.resource;
    END IF;
    INSERT INTO finding_resource (service, region, account_id, resource, key)
    SELECT p_service, p_region, p_account_id, w.resource, w.key
    FROM unnest(v_wanted.keys, v_wanted.resources) AS w (key, resource)
    ON CONFLICT DO NOTHING;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_resources_put(text, text, text, uuid[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_resources_put(text, text, text, uuid[]) IS
    'Makes finding_resource say what the documents of these findings do.';

CREATE OR REPLACE FUNCTION memberhub.finding_put(
    p_service text, p_region text, p_account_id text, p_findings jsonb, p_source text,
    p_identity text, p_at timestamptz
) RETURNS uuid[]
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_keys uuid[];
BEGIN
    -- Old and new side by side for the history, so it is read before it is replaced.
    WITH given AS MATERIALIZED (
        SELECT c.*, f.value -> 'document' AS document, coalesce(f.value -> 'customer', '{}') AS customer
        FROM jsonb_array_elements(p_findings) AS f
        CROSS JOIN LATERAL finding_columns(p_service, f.value -> 'document') AS c
    ), told AS (
        INSERT INTO finding_history (service, region, account_id, key, happened_at, id, source, identity, updates)
        SELECT p_service, p_region, p_account_id, g.key, p_at, gen_random_uuid(), p_source,
               coalesce(p_identity, g.product_arn), u.updates
        FROM given AS g
        -- LIMIT: a look by the key for each, however many the account has.
        CROSS JOIN LATERAL (
            SELECT f.document FROM finding AS f
            WHERE f.service = p_service AND f.region = p_region AND f.account_id = p_account_id AND f.key = g.key
            LIMIT 1) AS o
        CROSS JOIN LATERAL (SELECT finding_changes(o.document, g.document) AS updates OFFSET 0) AS u
        WHERE p_source IS NOT NULL AND u.updates <> '[]'
    ), put AS (
        INSERT INTO finding AS f (service, region, account_id, key, product_arn, finding_id, record_state,
            workflow_status, severity_label, severity, product_name, created_at, updated_at, imported_at,
            processed_at, size, document, customer)
        SELECT p_service, p_region, p_account_id, g.key, g.product_arn, g.finding_id, g.record_state,
               g.workflow_status, g.severity_label, g.severity, g.product_name, g.created_at, g.updated_at, p_at,
               coalesce(g.processed_at, p_at), octet_length(g.document::text), g.document, g.customer
        FROM given AS g
        ORDER BY g.key
        ON CONFLICT ON CONSTRAINT finding_pkey DO UPDATE
        SET record_state = excluded.record_state, workflow_status = excluded.workflow_status,
            severity_label = excluded.severity_label, severity = excluded.severity,
            product_name = excluded.product_name, created_at = excluded.created_at,
            updated_at = excluded.updated_at, processed_at = excluded.processed_at, size = excluded.size,
            document = excluded.document, customer = excluded.customer
        RETURNING f.key
    )
    SELECT array_agg(p.key ORDER BY p.key) INTO v_keys FROM put AS p;
    PERFORM finding_resources_put(p_service, p_region, p_account_id, v_keys);
    RETURN coalesce(v_keys, '{}');
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_put(text, text, text, jsonb, text, text, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_put(text, text, text, jsonb, text, text, timestamptz) IS
    'THE ONE WRITER of findings of an account: stores each {document, customer} of p_findings, which has none twice, as it '
    'is, in place of the one with its key; and what changed, by whom (p_source; p_identity, or NULL for its product) and at p_at, in its history '
    '(p_source NULL: not). Gives the keys. Which of two imports counts is decided before. The caller holds the rows'' locks.';
