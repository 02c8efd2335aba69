-- What customers set in findings.

CREATE OR REPLACE FUNCTION memberhub.finding_updated(
    p_document jsonb, p_changes jsonb
) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN p_document || p_changes || CASE WHEN p_changes ? 'Severity' THEN jsonb_build_object('Severity',
    coalesce(p_document -> 'Severity', '{}') - 'Label' - 'Normalized'
    || memberhub.severity_complete(CASE
        WHEN p_changes -> 'Severity' ?| ARRAY['Label', 'Normalized'] THEN p_changes -> 'Severity'
        ELSE (p_document -> 'Severity') || (p_changes -> 'Severity') END)) ELSE '{}' END;
REVOKE ALL ON FUNCTION memberhub.finding_updated(jsonb, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_updated(jsonb, jsonb) IS
    'A finding in which its customer sets these top-level members; of a Severity, what is not said stays or is derived.';

CREATE OR REPLACE FUNCTION memberhub.findings_update(
    p_caller memberhub.caller, p_regions text[], p_account_ids text[], p_keys uuid[], p_changes jsonb,
    p_of_customer boolean
) RETURNS uuid[]
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    c_bytes_most CONSTANT integer := 240 * 1024;
    v_at timestamptz := memberhub.now_ms();
    v_account record;
    v_put jsonb;
    v_too_large uuid[] := '{}';
BEGIN
    -- Account by account, in order: so nothing has to be locked in two of them at once where they
    -- are apart, and two calls never wait for each other in a circle.
    FOR v_account IN
        SELECT a.region, a.account_id, array_agg(a.key ORDER BY a.key) AS keys
        FROM unnest(p_regions, p_account_ids, p_keys) AS a (region, account_id, key)
        GROUP BY a.region, a.account_id
        ORDER BY a.region COLLATE "C", a.account_id COLLATE "C"
    LOOP
        PERFORM findings_lock(p_caller.service, v_account.region, v_account.account_id, v_account.keys);
        WITH updated AS MATERIALIZED (
            SELECT f.key, f.customer, finding_updated(f.document, p_changes) AS document
            FROM finding AS f
            WHERE f.service = p_caller.service AND f.region = v_account.region
              AND f.account_id = v_account.account_id AND f.key = ANY (v_account.keys)
        )
        SELECT jsonb_agg(jsonb_build_object('document', u.document, 'customer', u.customer
                   || CASE WHEN p_of_customer THEN (
                       SELECT jsonb_object_agg(n.name, u.document -> n.name) FROM jsonb_object_keys(p_changes) AS n (name))
                      ELSE '{}' END)) FILTER (WHERE octet_length(u.document::text) <= c_bytes_most),
               v_too_large || coalesce(array_agg(u.key) FILTER (WHERE octet_length(u.document::text) > c_bytes_most), '{}')
        INTO v_put, v_too_large
        FROM updated AS u;
        IF v_put IS NOT NULL THEN
            PERFORM finding_put(p_caller.service, v_account.region, v_account.account_id, v_put,
                CASE WHEN p_of_customer THEN 'BATCH_UPDATE_FINDINGS' END, p_caller.identity ->> 'arn', v_at);
        END IF;
    END LOOP;
    RETURN v_too_large;
END
$$;
REVOKE ALL ON FUNCTION memberhub.findings_update(
    memberhub.caller, text[], text[], uuid[], jsonb, boolean) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.findings_update(
    memberhub.caller, text[], text[], uuid[], jsonb, boolean) IS
    'Sets members of findings, the n-th of which is key n of account n in region n. p_of_customer: imports leave them alone '
    'from then on, and the history tells. Gives the keys of those that would be too large, which stay as they are.';

CREATE OR REPLACE FUNCTION memberhub.note_dated(p_note jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    RETURN p_note || jsonb_build_object('UpdatedAt', memberhub.iso_time(memberhub.now_ms()));
END
$$;
REVOKE ALL ON FUNCTION memberhub.note_dated(jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.note_dated(jsonb) IS 'A note that is written now; NULL: none.';
