/*
 * THE FIELD TABLES of GuardDuty: what each operation takes, its names on the wire and its limits.
 * Data only: decode.c is the engine. Limits are those of AWS's service model where it has one.
 */
#include "services/guardduty/rows.h"

/* Of addresses GuardDuty's model takes so many characters. */
enum { FEATURES_MAX = 20, MAILED_MAX = 64, FINDINGS_MAX = 50 };
enum {
    FILTER_NAME_MIN = 3,
    FILTER_NAME_MAX = 64,
    FILTER_DESCRIPTION_MAX = 512,
    FILTER_TEXT_MAX = 128
};

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
    { .name = "FilterName",
      .location = FIELD_IN_PATH,
      .kind = &kind_text,
      .parameter = "name",
      .required = true,
      .min = 1,
      .max = FILTER_TEXT_MAX },
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

static const struct field finding_type[] = {
    { .name = "FindingType",
      .kind = &kind_text,
      .required = true,
      .min = 1,
      .max = FILTER_TEXT_MAX,
      .fault = "invalid_finding_type" },
    FIELDS_END,
};
static const struct field finding_id[] = {
    { .name = "FindingId", .kind = &kind_text, .required = true, .min = 1, .max = FILTER_TEXT_MAX },
    FIELDS_END,
};
static const struct field statistic_type[] = {
    { .name = "FindingStatisticType",
      .kind = &kind_choice,
      .required = true,
      .choices = "COUNT_BY_SEVERITY",
      .fault = "invalid_statistic_type" },
    FIELDS_END,
};

#define FINDING_IDS                                                                               \
    {                                                                                             \
        .name = "FindingIds", .kind = &kind_list, .parameter = "ids", .required = true, .min = 0, \
        .max = FINDINGS_MAX, .members = finding_id, .too_many = "too_many_ids"                    \
    }
#define CRITERIA                                                                      \
    {                                                                                 \
        .name = "FindingCriteria", .kind = &kind_criteria, .parameter = "conditions", \
        .fault = "invalid_criteria"                                                   \
    }
#define SAVED_CRITERIA(is_required)                                                       \
    {                                                                                     \
        .name = "FindingCriteria", .kind = &kind_saved_criteria, .parameter = "criteria", \
        .required = is_required, .fault = "invalid_criteria"                              \
    }
#define CRITERIA_SORT                                                             \
    {                                                                             \
        .name = "SortCriteria", .kind = &kind_criteria_sort, .parameter = "sort", \
        .fault = "invalid_sort"                                                   \
    }
#define SEARCH_TIMEOUT SUPPLIED("SearchTimeout", kind_search_timeout, "timeout_ms")
#define FILTER_DESCRIPTION                                                     \
    {                                                                          \
        .name = "Description", .kind = &kind_text, .parameter = "description", \
        .max = FILTER_DESCRIPTION_MAX                                          \
    }
#define FILTER_ACTION                                                                            \
    {                                                                                            \
        .name = "Action", .kind = &kind_choice, .parameter = "action", .choices = "NOOP|ARCHIVE" \
    }
#define FILTER_RANK                                                                     \
    {                                                                                   \
        .name = "Rank", .kind = &kind_number, .parameter = "rank", .min = 1, .max = 100 \
    }

const struct field fields_create_samples[] = {
    { .name = "FindingTypes",
      .kind = &kind_list,
      .parameter = "finding_types",
      .min = 0,
      .max = FINDINGS_MAX,
      .members = finding_type },
    FIELDS_END,
};

const struct field fields_list_findings[] = {
    CRITERIA,       CRITERIA_SORT, MAX_RESULTS(FIELD_IN_BODY, 50), NEXT_TOKEN(FIELD_IN_BODY),
    SEARCH_TIMEOUT, FIELDS_END,
};

const struct field fields_get_detector_findings[] = {
    FINDING_IDS,
    CRITERIA_SORT,
    SEARCH_TIMEOUT,
    FIELDS_END,
};

const struct field fields_finding_ids[] = { FINDING_IDS, FIELDS_END };

const struct field fields_feedback[] = {
    FINDING_IDS,
    { .name = "Feedback",
      .kind = &kind_choice,
      .parameter = "feedback",
      .required = true,
      .choices = "USEFUL|NOT_USEFUL" },
    { .name = "Comments", .kind = &kind_text, .hidden = true, .max = TEXT_MAX },
    FIELDS_END,
};

const struct field fields_statistics[] = {
    { .name = "FindingStatisticTypes",
      .kind = &kind_list,
      .parameter = "statistics",
      .min = 0,
      .max = 10,
      .members = statistic_type },
    CRITERIA,
    { .name = "GroupBy",
      .kind = &kind_choice,
      .parameter = "group",
      .choices = "ACCOUNT|DATE|FINDING_TYPE|RESOURCE|SEVERITY",
      .fault = "invalid_statistic_type" },
    { .name = "OrderBy", .kind = &kind_choice, .parameter = "order", .choices = "ASC|DESC" },
    { .name = "MaxResults", .kind = &kind_number, .parameter = "limit", .min = 1, .max = 100 },
    SEARCH_TIMEOUT,
    FIELDS_END,
};

const struct field fields_create_filter[] = {
    { .name = "Name",
      .kind = &kind_word,
      .parameter = "name",
      .required = true,
      .min = FILTER_NAME_MIN,
      .max = FILTER_NAME_MAX,
      .choices = "_.-" },
    FILTER_DESCRIPTION,
    FILTER_ACTION,
    FILTER_RANK,
    SAVED_CRITERIA(true),
    { .name = "ClientToken", .kind = &kind_retry_token, .max = FILTER_NAME_MAX },
    { .name = "Tags", .kind = &kind_tag_map, .parameter = "tags", .min = 0, .max = TAGS_MAX },
    FIELDS_END,
};

const struct field fields_update_filter[] = {
    FILTER_DESCRIPTION, FILTER_ACTION, FILTER_RANK, SAVED_CRITERIA(false), FIELDS_END,
};
