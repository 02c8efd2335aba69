CREATE OR REPLACE FUNCTION memberhub.import_refused(
    p_caller memberhub.caller, p_findings jsonb
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_head text := concat('arn:', memberhub.partition(p_caller.region), ':securityhub:', p_caller.region, ':');
    v_first record;
BEGIN
    SELECT f.value ->> 'ProductArn' AS product_arn, f.value ->> 'ProductArn' !~ '^arn:[^:]+:securityhub:[^:]+:' AS malformed
    INTO v_first
    FROM jsonb_array_elements(p_findings) WITH ORDINALITY AS f (value, place)
    WHERE f.value ->> 'AwsAccountId' IS DISTINCT FROM p_caller.account_id
       OR (f.value ->> 'ProductArn' IS DISTINCT FROM
               concat(v_head, p_caller.account_id, ':product/', p_caller.account_id, '/default')
           AND NOT EXISTS (
               SELECT FROM memberhub.product_subscription AS s
               JOIN memberhub.product AS p ON p.product = s.product
               WHERE s.region = p_caller.region AND s.account_id = p_caller.account_id AND NOT p.automatic
                 AND f.value ->> 'ProductArn' = concat(v_head, ':product/', s.product)))
    ORDER BY f.place
    LIMIT 1;
    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF v_first.malformed THEN
        RETURN memberhub.refusal('product_arn_malformed', v_first.product_arn);
    END IF;
    RETURN memberhub.refusal('import_denied', p_caller.identity ->> 'arn', v_first.product_arn);
END
$$;
REVOKE ALL ON FUNCTION memberhub.import_refused(memberhub.caller, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.import_refused(memberhub.caller, jsonb) IS
    'How an import is refused as a whole: for the first finding of another account, or of a product that the caller''s '
    'hub takes nothing in from; NULL: it is not. Of products, a hub has its own, and those it subscribes to but AWS''s.';

CREATE OR REPLACE FUNCTION memberhub.findings_import(
    p_caller memberhub.caller, p_findings jsonb, p_at timestamptz
) RETURNS integer
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_account_name text := (SELECT a.name FROM account AS a WHERE a.account_id = p_caller.account_id);
    v_keys uuid[] := ARRAY(
        SELECT finding_key(f.value ->> 'ProductArn', f.value ->> 'Id') FROM jsonb_array_elements(p_findings) AS f);
    v_put jsonb;
BEGIN
    PERFORM findings_lock(p_caller.service, p_caller.region, p_caller.account_id, v_keys);
    SELECT jsonb_agg(jsonb_build_object('document', m.document, 'customer', m.customer)) INTO v_put
    FROM jsonb_array_elements(p_findings) WITH ORDINALITY AS n (document, place)
    LEFT JOIN LATERAL (
        SELECT f.key, f.updated_at, f.document, f.customer FROM finding AS f
        WHERE f.service = p_caller.service AND f.region = p_caller.region
          AND f.account_id = p_caller.account_id AND f.key = v_keys[n.place]
        LIMIT 1) AS o ON true
    LEFT JOIN product AS p ON n.document ->> 'ProductArn' LIKE '%::product/%'
         AND p.product = split_part(n.document ->> 'ProductArn', '::product/', 2)
    CROSS JOIN LATERAL asff_derive(n.document, o.key IS NULL, p_caller.region, v_account_name,
        coalesce(p.company, 'Personal'), coalesce(p.name, 'Default'), p_at) AS d (document)
    CROSS JOIN LATERAL asff_merge(o.document, o.customer, d.document) AS m
    WHERE o.key IS NULL OR finding_time(n.document ->> 'UpdatedAt') > o.updated_at;
    IF v_put IS NULL THEN
        RETURN 0;
    END IF;
    RETURN cardinality(finding_put(p_caller.service, p_caller.region, p_caller.account_id, v_put,
                                   'BATCH_IMPORT_FINDINGS', NULL, p_at));
END
$$;
REVOKE ALL ON FUNCTION memberhub.findings_import(memberhub.caller, jsonb, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.findings_import(memberhub.caller, jsonb, timestamptz) IS
    'Takes in findings of which none is there twice: those that are new, and those whose UpdatedAt is later, as a moment, '
    'than that of the one that is there. Gives how many. The caller''s enrollment is locked, so nobody else imports.';
