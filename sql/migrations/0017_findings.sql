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
    imported_at timestamptz(3) NOT NULL,
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
COMMENT ON COLUMN memberhub.finding.imported_at IS 'When it was there first, processed_at when it was imported last.';
COMMENT ON COLUMN memberhub.finding.size IS 'Bytes of the document as it goes out, so that pages are cut without it.';
COMMENT ON COLUMN memberhub.finding.customer IS
    'The top-level members of the document that the customer has set, and imports leave alone.';

CREATE INDEX finding_by_key ON memberhub.finding (service, region, key, account_id);
CREATE INDEX finding_by_id ON memberhub.finding (service, region, account_id, finding_id);
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
    source text COLLATE "C" NOT NULL,
    identity text NOT NULL,
    updates jsonb NOT NULL,
    CONSTRAINT finding_history_pkey PRIMARY KEY (service, region, account_id, key, happened_at, id),
    CONSTRAINT finding_history_finding FOREIGN KEY (service, region, account_id, key)
        REFERENCES memberhub.finding (service, region, account_id, key) ON DELETE CASCADE
);
COMMENT ON TABLE memberhub.finding_history IS
    'What changed in a finding since it was there, when and by whom. source is BATCH_IMPORT_FINDINGS or BATCH_UPDATE_FINDINGS; identity a '
    'product''s ARN or the caller''s; updates is [{updated_field, old_value, new_value}].';

-- What an account has in Security Hub beside its findings ------------------------------------------

CREATE TABLE memberhub.product (
    product text COLLATE "C" NOT NULL,
    name text NOT NULL,
    company text NOT NULL,
    description text NOT NULL,
    categories text[] NOT NULL,
    integration_types text[] NOT NULL,
    automatic boolean NOT NULL,
    CONSTRAINT product_pkey PRIMARY KEY (product)
);
COMMENT ON TABLE memberhub.product IS
    'The products that a hub can take findings from, as "company/name". automatic: AWS''s own, which a hub takes in from '
    'its beginning, and which nobody imports for.';
INSERT INTO memberhub.product VALUES
    ('aquasecurity/aquasecurity', 'Aqua Security', 'Aqua Security', 'Cloud native security: images, functions and workloads.', '{"Container Security"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('aquasecurity/kube-bench', 'Kube-bench', 'Aqua Security', 'Checks Kubernetes against the CIS benchmark.', '{"Configuration Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('aws/access-analyzer', 'IAM Access Analyzer', 'AWS', 'Finds resources that are shared with others.', '{"Identity and Access Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', true),
    ('aws/config', 'Config', 'AWS', 'Evaluations of configuration rules.', '{"Configuration Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', true),
    ('aws/firewall-manager', 'Firewall Manager', 'AWS', 'Rules of firewalls over the accounts of an organization.', '{"Firewall"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', true),
    ('aws/guardduty', 'GuardDuty', 'Amazon', 'Threats, from logs of accounts and networks.', '{"Threat Detection"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', true),
    ('aws/health', 'Health', 'AWS', 'Events that concern the security of resources.', '{"Service Health"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', true),
    ('aws/inspector', 'Inspector', 'Amazon', 'Vulnerabilities of instances, images and functions.', '{"Vulnerability Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', true),
    ('aws/iot-device-defender', 'IoT Device Defender', 'AWS', 'Audits of devices and anomalies of theirs.', '{"IoT Security"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', true),
    ('aws/macie', 'Macie', 'Amazon', 'Sensitive data in buckets, and how they are protected.', '{"Data Security"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', true),
    ('aws/ssm-patch-manager', 'Systems Manager Patch Manager', 'AWS', 'Instances that lack patches.', '{"Patch Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', true),
    ('cloud-custodian/cloud-custodian', 'Cloud Custodian', 'Cloud Custodian', 'Policies for the resources of accounts.', '{"Cloud Governance"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('crowdstrike/crowdstrike-falcon', 'CrowdStrike Falcon', 'CrowdStrike', 'Detection on endpoints.', '{"Endpoint Detection and Response"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('forcepoint/forcepoint-casb', 'Forcepoint CASB', 'Forcepoint', 'Use of cloud applications.', '{"Cloud Access Security Broker"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('mcafee-skyhigh/mcafee-mvision-cloud-aws', 'MVISION Cloud', 'McAfee', 'Protection of data in the cloud.', '{"Data Security"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('prowler/prowler', 'Prowler', 'Prowler', 'Checks accounts against best practices and benchmarks.', '{"Configuration Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('qualys/qualys-vm', 'Vulnerability Management', 'Qualys', 'Vulnerabilities of instances.', '{"Vulnerability Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('rapid7/insightvm', 'InsightVM', 'Rapid7', 'Vulnerabilities of assets.', '{"Vulnerability Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('snyk/snyk', 'Snyk', 'Snyk', 'Vulnerabilities of code, dependencies and images.', '{"Vulnerability Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('sysdig/sysdig-secure-for-cloud', 'Sysdig Secure for cloud', 'Sysdig', 'Threats and posture of containers and clouds.', '{"Container Security"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false),
    ('tenable/tenable-io', 'Tenable.io', 'Tenable', 'Vulnerabilities of assets.', '{"Vulnerability Management"}', '{SEND_FINDINGS_TO_SECURITY_HUB}', false);

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

CREATE TABLE memberhub.managed_insight (
    number integer NOT NULL,
    name text NOT NULL,
    group_by text COLLATE "C" NOT NULL,
    filters json NOT NULL,
    conditions jsonb NOT NULL,
    CONSTRAINT managed_insight_pkey PRIMARY KEY (number)
);
COMMENT ON TABLE memberhub.managed_insight IS 'The insights that every hub has, by AWS''s numbers.';
INSERT INTO memberhub.managed_insight VALUES
    (1, '1. AWS resources with the most findings', 'ResourceId',
     '{"RecordState": [{"Value": "ACTIVE", "Comparison": "EQUALS"}], "WorkflowStatus": [{"Value": "NEW", "Comparison": "EQUALS"}, {"Value": "NOTIFIED", "Comparison": "EQUALS"}]}',
     '[{"attribute": "RecordState", "any": [[{"comparison": "EQUALS", "operands": ["ACTIVE"]}]]}, {"attribute": "WorkflowStatus", "any": [[{"comparison": "EQUALS", "operands": ["NEW", "NOTIFIED"]}]]}]'),
    (3, '3. AMIs that are generating the most findings', 'ResourceAwsEc2InstanceImageId',
     '{"RecordState": [{"Value": "ACTIVE", "Comparison": "EQUALS"}], "WorkflowStatus": [{"Value": "NEW", "Comparison": "EQUALS"}, {"Value": "NOTIFIED", "Comparison": "EQUALS"}]}',
     '[{"attribute": "RecordState", "any": [[{"comparison": "EQUALS", "operands": ["ACTIVE"]}]]}, {"attribute": "WorkflowStatus", "any": [[{"comparison": "EQUALS", "operands": ["NEW", "NOTIFIED"]}]]}]'),
    (4, '4. EC2 instances involved in known Tactics, Techniques, and Procedures (TTPs)', 'ResourceId',
     '{"RecordState": [{"Value": "ACTIVE", "Comparison": "EQUALS"}], "WorkflowStatus": [{"Value": "NEW", "Comparison": "EQUALS"}, {"Value": "NOTIFIED", "Comparison": "EQUALS"}], "Type": [{"Value": "TTPs", "Comparison": "PREFIX"}], "ResourceType": [{"Value": "AwsEc2Instance", "Comparison": "EQUALS"}]}',
     '[{"attribute": "RecordState", "any": [[{"comparison": "EQUALS", "operands": ["ACTIVE"]}]]}, {"attribute": "WorkflowStatus", "any": [[{"comparison": "EQUALS", "operands": ["NEW", "NOTIFIED"]}]]}, {"attribute": "Type", "any": [[{"comparison": "PREFIX", "operands": ["TTPs"]}]]}, {"attribute": "ResourceType", "any": [[{"comparison": "EQUALS", "operands": ["AwsEc2Instance"]}]]}]');

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

-- What findings are filtered by --------------------------------------------------------------------

CREATE TABLE memberhub.filter_attribute (
    service text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL,
    finding_column text COLLATE "C",
    CONSTRAINT filter_attribute_pkey PRIMARY KEY (service, name)
);
COMMENT ON TABLE memberhub.filter_attribute IS
    'A copy of the program''s tables of attributes. path: where it stands in the document, "Resources[].Type"; '
    'finding_column: of finding, which has it as well.';

CREATE TABLE memberhub.filter_comparison (
    name text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    test text NOT NULL,
    negative boolean NOT NULL,
    CONSTRAINT filter_comparison_pkey PRIMARY KEY (kind, name)
);
COMMENT ON TABLE memberhub.filter_comparison IS
    'A copy of the program''s table of comparisons. test is SQL over {value}, {operand} and {operands}; negative: it is met '
    'where no value passes the test.';

-- Where an account has a hub, for its home region.
CREATE INDEX enrollment_by_account ON memberhub.enrollment (account_id, service, region) WHERE enabled;

-- GuardDuty's types of findings, and what samples of them are made of ------------------------------

CREATE TABLE memberhub.finding_type (
    name text COLLATE "C" NOT NULL,
    severity numeric NOT NULL,
    resource text COLLATE "C" NOT NULL,
    action text COLLATE "C",
    evidence text COLLATE "C",
    hub_types text[] NOT NULL,
    CONSTRAINT finding_type_pkey PRIMARY KEY (name)
);
COMMENT ON TABLE memberhub.finding_type IS
    'The types of findings that GuardDuty makes. resource, action and evidence: the sample_part that a sample has; hub_types: '
    'what the hub calls it.';
INSERT INTO memberhub.finding_type VALUES
    ('Backdoor:EC2/C&CActivity.B', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/Backdoor:EC2-C&CActivity.B}'),
    ('Backdoor:EC2/C&CActivity.B!DNS', 8, 'instance', 'dns_request', NULL, '{TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS}'),
    ('Backdoor:EC2/DenialOfService.Dns', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/Backdoor:EC2-DenialOfService.Dns}'),
    ('Backdoor:EC2/DenialOfService.Tcp', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/Backdoor:EC2-DenialOfService.Tcp}'),
    ('Backdoor:EC2/DenialOfService.Udp', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/Backdoor:EC2-DenialOfService.Udp}'),
    ('Backdoor:EC2/DenialOfService.UdpOnTcpPorts', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/Backdoor:EC2-DenialOfService.UdpOnTcpPorts}'),
    ('Backdoor:EC2/DenialOfService.UnusualProtocol', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/Backdoor:EC2-DenialOfService.UnusualProtocol}'),
    ('Backdoor:EC2/Spambot', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/Backdoor:EC2-Spambot}'),
    ('Behavior:EC2/NetworkPortUnusual', 5, 'instance', 'network_connection', NULL, '{Unusual Behaviors/VM/Behavior:EC2-NetworkPortUnusual}'),
    ('Behavior:EC2/TrafficVolumeUnusual', 5, 'instance', 'network_connection', NULL, '{Unusual Behaviors/VM/Behavior:EC2-TrafficVolumeUnusual}'),
    ('CryptoCurrency:EC2/BitcoinTool.B', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/CryptoCurrency:EC2-BitcoinTool.B}'),
    ('CryptoCurrency:EC2/BitcoinTool.B!DNS', 8, 'instance', 'dns_request', NULL, '{TTPs/Command and Control/CryptoCurrency:EC2-BitcoinTool.B!DNS}'),
    ('DefenseEvasion:EC2/UnusualDNSResolver', 5, 'instance', 'dns_request', NULL, '{TTPs/DefenseEvasion/EC2:Unusual-DNS-Resolver}'),
    ('DefenseEvasion:EC2/UnusualDoHActivity', 5, 'instance', 'network_connection', NULL, '{TTPs/DefenseEvasion/EC2:Unusual-DoH-Activity}'),
    ('DefenseEvasion:EC2/UnusualDoTActivity', 5, 'instance', 'network_connection', NULL, '{TTPs/DefenseEvasion/EC2:Unusual-DoT-Activity}'),
    ('Impact:EC2/AbusedDomainRequest.Reputation', 8, 'instance', 'dns_request', NULL, '{TTPs/Impact:EC2-AbusedDomainRequest.Reputation}'),
    ('Impact:EC2/BitcoinDomainRequest.Reputation', 8, 'instance', 'dns_request', NULL, '{TTPs/Impact:EC2-BitcoinDomainRequest.Reputation}'),
    ('Impact:EC2/MaliciousDomainRequest.Reputation', 8, 'instance', 'dns_request', NULL, '{TTPs/Impact:EC2-MaliciousDomainRequest.Reputation}'),
    ('Impact:EC2/MaliciousDomainRequest.Custom', 8, 'instance', 'dns_request', NULL, '{TTPs/Impact/Impact:EC2-MaliciousDomainRequest.Custom}'),
    ('Impact:EC2/PortSweep', 8, 'instance', 'network_connection', NULL, '{TTPs/Impact/Impact:EC2-PortSweep}'),
    ('Impact:EC2/SuspiciousDomainRequest.Reputation', 8, 'instance', 'dns_request', NULL, '{TTPs/Impact:EC2-SuspiciousDomainRequest.Reputation}'),
    ('Impact:EC2/WinRMBruteForce', 8, 'instance', 'network_connection', NULL, '{TTPs/Impact/Impact:EC2-WinRMBruteForce}'),
    ('Recon:EC2/PortProbeEMRUnprotectedPort', 5, 'instance', 'port_probe', NULL, '{TTPs/Discovery/Recon:EC2-PortProbeEMRUnprotectedPort}'),
    ('Recon:EC2/PortProbeUnprotectedPort', 5, 'instance', 'port_probe', NULL, '{TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort}'),
    ('Recon:EC2/Portscan', 5, 'instance', 'network_connection', NULL, '{TTPs/Discovery/Recon:EC2-Portscan}'),
    ('Trojan:EC2/BlackholeTraffic', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/Trojan:EC2-BlackholeTraffic}'),
    ('Trojan:EC2/BlackholeTraffic!DNS', 8, 'instance', 'dns_request', NULL, '{TTPs/Command and Control/Trojan:EC2-BlackholeTraffic!DNS}'),
    ('Trojan:EC2/DGADomainRequest.B', 8, 'instance', 'dns_request', NULL, '{TTPs/Command and Control/Trojan:EC2-DGADomainRequest.B}'),
    ('Trojan:EC2/DGADomainRequest.C!DNS', 8, 'instance', 'dns_request', NULL, '{TTPs/Command and Control/Trojan:EC2-DGADomainRequest.C!DNS}'),
    ('Trojan:EC2/DNSDataExfiltration', 8, 'instance', 'dns_request', NULL, '{TTPs/Command and Control/Trojan:EC2-DNSDataExfiltration}'),
    ('Trojan:EC2/DriveBySourceTraffic!DNS', 8, 'instance', 'dns_request', NULL, '{TTPs/Initial Access/Trojan:EC2-DriveBySourceTraffic!DNS}'),
    ('Trojan:EC2/DropPoint', 8, 'instance', 'network_connection', NULL, '{Effects/Data Exfiltration/Trojan:EC2-DropPoint}'),
    ('Trojan:EC2/DropPoint!DNS', 8, 'instance', 'dns_request', NULL, '{Effects/Data Exfiltration/Trojan:EC2-DropPoint!DNS}'),
    ('Trojan:EC2/PhishingDomainRequest!DNS', 8, 'instance', 'dns_request', NULL, '{TTPs/Command and Control/Trojan:EC2-PhishingDomainRequest!DNS}'),
    ('UnauthorizedAccess:EC2/MaliciousIPCaller.Custom', 8, 'instance', 'network_connection', NULL, '{TTPs/Command and Control/UnauthorizedAccess:EC2-MaliciousIPCaller.Custom}'),
    ('UnauthorizedAccess:EC2/MetadataDNSRebind', 8, 'instance', 'dns_request', NULL, '{TTPs/UnauthorizedAccess:EC2-MetadataDNSRebind}'),
    ('UnauthorizedAccess:EC2/RDPBruteForce', 8, 'instance', 'network_connection', NULL, '{TTPs/Initial Access/UnauthorizedAccess:EC2-RDPBruteForce}'),
    ('UnauthorizedAccess:EC2/SSHBruteForce', 8, 'instance', 'network_connection', NULL, '{TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce}'),
    ('UnauthorizedAccess:EC2/TorClient', 8, 'instance', 'network_connection', NULL, '{Effects/Resource Consumption/UnauthorizedAccess:EC2-TorClient}'),
    ('UnauthorizedAccess:EC2/TorRelay', 8, 'instance', 'network_connection', NULL, '{Effects/Resource Consumption/UnauthorizedAccess:EC2-TorRelay}'),
    ('CredentialAccess:IAMUser/AnomalousBehavior', 8, 'access_key', 'aws_api_call', NULL, '{TTPs/Credential Access/IAMUser-AnomalousBehavior}'),
    ('DefenseEvasion:IAMUser/AnomalousBehavior', 5, 'access_key', 'aws_api_call', NULL, '{TTPs/Defense Evasion/IAMUser-AnomalousBehavior}'),
    ('Discovery:IAMUser/AnomalousBehavior', 5, 'access_key', 'aws_api_call', NULL, '{TTPs/Discovery/IAMUser-AnomalousBehavior}'),
    ('Exfiltration:IAMUser/AnomalousBehavior', 8, 'access_key', 'aws_api_call', NULL, '{TTPs/Exfiltration/IAMUser-AnomalousBehavior}'),
    ('Impact:IAMUser/AnomalousBehavior', 8, 'access_key', 'aws_api_call', NULL, '{TTPs/Impact/IAMUser-AnomalousBehavior}'),
    ('InitialAccess:IAMUser/AnomalousBehavior', 8, 'access_key', 'aws_api_call', NULL, '{TTPs/Initial Access/IAMUser-AnomalousBehavior}'),
    ('Persistence:IAMUser/AnomalousBehavior', 8, 'access_key', 'aws_api_call', NULL, '{TTPs/Persistence/IAMUser-AnomalousBehavior}'),
    ('PrivilegeEscalation:IAMUser/AnomalousBehavior', 8, 'access_key', 'aws_api_call', NULL, '{TTPs/Privilege Escalation/IAMUser-AnomalousBehavior}'),
    ('DefenseEvasion:IAMUser/BedrockLoggingDisabled', 5, 'access_key', 'aws_api_call', NULL, '{TTPs/Defense Evasion/DefenseEvasion:IAMUser-BedrockLoggingDisabled}'),
    ('PenTest:IAMUser/KaliLinux', 5, 'access_key', 'aws_api_call', NULL, '{TTPs/PenTest:IAMUser/KaliLinux}'),
    ('PenTest:IAMUser/ParrotLinux', 5, 'access_key', 'aws_api_call', NULL, '{TTPs/PenTest:IAMUser/ParrotLinux}'),
    ('PenTest:IAMUser/PentooLinux', 5, 'access_key', 'aws_api_call', NULL, '{TTPs/PenTest:IAMUser/PentooLinux}'),
    ('Policy:IAMUser/RootCredentialUsage', 2, 'access_key', 'aws_api_call', NULL, '{TTPs/Policy:IAMUser-RootCredentialUsage}'),
    ('Policy:IAMUser/ShortTermRootCredentialUsage', 2, 'access_key', 'aws_api_call', NULL, '{TTPs/Policy:IAMUser-ShortTermRootCredentialUsage}'),
    ('Recon:IAMUser/MaliciousIPCaller', 5, 'access_key', 'aws_api_call', NULL, '{TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller}'),
    ('Recon:IAMUser/MaliciousIPCaller.Custom', 5, 'access_key', 'aws_api_call', NULL, '{TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller.Custom}'),
    ('Recon:IAMUser/TorIPCaller', 5, 'access_key', 'aws_api_call', NULL, '{TTPs/Discovery/Recon:IAMUser-TorIPCaller}'),
    ('Stealth:IAMUser/CloudTrailLoggingDisabled', 2, 'access_key', 'aws_api_call', NULL, '{TTPs/Defense Evasion/Stealth:IAMUser-CloudTrailLoggingDisabled}'),
    ('Stealth:IAMUser/PasswordPolicyChange', 2, 'access_key', 'aws_api_call', NULL, '{TTPs/Defense Evasion/Stealth:IAMUser-PasswordPolicyChange}'),
    ('UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B', 8, 'access_key', 'aws_api_call', NULL, '{Unusual Behaviors/User/UnauthorizedAccess:IAMUser-ConsoleLoginSuccess.B}'),
    ('UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS', 8, 'access_key', 'aws_api_call', NULL, '{Effects/Data Exfiltration/UnauthorizedAccess:IAMUser-InstanceCredentialExfiltration.InsideAWS}'),
    ('UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS', 8, 'access_key', 'aws_api_call', NULL, '{Effects/Data Exfiltration/UnauthorizedAccess:IAMUser-InstanceCredentialExfiltration.OutsideAWS}'),
    ('UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.InsideAWS', 8, 'access_key', 'aws_api_call', NULL, '{Effects/Data Exfiltration/UnauthorizedAccess:IAMUser-ResourceCredentialExfiltration.InsideAWS}'),
    ('UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS', 8, 'access_key', 'aws_api_call', NULL, '{Effects/Data Exfiltration/UnauthorizedAccess:IAMUser-ResourceCredentialExfiltration.OutsideAWS}'),
    ('UnauthorizedAccess:IAMUser/MaliciousIPCaller', 8, 'access_key', 'aws_api_call', NULL, '{TTPs/UnauthorizedAccess:IAMUser-MaliciousIPCaller}'),
    ('UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom', 8, 'access_key', 'aws_api_call', NULL, '{TTPs/UnauthorizedAccess:IAMUser-MaliciousIPCaller.Custom}'),
    ('UnauthorizedAccess:IAMUser/TorIPCaller', 8, 'access_key', 'aws_api_call', NULL, '{TTPs/Command and Control/UnauthorizedAccess:IAMUser-TorIPCaller}'),
    ('Discovery:S3/AnomalousBehavior', 5, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Discovery:S3-AnomalousBehavior}'),
    ('Discovery:S3/MaliciousIPCaller', 5, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Discovery:S3-MaliciousIPCaller}'),
    ('Discovery:S3/MaliciousIPCaller.Custom', 5, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Discovery:S3-MaliciousIPCaller.Custom}'),
    ('Discovery:S3/TorIPCaller', 5, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Discovery:S3-TorIPCaller}'),
    ('Exfiltration:S3/AnomalousBehavior', 8, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Exfiltration:S3-AnomalousBehavior}'),
    ('Exfiltration:S3/MaliciousIPCaller', 8, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Exfiltration:S3-MaliciousIPCaller}'),
    ('Impact:S3/AnomalousBehavior.Delete', 8, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Impact:S3-AnomalousBehavior.Delete}'),
    ('Impact:S3/AnomalousBehavior.Permission', 8, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Impact:S3-AnomalousBehavior.Permission}'),
    ('Impact:S3/AnomalousBehavior.Write', 8, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Impact:S3-AnomalousBehavior.Write}'),
    ('Impact:S3/MaliciousIPCaller', 8, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Impact:S3-MaliciousIPCaller}'),
    ('PenTest:S3/KaliLinux', 5, 's3_bucket', 'aws_api_call', NULL, '{TTPs/PenTest:S3-KaliLinux}'),
    ('PenTest:S3/ParrotLinux', 5, 's3_bucket', 'aws_api_call', NULL, '{TTPs/PenTest:S3-ParrotLinux}'),
    ('PenTest:S3/PentooLinux', 5, 's3_bucket', 'aws_api_call', NULL, '{TTPs/PenTest:S3-PentooLinux}'),
    ('Policy:S3/AccountBlockPublicAccessDisabled', 2, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Policy:S3-AccountBlockPublicAccessDisabled}'),
    ('Policy:S3/BucketAnonymousAccessGranted', 2, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Policy:S3-BucketAnonymousAccessGranted}'),
    ('Policy:S3/BucketBlockPublicAccessDisabled', 2, 's3_bucket', 'aws_api_call', NULL, '{Effects/Data Exposure/Policy:S3-BucketBlockPublicAccessDisabled}'),
    ('Policy:S3/BucketPublicAccessGranted', 2, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Policy:S3-BucketPublicAccessGranted}'),
    ('Stealth:S3/ServerAccessLoggingDisabled', 2, 's3_bucket', 'aws_api_call', NULL, '{TTPs/Defense Evasion/Stealth:S3-ServerAccessLoggingDisabled}'),
    ('UnauthorizedAccess:S3/MaliciousIPCaller.Custom', 8, 's3_bucket', 'aws_api_call', NULL, '{TTPs/UnauthorizedAccess:S3-MaliciousIPCaller.Custom}'),
    ('UnauthorizedAccess:S3/TorIPCaller', 8, 's3_bucket', 'aws_api_call', NULL, '{TTPs/UnauthorizedAccess:S3-TorIPCaller}'),
    ('Object:S3/MaliciousFile', 8, 's3_object', NULL, 'object_scan', '{TTPs/Object/Object:S3-MaliciousFile}'),
    ('Backdoor:Lambda/C&CActivity.B', 8, 'lambda', 'network_connection', NULL, '{TTPs/Command and Control/Backdoor:Lambda-C&CActivity.B}'),
    ('CryptoCurrency:Lambda/BitcoinTool.B', 8, 'lambda', 'network_connection', NULL, '{TTPs/Command and Control/CryptoCurrency:Lambda-BitcoinTool.B, Effects/Resource Consumption/CryptoCurrency:Lambda-BitcoinTool.B}'),
    ('Trojan:Lambda/BlackholeTraffic', 8, 'lambda', 'network_connection', NULL, '{TTPs/Command and Control/Trojan:Lambda-BlackholeTraffic}'),
    ('Trojan:Lambda/DropPoint', 8, 'lambda', 'network_connection', NULL, '{Effects/Data Exfiltration/Trojan:Lambda-DropPoint}'),
    ('UnauthorizedAccess:Lambda/MaliciousIPCaller.Custom', 8, 'lambda', 'network_connection', NULL, '{TTPs/Command and Control/UnauthorizedAccess:Lambda-MaliciousIPCaller.Custom}'),
    ('UnauthorizedAccess:Lambda/TorClient', 8, 'lambda', 'network_connection', NULL, '{Effects/Resource Consumption/UnauthorizedAccess:Lambda-TorClient}'),
    ('UnauthorizedAccess:Lambda/TorRelay', 8, 'lambda', 'network_connection', NULL, '{Effects/Resource Consumption/UnauthorizedAccess:Lambda-TorRelay}'),
    ('CredentialAccess:RDS/AnomalousBehavior.FailedLogin', 8, 'rds', 'rds_login_attempt', NULL, '{TTPs/Credential Access/CredentialAccess:RDS-AnomalousBehavior.FailedLogin}'),
    ('CredentialAccess:RDS/AnomalousBehavior.SuccessfulBruteForce', 8, 'rds', 'rds_login_attempt', NULL, '{TTPs/Credential Access/CredentialAccess:RDS-AnomalousBehavior.SuccessfulBruteForce}'),
    ('CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin', 8, 'rds', 'rds_login_attempt', NULL, '{TTPs/Credential Access/CredentialAccess:RDS-AnomalousBehavior.SuccessfulLogin}'),
    ('CredentialAccess:RDS/MaliciousIPCaller.FailedLogin', 8, 'rds', 'rds_login_attempt', NULL, '{TTPs/Credential Access/CredentialAccess:RDS-MaliciousIPCaller.FailedLogin}'),
    ('CredentialAccess:RDS/MaliciousIPCaller.SuccessfulLogin', 8, 'rds', 'rds_login_attempt', NULL, '{TTPs/Credential Access/CredentialAccess:RDS-MaliciousIPCaller.SuccessfulLogin}'),
    ('CredentialAccess:RDS/TorIPCaller.FailedLogin', 8, 'rds', 'rds_login_attempt', NULL, '{TTPs/Credential Access/CredentialAccess:RDS-TorIPCaller.FailedLogin}'),
    ('CredentialAccess:RDS/TorIPCaller.SuccessfulLogin', 8, 'rds', 'rds_login_attempt', NULL, '{TTPs/Credential Access/CredentialAccess:RDS-TorIPCaller.SuccessfulLogin}'),
    ('Discovery:RDS/MaliciousIPCaller', 5, 'rds', 'rds_login_attempt', NULL, '{TTPs/Discovery/RDS-MaliciousIPCaller}'),
    ('Discovery:RDS/TorIPCaller', 5, 'rds', 'rds_login_attempt', NULL, '{TTPs/Discovery/RDS-TorIPCaller}'),
    ('CredentialAccess:Kubernetes/MaliciousIPCaller', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/CredentialAccess/CredentialAccess:Kubernetes-MaliciousIPCaller}'),
    ('CredentialAccess:Kubernetes/MaliciousIPCaller.Custom', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/CredentialAccess/CredentialAccess:Kubernetes-MaliciousIPCaller.Custom}'),
    ('CredentialAccess:Kubernetes/SuccessfulAnonymousAccess', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/CredentialAccess/CredentialAccess:Kubernetes-SuccessfulAnonymousAccess}'),
    ('CredentialAccess:Kubernetes/TorIPCaller', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/CredentialAccess/CredentialAccess:Kubernetes-TorIPCaller}'),
    ('DefenseEvasion:Kubernetes/MaliciousIPCaller', 5, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/DefenseEvasion/DefenseEvasion:Kubernetes-MaliciousIPCaller}'),
    ('DefenseEvasion:Kubernetes/MaliciousIPCaller.Custom', 5, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/DefenseEvasion/DefenseEvasion:Kubernetes-MaliciousIPCaller.Custom}'),
    ('DefenseEvasion:Kubernetes/SuccessfulAnonymousAccess', 5, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/DefenseEvasion/DefenseEvasion:Kubernetes-SuccessfulAnonymousAccess}'),
    ('DefenseEvasion:Kubernetes/TorIPCaller', 5, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/DefenseEvasion/DefenseEvasion:Kubernetes-TorIPCaller}'),
    ('Discovery:Kubernetes/MaliciousIPCaller', 5, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Discovery/Discovery:Kubernetes-MaliciousIPCaller}'),
    ('Discovery:Kubernetes/MaliciousIPCaller.Custom', 5, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Discovery/Discovery:Kubernetes-MaliciousIPCaller.Custom}'),
    ('Discovery:Kubernetes/SuccessfulAnonymousAccess', 5, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Discovery/Discovery:Kubernetes-SuccessfulAnonymousAccess}'),
    ('Discovery:Kubernetes/TorIPCaller', 5, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Discovery/Discovery:Kubernetes-TorIPCaller}'),
    ('Impact:Kubernetes/MaliciousIPCaller', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Impact/Impact:Kubernetes-MaliciousIPCaller}'),
    ('Impact:Kubernetes/MaliciousIPCaller.Custom', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Impact/Impact:Kubernetes-MaliciousIPCaller.Custom}'),
    ('Impact:Kubernetes/SuccessfulAnonymousAccess', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Impact/Impact:Kubernetes-SuccessfulAnonymousAccess}'),
    ('Impact:Kubernetes/TorIPCaller', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Impact/Impact:Kubernetes-TorIPCaller}'),
    ('Persistence:Kubernetes/MaliciousIPCaller', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Persistence/Persistence:Kubernetes-MaliciousIPCaller}'),
    ('Persistence:Kubernetes/MaliciousIPCaller.Custom', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Persistence/Persistence:Kubernetes-MaliciousIPCaller.Custom}'),
    ('Persistence:Kubernetes/SuccessfulAnonymousAccess', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Persistence/Persistence:Kubernetes-SuccessfulAnonymousAccess}'),
    ('Persistence:Kubernetes/TorIPCaller', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Persistence/Persistence:Kubernetes-TorIPCaller}'),
    ('CredentialAccess:Kubernetes/AnomalousBehavior.SecretsAccessed', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/AnomalousBehavior/CredentialAccess:Kubernetes-SecretsAccessed}'),
    ('Discovery:Kubernetes/AnomalousBehavior.PermissionChecked', 5, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/AnomalousBehavior/Discovery:Kubernetes-PermissionChecked}'),
    ('Execution:Kubernetes/AnomalousBehavior.ExecInPod', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/AnomalousBehavior/Execution:Kubernetes-ExecInPod}'),
    ('Execution:Kubernetes/AnomalousBehavior.WorkloadDeployed', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/AnomalousBehavior/Execution:Kubernetes-WorkloadDeployed}'),
    ('Persistence:Kubernetes/AnomalousBehavior.WorkloadDeployed!ContainerWithSensitiveMount', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/AnomalousBehavior/Persistence:Kubernetes-WorkloadDeployed!ContainerWithSensitiveMount}'),
    ('PrivilegeEscalation:Kubernetes/AnomalousBehavior.RoleBindingCreated', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/AnomalousBehavior/PrivilegeEscalation:Kubernetes-RoleBindingCreated}'),
    ('PrivilegeEscalation:Kubernetes/AnomalousBehavior.RoleCreated', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/AnomalousBehavior/PrivilegeEscalation:Kubernetes-RoleCreated}'),
    ('PrivilegeEscalation:Kubernetes/AnomalousBehavior.WorkloadDeployed!PrivilegedContainer', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/AnomalousBehavior/PrivilegeEscalation:Kubernetes-WorkloadDeployed!PrivilegedContainer}'),
    ('Execution:Kubernetes/ExecInKubeSystemPod', 8, 'eks_cluster', 'kubernetes_api_call', NULL, '{TTPs/Execution/Execution:Kubernetes-ExecInKubeSystemPod}'),
    ('Policy:Kubernetes/AdminAccessToDefaultServiceAccount', 2, 'eks_cluster', 'kubernetes_api_call', NULL, '{Software and Configuration Checks/AWS Security Best Practices/Policy:Kubernetes-AdminAccessToDefaultServiceAccount}'),
    ('Policy:Kubernetes/AnonymousAccessGranted', 2, 'eks_cluster', 'kubernetes_api_call', NULL, '{Software and Configuration Checks/AWS Security Best Practices/Policy:Kubernetes-AnonymousAccessGranted}'),
    ('Policy:Kubernetes/ExposedDashboard', 2, 'eks_cluster', 'kubernetes_api_call', NULL, '{Software and Configuration Checks/AWS Security Best Practices/Policy:Kubernetes-ExposedDashboard}'),
    ('Policy:Kubernetes/KubeflowDashboardExposed', 2, 'eks_cluster', 'kubernetes_api_call', NULL, '{Software and Configuration Checks/AWS Security Best Practices/Policy:Kubernetes-KubeflowDashboardExposed}'),
    ('Backdoor:Runtime/C&CActivity.B', 8, 'eks_cluster', 'network_connection', 'runtime', '{TTPs/Command and Control/Backdoor:Runtime-C&CActivity.B}'),
    ('Backdoor:Runtime/C&CActivity.B!DNS', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Command and Control/Backdoor:Runtime-C&CActivity.B!DNS}'),
    ('CryptoCurrency:Runtime/BitcoinTool.B', 8, 'eks_cluster', 'network_connection', 'runtime', '{TTPs/Command and Control/CryptoCurrency:Runtime-BitcoinTool.B}'),
    ('CryptoCurrency:Runtime/BitcoinTool.B!DNS', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Command and Control/CryptoCurrency:Runtime-BitcoinTool.B!DNS}'),
    ('DefenseEvasion:Runtime/FilelessExecution', 5, 'eks_cluster', NULL, 'runtime', '{TTPs/Defense Evasion/DefenseEvasion:Runtime-FilelessExecution}'),
    ('DefenseEvasion:Runtime/KernelModuleLoaded', 5, 'eks_cluster', NULL, 'runtime', '{TTPs/Defense Evasion/DefenseEvasion:Runtime-KernelModuleLoaded}'),
    ('DefenseEvasion:Runtime/ProcessInjection.Proc', 5, 'eks_cluster', NULL, 'runtime', '{TTPs/Defense Evasion/DefenseEvasion:Runtime-ProcessInjection.Proc}'),
    ('DefenseEvasion:Runtime/ProcessInjection.Ptrace', 5, 'eks_cluster', NULL, 'runtime', '{TTPs/Defense Evasion/DefenseEvasion:Runtime-ProcessInjection.Ptrace}'),
    ('DefenseEvasion:Runtime/ProcessInjection.VirtualMemoryWrite', 5, 'eks_cluster', NULL, 'runtime', '{TTPs/Defense Evasion/DefenseEvasion:Runtime-ProcessInjection.VirtualMemoryWrite}'),
    ('DefenseEvasion:Runtime/PtraceAntiDebugging', 5, 'eks_cluster', NULL, 'runtime', '{TTPs/DefenseEvasion/DefenseEvasion:Runtime-PtraceAntiDebugging}'),
    ('DefenseEvasion:Runtime/SensitiveFileModified', 5, 'eks_cluster', NULL, 'runtime', '{TTPs/Defense Evasion/DefenseEvasion:Runtime-SensitiveFileModified}'),
    ('DefenseEvasion:Runtime/SuspiciousCommand', 5, 'eks_cluster', NULL, 'runtime', '{TTPs/DefenseEvasion/DefenseEvasion:Runtime-SuspiciousCommand}'),
    ('Discovery:Runtime/SuspiciousCommand', 5, 'eks_cluster', NULL, 'runtime', '{TTPs/Discovery/Discovery:Runtime-SuspiciousCommand}'),
    ('Execution:Runtime/MaliciousFileExecuted', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Execution/Execution:Runtime-MaliciousFileExecuted}'),
    ('Execution:Runtime/MaliciousFileExecuted.Custom', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Execution/Execution:Runtime-MaliciousFileExecuted.Custom}'),
    ('Execution:Runtime/NewBinaryExecuted', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Execution/Execution:Runtime-NewBinaryExecuted}'),
    ('Execution:Runtime/NewLibraryLoaded', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Execution/Execution:Runtime-NewLibraryLoaded}'),
    ('Execution:Runtime/ReverseShell', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Execution/Execution:Runtime-ReverseShell}'),
    ('Execution:Runtime/SuspiciousCommand', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Execution/Execution:Runtime-SuspiciousCommand}'),
    ('Execution:Runtime/SuspiciousShellCreated', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Execution/Execution:Runtime-SuspiciousShellCreated}'),
    ('Execution:Runtime/SuspiciousTool', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Execution/Execution:Runtime-SuspiciousTool}'),
    ('Impact:Runtime/AbusedDomainRequest.Reputation', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Impact/Impact:Runtime-AbusedDomainRequest.Reputation}'),
    ('Impact:Runtime/BitcoinDomainRequest.Reputation', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Impact/Impact:Runtime-BitcoinDomainRequest.Reputation}'),
    ('Impact:Runtime/MaliciousDomainRequest.Reputation', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Impact/Impact:Runtime-MaliciousDomainRequest.Reputation}'),
    ('Impact:Runtime/SuspiciousDomainRequest.Reputation', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Impact/Impact:Runtime-SuspiciousDomainRequest.Reputation}'),
    ('Impact:Runtime/CryptoMinerExecuted', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Impact/Impact:Runtime-CryptoMinerExecuted}'),
    ('Persistence:Runtime/SensitiveFileModified', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Persistence/Persistence:Runtime-SensitiveFileModified}'),
    ('Persistence:Runtime/SuspiciousCommand', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Persistence/Persistence:Runtime-SuspiciousCommand}'),
    ('PrivilegeEscalation:Runtime/CGroupsReleaseAgentModified', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-CGroupsReleaseAgentModified}'),
    ('PrivilegeEscalation:Runtime/ContainerMountsHostDirectory', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-ContainerMountsHostDirectory}'),
    ('PrivilegeEscalation:Runtime/DockerSocketAccessed', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-DockerSocketAccessed}'),
    ('PrivilegeEscalation:Runtime/ElevationToRoot', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-ElevationToRoot}'),
    ('PrivilegeEscalation:Runtime/RuncContainerEscape', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-RuncContainerEscape}'),
    ('PrivilegeEscalation:Runtime/SensitiveFileModified', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-SensitiveFileModified}'),
    ('PrivilegeEscalation:Runtime/SuspiciousCommand', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-SuspiciousCommand}'),
    ('PrivilegeEscalation:Runtime/UserfaultfdUsage', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-UserfaultfdUsage}'),
    ('Trojan:Runtime/BlackholeTraffic', 8, 'eks_cluster', 'network_connection', 'runtime', '{TTPs/Command and Control/Trojan:Runtime-BlackholeTraffic}'),
    ('Trojan:Runtime/BlackholeTraffic!DNS', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Command and Control/Trojan:Runtime-BlackholeTraffic!DNS}'),
    ('Trojan:Runtime/DGADomainRequest.C!DNS', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Command and Control/Trojan:Runtime-DGADomainRequest.C!DNS}'),
    ('Trojan:Runtime/DriveBySourceTraffic!DNS', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Initial Access/Trojan:Runtime-DriveBySourceTraffic!DNS}'),
    ('Trojan:Runtime/DropPoint', 8, 'eks_cluster', 'network_connection', 'runtime', '{Effects/Data Exfiltration/Trojan:Runtime-DropPoint}'),
    ('Trojan:Runtime/DropPoint!DNS', 8, 'eks_cluster', 'dns_request', 'runtime', '{Effects/Data Exfiltration/Trojan:Runtime-DropPoint!DNS}'),
    ('Trojan:Runtime/PhishingDomainRequest!DNS', 8, 'eks_cluster', 'dns_request', 'runtime', '{TTPs/Command and Control/Trojan:Runtime-PhishingDomainRequest!DNS}'),
    ('UnauthorizedAccess:Runtime/MetadataDNSRebind', 8, 'eks_cluster', NULL, 'runtime', '{TTPs/UnauthorizedAccess:Runtime-MetadataDNSRebind}'),
    ('UnauthorizedAccess:Runtime/TorClient', 8, 'eks_cluster', 'network_connection', 'runtime', '{Effects/Resource Consumption/UnauthorizedAccess:Runtime-TorClient}'),
    ('UnauthorizedAccess:Runtime/TorRelay', 8, 'eks_cluster', 'network_connection', 'runtime', '{Effects/Resource Consumption/UnauthorizedAccess:Runtime-TorRelay}'),
    ('Execution:EC2/MaliciousFile', 8, 'instance', NULL, 'volume_scan', '{TTPs/Execution/Execution:EC2-MaliciousFile}'),
    ('Execution:EC2/SuspiciousFile', 8, 'instance', NULL, 'volume_scan', '{TTPs/Execution/Execution:EC2-SuspiciousFile}'),
    ('Execution:ECS/MaliciousFile', 8, 'ecs_cluster', NULL, 'volume_scan', '{TTPs/Execution/Execution:ECS-MaliciousFile}'),
    ('Execution:ECS/SuspiciousFile', 8, 'ecs_cluster', NULL, 'volume_scan', '{TTPs/Execution/Execution:ECS-SuspiciousFile}'),
    ('Execution:Kubernetes/MaliciousFile', 8, 'eks_cluster', NULL, 'volume_scan', '{TTPs/Execution/Execution:Kubernetes-MaliciousFile}'),
    ('Execution:Kubernetes/SuspiciousFile', 8, 'eks_cluster', NULL, 'volume_scan', '{TTPs/Execution/Execution:Kubernetes-SuspiciousFile}'),
    ('Execution:Container/MaliciousFile', 8, 'container', NULL, 'volume_scan', '{TTPs/Execution/Execution:Container-MaliciousFile}'),
    ('Execution:Container/SuspiciousFile', 8, 'container', NULL, 'volume_scan', '{TTPs/Execution/Execution:Container-SuspiciousFile}'),
    ('Execution:EC2/MaliciousFile!Snapshot', 8, 'instance', NULL, 'snapshot_scan', '{TTPs/Execution/Execution:EC2-MaliciousFile!Snapshot}'),
    ('Execution:EC2/MaliciousFile!AMI', 8, 'instance', NULL, 'image_scan', '{TTPs/Execution/Execution:EC2-MaliciousFile!AMI}'),
    ('Execution:EC2/MaliciousFile!RecoveryPoint', 8, 'instance', NULL, 'recovery_point_scan', '{TTPs/Execution/Execution:EC2-MaliciousFile!RecoveryPoint}'),
    ('Execution:S3/MaliciousFile!RecoveryPoint', 8, 's3_object', NULL, 'recovery_point_scan', '{TTPs/Execution/Execution:S3-MaliciousFile!RecoveryPoint}'),
    ('AttackSequence:EC2/CompromisedInstanceGroup', 9, 'attack_sequence', NULL, 'sequence', '{TTPs/AttackSequence:EC2/CompromisedInstanceGroup}'),
    ('AttackSequence:ECS/CompromisedCluster', 9, 'attack_sequence', NULL, 'sequence', '{TTPs/AttackSequence:ECS/CompromisedCluster}'),
    ('AttackSequence:EKS/CompromisedCluster', 9, 'attack_sequence', NULL, 'sequence', '{TTPs/AttackSequence:EKS/CompromisedCluster}'),
    ('AttackSequence:IAM/CompromisedCredentials', 9, 'attack_sequence', NULL, 'sequence', '{TTPs/AttackSequence:IAM/CompromisedCredentials}'),
    ('AttackSequence:S3/CompromisedData', 9, 'attack_sequence', NULL, 'sequence', '{TTPs/AttackSequence:S3/CompromisedData}');

CREATE TABLE memberhub.sample_part (
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    part text NOT NULL,
    CONSTRAINT sample_part_pkey PRIMARY KEY (kind, name)
);
COMMENT ON TABLE memberhub.sample_part IS
    'JSON with {partition}, {region} and {account}: a finding''s resource, its name in titles, its action, the evidence, which '
    'adds to service and resource, and the resource in the hub.';
INSERT INTO memberhub.sample_part VALUES
    ('resource', 'instance',
     '{"resourceType": "Instance", "instanceDetails": {"availabilityZone": "GeneratedFindingInstaceAvailabilityZone", "iamInstanceProfile": {"arn": "arn:{partition}:iam::{account}:example/instance/profile", "id": "GeneratedFindingInstanceProfileId"}, "imageDescription": "GeneratedFindingInstaceImageDescription", "imageId": "ami-99999999", "instanceId": "i-99999999", "instanceState": "running", "instanceType": "m3.xlarge", "launchTime": "2016-08-02T02:05:06.000Z", "networkInterfaces": [{"ipv6Addresses": [], "networkInterfaceId": "eni-bfcffe88", "privateDnsName": "GeneratedFindingPrivateDnsName", "privateIpAddress": "10.0.0.1", "privateIpAddresses": [{"privateDnsName": "GeneratedFindingPrivateName", "privateIpAddress": "10.0.0.1"}], "publicDnsName": "GeneratedFindingPublicDNSName", "publicIp": "198.51.100.0", "securityGroups": [{"groupId": "GeneratedFindingSecurityId", "groupName": "GeneratedFindingSecurityGroupName"}], "subnetId": "GeneratedFindingSubnetId", "vpcId": "GeneratedFindingVPCId"}], "productCodes": [], "tags": [{"key": "GeneratedFindingInstaceTag1", "value": "GeneratedFindingInstaceValue1"}]}}'),
    ('resource', 'access_key',
     '{"resourceType": "AccessKey", "accessKeyDetails": {"accessKeyId": "GeneratedFindingAccessKeyId", "principalId": "GeneratedFindingPrincipalId", "userName": "GeneratedFindingUserName", "userType": "IAMUser"}}'),
    ('resource', 's3_bucket',
     '{"resourceType": "S3Bucket", "accessKeyDetails": {"accessKeyId": "GeneratedFindingAccessKeyId", "principalId": "GeneratedFindingPrincipalId", "userName": "GeneratedFindingUserName", "userType": "IAMUser"}, "s3BucketDetails": [{"arn": "arn:aws:s3:::bucketName", "createdAt": 1513612692, "defaultServerSideEncryption": {"encryptionType": "SSEAlgorithm", "kmsMasterKeyArn": "arn:{partition}:kms:{region}:{account}:key/key-id"}, "name": "bucketName", "owner": {"id": "CanonicalId of Owner"}, "publicAccess": {"effectivePermission": "NOT_PUBLIC", "permissionConfiguration": {"bucketLevelPermissions": {"blockPublicAccess": {"blockPublicAcls": false, "blockPublicPolicy": false, "ignorePublicAcls": false, "restrictPublicBuckets": false}}}}, "tags": [{"key": "foo", "value": "bar"}], "type": "Destination"}]}'),
    ('resource', 's3_object',
     '{"resourceType": "S3Object", "s3BucketDetails": [{"arn": "arn:aws:s3:::bucketName", "createdAt": 1513612692, "defaultServerSideEncryption": {"encryptionType": "SSEAlgorithm", "kmsMasterKeyArn": "arn:{partition}:kms:{region}:{account}:key/key-id"}, "name": "bucketName", "owner": {"id": "CanonicalId of Owner"}, "publicAccess": {"effectivePermission": "NOT_PUBLIC", "permissionConfiguration": {"bucketLevelPermissions": {"blockPublicAccess": {"blockPublicAcls": false, "blockPublicPolicy": false, "ignorePublicAcls": false, "restrictPublicBuckets": false}}}}, "tags": [{"key": "foo", "value": "bar"}], "type": "Destination", "s3ObjectDetails": [{"eTag": "GeneratedFindingETag", "hash": "GeneratedFindingHash", "key": "GeneratedFindingKey", "objectArn": "arn:aws:s3:::bucketName/GeneratedFindingKey", "versionId": "GeneratedFindingVersionId"}]}]}'),
    ('resource', 'lambda',
     '{"resourceType": "Lambda", "lambdaDetails": {"description": "GeneratedFindingLambdaFunctionDescription", "functionArn": "arn:{partition}:lambda:{region}:{account}:function:GeneratedFindingLambdaFunctionName", "functionName": "GeneratedFindingLambdaFunctionName", "functionVersion": "$LATEST", "lastModifiedAt": 1635780000, "revisionId": "GeneratedFindingRevisionId", "role": "arn:{partition}:iam::{account}:role/GeneratedFindingRole", "tags": [{"key": "GeneratedFindingLambdaTag", "value": "GeneratedFindingLambdaTagValue"}], "vpcConfig": {"securityGroups": [{"groupId": "GeneratedFindingSecurityId", "groupName": "GeneratedFindingSecurityGroupName"}], "subnetIds": ["GeneratedFindingSubnetId"], "vpcId": "GeneratedFindingVPCId"}}}'),
    ('resource', 'rds',
     '{"resourceType": "RDSDBInstance", "rdsDbInstanceDetails": {"dbClusterIdentifier": "GeneratedFindingDbClusterId", "dbInstanceArn": "arn:{partition}:rds:{region}:{account}:db:GeneratedFindingDbInstanceId", "dbInstanceIdentifier": "GeneratedFindingDbInstanceId", "engine": "Aurora", "engineVersion": "GeneratedFindingEngineVersion", "tags": [{"key": "GeneratedFindingRdsTag", "value": "GeneratedFindingRdsTagValue"}]}, "rdsDbUserDetails": {"application": "GeneratedFindingApplication", "authMethod": "GeneratedFindingAuthMethod", "database": "GeneratedFindingDatabaseName", "ssl": "GeneratedFindingSSL", "user": "GeneratedFindingUserName"}}'),
    ('resource', 'eks_cluster',
     '{"resourceType": "EKSCluster", "accessKeyDetails": {"accessKeyId": "GeneratedFindingAccessKeyId", "principalId": "GeneratedFindingPrincipalId", "userName": "GeneratedFindingUserName", "userType": "IAMUser"}, "eksClusterDetails": {"arn": "arn:{partition}:eks:{region}:{account}:cluster/GeneratedFindingEKSClusterName", "createdAt": 1635780000, "name": "GeneratedFindingEKSClusterName", "status": "ACTIVE", "tags": [{"key": "GeneratedFindingEKSClusterTag1", "value": "GeneratedFindingEKSClusterTagValue1"}], "vpcId": "GeneratedFindingEKSClusterVpcId"}, "kubernetesDetails": {"kubernetesUserDetails": {"groups": ["GeneratedFindingUserGroup"], "uid": "GeneratedFindingUID", "username": "GeneratedFindingUserName"}, "kubernetesWorkloadDetails": {"name": "GeneratedFindingKubernetesWorkloadName", "namespace": "GeneratedFindingKubernetesWorkloadNamespace", "type": "pods", "uid": "GeneratedFindingKubernetesWorkloadUID"}}}'),
    ('resource', 'ecs_cluster',
     '{"resourceType": "ECSCluster", "ecsClusterDetails": {"activeServicesCount": 1, "arn": "arn:{partition}:ecs:{region}:{account}:cluster/GeneratedFindingECSClusterName", "name": "GeneratedFindingECSClusterName", "registeredContainerInstancesCount": 1, "runningTasksCount": 1, "status": "ACTIVE", "tags": [{"key": "GeneratedFindingECSTag", "value": "GeneratedFindingECSTagValue"}], "taskDetails": {"arn": "arn:{partition}:ecs:{region}:{account}:task/GeneratedFindingTask", "containers": [{"containerRuntime": "docker", "id": "GeneratedFindingContainerId", "image": "GeneratedFindingContainerImage", "name": "GeneratedFindingContainerName"}], "createdAt": 1635780000, "definitionArn": "arn:{partition}:ecs:{region}:{account}:task-definition/GeneratedFindingTask:1", "launchType": "EC2", "version": "1"}}}'),
    ('resource', 'container',
     '{"resourceType": "Container", "containerDetails": {"containerRuntime": "docker", "id": "GeneratedFindingContainerId", "image": "GeneratedFindingContainerImage", "name": "GeneratedFindingContainerName"}}'),
    ('resource', 'attack_sequence',
     '{"resourceType": "AttackSequence"}'),
    ('action', 'network_connection',
     '{"actionType": "NETWORK_CONNECTION", "networkConnectionAction": {"blocked": false, "connectionDirection": "INBOUND", "localIpDetails": {"ipAddressV4": "10.0.0.1"}, "localPortDetails": {"port": 39677, "portName": "Unknown"}, "protocol": "TCP", "remoteIpDetails": {"city": {"cityName": "GeneratedFindingCityName"}, "country": {"countryName": "GeneratedFindingCountryName"}, "geoLocation": {"lat": 0, "lon": 0}, "ipAddressV4": "198.51.100.0", "organization": {"asn": "-1", "asnOrg": "GeneratedFindingASNOrg", "isp": "GeneratedFindingISP", "org": "GeneratedFindingORG"}}, "remotePortDetails": {"port": 80, "portName": "HTTP"}}}'),
    ('action', 'port_probe',
     '{"actionType": "PORT_PROBE", "portProbeAction": {"blocked": false, "portProbeDetails": [{"localIpDetails": {"ipAddressV4": "10.0.0.1"}, "localPortDetails": {"port": 80, "portName": "HTTP"}, "remoteIpDetails": {"city": {"cityName": "GeneratedFindingCityName"}, "country": {"countryName": "GeneratedFindingCountryName"}, "geoLocation": {"lat": 0, "lon": 0}, "ipAddressV4": "198.51.100.0", "organization": {"asn": "-1", "asnOrg": "GeneratedFindingASNOrg", "isp": "GeneratedFindingISP", "org": "GeneratedFindingORG"}}}]}}'),
    ('action', 'dns_request',
     '{"actionType": "DNS_REQUEST", "dnsRequestAction": {"blocked": false, "domain": "GeneratedFindingDomainName", "domainWithSuffix": "GeneratedFindingDomainName", "protocol": "UDP"}}'),
    ('action', 'aws_api_call',
     '{"actionType": "AWS_API_CALL", "awsApiCallAction": {"affectedResources": {}, "api": "GeneratedFindingAPIName", "callerType": "Remote IP", "remoteIpDetails": {"city": {"cityName": "GeneratedFindingCityName"}, "country": {"countryName": "GeneratedFindingCountryName"}, "geoLocation": {"lat": 0, "lon": 0}, "ipAddressV4": "198.51.100.0", "organization": {"asn": "-1", "asnOrg": "GeneratedFindingASNOrg", "isp": "GeneratedFindingISP", "org": "GeneratedFindingORG"}}, "serviceName": "GeneratedFindingAPIServiceName"}}'),
    ('action', 'kubernetes_api_call',
     '{"actionType": "KUBERNETES_API_CALL", "kubernetesApiCallAction": {"remoteIpDetails": {"city": {"cityName": "GeneratedFindingCityName"}, "country": {"countryName": "GeneratedFindingCountryName"}, "geoLocation": {"lat": 0, "lon": 0}, "ipAddressV4": "198.51.100.0", "organization": {"asn": "-1", "asnOrg": "GeneratedFindingASNOrg", "isp": "GeneratedFindingISP", "org": "GeneratedFindingORG"}}, "requestUri": "GeneratedFindingRequestURI", "sourceIPs": ["198.51.100.0"], "statusCode": 200, "userAgent": "GeneratedFindingUserAgent", "verb": "create"}}'),
    ('action', 'rds_login_attempt',
     '{"actionType": "RDS_LOGIN_ATTEMPT", "rdsLoginAttemptAction": {"LoginAttributes": [{"application": "GeneratedFindingApplication", "failedLoginAttempts": 1, "successfulLoginAttempts": 0, "user": "GeneratedFindingUserName"}], "remoteIpDetails": {"city": {"cityName": "GeneratedFindingCityName"}, "country": {"countryName": "GeneratedFindingCountryName"}, "geoLocation": {"lat": 0, "lon": 0}, "ipAddressV4": "198.51.100.0", "organization": {"asn": "-1", "asnOrg": "GeneratedFindingASNOrg", "isp": "GeneratedFindingISP", "org": "GeneratedFindingORG"}}}}'),
    ('evidence', 'runtime',
     '{"service": {"featureName": "RuntimeMonitoring", "runtimeDetails": {"context": {"addressFamily": "AF_INET", "commandLineExample": "GeneratedFindingCommandLine", "modifiedAt": 1635780000, "scriptPath": "/tmp/GeneratedFindingScript", "serviceName": "GeneratedFindingServiceName", "toolCategory": "GeneratedFindingToolCategory", "toolName": "GeneratedFindingToolName"}, "process": {"euid": 0, "executablePath": "/usr/bin/GeneratedFindingProcess", "executableSha256": "GeneratedFindingSha256", "lineage": [{"euid": 0, "executablePath": "/usr/bin/GeneratedFindingParent", "name": "GeneratedFindingParent", "namespacePid": 1, "parentUuid": "GeneratedFindingRootUuid", "pid": 100, "startTime": 1635780000, "userId": 0, "uuid": "GeneratedFindingParentUuid"}], "name": "GeneratedFindingProcess", "namespacePid": 2, "parentUuid": "GeneratedFindingParentUuid", "pid": 101, "pwd": "/", "startTime": 1635780000, "user": "GeneratedFindingUserName", "userId": 0, "uuid": "GeneratedFindingUuid"}}}, "resource": {"containerDetails": {"containerRuntime": "docker", "id": "GeneratedFindingContainerId", "image": "GeneratedFindingContainerImage", "name": "GeneratedFindingContainerName"}}}'),
    ('evidence', 'volume_scan',
     '{"service": {"featureName": "EbsVolumeScan", "ebsVolumeScanDetails": {"scanCompletedAt": 1635780600, "scanDetections": {"highestSeverityThreatDetails": {"count": 1, "severity": "high", "threatName": "GeneratedFindingThreatName"}, "scannedItemCount": {"files": 1, "totalGb": 1, "volumes": 1}, "threatDetectedByName": {"itemCount": 1, "shortened": false, "threatNames": [{"name": "GeneratedFindingThreatName", "severity": "high", "itemCount": 1, "filePaths": [{"fileName": "GeneratedFindingFileName", "filePath": "GeneratedFindingFilePath", "hash": "GeneratedFindingHash", "volumeArn": "arn:{partition}:ec2:{region}:{account}:volume/vol-99999999"}]}], "uniqueThreatNameCount": 1}, "threatsDetectedItemCount": {"files": 1}}, "scanId": "GeneratedFindingScanId", "scanStartedAt": 1635780000, "scanType": "GUARDDUTY_INITIATED", "sources": ["Bitdefender"], "triggerFindingId": "GeneratedFindingTriggerFindingId"}}, "resource": {"ebsVolumeDetails": {"scannedVolumeDetails": [{"deviceName": "/dev/xvda", "encryptionType": "UNENCRYPTED", "snapshotArn": "arn:{partition}:ec2:{region}:{account}:snapshot/snap-99999999", "volumeArn": "arn:{partition}:ec2:{region}:{account}:volume/vol-99999999", "volumeSizeInGB": 1, "volumeType": "gp2"}], "skippedVolumeDetails": []}}}'),
    ('evidence', 'snapshot_scan',
     '{"service": {"malwareScanDetails": {"scanCategory": "FULL_SCAN", "scanId": "GeneratedFindingScanId", "scanType": "ON_DEMAND", "threats": [{"count": 1, "hash": "GeneratedFindingHash", "itemPaths": [{"hash": "GeneratedFindingHash", "nestedItemPath": "GeneratedFindingFilePath"}], "name": "GeneratedFindingThreatName", "source": "AMAZON"}], "uniqueThreatCount": 1}}, "resource": {"ebsSnapshotDetails": {"snapshotArn": "arn:{partition}:ec2:{region}:{account}:snapshot/snap-99999999"}}}'),
    ('evidence', 'image_scan',
     '{"service": {"malwareScanDetails": {"scanCategory": "FULL_SCAN", "scanId": "GeneratedFindingScanId", "scanType": "ON_DEMAND", "threats": [{"count": 1, "hash": "GeneratedFindingHash", "itemPaths": [{"hash": "GeneratedFindingHash", "nestedItemPath": "GeneratedFindingFilePath"}], "name": "GeneratedFindingThreatName", "source": "AMAZON"}], "uniqueThreatCount": 1}}, "resource": {"ec2ImageDetails": {"imageArn": "arn:{partition}:ec2:{region}:{account}:image/ami-99999999"}}}'),
    ('evidence', 'recovery_point_scan',
     '{"service": {"malwareScanDetails": {"scanCategory": "FULL_SCAN", "scanId": "GeneratedFindingScanId", "scanType": "ON_DEMAND", "threats": [{"count": 1, "hash": "GeneratedFindingHash", "itemPaths": [{"hash": "GeneratedFindingHash", "nestedItemPath": "GeneratedFindingFilePath"}], "name": "GeneratedFindingThreatName", "source": "AMAZON"}], "uniqueThreatCount": 1}}, "resource": {"recoveryPointDetails": {"backupVaultName": "GeneratedFindingBackupVaultName", "recoveryPointArn": "arn:{partition}:backup:{region}:{account}:recovery-point:GeneratedFindingRecoveryPoint"}}}'),
    ('evidence', 'object_scan',
     '{"service": {"featureName": "S3MalwareProtection", "malwareScanDetails": {"scanCategory": "FULL_SCAN", "scanId": "GeneratedFindingScanId", "scanType": "ON_DEMAND", "threats": [{"count": 1, "hash": "GeneratedFindingHash", "itemPaths": [{"hash": "GeneratedFindingHash", "nestedItemPath": "GeneratedFindingFilePath"}], "name": "GeneratedFindingThreatName", "source": "AMAZON"}], "uniqueThreatCount": 1}}, "resource": {}}'),
    ('evidence', 'sequence',
     '{"service": {"detection": {"sequence": {"description": "GeneratedFindingSequenceDescription", "signals": [{"count": 1, "createdAt": 1635780000, "description": "GeneratedFindingSignalDescription", "firstSeenAt": 1635780000, "lastSeenAt": 1635780600, "name": "GeneratedFindingSignalName", "severity": 8, "type": "FINDING", "uid": "GeneratedFindingSignalUid", "updatedAt": 1635780600}], "actors": [{"id": "GeneratedFindingActorId", "user": {"account": {"account": "{account}", "uid": "{account}"}, "name": "GeneratedFindingUserName", "type": "IAMUser", "uid": "GeneratedFindingPrincipalId"}}], "resources": [{"accountId": "{account}", "cloudPartition": "{partition}", "name": "GeneratedFindingResourceName", "region": "{region}", "resourceType": "EC2_INSTANCE", "service": "ec2", "uid": "arn:{partition}:ec2:{region}:{account}:instance/i-99999999"}], "uid": "GeneratedFindingSequenceUid"}}}, "resource": {}}'),
    ('name', 'instance', '"EC2 instance i-99999999"'),
    ('name', 'access_key', '"access key GeneratedFindingAccessKeyId of GeneratedFindingUserName"'),
    ('name', 's3_bucket', '"S3 bucket bucketName"'),
    ('name', 's3_object', '"S3 object bucketName/GeneratedFindingKey"'),
    ('name', 'lambda', '"Lambda function GeneratedFindingLambdaFunctionName"'),
    ('name', 'rds', '"RDS database GeneratedFindingDbInstanceId"'),
    ('name', 'eks_cluster', '"EKS cluster GeneratedFindingEKSClusterName"'),
    ('name', 'ecs_cluster', '"ECS cluster GeneratedFindingECSClusterName"'),
    ('name', 'container', '"container GeneratedFindingContainerName"'),
    ('name', 'attack_sequence', '"account {account}"'),
    ('hub', 'instance',
     '{"Type": "AwsEc2Instance", "Id": "arn:{partition}:ec2:{region}:{account}:instance/i-99999999", "Details": {"AwsEc2Instance": {"Type": "m3.xlarge", "ImageId": "ami-99999999", "IpV4Addresses": ["10.0.0.1", "198.51.100.0"], "IamInstanceProfileArn": "arn:{partition}:iam::{account}:example/instance/profile", "VpcId": "GeneratedFindingVPCId", "SubnetId": "GeneratedFindingSubnetId", "LaunchedAt": "2016-08-02T02:05:06.000Z"}}, "Tags": {"GeneratedFindingInstaceTag1": "GeneratedFindingInstaceValue1"}}'),
    ('hub', 'access_key',
     '{"Type": "AwsIamAccessKey", "Id": "AWS::IAM::AccessKey:GeneratedFindingAccessKeyId", "Details": {"AwsIamAccessKey": {"PrincipalId": "GeneratedFindingPrincipalId", "PrincipalName": "GeneratedFindingUserName", "PrincipalType": "IAMUser"}}}'),
    ('hub', 's3_bucket',
     '{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::bucketName", "Details": {"AwsS3Bucket": {"OwnerId": "CanonicalId of Owner"}}}'),
    ('hub', 's3_object',
     '{"Type": "AwsS3Object", "Id": "arn:aws:s3:::bucketName/GeneratedFindingKey", "Details": {"AwsS3Object": {"ETag": "GeneratedFindingETag", "VersionId": "GeneratedFindingVersionId"}}}'),
    ('hub', 'lambda',
     '{"Type": "AwsLambdaFunction", "Id": "arn:{partition}:lambda:{region}:{account}:function:GeneratedFindingLambdaFunctionName", "Details": {"AwsLambdaFunction": {"FunctionName": "GeneratedFindingLambdaFunctionName", "Version": "$LATEST", "Role": "arn:{partition}:iam::{account}:role/GeneratedFindingRole", "RevisionId": "GeneratedFindingRevisionId", "VpcConfig": {"SecurityGroupIds": ["GeneratedFindingSecurityId"], "SubnetIds": ["GeneratedFindingSubnetId"]}}}}'),
    ('hub', 'rds',
     '{"Type": "AwsRdsDbInstance", "Id": "arn:{partition}:rds:{region}:{account}:db:GeneratedFindingDbInstanceId", "Details": {"AwsRdsDbInstance": {"DBInstanceIdentifier": "GeneratedFindingDbInstanceId", "DBClusterIdentifier": "GeneratedFindingDbClusterId", "Engine": "Aurora", "EngineVersion": "GeneratedFindingEngineVersion"}}}'),
    ('hub', 'eks_cluster',
     '{"Type": "AwsEksCluster", "Id": "arn:{partition}:eks:{region}:{account}:cluster/GeneratedFindingEKSClusterName", "Details": {"AwsEksCluster": {"Name": "GeneratedFindingEKSClusterName", "Arn": "arn:{partition}:eks:{region}:{account}:cluster/GeneratedFindingEKSClusterName", "ClusterStatus": "ACTIVE"}}}'),
    ('hub', 'ecs_cluster',
     '{"Type": "AwsEcsCluster", "Id": "arn:{partition}:ecs:{region}:{account}:cluster/GeneratedFindingECSClusterName", "Details": {"AwsEcsCluster": {"ClusterName": "GeneratedFindingECSClusterName", "ClusterArn": "arn:{partition}:ecs:{region}:{account}:cluster/GeneratedFindingECSClusterName", "Status": "ACTIVE", "RunningTasksCount": 1, "ActiveServicesCount": 1, "RegisteredContainerInstancesCount": 1}}}'),
    ('hub', 'container',
     '{"Type": "Container", "Id": "GeneratedFindingContainerId", "Details": {"Container": {"Name": "GeneratedFindingContainerName", "ImageName": "GeneratedFindingContainerImage", "ContainerRuntime": "docker"}}}'),
    ('hub', 'attack_sequence',
     '{"Type": "AwsAccount", "Id": "AWS::::Account:{account}"}');
