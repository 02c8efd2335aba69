/*
 * Counting, and adding up.
 * Must never take a lock or order memory: each counter is right by itself, and that is all that is
 * promised.
 */
#include "base/metrics.h"

#include <assert.h>

#include "base/attributes.h"

_Static_assert(sizeof(_Atomic uint64_t) == sizeof(uint64_t) && ATOMIC_LLONG_LOCK_FREE == 2,
               "a counter is its number alone: processes share it");
_Static_assert(sizeof(struct metrics) == sizeof(struct metrics_counts) &&
                   sizeof(struct metrics_counts) % sizeof(uint64_t) == 0,
               "the row has every counter");

/* From a read of one row to the longest call that a worker is patient for. */
static const int64_t bounds_us[] = { 1000,   2500,   5000,   10000,   25000,   50000,
                                     100000, 250000, 500000, 1000000, 2500000, 5000000 };
_Static_assert(ARRAY_COUNT(bounds_us) == METRICS_BUCKETS - 1, "every bucket but the last is bound");

/* What THE FAULT TABLE and THE OPERATION TABLE answer with; test_metrics.c compares. */
static const uint16_t statuses[] = { 200, 204, 400, 401, 403, 404, 409, 413, 429, 500, 503 };
_Static_assert(ARRAY_COUNT(statuses) == METRICS_CODES - 1, "the last code is any other");

int64_t
metrics_bound_us(size_t bucket)
{
    assert(bucket < ARRAY_COUNT(bounds_us));
    return bounds_us[bucket];
}

uint16_t
metrics_code_status(size_t code)
{
    return code < ARRAY_COUNT(statuses) ? statuses[code] : 0;
}

static size_t
code_of(uint16_t status)
{
    size_t code = 0;
    while (code < ARRAY_COUNT(statuses) && statuses[code] != status)
        code++;
    return code;
}

void
metrics_count(_Atomic uint64_t *counter, uint64_t by)
{
    atomic_fetch_add_explicit(counter, by, memory_order_relaxed);
}

void
histogram_add(struct histogram *histogram, int64_t us)
{
    size_t bucket = 0;
    if (us < 0)
        us = 0;
    while (bucket < ARRAY_COUNT(bounds_us) && us > bounds_us[bucket])
        bucket++;
    metrics_count(&histogram->buckets[bucket], 1);
    metrics_count(&histogram->sum_us, (uint64_t)us);
}

uint64_t
histogram_count(const struct histogram *histogram)
{
    uint64_t count = 0;
    for (size_t i = 0; i < METRICS_BUCKETS; i++)
        count += atomic_load_explicit(&histogram->buckets[i], memory_order_relaxed);
    return count;
}

void
metrics_count_request(struct metrics *metrics, size_t operation, uint16_t status, int64_t us)
{
    assert(operation < METRICS_OPERATIONS);
    metrics_count(&metrics->counts.requests[operation][code_of(status)], 1);
    histogram_add(&metrics->counts.durations[operation], us);
}

void
metrics_add(struct metrics *into, const struct metrics *from)
{
    for (size_t i = 0; i < METRICS_COUNTS; i++)
        metrics_count(&into->row[i], atomic_load_explicit(&from->row[i], memory_order_relaxed));
}
