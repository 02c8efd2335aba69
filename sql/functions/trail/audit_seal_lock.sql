CREATE OR REPLACE FUNCTION memberhub.audit_seal_lock() RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
    -- "memberse" in ASCII: a number that nobody else in the cluster will choose.
    SELECT pg_try_advisory_lock(7882826992158143333);
$$;
REVOKE ALL ON FUNCTION memberhub.audit_seal_lock() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_seal_lock() TO memberhub_sealer;
COMMENT ON FUNCTION memberhub.audit_seal_lock() IS
    'Makes this session the one that seals, until it ends: false while another session is.';
