CREATE OR REPLACE FUNCTION memberhub.enable_import_findings_for_product(
    p_caller memberhub.caller, p_arn text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_product text;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'EnableImportFindingsForProduct');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    SELECT p.product INTO v_product FROM product AS p
    WHERE product_arn(p_caller.region, p.product) = p_arn;
    IF v_product IS NULL THEN
        RETURN call_end(p_caller, 'unknown_product', ARRAY[p_arn]);
    END IF;
    INSERT INTO product_subscription (region, account_id, product)
    VALUES (p_caller.region, p_caller.account_id, v_product)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN call_end(p_caller, 'already_enabled_product', ARRAY[p_arn]);
    END IF;
    RETURN call_end(p_caller, p_result => json_build_object('subscription_arn',
        product_subscription_arn(p_caller.region, p_caller.account_id, v_product)));
END
$$;
REVOKE ALL ON FUNCTION memberhub.enable_import_findings_for_product(
    memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.enable_import_findings_for_product(
    memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.enable_import_findings_for_product(memberhub.caller, text) IS
    'EnableImportFindingsForProduct: the caller''s hub takes in a product''s findings. Faults: not_subscribed, '
    'unknown_product, already_enabled_product.';
