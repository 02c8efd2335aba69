CREATE OR REPLACE FUNCTION memberhub.get_detector_findings_view(
    p_caller memberhub.caller, p_ids text[], p_sort jsonb, p_timeout_ms integer
) RETURNS SETOF memberhub.document_answer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_begun memberhub.answer := read_begin(p_caller, 'GetFindings');
    v_found record;
    v_page record;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN NEXT document_end(v_begun);
        RETURN;
    END IF;
    SELECT array_agg(a.region) AS regions, array_agg(a.account_id) AS account_ids INTO v_found
    FROM (SELECT DISTINCT n.region, n.account_id FROM findings_named(p_caller, detector_finding_keys(p_ids)) AS n) AS a;
    SELECT array_agg(p.region) AS regions, array_agg(p.account_id) AS account_ids, array_agg(p.key) AS keys INTO v_page
    FROM finding_page(p_caller.service, v_found.regions, v_found.account_ids, jsonb_build_array(jsonb_build_object(
        'attribute', 'id', 'any', jsonb_build_array(jsonb_build_array(jsonb_build_object(
            'comparison', 'equals', 'operands', to_jsonb(p_ids)))))), p_sort, cardinality(p_ids), NULL,
        clock_timestamp() + p_timeout_ms * interval '1 millisecond') AS p;
    RETURN QUERY
    SELECT (document_row(d)).*
    FROM finding_documents(p_caller.service, v_page.regions, v_page.account_ids, v_page.keys) AS d;
    RETURN NEXT document_end(success(json_build_object(
        'views', finding_views(p_caller, v_page.regions, v_page.account_ids))));
EXCEPTION WHEN SQLSTATE 'MH001' THEN
    RETURN NEXT document_end(refusal('filter_too_slow', coalesce(p_sort #>> '{0,attribute}', 'id')));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_detector_findings_view(memberhub.caller, text[], jsonb, integer) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.get_detector_findings_view(memberhub.caller, text[], jsonb, integer) IS
    'GetFindings, all of it in one snapshot; "views" in its result tells what it shows.';
