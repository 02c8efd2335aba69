/*
 * THE FAULT TABLE: the only place that knows an HTTP status, an AWS exception name or an error
 * sentence. Must never hold a sentence that tells one account something of another.
 */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/codec.h"

#define INVALID_INPUT_SENTENCE \
    "The request is rejected because an invalid or out-of-range value is specified as an input parameter."
#define INTERNAL_SENTENCE "Internal server error."
#define UNKNOWN_OPERATION_SENTENCE "The requested operation is not recognized by the service."
#define NO_SUCH_RESOURCE_SENTENCE "The request is rejected since no such resource found."

/* clang-format off */
/* Before and beside a service's own rules: `query` is what the protocols with XML answers call it. */
#define FRONT(name, level, status, code, query_status, query, sentence) \
    { name, level, { [DIALECT_DOCUMENTED] = { status, code, NULL, sentence }, \
                     [DIALECT_QUERY] = { query_status, query, NULL, sentence } } }
#define INTERNAL(name) \
    { name, FAULT_LEVEL_ERROR, \
      { [DIALECT_DOCUMENTED] = { 500, "InternalException", NULL, INTERNAL_SENTENCE }, \
        [DIALECT_GUARDDUTY] = { 500, "InternalServerErrorException", "InternalException", INTERNAL_SENTENCE }, \
        [DIALECT_QUERY] = { 500, "InternalFailure", NULL, INTERNAL_SENTENCE } } }
#define UNAVAILABLE(name, level) \
    FRONT(name, level, 503, "ServiceUnavailableException", 503, "ServiceUnavailable", \
          "The service is unavailable. Please try again shortly.")
/* Security Hub's own operations. */
#define HUB(name, status, code, sentence) \
    { name, FAULT_LEVEL_INFO, { [DIALECT_DOCUMENTED] = { status, code, NULL, sentence } } }
/*
 * What both services say: Security Hub with a modelled exception when documented and BadRequestException when observed,
 * with the modelled one as the type in the body; GuardDuty with BadRequestException, and whatever it is with the type
 * InvalidInputException.
 */
#define BOTH(status, code, sentence) \
    [DIALECT_DOCUMENTED] = { status, code, NULL, sentence }, \
    [DIALECT_OBSERVED] = { 400, "BadRequestException", code, sentence }, \
    [DIALECT_GUARDDUTY] = { 400, "BadRequestException", "InvalidInputException", sentence }
#define SHARED(name, status, code, sentence) { name, FAULT_LEVEL_INFO, { BOTH(status, code, sentence) } }
/* What any input can be refused with; {0} is the reason, of STS what AWS says instead. */
#define INPUT(name) \
    { name, FAULT_LEVEL_INFO, \
      { BOTH(400, "InvalidInputException", INVALID_INPUT_SENTENCE), \
        [DIALECT_QUERY] = { 400, "ValidationError", NULL, "{0}" }, \
        [DIALECT_JSON] = { 400, "ValidationException", NULL, "1 validation error detected: {0}" } } }
/* Likewise, of what CloudTrail has an exception for, too. */
#define LISTING(name, json, sentence) \
    { name, FAULT_LEVEL_INFO, { BOTH(400, "InvalidInputException", sentence), \
                                [DIALECT_JSON] = { 400, json, NULL, sentence } } }
#define GUARDDUTY(name, type, sentence) \
    { name, FAULT_LEVEL_INFO, { [DIALECT_DOCUMENTED] = { 400, type, NULL, sentence }, \
                                [DIALECT_GUARDDUTY] = { 400, "BadRequestException", type, sentence } } }
/* STS's own. */
#define STS(name, status, code, sentence) \
    { name, FAULT_LEVEL_INFO, { [DIALECT_DOCUMENTED] = { status, code, NULL, sentence }, \
                                [DIALECT_QUERY] = { status, code, NULL, sentence } } }
/* CloudTrail's own. */
#define CLOUDTRAIL(name, code, sentence) \
    { name, FAULT_LEVEL_INFO, { [DIALECT_DOCUMENTED] = { 400, code, NULL, sentence } } }
/* One account of a batch. */
#define ACCOUNT(name, sentence) \
    { name, FAULT_LEVEL_INFO, { [DIALECT_DOCUMENTED] = { 0, NULL, NULL, sentence } } }
/* clang-format on */

/*
 * Sentences that clients match on are AWS's, word for word; where AWS's is unknown the row says the
 * cause in the same manner. Faults of single accounts answer in UnprocessedAccounts and have no
 * status.
 */
static const struct fault_row fault_rows[] = {
    [FAULT_INTERNAL] = INTERNAL("internal"),
    [FAULT_CONFIG] = INTERNAL("config"),
    [FAULT_DATABASE_DOWN] = UNAVAILABLE("database_down", FAULT_LEVEL_ERROR),
    [FAULT_DATABASE_FAILED] = INTERNAL("database_failed"),
    /* Never reaches a client: the worker reloads the credential and tries again. */
    [FAULT_ACCESS_CHANGED] = UNAVAILABLE("access_changed", FAULT_LEVEL_INFO),
    [FAULT_REQUEST_BUSY] = UNAVAILABLE("request_busy", FAULT_LEVEL_WARN),

    /* What SDKs take for throttling, and try again: behind API Gateway 429, elsewhere a code. */
    [FAULT_ACCOUNT_BUSY] = { "account_busy",
                             FAULT_LEVEL_INFO,
                             { [DIALECT_DOCUMENTED] = { 429, "TooManyRequestsException", NULL,
                                                        "Too Many Requests" },
                               [DIALECT_QUERY] = { 400, "Throttling", NULL, "Rate exceeded" },
                               [DIALECT_JSON] = { 400, "ThrottlingException", NULL,
                                                  "Rate exceeded" } } },

    [FAULT_BAD_REQUEST] = FRONT("bad_request", FAULT_LEVEL_INFO, 400, "BadRequestException", 400,
                                "MalformedInput", "Bad Request"),
    [FAULT_REQUEST_TOO_LARGE] =
        FRONT("request_too_large", FAULT_LEVEL_INFO, 413, "RequestEntityTooLargeException", 413,
              "RequestEntityTooLarge", "Request Too Long"),
    [FAULT_MALFORMED_QUERY_STRING] =
        FRONT("malformed_query_string", FAULT_LEVEL_INFO, 400, "MalformedQueryStringException", 400,
              "MalformedQueryString", "The query string contains a malformed percent-escape."),
    [FAULT_MISSING_AUTHENTICATION] = FRONT(
        "missing_authentication", FAULT_LEVEL_INFO, 403, "MissingAuthenticationTokenException", 403,
        "MissingAuthenticationToken", "Missing Authentication Token"),
    [FAULT_AMBIGUOUS_AUTHENTICATION] =
        FRONT("ambiguous_authentication", FAULT_LEVEL_INFO, 403, "IncompleteSignatureException",
              400, "IncompleteSignature",
              "The request carries more than one set of authentication parameters."),
    /* {0} names everything that is missing or malformed. */
    [FAULT_INCOMPLETE_SIGNATURE] =
        FRONT("incomplete_signature", FAULT_LEVEL_INFO, 403, "IncompleteSignatureException", 400,
              "IncompleteSignature", "{0}"),
    [FAULT_INVALID_SIGNATURE] =
        FRONT("invalid_signature", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
              "SignatureDoesNotMatch", "{0}"),
    [FAULT_SIGNATURE_MISMATCH] = FRONT(
        "signature_mismatch", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your AWS "
        "Secret Access Key and signing method. Consult the service documentation for details."),
    [FAULT_SIGNATURE_EXPIRED] =
        FRONT("signature_expired", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
              "SignatureDoesNotMatch", "Signature expired: {0} is now earlier than {1} ({2})"),
    [FAULT_SIGNATURE_NOT_YET] = FRONT(
        "signature_not_yet", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
        "SignatureDoesNotMatch", "Signature not yet current: {0} is still later than {1} ({2})"),
    /* {0} lists every fault of the scope; each of AWS's sentences ends in a space. */
    [FAULT_CREDENTIAL_SCOPE] =
        FRONT("credential_scope", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
              "SignatureDoesNotMatch", "{0}"),
    [FAULT_UNKNOWN_KEY] =
        FRONT("unknown_key", FAULT_LEVEL_INFO, 403, "UnrecognizedClientException", 403,
              "InvalidClientTokenId", "The security token included in the request is invalid."),
    [FAULT_EXPIRED_TOKEN] =
        FRONT("expired_token", FAULT_LEVEL_INFO, 403, "ExpiredTokenException", 403, "ExpiredToken",
              "The security token included in the request is expired"),
    [FAULT_ACCESS_DENIED] =
        FRONT("access_denied", FAULT_LEVEL_INFO, 403, "AccessDeniedException", 403, "AccessDenied",
              "User: {0} is not authorized to perform: {1} on resource: {2}"),
    [FAULT_UNKNOWN_OPERATION] = { "unknown_operation",
                                  FAULT_LEVEL_INFO,
                                  { [DIALECT_DOCUMENTED] = { 404, "UnknownOperationException", NULL,
                                                             UNKNOWN_OPERATION_SENTENCE },
                                    [DIALECT_QUERY] = { 400, "InvalidAction", NULL,
                                                        "Could not find operation {0} for version "
                                                        "{1}" },
                                    [DIALECT_JSON] = { 400, "UnknownOperationException", NULL,
                                                       UNKNOWN_OPERATION_SENTENCE } } },
    [FAULT_UNKNOWN_SERVICE] = FRONT(
        "unknown_service", FAULT_LEVEL_INFO, 404, "UnknownOperationException", 400, "InvalidAction",
        "The requested operation is not recognized by the service: {0} is not served here."),
    [FAULT_MISSING_ACTION] =
        STS("missing_action", 400, "MissingAction",
            "The request must contain the parameter Action, once, with the name of an operation."),
    [FAULT_SERIALIZATION] =
        LISTING("serialization", "SerializationException",
                "The request is rejected because the JSON could not be processed."),

    [FAULT_INVALID_INPUT] = INPUT("invalid_input"),
    [FAULT_MISSING_PARAMETER] = INPUT("missing_parameter"),
    [FAULT_ROLE_CHAINING] =
        STS("role_chaining", 400, "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by "
            "role chaining"),
    [FAULT_DUPLICATE_TAG_KEYS] =
        STS("duplicate_tag_keys", 400, "InvalidParameterValue",
            "Duplicate tag keys found. Please note that Tag keys are case insensitive."),
    [FAULT_RESERVED_TAG_KEY] = STS("reserved_tag_key", 400, "InvalidParameterValue",
                                   "Tag keys that begin with aws: are reserved."),
    [FAULT_TRANSITIVE_TAG_CONFLICT] =
        STS("transitive_tag_conflict", 400, "InvalidParameterValue",
            "One of the specified transitive tag keys can't be set because it conflicts with a "
            "transitive tag key from the calling session."),
    [FAULT_TRANSITIVE_TAG_MISSING] =
        STS("transitive_tag_missing", 400, "InvalidParameterValue",
            "The specified transitive tag key must be included in the requested tags."),
    [FAULT_PACKED_POLICY_TOO_LARGE] =
        STS("packed_policy_too_large", 400, "PackedPolicyTooLarge",
            "Packed size of session tags consumes {0}% of allotted space."),
    [FAULT_INVALID_LOOKUP_ATTRIBUTES] =
        CLOUDTRAIL("invalid_lookup_attributes", "InvalidLookupAttributesException",
                   "The request is rejected because a lookup attribute is not valid."),
    [FAULT_INVALID_TIME_RANGE] =
        CLOUDTRAIL("invalid_time_range", "InvalidTimeRangeException",
                   "The request is rejected because the start time is after the end time, or a "
                   "time is outside the range of possible values."),
    [FAULT_INVALID_EVENT_CATEGORY] =
        CLOUDTRAIL("invalid_event_category", "InvalidEventCategoryException",
                   "The request is rejected because events of this category are not recorded."),
    [FAULT_INVALID_MAX_RESULTS] =
        LISTING("invalid_max_results", "InvalidMaxResultsException",
                "The request is rejected because the parameter maxResults has an invalid value."),
    [FAULT_INVALID_ONLY_ASSOCIATED] = SHARED(
        "invalid_only_associated", 400, "InvalidInputException",
        "The request is rejected because the parameter onlyAssociated has an invalid value."),
    [FAULT_INVALID_NEXT_TOKEN] =
        LISTING("invalid_next_token", "InvalidNextTokenException",
                "The request is rejected because the parameter nextToken has an invalid value."),
    [FAULT_NO_SUCH_RESOURCE] =
        SHARED("no_such_resource", 404, "ResourceNotFoundException", NO_SUCH_RESOURCE_SENTENCE),
    [FAULT_NOT_SUBSCRIBED] = { "not_subscribed",
                               FAULT_LEVEL_INFO,
                               { [DIALECT_DOCUMENTED] = { 401, "InvalidAccessException", NULL,
                                                          "Account {0} is not subscribed to AWS Security Hub" },
                                 [DIALECT_OBSERVED] = { 400, "BadRequestException",
                                                        "InvalidAccessException",
                                                        NO_SUCH_RESOURCE_SENTENCE } } },
    [FAULT_ALREADY_SUBSCRIBED] = HUB("already_subscribed", 409, "ResourceConflictException",
                                     "Account is already subscribed to Security Hub"),
    [FAULT_DISABLE_ADMINISTRATOR] =
        HUB("disable_administrator", 400, "InvalidInputException",
            "Cannot disable Security Hub on the Security Hub administrator"),
    [FAULT_INVITER_IS_MEMBER] = SHARED(
        "inviter_is_member", 400, "InvalidInputException",
        "The request is rejected because the current account cannot accept invitation from the given "
        "account ID since the latter is an associated member of another master account."),
    [FAULT_HAS_MEMBERS] = SHARED(
        "has_members", 400, "InvalidInputException",
        "The request is rejected because the current account cannot accept invitations since it still "
        "has created, invited or associated members."),
    [FAULT_ALREADY_A_MEMBER] = SHARED(
        "already_a_member", 400, "InvalidInputException",
        "The request is rejected because the current account cannot accept invitations since it is "
        "already an associated member of some master account."),
    [FAULT_NO_PENDING_INVITATION] = SHARED(
        "no_pending_invitation", 400, "InvalidInputException",
        "The request is rejected because the current account has no pending invitation from the given "
        "master account ID or is already an associated member of another master account."),
    [FAULT_NOT_A_MEMBER] = SHARED(
        "not_a_member", 400, "InvalidInputException",
        "The request is rejected because the current account is not associated to a master account."),
    [FAULT_HUB_NOT_FOUND] =
        HUB("hub_not_found", 404, "ResourceNotFoundException", NO_SUCH_RESOURCE_SENTENCE),
    [FAULT_INVALID_DETECTOR_ID] =
        GUARDDUTY("invalid_detector_id", "InvalidInputException",
                  "The request is rejected because the parameter detectorId has an invalid value."),
    [FAULT_DETECTOR_NOT_OWNED] = GUARDDUTY(
        "detector_not_owned", "InvalidInputException",
        "The request is rejected because the input detectorId is not owned by the current account."),
    [FAULT_DETECTOR_EXISTS] = GUARDDUTY(
        "detector_exists", "LimitExceededException",
        "The request is rejected because a detector already exists for the current account."),
    [FAULT_DELETE_DETECTOR_REFUSED] = GUARDDUTY(
        "delete_detector_refused", "InvalidInputException",
        "The request is rejected because the current account cannot delete detector while it has "
        "invited or associated members."),
    [FAULT_TOO_MANY_ACCOUNTS] =
        GUARDDUTY("too_many_accounts", "InvalidInputException",
                  "The request failed because the length provided for the {0} array was {1}. Max "
                  "allowed length is {2}."),
    [FAULT_FEATURES_AND_DATA_SOURCES] = GUARDDUTY(
        "features_and_data_sources", "InvalidInputException",
        "The request failed because both data sources and features were provided. You can "
        "provide only one; it is recommended to use features."),
    [FAULT_RUNTIME_MONITORING_TWICE] =
        GUARDDUTY("runtime_monitoring_twice", "InvalidInputException",
                  "The request failed because EKS_RUNTIME_MONITORING and RUNTIME_MONITORING cannot "
                  "be provided in the same request."),
    [FAULT_TAG_LIMIT] =
        SHARED("tag_limit", 400, "InvalidInputException",
               "The request is rejected because a resource can have at most 50 tags."),
    [FAULT_UNKNOWN_STANDARD] =
        HUB("unknown_standard", 400, "InvalidInputException",
            "Invalid parameter: {0} is not a standard that is available here."),
    [FAULT_UNKNOWN_SUBSCRIPTION] =
        HUB("unknown_subscription", 400, "InvalidInputException",
            "Invalid parameter: {0} is not a standards subscription of this account."),

    [FAULT_ALREADY_MEMBER] =
        ACCOUNT("already_member",
                "The request is rejected because the given account ID is already a member "
                "or associated member of the current account."),
    [FAULT_SELF_CREATE] =
        ACCOUNT("self_create",
                "The request is rejected because an account cannot become a member of itself."),
    [FAULT_CREATOR_IS_MEMBER] =
        ACCOUNT("creator_is_member",
                "The request is rejected because the current account cannot create members "
                "since it is already an associated member of another master account."),
    [FAULT_MEMBER_LIMIT] = ACCOUNT(
        "member_limit", "The request is rejected because the current account cannot create anymore "
                        "members since it cannot exceed the maximum number of allowed members."),
    [FAULT_ALREADY_INVITED] =
        ACCOUNT("already_invited",
                "The request is rejected because the current account has already invited or "
                "is already the {product} master of the given member account ID."),
    [FAULT_SELF_INVITE] = ACCOUNT(
        "self_invite", "The request is rejected because the current account cannot invite itself."),
    [FAULT_CALLER_IS_MEMBER] =
        ACCOUNT("caller_is_member",
                "The request is rejected because the current account cannot invite other "
                "accounts since it is already an associated member of another master account."),
    [FAULT_EMAIL_MISSING] =
        ACCOUNT("email_missing",
                "The request is rejected because member account's email address is missing."),
    [FAULT_INVITATION_LIMIT] =
        ACCOUNT("invitation_limit",
                "The request is rejected because the current account cannot send anymore "
                "invitations since it cannot exceed the maximum number of outstanding "
                "invitations."),
    [FAULT_STILL_ASSOCIATED] =
        ACCOUNT("still_associated",
                "The request is rejected because the current account cannot delete the given "
                "member account ID since it is still associated to it."),
    [FAULT_NOT_YET_ASSOCIATED] =
        ACCOUNT("not_yet_associated",
                "The request is rejected because the current account cannot disassociate "
                "the given member account ID since the latter is not yet associated to it."),
    [FAULT_NOT_ASSOCIATED] =
        ACCOUNT("not_associated",
                "The request is rejected because the given account ID is not an associated "
                "member of account the current account."),
    [FAULT_INVITATION_KEPT] =
        ACCOUNT("invitation_kept",
                "The request is rejected because the current account cannot delete the "
                "invitation from the given master account ID since it is still associated to "
                "it or has not declined their invitation yet."),
    [FAULT_NO_SUCH_MEMBER] = ACCOUNT("no_such_member", NO_SUCH_RESOURCE_SENTENCE),
    [FAULT_NO_SUCH_INVITATION] = ACCOUNT("no_such_invitation", NO_SUCH_RESOURCE_SENTENCE),
    [FAULT_RESULTS_EXCEEDED] = ACCOUNT("results_exceeded", "Maximum number of results exceeded"),
};

_Static_assert(ARRAY_COUNT(fault_rows) == FAULT_COUNT, "every fault code has its row");

const struct fault_row *
fault_row(enum fault_code code)
{
    return &fault_rows[code];
}

const struct fault_dialect *
fault_dialect(enum fault_code code, enum fault_dialect_id dialect)
{
    const struct fault_row *row = &fault_rows[code];
    if (row->dialects[dialect].sentence == NULL)
        dialect = DIALECT_DOCUMENTED;
    return &row->dialects[dialect];
}

bool
fault_passes(enum fault_code code)
{
    int status = fault_rows[code].dialects[DIALECT_DOCUMENTED].status;
    return status == 429 || status == 503;
}

const char *
fault_dialect_name(enum fault_dialect_id dialect)
{
    static const char *const names[] = { [DIALECT_DOCUMENTED] = "documented",
                                         [DIALECT_OBSERVED] = "observed",
                                         [DIALECT_GUARDDUTY] = "guardduty",
                                         [DIALECT_QUERY] = "query",
                                         [DIALECT_JSON] = "json" };
    return names[dialect];
}

int
fault_from_name(struct str name, enum fault_code *ret_code)
{
    for (unsigned code = 0; code < FAULT_COUNT; code++)
        if (str_equal(str_from(fault_rows[code].name), name)) {
            *ret_code = (enum fault_code)code;
            return 0;
        }
    return -1;
}

int
fault_set(struct fault *f, enum fault_code code)
{
    *f = (struct fault){ .code = code };
    return -1;
}

int
fault_set_reason(struct fault *f, enum fault_code code, const char *format, ...)
{
    va_list arguments;
    fault_set(f, code);
    va_start(arguments, format);
    vsnprintf(f->reason, sizeof f->reason, format, arguments);
    va_end(arguments);
    fault_argument(f, 0, str_from(f->reason));
    return -1;
}

int
fault_set_detail(struct fault *f, enum fault_code code, const char *format, ...)
{
    va_list arguments;
    fault_set(f, code);
    va_start(arguments, format);
    vsnprintf(f->detail, sizeof f->detail, format, arguments);
    va_end(arguments);
    return -1;
}

void
fault_argument(struct fault *f, unsigned index, struct str text)
{
    char *argument = f->arguments[index];
    bool valid = utf8_valid(text);
    text = valid ? utf8_cut(text, FAULT_ARGUMENT_SIZE - 1)
                 : str_slice(text, 0, FAULT_ARGUMENT_SIZE - 1);
    snprintf(argument, FAULT_ARGUMENT_SIZE, "%.*s", STR_PRINTF(text));
    /* Whatever it is said in must be text: of what is none, the ASCII is left. */
    for (; !valid && *argument != '\0'; argument++)
        if ((unsigned char)*argument >= 0x80)
            *argument = '?';
}

/* Gives what stands for the placeholder `name`, or false for text that only looks like one. */
static bool
placeholder(const struct fault *f, struct str name, struct str product, struct str *ret_text)
{
    if (str_equal(name, STR("product"))) {
        *ret_text = product;
        return true;
    }
    if (name.size != 1 || name.data[0] < '0' || name.data[0] >= '0' + FAULT_ARGUMENTS)
        return false;
    *ret_text = str_from(f->arguments[name.data[0] - '0']);
    return true;
}

struct str
fault_sentence(struct arena *arena, const struct fault *f, enum fault_dialect_id dialect,
               struct str product)
{
    struct str rest = str_from(fault_dialect(f->code, dialect)->sentence);
    struct buf text;
    buf_init(&text, arena);
    while (rest.size > 0) {
        size_t open = str_find(rest, '{');
        buf_add(&text, str_slice(rest, 0, open));
        rest = str_slice(rest, open, rest.size);
        size_t close = str_find(rest, '}');
        struct str value;
        if (close < rest.size && placeholder(f, str_slice(rest, 1, close - 1), product, &value)) {
            buf_add(&text, value);
            rest = str_slice(rest, close + 1, rest.size);
        } else {
            buf_add(&text, str_slice(rest, 0, 1));
            rest = str_slice(rest, 1, rest.size);
        }
    }
    return buf_str(&text);
}
