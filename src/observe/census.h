/*
 * How many relationships there are, by service and state: counted now and then by a process that no
 * client waits for, and kept in the scoreboard for whoever asks. Never says whose they are.
 */
#ifndef MEMBERHUB_OBSERVE_CENSUS_H
#define MEMBERHUB_OBSERVE_CENSUS_H

#include <stddef.h>
#include <stdint.h>

#include "api/service.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/metrics.h"
#include "db/connection.h"

/* A count under way. Starts as zeros. */
struct census_count {
    int64_t page; /* of the table, the next one */
    int64_t counts[METRICS_SERVICES][METRICS_STATES];
};

/* Give the service and the state that the lines and columns of census.counts stand for. */
enum service_id census_service(size_t service);
const char *census_state(size_t state);

/*
 * Counts a part of the table, so little that nobody notices, and after the last part puts the
 * result into the scoreboard and begins anew. *ret_pause_ms is how long not to go on: the longer it
 * took, the longer. The faults are db_exec()'s; FAULT_INTERNAL when the database has a state that
 * is not known here.
 */
int census_take_part(struct db *db, struct arena *arena, struct census_count *count,
                     int64_t *ret_pause_ms, struct fault *f) MUST_CHECK;

#endif
