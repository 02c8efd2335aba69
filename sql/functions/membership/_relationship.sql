CREATE OR REPLACE FUNCTION memberhub.administrator_of(
    p_service text, p_region text, p_account_id text
) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT r.administrator_id FROM relationship AS r
        WHERE r.service = p_service AND r.region = p_region AND r.member_id = p_account_id
          AND r.state IN ('Enabled', 'Disabled'));
END
$$;
REVOKE ALL ON FUNCTION memberhub.administrator_of(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.administrator_of(text, text, text) IS
    'The administrator that an account is an associated member of, or NULL.';

CREATE OR REPLACE FUNCTION memberhub.has_members(
    p_service text, p_region text, p_account_id text
) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM enrollment AS e
        WHERE e.service = p_service AND e.region = p_region AND e.account_id = p_account_id
          AND e.members_active > 0);
END
$$;
REVOKE ALL ON FUNCTION memberhub.has_members(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.has_members(text, text, text) IS
    'Whether an account has created, invited or associated members. Removed and resigned ones do '
    'not count.';

CREATE OR REPLACE FUNCTION memberhub.member_detector(p_row memberhub.relationship) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    IF p_row.service <> 'guardduty' OR p_row.state NOT IN ('Enabled', 'Disabled') THEN
        RETURN NULL;
    END IF;
    RETURN (
        SELECT e.detector_id FROM enrollment AS e
        WHERE e.service = p_row.service AND e.region = p_row.region
          AND e.account_id = p_row.member_id);
END
$$;
REVOKE ALL ON FUNCTION memberhub.member_detector(memberhub.relationship) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.member_detector(memberhub.relationship) IS
    'The detector that the administrator of a relationship is shown: the member''s, once it is '
    'associated; else NULL.';

CREATE OR REPLACE FUNCTION memberhub.member_json(p_row memberhub.relationship) RETURNS json
LANGUAGE sql STABLE
RETURN json_strip_nulls(json_build_object(
    'account_id', (p_row).member_id, 'email', (p_row).email,
    'administrator_id', (p_row).administrator_id,
    'member_status', (p_row).state, 'invited_at', memberhub.iso_time((p_row).invited_at),
    'updated_at', memberhub.iso_time((p_row).updated_at),
    -- Without a query of its own here, so that it becomes a part of the query that asks.
    'detector_id', CASE WHEN (p_row).service = 'guardduty'
        THEN memberhub.member_detector(p_row) END));
REVOKE ALL ON FUNCTION memberhub.member_json(memberhub.relationship) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.member_json(memberhub.relationship) IS
    'A relationship as its administrator sees it; the member''s detector is shown once it is '
    'associated.';

CREATE OR REPLACE FUNCTION memberhub.invitation_json(p_row memberhub.relationship) RETURNS json
LANGUAGE sql STABLE
RETURN json_build_object(
    'account_id', (p_row).administrator_id, 'invitation_id', (p_row).invitation_id,
    'invited_at', memberhub.iso_time((p_row).invited_at), 'member_status', (p_row).state);
REVOKE ALL ON FUNCTION memberhub.invitation_json(memberhub.relationship) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.invitation_json(memberhub.relationship) IS
    'A relationship as its member sees it.';
