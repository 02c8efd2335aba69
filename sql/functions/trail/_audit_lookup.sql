-- Helpers of lookup_events(), which has set the search path for them.

CREATE OR REPLACE FUNCTION memberhub.audit_about(p_caller memberhub.caller) RETURNS jsonb
LANGUAGE sql STABLE
RETURN (
    SELECT jsonb_object_agg(s.name, jsonb_build_object(
        'type', s.enrollment_type, 'member_type', s.member_type,
        'name', memberhub.arn_of(s.enrollment_arn, (p_caller).region, (p_caller).account_id)))
    -- By its key: lookup_events() forbids to read a table from end to end.
    FROM memberhub.service AS s WHERE s.name > '');
REVOKE ALL ON FUNCTION memberhub.audit_about(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_about(memberhub.caller) IS
    'By service, what the caller''s events are about beside what they say themselves: type and name '
    'of its enrollment (null where an id in the event names it), and the type of members.';

CREATE OR REPLACE FUNCTION memberhub.audit_resources(
    p_about jsonb, p_attributes memberhub.audit_attributes
) RETURNS json
LANGUAGE sql STABLE
RETURN (
    SELECT coalesce(json_agg(json_build_object(
        'resource_type', r.type, 'resource_name', r.name)), '[]')
    FROM (
        SELECT o.type, o.name
        FROM (VALUES
            (p_about ->> 'type', coalesce(p_about ->> 'name', (p_attributes).detector_id)),
            ('AWS::IAM::AccessKey', (p_attributes).key_id)) AS o (type, name)
        WHERE o.type IS NOT NULL AND o.name IS NOT NULL
        UNION ALL
        SELECT n.value ->> 'type', n.value ->> 'ARN'
        FROM jsonb_array_elements((p_attributes).resources) AS n
        UNION ALL
        SELECT p_about ->> 'member_type', m.member
        FROM unnest((p_attributes).members) AS m (member)) AS r);
REVOKE ALL ON FUNCTION memberhub.audit_resources(jsonb, memberhub.audit_attributes) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_resources(jsonb, memberhub.audit_attributes) IS
    'What an event was about, as LookupEvents shows it: the hub, detector or key, and the members '
    'whose relationships were moved, at most fifty. p_about: what audit_about() has of its service.';

CREATE OR REPLACE FUNCTION memberhub.audit_sought(
    p_about jsonb, p_type text, p_name text,
    OUT always text[], OUT by_id text[], OUT by_members text[]
)
LANGUAGE sql IMMUTABLE
RETURN (
    SELECT ROW(
        coalesce(array_agg(s.key) FILTER (
            WHERE s.value ->> 'name' = p_name
               OR (s.value ->> 'type' = p_type AND s.value ->> 'name' IS NOT NULL)), '{}'),
        coalesce(array_agg(s.key) FILTER (
            WHERE s.value ->> 'type' = p_type AND s.value ->> 'name' IS NULL), '{}'),
        coalesce(array_agg(s.key) FILTER (WHERE s.value ->> 'member_type' = p_type), '{}'))
    FROM jsonb_each(p_about) AS s);
REVOKE ALL ON FUNCTION memberhub.audit_sought(jsonb, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_sought(jsonb, text, text) IS
    'The services whose events are about what is sought, by type or by name, of which the other is '
    'NULL: all their events, those that have an id, those that moved members. p_about: audit_about().';

CREATE OR REPLACE FUNCTION memberhub.audit_is_about(
    p_always text[], p_by_id text[], p_by_members text[], p_service text,
    p_attributes memberhub.audit_attributes, p_type text, p_name text
) RETURNS boolean
LANGUAGE sql STABLE
RETURN p_service = ANY (p_always) OR CASE
    WHEN p_name IS NOT NULL THEN
        (p_attributes).detector_id IS NOT DISTINCT FROM p_name
        OR (p_attributes).key_id IS NOT DISTINCT FROM p_name
        OR coalesce(p_name = ANY ((p_attributes).members), false)
        OR coalesce((p_attributes).resources
                    @> jsonb_build_array(jsonb_build_object('ARN', p_name)), false)
    ELSE
        (p_service = ANY (p_by_id) AND (p_attributes).detector_id IS NOT NULL)
        OR (p_service = ANY (p_by_members) AND cardinality((p_attributes).members) > 0)
        OR (p_type = 'AWS::IAM::AccessKey' AND (p_attributes).key_id IS NOT NULL)
        OR coalesce((p_attributes).resources
                    @> jsonb_build_array(jsonb_build_object('type', p_type)), false)
    END;
REVOKE ALL ON FUNCTION memberhub.audit_is_about(
    text[], text[], text[], text, memberhub.audit_attributes, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_is_about(
    text[], text[], text[], text, memberhub.audit_attributes, text, text) IS
    'Whether audit_resources() has one of that name, or with p_name NULL one of that type; without '
    'making the list, for thousands are asked. The arrays are audit_sought()''s.';

CREATE OR REPLACE FUNCTION memberhub.audit_event_text(
    p_about jsonb, p_event_id uuid, p_event_time timestamptz, p_service text,
    p_event_name text, p_attributes memberhub.audit_attributes, p_record text
) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_head text := json_strip_nulls(json_build_object(
        'event_id', p_event_id, 'event_name', p_event_name,
        'read_only', p_attributes.read_only, 'access_key_id', p_attributes.access_key_id,
        'event_time', round(extract(epoch FROM p_event_time), 3),
        'event_source', p_service || '.amazonaws.com', 'username', p_attributes.username,
        'resources', audit_resources(p_about, p_attributes)))::text;
BEGIN
    -- The record is quoted and not looked into.
    RETURN left(v_head, -1) || ',"cloudtrail_event":' || to_json(p_record)::text || '}';
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_event_text(
    jsonb, uuid, timestamptz, text, text, memberhub.audit_attributes, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_event_text(
    jsonb, uuid, timestamptz, text, text, memberhub.audit_attributes, text) IS
    'An event as LookupEvents shows it: the text of a JSON object. p_about: what audit_about() has of '
    'its service.';

-- What these were before. Not in a migration: until lookup_events() is here, calls need them.
DROP FUNCTION IF EXISTS memberhub.audit_resources(
    memberhub.caller, text, memberhub.audit_attributes);
DROP FUNCTION IF EXISTS memberhub.audit_is_about(
    memberhub.caller, text, memberhub.audit_attributes, text, text);
DROP FUNCTION IF EXISTS memberhub.audit_event_text(
    memberhub.caller, uuid, timestamptz, text, text, memberhub.audit_attributes, text);
