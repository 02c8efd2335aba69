/*
 * What operators' answers ask the database: which schema it has, and how its trail stands. Never
 * makes whoever asks wait for long: each question has a second.
 */
#ifndef MEMBERHUB_OBSERVE_PROBE_H
#define MEMBERHUB_OBSERVE_PROBE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "db/connection.h"

struct probed_schema {
    int64_t version;  /* of the last migration */
    bool in_recovery; /* the database is a standby, or not up yet */
};

struct probed_trail {
    int64_t seal_number, sealed_at_ms; /* of the last seal, wall clock; 0: there is none */
    int64_t lag_ms;                    /* for so long the first unsealed event has waited */
    int64_t months_ahead;              /* with places for events, after this one; -1: not even it */
};

/* Asks which schema there is. FAULT_DATABASE_DOWN when nobody answers; any other: there is none. */
int probe_schema(struct db *db, struct arena *arena, struct probed_schema *ret_schema,
                 struct fault *f) MUST_CHECK;

/* Asks how the trail stands. It looks at what is unsealed, so a database that is there may be too
 * slow for it. Faults are db_exec()'s, or FAULT_INTERNAL. */
int probe_trail(struct db *db, struct arena *arena, struct probed_trail *ret_trail,
                struct fault *f) MUST_CHECK;

#endif
