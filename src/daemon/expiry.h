/*
 * Findings that are too old go, a few at a time. Never where a client waits.
 */
#ifndef MEMBERHUB_DAEMON_EXPIRY_H
#define MEMBERHUB_DAEMON_EXPIRY_H

#include <stdint.h>

#include "base/arena.h"
#include "base/config.h"
#include "daemon/trouble.h"
#include "db/connection.h"

/* A walk over the tables. Begins as EXPIRY. */
struct expiry {
    int64_t page;    /* of the tables, the next one */
    int64_t removed; /* in this walk */
    int64_t due_ms;  /* monotonic: when to go on */
    struct trouble trouble;
};

#define EXPIRY                                                                 \
    ((struct expiry){                                                          \
        .trouble = { .event = "expiry_failed", .over_event = "expiry_again" }, \
    })

/*
 * Removes what has expired by the settings' days ([findings] kept_days, archived_days) from a part
 * of the tables, when it is time: one walk an hour, and at most a twentieth of the time is spent on
 * it. What goes wrong is logged, and so is what a walk removed (SQL: findings_expire()).
 */
void expiry_take_part(struct expiry *expiry, const struct config *config, struct db *db,
                      struct arena *arena);

#endif
