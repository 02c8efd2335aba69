-- What the hub fills in and derives in a finding (Security Hub User Guide, "AWS Security Finding
-- Format"), and which of two imports of one finding says what.

CREATE OR REPLACE FUNCTION memberhub.severity_complete(p_severity jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN CASE
    WHEN p_severity ? 'Label' AND p_severity ? 'Normalized' THEN p_severity
    WHEN p_severity ? 'Label' THEN p_severity || jsonb_build_object('Normalized',
        CASE p_severity ->> 'Label' WHEN 'INFORMATIONAL' THEN 0 WHEN 'LOW' THEN 1 WHEN 'MEDIUM' THEN 40
                                    WHEN 'HIGH' THEN 70 ELSE 90 END)
    WHEN p_severity ? 'Normalized' THEN p_severity || jsonb_build_object('Label',
        CASE WHEN (p_severity ->> 'Normalized')::numeric < 1 THEN 'INFORMATIONAL'
             WHEN (p_severity ->> 'Normalized')::numeric < 40 THEN 'LOW'
             WHEN (p_severity ->> 'Normalized')::numeric < 70 THEN 'MEDIUM'
             WHEN (p_severity ->> 'Normalized')::numeric < 90 THEN 'HIGH' ELSE 'CRITICAL' END)
    ELSE p_severity END;
REVOKE ALL ON FUNCTION memberhub.severity_complete(jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.severity_complete(jsonb) IS
    'A Severity with both Label and Normalized, where it has one of them.';

CREATE OR REPLACE FUNCTION memberhub.severity_filled(p_severity jsonb, p_other jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN CASE
    WHEN p_severity ? 'Label' OR p_severity ? 'Normalized' OR p_other IS NULL THEN p_severity
    ELSE p_other || p_severity END;
REVOKE ALL ON FUNCTION memberhub.severity_filled(jsonb, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.severity_filled(jsonb, jsonb) IS
    'A Severity that says how severe: one that has only what the provider called it takes the rest from the other one.';

CREATE OR REPLACE FUNCTION memberhub.asff_provided(p_document jsonb, p_is_new boolean) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    c_attributes CONSTANT text[] := ARRAY['Confidence', 'Criticality', 'RelatedFindings', 'Severity', 'Types'];
    v_top jsonb := '{}';
    v_provided jsonb := coalesce(p_document -> 'FindingProviderFields', '{}');
    v_attribute text;
    v_own jsonb;
    v_of_provider jsonb;
BEGIN
    FOREACH v_attribute IN ARRAY c_attributes LOOP
        v_own := p_document -> v_attribute;
        v_of_provider := v_provided -> v_attribute;
        IF v_attribute = 'Severity' THEN
            v_own := memberhub.severity_complete(memberhub.severity_filled(v_own, v_of_provider));
            v_of_provider := memberhub.severity_complete(
                memberhub.severity_filled(v_of_provider, p_document -> v_attribute));
        END IF;
        CONTINUE WHEN v_own IS NULL AND v_of_provider IS NULL;
        v_top := v_top || jsonb_build_object(v_attribute, CASE
            WHEN p_is_new OR v_own IS NULL THEN coalesce(v_of_provider, v_own) ELSE v_own END);
        v_provided := v_provided || jsonb_build_object(v_attribute, coalesce(v_of_provider, v_own));
    END LOOP;
    RETURN v_top || jsonb_build_object('FindingProviderFields', v_provided);
END
$$;
REVOKE ALL ON FUNCTION memberhub.asff_provided(jsonb, boolean) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.asff_provided(jsonb, boolean) IS
    'The FindingProviderFields of a finding and its top-level attributes of the same names, which complete each other. Where '
    'both say something, a finding that is new takes the provider''s for both, and one that was there each for itself.';

CREATE OR REPLACE FUNCTION memberhub.asff_resources(p_resources jsonb, p_region text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    v_filled jsonb := jsonb_build_object('Partition', memberhub.partition(p_region), 'Region', p_region);
    -- An array grows in place; jsonb would be copied for each.
    v_resources jsonb[] := '{}';
BEGIN
    FOR v_place IN 0 .. jsonb_array_length(p_resources) - 1 LOOP
        v_resources := array_append(v_resources, v_filled || (p_resources -> v_place));
    END LOOP;
    RETURN to_jsonb(v_resources);
END
$$;
REVOKE ALL ON FUNCTION memberhub.asff_resources(jsonb, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.asff_resources(jsonb, text) IS
    'Resources, each with its partition and region.';

CREATE OR REPLACE FUNCTION memberhub.asff_derive(
    p_document jsonb, p_is_new boolean, p_region text, p_account_name text, p_company text,
    p_product text, p_at timestamptz
) RETURNS jsonb
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    -- All that is added is put together first: a document may be large, and each || copies it.
    RETURN p_document
        || (memberhub.asff_provided(p_document, p_is_new)
            || jsonb_strip_nulls(jsonb_build_object(
                'CompanyName', CASE WHEN NOT p_document ? 'CompanyName' THEN p_company END,
                'ProductName', CASE WHEN NOT p_document ? 'ProductName' THEN p_product END,
                'RecordState', CASE WHEN NOT p_document ? 'RecordState' THEN 'ACTIVE' END,
                'Workflow', CASE WHEN NOT p_document ? 'Workflow' THEN '{"Status": "NEW"}'::jsonb END,
                'WorkflowState', CASE WHEN NOT p_document ? 'WorkflowState' THEN 'NEW' END,
                'Region', p_region,
                'AwsAccountName', nullif(p_account_name, ''),
                'ProcessedAt', memberhub.iso_time(p_at)))
            || jsonb_build_object(
                'ProductFields', coalesce(p_document -> 'ProductFields', '{}') || jsonb_build_object(
                    'aws/securityhub/FindingId',
                    concat(p_document ->> 'ProductArn', '/', p_document ->> 'Id'),
                    'aws/securityhub/CompanyName', p_company,
                    'aws/securityhub/ProductName', p_product),
                'Resources', memberhub.asff_resources(p_document -> 'Resources', p_region)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.asff_derive(jsonb, boolean, text, text, text, text, timestamptz)
    FROM PUBLIC;
COMMENT ON FUNCTION memberhub.asff_derive(jsonb, boolean, text, text, text, text, timestamptz) IS
    'A finding as it came in, with what the hub fills in: of a product of a company, at p_at. p_is_new: it was not there '
    'before.';

CREATE OR REPLACE FUNCTION memberhub.asff_merge(
    p_old jsonb, p_customer jsonb, p_new jsonb, OUT document jsonb, OUT customer jsonb
)
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    -- What imports say of a finding when they make it, and never again.
    c_of_customer CONSTANT text[] := ARRAY['Note', 'UserDefinedFields', 'VerificationState', 'Workflow', 'WorkflowState'];
BEGIN
    IF p_old IS NULL THEN
        document := p_new;
        customer := (
            SELECT coalesce(jsonb_object_agg(a.name, p_new -> a.name), '{}')
            FROM unnest(c_of_customer) AS a (name) WHERE p_new ? a.name);
        RETURN;
    END IF;
    customer := p_customer;
    IF (p_old ->> 'RecordState' = 'ARCHIVED' AND p_new ->> 'RecordState' = 'ACTIVE'
        OR p_old #>> '{Compliance,Status}' = 'PASSED'
           AND p_new #>> '{Compliance,Status}' IN ('FAILED', 'WARNING', 'NOT_AVAILABLE'))
       AND customer #>> '{Workflow,Status}' IN ('NOTIFIED', 'RESOLVED')
    THEN
        customer := customer || '{"Workflow": {"Status": "NEW"}}';
    END IF;
    document := (p_new - c_of_customer) || customer;
END
$$;
REVOKE ALL ON FUNCTION memberhub.asff_merge(jsonb, jsonb, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.asff_merge(jsonb, jsonb, jsonb) IS
    'What becomes of a finding (p_old with what its customer set; NULL: none) when its provider''s newer p_new comes, both '
    'derived: the new one, but for what is the customer''s. A finding that comes back is work again.';
