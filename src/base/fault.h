/*
 * Refusals: a fault says what went wrong once, where the cause is known; its row says what the
 * client is told. Never holds a secret: the reason goes to the client, the detail to the log.
 */
#ifndef MEMBERHUB_BASE_FAULT_H
#define MEMBERHUB_BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"

/*
 * THE FAULT TABLE: these are what base to api raise themselves, and their rows are in fault.c.
 * Those that only a service's rows and SQL functions answer have no enumerator: their rows are in
 * src/services/, they are numbered behind these, and are called by the names of their rows. A row's
 * name is its enumerator in lower case.
 */
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

    /* what was asked for */
    FAULT_INVALID_INPUT,
    FAULT_MISSING_PARAMETER,
    FAULT_INVALID_NEXT_TOKEN,

    FAULT_ENGINE_COUNT
};

/* How the operator should take it (STYLE of logging: error = must act, warn = degraded, info = a
 * client's own). */
enum fault_level { FAULT_LEVEL_INFO, FAULT_LEVEL_WARN, FAULT_LEVEL_ERROR };

/* What a client is told of a fault. */
struct fault_wording {
    uint16_t status;  /* HTTP status; 0 where the fault concerns one account of a batch */
    const char *code; /* AWS exception name, for x-amzn-ErrorType and CloudTrail; NULL likewise */
    const char
        *type; /* what the body calls it beside that; NULL where the body has the code alone */
    const char *sentence; /* {0} {1} {2} stand for the fault's arguments, {product} for the
                             service's spelling */
};

/* Who has no words of its own speaks as its protocol does: REST with JSON, all that answers in XML,
 * and JSON 1.1. */
enum fault_manner { MANNER_REST, MANNER_QUERY, MANNER_JSON, MANNER_COUNT };

struct fault_row {
    const char *name; /* snake_case; what an SQL function answers. NULL ends a service's table */
    enum fault_level level;
    struct fault_wording wordings[MANNER_COUNT]; /* one without a sentence is that of REST */
};

/* A service's own words for a fault of any table. */
struct fault_spelling {
    const char *fault;            /* its name; NULL ends a list */
    struct fault_wording wording; /* without a sentence: the row's, in the dialect's manner */
};

/* How a service speaks of faults. */
struct fault_dialect {
    const char *name; /* as the database knows it */
    enum fault_manner manner;
    bool typed;                             /* bodies of REST have the type */
    const struct fault_spelling *spellings; /* NULL: none */
};

/* The dialects of those without words of their own: "documented", "query", "json". */
extern const struct fault_dialect fault_manners[MANNER_COUNT];

/* The services' fault tables, ended by NULL (src/services/faults.c). */
extern const struct fault_row *const fault_tables[];

enum { FAULT_ARGUMENTS = 3, FAULT_ARGUMENT_SIZE = 1024, FAULT_TEXT_SIZE = 384 };

struct fault {
    enum fault_code code;
    char arguments[FAULT_ARGUMENTS]
                  [FAULT_ARGUMENT_SIZE]; /* for the sentence; "" where there is none */
    char reason[FAULT_TEXT_SIZE];        /* safe for the client: which member, which rule; "" if the
                                            sentence says it all */
    char detail[FAULT_TEXT_SIZE];        /* for the log only */
};

/* Gives how many faults there are: codes are the numbers below it. */
size_t fault_count(void);

/* Gives the row of a code (borrowed, static). */
const struct fault_row *fault_row(enum fault_code code);

/* Gives what a dialect makes of a fault. */
struct fault_wording fault_wording(enum fault_code code, const struct fault_dialect *dialect);

/* Tells whether the same call may succeed a moment later: then its answer says when (Retry-After),
 * in whatever words a dialect refuses it. */
bool fault_passes(enum fault_code code);

/* Finds a code by its row's name; -1 when no row has it. */
int fault_from_name(struct str name, enum fault_code *ret_code) MUST_CHECK;

/* Gives the code of a name that a table of ours has; one without a row is our own mistake. */
enum fault_code fault_named(const char *name);

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
struct str fault_sentence(struct arena *arena, const struct fault *f,
                          const struct fault_dialect *dialect, struct str product);

#endif
