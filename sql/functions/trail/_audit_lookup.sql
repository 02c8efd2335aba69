CREATE OR REPLACE FUNCTION memberhub.audit_resources(
    p_caller memberhub.caller, p_service text, p_attributes memberhub.audit_attributes
) RETURNS json
LANGUAGE sql STABLE
RETURN (
    SELECT coalesce(json_agg(json_build_object(
        'resource_type', r.type, 'resource_name', r.name)), '[]')
    FROM (
        SELECT o.type, o.name
        FROM (VALUES
            ('AWS::SecurityHub::Hub', CASE p_service WHEN 'securityhub'
                THEN memberhub.hub_arn((p_caller).region, (p_caller).account_id) END),
            ('AWS::GuardDuty::Detector', (p_attributes).detector_id),
            ('AWS::IAM::AccessKey', (p_attributes).key_id)) AS o (type, name)
        WHERE o.name IS NOT NULL
        UNION ALL
        SELECT n.value ->> 'type', n.value ->> 'ARN'
        FROM jsonb_array_elements((p_attributes).resources) AS n
        UNION ALL
        SELECT CASE p_service WHEN 'guardduty' THEN 'AWS::GuardDuty::Member'
                              ELSE 'AWS::SecurityHub::Member' END, m.member
        FROM unnest((p_attributes).members) AS m (member)) AS r);
REVOKE ALL ON FUNCTION memberhub.audit_resources(
    memberhub.caller, text, memberhub.audit_attributes) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_resources(
    memberhub.caller, text, memberhub.audit_attributes) IS
    'What an event of the caller''s was about, as LookupEvents shows it: the hub, detector or key, '
    'and the members whose relationships were moved, at most fifty.';

CREATE OR REPLACE FUNCTION memberhub.audit_is_about(
    p_caller memberhub.caller, p_service text, p_attributes memberhub.audit_attributes,
    p_type text, p_name text
) RETURNS boolean
LANGUAGE sql STABLE
RETURN CASE
    WHEN p_name IS NOT NULL THEN
        (p_attributes).detector_id IS NOT DISTINCT FROM p_name
        OR (p_attributes).key_id IS NOT DISTINCT FROM p_name
        OR coalesce(p_name = ANY ((p_attributes).members), false)
        OR coalesce((p_attributes).resources
                    @> jsonb_build_array(jsonb_build_object('ARN', p_name)), false)
        OR (p_service = 'securityhub'
            AND p_name = memberhub.hub_arn((p_caller).region, (p_caller).account_id))
    ELSE CASE p_type
        WHEN 'AWS::SecurityHub::Hub' THEN p_service = 'securityhub'
        WHEN 'AWS::GuardDuty::Detector' THEN (p_attributes).detector_id IS NOT NULL
        WHEN 'AWS::GuardDuty::Member' THEN
            p_service = 'guardduty' AND cardinality((p_attributes).members) > 0
        WHEN 'AWS::SecurityHub::Member' THEN
            p_service <> 'guardduty' AND cardinality((p_attributes).members) > 0
        WHEN 'AWS::IAM::AccessKey' THEN (p_attributes).key_id IS NOT NULL
        ELSE false END
        OR coalesce((p_attributes).resources
                    @> jsonb_build_array(jsonb_build_object('type', p_type)), false)
    END;
REVOKE ALL ON FUNCTION memberhub.audit_is_about(
    memberhub.caller, text, memberhub.audit_attributes, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_is_about(
    memberhub.caller, text, memberhub.audit_attributes, text, text) IS
    'Whether audit_resources() has one of that name, or with p_name NULL one of that type; without '
    'making the list, for thousands are asked.';

CREATE OR REPLACE FUNCTION memberhub.audit_event_text(
    p_caller memberhub.caller, p_event_id uuid, p_event_time timestamptz, p_service text,
    p_event_name text, p_attributes memberhub.audit_attributes, p_record text
) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_head text := json_strip_nulls(json_build_object(
        'event_id', p_event_id, 'event_name', p_event_name,
        'read_only', p_attributes.read_only, 'access_key_id', p_attributes.access_key_id,
        'event_time', round(extract(epoch FROM p_event_time), 3),
        'event_source', p_service || '.amazonaws.com', 'username', p_attributes.username,
        'resources', audit_resources(p_caller, p_service, p_attributes)))::text;
BEGIN
    -- The record is quoted and not looked into.
    RETURN left(v_head, -1) || ',"cloudtrail_event":' || to_json(p_record)::text || '}';
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_event_text(
    memberhub.caller, uuid, timestamptz, text, text, memberhub.audit_attributes, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_event_text(
    memberhub.caller, uuid, timestamptz, text, text, memberhub.audit_attributes, text) IS
    'An event of the caller''s as LookupEvents shows it: the text of a JSON object.';
