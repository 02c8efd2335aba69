/*
 * The counters of one process. They only grow, and survive the process: the next one in its place
 * goes on counting where it stopped. Never holds an account, a key or anything else of a client's.
 */
#ifndef MEMBERHUB_BASE_METRICS_H
#define MEMBERHUB_BASE_METRICS_H

#include <stdatomic.h>
#include <stdint.h>

struct metrics {
    _Atomic uint64_t requests; /* that were answered */
};

#endif
