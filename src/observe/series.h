/*
 * THE SERIES TABLE: every metric that /metrics shows. Never has an account, a key, an address or
 * anything else of a client's in a label.
 */
#ifndef MEMBERHUB_OBSERVE_SERIES_H
#define MEMBERHUB_OBSERVE_SERIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/metrics.h"
#include "base/scoreboard.h"

struct functions;

/* What is known at one moment, and all that a series is made of. */
struct scrape {
    const struct scoreboard *board;
    const struct functions *functions; /* of operations */
    struct metrics sum;                /* over all places */
    int64_t now_ms;                    /* monotonic */
    bool database_up;                  /* it answered just now */
    bool seals; /* this server is set to seal, and the next three are known */
    int64_t seal_number, sealed_at_ms; /* of the last seal, wall clock; 0: there is none */
    int64_t seal_lag_ms;
    int64_t months_ahead; /* that the trail has places for, after this one; known with the seals */
};

/* Adds all families with their samples. What is not known is left out. */
void series_render(const struct scrape *scrape, struct buf *out);

#endif
