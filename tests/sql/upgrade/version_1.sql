-- What a database of migration 0001 could hold when 0002 comes: an administrator with a member in
-- each state, settings, a standard, answers, events; and the helpers that took other arguments.
CREATE SCHEMA memberhub AUTHORIZATION memberhub_owner;
SET ROLE memberhub_owner;
CREATE TABLE memberhub.schema_migration (
    version integer CONSTRAINT schema_migration_pkey PRIMARY KEY, name text NOT NULL,
    sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
\i :first
INSERT INTO memberhub.schema_migration (version, name, sha256)
VALUES (1, '0001_schema.sql', :'sum');
RESET ROLE;
INSERT INTO memberhub.account (account_id, name)
SELECT u.account_id, 'before' FROM unnest('{111111111111,222222222222,999999999999}'::text[])
    AS u (account_id);
-- The account of nobody was let in, and could have keys.
INSERT INTO memberhub.account (account_id, name) VALUES ('000000000000', 'nobody');
INSERT INTO memberhub.access_key (access_key_id, account_id, secret_sealed)
VALUES ('AKIAOFNOBODY00000000', '000000000000', '\x00');
INSERT INTO memberhub.enrollment (service, region, account_id, enabled, subscribed_at,
    auto_enable_controls, control_finding_generator, tags)
SELECT 'securityhub', 'upgrade', u.account_id, true, '2020-01-01T00:00:00Z', false,
       'STANDARD_CONTROL', '{"k": "v"}'
FROM unnest('{111111111111,222222222222}'::text[]) AS u (account_id);
INSERT INTO memberhub.enrollment (service, region, account_id)
SELECT s.service, 'upgrade', (333333333330 + n)::text
FROM (VALUES ('securityhub'), ('guardduty')) AS s (service), generate_series(1, 5) AS n;
INSERT INTO memberhub.relationship (service, region, administrator_id, member_id, email, state,
    invitation_id, invited_at, updated_at, created_at)
SELECT 'securityhub', 'upgrade', '111111111111', r.member_id, r.email, r.state,
       CASE WHEN r.state <> 'Created' THEN repeat('0', 32) END,
       CASE WHEN r.state <> 'Created' THEN timestamptz '2020-01-01T00:00:00.001Z' END,
       '2020-01-01T00:00:00.002Z', '2020-01-01T00:00:00Z'
FROM (VALUES ('222222222222', 'two@example.com', 'Enabled'), ('333333333331', NULL, 'Created'),
             ('333333333332', NULL, 'Invited'), ('333333333333', NULL, 'Removed'),
             ('333333333334', NULL, 'Resigned')) AS r (member_id, email, state);
INSERT INTO memberhub.standards_subscription (region, account_id, standard_id)
VALUES ('upgrade', '111111111111', 'pci-dss/v/3.2.1');
INSERT INTO memberhub.retry_key (key, account_id, result)
VALUES (sha256('upgradebefore'), '111111111111', '{"unprocessed": []}');
INSERT INTO memberhub.fault_catalogue (name, dialect, error_code, sentence)
VALUES ('already_member', 'documented', NULL, 'already a member');
INSERT INTO memberhub.audit_event (event_id, account_id, service, region, event_name, event_time,
    record)
SELECT gen_random_uuid(), '111111111111', 'securityhub', 'upgrade', e.name, e.at, '{"é": 1}'
FROM (VALUES ('CreateMembers', now()), ('InviteMembers', timestamptz '2020-02-29T23:59:59.999Z'),
             ('DeleteMembers', timestamptz '2020-03-01T00:00:00Z')) AS e (name, at);

CREATE FUNCTION memberhub.read_begin(p_caller memberhub.caller) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION memberhub.call_begin(
    p_caller memberhub.caller, p_account_ids text[] DEFAULT '{}',
    OUT proceed boolean, OUT stored memberhub.answer, OUT enrolled boolean
) LANGUAGE plpgsql AS $$ BEGIN proceed := true; END $$;
CREATE FUNCTION memberhub.call_begin_as_member(
    p_caller memberhub.caller, OUT proceed boolean, OUT stored memberhub.answer,
    OUT enrolled boolean, OUT administrator_id text
) LANGUAGE plpgsql AS $$ BEGIN proceed := true; END $$;
CREATE FUNCTION memberhub.list_members(
    p_caller memberhub.caller, p_only_associated boolean, p_limit integer, p_after text
) RETURNS memberhub.answer
LANGUAGE plpgsql STABLE AS $$ DECLARE v memberhub.answer := memberhub.read_begin(p_caller);
BEGIN RETURN v; END $$;
ALTER FUNCTION memberhub.read_begin(memberhub.caller) OWNER TO memberhub_owner;
ALTER FUNCTION memberhub.call_begin(memberhub.caller, text[]) OWNER TO memberhub_owner;
ALTER FUNCTION memberhub.call_begin_as_member(memberhub.caller) OWNER TO memberhub_owner;
ALTER FUNCTION memberhub.list_members(memberhub.caller, boolean, integer, text)
    OWNER TO memberhub_owner;
