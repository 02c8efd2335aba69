-- Samples of GuardDuty's findings, and the way of its findings into the hub.

CREATE OR REPLACE FUNCTION memberhub.sample_part(
    p_kind text, p_name text, p_region text, p_account_id text
) RETURNS jsonb
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN (SELECT memberhub.arn_of(p.part, p_region, p_account_id)::jsonb FROM sample_part AS p
            WHERE p.kind = p_kind AND p.name = p_name);
END
$$;
REVOKE ALL ON FUNCTION memberhub.sample_part(text, text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.sample_part(text, text, text, text) IS
    'A part of a sample, in a region and of an account; NULL where there is none of that name.';

CREATE OR REPLACE FUNCTION memberhub.sample_document(
    p_type memberhub.finding_type, p_region text, p_account_id text, p_detector_id text, p_at timestamptz
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_id text := replace(gen_random_uuid()::text, '-', '');
    v_at text := memberhub.iso_time(p_at);
    v_words text[] := regexp_match((p_type).name, '^(\w+):(\w+)/(.*)$');
    v_name text := memberhub.sample_part('name', (p_type).resource, p_region, p_account_id) #>> '{}';
    v_evidence jsonb := coalesce(memberhub.sample_part('evidence', (p_type).evidence, p_region, p_account_id), '{}');
BEGIN
    RETURN jsonb_build_object(
        'accountId', p_account_id,
        'arn', concat(memberhub.detector_arn(p_region, p_account_id, p_detector_id), '/finding/', v_id),
        'createdAt', v_at, 'updatedAt', v_at,
        'title', format('%s activity that concerns %s: %s.', v_words[1], v_name, v_words[3]),
        'description', format('%s activity of kind %s was seen (%s), which concerns the %s.', v_words[1], v_words[3],
                              v_words[2], v_name),
        'id', v_id, 'partition', memberhub.partition(p_region), 'region', p_region, 'schemaVersion', '2.0',
        'severity', (p_type).severity, 'type', (p_type).name,
        'resource', memberhub.sample_part('resource', (p_type).resource, p_region, p_account_id)
                    || coalesce(v_evidence -> 'resource', '{}'),
        'service', jsonb_strip_nulls(jsonb_build_object(
            'action', memberhub.sample_part('action', (p_type).action, p_region, p_account_id),
            'additionalInfo', jsonb_build_object('type', 'default', 'value', '{"sample":true}'),
            'archived', false, 'count', 1, 'detectorId', p_detector_id, 'eventFirstSeen', v_at, 'eventLastSeen', v_at,
            'resourceRole', 'TARGET', 'serviceName', 'guardduty')) || coalesce(v_evidence -> 'service', '{}'));
END
$$;
REVOKE ALL ON FUNCTION memberhub.sample_document(
    memberhub.finding_type, text, text, text, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.sample_document(
    memberhub.finding_type, text, text, text, timestamptz) IS
    'A sample of a type of finding, made at p_at.';

CREATE OR REPLACE FUNCTION memberhub.json_flat(p_value jsonb, p_name text) RETURNS jsonb
LANGUAGE sql IMMUTABLE
AS $$
    WITH RECURSIVE part (name, value) AS (
        SELECT p_name, p_value
        UNION ALL
        SELECT concat(p.name, '/', c.name), c.value
        FROM part AS p
        CROSS JOIN LATERAL (
            SELECT o.key, o.value
            FROM jsonb_each(CASE jsonb_typeof(p.value) WHEN 'object' THEN p.value ELSE '{}' END) AS o
            UNION ALL
            SELECT concat(a.place - 1, '_'), a.value
            FROM jsonb_array_elements(CASE jsonb_typeof(p.value) WHEN 'array' THEN p.value ELSE '[]' END)
                 WITH ORDINALITY AS a (value, place)) AS c (name, value)
    )
    SELECT coalesce(jsonb_object_agg(p.name, coalesce(p.value #>> '{}', '')), '{}') FROM part AS p
    WHERE jsonb_typeof(p.value) NOT IN ('object', 'array')
$$;
REVOKE ALL ON FUNCTION memberhub.json_flat(jsonb, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.json_flat(jsonb, text) IS
    'All values of a structure as texts, by the way to each, "name/member/0_/member".';

CREATE OR REPLACE FUNCTION memberhub.hub_product_fields(p_service jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
AS $$
    SELECT jsonb_object_agg(f.name, f.value)
    FROM (
        SELECT e.key, e.value
        FROM jsonb_each(memberhub.json_flat(p_service, 'aws/guardduty/service')) AS e
        ORDER BY cardinality(string_to_array(e.key, '/')), e.key
        LIMIT 47
    ) AS f (name, value)
$$;
REVOKE ALL ON FUNCTION memberhub.hub_product_fields(jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.hub_product_fields(jsonb) IS
    'A finding''s "service" as ProductFields. They have room for 50, three of them the hub''s own: the deepest are left out.';

CREATE OR REPLACE FUNCTION memberhub.hub_document(p_finding jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_type memberhub.finding_type;
    v_region text := p_finding ->> 'region';
    v_account_id text := p_finding ->> 'accountId';
    v_severity numeric := (p_finding ->> 'severity')::numeric;
BEGIN
    SELECT t.* INTO v_type FROM finding_type AS t WHERE t.name = p_finding ->> 'type';
    RETURN jsonb_build_object(
        'SchemaVersion', '2018-10-08', 'Id', p_finding -> 'arn',
        'ProductArn', memberhub.product_arn(v_region, 'aws/guardduty'),
        'GeneratorId', split_part(p_finding ->> 'arn', '/finding/', 1),
        'AwsAccountId', v_account_id, 'Types', to_jsonb(v_type.hub_types),
        'CreatedAt', p_finding -> 'createdAt', 'UpdatedAt', p_finding -> 'updatedAt',
        'FirstObservedAt', p_finding #> '{service,eventFirstSeen}',
        'LastObservedAt', p_finding #> '{service,eventLastSeen}',
        'Severity', jsonb_build_object(
            'Product', v_severity,
            'Label', CASE WHEN v_severity < 4 THEN 'LOW' WHEN v_severity < 7 THEN 'MEDIUM' WHEN v_severity < 9 THEN 'HIGH'
                          ELSE 'CRITICAL' END,
            'Normalized', CASE WHEN v_severity < 4 THEN 40 ELSE least(v_severity * 10, 100) END),
        'Title', p_finding -> 'title', 'Description', p_finding -> 'description',
        'SourceUrl', format('https://%1$s.console.aws.amazon.com/guardduty/home?region=%1$s#/findings?macros=current&fId=%2$s',
                            v_region, p_finding ->> 'id'),
        'ProductFields', memberhub.hub_product_fields(p_finding -> 'service'),
        'Resources', jsonb_build_array(memberhub.sample_part('hub', v_type.resource, v_region, v_account_id)),
        'Sample', true);
END
$$;
REVOKE ALL ON FUNCTION memberhub.hub_document(jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.hub_document(jsonb) IS
    'A sample of a GuardDuty finding in the hub''s form (GuardDuty User Guide, "Integration with Security Hub").';

CREATE OR REPLACE FUNCTION memberhub.hub_takes_in(p_caller memberhub.caller, p_keys uuid[], p_at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    c_hub CONSTANT text := 'securityhub';
    v_account_name text := (SELECT a.name FROM account AS a WHERE a.account_id = p_caller.account_id);
    v_put jsonb;
BEGIN
    SELECT jsonb_agg(jsonb_build_object('document', m.document, 'customer', m.customer)) INTO v_put
    FROM finding AS f
    CROSS JOIN LATERAL asff_derive(hub_document(f.document), true, p_caller.region, v_account_name, 'Amazon', 'GuardDuty',
                                   p_at) AS d (document)
    CROSS JOIN LATERAL asff_merge(NULL, NULL, d.document) AS m
    WHERE f.service = p_caller.service AND f.region = p_caller.region AND f.account_id = p_caller.account_id
      AND f.key = ANY (p_keys) AND f.record_state = 'ACTIVE'
      AND EXISTS (SELECT FROM enrollment AS e
                  WHERE e.service = c_hub AND e.region = p_caller.region AND e.account_id = p_caller.account_id
                    AND e.enabled)
      AND EXISTS (SELECT FROM enrollment AS e
                  WHERE e.service = p_caller.service AND e.region = p_caller.region AND e.account_id = p_caller.account_id
                    AND e.monitoring);
    IF v_put IS NOT NULL THEN
        PERFORM finding_put(c_hub, p_caller.region, p_caller.account_id, v_put, 'BATCH_IMPORT_FINDINGS', NULL, p_at);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION memberhub.hub_takes_in(memberhub.caller, uuid[], timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.hub_takes_in(memberhub.caller, uuid[], timestamptz) IS
    'Brings new findings of GuardDuty that are not suppressed into their account''s hub, where it has one and its detector '
    'is on.';
