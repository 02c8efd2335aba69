/*
 * What the sealer does for the trail's months: those to come are made, and those that retention
 * lets go are surveyed, stated and dropped, a step in each round. Never drops a month whose
 * statement is not on record.
 */
#ifndef MEMBERHUB_DAEMON_MAINTENANCE_H
#define MEMBERHUB_DAEMON_MAINTENANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/seal_record.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "daemon/drop_survey.h"
#include "db/connection.h"

enum { MAINTENANCE_FAILED = -1, MAINTENANCE_DONE = 0, MAINTENANCE_STATES, MAINTENANCE_IDLE };

struct maintenance {
    const struct seal_signer *signer;
    int64_t retention_days;
    int64_t due_ms;                   /* monotonic: when to look at the months again */
    struct drop_survey *survey;       /* under way; NULL: none */
    char stated[SEAL_MONTH_SIZE + 1]; /* a seal states the drop of this month; "": none */
};

/* Starts; `signer` is borrowed. `retention_days` 0: nothing is dropped. */
void maintenance_init(struct maintenance *maintenance, const struct seal_signer *signer,
                      int64_t retention_days);
void maintenance_release(struct maintenance *maintenance);

/*
 * Does what is due. MAINTENANCE_IDLE: nothing was. MAINTENANCE_DONE: something was done, and
 * *ret_more tells whether the next round should come at once. MAINTENANCE_STATES: the next seal has
 * to make this statement. MAINTENANCE_FAILED: the fault says why.
 */
int maintenance_run(struct maintenance *maintenance, struct db *db, struct arena *arena,
                    struct seal_statement *ret_statement, bool *ret_more,
                    struct fault *f) MUST_CHECK;

/*
 * Drops the month whose statement is in a seal, all of which are in the seal file. Answers as
 * above, but never MAINTENANCE_STATES.
 */
int maintenance_drop(struct maintenance *maintenance, struct db *db, struct arena *arena,
                     struct fault *f) MUST_CHECK;

#endif
