/*
 * One request on its way through api/: what is known of it so far. Lives for one request, in its
 * arena.
 */
#ifndef MEMBERHUB_API_EXCHANGE_H
#define MEMBERHUB_API_EXCHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "api/arguments.h"
#include "api/operation.h"
#include "api/service.h"
#include "auth/principal.h"
#include "auth/role_session.h"
#include "auth/sigv4.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/fault.h"
#include "base/seal.h"
#include "base/str.h"
#include "db/call.h"
#include "http/request.h"
#include "wire/tree.h"

struct exchange {
    struct arena *arena;
    const struct config *config;
    const struct seal_key *page_key;
    const struct role_session_keys *session_keys;
    const struct request *request;
    struct str request_id;
    /* from here on in the order in which it becomes known; NULL, empty or 0 before that */
    const struct principal *principal;
    const struct service *service;
    const struct operation *operation;
    struct node *input[FIELD_LOCATIONS]; /* the tree of what was asked, by where it stood; NULL:
                                            nothing did */
    struct arguments arguments;
    const struct caller *caller;
    bool recorded;       /* an SQL function was called: the audit event is its own affair */
    int64_t answered_ms; /* since 1970 */
    /* how it is answered, by as much as is known: see wording.h */
    enum protocol protocol;
    const struct fault_dialect *dialect;
    struct sigv4_claim claim; /* of a refused signature: anybody may claim anything */
};

/* Gives the text of the operation's field of a kind; empty when the request gave none. */
static inline struct str
argument_text(const struct exchange *x, const struct kind *kind)
{
    return argument_of_kind(x->service, x->operation, &x->arguments, kind)->text;
}

#endif
