/*
 * THE FAULTS of GuardDuty, and its words: one of two exceptions in the header, and the documented
 * type in the body. Data only.
 */
#include "services/guardduty/rows.h"

#define GUARDDUTY(name, type, sentence) FAULT_ROW(name, 400, "BadRequestException", type, sentence)

const struct fault_row guardduty_faults[] = {
    GUARDDUTY("invalid_detector_id", "InvalidInputException",
              "The request is rejected because the parameter detectorId has an invalid value."),
    GUARDDUTY(
        "detector_not_owned", "InvalidInputException",
        "The request is rejected because the input detectorId is not owned by the current account."),
    GUARDDUTY("detector_exists", "LimitExceededException",
              "The request is rejected because a detector already exists for the current account."),
    GUARDDUTY(
        "delete_detector_refused", "InvalidInputException",
        "The request is rejected because the current account cannot delete detector while it has "
        "invited or associated members."),
    GUARDDUTY("too_many_accounts", "InvalidInputException",
              "The request failed because the length provided for the {0} array was {1}. Max "
              "allowed length is {2}."),
    GUARDDUTY("features_and_data_sources", "InvalidInputException",
              "The request failed because both data sources and features were provided. You can "
              "provide only one; it is recommended to use features."),
    GUARDDUTY("runtime_monitoring_twice", "InvalidInputException",
              "The request failed because EKS_RUNTIME_MONITORING and RUNTIME_MONITORING cannot "
              "be provided in the same request."),
    GUARDDUTY("invalid_finding_type", "InvalidInputException",
              "The request is rejected because an invalid finding type is specified."),
    GUARDDUTY(
        "invalid_criteria", "InvalidInputException",
        "The request is rejected because the parameter findingCriteria has an invalid value."),
    GUARDDUTY("invalid_sort", "InvalidInputException",
              "The request is rejected because the parameter sortCriteria has an invalid value."),
    GUARDDUTY("invalid_statistic_type", "InvalidInputException",
              "The request is rejected because an invalid finding statistic type is specified."),
    GUARDDUTY(
        "too_many_ids", "InvalidInputException",
        "The request is rejected because the number of requested finding Ids is out of bounds."),
    GUARDDUTY("caller_not_authorized", "AccessDeniedException",
              "The request is rejected because the caller is not authorized to call this API."),
    GUARDDUTY("filter_exists", "InvalidInputException",
              "The request is rejected because a filter with the given name already exists."),
    GUARDDUTY("filter_limit", "LimitExceededException",
              "The request is rejected because the maximum number of filters has been reached."),
    FAULTS_END,
};

/* clang-format off */
#define INTERNAL(fault) { fault, { 500, "InternalServerErrorException", "InternalException", NULL } }
/* Whatever it is. */
#define BAD_REQUEST(fault) { fault, { 400, "BadRequestException", "InvalidInputException", NULL } }
/* clang-format on */

static const struct fault_spelling spellings[] = {
    INTERNAL("internal"),
    INTERNAL("config"),
    INTERNAL("database_failed"),
    BAD_REQUEST("serialization"),
    BAD_REQUEST("invalid_input"),
    BAD_REQUEST("missing_parameter"),
    BAD_REQUEST("invalid_next_token"),
    BAD_REQUEST("invalid_max_results"),
    BAD_REQUEST("invalid_only_associated"),
    BAD_REQUEST("no_such_resource"),
    BAD_REQUEST("inviter_is_member"),
    BAD_REQUEST("has_members"),
    BAD_REQUEST("already_a_member"),
    BAD_REQUEST("no_pending_invitation"),
    BAD_REQUEST("not_a_member"),
    BAD_REQUEST("tag_limit"),
    BAD_REQUEST("filter_too_slow"),
    { .fault = NULL },
};

const struct fault_dialect guardduty_dialect = {
    .name = "guardduty", .manner = MANNER_REST, .typed = true, .spellings = spellings
};
