/*
 * An account's share of the workers. Each worker shows in its place of the scoreboard whose request
 * it has in hand and whose rows that will lock; what an account has is the places that show it, so
 * nothing has to be given back by a worker that is killed. Never keeps anybody from a worker that
 * nobody else could want: who has more than a share is refused only while all workers are busy and
 * another account was served in the last ten seconds.
 */
#ifndef MEMBERHUB_API_SHARE_H
#define MEMBERHUB_API_SHARE_H

#include <stddef.h>

#include "base/attributes.h"
#include "base/config.h"
#include "base/fault.h"
#include "base/str.h"

/*
 * Shows that this worker serves `account_id` (twelve digits, verified), until share_release().
 * FAULT_ACCOUNT_BUSY, and nothing is shown, when that account then has more workers than its share,
 * no worker is idle and another account is about.
 */
int share_take(const struct config *config, struct str account_id, struct fault *f) MUST_CHECK;

/*
 * Shows that a call that share_take() let in will lock the rows of its own account and of
 * `account_ids`. FAULT_ACCOUNT_BUSY when more workers than a share would then be at the rows of one
 * of these, whoever calls, and no worker is idle; or, idle or not, when some of them waited there
 * in vain of late. For its own account only the latter counts: it is not kept out by who names it.
 */
int share_lock(const struct config *config, const struct str *account_ids, size_t count,
               struct fault *f) MUST_CHECK;

/*
 * Shows for the time of a call that the call which share_lock() let in waited for a lock in vain:
 * its account and the one that it named. Of several it is not known which it was, and they are none
 * the worse for having been named.
 */
void share_stuck(const struct config *config);

/* Shows that nobody's request is in hand. */
void share_release(void);

#endif
