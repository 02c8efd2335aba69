CREATE OR REPLACE FUNCTION memberhub.delete_detector(
    p_caller memberhub.caller
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN enrollment_end(p_caller, 'DeleteDetector');
END
$$;
REVOKE ALL ON FUNCTION memberhub.delete_detector(memberhub.caller) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.delete_detector(memberhub.caller) TO memberhub_app;
COMMENT ON FUNCTION memberhub.delete_detector(memberhub.caller) IS
    'DeleteDetector: ends the caller''s detector, with its settings and tags. A member becomes '
    'Removed; an administrator without invited or associated members loses its other '
    'relationships. Faults: detector_not_owned, delete_detector_refused.';
