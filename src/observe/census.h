/*
 * How many relationships there are, by service and state: counted now and then by a process that no
 * client waits for, and kept in the scoreboard for whoever asks. Never says whose they are.
 */
#ifndef MEMBERHUB_OBSERVE_CENSUS_H
#define MEMBERHUB_OBSERVE_CENSUS_H

#include <stddef.h>
#include <stdint.h>

#include "api/service.h"
#include "audit/state.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "db/connection.h"

/* A count under way; what it has so far is in the scoreboard, too. Starts as zeros. */
struct census_count {
    int64_t page; /* of the table, the next one */
};

/* All but that there is no relationship. */
enum { CENSUS_STATES = AUDIT_STATES - 1 };

/* Gives how many services have relationships: a line each. */
size_t census_lines(void);

/* Gives how many numbers the scoreboard has to have for it: metrics_layout.census. */
size_t census_size(void);

/* Give the service and the state that a line and a column stand for. */
const char *census_service(size_t line);
const char *census_state(size_t state);

/* Gives what was counted last, where scoreboard_all()->census_taken_ms is not 0. */
int64_t census_value(size_t line, size_t state);

/*
 * Counts a part of the table, so little that nobody notices, and after the last part puts the
 * result into the scoreboard and begins anew. *ret_pause_ms is how long not to go on: the longer it
 * took, the longer. The faults are db_exec()'s; FAULT_INTERNAL when the database has a state that
 * is not known here.
 */
int census_take_part(struct db *db, struct arena *arena, struct census_count *count,
                     int64_t *ret_pause_ms, struct fault *f) MUST_CHECK;

#endif
