/*
 * Counting of relationships for the operators: by the sealer where the pool has one, else by a
 * process of its own, the counter. Never where a client waits.
 */
#ifndef MEMBERHUB_DAEMON_COUNTER_H
#define MEMBERHUB_DAEMON_COUNTER_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/config.h"
#include "base/fault.h"
#include "daemon/trouble.h"
#include "db/connection.h"
#include "observe/census.h"

/* Whose turn it is with what. Begins as COUNTING. */
struct counting {
    struct census_count count;
    int64_t due_ms; /* when to go on */
    struct trouble trouble;
};

#define COUNTING                                                               \
    ((struct counting){                                                        \
        .trouble = { .event = "census_failed", .over_event = "census_again" }, \
    })

/* Counts a part of the relationships when it is time. What goes wrong is logged. */
void counting_take_part(struct counting *counting, struct db *db, struct arena *arena);

/*
 * Counts until told to stop (SIGTERM, SIGINT), as the application's role. SIGUSR1 reopens the log.
 * process_signals() must be blocked. 0 when it stopped as told; FAULT_CONFIG when it could not
 * start.
 */
int counter_run(const struct config *config, struct fault *f) MUST_CHECK;

#endif
