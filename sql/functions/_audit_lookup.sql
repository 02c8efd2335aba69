CREATE OR REPLACE FUNCTION memberhub.audit_username(p_identity json) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE p_identity ->> 'type'
    WHEN 'Root' THEN 'root'
    -- AROA...:session-name
    WHEN 'AssumedRole' THEN split_part(p_identity ->> 'principalId', ':', 2)
    ELSE coalesce(p_identity ->> 'userName', p_identity ->> 'invokedBy') END;
REVOKE ALL ON FUNCTION memberhub.audit_username(json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_username(json) IS
    'The name that LookupEvents gives a userIdentity.';

CREATE OR REPLACE FUNCTION memberhub.audit_resources(
    p_event memberhub.audit_event
) RETURNS TABLE (resource_type text, resource_name text)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_record json := p_event.record::json;
BEGIN
    RETURN QUERY
    SELECT r.type, r.name
    FROM (VALUES
        ('AWS::SecurityHub::Hub', CASE p_event.service
            WHEN 'securityhub' THEN hub_arn(p_event.region, p_event.account_id) END),
        ('AWS::GuardDuty::Detector', coalesce(v_record #>> '{requestParameters,detectorId}',
                                              v_record #>> '{responseElements,detectorId}')),
        ('AWS::IAM::AccessKey', v_record #>> '{requestParameters,accessKeyId}'),
        ('AWS::IAM::AccessKey', v_record #>> '{responseElements,credentials,accessKeyId}'),
        ('AWS::STS::AssumedRole', v_record #>> '{responseElements,assumedRoleUser,assumedRoleId}'),
        ('AWS::STS::AssumedRole', v_record #>> '{responseElements,assumedRoleUser,arn}'),
        ('AWS::IAM::Role', v_record #>> '{resources,0,ARN}')
    ) AS r (type, name)
    WHERE r.name IS NOT NULL;
    RETURN QUERY
    SELECT CASE p_event.service WHEN 'guardduty' THEN 'AWS::GuardDuty::Member'
                                ELSE 'AWS::SecurityHub::Member' END, x.member
    FROM json_to_recordset(p_event.effects) AS x (member text)
    -- A call names at most fifty accounts; what the program notes of itself may name all.
    LIMIT 50;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_resources(memberhub.audit_event) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_resources(memberhub.audit_event) IS
    'What an event was about, as LookupEvents shows it: the hub, detector or key, and the members '
    'whose relationships were moved, at most fifty.';

CREATE OR REPLACE FUNCTION memberhub.audit_matches(
    p_event memberhub.audit_event, p_attribute_key text, p_attribute_value text
) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN CASE p_attribute_key
        WHEN 'EventId' THEN p_event.event_id::text = p_attribute_value
        WHEN 'EventName' THEN p_event.event_name = p_attribute_value
        WHEN 'EventSource' THEN p_event.service || '.amazonaws.com' = p_attribute_value
        WHEN 'ReadOnly' THEN p_event.record::json ->> 'readOnly' = p_attribute_value
        WHEN 'Username' THEN
            audit_username(p_event.record::json -> 'userIdentity') = p_attribute_value
        WHEN 'AccessKeyId' THEN
            p_event.record::json #>> '{userIdentity,accessKeyId}' = p_attribute_value
        WHEN 'ResourceType' THEN EXISTS (
            SELECT FROM audit_resources(p_event) AS r WHERE r.resource_type = p_attribute_value)
        WHEN 'ResourceName' THEN EXISTS (
            SELECT FROM audit_resources(p_event) AS r WHERE r.resource_name = p_attribute_value)
        ELSE p_attribute_key IS NULL END;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_matches(memberhub.audit_event, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_matches(memberhub.audit_event, text, text) IS
    'Whether an event has the attribute that LookupEvents asks for; NULL: every event has.';

CREATE OR REPLACE FUNCTION memberhub.audit_event_json(p_event memberhub.audit_event) RETURNS json
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_record json := p_event.record::json;
BEGIN
    RETURN json_strip_nulls(json_build_object(
        'event_id', p_event.event_id, 'event_name', p_event.event_name,
        'read_only', v_record ->> 'readOnly',
        'access_key_id', v_record #>> '{userIdentity,accessKeyId}',
        'event_time', round(extract(epoch FROM p_event.event_time), 3),
        'event_source', p_event.service || '.amazonaws.com',
        'username', audit_username(v_record -> 'userIdentity'),
        'resources', coalesce((SELECT json_agg(r) FROM audit_resources(p_event) AS r), '[]'),
        'cloudtrail_event', p_event.record));
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_event_json(memberhub.audit_event) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_event_json(memberhub.audit_event) IS
    'An event as LookupEvents shows it.';
