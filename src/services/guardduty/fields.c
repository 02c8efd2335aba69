/*
 * THE FIELD TABLES of GuardDuty: what each operation takes, its names on the wire and its limits.
 * Data only: decode.c is the engine. Limits are those of AWS's service model where it has one.
 */
#include "services/guardduty/rows.h"

/* Of addresses GuardDuty's model takes so many characters. */
enum { FEATURES_MAX = 20, MAILED_MAX = 64 };

/* GuardDuty writes to its members, so it wants an address. */
static const struct field mailed_account_details[] = {
    { .id = FIELD_ACCOUNT_IDS, .name = "AccountId", .kind = FIELD_ACCOUNT, .required = true },
    { .id = FIELD_EMAILS,
      .name = "Email",
      .kind = FIELD_TEXT,
      .required = true,
      .hidden = true,
      .min = 1,
      .max = MAILED_MAX },
    FIELDS_END,
};

#define ACCOUNT_IDS                                                                          \
    {                                                                                        \
        .id = FIELD_ACCOUNT_IDS, .name = "AccountIds", .kind = FIELD_LIST, .required = true, \
        .min = 1, .max = ACCOUNTS_MAX, .members = fields_account_id,                         \
        .too_many = FAULT_TOO_MANY_ACCOUNTS                                                  \
    }
#define ENABLED_OR_DISABLED(wire)                                               \
    {                                                                           \
        .id = FIELD_PART, .name = wire, .kind = FIELD_CHOICE, .required = true, \
        .choices = "ENABLED|DISABLED"                                           \
    }
#define PUBLISHING_FREQUENCY                                                    \
    {                                                                           \
        .id = FIELD_PUBLISHING_FREQUENCY, .name = "FindingPublishingFrequency", \
        .kind = FIELD_CHOICE, .choices = "FIFTEEN_MINUTES|ONE_HOUR|SIX_HOURS"   \
    }
#define DATA_SOURCES                                                           \
    {                                                                          \
        .id = FIELD_DATA_SOURCES, .name = "DataSources", .kind = FIELD_OBJECT, \
        .members = data_sources                                                \
    }
#define FEATURES                                                                   \
    {                                                                              \
        .id = FIELD_FEATURES, .name = "Features", .kind = FIELD_OBJECTS, .min = 0, \
        .max = FEATURES_MAX, .members = feature, .instead_of = FIELD_DATA_SOURCES, \
        .instead_fault = FAULT_FEATURES_AND_DATA_SOURCES,                          \
        .apart = "EKS_RUNTIME_MONITORING|RUNTIME_MONITORING",                      \
        .apart_fault = FAULT_RUNTIME_MONITORING_TWICE                              \
    }
#define DATA_SOURCE(wire, rows)                                               \
    {                                                                         \
        .id = FIELD_PART, .name = wire, .kind = FIELD_OBJECT, .members = rows \
    }

static const struct field feature_configuration[] = {
    { .id = FIELD_PART,
      .name = "Name",
      .kind = FIELD_CHOICE,
      .required = true,
      .choices = "EKS_ADDON_MANAGEMENT|ECS_FARGATE_AGENT_MANAGEMENT|EC2_AGENT_MANAGEMENT" },
    ENABLED_OR_DISABLED("Status"),
    FIELDS_END,
};

static const struct field feature[] = {
    { .id = FIELD_PART,
      .name = "Name",
      .kind = FIELD_CHOICE,
      .required = true,
      .choices = "S3_DATA_EVENTS|EKS_AUDIT_LOGS|EBS_MALWARE_PROTECTION|RDS_LOGIN_EVENTS|"
                 "LAMBDA_NETWORK_LOGS|EKS_RUNTIME_MONITORING|RUNTIME_MONITORING" },
    ENABLED_OR_DISABLED("Status"),
    { .id = FIELD_PART,
      .name = "AdditionalConfiguration",
      .kind = FIELD_OBJECTS,
      .max = FEATURES_MAX,
      .members = feature_configuration },
    FIELDS_END,
};

static const struct field enable_switch[] = {
    { .id = FIELD_PART, .name = "Enable", .kind = FIELD_SWITCH, .required = true },
    FIELDS_END,
};

static const struct field kubernetes_source[] = {
    { .id = FIELD_PART,
      .name = "AuditLogs",
      .kind = FIELD_OBJECT,
      .required = true,
      .members = enable_switch },
    FIELDS_END,
};

static const struct field ebs_volumes[] = {
    { .id = FIELD_PART, .name = "EbsVolumes", .kind = FIELD_SWITCH },
    FIELDS_END,
};

static const struct field malware_source[] = {
    DATA_SOURCE("ScanEc2InstanceWithFindings", ebs_volumes),
    FIELDS_END,
};

static const struct field data_sources[] = {
    DATA_SOURCE("S3Logs", enable_switch),
    DATA_SOURCE("Kubernetes", kubernetes_source),
    DATA_SOURCE("MalwareProtection", malware_source),
    FIELDS_END,
};

const struct field fields_accounts[] = { ACCOUNT_IDS, FIELDS_END };

const struct field fields_create_detector[] = {
    { .id = FIELD_ENABLE, .name = "Enable", .kind = FIELD_SWITCH, .required = true },
    { .id = FIELD_CLIENT_TOKEN, .name = "ClientToken", .kind = FIELD_TEXT, .min = 0, .max = 64 },
    PUBLISHING_FREQUENCY,
    { .id = FIELD_TAGS, .name = "Tags", .kind = FIELD_TAG_MAP, .min = 0, .max = TAGS_MAX },
    DATA_SOURCES,
    FEATURES,
    FIELDS_END,
};

const struct field fields_update_detector[] = {
    { .id = FIELD_ENABLE, .name = "Enable", .kind = FIELD_SWITCH },
    PUBLISHING_FREQUENCY,
    DATA_SOURCES,
    FEATURES,
    FIELDS_END,
};

const struct field fields_create_mailed_members[] = {
    { .id = FIELD_ACCOUNT_IDS,
      .name = "AccountDetails",
      .kind = FIELD_STRUCT_LIST,
      .required = true,
      .min = 1,
      .max = ACCOUNTS_MAX,
      .members = mailed_account_details,
      .too_many = FAULT_TOO_MANY_ACCOUNTS },
    FIELDS_END,
};

/* Nothing is sent: the message goes into the audit event, masked, and nowhere else. */
const struct field fields_invite_mailed_members[] = {
    ACCOUNT_IDS,
    { .id = FIELD_DISABLE_EMAIL, .name = "DisableEmailNotification", .kind = FIELD_SWITCH },
    { .id = FIELD_MESSAGE,
      .name = "Message",
      .kind = FIELD_TEXT,
      .hidden = true,
      .min = 0,
      .max = TEXT_MAX },
    FIELDS_END,
};

const struct field fields_update_member_detectors[] = {
    ACCOUNT_IDS,
    DATA_SOURCES,
    FEATURES,
    FIELDS_END,
};
