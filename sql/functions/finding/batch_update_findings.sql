CREATE OR REPLACE FUNCTION memberhub.batch_update_findings(
    p_caller memberhub.caller, p_ids text[], p_product_arns text[], p_note jsonb,
    p_severity jsonb, p_verification_state jsonb, p_confidence jsonb, p_criticality jsonb, p_types jsonb,
    p_user_defined_fields jsonb, p_workflow jsonb, p_related_findings jsonb
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_begun record;
    v_changes jsonb := jsonb_strip_nulls(jsonb_build_object(
        'Note', note_dated(p_note), 'Severity', p_severity, 'VerificationState', p_verification_state,
        'Confidence', p_confidence, 'Criticality', p_criticality, 'Types', p_types,
        'UserDefinedFields', p_user_defined_fields, 'Workflow', p_workflow,
        'RelatedFindings', p_related_findings));
    v_found record;
    v_too_large uuid[] := '{}';
    v_result json;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'BatchUpdateFindings');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    SELECT coalesce(array_agg(n.region), '{}') AS regions, coalesce(array_agg(n.account_id), '{}') AS account_ids,
           coalesce(array_agg(n.key), '{}') AS keys
    INTO v_found
    FROM findings_named(p_caller, ARRAY(
        SELECT finding_key(i.product_arn, i.id) FROM unnest(p_product_arns, p_ids) AS i (product_arn, id))) AS n;
    v_too_large := findings_update(p_caller, v_found.regions, v_found.account_ids, v_found.keys, v_changes, true);
    WITH told AS (
        SELECT i.place, json_build_object('id', i.id, 'product_arn', i.product_arn) AS identifier,
               CASE WHEN i.again > 1 THEN 'DuplicatedFindingIdentifier'
                    WHEN i.key = ANY (v_too_large) THEN 'FindingSizeExceeded'
                    WHEN i.key <> ALL (v_found.keys) THEN 'FindingNotFound' END AS code
        FROM (SELECT u.*, finding_key(u.product_arn, u.id) AS key,
                     row_number() OVER (PARTITION BY u.product_arn, u.id ORDER BY u.place) AS again
              FROM unnest(p_product_arns, p_ids) WITH ORDINALITY AS u (product_arn, id, place)) AS i
    )
    SELECT json_build_object(
        'processed', coalesce(json_agg(t.identifier ORDER BY t.place) FILTER (WHERE t.code IS NULL), '[]'),
        'unprocessed', coalesce(json_agg(json_build_object(
            'identifier', t.identifier, 'code', t.code, 'message', CASE t.code
                WHEN 'DuplicatedFindingIdentifier' THEN 'Finding Identifier is duplicated'
                WHEN 'FindingSizeExceeded' THEN 'Finding size exceeded 240 KB'
                ELSE 'Finding Not Found' END) ORDER BY t.place) FILTER (WHERE t.code IS NOT NULL), '[]'))
    INTO v_result
    FROM told AS t;
    RETURN call_end(p_caller, p_result => v_result);
END
$$;
REVOKE ALL ON FUNCTION memberhub.batch_update_findings(
    memberhub.caller, text[], text[], jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.batch_update_findings(
    memberhub.caller, text[], text[], jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.batch_update_findings(
    memberhub.caller, text[], text[], jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb) IS
    'BatchUpdateFindings: sets in findings that the caller may see what is not NULL; imports leave that alone from '
    'then on. Faults: not_subscribed.';
