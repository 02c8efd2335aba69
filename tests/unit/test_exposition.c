/*
 * Prometheus' text format, byte by byte, and the table of series on a scoreboard that is known.
 */
#include "observe/exposition.h"

#include "api/function.h"
#include "api/operation.h"
#include "base/attributes.h"
#include "harness.h"
#include "observe/census.h"
#include "observe/counted.h"
#include "observe/series.h"

static const struct labels unlabelled = { .of = { { NULL, NULL } } };

static struct buf
page(void)
{
    struct buf out;
    buf_init(&out, test_arena());
    return out;
}

static void
a_family_says_its_help_and_type_and_a_sample_its_labels(void)
{
    const struct labels labels = { .of = { { "a", "x" }, { "b", "q\"b\\n\nz" } } };
    struct buf out = page();
    exposition_family(&out, "m_total", EXPOSITION_COUNTER, "What it is.");
    exposition_sample(&out, "m_total", &unlabelled, 0);
    exposition_sample(&out, "m_total", &labels, INT64_MAX);
    CU_ASSERT_STR_EQUAL(buf_str(&out),
                        STR("# HELP m_total What it is.\n"
                            "# TYPE m_total counter\n"
                            "m_total 0\n"
                            "m_total{a=\"x\",b=\"q\\\"b\\\\n\\nz\"} 9223372036854775807\n"));
}

static void
durations_are_seconds(void)
{
    struct buf out = page();
    exposition_sample_seconds(&out, "m", &unlabelled, 1);
    exposition_sample_seconds(&out, "m", &unlabelled, 1500000);
    exposition_sample_seconds(&out, "m", &unlabelled, -250000);
    CU_ASSERT_STR_EQUAL(buf_str(&out), STR("m 0.000001\nm 1.500000\nm -0.250000\n"));
}

static void
a_histograms_buckets_add_up_to_its_count(void)
{
    const struct labels labels = { .of = { { "call", "x" } } };
    struct histogram histogram = { .sum_us = 0 };
    struct buf out = page();
    histogram_add(&histogram, 1000);
    histogram_add(&histogram, 1001);
    histogram_add(&histogram, 9000000);
    exposition_histogram(&out, "m", &labels, &histogram);
    CU_ASSERT_STR_EQUAL(buf_str(&out), STR("m_bucket{call=\"x\",le=\"0.001\"} 1\n"
                                           "m_bucket{call=\"x\",le=\"0.0025\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"0.005\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"0.01\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"0.025\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"0.05\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"0.1\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"0.25\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"0.5\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"1\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"2.5\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"5\"} 2\n"
                                           "m_bucket{call=\"x\",le=\"+Inf\"} 3\n"
                                           "m_sum{call=\"x\"} 9.002001\n"
                                           "m_count{call=\"x\"} 3\n"));
}

static bool
has_line(struct str text, const char *wanted)
{
    struct str line;
    while (str_next(&text, '\n', &line))
        if (str_equal(line, str_from(wanted)))
            return true;
    return false;
}

static size_t
count_lines(struct str text, const char *prefix)
{
    struct str line;
    size_t count = 0;
    while (str_next(&text, '\n', &line))
        count += str_starts_with(line, str_from(prefix));
    return count;
}

static struct metrics
uncounted(void)
{
    return metrics_new(test_arena(), counted_layout(test_arena()));
}

static struct str
rendered(struct metrics sum, bool database_up)
{
    struct functions *functions = functions_new(services);
    const struct scrape scrape = { .board = scoreboard_all(),
                                   .functions = functions,
                                   .sum = sum,
                                   .now_ms = 70000,
                                   .database_up = database_up,
                                   .has_trail = database_up,
                                   .trail = { .seal_number = 12, .lag_ms = 250 } };
    struct buf out = page();
    series_render(&scrape, &out);
    functions_free(functions);
    return buf_str(&out);
}

static void
what_was_counted_is_on_the_page_and_what_was_not_takes_no_room(void)
{
    struct metrics sum = uncounted();
    for (size_t number = 0; number <= operation_count(); number++)
        metrics_count_request(sum, number, 200, 1);
    metrics_count_request(sum, 0, 418, 1);
    metrics_count(sum, METRICS_REFUSALS, FAULT_UNKNOWN_KEY, 2);
    metrics_count(sum, METRICS_UNDELIVERED, 0, 3);
    metrics_count(sum, METRICS_GIVEN_UP, 0, 2);
    metrics_count(sum, METRICS_EVENTS_LOST, 0, 4);
    metrics_count(sum, METRICS_BUSY_US, 0, 5);
    struct str text = rendered(sum, true);
    CU_ASSERT_EQUAL(count_lines(text, "memberhub_requests_total{"),
                    (operation_count() + 1) * metrics_code_count(sum.layout));
    CU_ASSERT_EQUAL(count_lines(text, "memberhub_request_duration_seconds_count{"),
                    operation_count() + 1);
    CU_ASSERT_EQUAL(count_lines(text, "memberhub_database_call_duration_seconds_count{"), 0);
    static const char *const lines[] = {
        "memberhub_requests_total{service=\"unknown\",operation=\"unknown\",code=\"other\"} 1",
        "memberhub_requests_total{service=\"sts\",operation=\"AssumeRole\",code=\"200\"} 1",
        "memberhub_refusals_total{fault=\"unknown_key\"} 2",
        "memberhub_auth_failures_total{reason=\"unknown_key\"} 2",
        "memberhub_auth_failures_total{reason=\"expired_token\"} 0",
        "memberhub_answers_undelivered_total 3",
        "memberhub_answers_given_up_total 2",
        "memberhub_audit_events_lost_total 4",
        "memberhub_worker_busy_seconds_total 0.000005",
        "memberhub_database_up 1",
        "memberhub_audit_last_seal_number 12",
        "memberhub_audit_seal_lag_seconds 0.250000",
    };
    for (size_t i = 0; i < ARRAY_COUNT(lines); i++)
        CU_ASSERT_TRUE(has_line(text, lines[i]));
}

/* A counter that is first seen with what an outage made of it has not grown for Prometheus. */
static void
what_may_fail_is_on_the_page_before_it_does(void)
{
    struct metrics sum = uncounted();
    struct str text = rendered(sum, true);
    CU_ASSERT_EQUAL(count_lines(text, "memberhub_requests_total{"), metrics_code_count(sum.layout));
    CU_ASSERT_EQUAL(count_lines(text, "memberhub_refusals_total{"), fault_count());
    metrics_count_request(sum, 1, 200, 1);
    text = rendered(sum, true);
    CU_ASSERT_EQUAL(count_lines(text, "memberhub_requests_total{"),
                    2 * metrics_code_count(sum.layout));
    const struct service *service;
    const struct operation *operation = operation_numbered(1, &service);
    struct str first = arena_format(
        test_arena(), "memberhub_requests_total{service=\"%s\",operation=\"%s\",code=\"503\"} 0",
        service->name, operation->name);
    CU_ASSERT_TRUE(has_line(text, first.data));
    CU_ASSERT_TRUE(has_line(text, "memberhub_refusals_total{fault=\"database_down\"} 0"));
}

static void
what_the_database_alone_knows_is_left_out_without_it(void)
{
    struct str text = rendered(uncounted(), false);
    CU_ASSERT_TRUE(has_line(text, "memberhub_database_up 0"));
    CU_ASSERT_EQUAL(count_lines(text, "memberhub_audit_seal_lag_seconds"), 0);
    CU_ASSERT_EQUAL(count_lines(text, "memberhub_relationships{"), 0);
}

static void
workers_and_relationships_are_as_the_scoreboard_has_them(void)
{
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make("", 2, counted_layout(test_arena()), &f), 0);
    struct scoreboard *board = scoreboard_all();
    struct scoreboard_place *place = &board->places[1];
    scoreboard_enter(1);
    atomic_store(&place->pid, 1);
    atomic_store(&place->state, SCOREBOARD_BUSY);
    atomic_store(&place->beat_ms, 67500);
    atomic_store(&place->connections, 5);
    scoreboard_enter(0);
    atomic_store(&board->census_taken_ms, 60000);
    atomic_store(&scoreboard_census()[CENSUS_STATES + 5], 7);
    struct str text = rendered(uncounted(), false);
    static const char *const lines[] = {
        "memberhub_workers{state=\"busy\"} 1",
        "memberhub_workers{state=\"idle\"} 0",
        "memberhub_workers{state=\"leaving\"} 0",
        "memberhub_sealers{state=\"busy\"} 0",
        "memberhub_worker_longest_busy_seconds 2.500000",
        "memberhub_connections 5",
        "memberhub_relationships{service=\"guardduty\",state=\"Resigned\"} 7",
        "memberhub_relationships{service=\"securityhub\",state=\"Created\"} 0",
        "memberhub_relationships_age_seconds 10.000000",
    };
    for (size_t i = 0; i < ARRAY_COUNT(lines); i++)
        CU_ASSERT_TRUE(has_line(text, lines[i]));
}

static void
the_worker_that_makes_the_page_is_idle_unless_it_leaves(void)
{
    atomic_store(&scoreboard_own()->pid, 1);
    atomic_store(&scoreboard_own()->state, SCOREBOARD_BUSY);
    struct str text = rendered(uncounted(), false);
    CU_ASSERT_TRUE(has_line(text, "memberhub_workers{state=\"busy\"} 0"));
    CU_ASSERT_TRUE(has_line(text, "memberhub_workers{state=\"idle\"} 1"));
    atomic_store(&scoreboard_own()->state, SCOREBOARD_LEAVING);
    text = rendered(uncounted(), false);
    CU_ASSERT_TRUE(has_line(text, "memberhub_workers{state=\"leaving\"} 1"));
    CU_ASSERT_TRUE(has_line(text, "memberhub_workers{state=\"idle\"} 0"));
    atomic_store(&scoreboard_own()->pid, 0);
}

SUITE(exposition)
{
    static const struct test_case cases[] = {
        { "a family says its help and type, and a sample its labels",
          a_family_says_its_help_and_type_and_a_sample_its_labels },
        { "durations are seconds", durations_are_seconds },
        { "a histogram's buckets add up to its count", a_histograms_buckets_add_up_to_its_count },
        { "what was counted is on the page, and what was not takes no room",
          what_was_counted_is_on_the_page_and_what_was_not_takes_no_room },
        { "what may fail is on the page before it does",
          what_may_fail_is_on_the_page_before_it_does },
        { "what the database alone knows is left out without it",
          what_the_database_alone_knows_is_left_out_without_it },
        { "the worker that makes the page is idle, unless it leaves",
          the_worker_that_makes_the_page_is_idle_unless_it_leaves },
        { "workers and relationships are as the scoreboard has them",
          workers_and_relationships_are_as_the_scoreboard_has_them },
        { NULL, NULL },
    };
    return cases;
}
