CREATE OR REPLACE FUNCTION memberhub.get_findings_view(
    p_caller memberhub.caller, p_filters jsonb, p_sort jsonb, p_limit integer, p_after text,
    p_timeout_ms integer
) RETURNS SETOF memberhub.document_answer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_begun memberhub.answer := read_begin(p_caller, 'GetFindings');
    v_conditions jsonb := coalesce(p_filters, '[]');
    v_seen record;
    v_page record;
    v_rows integer;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN NEXT document_end(v_begun);
        RETURN;
    END IF;
    SELECT array_agg(s.region) AS regions, array_agg(s.account_id) AS account_ids INTO v_seen FROM sight(p_caller) AS s;
    SELECT array_agg(p.region) AS regions, array_agg(p.account_id) AS account_ids, array_agg(p.key) AS keys,
           array_agg(p.size) AS sizes, array_agg(p.position) AS positions
    INTO v_page
    FROM finding_page(p_caller.service, v_seen.regions, v_seen.account_ids, v_conditions, p_sort, p_limit + 1, p_after,
                      clock_timestamp() + p_timeout_ms * interval '1 millisecond') AS p;
    v_rows := page_rows(coalesce(v_page.sizes[:p_limit], '{}'), document_page_bytes());
    RETURN QUERY
    SELECT (document_row(d)).*
    FROM finding_documents(p_caller.service, v_page.regions[:v_rows], v_page.account_ids[:v_rows],
                           v_page.keys[:v_rows]) AS d;
    RETURN NEXT document_end(success(json_strip_nulls(json_build_object(
        'next', CASE WHEN cardinality(v_page.keys) > v_rows THEN v_page.positions[v_rows] END,
        'views', finding_views(p_caller, v_page.regions[:v_rows], v_page.account_ids[:v_rows])))));
EXCEPTION WHEN SQLSTATE 'MH001' THEN
    RETURN NEXT document_end(refusal('filter_too_slow', coalesce(
        finding_slow(p_caller.service, v_conditions), p_sort #>> '{0,attribute}', 'nothing')));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_findings_view(
    memberhub.caller, jsonb, jsonb, integer, text, integer) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.get_findings_view(
    memberhub.caller, jsonb, jsonb, integer, text, integer) IS
    'GetFindings, all of it in one snapshot; "views" in the last row tells what it shows.';
