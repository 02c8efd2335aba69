/*
 * Counters: what is counted where, that nothing is left out of a sum, and that no status is
 * without a code.
 */
#include "base/metrics.h"

#include <string.h>

#include "api/operation.h"
#include "harness.h"

static struct metrics metrics, sum;

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
    memset(&metrics, 0, sizeof metrics);
    for (size_t code = 0; code < METRICS_CODES; code++) {
        uint16_t status = metrics_code_status(code) != 0 ? metrics_code_status(code) : 418;
        metrics_count_request(&metrics, METRICS_OPERATIONS - 1, status, 1);
        CU_ASSERT_EQUAL(atomic_load(&metrics.counts.requests[METRICS_OPERATIONS - 1][code]), 1);
    }
    CU_ASSERT_EQUAL(histogram_count(&metrics.counts.durations[METRICS_OPERATIONS - 1]),
                    METRICS_CODES);
    CU_ASSERT_EQUAL(metrics_code_status(METRICS_CODES - 1), 0);
}

static void
a_sum_has_every_counter(void)
{
    memset(&sum, 0, sizeof sum);
    for (size_t i = 0; i < METRICS_COUNTS; i++)
        atomic_store(&metrics.row[i], i + 1);
    metrics_add(&sum, &metrics);
    metrics_add(&sum, &metrics);
    for (size_t i = 0; i < METRICS_COUNTS; i++)
        CU_ASSERT_EQUAL(atomic_load(&sum.row[i]), 2 * (i + 1));
    CU_ASSERT_EQUAL(atomic_load(&sum.counts.requests[0][0]), 2);
}

static bool
has_code(uint16_t status)
{
    for (size_t code = 0; code + 1 < METRICS_CODES; code++)
        if (metrics_code_status(code) == status)
            return true;
    return false;
}

static void
every_status_that_is_ever_answered_has_a_code(void)
{
    CU_ASSERT_TRUE(has_code(200));
    const struct service *service;
    for (size_t number = 1; number <= operation_count(); number++) {
        uint16_t status = operation_numbered(number, &service)->status;
        CU_ASSERT_TRUE(status == 0 || has_code(status));
    }
    for (int fault = 0; fault < FAULT_COUNT; fault++)
        for (int dialect = 0; dialect < DIALECT_COUNT; dialect++) {
            uint16_t status =
                fault_dialect((enum fault_code)fault, (enum fault_dialect_id)dialect)->status;
            CU_ASSERT_TRUE(status == 0 || has_code(status));
        }
}

SUITE(metrics)
{
    static const struct test_case cases[] = {
        { "a duration is in the bucket whose bound it does not exceed",
          a_duration_is_in_the_bucket_whose_bound_it_does_not_exceed },
        { "a clock that goes back counts as no time", a_clock_that_goes_back_counts_as_no_time },
        { "a request is counted by operation and status",
          a_request_is_counted_by_operation_and_status },
        { "a sum has every counter", a_sum_has_every_counter },
        { "every status that is ever answered has a code",
          every_status_that_is_ever_answered_has_a_code },
        { NULL, NULL },
    };
    return cases;
}
