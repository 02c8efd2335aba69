CREATE OR REPLACE FUNCTION memberhub.audit_seal_append(
    p_number bigint, p_record text, p_signature bytea, p_from text, p_to text, p_accounts text[],
    p_events bigint[], p_roots bytea[]
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_last audit_seal;
    v_previous text := repeat('0', 64);
    v_dropped text := substring(p_record FROM '\ndropped ([0-9]{4}-[0-9]{2}) ');
BEGIN
    SELECT * INTO v_last FROM audit_seal AS s ORDER BY s.number DESC LIMIT 1;
    IF FOUND THEN
        v_previous := encode(sha256(convert_to(v_last.record, 'UTF8') || v_last.signature), 'hex');
    END IF;
    IF p_number <> coalesce(v_last.number, 0) + 1
        OR p_from::xid8 <> coalesce(v_last.to_transaction, '0')
        OR p_to::xid8 > pg_snapshot_xmin(pg_current_snapshot())
        OR split_part(p_record, chr(10), 3) <> 'previous ' || v_previous
    THEN
        RETURN false;
    END IF;
    INSERT INTO audit_seal (number, record, signature, from_transaction, to_transaction, sealed_at)
    VALUES (p_number, p_record, p_signature, p_from::xid8, p_to::xid8,
            substr(split_part(p_record, chr(10), 4), length('sealed-at ') + 1)::timestamptz)
    ON CONFLICT ON CONSTRAINT audit_seal_pkey DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF v_dropped IS NOT NULL THEN
        INSERT INTO audit_drop (month, number) VALUES (v_dropped, p_number);
    END IF;
    INSERT INTO audit_seal_account (number, account_id, events, root)
    SELECT p_number, a.account_id, a.events, a.root
    FROM unnest(p_accounts, p_events, p_roots) AS a (account_id, events, root);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_seal_append(
    bigint, text, bytea, text, text, text[], bigint[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_seal_append(
    bigint, text, bytea, text, text, text[], bigint[], bytea[]) TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_seal_append(
    bigint, text, bytea, text, text, text[], bigint[], bytea[]) IS
    'Appends a seal and what it says of each account, and the month whose drop it states, if it '
    'does. False, and nothing is done, when it does '
    'not continue the last one (number, transactions, hash) or reaches transactions that may '
    'still be running. Raises when p_record is no seal''s or says otherwise than the arguments.';
