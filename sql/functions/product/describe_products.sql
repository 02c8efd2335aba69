CREATE OR REPLACE FUNCTION memberhub.describe_products(
    p_caller memberhub.caller, p_arn text, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_rows product[];
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN refusal('access_changed');
    END IF;
    v_rows := ARRAY(
        SELECT p FROM product AS p
        WHERE p.product > coalesce(p_after, '')
          AND (p_arn IS NULL OR product_arn(p_caller.region, p.product) = p_arn)
        ORDER BY p.product
        LIMIT p_limit + 1);
    RETURN success(json_strip_nulls(json_build_object(
        'products', (
            SELECT coalesce(json_agg(json_build_object(
                'product_arn', product_arn(p_caller.region, p.product), 'name', p.name,
                'company', p.company, 'description', p.description, 'categories', p.categories,
                'integration_types', p.integration_types) ORDER BY p.product), '[]')
            FROM unnest(v_rows[:p_limit]) AS p),
        'next', CASE WHEN cardinality(v_rows) > p_limit THEN (v_rows[p_limit]).product END)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.describe_products(
    memberhub.caller, text, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.describe_products(
    memberhub.caller, text, integer, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.describe_products(memberhub.caller, text, integer, text) IS
    'DescribeProducts: a page of the catalogue, behind p_after, or the product that p_arn names. Needs no hub, as '
    'with AWS.';
