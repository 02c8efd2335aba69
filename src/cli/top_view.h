/*
 * What memberhubctl top shows: rates and quantiles between two samples of a scoreboard.
 * Never looks at a scoreboard or a clock itself, so that tests make up what it sees.
 */
#ifndef MEMBERHUB_CLI_TOP_VIEW_H
#define MEMBERHUB_CLI_TOP_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/operation.h"
#include "base/arena.h"
#include "base/str.h"
#include "cli/top_sample.h"

/* Of durations in the interval, seconds: NAN when there are none, INFINITY beyond all bounds. */
struct top_latency {
    double p50_s, p90_s, p99_s;
};

/* Rows are ordered by members that are double. */
struct top_traffic {
    size_t number;                     /* of the operation */
    const struct operation *operation; /* NULL: of all requests, or of those that name none */
    const struct service *service;     /* likewise */
    uint64_t requests;                 /* in the interval */
    double rate;                       /* of requests, a second */
    double refused_rate, failed_rate;  /* of those answered with 4xx, with 5xx */
    struct top_latency latency;
};

struct top_process {
    int32_t pid;
    enum scoreboard_state state;
    int64_t number;
    const struct operation *operation; /* in hand; NULL when there is none */
    const struct service *service;     /* likewise */
    double age_s, silent_s;            /* silent: since its last sign of life */
    double served, connections;        /* whole numbers; served: since it began */
    double rate;                       /* of requests, a second */
};

struct top_view {
    const struct top_sample *sample; /* the later one, borrowed */
    int64_t interval_ms;             /* at least 1 */
    bool since_start;                /* the interval is all of the server's life */
    struct top_traffic all;
    double call_rate; /* of calls to the database, a second */
    struct top_latency call_latency;
    size_t workers_in[SCOREBOARD_STATES];
    struct top_process *workers; /* ordered */
    size_t worker_count;
    struct top_process sealer;      /* state SCOREBOARD_EMPTY: there is none */
    struct top_traffic *operations; /* those that were asked for in the interval, ordered */
    size_t operation_count;
};

/* A row of THE TABLE OF ORDERS: the greatest value comes first. */
struct top_order {
    const char *name; /* of --sort */
    /* Where the value is in a row, offsetof(); TOP_ORDER_USUAL: that table keeps its usual order,
     * workers by number and operations by rate. */
    size_t of_worker, of_operation;
};

#define TOP_ORDER_USUAL SIZE_MAX

/* Ended by a row without a name. */
extern const struct top_order top_orders[];

/*
 * Computes what happened from `before` to `now`: since the server's start when `before` is NULL or
 * of another server. In the arena, and borrows from `now`. `order` NULL: the usual ones.
 */
struct top_view *top_view_make(struct arena *arena, const struct top_sample *before,
                               const struct top_sample *now, const struct top_order *order);

/*
 * Estimates the quantile `q`, 0 to 1, of what a histogram counted, linear inside a bucket as
 * Prometheus does: seconds, as in struct top_latency.
 */
double top_quantile(const struct histogram *histogram, double q);

#endif
