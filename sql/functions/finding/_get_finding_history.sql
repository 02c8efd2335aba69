CREATE OR REPLACE FUNCTION memberhub.get_finding_history_view(
    p_caller memberhub.caller, p_identifier jsonb, p_from_ms bigint, p_to_ms bigint,
    p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_begun memberhub.answer := read_begin(p_caller, 'GetFindingHistory');
    v_key uuid := finding_key(p_identifier ->> 'ProductArn', p_identifier ->> 'Id');
    v_after jsonb := p_after;
    v_page record;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    SELECT array_agg(r.record ORDER BY r.place) FILTER (WHERE r.place <= p_limit) AS records,
           array_agg(r.region) FILTER (WHERE r.place <= p_limit) AS regions,
           array_agg(r.account_id) FILTER (WHERE r.place <= p_limit) AS account_ids,
           max(r.mark::text) FILTER (WHERE r.place = p_limit) AS last, count(*) AS found
    INTO v_page
    FROM (
        SELECT h.region, h.account_id, jsonb_build_array(h.happened_at, h.id) AS mark,
               row_number() OVER (ORDER BY h.happened_at DESC, h.id DESC) AS place,
               json_build_object(
                   'identifier', json_build_object('id', p_identifier -> 'Id', 'product_arn', p_identifier -> 'ProductArn'),
                   'update_time', iso_time(h.happened_at), 'created', h.created,
                   'source', json_build_object('type', h.source, 'identity', h.identity),
                   'updates', h.updates) AS record
        FROM finding_records(p_caller, v_key) AS h
        WHERE h.happened_at >= coalesce(epoch_time(p_from_ms::text), '-infinity')
          AND h.happened_at <= coalesce(epoch_time(p_to_ms::text), 'infinity')
          AND (v_after IS NULL OR (h.happened_at, h.id) < ((v_after ->> 0)::timestamptz, (v_after ->> 1)::uuid))
        ORDER BY h.happened_at DESC, h.id DESC
        LIMIT p_limit + 1) AS r;
    RETURN success(json_strip_nulls(json_build_object(
        'records', coalesce(to_json(v_page.records), '[]'),
        'next', CASE WHEN v_page.found > p_limit THEN v_page.last END,
        'views', finding_views(p_caller, ARRAY(SELECT DISTINCT unnest(v_page.regions)), v_page.account_ids[1:1]))));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_finding_history_view(memberhub.caller, jsonb, bigint, bigint, integer, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.get_finding_history_view(memberhub.caller, jsonb, bigint, bigint, integer, text) IS
    'GetFindingHistory, all of it in one snapshot; "views" in its result tells what it shows.';
