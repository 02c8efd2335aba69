CREATE OR REPLACE FUNCTION memberhub.session_tags_fault(
    p_tag_keys text[], p_transitive_keys text[], p_inherited jsonb
) RETURNS text
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    -- Two keys that differ in letter case alone are the same key.
    v_keys text[] := ARRAY(SELECT lower(k) FROM unnest(p_tag_keys) AS k);
    v_transitive text[] := ARRAY(SELECT lower(k) FROM unnest(p_transitive_keys) AS k);
BEGIN
    RETURN CASE
        WHEN (SELECT count(*) <> count(DISTINCT k) FROM unnest(v_keys) AS k)
        THEN 'duplicate_tag_keys'
        WHEN EXISTS (SELECT FROM unnest(v_keys) AS k WHERE starts_with(k, 'aws:'))
        THEN 'reserved_tag_key'
        WHEN EXISTS (SELECT FROM jsonb_array_elements(p_inherited) AS i
                     WHERE lower(i.value ->> 'key') = ANY (v_keys || v_transitive))
        THEN 'transitive_tag_conflict'
        WHEN NOT v_transitive <@ v_keys
        THEN 'transitive_tag_missing' END;
END
$$;
REVOKE ALL ON FUNCTION memberhub.session_tags_fault(text[], text[], jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.session_tags_fault(text[], text[], jsonb) IS
    'What is wrong with the tags that a session is asked for, beside those that it inherits; NULL: '
    'nothing.';

CREATE OR REPLACE FUNCTION memberhub.packed_policy_size(p_tags jsonb) RETURNS integer
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    -- AWS does not say how it packs. It was seen to call nine tags with keys of 2 and values of 250
    -- characters 498 %: what that makes of key, value and two bytes for each tag is 100 %.
    c_allotted CONSTANT integer := 459;
BEGIN
    RETURN (
        SELECT CASE WHEN count(*) > 0 THEN greatest(1, floor(sum(
                   octet_length(t.value ->> 'key') + octet_length(t.value ->> 'value') + 2
               ) * 100.0 / c_allotted)) END
        FROM jsonb_array_elements(p_tags) AS t);
END
$$;
REVOKE ALL ON FUNCTION memberhub.packed_policy_size(jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.packed_policy_size(jsonb) IS
    'How much of a session''s room its tags take, in per cent; NULL: it has none.';

CREATE OR REPLACE FUNCTION memberhub.assume_role(
    p_caller memberhub.caller, p_role_arn text, p_session_name text, p_duration_s integer,
    p_access_key_id text, p_may_assume boolean, p_tag_keys text[] DEFAULT NULL,
    p_tag_values text[] DEFAULT NULL, p_transitive_keys text[] DEFAULT NULL,
    p_source_identity text DEFAULT NULL, p_session jsonb DEFAULT NULL
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    -- partition, account, name; the form is checked before
    v_role text[] := regexp_match(p_role_arn, '^arn:([^:]*):iam::([0-9]{12}):role/(?:.*/)?([^/]+)$');
    v_role_id text := 'AROA' || upper(substr(
        encode(sha256(convert_to(v_role[2] || '/' || v_role[3], 'UTF8')), 'hex'), 1, 17));
    v_now timestamptz := now_ms();
    v_expiration timestamptz := date_trunc('second', v_now) + make_interval(secs => p_duration_s);
    -- A session is named in the partition of its region, whatever the role was named in.
    v_partition text := split_part(p_caller.identity ->> 'arn', ':', 2);
    v_inherited jsonb := coalesce((
        SELECT jsonb_agg(t.value ORDER BY t.position)
        FROM jsonb_array_elements(p_session -> 'tags') WITH ORDINALITY AS t (value, position)
        WHERE (t.value ->> 'transitive')::boolean), '[]');
    v_source_identity text := coalesce(p_session ->> 'source_identity', p_source_identity);
    v_begun record;
    v_account_epoch bigint;
    v_usable boolean := false;
    v_fault text;
    v_tags jsonb;
    v_packed integer;
    v_result json;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    p_caller.parameters := p_caller.parameters || jsonb_strip_nulls(jsonb_build_object(
        'sourceIdentity', v_source_identity, 'incomingTransitiveTags', (
            SELECT jsonb_object_agg(i.value ->> 'key', i.value ->> 'value')
            FROM jsonb_array_elements(v_inherited) AS i)));
    IF p_may_assume THEN
        SELECT o.access_epoch, o.usable INTO v_account_epoch, v_usable
        FROM test_account_open(v_role[2]) AS o;
    END IF;
    IF v_usable IS NOT TRUE THEN
        RETURN call_end(p_caller, 'access_denied',
                        ARRAY[p_caller.identity ->> 'arn', 'sts:AssumeRole', p_role_arn]);
    END IF;
    IF p_source_identity <> v_source_identity THEN
        RETURN call_end(p_caller, 'access_denied',
                        ARRAY[p_caller.identity ->> 'arn', 'sts:SetSourceIdentity', p_role_arn]);
    END IF;
    IF p_caller.identity ->> 'type' = 'AssumedRole' AND p_duration_s > 3600 THEN
        RETURN call_end(p_caller, 'role_chaining');
    END IF;
    v_fault := session_tags_fault(p_tag_keys, p_transitive_keys, v_inherited);
    IF v_fault IS NOT NULL THEN
        RETURN call_end(p_caller, v_fault);
    END IF;
    v_tags := v_inherited || coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'key', t.key, 'value', t.value, 'transitive', EXISTS (
                SELECT FROM unnest(p_transitive_keys) AS k WHERE lower(k) = lower(t.key)))
            ORDER BY t.position)
        FROM unnest(p_tag_keys, p_tag_values) WITH ORDINALITY AS t (key, value, position)), '[]');
    v_packed := packed_policy_size(v_tags);
    IF v_packed > 100 THEN
        RETURN call_end(p_caller, 'packed_policy_too_large', ARRAY[v_packed::text]);
    END IF;
    v_result := json_strip_nulls(json_build_object(
        'assumed_role_user', json_build_object(
            'assumed_role_id', v_role_id || ':' || p_session_name,
            'arn', format('arn:%s:sts::%s:assumed-role/%s/%s', v_partition, v_role[2], v_role[3],
                          p_session_name)),
        'credentials', json_build_object(
            'access_key_id', p_access_key_id,
            'session', json_build_object(
                'access_key_id', p_access_key_id, 'account_id', v_role[2], 'role', v_role[3],
                'role_id', v_role_id, 'name', p_session_name, 'issued_at', iso_second(v_now),
                'access_epoch', v_account_epoch,
                'expires_s', extract(epoch FROM v_expiration)::bigint,
                'tags', nullif(v_tags, '[]'), 'source_identity', v_source_identity),
            'expiration', iso_second(v_expiration)),
        'packed_policy_size', v_packed::text,
        'source_identity', v_source_identity));
    IF v_role[2] <> p_caller.account_id THEN
        PERFORM assumed_by_another(p_caller, v_role[2], v_result);
    END IF;
    RETURN call_end(p_caller, p_result => v_result);
END
$$;
REVOKE ALL ON FUNCTION memberhub.assume_role(
    memberhub.caller, text, text, integer, text, boolean, text[], text[], text[], text, jsonb)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.assume_role(
    memberhub.caller, text, text, integer, text, boolean, text[], text[], text[], text, jsonb)
    TO memberhub_app;
COMMENT ON FUNCTION memberhub.assume_role(
    memberhub.caller, text, text, integer, text, boolean, text[], text[], text[], text, jsonb) IS
    'AssumeRole: says who the session of p_access_key_id, which is new, will be and until when; '
    'stores nothing but the events, the retry key and the role''s account if it was never used. '
    'Every role of every test account is there and trusts every test account, which p_may_assume '
    'says that the caller is. p_tag_values stands beside p_tag_keys. p_session: of a caller that '
    'is a session itself, its tags [{key, value, transitive}] and source_identity; both go on to '
    'the new session, of the tags those that are transitive. Faults: access_denied, '
    'role_chaining, duplicate_tag_keys, reserved_tag_key, transitive_tag_conflict, '
    'transitive_tag_missing, packed_policy_too_large.';

CREATE OR REPLACE FUNCTION memberhub.assumed_by_another(
    p_caller memberhub.caller, p_account_id text, p_result json
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    -- Of a root user there is no more to say than its account.
    p_caller.identity := jsonb_strip_nulls(jsonb_build_object(
        'type', 'AWSAccount',
        'principalId', CASE WHEN p_caller.identity ->> 'type' <> 'Root'
                            THEN p_caller.identity ->> 'principalId' END,
        'accountId', p_caller.account_id));
    p_caller.account_id := p_account_id;
    PERFORM audit_append(ARRAY[ROW(p_caller, NULL, NULL, p_result, NULL, false,
                                   NULL)::audit_entry]);
END
$$;
REVOKE ALL ON FUNCTION memberhub.assumed_by_another(memberhub.caller, text, json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.assumed_by_another(memberhub.caller, text, json) IS
    'Appends the event that an account has of a call of another account''s that assumed a role in '
    'it: the call is the same, of the caller it tells the account and the principal''s id.';
