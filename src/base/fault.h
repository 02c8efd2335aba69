/*
 * Refusals: a fault says what went wrong once, where the cause is known; its row says what the
 * client is told. Never holds a secret: the reason goes to the client, the detail to the log.
 */
#ifndef MEMBERHUB_BASE_FAULT_H
#define MEMBERHUB_BASE_FAULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"

/* THE FAULT TABLE is in fault.c, one row for each of these. A row's name is the enumerator in lower
 * case. */
enum fault_code {
    /* ours, never a single account's */
    FAULT_INTERNAL,
    FAULT_CONFIG,
    FAULT_DATABASE_DOWN,
    FAULT_DATABASE_FAILED,
    FAULT_ACCESS_CHANGED,
    FAULT_REQUEST_BUSY,
    FAULT_ACCOUNT_BUSY,

    /* the front: HTTP and Signature Version 4 */
    FAULT_BAD_REQUEST,
    FAULT_REQUEST_TOO_LARGE,
    FAULT_MALFORMED_QUERY_STRING,
    FAULT_MISSING_AUTHENTICATION,
    FAULT_AMBIGUOUS_AUTHENTICATION,
    FAULT_INCOMPLETE_SIGNATURE,
    FAULT_INVALID_SIGNATURE,
    FAULT_SIGNATURE_MISMATCH,
    FAULT_SIGNATURE_EXPIRED,
    FAULT_SIGNATURE_NOT_YET,
    FAULT_CREDENTIAL_SCOPE,
    FAULT_UNKNOWN_KEY,
    FAULT_EXPIRED_TOKEN,
    FAULT_ACCESS_DENIED,
    FAULT_UNKNOWN_OPERATION,
    FAULT_UNKNOWN_SERVICE,
    FAULT_MISSING_ACTION,
    FAULT_SERIALIZATION,

    /* whole calls */
    FAULT_INVALID_INPUT,
    FAULT_MISSING_PARAMETER,
    FAULT_ROLE_CHAINING,
    FAULT_DUPLICATE_TAG_KEYS,
    FAULT_RESERVED_TAG_KEY,
    FAULT_TRANSITIVE_TAG_CONFLICT,
    FAULT_TRANSITIVE_TAG_MISSING,
    FAULT_PACKED_POLICY_TOO_LARGE,
    FAULT_INVALID_LOOKUP_ATTRIBUTES,
    FAULT_INVALID_TIME_RANGE,
    FAULT_INVALID_EVENT_CATEGORY,
    FAULT_INVALID_MAX_RESULTS,
    FAULT_INVALID_ONLY_ASSOCIATED,
    FAULT_INVALID_NEXT_TOKEN,
    FAULT_NO_SUCH_RESOURCE,
    FAULT_NOT_SUBSCRIBED,
    FAULT_ALREADY_SUBSCRIBED,
    FAULT_DISABLE_ADMINISTRATOR,
    FAULT_INVITER_IS_MEMBER,
    FAULT_HAS_MEMBERS,
    FAULT_ALREADY_A_MEMBER,
    FAULT_NO_PENDING_INVITATION,
    FAULT_NOT_A_MEMBER,
    FAULT_HUB_NOT_FOUND,
    FAULT_INVALID_DETECTOR_ID,
    FAULT_DETECTOR_NOT_OWNED,
    FAULT_DETECTOR_EXISTS,
    FAULT_DELETE_DETECTOR_REFUSED,
    FAULT_TOO_MANY_ACCOUNTS,
    FAULT_FEATURES_AND_DATA_SOURCES,
    FAULT_RUNTIME_MONITORING_TWICE,
    FAULT_TAG_LIMIT,
    FAULT_UNKNOWN_STANDARD,
    FAULT_UNKNOWN_SUBSCRIPTION,

    /* single accounts of a batch, HTTP 200 */
    FAULT_ALREADY_MEMBER,
    FAULT_SELF_CREATE,
    FAULT_CREATOR_IS_MEMBER,
    FAULT_MEMBER_LIMIT,
    FAULT_ALREADY_INVITED,
    FAULT_SELF_INVITE,
    FAULT_CALLER_IS_MEMBER,
    FAULT_EMAIL_MISSING,
    FAULT_INVITATION_LIMIT,
    FAULT_STILL_ASSOCIATED,
    FAULT_NOT_YET_ASSOCIATED,
    FAULT_NOT_ASSOCIATED,
    FAULT_INVITATION_KEPT,
    FAULT_NO_SUCH_MEMBER,
    FAULT_NO_SUCH_INVITATION,
    FAULT_RESULTS_EXCEEDED,

    FAULT_COUNT
};

/* How the operator should take it (STYLE of logging: error = must act, warn = degraded, info = a
 * client's own). */
enum fault_level { FAULT_LEVEL_INFO, FAULT_LEVEL_WARN, FAULT_LEVEL_ERROR };

/* What one error dialect makes of a fault. */
struct fault_dialect {
    uint16_t status;  /* HTTP status; 0 where the fault concerns one account of a batch */
    const char *code; /* AWS exception name, for x-amzn-ErrorType and CloudTrail; NULL likewise */
    const char
        *type; /* what the body calls it beside that; NULL where the body has the code alone */
    const char *sentence; /* {0} {1} {2} stand for the fault's arguments, {product} for the
                             service's spelling */
};

/*
 * Security Hub's errors as its documentation models them, those that its membership operations
 * really send, GuardDuty's, which name one of two exceptions in the header and the documented type
 * in the body, those of STS and all else that answers in XML, and those of CloudTrail and all else
 * that speaks JSON 1.1.
 */
enum fault_dialect_id {
    DIALECT_DOCUMENTED,
    DIALECT_OBSERVED,
    DIALECT_GUARDDUTY,
    DIALECT_QUERY,
    DIALECT_JSON,
    DIALECT_COUNT
};

struct fault_row {
    const char *name; /* snake_case; what an SQL function answers */
    enum fault_level level;
    struct fault_dialect dialects[DIALECT_COUNT]; /* one without a sentence means: as documented */
};

enum { FAULT_ARGUMENTS = 3, FAULT_ARGUMENT_SIZE = 1024, FAULT_TEXT_SIZE = 384 };

struct fault {
    enum fault_code code;
    char arguments[FAULT_ARGUMENTS]
                  [FAULT_ARGUMENT_SIZE]; /* for the sentence; "" where there is none */
    char reason[FAULT_TEXT_SIZE];        /* safe for the client: which member, which rule; "" if the
                                            sentence says it all */
    char detail[FAULT_TEXT_SIZE];        /* for the log only */
};

/* Gives the row of a code (borrowed, static). */
const struct fault_row *fault_row(enum fault_code code);

/* Gives the dialect's column of a row, the documented one where the dialect says nothing. */
const struct fault_dialect *fault_dialect(enum fault_code code, enum fault_dialect_id dialect);

/* Tells whether the same call may succeed a moment later: then its answer says when (Retry-After),
 * in whatever words a dialect refuses it. */
bool fault_passes(enum fault_code code);

/* Gives the name of a dialect, as the database knows it: "documented", "observed", "guardduty",
 * "query", "json". */
const char *fault_dialect_name(enum fault_dialect_id dialect);

/* Finds a code by its row's name; -1 when no row has it. */
int fault_from_name(struct str name, enum fault_code *ret_code) MUST_CHECK;

/* Sets the fault, without arguments, reason or detail. Always returns -1, so that `return
 * fault_set(f, X);` reads well. */
int fault_set(struct fault *f, enum fault_code code);

/* Sets the fault and the reason that the client may read, which is argument 0 too. Returns -1. */
int fault_set_reason(struct fault *f, enum fault_code code, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Sets the fault and the detail that only the log shows. Returns -1. */
int fault_set_detail(struct fault *f, enum fault_code code, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Sets argument `index` (0 to 2) of a fault that is already set; longer text is cut, and bytes that
 * are no UTF-8 are replaced. */
void fault_argument(struct fault *f, unsigned index, struct str text);

/* Renders the sentence with its arguments, and `product` for {product} ("SecurityHub"), in the
 * arena. */
struct str fault_sentence(struct arena *arena, const struct fault *f, enum fault_dialect_id dialect,
                          struct str product);

#endif
