/*
 * What memberhubctl top makes of two looks at a server: differences, rates, quantiles, orders.
 */
#include "cli/top_view.h"

#include <math.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/route.h"
#include "harness.h"
#include "observe/counted.h"
#include "services/services.h"

enum { WORKERS = 3, SEALER = WORKERS + 1, PLACES };

/* Gives an operation's number in the counters. */
static size_t
number_of(const char *name)
{
    const struct operation *row = operation_named(&service_securityhub, str_from(name));
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    return operation_number(&service_securityhub, row);
}

/* A server whose workers began at 1000, with a sealer; looked at 10 s after its start. */
static struct top_sample *
server(void)
{
    struct top_sample *sample = arena_alloc(test_arena(), sizeof *sample);
    *sample = (struct top_sample){ .time_ms = 1010000,
                                   .taken_ms = 11000,
                                   .started_ms = 1000000,
                                   .master_pid = 100,
                                   .place_count = PLACES };
    sample->places = arena_array(test_arena(), PLACES, sizeof sample->places[0]);
    sample->metrics = metrics_new(test_arena(), counted_layout(test_arena()));
    for (int i = 1; i < PLACES; i++)
        sample->places[i] = (struct top_place){ .pid = 100 + i,
                                                .state = SCOREBOARD_IDLE,
                                                .number = i == SEALER ? 1 : i,
                                                .started_ms = 1000,
                                                .beat_ms = 11000 };
    sample->places[SEALER].role = SCOREBOARD_SEALER;
    return sample;
}

/* Gives the same server two seconds later, nothing having happened. */
static struct top_sample *
later(const struct top_sample *before)
{
    struct top_sample *now = server();
    metrics_add(now->metrics, before->metrics);
    for (size_t i = 0; i < PLACES; i++)
        now->places[i] = before->places[i];
    now->time_ms = before->time_ms + 2000;
    now->taken_ms = before->taken_ms + 2000;
    return now;
}

static void
answer(struct top_sample *sample, const char *operation, uint16_t status, int64_t us, int times)
{
    for (int i = 0; i < times; i++)
        metrics_count_request(sample->metrics, number_of(operation), status, us);
}

static const struct top_order *
order_named(const char *name)
{
    for (const struct top_order *order = top_orders; order->name != NULL; order++)
        if (str_equal(str_from(order->name), str_from(name)))
            return order;
    CU_FAIL_FATAL("no such order");
    return NULL;
}

static void
assert_near(double actual, double expected)
{
    CU_ASSERT_DOUBLE_EQUAL(actual, expected, 1e-9);
}

static void
a_quantile_is_linear_inside_its_bucket(void)
{
    struct histogram histogram = { .sum_us = 0 };
    CU_ASSERT_TRUE(isnan(top_quantile(&histogram, 0.5)));
    /* 1 ms at most: 10; 2.5 ms at most: 80; 5 ms at most: 10. */
    histogram.buckets[0] = 10;
    histogram.buckets[1] = 80;
    histogram.buckets[2] = 10;
    assert_near(top_quantile(&histogram, 0.05), 0.0005);
    assert_near(top_quantile(&histogram, 0.1), 0.001);
    assert_near(top_quantile(&histogram, 0.5), 0.00175);
    assert_near(top_quantile(&histogram, 0.9), 0.0025);
    assert_near(top_quantile(&histogram, 0.95), 0.00375);
    assert_near(top_quantile(&histogram, 1), 0.005);
}

static void
a_quantile_beyond_all_bounds_is_not_guessed(void)
{
    struct histogram histogram = { .sum_us = 0 };
    histogram.buckets[METRICS_BUCKETS - 2] = 99;
    histogram.buckets[METRICS_BUCKETS - 1] = 1;
    assert_near(top_quantile(&histogram, 0.99), 5);
    CU_ASSERT_TRUE(isinf(top_quantile(&histogram, 0.999)));
}

static void
empty_buckets_in_between_hold_no_quantile(void)
{
    struct histogram histogram = { .sum_us = 0 };
    histogram.buckets[0] = 1;
    histogram.buckets[3] = 1;
    assert_near(top_quantile(&histogram, 0.5), 0.001);
    assert_near(top_quantile(&histogram, 0.75), 0.0075);
}

static void
the_first_view_is_of_the_servers_whole_life(void)
{
    struct top_sample *now = server();
    answer(now, "DescribeHub", 200, 2000, 20);
    now->places[1].served = 20;
    const struct top_view *view = top_view_make(test_arena(), NULL, now, NULL);
    CU_ASSERT_TRUE(view->since_start);
    CU_ASSERT_EQUAL(view->interval_ms, 10000);
    CU_ASSERT_EQUAL(view->all.requests, 20);
    assert_near(view->all.rate, 2);
    assert_near(view->workers[0].rate, 2);
    assert_near(view->workers[0].age_s, 10);
}

static void
a_later_view_is_of_what_happened_in_between(void)
{
    struct top_sample *before = server();
    answer(before, "DescribeHub", 200, 900, 1000);
    before->places[2].served = 1000;
    struct top_sample *now = later(before);
    answer(now, "DescribeHub", 200, 2000, 6);
    answer(now, "DescribeHub", 404, 2000, 2);
    answer(now, "CreateMembers", 503, 400000, 4);
    metrics_time(now->metrics, METRICS_CALLS, 3, 1500);
    now->places[2].served = 1012;
    const struct top_view *view = top_view_make(test_arena(), before, now, NULL);
    CU_ASSERT_FALSE(view->since_start);
    CU_ASSERT_EQUAL(view->interval_ms, 2000);
    CU_ASSERT_EQUAL(view->all.requests, 12);
    assert_near(view->all.rate, 6);
    assert_near(view->all.refused_rate, 1);
    assert_near(view->all.failed_rate, 2);
    assert_near(view->all.latency.p50_s, 0.001 + 0.0015 * 6 / 8);
    assert_near(view->call_rate, 0.5);
    assert_near(view->call_latency.p50_s, 0.00175);
    assert_near(view->workers[1].rate, 6);
    assert_near(view->workers[0].rate, 0);
    CU_ASSERT_EQUAL_FATAL(view->operation_count, 2);
    CU_ASSERT_STRING_EQUAL(view->operations[0].operation->name, "DescribeHub");
    assert_near(view->operations[0].rate, 4);
    CU_ASSERT_STRING_EQUAL(view->operations[1].operation->name, "CreateMembers");
    assert_near(view->operations[1].failed_rate, 2);
    assert_near(view->operations[1].latency.p50_s, 0.375);
}

static void
requests_without_a_known_operation_have_a_row_too(void)
{
    struct top_sample *now = server();
    metrics_count_request(now->metrics, 0, 403, 100);
    const struct top_view *view = top_view_make(test_arena(), NULL, now, NULL);
    CU_ASSERT_EQUAL_FATAL(view->operation_count, 1);
    CU_ASSERT_PTR_NULL(view->operations[0].operation);
}

static void
another_server_is_never_compared_with_the_one_before(void)
{
    struct top_sample *before = server();
    answer(before, "DescribeHub", 200, 900, 1000);
    struct top_sample *now = server();
    now->started_ms = before->time_ms + 500;
    now->time_ms = now->started_ms + 1000;
    answer(now, "DescribeHub", 200, 900, 3);
    const struct top_view *view = top_view_make(test_arena(), before, now, NULL);
    CU_ASSERT_TRUE(view->since_start);
    CU_ASSERT_EQUAL(view->all.requests, 3);
    assert_near(view->all.rate, 3);
}

static void
a_new_process_in_a_place_has_its_own_rate(void)
{
    struct top_sample *before = server();
    before->places[1].served = 5000;
    struct top_sample *now = later(before);
    now->places[1].pid = 999;
    now->places[1].started_ms = now->taken_ms - 500;
    now->places[1].served = 10;
    const struct top_view *view = top_view_make(test_arena(), before, now, NULL);
    CU_ASSERT_EQUAL(view->workers[0].pid, 999);
    assert_near(view->workers[0].rate, 20); /* in the half second that it was there */
    assert_near(view->workers[0].age_s, 0.5);
}

static void
workers_are_counted_by_state_and_the_sealer_stands_alone(void)
{
    struct top_sample *now = server();
    now->places[1].state = SCOREBOARD_BUSY;
    now->places[1].operation = (int64_t)number_of("GetMembers");
    now->places[1].beat_ms = now->taken_ms - 7000;
    now->places[2].state = SCOREBOARD_EMPTY;
    now->places[SEALER].operation = 100000; /* nonsense */
    const struct top_view *view = top_view_make(test_arena(), NULL, now, NULL);
    CU_ASSERT_EQUAL_FATAL(view->worker_count, 2);
    CU_ASSERT_EQUAL(view->workers_in[SCOREBOARD_BUSY], 1);
    CU_ASSERT_EQUAL(view->workers_in[SCOREBOARD_IDLE], 1);
    CU_ASSERT_STRING_EQUAL(view->workers[0].operation->name, "GetMembers");
    assert_near(view->workers[0].silent_s, 7);
    CU_ASSERT_PTR_NULL(view->workers[1].operation);
    CU_ASSERT_EQUAL(view->sealer.pid, 100 + SEALER);
    CU_ASSERT_PTR_NULL(view->sealer.operation);
}

static void
clocks_that_disagree_give_no_negative_times(void)
{
    struct top_sample *now = server();
    now->started_ms = now->time_ms + 5000;
    now->places[1].beat_ms = now->taken_ms + 5000;
    now->places[1].started_ms = now->taken_ms + 5000;
    const struct top_view *view = top_view_make(test_arena(), NULL, now, NULL);
    CU_ASSERT_EQUAL(view->interval_ms, 1);
    assert_near(view->workers[0].silent_s, 0);
    assert_near(view->workers[0].age_s, 0);
}

/* Gives the numbers of the workers, in the view's order, as digits. */
static struct str
worker_numbers(const struct top_sample *now, const char *order)
{
    const struct top_view *view =
        top_view_make(test_arena(), NULL, now, order != NULL ? order_named(order) : NULL);
    CU_ASSERT_EQUAL_FATAL(view->worker_count, WORKERS);
    return arena_format(test_arena(), "%d%d%d", (int)view->workers[0].number,
                        (int)view->workers[1].number, (int)view->workers[2].number);
}

static void
workers_are_ordered_as_asked_and_by_number_otherwise(void)
{
    struct top_sample *now = server();
    now->places[3].served = 9;
    now->places[2].connections = 9;
    now->places[1].started_ms = 5000;
    now->places[2].started_ms = 4000;
    now->places[3].beat_ms = 100;
    CU_ASSERT_STR_EQUAL(worker_numbers(now, NULL), STR("123"));
    CU_ASSERT_STR_EQUAL(worker_numbers(now, "served"), STR("312"));
    CU_ASSERT_STR_EQUAL(worker_numbers(now, "requests"), STR("312"));
    CU_ASSERT_STR_EQUAL(worker_numbers(now, "connections"), STR("213"));
    CU_ASSERT_STR_EQUAL(worker_numbers(now, "age"), STR("321"));
    CU_ASSERT_STR_EQUAL(worker_numbers(now, "silence"), STR("312"));
    CU_ASSERT_STR_EQUAL(worker_numbers(now, "latency"), STR("123"));
}

/* Gives the operation that stands first. */
static struct str
first_operation(const struct top_sample *now, const char *order)
{
    const struct top_view *view = top_view_make(test_arena(), NULL, now, order_named(order));
    return str_from(view->operations[0].operation->name);
}

static void
operations_are_ordered_as_asked_and_by_rate_otherwise(void)
{
    struct top_sample *now = server();
    answer(now, "DescribeHub", 200, 900, 30);
    answer(now, "GetMembers", 200, 900000, 3);
    answer(now, "ListMembers", 404, 900, 5);
    answer(now, "CreateMembers", 500, 900, 2);
    CU_ASSERT_STR_EQUAL(first_operation(now, "requests"), STR("DescribeHub"));
    CU_ASSERT_STR_EQUAL(first_operation(now, "latency"), STR("GetMembers"));
    CU_ASSERT_STR_EQUAL(first_operation(now, "refusals"), STR("ListMembers"));
    CU_ASSERT_STR_EQUAL(first_operation(now, "errors"), STR("CreateMembers"));
    CU_ASSERT_STR_EQUAL(first_operation(now, "silence"), STR("DescribeHub"));
}

/* Looks at the own scoreboard. */
static struct top_sample *
look(void)
{
    struct scoreboard_view view = scoreboard_view();
    return top_sample_take(test_arena(), &view);
}

static void
a_sample_ends_where_the_readers_map_does_whatever_the_server_says(void)
{
    static const int64_t nonsense[] = { PLACES + 1, INT64_MAX, -1 };
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make("", PLACES, counted_layout(test_arena()), &f), 0);
    scoreboard_all()->place_count = INT32_MAX;
    for (size_t i = 0; i < ARRAY_COUNT(nonsense); i++) {
        atomic_store(&scoreboard_all()->places_used, nonsense[i]);
        CU_ASSERT_EQUAL(look()->place_count, PLACES);
    }
}

static void
a_sample_is_what_the_scoreboard_shows(void)
{
    struct scoreboard *board;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make("", PLACES, counted_layout(test_arena()), &f), 0);
    board = scoreboard_all();
    scoreboard_enter(2);
    atomic_store(&scoreboard_own()->pid, 42);
    atomic_store(&scoreboard_own()->state, SCOREBOARD_BUSY);
    atomic_store(&scoreboard_own()->number, 2);
    metrics_count_request(scoreboard_metrics(), number_of("GetMembers"), 200, 900);
    scoreboard_enter(1);
    atomic_store(&scoreboard_own()->pid, 43);
    atomic_store(&scoreboard_own()->state, 77); /* nonsense */
    metrics_count_request(scoreboard_metrics(), number_of("GetMembers"), 200, 900);
    atomic_store(&board->draining, 1);
    atomic_store(&board->database_sessions, 5);
    const struct top_sample *sample = look();
    CU_ASSERT_EQUAL_FATAL(sample->place_count, 3); /* those that were entered, and the maker's */
    CU_ASSERT_EQUAL(sample->places[2].pid, 42);
    CU_ASSERT_EQUAL(sample->places[2].state, SCOREBOARD_BUSY);
    CU_ASSERT_EQUAL(sample->places[2].number, 2);
    CU_ASSERT_EQUAL(sample->places[1].state, SCOREBOARD_EMPTY);
    CU_ASSERT_EQUAL(metrics_value(sample->metrics, METRICS_REQUESTS, number_of("GetMembers"), 0),
                    2);
    CU_ASSERT_TRUE(sample->draining);
    CU_ASSERT_EQUAL(sample->database_sessions, 5);
    CU_ASSERT_FALSE(sample->master_gone);
    CU_ASSERT_STR_EQUAL(sample->version, STR(PACKAGE_VERSION));
    CU_ASSERT_TRUE(top_sample_same_server(sample, look()));
}

static void
a_master_that_ended_is_gone_even_while_nobody_has_taken_note(void)
{
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make("", PLACES, counted_layout(test_arena()), &f), 0);
    pid_t child = fork();
    CU_ASSERT_TRUE_FATAL(child >= 0);
    if (child == 0)
        _exit(0);
    siginfo_t end;
    CU_ASSERT_EQUAL_FATAL(waitid(P_PID, (id_t)child, &end, WEXITED | WNOWAIT), 0);
    scoreboard_all()->master_pid = child;
    CU_ASSERT_TRUE(look()->master_gone);
    CU_ASSERT_EQUAL_FATAL(waitpid(child, NULL, 0), child);
    CU_ASSERT_TRUE(look()->master_gone);
}

SUITE(top_sample)
{
    static const struct test_case cases[] = {
        { "a quantile is linear inside its bucket", a_quantile_is_linear_inside_its_bucket },
        { "a quantile beyond all bounds is not guessed",
          a_quantile_beyond_all_bounds_is_not_guessed },
        { "empty buckets in between hold no quantile", empty_buckets_in_between_hold_no_quantile },
        { "the first view is of the server's whole life",
          the_first_view_is_of_the_servers_whole_life },
        { "a later view is of what happened in between",
          a_later_view_is_of_what_happened_in_between },
        { "requests without a known operation have a row too",
          requests_without_a_known_operation_have_a_row_too },
        { "another server is never compared with the one before",
          another_server_is_never_compared_with_the_one_before },
        { "a new process in a place has its own rate", a_new_process_in_a_place_has_its_own_rate },
        { "workers are counted by state and the sealer stands alone",
          workers_are_counted_by_state_and_the_sealer_stands_alone },
        { "clocks that disagree give no negative times",
          clocks_that_disagree_give_no_negative_times },
        { "workers are ordered as asked, and by number otherwise",
          workers_are_ordered_as_asked_and_by_number_otherwise },
        { "operations are ordered as asked, and by rate otherwise",
          operations_are_ordered_as_asked_and_by_rate_otherwise },
        { "a sample ends where the reader's map does, whatever the server says",
          a_sample_ends_where_the_readers_map_does_whatever_the_server_says },
        { "a sample is what the scoreboard shows", a_sample_is_what_the_scoreboard_shows },
        { "a master that ended is gone, even while nobody has taken note",
          a_master_that_ended_is_gone_even_while_nobody_has_taken_note },
        { NULL, NULL },
    };
    return cases;
}
