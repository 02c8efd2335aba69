CREATE OR REPLACE FUNCTION memberhub.get_member_detectors(
    p_caller memberhub.caller, p_account_ids text[]
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetMemberDetectors');
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    RETURN success((
        SELECT json_build_object(
            'members', coalesce(
                json_agg(json_build_object(
                    'account_id', m.account_id, 'data_sources', v.data_sources,
                    'features', v.features) ORDER BY m.position)
                    FILTER (WHERE (m.detector).account_id IS NOT NULL), '[]'),
            'unprocessed', coalesce(
                json_agg(json_build_object('account_id', m.account_id, 'fault', 'not_associated')
                         ORDER BY m.position)
                    FILTER (WHERE (m.detector).account_id IS NULL), '[]'))
        FROM (SELECT u.account_id, min(u.position) AS position, (
                  -- LIMIT: one look by the whole key, whatever the planner thinks.
                  SELECT e FROM relationship AS r
                  JOIN enrollment AS e ON e.service = r.service AND e.region = r.region
                      AND e.account_id = r.member_id
                  WHERE r.service = p_caller.service AND r.region = p_caller.region
                    AND r.administrator_id = p_caller.account_id AND r.member_id = u.account_id
                    AND r.state IN ('Enabled', 'Disabled')
                  LIMIT 1) AS detector
              FROM unnest(p_account_ids) WITH ORDINALITY AS u (account_id, position)
              GROUP BY u.account_id) AS m
        LEFT JOIN LATERAL detector_views(m.detector, false) AS v ON true));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_member_detectors(memberhub.caller, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_member_detectors(memberhub.caller, text[]) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_member_detectors(memberhub.caller, text[]) IS
    'GetMemberDetectors: what the detectors of the caller''s associated members among '
    'p_account_ids watch, in that order. Faults: detector_not_owned. For single accounts: '
    'not_associated.';
