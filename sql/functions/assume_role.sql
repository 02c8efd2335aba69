CREATE OR REPLACE FUNCTION memberhub.assume_role(
    p_caller memberhub.caller, p_role_arn text, p_session_name text, p_duration_s integer,
    p_access_key_id text, p_may_assume boolean
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
    v_begun record;
    v_account_epoch bigint;
    v_usable boolean := false;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF p_may_assume THEN
        SELECT o.access_epoch, o.usable INTO v_account_epoch, v_usable
        FROM test_account_open(v_role[2]) AS o;
    END IF;
    IF NOT v_usable THEN
        RETURN call_end(p_caller, 'access_denied',
                        ARRAY[p_caller.identity ->> 'arn', 'sts:AssumeRole', p_role_arn]);
    END IF;
    IF p_caller.identity ->> 'type' = 'AssumedRole' AND p_duration_s > 3600 THEN
        RETURN call_end(p_caller, 'role_chaining');
    END IF;
    RETURN call_end(p_caller, NULL, NULL, json_build_object(
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
                'expires_s', extract(epoch FROM v_expiration)::bigint),
            'expiration', iso_second(v_expiration))));
END
$$;
REVOKE ALL ON FUNCTION memberhub.assume_role(memberhub.caller, text, text, integer, text, boolean)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.assume_role(
    memberhub.caller, text, text, integer, text, boolean) TO memberhub_app;
COMMENT ON FUNCTION memberhub.assume_role(
    memberhub.caller, text, text, integer, text, boolean) IS
    'AssumeRole: says who the session of p_access_key_id, which is new, will be and until when; '
    'stores nothing but the event, the retry key and the role''s account if it was never used. Every role of every test account is there and '
    'trusts every test account, which p_may_assume says that the caller is. Faults: access_denied, '
    'role_chaining.';
