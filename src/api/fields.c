/*
 * THE FIELD TABLES of Security Hub and GuardDuty: what each operation takes, its names on the wire
 * and its limits. Data only: decode.c is the engine. Limits are those of AWS's service model where
 * it has one.
 */
#include "api/field.h"

#define END              \
    {                    \
        .id = FIELD_NONE \
    }

/*
 * A call takes fifty accounts. GuardDuty refuses more; Security Hub answers the surplus as
 * unprocessed. With so many its answer stays below 256 KiB.
 */
enum { ASKED_ACCOUNTS_MAX = 2500 };
enum { ACCOUNTS_MAX = 50, STANDARDS_MAX = 25, TAGS_MAX = 50, FEATURES_MAX = 20 };
/* Where the model knows no maximum, texts end here: far above anything a client sends in earnest.
 */
enum {
    TEXT_MAX = 2048,
    EMAIL_MAX = 254 /* RFC 5321 section 4.5.3.1.3 */,
    MAILED_MAX = 64 /* GuardDuty's model */
};

static const struct field account_id[] = {
    { .id = FIELD_ACCOUNT_IDS, .name = "AccountId", .kind = FIELD_ACCOUNT, .required = true },
    END,
};
static const struct field account_details[] = {
    { .id = FIELD_ACCOUNT_IDS, .name = "AccountId", .kind = FIELD_ACCOUNT, .required = true },
    { .id = FIELD_EMAILS,
      .name = "Email",
      .kind = FIELD_TEXT,
      .hidden = true,
      .min = 1,
      .max = EMAIL_MAX },
    END,
};
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
    END,
};
static const struct field tag_key[] = {
    { .id = FIELD_TAG_KEYS, .name = "tagKey", .kind = FIELD_TAG_KEY, .required = true },
    END,
};
static const struct field standards_request[] = {
    { .id = FIELD_STANDARDS_ARNS,
      .name = "StandardsArn",
      .kind = FIELD_ARN,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    { .id = FIELD_STANDARDS_INPUTS,
      .name = "StandardsInput",
      .kind = FIELD_TEXT_MAP,
      .max = TAGS_MAX },
    END,
};
static const struct field subscription_arn[] = {
    { .id = FIELD_SUBSCRIPTION_ARNS,
      .name = "StandardsSubscriptionArn",
      .kind = FIELD_ARN,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    END,
};

#define ACCOUNT_IDS                                                                               \
    {                                                                                             \
        .id = FIELD_ACCOUNT_IDS, .name = "AccountIds", .kind = FIELD_LIST, .required = true,      \
        .min = 1, .max = ACCOUNTS_MAX, .members = account_id, .too_many = FAULT_TOO_MANY_ACCOUNTS \
    }
#define CONTROL_FINDING_GENERATOR                                                 \
    {                                                                             \
        .id = FIELD_CONTROL_FINDING_GENERATOR, .name = "ControlFindingGenerator", \
        .kind = FIELD_CHOICE, .choices = "STANDARD_CONTROL|SECURITY_CONTROL"      \
    }
#define MAX_RESULTS(where, most)                                                                \
    {                                                                                           \
        .id = FIELD_MAX_RESULTS, .name = "MaxResults", .location = where, .kind = FIELD_NUMBER, \
        .min = 1, .max = most, .initial = #most, .fault = FAULT_INVALID_MAX_RESULTS             \
    }
#define NEXT_TOKEN(where)                                                                         \
    {                                                                                             \
        .id = FIELD_NEXT_TOKEN, .name = "NextToken", .location = where, .kind = FIELD_PAGE_TOKEN, \
        .fault = FAULT_INVALID_NEXT_TOKEN                                                         \
    }
#define SUBSCRIPTION_ARNS(is_required)                                                          \
    {                                                                                           \
        .id = FIELD_SUBSCRIPTION_ARNS, .name = "StandardsSubscriptionArns", .kind = FIELD_LIST, \
        .required = is_required, .min = 1, .max = STANDARDS_MAX, .members = subscription_arn    \
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
    END,
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
    END,
};
static const struct field enable_switch[] = {
    { .id = FIELD_PART, .name = "Enable", .kind = FIELD_SWITCH, .required = true },
    END,
};
static const struct field kubernetes_source[] = {
    { .id = FIELD_PART,
      .name = "AuditLogs",
      .kind = FIELD_OBJECT,
      .required = true,
      .members = enable_switch },
    END,
};
static const struct field ebs_volumes[] = {
    { .id = FIELD_PART, .name = "EbsVolumes", .kind = FIELD_SWITCH },
    END,
};
static const struct field malware_source[] = {
    DATA_SOURCE("ScanEc2InstanceWithFindings", ebs_volumes),
    END,
};
static const struct field data_sources[] = {
    DATA_SOURCE("S3Logs", enable_switch),
    DATA_SOURCE("Kubernetes", kubernetes_source),
    DATA_SOURCE("MalwareProtection", malware_source),
    END,
};

const struct field path_fields[] = {
    { .id = FIELD_RESOURCE_ARN,
      .name = "ResourceArn",
      .location = FIELD_IN_PATH,
      .kind = FIELD_ARN,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    { .id = FIELD_DETECTOR_ID,
      .name = "DetectorId",
      .location = FIELD_IN_PATH,
      .kind = FIELD_DETECTOR,
      .required = true,
      .fault = FAULT_INVALID_DETECTOR_ID },
    END,
};

const struct field fields_none[] = { END };

const struct field fields_enable_hub[] = {
    /* The models want one tag at least; clients send none as {} and are answered so. */
    { .id = FIELD_TAGS, .name = "Tags", .kind = FIELD_TAG_MAP, .min = 0, .max = TAGS_MAX },
    { .id = FIELD_DEFAULT_STANDARDS,
      .name = "EnableDefaultStandards",
      .kind = FIELD_SWITCH,
      .initial = "true" },
    CONTROL_FINDING_GENERATOR,
    END,
};

const struct field fields_describe_hub[] = {
    { .id = FIELD_HUB_ARN,
      .name = "HubArn",
      .location = FIELD_IN_QUERY,
      .kind = FIELD_ARN,
      .min = 1,
      .max = TEXT_MAX },
    END,
};

const struct field fields_update_hub[] = {
    { .id = FIELD_AUTO_ENABLE_CONTROLS, .name = "AutoEnableControls", .kind = FIELD_SWITCH },
    CONTROL_FINDING_GENERATOR,
    END,
};

const struct field fields_create_members[] = {
    { .id = FIELD_ACCOUNT_IDS,
      .name = "AccountDetails",
      .kind = FIELD_STRUCT_LIST,
      .required = true,
      .min = 1,
      .max = ACCOUNTS_MAX,
      .members = account_details,
      .surplus_max = ASKED_ACCOUNTS_MAX },
    END,
};

const struct field fields_accounts[] = { ACCOUNT_IDS, END };

const struct field fields_hub_accounts[] = {
    { .id = FIELD_ACCOUNT_IDS,
      .name = "AccountIds",
      .kind = FIELD_LIST,
      .required = true,
      .min = 1,
      .max = ACCOUNTS_MAX,
      .members = account_id,
      .surplus_max = ASKED_ACCOUNTS_MAX },
    END,
};

/* Of an operation whose answer has no room for who was not processed: all of them, or none. */
const struct field fields_all_accounts[] = {
    { .id = FIELD_ACCOUNT_IDS,
      .name = "AccountIds",
      .kind = FIELD_LIST,
      .required = true,
      .min = 1,
      .max = ACCOUNTS_MAX,
      .members = account_id },
    END,
};

const struct field fields_list_members[] = {
    { .id = FIELD_ONLY_ASSOCIATED,
      .name = "OnlyAssociated",
      .location = FIELD_IN_QUERY,
      .kind = FIELD_SWITCH,
      .initial = "true",
      .fault = FAULT_INVALID_ONLY_ASSOCIATED },
    MAX_RESULTS(FIELD_IN_QUERY, 50),
    NEXT_TOKEN(FIELD_IN_QUERY),
    END,
};

const struct field fields_page[] = {
    MAX_RESULTS(FIELD_IN_QUERY, 50),
    NEXT_TOKEN(FIELD_IN_QUERY),
    END,
};

const struct field fields_accept_administrator[] = {
    { .id = FIELD_ADMINISTRATOR_ID,
      .name = "AdministratorId",
      .kind = FIELD_ACCOUNT,
      .required = true },
    { .id = FIELD_INVITATION_ID,
      .name = "InvitationId",
      .kind = FIELD_TEXT,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    END,
};

const struct field fields_accept_master[] = {
    { .id = FIELD_ADMINISTRATOR_ID, .name = "MasterId", .kind = FIELD_ACCOUNT, .required = true },
    { .id = FIELD_INVITATION_ID,
      .name = "InvitationId",
      .kind = FIELD_TEXT,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    END,
};

const struct field fields_tag[] = {
    { .id = FIELD_TAGS,
      .name = "Tags",
      .kind = FIELD_TAG_MAP,
      .required = true,
      .min = 1,
      .max = TAGS_MAX },
    END,
};

const struct field fields_untag[] = {
    { .id = FIELD_TAG_KEYS,
      .name = "tagKeys",
      .location = FIELD_IN_QUERY,
      .kind = FIELD_LIST,
      .required = true,
      .min = 1,
      .max = TAGS_MAX,
      .members = tag_key },
    END,
};

const struct field fields_enable_standards[] = {
    { .id = FIELD_STANDARDS_ARNS,
      .name = "StandardsSubscriptionRequests",
      .kind = FIELD_STRUCT_LIST,
      .required = true,
      .min = 1,
      .max = STANDARDS_MAX,
      .members = standards_request },
    END,
};

const struct field fields_disable_standards[] = { SUBSCRIPTION_ARNS(true), END };

const struct field fields_enabled_standards[] = {
    SUBSCRIPTION_ARNS(false),
    MAX_RESULTS(FIELD_IN_BODY, 100),
    NEXT_TOKEN(FIELD_IN_BODY),
    END,
};

const struct field fields_describe_standards[] = {
    MAX_RESULTS(FIELD_IN_QUERY, 100),
    NEXT_TOKEN(FIELD_IN_QUERY),
    END,
};

const struct field fields_create_detector[] = {
    { .id = FIELD_ENABLE, .name = "Enable", .kind = FIELD_SWITCH, .required = true },
    { .id = FIELD_CLIENT_TOKEN, .name = "ClientToken", .kind = FIELD_TEXT, .min = 0, .max = 64 },
    PUBLISHING_FREQUENCY,
    { .id = FIELD_TAGS, .name = "Tags", .kind = FIELD_TAG_MAP, .min = 0, .max = TAGS_MAX },
    DATA_SOURCES,
    FEATURES,
    END,
};

const struct field fields_update_detector[] = {
    { .id = FIELD_ENABLE, .name = "Enable", .kind = FIELD_SWITCH },
    PUBLISHING_FREQUENCY,
    DATA_SOURCES,
    FEATURES,
    END,
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
    END,
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
    END,
};

const struct field fields_update_member_detectors[] = {
    ACCOUNT_IDS,
    DATA_SOURCES,
    FEATURES,
    END,
};
