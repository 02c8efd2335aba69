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
