/*
 * Events of calls that changed nothing: reads, and requests that nobody could be found behind. They
 * are kept for a moment and recorded together, so that a read costs no commit of its own. Changes
 * never come here: their events are in their own transactions.
 */
#ifndef MEMBERHUB_API_JOURNAL_H
#define MEMBERHUB_API_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "db/call.h"
#include "db/connection.h"

struct journal;

/* Makes an empty journal over `db`, which is borrowed. Free with journal_free(); NULL is allowed
 * there. What is still in it then is lost. */
struct journal *journal_new(struct db *db);
void journal_free(struct journal *journal);

/*
 * Notes a call that is over since `answered_ms` (since 1970); `f` is NULL when it was answered
 * well. The caller's views are copied; `arena` is for the copying alone. Where there is no room for
 * what was answered well, what is kept is recorded first: nothing is lost of such calls as long as
 * the database takes it.
 */
void journal_note(struct journal *journal, struct arena *arena, const struct caller *caller,
                  const struct fault *f, int64_t answered_ms);

/*
 * Tells whether a request whose signer nobody knows may be noted: a hundred at once, then one a
 * second, so that a flood of them cannot fill the disk. *ret_unnoted is how many could not be since
 * the last one that could.
 */
bool journal_admits_stranger(struct journal *journal, int64_t *ret_unnoted);

/* Gives the milliseconds until something is to be recorded, 0 when it is due, -1 when nothing is
 * kept. */
int64_t journal_due_ms(const struct journal *journal);

/*
 * Records all that is kept. When the database cannot take it now, it is kept for another try half a
 * second later; what it refuses is not tried again. Gives how many
 * events were lost so, or for want of room, since the last time.
 */
int64_t journal_record(struct journal *journal);

/* Gives up what is still kept; gives how many events that and what was lost before are. */
int64_t journal_abandon(struct journal *journal);

#endif
