/*
 * The stage between decode and bind: may who signed do this to that? Knows no policy: it puts the
 * question to whoever decides, and says a denial in AWS's words.
 */
#ifndef MEMBERHUB_API_AUTHORIZE_H
#define MEMBERHUB_API_AUTHORIZE_H

#include "api/exchange.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"

/* What came of a question. */
struct verdict {
    bool allowed;
    struct str because; /* how the sentence of a denial ends (" because no identity-based policy
                           allows the ... action"); empty where it names no cause */
};

/*
 * Decides whether the exchange's principal may do the action of `as`, which is its operation, or
 * the other name of that. All that a policy can name is there and is rendered when one does: the
 * action (resource_action()), the resource (resource_asked()), and the values of condition keys,
 * which are the principal's, the request's (address, user agent, region) and the decoded input's.
 * What it needs is in the arena; it asks no database: policies come with the credential, under the
 * access epoch that the call's own transaction compares.
 */
typedef struct verdict authorize_fn(const struct exchange *x, const struct operation *as);

/*
 * Decides for an exchange that has its caller. An operation whose action is "" is asked of nobody.
 * FAULT_ACCESS_DENIED with who, what and on what; the reason says so where the other name of the
 * same operation would have been allowed, since policies that know but one of them are common.
 */
int authorize(const struct exchange *x, struct fault *f) MUST_CHECK;

/* The same, whoever decides. */
int authorize_by(authorize_fn *decide, const struct exchange *x, struct fault *f) MUST_CHECK;

#endif
