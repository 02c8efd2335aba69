/*
 * Counting, and adding up.
 * Must never take a lock or order memory: each counter is right by itself, and that is all that is
 * promised.
 */
#include "base/metrics.h"

#include <assert.h>
#include <stdbool.h>

#include "base/attributes.h"

_Static_assert(sizeof(_Atomic uint64_t) == sizeof(uint64_t) && ATOMIC_LLONG_LOCK_FREE == 2,
               "a counter is its number alone: processes share it");

enum { HISTOGRAM_COUNTERS = sizeof(struct histogram) / sizeof(uint64_t) };
_Static_assert(sizeof(struct histogram) % sizeof(uint64_t) == 0, "a histogram is counters alone");

/* From a read of one row to the longest call that a worker is patient for. */
static const int64_t bounds_us[] = { 1000,   2500,   5000,   10000,   25000,   50000,
                                     100000, 250000, 500000, 1000000, 2500000, 5000000 };
_Static_assert(ARRAY_COUNT(bounds_us) == METRICS_BUCKETS - 1, "every bucket but the last is bound");

size_t
metrics_layout_size(const struct metrics_layout *layout)
{
    return sizeof *layout + layout->status_count * sizeof layout->statuses[0];
}

size_t
metrics_code_count(const struct metrics_layout *layout)
{
    return layout->status_count + 1;
}

uint16_t
metrics_code_status(const struct metrics_layout *layout, size_t code)
{
    return code < layout->status_count ? (uint16_t)layout->statuses[code] : 0;
}

static size_t
code_of(const struct metrics_layout *layout, uint16_t status)
{
    size_t code = 0;
    while (code < layout->status_count && layout->statuses[code] != status)
        code++;
    return code;
}

static bool
has_histograms(enum metrics_family family)
{
    return family == METRICS_DURATIONS || family == METRICS_CALLS;
}

/* Gives how many counters a row has. */
static size_t
row_width(const struct metrics_layout *layout, enum metrics_family family)
{
    if (family == METRICS_REQUESTS)
        return metrics_code_count(layout);
    return has_histograms(family) ? HISTOGRAM_COUNTERS : 1;
}

/* Gives where the first counter of a family is: the families stand one behind the other. */
static size_t
start_of(const struct metrics_layout *layout, enum metrics_family family)
{
    size_t start = 0;
    for (enum metrics_family before = 0; before < family; before++)
        start += layout->rows[before] * row_width(layout, before);
    return start;
}

size_t
metrics_counter_count(const struct metrics_layout *layout)
{
    return start_of(layout, METRICS_FAMILIES);
}

struct metrics
metrics_new(struct arena *arena, const struct metrics_layout *layout)
{
    size_t count = metrics_counter_count(layout);
    return (struct metrics){ layout, arena_array(arena, count, sizeof(_Atomic uint64_t)) };
}

/* Gives the first counter of a row; NULL when there is no such row. */
static _Atomic uint64_t *
row_of(struct metrics metrics, enum metrics_family family, size_t row)
{
    if (row >= metrics.layout->rows[family])
        return NULL;
    return metrics.counters + start_of(metrics.layout, family) +
           row * row_width(metrics.layout, family);
}

static void
add_to(_Atomic uint64_t *counter, uint64_t by)
{
    atomic_fetch_add_explicit(counter, by, memory_order_relaxed);
}

static uint64_t
load(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

int64_t
metrics_bound_us(size_t bucket)
{
    assert(bucket < ARRAY_COUNT(bounds_us));
    return bounds_us[bucket];
}

void
histogram_add(struct histogram *histogram, int64_t us)
{
    size_t bucket = 0;
    if (us < 0)
        us = 0;
    while (bucket < ARRAY_COUNT(bounds_us) && us > bounds_us[bucket])
        bucket++;
    add_to(&histogram->buckets[bucket], 1);
    add_to(&histogram->sum_us, (uint64_t)us);
}

uint64_t
histogram_count(const struct histogram *histogram)
{
    uint64_t count = 0;
    for (size_t i = 0; i < METRICS_BUCKETS; i++)
        count += load(&histogram->buckets[i]);
    return count;
}

void
metrics_count(struct metrics metrics, enum metrics_family family, size_t row, uint64_t by)
{
    _Atomic uint64_t *counter = row_of(metrics, family, row);
    assert(row_width(metrics.layout, family) == 1);
    if (counter != NULL)
        add_to(counter, by);
}

void
metrics_time(struct metrics metrics, enum metrics_family family, size_t row, int64_t us)
{
    _Atomic uint64_t *counters = row_of(metrics, family, row);
    assert(has_histograms(family));
    if (counters != NULL)
        histogram_add((struct histogram *)(void *)counters, us);
}

void
metrics_count_request(struct metrics metrics, size_t operation, uint16_t status, int64_t us)
{
    _Atomic uint64_t *codes = row_of(metrics, METRICS_REQUESTS, operation);
    if (codes != NULL)
        add_to(&codes[code_of(metrics.layout, status)], 1);
    metrics_time(metrics, METRICS_DURATIONS, operation, us);
}

uint64_t
metrics_value(struct metrics metrics, enum metrics_family family, size_t row, size_t code)
{
    const _Atomic uint64_t *counters = row_of(metrics, family, row);
    assert(code < row_width(metrics.layout, family));
    return counters != NULL ? load(&counters[code]) : 0;
}

const struct histogram *
metrics_histogram(struct metrics metrics, enum metrics_family family, size_t row)
{
    const _Atomic uint64_t *counters = row_of(metrics, family, row);
    assert(counters != NULL && has_histograms(family));
    return (const struct histogram *)(const void *)counters;
}

void
metrics_add(struct metrics into, struct metrics from)
{
    for (size_t i = 0, count = metrics_counter_count(into.layout); i < count; i++)
        add_to(&into.counters[i], load(&from.counters[i]));
}
