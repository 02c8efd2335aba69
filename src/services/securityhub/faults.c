/*
 * THE FAULTS of Security Hub, and its words in two dialects: as its documentation models them, and
 * those that its membership operations really send ([compat] errors). Data only.
 */
#include "services/securityhub/rows.h"

#define HUB(name, status, code, sentence) FAULT_ROW(name, status, code, NULL, sentence)

const struct fault_row securityhub_faults[] = {
    HUB("not_subscribed", 401, "InvalidAccessException",
        "Account {0} is not subscribed to AWS Security Hub"),
    HUB("already_subscribed", 409, "ResourceConflictException",
        "Account is already subscribed to Security Hub"),
    HUB("disable_administrator", 400, "InvalidInputException",
        "Cannot disable Security Hub on the Security Hub administrator"),
    HUB("hub_not_found", 404, "ResourceNotFoundException", NO_SUCH_RESOURCE_SENTENCE),
    HUB("unknown_standard", 400, "InvalidInputException",
        "Invalid parameter: {0} is not a standard that is available here."),
    HUB("unknown_subscription", 400, "InvalidInputException",
        "Invalid parameter: {0} is not a standards subscription of this account."),
    HUB("import_denied", 403, "AccessDeniedException",
        "User: {0} is not authorized to perform: securityhub:BatchImportFindings on resource: {1}"),
    HUB("product_arn_malformed", 400, "InvalidInputException",
        "Invalid parameter 'Findings'. productArn: \"{0}\""),
    HUB("invalid_filters", 400, "InvalidInputException", "Invalid Filters in the input: {0}"),
    HUB("findings_token_invalid", 400, "InvalidInputException", "Invalid NextToken"),
    HUB("findings_query_changed", 400, "InvalidInputException",
        "Invalid NextToken: Input Query has changed"),
    HUB("filter_too_slow", 400, "InvalidInputException",
        "The search takes too long for its filter of {0}. Ask for less, or for other attributes as "
        "well."),
    HUB("invalid_update", 400, "InvalidInputException", "Invalid input: {0}"),
    HUB("insight_limit", 429, "LimitExceededException",
        "An account can have at most 100 insights."),
    HUB("already_enabled_product", 409, "ResourceConflictException",
        "The product {0} is already enabled for import."),
    HUB("unknown_product", 400, "InvalidInputException",
        "Invalid parameter: {0} is not a product that is available here."),
    HUB("not_a_subscription", 403, "AccessDeniedException",
        "User: {0} is not authorized to perform: securityhub:DisableImportFindingsForProduct on "
        "resource: {1}"),
    HUB("action_target_exists", 409, "ResourceConflictException",
        "An action target with id {0} already exists."),
    HUB("action_target_limit", 429, "LimitExceededException",
        "An account can have at most 50 action targets."),
    HUB("aggregator_exists", 400, "InvalidInputException",
        "A finding aggregator already exists for this account, in {0}."),
    HUB("aggregator_of_member", 400, "InvalidInputException",
        "A finding aggregator cannot be created by a member account."),
    HUB("aggregator_regions", 400, "InvalidInputException",
        "Regions must be given with ALL_REGIONS_EXCEPT_SPECIFIED and SPECIFIED_REGIONS, and with no "
        "other RegionLinkingMode, and never name the home Region."),
    FAULTS_END,
};

/* The modelled exception is the type in the body. */
/* clang-format off */
#define OBSERVED(fault, type) { fault, { 400, "BadRequestException", type, NULL } }
/* clang-format on */

static const struct fault_spelling observed[] = {
    OBSERVED("serialization", "InvalidInputException"),
    OBSERVED("invalid_input", "InvalidInputException"),
    OBSERVED("missing_parameter", "InvalidInputException"),
    OBSERVED("invalid_next_token", "InvalidInputException"),
    OBSERVED("invalid_max_results", "InvalidInputException"),
    OBSERVED("invalid_only_associated", "InvalidInputException"),
    OBSERVED("no_such_resource", "ResourceNotFoundException"),
    OBSERVED("inviter_is_member", "InvalidInputException"),
    OBSERVED("has_members", "InvalidInputException"),
    OBSERVED("already_a_member", "InvalidInputException"),
    OBSERVED("no_pending_invitation", "InvalidInputException"),
    OBSERVED("not_a_member", "InvalidInputException"),
    OBSERVED("tag_limit", "InvalidInputException"),
    { "not_subscribed",
      { 400, "BadRequestException", "InvalidAccessException", NO_SUCH_RESOURCE_SENTENCE } },
    { .fault = NULL },
};

const struct fault_dialect securityhub_observed = {
    .name = "observed", .manner = MANNER_REST, .typed = true, .spellings = observed
};
