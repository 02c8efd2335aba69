-- GuardDuty beside Security Hub: a detector is an enrollment with an id, a status and features.
-- Must run as a whole with the functions applied after it: the caller's type grows by a member, so
-- workers of the version before must be stopped.

ALTER TYPE memberhub.caller ADD ATTRIBUTE detector_id text;
COMMENT ON TYPE memberhub.caller IS
    'Who calls: first argument of every operation. operation is the name as called, parameters are '
    'CloudTrail''s requestParameters, retry_key is NULL for reads. detector_id is the detector '
    'that the path names, NULL where it names none.';

-- Helpers that take other arguments now, or that are no more. As functions are only ever replaced,
-- the old ones would stay, and a call could fit both.
DROP FUNCTION IF EXISTS memberhub.read_begin(memberhub.caller);
DROP FUNCTION IF EXISTS memberhub.call_begin(memberhub.caller, text[]);
DROP FUNCTION IF EXISTS memberhub.call_begin_as_member(memberhub.caller);

-- Detectors ---------------------------------------------------------------------------------------

ALTER TABLE memberhub.enrollment
    ADD COLUMN detector_id text COLLATE "C",
    ADD COLUMN monitoring boolean NOT NULL DEFAULT true,
    ADD COLUMN finding_publishing_frequency text COLLATE "C" NOT NULL DEFAULT 'SIX_HOURS',
    ADD COLUMN updated_at timestamptz(3),
    ADD CONSTRAINT enrollment_detector_is_guardduty
        CHECK ((detector_id IS NOT NULL) = (service = 'guardduty' AND enabled)),
    -- The same form as an invitation's id, and the same milliseconds in it.
    ADD CONSTRAINT enrollment_detector_format
        CHECK (detector_id ~ '^[0-9a-f][02468ace][0-9a-f]{30}$'),
    ADD CONSTRAINT enrollment_frequency_known
        CHECK (finding_publishing_frequency IN ('FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'));
COMMENT ON COLUMN memberhub.enrollment.monitoring IS
    'GuardDuty: false while the detector is suspended. Of an associated member: its relationship '
    'is then Disabled.';
COMMENT ON COLUMN memberhub.enrollment.updated_at IS
    'GuardDuty: when the detector''s settings last changed; NULL: not since it was made.';

CREATE TABLE memberhub.feature (
    name text COLLATE "C" NOT NULL,
    addition text COLLATE "C" NOT NULL,
    position integer NOT NULL,
    switchable boolean NOT NULL,
    enabled_by_default boolean NOT NULL,
    data_source text[],
    CONSTRAINT feature_pkey PRIMARY KEY (name, addition),
    CONSTRAINT feature_position_once UNIQUE (position),
    CONSTRAINT feature_base_is_on CHECK (switchable OR enabled_by_default)
);
COMMENT ON TABLE memberhub.feature IS
    'The catalogue of what a detector can watch. addition: '''' for the feature itself, else the '
    'name of an additional configuration of it. data_source: where DataSourceConfigurations, the '
    'older of the two views, switches it; NULL where that view does not know it. A detector that '
    'never switched a feature has it as enabled_by_default says.';

INSERT INTO memberhub.feature
    (position, name, addition, switchable, enabled_by_default, data_source) VALUES
    (1, 'CLOUD_TRAIL', '', false, true, NULL),
    (2, 'DNS_LOGS', '', false, true, NULL),
    (3, 'FLOW_LOGS', '', false, true, NULL),
    (4, 'S3_DATA_EVENTS', '', true, true, '{s3Logs,enable}'),
    (5, 'EKS_AUDIT_LOGS', '', true, true, '{kubernetes,auditLogs,enable}'),
    (6, 'EBS_MALWARE_PROTECTION', '', true, true,
     '{malwareProtection,scanEc2InstanceWithFindings,ebsVolumes}'),
    (7, 'RDS_LOGIN_EVENTS', '', true, true, NULL),
    (8, 'LAMBDA_NETWORK_LOGS', '', true, true, NULL),
    (9, 'EKS_RUNTIME_MONITORING', '', true, false, NULL),
    (10, 'EKS_RUNTIME_MONITORING', 'EKS_ADDON_MANAGEMENT', true, false, NULL),
    (11, 'RUNTIME_MONITORING', '', true, false, NULL),
    (12, 'RUNTIME_MONITORING', 'EKS_ADDON_MANAGEMENT', true, false, NULL),
    (13, 'RUNTIME_MONITORING', 'ECS_FARGATE_AGENT_MANAGEMENT', true, false, NULL),
    (14, 'RUNTIME_MONITORING', 'EC2_AGENT_MANAGEMENT', true, false, NULL);

CREATE TABLE memberhub.detector_setting (
    service text COLLATE "C" NOT NULL DEFAULT 'guardduty',
    region text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    feature_name text COLLATE "C" NOT NULL,
    addition text COLLATE "C" NOT NULL,
    enabled boolean NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT detector_setting_pkey
        PRIMARY KEY (service, region, account_id, feature_name, addition),
    CONSTRAINT detector_setting_enrollment_fkey FOREIGN KEY (service, region, account_id)
        REFERENCES memberhub.enrollment (service, region, account_id),
    CONSTRAINT detector_setting_feature_fkey FOREIGN KEY (feature_name, addition)
        REFERENCES memberhub.feature (name, addition),
    CONSTRAINT detector_setting_service_known CHECK (service = 'guardduty')
);
COMMENT ON TABLE memberhub.detector_setting IS
    'Which features a detector was told to switch on or off, and when. Recorded only: nothing is '
    'ever watched.';

-- The state machine -------------------------------------------------------------------------------

UPDATE memberhub.state_transition SET fault = 'delete_detector_refused'
WHERE service = 'guardduty' AND operation = 'DeleteDetector' AND outcome = 'refuse';

-- Changes no state; here so that who may be configured is said where all else of that kind is.
INSERT INTO memberhub.state_transition
    (service, operation, caller, from_state, outcome, fault)
SELECT 'guardduty', 'UpdateMemberDetectors', 'administrator', s.state,
       CASE WHEN s.associated THEN 'keep' ELSE 'refuse' END,
       CASE WHEN NOT s.associated THEN 'not_associated' END
FROM (VALUES ('None', false), ('Created', false), ('Invited', false), ('Enabled', true),
             ('Disabled', true), ('Removed', false), ('Resigned', false)) AS s (state, associated);

-- Faults ------------------------------------------------------------------------------------------

ALTER TABLE memberhub.fault_catalogue
    DROP CONSTRAINT fault_catalogue_dialect_known,
    ADD CONSTRAINT fault_catalogue_dialect_known
        CHECK (dialect IN ('documented', 'observed', 'guardduty'));
