/*
 * The counters of one process, in its place of the scoreboard. They only grow, and survive the
 * process: the next one in its place goes on counting where it stopped. Never holds an account, a
 * key or anything else of a client's.
 */
#ifndef MEMBERHUB_BASE_METRICS_H
#define MEMBERHUB_BASE_METRICS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"

/*
 * Room for tables of folders below, which assert that they fit. What has not been counted yet is
 * never touched, so it is no part of a process's memory, though it is of the scoreboard's file.
 */
enum {
    METRICS_OPERATIONS = 64, /* 1 + index in THE OPERATION TABLE; 0: it never became known */
    METRICS_CODES = 12,      /* HTTP statuses: metrics_code_status() */
    METRICS_CALLS = 96,      /* index in THE STATEMENT TABLE */
    METRICS_RETRIES = 8,     /* ways in which an attempt at a call ended: enum attempt */
    METRICS_BUCKETS = 13,    /* the last one has what is longer than all bounds */
    METRICS_SERVICES = 2,    /* that have relationships */
    METRICS_STATES = 6       /* of a relationship */
};

/* Durations. A bucket has those longer than the bound before its own and not longer than its own.
 */
struct histogram {
    _Atomic uint64_t buckets[METRICS_BUCKETS];
    _Atomic uint64_t sum_us;
};

struct metrics_counts {
    _Atomic uint64_t requests[METRICS_OPERATIONS][METRICS_CODES]; /* that were answered */
    struct histogram durations[METRICS_OPERATIONS];               /* of the same */
    struct histogram calls[METRICS_CALLS]; /* to the database, over all attempts */
    _Atomic uint64_t refusals[FAULT_COUNT];
    _Atomic uint64_t retries[METRICS_RETRIES]; /* attempts that followed another */
    _Atomic uint64_t undelivered;              /* answers that could not be handed to nginx */
    _Atomic uint64_t given_up;                 /* those of them that nginx was too slow to take */
    _Atomic uint64_t events_lost;              /* for the audit trail, of calls without effect */
    _Atomic uint64_t worker_starts, sealer_starts; /* of processes in this place */
    _Atomic uint64_t busy_us;                      /* of workers: not waiting to be asked */
};

enum { METRICS_COUNTS = sizeof(struct metrics_counts) / sizeof(uint64_t) };

/* The same counters by name and as a row, so that adding up cannot leave one out. */
struct metrics {
    union {
        struct metrics_counts counts;
        _Atomic uint64_t row[METRICS_COUNTS];
    };
};

/* How many relationships there are, by service and state; of one moment, and not a counter. */
struct census {
    _Atomic int64_t taken_ms; /* monotonic; 0: never */
    _Atomic int64_t counts[METRICS_SERVICES][METRICS_STATES];
};

/* Gives the upper bound of a bucket but the last, microseconds, both ends included. */
int64_t metrics_bound_us(size_t bucket);

/* Gives the HTTP status that a column of requests[] stands for; 0 for the last: any other. */
uint16_t metrics_code_status(size_t code);

/* Counts one duration, microseconds (a negative one as 0). */
void histogram_add(struct histogram *histogram, int64_t us);

/* Gives how many durations were counted. */
uint64_t histogram_count(const struct histogram *histogram);

/* Counts an answered request; `operation` below METRICS_OPERATIONS. */
void metrics_count_request(struct metrics *metrics, size_t operation, uint16_t status, int64_t us);

/* Counts `by` in one of the single counters: metrics_count(&metrics->counts.undelivered, 1). */
void metrics_count(_Atomic uint64_t *counter, uint64_t by);

/* Adds `from` to `into`, counter by counter. */
void metrics_add(struct metrics *into, const struct metrics *from);

#endif
