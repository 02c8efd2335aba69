CREATE OR REPLACE FUNCTION memberhub.audit_viewers(
    p_account_id text, p_from timestamptz, p_to timestamptz
) RETURNS TABLE (
    viewed_at timestamptz, service text, region text, viewer text, viewer_account_id text, operation text,
    findings bigint, invitation_id text, event_id uuid, sealed boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_sealed xid8 := (SELECT max(s.to_transaction) FROM audit_seal AS s);
    -- Who was ever one side of a relationship with it, by the trail, and itself.
    v_viewers text[] := ARRAY(
        SELECT p_account_id
        UNION
        SELECT f.administrator_id FROM audit_effect AS f WHERE f.member_id = p_account_id
        UNION
        SELECT w[6] FROM audit_drop_line AS l CROSS JOIN LATERAL string_to_array(l.line, ' ') AS w
        WHERE l.line LIKE 'state % relationship %' AND w[7] = p_account_id);
BEGIN
    RETURN QUERY
    SELECT e.event_time::timestamptz, e.service, v.value ->> 'region', e.record::json #>> '{userIdentity,arn}',
           e.account_id, e.event_name, (v.value ->> 'findings')::bigint, v.value ->> 'invitationId', e.event_id,
           coalesce(e.transaction_id < v_sealed, false)
    FROM audit_event AS e
    CROSS JOIN LATERAL json_array_elements(e.record::json #> '{additionalEventData,views}') AS v
    WHERE e.account_id = ANY (v_viewers) AND e.record LIKE '%"views"%'
      AND e.event_time >= coalesce(p_from, '-infinity') AND e.event_time < coalesce(p_to, 'infinity')
      AND v.value ->> 'accountId' = p_account_id
    UNION ALL
    -- When nobody can tell.
    SELECT e.event_time::timestamptz, NULL, NULL, NULL, NULL, e.event_name, NULL, NULL, e.event_id,
           coalesce(e.transaction_id < v_sealed, false)
    FROM audit_event AS e
    WHERE e.account_id = '000000000000' AND e.service = 'cloudtrail'
      AND e.event_name IN ('TrailViewsUnrecorded', 'TrailViewsRecorded')
      AND e.event_time < coalesce(p_to, 'infinity')
    ORDER BY 1, 9;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_viewers(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.audit_viewers(text, timestamptz, timestamptz) TO memberhub_admin;
COMMENT ON FUNCTION memberhub.audit_viewers(text, timestamptz, timestamptz) IS
    'Who saw how many findings of an account, from p_from on and before p_to (NULL: without end), by which invitation (NULL: '
    'its own), and whether that is sealed; and when views began to leave no events and left them again, of which those before '
    'p_from count as well. From the trail alone.';
