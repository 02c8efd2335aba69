/*
 * THE SERIES TABLE: every metric that /metrics shows. Never has an account, a key, an address or
 * anything else of a client's in a label.
 */
#ifndef MEMBERHUB_OBSERVE_SERIES_H
#define MEMBERHUB_OBSERVE_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/metrics.h"
#include "base/scoreboard.h"
#include "observe/exposition.h"
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

/* One family. It has `render`, or a single sample: `value`, or the counter. */
struct series {
    const char *name;
    enum exposition_type type;
    const char *help;
    void (*render)(const struct scrape *scrape, const char *name, struct buf *out);
    bool (*value)(const struct scrape *scrape, int64_t *ret_value); /* false: not known */
    enum metrics_family counter;                                    /* of a single row */
    int64_t unit_us; /* of the value, a time that is shown in seconds; 0: it is a number */
};

/* Gives a row of the table (borrowed, static); NULL behind the last one. */
const struct series *series_row(size_t index);

/* Adds all families with their samples. What is not known is left out. */
void series_render(const struct scrape *scrape, struct buf *out);

#endif
