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
#include "observe/probe.h"

struct functions;

/* What is known at one moment, and all that a series is made of. */
struct scrape {
    const struct scoreboard *board;
    const struct functions *functions; /* of operations */
    struct metrics sum;                /* over all places */
    int64_t now_ms;                    /* monotonic */
    bool database_up;                  /* it answered just now */
    bool has_trail;                    /* the trail is known just now */
    struct probed_trail trail;
};

/* Adds all families with their samples. What is not known is left out. */
void series_render(const struct scrape *scrape, struct buf *out);

#endif
