-- An account that is only named has a row as long as a relationship names it, and no longer.
\set region named
CREATE VIEW pg_temp.row AS
SELECT e.service, e.account_id, e.enabled FROM memberhub.enrollment AS e
WHERE e.region LIKE 'named%' ORDER BY 1, 2;
SET ROLE memberhub_app;
SELECT harness.enable(:'region', '111111111111', '222222222222', '333333333333');
SELECT harness.detect(:'region', '111111111111', '222222222222');

-- Whoever removes an account: its row goes with the last that names it.
SELECT harness.race('create', '111111111111', '{444444444444,555555555555}', p_region => :'region');
SELECT harness.race('create', '222222222222', '{444444444444}', p_region => :'region');
SELECT harness.race('delete', '111111111111', '{444444444444,555555555555}', p_region => :'region');
RESET ROLE;
SELECT account_id FROM pg_temp.row WHERE NOT enabled;
SET ROLE memberhub_app;
SELECT harness.race('delete', '222222222222', '{444444444444}', p_region => :'region');
RESET ROLE;
SELECT account_id FROM pg_temp.row WHERE NOT enabled;

-- An account that deletes its invitation without a detector goes with it.
SET ROLE memberhub_app;
SELECT harness.race('create', '111111111111', '{666666666666}', NULL, 'guardduty', :'region');
SELECT harness.race('invite', '111111111111', '{666666666666}', NULL, 'guardduty', :'region');
SELECT harness.race('disassociate', '111111111111', '{666666666666}', NULL, 'guardduty', :'region');
SELECT harness.race('delete_invitations', '666666666666', '{111111111111}', NULL, 'guardduty',
                    :'region');
RESET ROLE;
SELECT * FROM pg_temp.row WHERE NOT enabled;

-- A hub that is switched off goes with all that only it named; what others name stays.
SET ROLE memberhub_app;
SELECT harness.race('create', '222222222222', '{333333333333,777777777777,888888888888}',
                    p_region => :'region');
SELECT harness.race('create', '111111111111', '{888888888888}', p_region => :'region');
SELECT harness.race('disable', '222222222222', p_region => :'region');
RESET ROLE;
SELECT service, account_id, enabled FROM pg_temp.row WHERE service = 'securityhub';
SET ROLE memberhub_app;
SELECT harness.race('disable', '333333333333', p_region => :'region');
SELECT harness.race('delete', '111111111111', '{888888888888}', p_region => :'region');
RESET ROLE;
SELECT service, account_id, enabled FROM pg_temp.row WHERE service = 'securityhub';

-- Three thousand accounts that are named and removed, fifty at a time, leave nothing.
SET ROLE memberhub_app;
SELECT count(*) AS calls FROM (
    SELECT harness.race('create', '111111111111', l.ids, p_region => :'region'),
           harness.race('delete', '111111111111', l.ids, p_region => :'region')
    FROM (SELECT array_agg(lpad(n::text, 12, '9')) AS ids
          FROM generate_series(1, 3000) AS n GROUP BY n / 50) AS l) AS c;
RESET ROLE;
SELECT count(*) FROM pg_temp.row WHERE NOT enabled;
SELECT * FROM harness.broken(:'region');
SELECT * FROM harness.unexplained(:'region');
