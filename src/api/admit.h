/*
 * An account's share of the workers, as a stage: shows in the scoreboard what this worker has in
 * hand, and refuses who has more than a share while others wait. How that is counted is share.h's.
 */
#ifndef MEMBERHUB_API_ADMIT_H
#define MEMBERHUB_API_ADMIT_H

#include "api/exchange.h"
#include "base/attributes.h"
#include "base/fault.h"

/*
 * Shows whose request it is and what it asks for, known or not, until admit_end(). Of an exchange
 * that has its principal. FAULT_ACCOUNT_BUSY.
 */
int admit_request(const struct exchange *x, struct fault *f) MUST_CHECK;

/*
 * Shows whose rows a change will lock: its caller's, and those of the accounts that it names by its
 * row. A read locks none. Of a decoded exchange. FAULT_ACCOUNT_BUSY.
 */
int admit_locks(const struct exchange *x, struct fault *f) MUST_CHECK;

/* Shows, for a while, that a call which admit_locks() let in failed with `f`, where that means that
 * it waited for a lock in vain. */
void admit_failed(const struct exchange *x, const struct fault *f);

/* Shows that no request is in hand. */
void admit_end(void);

#endif
