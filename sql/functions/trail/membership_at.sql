CREATE OR REPLACE FUNCTION memberhub.membership_at(
    p_time timestamptz, p_account_id text
) RETURNS TABLE (
    service text, region text, administrator_id text, member_id text, state text,
    since timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT m.service, m.region, m.administrator_id, m.member_id, m.state, m.since
    FROM (
        -- The last move up to then; of a relationship that has none, because what is older was
        -- dropped, the next one says where it came from.
        SELECT DISTINCT ON (e.service, e.region, e.administrator_id, e.member_id)
               e.service, e.region, e.administrator_id, e.member_id,
               CASE WHEN e.event_time <= p_time THEN e.to_state ELSE e.from_state END AS state,
               CASE WHEN e.event_time <= p_time AND e.to_state <> e.from_state
                    THEN e.event_time END AS since
        FROM (SELECT f.service, f.region, f.administrator_id, f.member_id, f.from_state, f.to_state,
                     f.event_time, f.sequence, f.position
              FROM audit_effect AS f
              UNION ALL
              -- How it stood by the events that were dropped, at the end of their month.
              SELECT w[4], w[5], w[6], w[7], w[8], w[8],
                     (to_date(l.month, 'YYYY-MM')::timestamp + interval '1 month')
                         AT TIME ZONE 'UTC' - interval '1 ms', w[2]::bigint, 0
              FROM audit_drop_line AS l
              JOIN audit_drop AS d ON d.month = l.month
              CROSS JOIN LATERAL string_to_array(l.line, ' ') AS w
              WHERE l.line LIKE 'state % relationship %') AS e
        WHERE p_account_id IS NULL OR p_account_id IN (e.administrator_id, e.member_id)
        ORDER BY e.service, e.region, e.administrator_id, e.member_id, e.event_time <= p_time DESC,
                 CASE WHEN e.event_time <= p_time THEN -e.sequence ELSE e.sequence END,
                 CASE WHEN e.event_time <= p_time THEN -e.position ELSE e.position END
    ) AS m
    WHERE m.state IN ('Enabled', 'Disabled')
    ORDER BY m.service, m.region, m.administrator_id, m.member_id;
END
$$;
REVOKE ALL ON FUNCTION memberhub.membership_at(timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.membership_at(timestamptz, text) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.membership_at(timestamptz, text) IS
    'Which accounts were associated at p_time, so that the administrator saw the member''s '
    'findings: those of one account on either side, or all (NULL). From the trail alone, not from '
    'how relationships stand; nothing is known of before its first event. since: when that state '
    'began; NULL when the trail no longer tells. Reads all that is kept of the trail.';
