CREATE OR REPLACE FUNCTION memberhub.finding_time(p_text text) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    -- Up to three digits of a fraction, and the offset, which may be more than PostgreSQL's are.
    v_parts text[] := regexp_match(
        p_text, '^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(?:[Zz]|([+-])(\d\d):?(\d\d)?)$');
BEGIN
    RETURN concat(v_parts[1], ' ', v_parts[2], v_parts[3], '+00')::timestamptz
        - coalesce(concat(v_parts[4], v_parts[5], ':', coalesce(v_parts[6], '00'))::interval
                   * CASE WHEN v_parts[4] IS NOT NULL THEN 1 END, '0');
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format OR invalid_text_representation THEN
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_time(text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_time(text) IS
    'The moment that a finding''s timestamp names, cut to milliseconds; NULL where it names none.';

CREATE OR REPLACE FUNCTION memberhub.finding_columns(
    p_service text, p_document jsonb, OUT key uuid, OUT product_arn text, OUT finding_id text,
    OUT record_state text, OUT workflow_status text, OUT severity_label text, OUT severity numeric,
    OUT product_name text, OUT created_at timestamptz, OUT updated_at timestamptz,
    OUT processed_at timestamptz
)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF p_service = 'guardduty' THEN
        key := (p_document ->> 'id')::uuid;
        product_arn := split_part(p_document ->> 'arn', '/finding/', 1);
        finding_id := p_document ->> 'id';
        record_state := CASE p_document #>> '{service,archived}' WHEN 'true' THEN 'ARCHIVED' ELSE 'ACTIVE' END;
        workflow_status := 'NEW';
        severity := (p_document ->> 'severity')::numeric;
        product_name := p_document ->> 'type';
        created_at := memberhub.finding_time(p_document ->> 'createdAt');
        updated_at := memberhub.finding_time(p_document ->> 'updatedAt');
        processed_at := updated_at;
        RETURN;
    END IF;
    product_arn := p_document ->> 'ProductArn';
    finding_id := p_document ->> 'Id';
    key := memberhub.finding_key(product_arn, finding_id);
    record_state := p_document ->> 'RecordState';
    workflow_status := p_document #>> '{Workflow,Status}';
    severity_label := p_document #>> '{Severity,Label}';
    severity := (p_document #>> '{Severity,Normalized}')::numeric;
    product_name := p_document ->> 'ProductName';
    created_at := memberhub.finding_time(p_document ->> 'CreatedAt');
    updated_at := memberhub.finding_time(p_document ->> 'UpdatedAt');
    processed_at := memberhub.finding_time(p_document ->> 'ProcessedAt');
END
$$;
REVOKE ALL ON FUNCTION memberhub.finding_columns(text, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.finding_columns(text, jsonb) IS
    'What of a document is a column of finding as well. Of GuardDuty product_name is its type.';
