CREATE OR REPLACE FUNCTION memberhub.audit_seal_confirm() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    -- The lock is written to the log, so this call's own commit waits for a synchronous standby,
    -- behind the seal's.
    RETURN (SELECT s.number FROM audit_seal AS s ORDER BY s.number DESC LIMIT 1 FOR KEY SHARE);
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_seal_confirm() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_seal_confirm() TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_seal_confirm() IS
    'The number of the last seal (NULL: there is none). When the call has succeeded without a '
    'warning, that seal and all before it outlive a fail-over to the synchronous standby.';
