/*
 * From checked arguments to the parameters of an SQL function, in the order of the operation's row.
 */
#ifndef MEMBERHUB_API_BIND_H
#define MEMBERHUB_API_BIND_H

#include "api/exchange.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "db/connection.h"

/*
 * Fills `params` with the caller and the operation's arguments. Opens the page token and adds the
 * settings that limit the operation. FAULT_INVALID_NEXT_TOKEN.
 */
int bind_arguments(struct exchange *x, struct db_params *params, struct fault *f) MUST_CHECK;

/*
 * Names the listing that a page token is bound to: service, region, account, operation's function
 * and every argument but page size and token. In the arena.
 */
struct str listing_name(const struct exchange *x);

#endif
