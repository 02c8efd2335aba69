-- Findings, of Security Hub and GuardDuty, and what is kept beside them. A finding is stored once, under the account that
-- it was made in; who else sees it, the relationships say when it is read (sight()). So that the findings of a region, or
-- of some accounts, can move to servers of their own: region and account lead every key, nothing here refers to
-- memberships, and nothing has an order or a name that one server alone could give.

CREATE TABLE memberhub.finding (
    service text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    key uuid NOT NULL,
    product_arn text COLLATE "C" NOT NULL,
    finding_id text COLLATE "C" NOT NULL,
    record_state text COLLATE "C" NOT NULL,
    workflow_status text COLLATE "C" NOT NULL,
    severity_label text COLLATE "C",
    severity numeric,
    product_name text COLLATE "C",
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    processed_at timestamptz(3) NOT NULL,
    size integer NOT NULL,
    document jsonb NOT NULL,
    customer jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT finding_pkey PRIMARY KEY (service, region, account_id, key)
) WITH (fillfactor = 90);
COMMENT ON TABLE memberhub.finding IS
    'A finding as whoever may see it gets it. What is filtered most is a column as well, made of the document by the one '
    'function that writes it.';
COMMENT ON COLUMN memberhub.finding.key IS
    'What names it in its account: finding_key() of product_arn and finding_id. Of GuardDuty its id, which is one.';
COMMENT ON COLUMN memberhub.finding.product_arn IS 'Who makes it; of GuardDuty the detector''s ARN.';
COMMENT ON COLUMN memberhub.finding.record_state IS 'ACTIVE or ARCHIVED; of GuardDuty service.archived.';
COMMENT ON COLUMN memberhub.finding.severity IS 'Severity.Normalized; of GuardDuty severity.';
COMMENT ON COLUMN memberhub.finding.updated_at IS 'The moment that its UpdatedAt names; what is later replaces it.';
COMMENT ON COLUMN memberhub.finding.size IS 'Bytes of the document as it goes out, so that pages are cut without it.';
COMMENT ON COLUMN memberhub.finding.customer IS
    'The top-level members of the document that the customer has set, and imports leave alone.';

CREATE INDEX finding_by_update ON memberhub.finding (service, region, updated_at, account_id, key);
CREATE INDEX finding_of_account_by_update
    ON memberhub.finding (service, region, account_id, updated_at, key);
CREATE INDEX finding_by_severity ON memberhub.finding (service, region, account_id, severity_label, key);
CREATE INDEX finding_by_workflow ON memberhub.finding (service, region, account_id, workflow_status, key)
    WHERE workflow_status <> 'NEW';
CREATE INDEX finding_by_product ON memberhub.finding (service, region, account_id, product_name, key);
CREATE INDEX finding_archived ON memberhub.finding (service, region, account_id, key)
    WHERE record_state = 'ARCHIVED';

CREATE TABLE memberhub.finding_resource (
    service text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    resource uuid NOT NULL,
    key uuid NOT NULL,
    CONSTRAINT finding_resource_pkey PRIMARY KEY (service, region, account_id, resource, key),
    CONSTRAINT finding_resource_finding FOREIGN KEY (service, region, account_id, key)
        REFERENCES memberhub.finding (service, region, account_id, key) ON DELETE CASCADE
);
CREATE INDEX finding_resource_by_finding
    ON memberhub.finding_resource (service, region, account_id, key);
COMMENT ON TABLE memberhub.finding_resource IS
    'Which findings name a resource: resource is resource_key() of one of Resources[].Id. A table, since an index over '
    'lists could not have the account first, and one account''s findings would slow another''s questions.';

CREATE TABLE memberhub.finding_history (
    service text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    key uuid NOT NULL,
    happened_at timestamptz(3) NOT NULL,
    id uuid NOT NULL,
    created boolean NOT NULL DEFAULT false,
    source text COLLATE "C" NOT NULL,
    identity text NOT NULL,
    updates jsonb NOT NULL,
    CONSTRAINT finding_history_pkey PRIMARY KEY (service, region, account_id, key, happened_at, id),
    CONSTRAINT finding_history_finding FOREIGN KEY (service, region, account_id, key)
        REFERENCES memberhub.finding (service, region, account_id, key) ON DELETE CASCADE
);
COMMENT ON TABLE memberhub.finding_history IS
    'What changed in a finding, when and by whom. source is BATCH_IMPORT_FINDINGS or BATCH_UPDATE_FINDINGS; identity a '
    'product''s ARN or the caller''s; updates is [{updated_field, old_value, new_value}].';

-- What an account has in Security Hub beside its findings ------------------------------------------

CREATE TABLE memberhub.product_subscription (
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL,
    CONSTRAINT product_subscription_pkey PRIMARY KEY (region, account_id, product)
);
COMMENT ON TABLE memberhub.product_subscription IS
    'The products, as "company/name", whose findings an account takes in.';

CREATE TABLE memberhub.insight (
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    group_by text COLLATE "C" NOT NULL,
    filters json NOT NULL,
    conditions jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT insight_pkey PRIMARY KEY (region, account_id, id)
);
COMMENT ON TABLE memberhub.insight IS
    'Custom insights. filters as the client wrote them, which it gets back; conditions as the server understood them.';

CREATE TABLE memberhub.action_target (
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    CONSTRAINT action_target_pkey PRIMARY KEY (region, account_id, id)
);
COMMENT ON TABLE memberhub.action_target IS 'Custom actions.';

CREATE TABLE memberhub.finding_aggregator (
    account_id text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    linking_mode text COLLATE "C" NOT NULL,
    regions text[] COLLATE "C" NOT NULL DEFAULT '{}',
    CONSTRAINT finding_aggregator_pkey PRIMARY KEY (account_id)
);
COMMENT ON TABLE memberhub.finding_aggregator IS
    'An account''s home region, where it sees its linked regions'' findings as well.';

-- What an account has in GuardDuty beside them -----------------------------------------------------

CREATE TABLE memberhub.criteria_filter (
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    description text,
    action text COLLATE "C" NOT NULL,
    rank integer NOT NULL,
    criteria json NOT NULL,
    conditions jsonb NOT NULL,
    tags jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT criteria_filter_pkey PRIMARY KEY (region, account_id, name),
    CONSTRAINT criteria_filter_action_known CHECK (action IN ('NOOP', 'ARCHIVE'))
);
COMMENT ON TABLE memberhub.criteria_filter IS
    'GuardDuty''s saved filters; one whose action is ARCHIVE suppresses new findings that it matches. criteria as the '
    'client wrote them, conditions as the server understood them.';
