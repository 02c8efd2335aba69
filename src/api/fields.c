/*
 * THE FIELD TABLES: what each operation takes, its names on the wire and its limits.
 * Data only: decode.c is the engine. Limits are those of AWS's service model where it has one.
 */
#include "api/field.h"

#define END              \
    {                    \
        .id = FIELD_NONE \
    }

/* The service refuses more than fifty accounts in one call. */
enum { ACCOUNTS_MAX = 50, STANDARDS_MAX = 25, TAGS_MAX = 50 };
/* Where the model knows no maximum, texts end here: far above anything a client sends in earnest.
 */
enum { TEXT_MAX = 2048, EMAIL_MAX = 254 /* RFC 5321 section 4.5.3.1.3 */ };

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

#define CONTROL_FINDING_GENERATOR                                                 \
    {                                                                             \
        .id = FIELD_CONTROL_FINDING_GENERATOR, .name = "ControlFindingGenerator", \
        .kind = FIELD_CHOICE, .choices = "STANDARD_CONTROL|SECURITY_CONTROL"      \
    }
#define RESOURCE_ARN                                                                \
    {                                                                               \
        .id = FIELD_RESOURCE_ARN, .name = "ResourceArn", .location = FIELD_IN_PATH, \
        .kind = FIELD_ARN, .required = true, .min = 1, .max = TEXT_MAX              \
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

const struct field fields_none[] = { END };

const struct field fields_enable_hub[] = {
    { .id = FIELD_TAGS, .name = "Tags", .kind = FIELD_TAG_MAP, .min = 1, .max = TAGS_MAX },
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
      .members = account_details },
    END,
};

const struct field fields_accounts[] = {
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

const struct field fields_list_invitations[] = {
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
    RESOURCE_ARN,
    { .id = FIELD_TAGS,
      .name = "Tags",
      .kind = FIELD_TAG_MAP,
      .required = true,
      .min = 1,
      .max = TAGS_MAX },
    END,
};

const struct field fields_untag[] = {
    RESOURCE_ARN,
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

const struct field fields_list_tags[] = { RESOURCE_ARN, END };

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
