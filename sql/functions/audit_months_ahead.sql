CREATE OR REPLACE FUNCTION memberhub.audit_months_ahead(

) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_month timestamp := date_trunc('month', now_ms() AT TIME ZONE 'UTC');
    v_ahead integer := -1;
BEGIN
    WHILE v_ahead < 12 AND to_regclass('memberhub.audit_event_' || to_char(
            v_month + (v_ahead + 1) * interval '1 month', 'YYYY_MM')) IS NOT NULL LOOP
        v_ahead := v_ahead + 1;
    END LOOP;
    RETURN v_ahead;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_months_ahead() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_months_ahead() TO memberhub_app;
COMMENT ON FUNCTION memberhub.audit_months_ahead() IS
    'For how many months after this one the trail has a place, at most 12; -1: not even for this '
    'one, and every change fails.';
