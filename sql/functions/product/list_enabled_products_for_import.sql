CREATE OR REPLACE FUNCTION memberhub.list_enabled_products_for_import(
    p_caller memberhub.caller, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun answer := read_begin(p_caller, 'ListEnabledProductsForImport');
    v_products text[];
BEGIN
    IF (v_begun).fault IS NOT NULL THEN
        RETURN v_begun;
    END IF;
    v_products := ARRAY(
        SELECT s.product FROM product_subscription AS s
        WHERE s.region = p_caller.region AND s.account_id = p_caller.account_id
          AND s.product > coalesce(p_after, '')
        ORDER BY s.product
        LIMIT p_limit + 1);
    RETURN success(json_strip_nulls(json_build_object(
        'subscriptions', (
            SELECT coalesce(json_agg(product_subscription_arn(p_caller.region, p_caller.account_id, p)
                                     ORDER BY p COLLATE "C"), '[]')
            FROM unnest(v_products[:p_limit]) AS p),
        'next', CASE WHEN cardinality(v_products) > p_limit THEN v_products[p_limit] END)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.list_enabled_products_for_import(
    memberhub.caller, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.list_enabled_products_for_import(
    memberhub.caller, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.list_enabled_products_for_import(memberhub.caller, integer, text) IS
    'ListEnabledProductsForImport: a page of the caller''s subscriptions, behind p_after. Faults: not_subscribed.';
