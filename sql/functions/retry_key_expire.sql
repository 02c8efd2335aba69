CREATE OR REPLACE FUNCTION memberhub.retry_key_expire(p_limit integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_count bigint;
BEGIN
    -- A day: an SDK's retries end within minutes; a later repeat meets the state machine.
    DELETE FROM retry_key AS k
    WHERE k.key IN (SELECT o.key FROM retry_key AS o
                    WHERE o.created_at < clock_timestamp() - interval '24 hours'
                    LIMIT p_limit);
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END
$$;
REVOKE ALL ON FUNCTION memberhub.retry_key_expire(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.retry_key_expire(integer) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.retry_key_expire(integer) IS
    'Deletes at most p_limit retry keys older than a day, and says how many.';
