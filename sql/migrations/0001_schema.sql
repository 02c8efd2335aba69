-- The schema: what is stored, and every rule that a constraint can hold.
-- Must never grant a table to anyone: the functions are the only way in.

GRANT USAGE ON SCHEMA memberhub TO memberhub_app, memberhub_admin;

-- The calling convention --------------------------------------------------------------------------

CREATE TYPE memberhub.caller AS (
    account_id text, access_epoch bigint, identity jsonb, service text, region text, operation text,
    request_id text, retry_key bytea, source_address text, user_agent text, parameters jsonb,
    dialect text
);
COMMENT ON TYPE memberhub.caller IS
    'Who calls: first argument of every operation. operation is the name as called, parameters are '
    'CloudTrail''s requestParameters, retry_key is NULL for reads.';

CREATE TYPE memberhub.answer AS (fault text, arguments text[], result json);
COMMENT ON TYPE memberhub.answer IS
    'What an operation answers: fault is NULL on success, else a name of the fault table.';

-- Accounts and their keys -------------------------------------------------------------------------

CREATE TABLE memberhub.account (
    account_id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'active',
    access_epoch bigint NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT account_pkey PRIMARY KEY (account_id),
    CONSTRAINT account_id_digits CHECK (account_id ~ '^[0-9]{12}$'),
    CONSTRAINT account_status_known CHECK (status IN ('active', 'suspended')),
    CONSTRAINT account_epoch_positive CHECK (access_epoch > 0)
) WITH (fillfactor = 80);
COMMENT ON TABLE memberhub.account IS
    'The tenants. access_epoch rises with every change of a key or of the status, so that a '
    'worker''s cached credential is refused at once.';

CREATE TABLE memberhub.access_key (
    access_key_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    secret_sealed bytea NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'active',
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT access_key_pkey PRIMARY KEY (access_key_id),
    CONSTRAINT access_key_account_fkey FOREIGN KEY (account_id)
        REFERENCES memberhub.account (account_id),
    -- At least 16, so that no stored key looks like a test account's twelve digits.
    CONSTRAINT access_key_id_format CHECK (access_key_id ~ '^[A-Z0-9]{16,128}$'),
    CONSTRAINT access_key_status_known CHECK (status IN ('active', 'disabled'))
);
CREATE INDEX access_key_by_account ON memberhub.access_key (account_id, access_key_id);
COMMENT ON TABLE memberhub.access_key IS
    'Access keys; the secret is sealed with the master key, never in the clear.';

-- Enrollments: hubs and detectors -----------------------------------------------------------------

CREATE TABLE memberhub.enrollment (
    service text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    enabled boolean NOT NULL DEFAULT false,
    subscribed_at timestamptz(3),
    auto_enable_controls boolean NOT NULL DEFAULT true,
    control_finding_generator text COLLATE "C" NOT NULL DEFAULT 'SECURITY_CONTROL',
    tags jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT enrollment_pkey PRIMARY KEY (service, region, account_id),
    CONSTRAINT enrollment_service_known CHECK (service IN ('securityhub', 'guardduty')),
    CONSTRAINT enrollment_region_format CHECK (region ~ '^[a-z0-9-]{1,64}$'),
    CONSTRAINT enrollment_account_digits CHECK (account_id ~ '^[0-9]{12}$'),
    CONSTRAINT enrollment_subscribed CHECK (enabled = (subscribed_at IS NOT NULL)),
    CONSTRAINT enrollment_generator_known
        CHECK (control_finding_generator IN ('STANDARD_CONTROL', 'SECURITY_CONTROL')),
    CONSTRAINT enrollment_tags_object CHECK (jsonb_typeof(tags) = 'object')
) WITH (fillfactor = 80);
COMMENT ON TABLE memberhub.enrollment IS
    'An account''s use of a service in a region, and the row that is locked before its '
    'relationships change. enabled = false: the account was only named by an administrator, or '
    'has left the service. The account needs no row in account: an administrator may name one '
    'that does not exist yet.';

-- Relationships -----------------------------------------------------------------------------------

CREATE TABLE memberhub.relationship (
    service text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    administrator_id text COLLATE "C" NOT NULL,
    member_id text COLLATE "C" NOT NULL,
    email text,
    state text COLLATE "C" NOT NULL,
    invitation_id text COLLATE "C",
    invited_at timestamptz(3),
    updated_at timestamptz(3) NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT relationship_pkey PRIMARY KEY (service, region, administrator_id, member_id),
    CONSTRAINT relationship_administrator_fkey FOREIGN KEY (service, region, administrator_id)
        REFERENCES memberhub.enrollment (service, region, account_id),
    CONSTRAINT relationship_member_fkey FOREIGN KEY (service, region, member_id)
        REFERENCES memberhub.enrollment (service, region, account_id),
    CONSTRAINT relationship_not_itself CHECK (administrator_id <> member_id),
    CONSTRAINT relationship_state_known
        CHECK (state IN ('Created', 'Invited', 'Enabled', 'Disabled', 'Removed', 'Resigned')),
    CONSTRAINT relationship_disabled_is_guardduty
        CHECK (state <> 'Disabled' OR service = 'guardduty'),
    CONSTRAINT relationship_created_uninvited CHECK ((state = 'Created') = (invitation_id IS NULL)),
    CONSTRAINT relationship_invitation_dated CHECK ((invitation_id IS NULL) = (invited_at IS NULL)),
    -- The second digit is even: bit 120 of the 128 is zero (see invitation_id_mint).
    CONSTRAINT relationship_invitation_format
        CHECK (invitation_id ~ '^[0-9a-f][02468ace][0-9a-f]{30}$')
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX relationship_one_administrator
    ON memberhub.relationship (service, region, member_id)
    WHERE state IN ('Enabled', 'Disabled');
CREATE INDEX relationship_associated
    ON memberhub.relationship (service, region, administrator_id, member_id)
    WHERE state IN ('Enabled', 'Disabled');
CREATE INDEX relationship_active
    ON memberhub.relationship (service, region, administrator_id, state)
    WHERE state IN ('Created', 'Invited', 'Enabled', 'Disabled');
CREATE INDEX relationship_invitations
    ON memberhub.relationship (service, region, member_id, invited_at, administrator_id)
    WHERE invitation_id IS NOT NULL;
COMMENT ON TABLE memberhub.relationship IS
    'The one row between an administrator and a member; the member sees it as an invitation. '
    'Changed by relationship_transition() only, under the administrator''s enrollment lock.';
COMMENT ON INDEX memberhub.relationship_one_administrator IS
    'A member has at most one administrator in a service and region.';
COMMENT ON INDEX memberhub.relationship_active IS
    'Counts of pending invitations; whether there are members. Partial, as every index here but '
    'the key is: an index that begins like the key tempts the planner to look for one row among '
    'all of an administrator''s.';

-- The state machine -------------------------------------------------------------------------------

CREATE TABLE memberhub.state_transition (
    service text COLLATE "C" NOT NULL,
    operation text COLLATE "C" NOT NULL,
    caller text COLLATE "C" NOT NULL,
    from_state text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    to_state text COLLATE "C",
    fault text COLLATE "C",
    note text,
    CONSTRAINT state_transition_pkey PRIMARY KEY (service, operation, caller, from_state),
    CONSTRAINT state_transition_service_known CHECK (service IN ('securityhub', 'guardduty')),
    CONSTRAINT state_transition_caller_known CHECK (caller IN ('administrator', 'member')),
    CONSTRAINT state_transition_from_known
        CHECK (from_state IN
            ('None', 'Created', 'Invited', 'Enabled', 'Disabled', 'Removed', 'Resigned')),
    CONSTRAINT state_transition_to_known
        CHECK (to_state IN ('Created', 'Invited', 'Enabled', 'Disabled', 'Removed', 'Resigned')),
    CONSTRAINT state_transition_outcome_known
        CHECK (outcome IN ('change', 'keep', 'remove', 'refuse')),
    CONSTRAINT state_transition_one_outcome
        CHECK ((to_state IS NOT NULL) = (outcome = 'change')
               AND (fault IS NOT NULL) = (outcome = 'refuse')),
    CONSTRAINT state_transition_changes CHECK (to_state <> from_state)
);
COMMENT ON TABLE memberhub.state_transition IS
    'THE STATE MACHINE: what each operation makes of each state. caller: which side of the '
    'relationship the caller is. change: to to_state; keep: success, nothing changes; remove: the '
    'row goes; refuse: with fault.';

-- One row an operation and side: X = to state X, "=" keep, "-" remove, "!f" refuse with fault f.
INSERT INTO memberhub.state_transition
    (service, operation, caller, from_state, outcome, to_state, fault)
SELECT m.service, m.operation, m.caller, c.from_state,
       CASE left(c.cell, 1) WHEN '=' THEN 'keep' WHEN '-' THEN 'remove' WHEN '!' THEN 'refuse'
                            ELSE 'change' END,
       CASE WHEN c.cell !~ '^[=!-]' THEN c.cell END,
       CASE WHEN c.cell LIKE '!%' THEN substr(c.cell, 2) END
FROM (VALUES
    ('securityhub', 'CreateMembers', 'administrator',
     'Created', '!already_member', '!already_member', '!already_member', NULL, '!already_member',
     '!already_member'),
    ('securityhub', 'InviteMembers', 'administrator',
     '!no_such_member', 'Invited', '!already_invited', '!already_invited', NULL, 'Invited',
     'Invited'),
    ('securityhub', 'DisassociateMembers', 'administrator',
     '=', '=', 'Removed', 'Removed', NULL, '=', '='),
    ('securityhub', 'DeleteMembers', 'administrator',
     '!no_such_member', '-', '-', '!still_associated', NULL, '-', '-'),
    ('securityhub', 'AcceptAdministratorInvitation', 'member',
     '!no_pending_invitation', '!no_pending_invitation', 'Enabled', '!already_a_member', NULL,
     '!no_pending_invitation', 'Enabled'),
    ('securityhub', 'DeclineInvitations', 'member',
     '!no_such_invitation', '!no_such_invitation', 'Resigned', '!no_such_invitation', NULL,
     '!no_such_invitation', '='),
    ('securityhub', 'DeleteInvitations', 'member',
     '!no_such_invitation', '!no_such_invitation', '!invitation_kept', '!invitation_kept', NULL,
     '-', '-'),
    ('securityhub', 'DeleteInvitations', 'administrator',
     '!no_such_invitation', '!no_such_invitation', 'Created', '!no_such_invitation', NULL,
     '!no_such_invitation', '!no_such_invitation'),
    ('securityhub', 'DisassociateFromAdministratorAccount', 'member',
     '!not_a_member', '!not_a_member', '!not_a_member', 'Resigned', NULL, '!not_a_member',
     '!not_a_member'),
    ('securityhub', 'DisableSecurityHub', 'administrator',
     '=', '-', '-', '!disable_administrator', NULL, '-', '-'),
    ('securityhub', 'DisableSecurityHub', 'member', '=', '=', '=', 'Resigned', NULL, '=', '='),

    ('guardduty', 'CreateMembers', 'administrator',
     'Created', '!already_member', '!already_member', '!already_member', '!already_member',
     '!already_member', '!already_member'),
    ('guardduty', 'InviteMembers', 'administrator',
     '!no_such_member', 'Invited', '!already_invited', '!already_invited', '!already_invited',
     'Invited', 'Invited'),
    ('guardduty', 'DisassociateMembers', 'administrator',
     '!not_yet_associated', '!not_yet_associated', 'Removed', 'Removed', 'Removed',
     '!not_yet_associated', '!not_yet_associated'),
    ('guardduty', 'DeleteMembers', 'administrator',
     '!no_such_member', '-', '-', '!still_associated', '!still_associated', '-', '-'),
    ('guardduty', 'StartMonitoringMembers', 'administrator',
     '!not_associated', '!not_associated', '!not_associated', '=', 'Enabled', '!not_associated',
     '!not_associated'),
    ('guardduty', 'StopMonitoringMembers', 'administrator',
     '!not_associated', '!not_associated', '!not_associated', 'Disabled', '=', '!not_associated',
     '!not_associated'),
    ('guardduty', 'AcceptAdministratorInvitation', 'member',
     '!no_pending_invitation', '!no_pending_invitation', 'Enabled', '!already_a_member',
     '!already_a_member', '!no_pending_invitation', 'Enabled'),
    ('guardduty', 'DeclineInvitations', 'member',
     '!no_such_invitation', '!no_such_invitation', 'Resigned', '!no_such_invitation',
     '!no_such_invitation', '!no_such_invitation', '='),
    ('guardduty', 'DeleteInvitations', 'member',
     '!no_such_invitation', '!no_such_invitation', '!invitation_kept', '!invitation_kept',
     '!invitation_kept', '-', '-'),
    ('guardduty', 'DeleteInvitations', 'administrator',
     '!no_such_invitation', '!no_such_invitation', 'Created', '!no_such_invitation',
     '!no_such_invitation', '!no_such_invitation', '!no_such_invitation'),
    ('guardduty', 'DisassociateFromAdministratorAccount', 'member',
     '!not_a_member', '!not_a_member', '!not_a_member', 'Resigned', 'Resigned', '!not_a_member',
     '!not_a_member'),
    ('guardduty', 'UpdateDetector enable=true', 'member',
     '=', '=', '=', '=', 'Enabled', '=', '='),
    ('guardduty', 'UpdateDetector enable=false', 'member',
     '=', '=', '=', 'Disabled', '=', '=', '='),
    ('guardduty', 'DeleteDetector', 'administrator',
     '=', '-', '!disable_administrator', '!disable_administrator', '!disable_administrator', '-',
     '-'),
    ('guardduty', 'DeleteDetector', 'member', '=', '=', '=', 'Removed', 'Removed', '=', '=')
) AS m (service, operation, caller, none, created, invited, enabled, disabled, removed, resigned)
CROSS JOIN LATERAL (VALUES
    ('None', m.none), ('Created', m.created), ('Invited', m.invited), ('Enabled', m.enabled),
    ('Disabled', m.disabled), ('Removed', m.removed), ('Resigned', m.resigned)
) AS c (from_state, cell)
WHERE c.cell IS NOT NULL;

UPDATE memberhub.state_transition AS t SET note = n.note
FROM (VALUES
    ('DeclineInvitations', 'member', 'Resigned',
     'AWS''s answer is not known. Success: a decline repeated after a lost answer is no error.'),
    ('DeleteInvitations', 'administrator', 'Invited',
     'The API reference''s reading: the administrator withdraws the invitation that it sent.'),
    ('DisassociateMembers', 'administrator', 'Created',
     'Security Hub only: Terraform disassociates before it deletes, invited or not.'),
    ('DisableSecurityHub', 'administrator', 'Invited',
     'Nobody can accept the invitation of an account that has no hub, so it goes with the hub.'),
    ('DisableSecurityHub', 'member', 'Invited',
     'The invitation waits for the hub''s return; without a hub it cannot be accepted.'),
    ('AcceptAdministratorInvitation', 'member', 'Resigned',
     'The invitation survives a decline and a disassociation until one side deletes it.')
) AS n (operation, caller, from_state, note)
WHERE t.operation = n.operation AND t.caller = n.caller AND t.from_state = n.from_state
  AND (t.outcome <> 'refuse');

-- Standards ---------------------------------------------------------------------------------------

CREATE TABLE memberhub.standard (
    standard_id text COLLATE "C" NOT NULL,
    regional boolean NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    enabled_by_default boolean NOT NULL,
    CONSTRAINT standard_pkey PRIMARY KEY (standard_id)
);
COMMENT ON TABLE memberhub.standard IS
    'The catalogue of security standards; standard_arn() makes the ARN. regional: the ARN names '
    'the region.';

INSERT INTO memberhub.standard (standard_id, regional, name, description, enabled_by_default) VALUES
    ('aws-foundational-security-best-practices/v/1.0.0', true,
     'AWS Foundational Security Best Practices v1.0.0',
     'Checks whether resources depart from the practices that AWS recommends for each service.',
     true),
    ('cis-aws-foundations-benchmark/v/1.2.0', false, 'CIS AWS Foundations Benchmark v1.2.0',
     'Rules of the Center for Internet Security for a basic AWS account, in version 1.2.0.',
     true),
    ('cis-aws-foundations-benchmark/v/1.4.0', true, 'CIS AWS Foundations Benchmark v1.4.0',
     'Rules of the Center for Internet Security for a basic AWS account, in version 1.4.0.',
     false),
    ('cis-aws-foundations-benchmark/v/3.0.0', true, 'CIS AWS Foundations Benchmark v3.0.0',
     'Rules of the Center for Internet Security for a basic AWS account, in version 3.0.0.',
     false),
    ('nist-800-53/v/5.0.0', true, 'NIST Special Publication 800-53 Revision 5',
     'Controls that NIST sets out for the security and privacy of information systems.',
     false),
    ('pci-dss/v/3.2.1', true, 'PCI DSS v3.2.1',
     'Requirements of the payment card industry for systems that handle card data.',
     false);

CREATE TABLE memberhub.standards_subscription (
    service text COLLATE "C" NOT NULL DEFAULT 'securityhub',
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    standard_id text COLLATE "C" NOT NULL,
    standards_input jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT standards_subscription_pkey PRIMARY KEY (service, region, account_id, standard_id),
    CONSTRAINT standards_subscription_enrollment_fkey FOREIGN KEY (service, region, account_id)
        REFERENCES memberhub.enrollment (service, region, account_id),
    CONSTRAINT standards_subscription_standard_fkey FOREIGN KEY (standard_id)
        REFERENCES memberhub.standard (standard_id),
    CONSTRAINT standards_subscription_service_known CHECK (service = 'securityhub'),
    CONSTRAINT standards_subscription_input_object CHECK (jsonb_typeof(standards_input) = 'object')
);
COMMENT ON TABLE memberhub.standards_subscription IS
    'Which standards an account has switched on. Recorded only: no check is ever run.';

-- Faults, retries, audit --------------------------------------------------------------------------

CREATE TABLE memberhub.fault_catalogue (
    name text COLLATE "C" NOT NULL,
    dialect text COLLATE "C" NOT NULL,
    error_code text,
    sentence text NOT NULL,
    CONSTRAINT fault_catalogue_pkey PRIMARY KEY (name, dialect),
    CONSTRAINT fault_catalogue_dialect_known CHECK (dialect IN ('documented', 'observed'))
);
COMMENT ON TABLE memberhub.fault_catalogue IS
    'A copy of the program''s fault table, stored by the migration, so that audit events name what '
    'clients were told. error_code is NULL for faults of single accounts.';

CREATE TABLE memberhub.retry_key (
    key bytea NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    fault text,
    arguments text[],
    result json,
    CONSTRAINT retry_key_pkey PRIMARY KEY (key),
    CONSTRAINT retry_key_size CHECK (octet_length(key) = 32)
);
CREATE INDEX retry_key_by_age ON memberhub.retry_key (created_at);
COMMENT ON TABLE memberhub.retry_key IS
    'The first answer to each change of the last day, by the key of its call: a retry gets it and '
    'changes nothing. Of two tries of one call at once, the loser is run again as a whole.';

CREATE TABLE memberhub.audit_event (
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    event_id uuid NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    service text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    event_name text COLLATE "C" NOT NULL,
    event_time timestamptz(3) NOT NULL,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    record text NOT NULL,
    CONSTRAINT audit_event_pkey PRIMARY KEY (sequence)
);
CREATE INDEX audit_event_by_account ON memberhub.audit_event (account_id, sequence);
COMMENT ON TABLE memberhub.audit_event IS
    'One event for each change asked for, refused ones too, in CloudTrail''s record format; '
    'append-only. sequence is not the order of commit: whoever seals or exports goes by '
    'transaction_id.';

CREATE FUNCTION memberhub.audit_event_refuse_change() RETURNS trigger
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, memberhub, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'audit events are append-only: % refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_event_refuse_change() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_event_refuse_change() IS
    'Refuses UPDATE, DELETE and TRUNCATE of audit_event to everyone, against mistakes and against '
    'the program''s own roles. Its owner and superusers can still disable the trigger: who must be '
    'kept from that needs a copy elsewhere.';

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON memberhub.audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_event_refuse_change();
-- ALWAYS: session_replication_role = replica does not get past it.
ALTER TABLE memberhub.audit_event ENABLE ALWAYS TRIGGER audit_event_append_only;
