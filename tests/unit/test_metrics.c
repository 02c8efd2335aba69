/*
 * Counters: what is counted where, that nothing is left out of a sum, and that no status is
 * without a code.
 */
#include "base/metrics.h"

#include "api/operation.h"
#include "harness.h"
#include "observe/counted.h"

static struct metrics
uncounted(void)
{
    return metrics_new(test_arena(), counted_layout(test_arena()));
}

static uint64_t
in_bucket(const struct histogram *histogram, size_t bucket)
{
    return atomic_load(&histogram->buckets[bucket]);
}

static void
a_duration_is_in_the_bucket_whose_bound_it_does_not_exceed(void)
{
    for (size_t i = 0; i + 1 < METRICS_BUCKETS; i++) {
        struct histogram histogram = { .sum_us = 0 };
        histogram_add(&histogram, metrics_bound_us(i));
        histogram_add(&histogram, metrics_bound_us(i) + 1);
        CU_ASSERT_EQUAL(in_bucket(&histogram, i), 1);
        CU_ASSERT_EQUAL(in_bucket(&histogram, i + 1), 1);
        CU_ASSERT_EQUAL(histogram_count(&histogram), 2);
        CU_ASSERT_EQUAL(atomic_load(&histogram.sum_us), 2 * (uint64_t)metrics_bound_us(i) + 1);
    }
}

static void
a_clock_that_goes_back_counts_as_no_time(void)
{
    struct histogram histogram = { .sum_us = 0 };
    histogram_add(&histogram, -5);
    histogram_add(&histogram, INT64_MAX);
    CU_ASSERT_EQUAL(in_bucket(&histogram, 0), 1);
    CU_ASSERT_EQUAL(in_bucket(&histogram, METRICS_BUCKETS - 1), 1);
    CU_ASSERT_EQUAL(atomic_load(&histogram.sum_us), INT64_MAX);
}

static void
a_request_is_counted_by_operation_and_status(void)
{
    struct metrics metrics = uncounted();
    size_t codes = metrics_code_count(metrics.layout), last = operation_count();
    for (size_t code = 0; code < codes; code++) {
        uint16_t status = metrics_code_status(metrics.layout, code);
        metrics_count_request(metrics, last, status != 0 ? status : 418, 1);
        CU_ASSERT_EQUAL(metrics_value(metrics, METRICS_REQUESTS, last, code), 1);
    }
    CU_ASSERT_EQUAL(histogram_count(metrics_histogram(metrics, METRICS_DURATIONS, last)), codes);
    CU_ASSERT_EQUAL(metrics_code_status(metrics.layout, codes - 1), 0);
}

static void
each_row_has_counters_of_its_own(void)
{
    struct metrics metrics = uncounted();
    for (enum metrics_family family = 0; family < METRICS_FAMILIES; family++)
        for (size_t row = 0; row < metrics.layout->rows[family]; row++)
            if (family == METRICS_REQUESTS)
                metrics_count_request(metrics, row, 200, 1);
            else if (family == METRICS_CALLS)
                metrics_time(metrics, family, row, 1);
            else if (family != METRICS_DURATIONS)
                metrics_count(metrics, family, row, 1);
    for (size_t i = 0; i < metrics_counter_count(metrics.layout); i++)
        CU_ASSERT_TRUE(atomic_load(&metrics.counters[i]) <= 1);
}

static void
what_there_is_no_row_for_is_not_counted(void)
{
    struct metrics metrics = uncounted();
    metrics_count_request(metrics, operation_count() + 1, 200, 1);
    metrics_time(metrics, METRICS_CALLS, metrics.layout->rows[METRICS_CALLS], 1);
    metrics_count(metrics, METRICS_BUSY_US, 1, 1);
    for (size_t i = 0; i < metrics_counter_count(metrics.layout); i++)
        CU_ASSERT_EQUAL(atomic_load(&metrics.counters[i]), 0);
}

static void
a_sum_has_every_counter(void)
{
    struct metrics metrics = uncounted(), sum = uncounted();
    size_t count = metrics_counter_count(sum.layout);
    for (size_t i = 0; i < count; i++)
        atomic_store(&metrics.counters[i], i + 1);
    metrics_add(sum, metrics);
    metrics_add(sum, metrics);
    for (size_t i = 0; i < count; i++)
        CU_ASSERT_EQUAL(atomic_load(&sum.counters[i]), 2 * (i + 1));
    CU_ASSERT_EQUAL(metrics_value(sum, METRICS_REQUESTS, 0, 0), 2);
    CU_ASSERT_EQUAL(metrics_value(sum, METRICS_BUSY_US, 0, 0), 2 * count);
}

static bool
has_code(const struct metrics_layout *layout, uint16_t status)
{
    for (size_t code = 0; code + 1 < metrics_code_count(layout); code++)
        if (metrics_code_status(layout, code) == status)
            return true;
    return false;
}

static void
every_status_that_is_ever_answered_has_a_code_and_no_other(void)
{
    static const uint16_t statuses[] = { 200, 204, 400, 401, 403, 404, 409, 413, 429, 500, 503 };
    const struct metrics_layout *layout = counted_layout(test_arena());
    CU_ASSERT_EQUAL(metrics_code_count(layout), ARRAY_COUNT(statuses) + 1);
    for (size_t i = 0; i < ARRAY_COUNT(statuses); i++)
        CU_ASSERT_TRUE(has_code(layout, statuses[i]));
}

SUITE(metrics)
{
    static const struct test_case cases[] = {
        { "a duration is in the bucket whose bound it does not exceed",
          a_duration_is_in_the_bucket_whose_bound_it_does_not_exceed },
        { "a clock that goes back counts as no time", a_clock_that_goes_back_counts_as_no_time },
        { "a request is counted by operation and status",
          a_request_is_counted_by_operation_and_status },
        { "each row has counters of its own", each_row_has_counters_of_its_own },
        { "what there is no row for is not counted", what_there_is_no_row_for_is_not_counted },
        { "a sum has every counter", a_sum_has_every_counter },
        { "every status that is ever answered has a code, and no other",
          every_status_that_is_ever_answered_has_a_code_and_no_other },
        { NULL, NULL },
    };
    return cases;
}
