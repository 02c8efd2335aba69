/*
 * THE FIELD TABLES of Security Hub: what each operation takes, its names on the wire and its
 * limits. Data only: decode.c is the engine. Limits are those of AWS's service model where it has
 * one.
 */
#include "services/securityhub/rows.h"

/*
 * A call takes fifty accounts; Security Hub answers the surplus as unprocessed. With so many its
 * answer stays below 256 KiB.
 */
enum { FINDINGS_MAX = 100, FINDING_ID_MAX = 512, SORT_MAX = 10, ARNS_MAX = 100, NAME_MAX = 128 };
/* Security Hub User Guide, "Custom actions". */
enum { ACTION_NAME_MAX = 20, ACTION_DESCRIPTION_MAX = 500, REGION_MAX = 64, REGIONS_MAX = 100 };
enum { ASKED_ACCOUNTS_MAX = 2500, EMAIL_MAX = 254 /* RFC 5321 section 4.5.3.1.3 */ };

static const struct field account_details[] = {
    { .name = "AccountId", .kind = &kind_account, .parameter = "account_ids", .required = true },
    { .name = "Email",
      .kind = &kind_text,
      .parameter = "emails",
      .hidden = true,
      .min = 1,
      .max = EMAIL_MAX },
    FIELDS_END,
};

static const struct field standards_request[] = {
    { .name = "StandardsArn",
      .kind = &kind_arn,
      .parameter = "standards_arns",
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    { .name = "StandardsInput", .kind = &kind_text_map, .parameter = "inputs", .max = TAGS_MAX },
    FIELDS_END,
};

static const struct field subscription_arn[] = {
    { .name = "StandardsSubscriptionArn",
      .kind = &kind_arn,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

#define HUB_ACCOUNTS                                                                         \
    {                                                                                        \
        .name = "AccountIds", .kind = &kind_list, .parameter = "account_ids",                \
        .surplus_parameter = "surplus_ids", .required = true, .min = 1, .max = ACCOUNTS_MAX, \
        .members = fields_account_id, .surplus_max = ASKED_ACCOUNTS_MAX                      \
    }
#define CONTROL_FINDING_GENERATOR                                                                \
    {                                                                                            \
        .name = "ControlFindingGenerator", .kind = &kind_choice,                                 \
        .parameter = "control_finding_generator", .choices = "STANDARD_CONTROL|SECURITY_CONTROL" \
    }
#define SUBSCRIPTION_ARNS(is_required)                                                             \
    {                                                                                              \
        .name = "StandardsSubscriptionArns", .kind = &kind_list, .parameter = "subscription_arns", \
        .required = is_required, .min = 1, .max = STANDARDS_MAX, .members = subscription_arn       \
    }

#define ARN_IN_PATH(wire)                                                               \
    {                                                                                   \
        .name = wire, .location = FIELD_IN_PATH, .kind = &kind_arn, .parameter = "arn", \
        .required = true, .min = 1, .max = TEXT_MAX                                     \
    }

const struct field securityhub_path_fields[] = {
    RESOURCE_ARN,
    ARN_IN_PATH("InsightArn"),
    ARN_IN_PATH("ProductSubscriptionArn"),
    ARN_IN_PATH("ActionTargetArn"),
    ARN_IN_PATH("FindingAggregatorArn"),
    FIELDS_END,
};

const struct field fields_enable_hub[] = {
    /* The models want one tag at least; clients send none as {} and are answered so. */
    { .name = "Tags", .kind = &kind_tag_map, .parameter = "tags", .min = 0, .max = TAGS_MAX },
    { .name = "EnableDefaultStandards",
      .kind = &kind_switch,
      .parameter = "default_standards",
      .initial = "true" },
    CONTROL_FINDING_GENERATOR,
    FIELDS_END,
};

const struct field fields_describe_hub[] = {
    { .name = "HubArn",
      .location = FIELD_IN_QUERY,
      .kind = &kind_arn,
      .parameter = "hub_arn",
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

const struct field fields_update_hub[] = {
    { .name = "AutoEnableControls", .kind = &kind_switch, .parameter = "auto_enable_controls" },
    CONTROL_FINDING_GENERATOR,
    FIELDS_END,
};

const struct field fields_create_members[] = {
    { .name = "AccountDetails",
      .kind = &kind_table,
      .surplus_parameter = "surplus_ids",
      .required = true,
      .min = 1,
      .max = ACCOUNTS_MAX,
      .members = account_details,
      .surplus_max = ASKED_ACCOUNTS_MAX },
    SUPPLIED("MemberLimit", kind_member_limit, "member_limit"),
    FIELDS_END,
};

const struct field fields_hub_accounts[] = { HUB_ACCOUNTS, FIELDS_END };

const struct field fields_hub_invited[] = {
    HUB_ACCOUNTS,
    SUPPLIED("InvitationLimit", kind_invitation_limit, "invitation_limit"),
    FIELDS_END,
};

/* Of an operation whose answer has no room for who was not processed: all of them, or none. */
const struct field fields_all_accounts[] = {
    { .name = "AccountIds",
      .kind = &kind_list,
      .parameter = "account_ids",
      .required = true,
      .min = 1,
      .max = ACCOUNTS_MAX,
      .members = fields_account_id },
    FIELDS_END,
};

const struct field fields_enable_standards[] = {
    { .name = "StandardsSubscriptionRequests",
      .kind = &kind_table,
      .required = true,
      .min = 1,
      .max = STANDARDS_MAX,
      .members = standards_request },
    FIELDS_END,
};

const struct field fields_disable_standards[] = { SUBSCRIPTION_ARNS(true), FIELDS_END };

const struct field fields_enabled_standards[] = {
    SUBSCRIPTION_ARNS(false),
    MAX_RESULTS(FIELD_IN_BODY, 100),
    NEXT_TOKEN(FIELD_IN_BODY),
    FIELDS_END,
};

const struct field fields_describe_standards[] = {
    MAX_RESULTS(FIELD_IN_QUERY, 100),
    NEXT_TOKEN(FIELD_IN_QUERY),
    FIELDS_END,
};

const struct field fields_import_findings[] = {
    { .name = "Findings",
      .kind = &kind_findings,
      .parameter = "batch",
      .required = true,
      .hidden = true,
      .min = 1,
      .max = FINDINGS_MAX },
    FIELDS_END,
};

#define FINDINGS_TOKEN                                                           \
    {                                                                            \
        .name = "NextToken", .kind = &kind_findings_token, .parameter = "after", \
        .fault = "findings_token_invalid"                                        \
    }
#define FILTERS(is_required)                                                                       \
    {                                                                                              \
        .name = "Filters", .kind = &kind_filters, .parameter = "filters", .required = is_required, \
        .fault = "invalid_filters"                                                                 \
    }

const struct field fields_get_findings[] = {
    FILTERS(false),
    { .name = "SortCriteria", .kind = &kind_sort, .parameter = "sort", .max = SORT_MAX },
    MAX_RESULTS(FIELD_IN_BODY, 100),
    FINDINGS_TOKEN,
    SUPPLIED("SearchTimeout", kind_search_timeout, "timeout_ms"),
    FIELDS_END,
};

static const struct field finding_identifiers[] = {
    { .name = "Id",
      .kind = &kind_text,
      .parameter = "ids",
      .required = true,
      .min = 1,
      .max = FINDING_ID_MAX },
    { .name = "ProductArn",
      .kind = &kind_text,
      .parameter = "product_arns",
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

static const struct field finding_identifier[] = {
    { .name = "Id", .kind = &kind_text, .required = true, .min = 1, .max = FINDING_ID_MAX },
    { .name = "ProductArn", .kind = &kind_text, .required = true, .min = 1, .max = TEXT_MAX },
    FIELDS_END,
};

#define FINDING_MEMBER(wire, sql)                                    \
    {                                                                \
        .name = wire, .kind = &kind_finding_member, .parameter = sql \
    }
/* What its author wrote stays out of events. */
#define HIDDEN_MEMBER(wire, sql)                                                     \
    {                                                                                \
        .name = wire, .kind = &kind_finding_member, .parameter = sql, .hidden = true \
    }

const struct field fields_batch_update_findings[] = {
    { .name = "FindingIdentifiers",
      .kind = &kind_table,
      .required = true,
      .min = 1,
      .max = FINDINGS_MAX,
      .members = finding_identifiers },
    HIDDEN_MEMBER("Note", "note"),
    FINDING_MEMBER("Severity", "severity"),
    FINDING_MEMBER("VerificationState", "verification_state"),
    FINDING_MEMBER("Confidence", "confidence"),
    FINDING_MEMBER("Criticality", "criticality"),
    FINDING_MEMBER("Types", "types"),
    HIDDEN_MEMBER("UserDefinedFields", "user_defined_fields"),
    FINDING_MEMBER("Workflow", "workflow"),
    FINDING_MEMBER("RelatedFindings", "related_findings"),
    FIELDS_END,
};

const struct field fields_update_findings[] = {
    FILTERS(true),
    HIDDEN_MEMBER("Note", "note"),
    FINDING_MEMBER("RecordState", "record_state"),
    SUPPLIED("SearchTimeout", kind_search_timeout, "timeout_ms"),
    FIELDS_END,
};

const struct field fields_finding_history[] = {
    { .name = "FindingIdentifier",
      .kind = &kind_object,
      .parameter = "identifier",
      .required = true,
      .members = finding_identifier },
    { .name = "StartTime", .kind = &kind_moment, .parameter = "from_ms" },
    { .name = "EndTime", .kind = &kind_moment, .parameter = "to_ms" },
    MAX_RESULTS(FIELD_IN_BODY, 100),
    NEXT_TOKEN(FIELD_IN_BODY),
    FIELDS_END,
};

static const struct field arn_element[] = {
    { .name = "Arn", .kind = &kind_arn, .required = true, .min = 1, .max = TEXT_MAX },
    FIELDS_END,
};

#define ARNS(wire)                                                              \
    {                                                                           \
        .name = wire, .kind = &kind_list, .parameter = "arns", .max = ARNS_MAX, \
        .members = arn_element                                                  \
    }
#define TEXT_FIELD(wire, sql, is_required, most)                                               \
    {                                                                                          \
        .name = wire, .kind = &kind_text, .parameter = sql, .required = is_required, .min = 1, \
        .max = most                                                                            \
    }
#define INSIGHT_FILTERS(is_required)                                              \
    {                                                                             \
        .name = "Filters", .kind = &kind_insight_filters, .parameter = "filters", \
        .required = is_required, .fault = "invalid_filters"                       \
    }
#define GROUP_BY(is_required)                                                        \
    {                                                                                \
        .name = "GroupByAttribute", .kind = &kind_group_by, .parameter = "group_by", \
        .required = is_required, .min = 1, .max = NAME_MAX                           \
    }

const struct field fields_create_insight[] = {
    TEXT_FIELD("Name", "name", true, NAME_MAX),
    INSIGHT_FILTERS(true),
    GROUP_BY(true),
    FIELDS_END,
};

const struct field fields_get_insights[] = {
    ARNS("InsightArns"),
    MAX_RESULTS(FIELD_IN_BODY, 100),
    NEXT_TOKEN(FIELD_IN_BODY),
    FIELDS_END,
};

const struct field fields_update_insight[] = {
    TEXT_FIELD("Name", "name", false, NAME_MAX),
    INSIGHT_FILTERS(false),
    GROUP_BY(false),
    FIELDS_END,
};

const struct field fields_product_arn[] = {
    { .name = "ProductArn",
      .kind = &kind_arn,
      .parameter = "arn",
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

const struct field fields_list_products[] = {
    MAX_RESULTS(FIELD_IN_QUERY, 100),
    NEXT_TOKEN(FIELD_IN_QUERY),
    FIELDS_END,
};

const struct field fields_describe_products[] = {
    { .name = "ProductArn",
      .location = FIELD_IN_QUERY,
      .kind = &kind_arn,
      .parameter = "arn",
      .min = 1,
      .max = TEXT_MAX },
    MAX_RESULTS(FIELD_IN_QUERY, 100),
    NEXT_TOKEN(FIELD_IN_QUERY),
    FIELDS_END,
};

const struct field fields_create_action_target[] = {
    TEXT_FIELD("Name", "name", true, ACTION_NAME_MAX),
    TEXT_FIELD("Description", "description", true, ACTION_DESCRIPTION_MAX),
    { .name = "Id",
      .kind = &kind_word,
      .parameter = "id",
      .required = true,
      .min = 1,
      .max = ACTION_NAME_MAX,
      .choices = "" },
    FIELDS_END,
};

const struct field fields_describe_action_targets[] = {
    ARNS("ActionTargetArns"),
    MAX_RESULTS(FIELD_IN_BODY, 100),
    NEXT_TOKEN(FIELD_IN_BODY),
    FIELDS_END,
};

const struct field fields_update_action_target[] = {
    TEXT_FIELD("Name", "name", false, ACTION_NAME_MAX),
    TEXT_FIELD("Description", "description", false, ACTION_DESCRIPTION_MAX),
    FIELDS_END,
};

static const struct field region_element[] = {
    { .name = "Region", .kind = &kind_text, .required = true, .min = 1, .max = REGION_MAX },
    FIELDS_END,
};

#define LINKING                                                                             \
    { .name = "RegionLinkingMode",                                                          \
      .kind = &kind_choice,                                                                 \
      .parameter = "linking_mode",                                                          \
      .required = true,                                                                     \
      .choices = "ALL_REGIONS|ALL_REGIONS_EXCEPT_SPECIFIED|SPECIFIED_REGIONS|NO_REGIONS" }, \
    {                                                                                       \
        .name = "Regions", .kind = &kind_list, .parameter = "regions", .max = REGIONS_MAX,  \
        .members = region_element                                                           \
    }

const struct field fields_create_aggregator[] = { LINKING, FIELDS_END };

const struct field fields_update_aggregator[] = {
    { .name = "FindingAggregatorArn",
      .kind = &kind_arn,
      .parameter = "arn",
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    LINKING,
    FIELDS_END,
};

const struct field fields_insight_results[] = {
    SUPPLIED("SearchTimeout", kind_search_timeout, "timeout_ms"),
    FIELDS_END,
};
