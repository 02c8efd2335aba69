/*
 * The counters of one process. They only grow, and survive the process: the next one in its place
 * of the scoreboard goes on counting where it stopped. How many there are is said by a layout,
 * which is made of the program's tables at its start. Never holds an account, a key or anything
 * else of a client's.
 */
#ifndef MEMBERHUB_BASE_METRICS_H
#define MEMBERHUB_BASE_METRICS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* What is counted: each has rows, and each row one counter unless it says otherwise. */
enum metrics_family {
    METRICS_REQUESTS,  /* that were answered, by operation, 0: it never became known; a counter for
                          each status of the layout, and one for any other */
    METRICS_DURATIONS, /* of the same: a histogram */
    METRICS_CALLS,     /* to the database, over all attempts, by statement: a histogram */
    METRICS_REFUSALS,  /* by fault */
    METRICS_RETRIES,   /* attempts that followed another, by how that one ended */
    /* of one row each */
    METRICS_UNDELIVERED,   /* answers that could not be handed to nginx */
    METRICS_GIVEN_UP,      /* those of them that nginx was too slow to take */
    METRICS_EVENTS_LOST,   /* for the audit trail, of calls without effect */
    METRICS_WORKER_STARTS, /* of processes in this place */
    METRICS_SEALER_STARTS,
    METRICS_BUSY_US, /* of workers: not waiting to be asked */
    METRICS_FAMILIES
};

/*
 * How much there is to count. Programs of one layout count the same under the same numbers; it has
 * no pointers and no gaps, so that bytes tell whether two are equal.
 */
struct metrics_layout {
    uint64_t rows[METRICS_FAMILIES];
    uint64_t census;       /* how many numbers the census has */
    uint64_t names;        /* a digest of what all rows are called */
    uint64_t status_count; /* HTTP statuses that are counted by themselves */
    uint64_t statuses[];
};

/* Of one process, or added up. Handed on by value; the counters are somebody else's. */
struct metrics {
    const struct metrics_layout *layout;
    _Atomic uint64_t *counters;
};

enum { METRICS_BUCKETS = 13 }; /* the last one has what is longer than all bounds */

/* Durations. A bucket has those longer than the bound before its own and not longer than its own.
 */
struct histogram {
    _Atomic uint64_t buckets[METRICS_BUCKETS];
    _Atomic uint64_t sum_us;
};

/* Gives the bytes of a layout, and how many counters it asks for. */
size_t metrics_layout_size(const struct metrics_layout *layout);
size_t metrics_counter_count(const struct metrics_layout *layout);

/* Makes zeroed counters, in the arena. */
struct metrics metrics_new(struct arena *arena, const struct metrics_layout *layout);

/* Gives the upper bound of a bucket but the last, microseconds, both ends included. */
int64_t metrics_bound_us(size_t bucket);

/* Gives how many counters a row of METRICS_REQUESTS has, and the HTTP status that one of them
 * stands for; 0 for the last: any other. */
size_t metrics_code_count(const struct metrics_layout *layout);
uint16_t metrics_code_status(const struct metrics_layout *layout, size_t code);

/* Counts `by`. What the layout has no row for is not counted: before there is a scoreboard nothing
 * is. */
void metrics_count(struct metrics metrics, enum metrics_family family, size_t row, uint64_t by);

/* Counts a duration, microseconds (a negative one as 0), in a family of histograms. */
void metrics_time(struct metrics metrics, enum metrics_family family, size_t row, int64_t us);

/* Counts an answered request and how long it took. */
void metrics_count_request(struct metrics metrics, size_t operation, uint16_t status, int64_t us);

/* Gives what was counted; `code` is 0 but for requests. */
uint64_t metrics_value(struct metrics metrics, enum metrics_family family, size_t row, size_t code);

/* Gives a row that the layout has, of a family of histograms. */
const struct histogram *metrics_histogram(struct metrics metrics, enum metrics_family family,
                                          size_t row);

/* Adds `from` to `into`, counter by counter. Both have one layout. */
void metrics_add(struct metrics into, struct metrics from);

/* Counts one duration, and gives how many were counted. */
void histogram_add(struct histogram *histogram, int64_t us);
uint64_t histogram_count(const struct histogram *histogram);

#endif
