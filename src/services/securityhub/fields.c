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
enum { ASKED_ACCOUNTS_MAX = 2500, EMAIL_MAX = 254 /* RFC 5321 section 4.5.3.1.3 */ };

static const struct field account_details[] = {
    { .id = FIELD_ACCOUNT_IDS, .name = "AccountId", .kind = FIELD_ACCOUNT, .required = true },
    { .id = FIELD_EMAILS,
      .name = "Email",
      .kind = FIELD_TEXT,
      .hidden = true,
      .min = 1,
      .max = EMAIL_MAX },
    FIELDS_END,
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
    FIELDS_END,
};

static const struct field subscription_arn[] = {
    { .id = FIELD_SUBSCRIPTION_ARNS,
      .name = "StandardsSubscriptionArn",
      .kind = FIELD_ARN,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

#define CONTROL_FINDING_GENERATOR                                                 \
    {                                                                             \
        .id = FIELD_CONTROL_FINDING_GENERATOR, .name = "ControlFindingGenerator", \
        .kind = FIELD_CHOICE, .choices = "STANDARD_CONTROL|SECURITY_CONTROL"      \
    }
#define SUBSCRIPTION_ARNS(is_required)                                                          \
    {                                                                                           \
        .id = FIELD_SUBSCRIPTION_ARNS, .name = "StandardsSubscriptionArns", .kind = FIELD_LIST, \
        .required = is_required, .min = 1, .max = STANDARDS_MAX, .members = subscription_arn    \
    }

const struct field fields_enable_hub[] = {
    /* The models want one tag at least; clients send none as {} and are answered so. */
    { .id = FIELD_TAGS, .name = "Tags", .kind = FIELD_TAG_MAP, .min = 0, .max = TAGS_MAX },
    { .id = FIELD_DEFAULT_STANDARDS,
      .name = "EnableDefaultStandards",
      .kind = FIELD_SWITCH,
      .initial = "true" },
    CONTROL_FINDING_GENERATOR,
    FIELDS_END,
};

const struct field fields_describe_hub[] = {
    { .id = FIELD_HUB_ARN,
      .name = "HubArn",
      .location = FIELD_IN_QUERY,
      .kind = FIELD_ARN,
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

const struct field fields_update_hub[] = {
    { .id = FIELD_AUTO_ENABLE_CONTROLS, .name = "AutoEnableControls", .kind = FIELD_SWITCH },
    CONTROL_FINDING_GENERATOR,
    FIELDS_END,
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
    FIELDS_END,
};

const struct field fields_hub_accounts[] = {
    { .id = FIELD_ACCOUNT_IDS,
      .name = "AccountIds",
      .kind = FIELD_LIST,
      .required = true,
      .min = 1,
      .max = ACCOUNTS_MAX,
      .members = fields_account_id,
      .surplus_max = ASKED_ACCOUNTS_MAX },
    FIELDS_END,
};

/* Of an operation whose answer has no room for who was not processed: all of them, or none. */
const struct field fields_all_accounts[] = {
    { .id = FIELD_ACCOUNT_IDS,
      .name = "AccountIds",
      .kind = FIELD_LIST,
      .required = true,
      .min = 1,
      .max = ACCOUNTS_MAX,
      .members = fields_account_id },
    FIELDS_END,
};

const struct field fields_enable_standards[] = {
    { .id = FIELD_STANDARDS_ARNS,
      .name = "StandardsSubscriptionRequests",
      .kind = FIELD_STRUCT_LIST,
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
