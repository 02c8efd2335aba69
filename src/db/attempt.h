/*
 * What is known of a statement after an attempt to have it executed, and whether there is another
 * attempt. Used inside db/ alone. Must never let a change be made twice, nor give an answer that
 * may be wrong about one.
 */
#ifndef MEMBERHUB_DB_ATTEMPT_H
#define MEMBERHUB_DB_ATTEMPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "db/session.h"
#include "db/sqlstate.h"

/* How one attempt ended. */
enum attempt {
    ATTEMPT_DONE,
    ATTEMPT_FAILED,  /* undone, for good */
    ATTEMPT_BUSY,    /* undone: somebody else's lock, or the server's own time limit */
    ATTEMPT_AGAIN,   /* undone: the server expects another try */
    ATTEMPT_STALE,   /* undone: the session's statement is outdated, a new session's is not */
    ATTEMPT_UNSENT,  /* there is no session any more, and nothing was changed */
    ATTEMPT_UNKNOWN, /* a change was sent, and no end of its commit was heard that can be trusted */
    ATTEMPT_COUNT
};

/* One call of db_exec(), over all its attempts. Starts as zeros but for the first two. */
struct attempts {
    int64_t deadline_ms; /* monotonic */
    bool repeatable;     /* a change whose outcome is unknown may be sent again */
    bool unknown;        /* one of the attempts may have made the change */
    int tries[ATTEMPT_COUNT];
};

/*
 * Gives the word that operators see for attempts that ended so and were followed by another; NULL
 * where none ever is.
 */
const char *attempt_retried_name(enum attempt ended);

/*
 * Tells what an error of this class means for an attempt, and which fault it is. `lost`: the
 * session went with it.
 */
enum attempt attempt_of_error(enum sqlstate_class class, bool lost, enum fault_code *ret_code);

/*
 * Waits until the database may be asked: at once when there is a session, else until the pause
 * since the last loss is over. False, without waiting, when the deadline comes before that, or when
 * the database has been gone for longer than a call may take: then only a call that has to learn
 * what became of its change still waits.
 */
bool attempt_await_turn(const struct db *db, const struct attempts *attempts);

/*
 * Takes note that the server answered a statement and kept the session. Only then is it known to be
 * back, for this process and the others: a host that is still a standby, or about to go, lets in,
 * too.
 */
void attempt_served(struct db *db);

/*
 * Takes note of how an attempt ended, not being ATTEMPT_DONE, and tells whether to make another,
 * having waited for its turn.
 */
bool attempt_again(struct db *db, struct attempts *attempts, enum attempt ended);

/*
 * Sets the fault of a call from that of its last attempt. Returns -1. Where a change may have been
 * made it is FAULT_DATABASE_DOWN whatever came after: any other would say that it was not.
 */
int attempt_give_up(const struct attempts *attempts, const struct fault *last, struct fault *f);

#endif
