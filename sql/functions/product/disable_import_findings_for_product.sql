CREATE OR REPLACE FUNCTION memberhub.disable_import_findings_for_product(
    p_caller memberhub.caller, p_arn text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'DisableImportFindingsForProduct');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    IF EXISTS (SELECT FROM product AS p WHERE product_arn(p_caller.region, p.product) = p_arn) THEN
        RETURN call_end(p_caller, 'not_a_subscription', ARRAY[p_caller.identity ->> 'arn', p_arn]);
    END IF;
    DELETE FROM product_subscription AS s
    WHERE s.region = p_caller.region AND s.account_id = p_caller.account_id
      AND product_subscription_arn(s.region, s.account_id, s.product) = p_arn;
    IF NOT FOUND THEN
        RETURN call_end(p_caller, 'no_such_resource');
    END IF;
    RETURN call_end(p_caller);
END
$$;
REVOKE ALL ON FUNCTION memberhub.disable_import_findings_for_product(
    memberhub.caller, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.disable_import_findings_for_product(
    memberhub.caller, text) TO memberhub_app;
COMMENT ON FUNCTION memberhub.disable_import_findings_for_product(memberhub.caller, text) IS
    'DisableImportFindingsForProduct: ends a subscription; what came in by it stays. Faults: not_subscribed, '
    'no_such_resource, and not_a_subscription for a product''s own ARN.';
