CREATE OR REPLACE FUNCTION memberhub.list_findings_view(
    p_caller memberhub.caller, p_conditions jsonb, p_sort jsonb, p_limit integer, p_after text,
    p_timeout_ms integer
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_begun memberhub.answer := read_begin(p_caller, 'ListFindings');
    v_seen record;
    v_page record;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    SELECT array_agg(s.region) AS regions, array_agg(s.account_id) AS account_ids INTO v_seen FROM sight(p_caller) AS s;
    SELECT array_agg(p.region) AS regions, array_agg(p.account_id) AS account_ids,
           array_agg(replace(p.key::text, '-', '')) AS ids, array_agg(p.position) AS positions
    INTO v_page
    FROM finding_page(p_caller.service, v_seen.regions, v_seen.account_ids, coalesce(p_conditions, '[]'), p_sort,
                      p_limit + 1, p_after, clock_timestamp() + p_timeout_ms * interval '1 millisecond') AS p;
    RETURN success(json_strip_nulls(json_build_object(
        'finding_ids', coalesce(to_json(v_page.ids[:p_limit]), '[]'),
        'next', CASE WHEN cardinality(v_page.ids) > p_limit THEN v_page.positions[p_limit] END,
        'views', finding_views(p_caller, v_page.regions[:p_limit], v_page.account_ids[:p_limit]))));
EXCEPTION WHEN SQLSTATE 'MH001' THEN
    RETURN refusal('filter_too_slow', coalesce(finding_slow(p_caller.service, p_conditions), p_sort #>> '{0,attribute}', 'nothing'));
END
$$;
REVOKE ALL ON FUNCTION memberhub.list_findings_view(memberhub.caller, jsonb, jsonb, integer, text, integer) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.list_findings_view(memberhub.caller, jsonb, jsonb, integer, text, integer) IS
    'ListFindings, all of it in one snapshot; "views" in its result tells what it shows.';
