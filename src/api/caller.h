/*
 * Who calls what, as SQL functions and audit events take it. The one place that makes a struct
 * caller.
 */
#ifndef MEMBERHUB_API_CALLER_H
#define MEMBERHUB_API_CALLER_H

#include <stdint.h>

#include "api/exchange.h"
#include "api/server.h"
#include "base/attributes.h"
#include "base/fault.h"

/*
 * Makes the caller of an exchange whose operation is known and that was decoded, whatever came of
 * that: a change's retry key and signature are made with it. The row of a test account that nobody
 * used yet is made first. FAULT_UNKNOWN_KEY where that account is suspended, FAULT_DATABASE_*.
 */
int caller_make(struct server *server, struct exchange *x, struct fault *f) MUST_CHECK;

/*
 * Gives what an event shows of who could not be identified: what the exchange's request claims, of
 * which nothing is verified, and how many such requests before it have no event.
 */
const struct caller *caller_stranger(const struct exchange *x, int64_t unnoted);

#endif
