-- The catalogue and the subscriptions.
SET ROLE memberhub_app;
\set region standards
-- The catalogue, in pages; it needs no hub.
SELECT harness.show(memberhub.describe_standards(
    harness.caller(:'region', '111111111111', 'DescribeStandards'), 2, NULL));
SELECT s ->> 'standards_arn' AS arn, s ->> 'enabled_by_default' AS by_default,
       a.result ->> 'next' AS next
FROM memberhub.describe_standards(
    harness.caller('cn-standards', '111111111111', 'DescribeStandards'), 100, NULL) AS a,
    json_array_elements(a.result -> 'standards') AS s;
SELECT a.result ->> 'next' AS next, json_array_length(a.result -> 'standards') AS standards
FROM memberhub.describe_standards(
    harness.caller(:'region', '111111111111', 'DescribeStandards'), 100,
    'nist-800-53/v/5.0.0') AS a;
-- Those of the hub's beginning.
SELECT harness.show(memberhub.enable_security_hub(
    harness.caller(:'region', '111111111111', 'EnableSecurityHub'), NULL, NULL, NULL));
SELECT harness.show(memberhub.get_enabled_standards(
    harness.caller(:'region', '111111111111', 'GetEnabledStandards'), NULL, 100, NULL));
SELECT harness.show(memberhub.get_enabled_standards(
    harness.caller(:'region', '111111111111', 'GetEnabledStandards'), NULL, 1, NULL));
SELECT harness.show(memberhub.get_enabled_standards(
    harness.caller(:'region', '111111111111', 'GetEnabledStandards'), NULL, 1,
    'aws-foundational-security-best-practices/v/1.0.0'));
SELECT harness.show(memberhub.get_enabled_standards(
    harness.caller(:'region', '111111111111', 'GetEnabledStandards'),
    '{arn:aws:securityhub:standards:111111111111:subscription/pci-dss/v/3.2.1,
      arn:aws:securityhub:standards:111111111111:subscription/cis-aws-foundations-benchmark/v/1.2.0}',
    100, NULL));
-- Enabling: in the caller's order, once each, all or none; again is no error.
SELECT harness.show(memberhub.batch_enable_standards(
    harness.caller(:'region', '111111111111', 'BatchEnableStandards'),
    '{arn:aws:securityhub:standards::standards/pci-dss/v/3.2.1,
      arn:aws:securityhub:standards::standards/cis-aws-foundations-benchmark/v/3.0.0,
      arn:aws:securityhub:standards::standards/pci-dss/v/3.2.1}', '[{"a": "b"}, null, {}]'));
SELECT harness.show(memberhub.batch_enable_standards(
    harness.caller(:'region', '111111111111', 'BatchEnableStandards'),
    '{arn:aws:securityhub:standards::standards/nist-800-53/v/5.0.0,
      arn:aws:securityhub:elsewhere::standards/pci-dss/v/3.2.1,nonsense}', '[{}, {}, {}]'));
SELECT harness.show(memberhub.batch_enable_standards(
    harness.caller(:'region', '111111111111', 'BatchEnableStandards'),
    '{arn:aws:securityhub:standards::standards/pci-dss/v/3.2.1}', '[{"c": "d"}]'));
-- Disabling.
SELECT harness.show(memberhub.batch_disable_standards(
    harness.caller(:'region', '111111111111', 'BatchDisableStandards'),
    '{arn:aws:securityhub:standards:111111111111:subscription/pci-dss/v/3.2.1,
      arn:aws:securityhub:standards:111111111111:subscription/nist-800-53/v/5.0.0}'));
SELECT harness.show(memberhub.batch_disable_standards(
    harness.caller(:'region', '111111111111', 'BatchDisableStandards'),
    '{arn:aws:securityhub:standards:111111111111:subscription/pci-dss/v/3.2.1,
      arn:aws:securityhub:standards:111111111111:subscription/cis-aws-foundations-benchmark/v/1.2.0,
      arn:aws:securityhub:standards:111111111111:subscription/pci-dss/v/3.2.1}'));
-- Not somebody else's.
SELECT harness.enable(:'region', '222222222222');
SELECT harness.show(memberhub.batch_disable_standards(
    harness.caller(:'region', '222222222222', 'BatchDisableStandards'),
    '{arn:aws:securityhub:standards:111111111111:subscription/cis-aws-foundations-benchmark/v/3.0.0}'));
SELECT harness.show(memberhub.get_enabled_standards(
    harness.caller(:'region', '222222222222', 'GetEnabledStandards'),
    '{arn:aws:securityhub:standards:111111111111:subscription/cis-aws-foundations-benchmark/v/3.0.0}',
    100, NULL));
RESET ROLE;
SELECT account_id, standard_id, standards_input FROM memberhub.standards_subscription
WHERE region = :'region' ORDER BY 1, 2;
SELECT event, error, response FROM harness.events(:'region') WHERE event LIKE 'Batch%';

-- A page ends with the subscription that reaches 256 KiB: an input may be a whole request's body.
SELECT harness.enable('standards-wide', '799999999999');
RESET ROLE;
INSERT INTO memberhub.standards_subscription (region, account_id, standard_id, standards_input)
SELECT 'standards-wide', '799999999999', s.standard_id, jsonb_build_object('a', repeat('x', 60000))
FROM memberhub.standard AS s
ON CONFLICT ON CONSTRAINT standards_subscription_pkey DO UPDATE
    SET standards_input = excluded.standards_input;
SELECT json_array_length(one.result -> 'subscriptions') AS first,
       json_array_length(two.result -> 'subscriptions') AS second, two.result ->> 'next' AS next
FROM memberhub.get_enabled_standards(
    harness.caller('standards-wide', '799999999999', 'GetEnabledStandards'), NULL, 100, NULL) AS one
CROSS JOIN LATERAL memberhub.get_enabled_standards(
    harness.caller('standards-wide', '799999999999', 'GetEnabledStandards'), NULL, 100,
    one.result ->> 'next') AS two;
