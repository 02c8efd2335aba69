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

const struct field securityhub_path_fields[] = { RESOURCE_ARN, FIELDS_END };

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
