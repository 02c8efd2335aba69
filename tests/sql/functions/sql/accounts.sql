-- Accounts, access keys and what a worker learns of them.
\set VERBOSITY terse
SET ROLE memberhub_admin;
SELECT memberhub.account_add('700000000001', 'first'), memberhub.account_add('700000000001',
    'again');
SELECT memberhub.account_add('70000000001', 'eleven digits');
SELECT memberhub.account_add('70000000000x', 'no digits');
SELECT memberhub.account_set_status('700000000001', 'deleted');
SELECT memberhub.account_exists('700000000001'), memberhub.account_exists('700000000009');
SELECT account_id, name, status, created_at IS NOT NULL AS dated FROM memberhub.account_list()
WHERE account_id LIKE '7%';
SELECT memberhub.key_create('AKIA0000000000000001', '700000000001', '\x01'),
       memberhub.key_create('AKIA0000000000000001', '700000000001', '\x02');
SELECT memberhub.key_create('AKIA0000000000000002', '700000000001', '\x02'),
       memberhub.key_create('AKIA0000000000000003', '700000000001', '\x03'),
       memberhub.key_create('AKIA0000000000000003', '700000000009', '\x03');
SELECT memberhub.account_add('700000000002', 'second');
SELECT memberhub.key_create('AKIA0000000000000001', '700000000002', '\x04');
SELECT memberhub.key_create('700000000002', '700000000002', '\x04');
SELECT access_key_id, account_id, status FROM memberhub.key_list('700000000001');
SELECT count(*) FROM memberhub.key_list(NULL) WHERE account_id LIKE '7%';
SELECT count(*) FROM memberhub.key_list('700000000002');

SET ROLE memberhub_app;
SELECT * FROM memberhub.credential_get('AKIA0000000000000001', false);
SELECT * FROM memberhub.credential_get('AKIA0000000000000009', true);
-- Twelve digits are a key only where test accounts are on; the account's row need not be there.
SELECT * FROM memberhub.credential_get('700000000002', false);
SELECT * FROM memberhub.credential_get('700000000002', true);
SELECT * FROM memberhub.credential_get('700000000003', true);
SELECT * FROM memberhub.credential_get('7000000000031', true);
SELECT * FROM memberhub.test_account_open('700000000003');
SELECT * FROM memberhub.test_account_open('700000000003');
SELECT * FROM memberhub.test_account_open('70000000003');
SELECT * FROM memberhub.credential_get('700000000003', true);

-- Every change of a key or of the status raises the epoch, and shows.
SET ROLE memberhub_admin;
SELECT memberhub.key_set_status('AKIA0000000000000001', 'disabled'),
       memberhub.key_set_status('AKIA0000000000000009', 'disabled');
SELECT memberhub.key_set_status('AKIA0000000000000001', 'deleted');
SET ROLE memberhub_app;
SELECT * FROM memberhub.credential_get('AKIA0000000000000001', false);
SELECT * FROM memberhub.credential_get('AKIA0000000000000002', false);
SET ROLE memberhub_admin;
SELECT memberhub.key_set_status('AKIA0000000000000001', 'active');
SELECT memberhub.account_set_status('700000000001', 'suspended'),
       memberhub.account_set_status('700000000003', 'suspended');
SET ROLE memberhub_app;
SELECT * FROM memberhub.credential_get('AKIA0000000000000001', false);
SELECT * FROM memberhub.credential_get('700000000003', true);
SELECT * FROM memberhub.test_account_open('700000000003');
SET ROLE memberhub_admin;
SELECT memberhub.account_set_status('700000000001', 'active');
SELECT memberhub.key_delete('AKIA0000000000000001'), memberhub.key_delete('AKIA0000000000000001');
SET ROLE memberhub_app;
SELECT * FROM memberhub.credential_get('AKIA0000000000000001', false);
SELECT * FROM memberhub.credential_get('AKIA0000000000000002', false);

SELECT version >= 1 AS migrated, in_recovery FROM memberhub.schema_status();

-- Each change that was made has its event, with who logged in; those that changed nothing have none.
-- The sealed secret is nowhere.
RESET ROLE;
SELECT event_name, account_id, service, region, record::json -> 'userIdentity' AS by,
       record::json -> 'requestParameters' AS parameters
FROM memberhub.audit_event WHERE account_id LIKE '7000%' ORDER BY sequence;
SELECT regexp_replace(regexp_replace(record, '"eventTime":"[0-9-]{10}T[0-9:]{8}Z"',
    '"eventTime":"<time>"'),
    '"(eventID|requestID)":"[0-9a-f-]{36}"', '"\1":"<id>"', 'g') AS record
FROM memberhub.audit_event
WHERE account_id = '700000000001' AND event_name = 'CreateAccessKey' ORDER BY sequence LIMIT 1;
