/*
 * The typed call of an operation: the caller's context and arguments in, a fault or an answer out.
 * One call is one SQL function, one transaction, one round trip.
 */
#ifndef MEMBERHUB_DB_CALL_H
#define MEMBERHUB_DB_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "db/connection.h"
#include "db/statement.h"

struct json_object;

/* Who calls what, as type memberhub.caller has it, in the same order. That type has its last
 * attribute: whatever is new is a member of the object `facts`. */
struct caller {
    struct str account_id;
    int64_t access_epoch; /* the one that the call was authorised under */
    struct str identity;  /* CloudTrail userIdentity, JSON */
    struct str service;   /* "securityhub" */
    struct str region;
    struct str operation;  /* as called: "AcceptInvitation" */
    struct str request_id; /* UUID */
    struct str retry_key;  /* 32 bytes, raw; data NULL for reads. Of a call that is sent again the
                              server knows by it whether it was done */
    struct str source_address;
    struct str user_agent; /* data NULL when the client sent none */
    struct str
        parameters;     /* requestParameters in wire casing, JSON; data NULL when there are none */
    struct str dialect; /* name of a fault_dialect: whose words the audit event has for an error */
    struct str detector_id; /* that the path names; data NULL otherwise */
    /* from here on members of `facts`, an object: what has come since the type cannot be altered
       any more, because that stops the workers of the version before */
    struct str signature; /* 32 bytes, raw: names the access key and its signature; data NULL for
                             reads */
    bool unrecorded;      /* what it is shown is not put on record */
};
enum {
    CALLER_RETRY_KEY = 7, /* its place among the fields, from 0 */
    CALLER_FIELDS = 14
};

/* What a call that succeeded gives. */
struct answer {
    struct json_object *result;  /* NULL when it has none */
    const struct str *documents; /* as the function spelled them: they are parsed by nobody */
    size_t document_count;
};

/*
 * More than this is not passed on. It is what json-c makes tens of megabytes of, and what of
 * documents nginx takes at once, beside the rest of their answer.
 */
enum {
    ANSWER_RESULT_MAX = 1024 * 1024,
    ANSWER_DOCUMENTS_MAX = 7 * 1024 * 1024, /* bytes */
    ANSWER_DOCUMENT_COUNT_MAX = 10000,
};

/* Starts a parameter list with the caller's fields. */
void call_init(struct arena *arena, struct db_params *params, const struct caller *caller);

/*
 * Calls an operation's function by its statement. On 0 *ret_answer is what it gave, released with
 * the arena. On -1 *f is the function's refusal with its arguments, or FAULT_DATABASE_*;
 * FAULT_ACCESS_CHANGED says that nothing happened because the credential must be read again;
 * FAULT_INTERNAL that the answer is none, or beyond the sizes above.
 */
int call_operation(struct db *db, struct arena *arena, const struct statement *statement,
                   const struct db_params *params, struct answer *ret_answer,
                   struct fault *f) MUST_CHECK;

#endif
