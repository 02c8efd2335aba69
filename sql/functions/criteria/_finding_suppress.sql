CREATE OR REPLACE FUNCTION memberhub.filters_owner(p_caller memberhub.caller) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN coalesce(administrator_of(p_caller.service, p_caller.region, p_caller.account_id), p_caller.account_id);
END
$$;
REVOKE ALL ON FUNCTION memberhub.filters_owner(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.filters_owner(memberhub.caller) IS
    'Whose filters an account''s new findings meet: its administrator''s, or its own.';

CREATE OR REPLACE FUNCTION memberhub.finding_archive(
    p_service text, p_region text, p_account_id text, p_keys uuid[], p_archived boolean, p_at timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_put jsonb;
BEGIN
    PERFORM findings_lock(p_service, p_region, p_account_id, p_keys);
    SELECT jsonb_agg(jsonb_build_object('document', jsonb_set(f.document, '{service,archived}', to_jsonb(p_archived))))
    INTO v_put
    FROM finding AS f
    WHERE f.service = p_service AND f.region = p_region AND f.account_id = p_account_id AND f.key = ANY (p_keys);
    IF v_put IS NOT NULL THEN
        PERFORM finding_put(p_service, p_region, p_account_id, v_put, NULL, NULL, p_at);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_archive(text, text, text, uuid[], boolean, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_archive(text, text, text, uuid[], boolean, timestamptz) IS
    'Says of findings of an account whether they are archived.';

CREATE OR REPLACE FUNCTION memberhub.finding_suppress(
    p_caller memberhub.caller, p_keys uuid[], p_at timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_conditions jsonb;
    v_matching uuid[];
BEGIN
    FOR v_conditions IN
        SELECT c.conditions FROM criteria_filter AS c
        WHERE c.region = p_caller.region AND c.account_id = filters_owner(p_caller) AND c.action = 'ARCHIVE'
        ORDER BY c.rank, c.created_at, c.name
    LOOP
        SELECT coalesce(array_agg(m.key), '{}') INTO v_matching
        FROM finding_matches(p_caller.service, ARRAY[p_caller.region], ARRAY[p_caller.account_id], v_conditions,
                             'infinity', p_keys) AS m;
        PERFORM finding_archive(p_caller.service, p_caller.region, p_caller.account_id, v_matching, true, p_at);
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_suppress(memberhub.caller, uuid[], timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_suppress(memberhub.caller, uuid[], timestamptz) IS
    'Archives those of an account''s new findings that a suppressing filter matches.';

CREATE OR REPLACE FUNCTION memberhub.detector_finding_keys(p_ids text[]) RETURNS uuid[]
LANGUAGE sql IMMUTABLE
RETURN ARRAY(SELECT i::uuid FROM unnest(p_ids) AS i WHERE i ~ '^[0-9a-f]{32}$');
REVOKE ALL ON FUNCTION memberhub.detector_finding_keys(text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.detector_finding_keys(text[]) IS
    'The keys of findings of GuardDuty with these ids; what is no id has none.';
