/*
 * THE FIELD TABLES of GuardDuty: what each operation takes, its names on the wire and its limits.
 * Data only: decode.c is the engine. Limits are those of AWS's service model where it has one.
 */
#include "services/guardduty/rows.h"

/* Of addresses GuardDuty's model takes so many characters. */
enum { FEATURES_MAX = 20, MAILED_MAX = 64 };

/* GuardDuty writes to its members, so it wants an address. */
static const struct field mailed_account_details[] = {
    { .name = "AccountId", .kind = &kind_account, .parameter = "account_ids", .required = true },
    { .name = "Email",
      .kind = &kind_text,
      .parameter = "emails",
      .required = true,
      .hidden = true,
      .min = 1,
      .max = MAILED_MAX },
    FIELDS_END,
};

#define ACCOUNT_IDS                                                                             \
    {                                                                                           \
        .name = "AccountIds", .kind = &kind_list, .parameter = "account_ids", .required = true, \
        .min = 1, .max = ACCOUNTS_MAX, .members = fields_account_id,                            \
        .too_many = "too_many_accounts"                                                         \
    }
#define ENABLED_OR_DISABLED(wire)                                                           \
    {                                                                                       \
        .name = wire, .kind = &kind_choice, .required = true, .choices = "ENABLED|DISABLED" \
    }
#define PUBLISHING_FREQUENCY                                        \
    {                                                               \
        .name = "FindingPublishingFrequency", .kind = &kind_choice, \
        .parameter = "finding_publishing_frequency",                \
        .choices = "FIFTEEN_MINUTES|ONE_HOUR|SIX_HOURS"             \
    }
#define DATA_SOURCES                                                              \
    {                                                                             \
        .name = "DataSources", .kind = &kind_object, .parameter = "data_sources", \
        .members = data_sources                                                   \
    }
#define FEATURES                                                                      \
    {                                                                                 \
        .name = "Features", .kind = &kind_objects, .parameter = "features", .min = 0, \
        .max = FEATURES_MAX, .members = feature, .instead_of = "DataSources",         \
        .instead_fault = "features_and_data_sources",                                 \
        .apart = "EKS_RUNTIME_MONITORING|RUNTIME_MONITORING",                         \
        .apart_fault = "runtime_monitoring_twice"                                     \
    }
#define DATA_SOURCE(wire, rows)                             \
    {                                                       \
        .name = wire, .kind = &kind_object, .members = rows \
    }

static const struct field feature_configuration[] = {
    { .name = "Name",
      .kind = &kind_choice,
      .required = true,
      .choices = "EKS_ADDON_MANAGEMENT|ECS_FARGATE_AGENT_MANAGEMENT|EC2_AGENT_MANAGEMENT" },
    ENABLED_OR_DISABLED("Status"),
    FIELDS_END,
};

static const struct field feature[] = {
    { .name = "Name",
      .kind = &kind_choice,
      .required = true,
      .choices = "S3_DATA_EVENTS|EKS_AUDIT_LOGS|EBS_MALWARE_PROTECTION|RDS_LOGIN_EVENTS|"
                 "LAMBDA_NETWORK_LOGS|EKS_RUNTIME_MONITORING|RUNTIME_MONITORING" },
    ENABLED_OR_DISABLED("Status"),
    { .name = "AdditionalConfiguration",
      .kind = &kind_objects,
      .max = FEATURES_MAX,
      .members = feature_configuration },
    FIELDS_END,
};

static const struct field enable_switch[] = {
    { .name = "Enable", .kind = &kind_switch, .required = true },
    FIELDS_END,
};

static const struct field kubernetes_source[] = {
    { .name = "AuditLogs", .kind = &kind_object, .required = true, .members = enable_switch },
    FIELDS_END,
};

static const struct field ebs_volumes[] = {
    { .name = "EbsVolumes", .kind = &kind_switch },
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

const struct field guardduty_path_fields[] = {
    RESOURCE_ARN,
    { .name = "DetectorId",
      .location = FIELD_IN_PATH,
      .kind = &kind_detector,
      .required = true,
      .fault = "invalid_detector_id" },
    FIELDS_END,
};

const struct field fields_accounts[] = { ACCOUNT_IDS, FIELDS_END };

const struct field fields_create_detector[] = {
    { .name = "Enable", .kind = &kind_switch, .parameter = "enable", .required = true },
    { .name = "ClientToken", .kind = &kind_retry_token, .min = 0, .max = 64 },
    PUBLISHING_FREQUENCY,
    { .name = "Tags", .kind = &kind_tag_map, .parameter = "tags", .min = 0, .max = TAGS_MAX },
    DATA_SOURCES,
    FEATURES,
    FIELDS_END,
};

const struct field fields_update_detector[] = {
    { .name = "Enable", .kind = &kind_switch, .parameter = "enable" },
    PUBLISHING_FREQUENCY,
    DATA_SOURCES,
    FEATURES,
    FIELDS_END,
};

const struct field fields_create_mailed_members[] = {
    { .name = "AccountDetails",
      .kind = &kind_table,
      .required = true,
      .min = 1,
      .max = ACCOUNTS_MAX,
      .members = mailed_account_details,
      .too_many = "too_many_accounts" },
    SUPPLIED("MemberLimit", kind_member_limit, "member_limit"),
    FIELDS_END,
};

/* Nothing is sent: the message goes into the audit event, masked, and nowhere else. */
const struct field fields_invite_mailed_members[] = {
    ACCOUNT_IDS,
    { .name = "DisableEmailNotification", .kind = &kind_switch },
    { .name = "Message", .kind = &kind_text, .hidden = true, .min = 0, .max = TEXT_MAX },
    SUPPLIED("InvitationLimit", kind_invitation_limit, "invitation_limit"),
    FIELDS_END,
};

const struct field fields_update_member_detectors[] = {
    ACCOUNT_IDS,
    DATA_SOURCES,
    FEATURES,
    FIELDS_END,
};
