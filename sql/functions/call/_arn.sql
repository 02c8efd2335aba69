CREATE OR REPLACE FUNCTION memberhub.partition(p_region text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN p_region LIKE 'cn-%' THEN 'aws-cn'
            WHEN p_region LIKE 'us-gov-%' THEN 'aws-us-gov'
            ELSE 'aws' END;
REVOKE ALL ON FUNCTION memberhub.partition(text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.partition(text) IS
    'The AWS partition that a region belongs to, as ARNs name it.';

CREATE OR REPLACE FUNCTION memberhub.arn_of(
    p_template text, p_region text, p_account_id text
) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN replace(replace(replace(p_template, '{partition}', memberhub.partition(p_region)),
                       '{region}', p_region), '{account}', p_account_id);
REVOKE ALL ON FUNCTION memberhub.arn_of(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.arn_of(text, text, text) IS
    'The ARN that a template of the program''s tables makes in a region, for an account.';

CREATE OR REPLACE FUNCTION memberhub.hub_arn(p_region text, p_account_id text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN format(
    'arn:%s:securityhub:%s:%s:hub/default', memberhub.partition(p_region), p_region, p_account_id);
REVOKE ALL ON FUNCTION memberhub.hub_arn(text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.hub_arn(text, text) IS 'The ARN of an account''s hub in a region.';

CREATE OR REPLACE FUNCTION memberhub.detector_arn(
    p_region text, p_account_id text, p_detector_id text
) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN format(
    'arn:%s:guardduty:%s:%s:detector/%s', memberhub.partition(p_region), p_region, p_account_id,
    p_detector_id);
REVOKE ALL ON FUNCTION memberhub.detector_arn(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.detector_arn(text, text, text) IS 'The ARN of a detector.';

CREATE OR REPLACE FUNCTION memberhub.service_role_arn(
    p_region text, p_account_id text, p_service text, p_role text
) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN format(
    'arn:%s:iam::%s:role/aws-service-role/%s.amazonaws.com/%s', memberhub.partition(p_region),
    p_account_id, p_service, p_role);
REVOKE ALL ON FUNCTION memberhub.service_role_arn(text, text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.service_role_arn(text, text, text, text) IS
    'The ARN of the role that AWS makes in an account for one of its services.';

CREATE OR REPLACE FUNCTION memberhub.standard_arn(
    p_region text, p_standard memberhub.standard
) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN format(
    'arn:%s:securityhub:%s::%s/%s', memberhub.partition(p_region),
    CASE WHEN (p_standard).regional THEN p_region ELSE '' END,
    CASE WHEN (p_standard).regional THEN 'standards' ELSE 'ruleset' END, (p_standard).standard_id);
REVOKE ALL ON FUNCTION memberhub.standard_arn(text, memberhub.standard) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.standard_arn(text, memberhub.standard) IS
    'The ARN of a standard as it is known in a region.';

CREATE OR REPLACE FUNCTION memberhub.subscription_arn(
    p_region text, p_account_id text, p_standard_id text
) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN format(
    'arn:%s:securityhub:%s:%s:subscription/%s', memberhub.partition(p_region), p_region,
    p_account_id, p_standard_id);
REVOKE ALL ON FUNCTION memberhub.subscription_arn(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.subscription_arn(text, text, text) IS
    'The ARN of an account''s subscription to a standard.';

CREATE OR REPLACE FUNCTION memberhub.product_arn(p_region text, p_product text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN concat('arn:', memberhub.partition(p_region), ':securityhub:', p_region, '::product/', p_product);
REVOKE ALL ON FUNCTION memberhub.product_arn(text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.product_arn(text, text) IS
    'The ARN of a product in a region.';

CREATE OR REPLACE FUNCTION memberhub.product_subscription_arn(p_region text, p_account_id text, p_product text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN concat('arn:', memberhub.partition(p_region), ':securityhub:', p_region, ':', p_account_id, ':product-subscription/', p_product);
REVOKE ALL ON FUNCTION memberhub.product_subscription_arn(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.product_subscription_arn(text, text, text) IS
    'The ARN of an account''s subscription to a product.';

CREATE OR REPLACE FUNCTION memberhub.action_target_arn(p_region text, p_account_id text, p_id text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN concat('arn:', memberhub.partition(p_region), ':securityhub:', p_region, ':', p_account_id, ':action/custom/', p_id);
REVOKE ALL ON FUNCTION memberhub.action_target_arn(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.action_target_arn(text, text, text) IS
    'The ARN of a custom action.';

CREATE OR REPLACE FUNCTION memberhub.aggregator_arn(p_region text, p_account_id text, p_id uuid) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN concat('arn:', memberhub.partition(p_region), ':securityhub:', p_region, ':', p_account_id, ':finding-aggregator/', p_id);
REVOKE ALL ON FUNCTION memberhub.aggregator_arn(text, text, uuid) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.aggregator_arn(text, text, uuid) IS
    'The ARN of a finding aggregator.';

CREATE OR REPLACE FUNCTION memberhub.insight_arn(p_region text, p_account_id text, p_id uuid) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN concat('arn:', memberhub.partition(p_region), ':securityhub:', p_region, ':', p_account_id, ':insight/', p_account_id,
              '/custom/', p_id);
REVOKE ALL ON FUNCTION memberhub.insight_arn(text, text, uuid) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.insight_arn(text, text, uuid) IS
    'The ARN of a custom insight.';
