/*
 * Faults that are the same in several services. Sentences that clients match on are AWS's, word for
 * word; where AWS's is unknown the row says the cause in the same manner. Data only.
 */
#include "services/shared/rows.h"

#define MAX_RESULTS_SENTENCE \
    "The request is rejected because the parameter maxResults has an invalid value."
#define SHARED(name, status, code, sentence) FAULT_ROW(name, status, code, NULL, sentence)
/* One account of a batch: it answers in UnprocessedAccounts, and has no status. */
#define ACCOUNT(name, sentence) FAULT_ROW(name, 0, NULL, NULL, sentence)

const struct fault_row shared_faults[] = {
    /* of whole calls */
    { "invalid_max_results",
      FAULT_LEVEL_INFO,
      { [MANNER_REST] = { 400, "InvalidInputException", NULL, MAX_RESULTS_SENTENCE },
        [MANNER_JSON] = { 400, "InvalidMaxResultsException", NULL, MAX_RESULTS_SENTENCE } } },
    SHARED("invalid_only_associated", 400, "InvalidInputException",
           "The request is rejected because the parameter onlyAssociated has an invalid value."),
    SHARED("no_such_resource", 404, "ResourceNotFoundException", NO_SUCH_RESOURCE_SENTENCE),
    SHARED(
        "inviter_is_member", 400, "InvalidInputException",
        "The request is rejected because the current account cannot accept invitation from the given "
        "account ID since the latter is an associated member of another master account."),
    SHARED(
        "has_members", 400, "InvalidInputException",
        "The request is rejected because the current account cannot accept invitations since it still "
        "has created, invited or associated members."),
    SHARED(
        "already_a_member", 400, "InvalidInputException",
        "The request is rejected because the current account cannot accept invitations since it is "
        "already an associated member of some master account."),
    SHARED(
        "no_pending_invitation", 400, "InvalidInputException",
        "The request is rejected because the current account has no pending invitation from the given "
        "master account ID or is already an associated member of another master account."),
    SHARED(
        "not_a_member", 400, "InvalidInputException",
        "The request is rejected because the current account is not associated to a master account."),
    SHARED("tag_limit", 400, "InvalidInputException",
           "The request is rejected because a resource can have at most 50 tags."),

    /* of single accounts */
    ACCOUNT("already_member",
            "The request is rejected because the given account ID is already a member "
            "or associated member of the current account."),
    ACCOUNT("self_create",
            "The request is rejected because an account cannot become a member of itself."),
    ACCOUNT("creator_is_member",
            "The request is rejected because the current account cannot create members "
            "since it is already an associated member of another master account."),
    ACCOUNT("member_limit",
            "The request is rejected because the current account cannot create anymore "
            "members since it cannot exceed the maximum number of allowed members."),
    ACCOUNT("already_invited",
            "The request is rejected because the current account has already invited or "
            "is already the {product} master of the given member account ID."),
    ACCOUNT("self_invite",
            "The request is rejected because the current account cannot invite itself."),
    ACCOUNT("caller_is_member",
            "The request is rejected because the current account cannot invite other "
            "accounts since it is already an associated member of another master account."),
    ACCOUNT("email_missing",
            "The request is rejected because member account's email address is missing."),
    ACCOUNT("invitation_limit",
            "The request is rejected because the current account cannot send anymore "
            "invitations since it cannot exceed the maximum number of outstanding "
            "invitations."),
    ACCOUNT("still_associated",
            "The request is rejected because the current account cannot delete the given "
            "member account ID since it is still associated to it."),
    ACCOUNT("not_yet_associated",
            "The request is rejected because the current account cannot disassociate "
            "the given member account ID since the latter is not yet associated to it."),
    ACCOUNT("not_associated",
            "The request is rejected because the given account ID is not an associated "
            "member of account the current account."),
    ACCOUNT("invitation_kept",
            "The request is rejected because the current account cannot delete the "
            "invitation from the given master account ID since it is still associated to "
            "it or has not declined their invitation yet."),
    ACCOUNT("no_such_member", NO_SUCH_RESOURCE_SENTENCE),
    ACCOUNT("no_such_invitation", NO_SUCH_RESOURCE_SENTENCE),
    ACCOUNT("results_exceeded", "Maximum number of results exceeded"),
    FAULTS_END,
};
