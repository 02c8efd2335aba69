/*
 * From checked arguments to the parameters of an SQL function.
 */
#ifndef MEMBERHUB_API_BIND_H
#define MEMBERHUB_API_BIND_H

#include "api/exchange.h"
#include "api/function.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "db/connection.h"

/*
 * Fills `params` with the caller and the parameters of the call's function: what the operation's
 * fields were given, or their kinds supply. FAULT_INVALID_NEXT_TOKEN.
 */
int bind_arguments(struct exchange *x, const struct call *call, struct db_params *params,
                   struct fault *f) MUST_CHECK;

/* Opens a page token: a kind_bind_fn. FAULT_INVALID_NEXT_TOKEN. */
kind_bind_fn bind_page_token;

/*
 * Names the listing that a page token is bound to: service, region, account, operation's function
 * and every argument but page size and token. In the arena.
 */
struct str listing_name(const struct exchange *x);

#endif
