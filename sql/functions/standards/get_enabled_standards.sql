CREATE OR REPLACE FUNCTION memberhub.get_enabled_standards(
    p_caller memberhub.caller, p_subscription_arns text[], p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'GetEnabledStandards');
    v_rows standards_subscription[];
    v_count integer;
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;

    v_rows := ARRAY(
        SELECT t FROM standards_subscription AS t
        WHERE t.service = p_caller.service AND t.region = p_caller.region
          AND t.account_id = p_caller.account_id
          AND t.standard_id > coalesce(p_after, '')
          AND (p_subscription_arns IS NULL
               OR subscription_arn(t.region, t.account_id, t.standard_id)
                  = ANY (p_subscription_arns))
        ORDER BY t.standard_id
        LIMIT p_limit + 1);
    v_count := page_rows(
        ARRAY(SELECT octet_length(t.standards_input::text)
              FROM unnest(v_rows[:p_limit]) AS t
              ORDER BY t.standard_id),
        page_bytes());
    RETURN success(json_strip_nulls(json_build_object(
        'subscriptions', (
            SELECT coalesce(json_agg(subscription_json(t, 'READY') ORDER BY t.standard_id), '[]')
            FROM unnest(v_rows[:v_count]) AS t),
        'next', CASE WHEN cardinality(v_rows) > v_count THEN (v_rows[v_count]).standard_id END)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.get_enabled_standards(
    memberhub.caller, text[], integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.get_enabled_standards(
    memberhub.caller, text[], integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.get_enabled_standards(memberhub.caller, text[], integer, text) IS
    'GetEnabledStandards: a page of at most p_limit of the caller''s subscriptions, by standard, '
    'beginning after p_after (NULL: at the start), and of 256 KiB; of those in p_subscription_arns when that is '
    'not NULL. Faults: not_subscribed.';
