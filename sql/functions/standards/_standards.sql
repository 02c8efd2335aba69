CREATE OR REPLACE FUNCTION memberhub.subscription_json(
    p_row memberhub.standards_subscription, p_status text
) RETURNS json
LANGUAGE sql STABLE
RETURN json_build_object(
    'subscription_arn',
    memberhub.subscription_arn((p_row).region, (p_row).account_id, (p_row).standard_id),
    'standards_arn',
    (SELECT memberhub.standard_arn((p_row).region, s) FROM memberhub.standard AS s
     WHERE s.standard_id = (p_row).standard_id),
    'standards_input', (p_row).standards_input, 'standards_status', p_status);
REVOKE ALL ON FUNCTION memberhub.subscription_json(
    memberhub.standards_subscription, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.subscription_json(memberhub.standards_subscription, text) IS
    'A subscription as answers show it.';

CREATE OR REPLACE FUNCTION memberhub.standard_json(
    p_region text, p_standard memberhub.standard
) RETURNS json
LANGUAGE sql IMMUTABLE
RETURN json_build_object(
    'standards_arn', memberhub.standard_arn(p_region, p_standard), 'name', (p_standard).name,
    'description', (p_standard).description, 'enabled_by_default', (p_standard).enabled_by_default,
    'managed_by', json_build_object('company', 'AWS', 'product', 'Security Hub'));
REVOKE ALL ON FUNCTION memberhub.standard_json(text, memberhub.standard) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.standard_json(text, memberhub.standard) IS
    'A standard as answers show it.';
