-- Nobody but the owner touches a table: every table, view and sequence against the login roles.
\set VERBOSITY terse
-- As the harness found it.
REVOKE TEMPORARY ON DATABASE memberhub_test FROM memberhub_app, memberhub_sealer, memberhub_admin;
SELECT r.rolname, c.relname, p.privilege
FROM pg_class AS c
CROSS JOIN (SELECT unnest(ARRAY['memberhub_app', 'memberhub_sealer', 'memberhub_admin']) AS rolname) AS r
CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES',
    'TRIGGER'])
    AS p (privilege)
WHERE c.relnamespace = 'memberhub'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
  AND (has_table_privilege(r.rolname, c.oid, p.privilege)
       OR (p.privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
           AND has_any_column_privilege(r.rolname, c.oid, p.privilege)))
UNION ALL
SELECT r.rolname, c.relname, 'sequence'
FROM pg_class AS c
CROSS JOIN (SELECT unnest(ARRAY['memberhub_app', 'memberhub_sealer', 'memberhub_admin']) AS rolname) AS r
WHERE c.relnamespace = 'memberhub'::regnamespace AND c.relkind = 'S'
  AND has_sequence_privilege(r.rolname, c.oid, 'USAGE, SELECT, UPDATE');

-- Who owns what; who may make objects there.
SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class
WHERE relnamespace = 'memberhub'::regnamespace;
SELECT r.rolname, has_schema_privilege(r.rolname, 'memberhub', 'CREATE') AS may_create,
       pg_has_role(r.rolname, 'memberhub_owner', 'MEMBER') AS may_be_owner, s.rolcanlogin,
       s.rolsuper
FROM (VALUES ('memberhub_app'), ('memberhub_sealer'), ('memberhub_admin'), ('memberhub_owner'))
    AS r (rolname)
JOIN pg_roles AS s USING (rolname) ORDER BY 1;

-- What each role may execute, and nothing by way of PUBLIC.
SELECT p.proname AS by_application FROM pg_proc AS p
WHERE p.pronamespace = 'memberhub'::regnamespace
  AND has_function_privilege('memberhub_app', p.oid, 'EXECUTE')
ORDER BY 1;
SELECT p.proname AS by_sealer FROM pg_proc AS p
WHERE p.pronamespace = 'memberhub'::regnamespace
  AND has_function_privilege('memberhub_sealer', p.oid, 'EXECUTE')
ORDER BY 1;
SELECT p.proname AS by_administration FROM pg_proc AS p
WHERE p.pronamespace = 'memberhub'::regnamespace
  AND has_function_privilege('memberhub_admin', p.oid, 'EXECUTE')
ORDER BY 1;
SELECT p.proname AS by_public
FROM pg_proc AS p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
WHERE p.pronamespace = 'memberhub'::regnamespace AND a.grantee = 0;

-- Whatever can be executed from outside runs as the owner, with its search path pinned, temporary
-- tables last.
SELECT p.proname AS not_pinned FROM pg_proc AS p
WHERE p.pronamespace = 'memberhub'::regnamespace
  AND (has_function_privilege('memberhub_app', p.oid, 'EXECUTE')
       OR has_function_privilege('memberhub_sealer', p.oid, 'EXECUTE')
       OR has_function_privilege('memberhub_admin', p.oid, 'EXECUTE'))
  AND NOT (p.prosecdef AND p.proconfig @> ARRAY['search_path=pg_catalog, memberhub, pg_temp']);
-- The others run as their caller, which is the owner, and with its search path: whoever calls them
-- from outside is pinned. None of them takes its owner's rights to somebody else.
SELECT p.proname AS not_pinned FROM pg_proc AS p
WHERE p.pronamespace = 'memberhub'::regnamespace AND p.prosecdef
  AND NOT coalesce(p.proconfig @> ARRAY['search_path=pg_catalog, memberhub, pg_temp'], false);
SELECT p.proname AS without_contract FROM pg_proc AS p
WHERE p.pronamespace = 'memberhub'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL;
SELECT c.relname AS without_purpose FROM pg_class AS c
WHERE c.relnamespace = 'memberhub'::regnamespace AND c.relkind IN ('r', 'p', 'v')
  AND NOT c.relispartition AND c.relname <> 'schema_migration'
  AND obj_description(c.oid, 'pg_class') IS NULL;

-- In the database itself PUBLIC has nothing that our roles do not need, and they have no more.
SELECT coalesce(nullif(pg_get_userbyid(a.grantee), 'unknown (OID=0)'), 'PUBLIC') AS grantee,
       a.privilege_type
FROM pg_database AS d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS a
WHERE d.datname = current_database() AND a.grantee <> d.datdba ORDER BY 1, 2;
SELECT r.rolname, has_schema_privilege(r.rolname, 'public', 'CREATE') AS may_create_in_public,
       has_database_privilege(r.rolname, current_database(), 'TEMPORARY') AS may_make_temporary,
       (SELECT count(*) FROM pg_proc AS p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
          AND (p.proname ~ '^(lo_|pg_(try_)?advisory_)' OR p.proname IN ('loread', 'lowrite'))
          AND has_function_privilege(r.rolname, p.oid, 'EXECUTE')) AS harmful_functions
FROM (VALUES ('memberhub_app'), ('memberhub_sealer'), ('memberhub_admin')) AS r (rolname)
ORDER BY 1;

-- The same by trying.
SET ROLE memberhub_app;
SELECT * FROM memberhub.account;
SELECT * FROM memberhub.audit_event;
INSERT INTO memberhub.audit_event (event_id) VALUES (gen_random_uuid());
DELETE FROM memberhub.retry_key;
UPDATE memberhub.relationship SET state = 'Enabled';
CREATE TABLE memberhub.mine (n integer);
SELECT memberhub.account_set_status('111111111111', 'suspended');
SELECT memberhub.audit_append(NULL);
SELECT memberhub.relationship_transition(NULL, NULL, NULL, NULL);
SELECT memberhub.tables_store('{}');
-- Nor does it seal, keep the sealer from it, or fill the disk beside the tables.
SELECT memberhub.audit_seal_append(1, '', '', '0', '0', '{}', '{}', '{}');
SELECT memberhub.audit_seal_lock();
SELECT memberhub.audit_partition_drop('2019-01', 1);
SELECT pg_try_advisory_lock(7882826992158143333);
SELECT pg_advisory_xact_lock_shared(1, 2);
SELECT lo_create(0);
SELECT lo_from_bytea(0, 'x');
SELECT lo_creat(-1);
CREATE TEMPORARY TABLE account (account_id text, access_epoch bigint, status text);
CREATE TABLE public.mine (n integer);
RESET ROLE;
-- Where somebody gave it the right to temporary tables, one of the same name is not read in the real
-- one's place.
GRANT TEMPORARY ON DATABASE memberhub_test TO memberhub_app;
SET ROLE memberhub_app;
CREATE TEMPORARY TABLE account (account_id text, access_epoch bigint, status text);
INSERT INTO account VALUES ('990000000000', 1, 'active');
SELECT * FROM memberhub.credential_get('990000000000', true);
DROP TABLE account;
RESET ROLE;
-- The sealer seals, and does no more.
SET ROLE memberhub_sealer;
SELECT memberhub.audit_seal_lock();
SELECT memberhub.credential_get('990000000000', true);
SELECT memberhub.audit_record(NULL, '[]');
SELECT memberhub.account_add('990000000001', 'x');
SELECT lo_create(0);
SELECT pg_advisory_lock(1);
RESET ROLE;
SET ROLE memberhub_admin;
SELECT * FROM memberhub.access_key;
SELECT * FROM memberhub.schema_migration;
SELECT count(*) > 0 AS migrations FROM memberhub.migration_list();
SELECT memberhub.get_invitations_count(NULL);
SELECT memberhub.tables_store('{}');
RESET ROLE;
GRANT TEMPORARY ON DATABASE memberhub_test TO memberhub_app, memberhub_sealer, memberhub_admin;
