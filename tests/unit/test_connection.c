/*
 * What a connection does when PostgreSQL is slow, gone or at odds with somebody else: it gives up
 * in time. What it does about a session that is lost under way is test_attempt.c's.
 */
#include "db/connection.h"

#include <poll.h>

#include "base/clock.h"
#include "base/scoreboard.h"
#include "db_fixture.h"
#include "observe/counted.h"

/* Plays one call of `id` over a script; gives the fault, or NO_FAULT when it succeeded. */
static enum fault_code
play(enum statement_id id, const struct fake_step *steps)
{
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    enum fault_code code = call(&x, id) == 0 ? NO_FAULT : x.f.code;
    tear_down(&x);
    return code;
}

static void
the_first_call_connects_and_prepares_and_later_ones_only_execute(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, EXECUTE, EXECUTE, END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
    CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
    CU_ASSERT_EQUAL(x.rows.count, 1);
    CU_ASSERT_TRUE(db_says_yes(&x.rows));
    CU_ASSERT_STR_EQUAL(str_from(fake_pq_parameter(0)), STR("AKIAEXAMPLE"));
    tear_down(&x);
}

static void
the_session_is_set_up_by_the_connection_string_alone(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, EXECUTE, END };
    struct fixture x;
    set_up(&x, steps, 4000);
    db_free(x.db);
    x.db = db_new("host=h options='-c own=1'", "worker 3", 4000);
    CU_ASSERT_EQUAL(call(&x, READ), 0);
    struct str options = str_from(fake_pq_keyword("options"));
    CU_ASSERT_PTR_NOT_NULL(strstr(options.data, "-c lock_timeout=1000 -c statement_timeout=3000 "));
    CU_ASSERT_TRUE(str_ends_with(options, STR(" -c own=1")));
    CU_ASSERT_STR_EQUAL(str_from(fake_pq_keyword("client_encoding")), STR("UTF8"));
    struct str name = str_from(fake_pq_keyword("application_name"));
    CU_ASSERT_TRUE(str_starts_with(name, STR("worker 3 ")));
    CU_ASSERT_EQUAL(name.size, sizeof "worker 3 0123456789abcdef" - 1);
    tear_down(&x);
}

static void
a_refused_connection_is_database_down_and_the_next_call_fails_at_once(void)
{
    static const struct fake_step steps[] = { STEP(CONNECT, ERROR), END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, READ), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
    CU_ASSERT_TRUE(detail_has(&x, "the script ended it"));
    CU_ASSERT_FALSE(detail_has(&x, "second line"));
    x.db->retry_at_ms = clock_monotonic_ms() + 500; /* however slow this machine is */
    CU_ASSERT_EQUAL(call(&x, READ), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
    CU_ASSERT_TRUE(detail_has(&x, "not connected; next attempt in "));
    tear_down(&x);
}

static void
the_pause_before_connecting_again_grows_to_800_ms_and_ends_with_a_success(void)
{
    static const int64_t most_ms[] = { 10, 20, 40, 80, 160, 320, 640, 800, 800, 800 };
    static const struct fake_step refused[] = { STEP(CONNECT, ERROR), END };
    static const struct fake_step accepted[] = { CONNECT, PREPARE, EXECUTE, END };
    struct fixture x;
    set_up(&x, refused, ENOUGH_MS);
    for (size_t i = 0; i < ARRAY_COUNT(most_ms); i++) {
        fake_pq_start(refused);
        x.db->retry_at_ms = 0;
        int64_t before_ms = clock_monotonic_ms();
        CU_ASSERT_EQUAL(call(&x, READ), -1);
        CU_ASSERT_TRUE(x.db->retry_at_ms >= before_ms + most_ms[i] / 2);
        CU_ASSERT_TRUE(x.db->retry_at_ms <= clock_monotonic_ms() + most_ms[i]);
    }
    fake_pq_start(accepted);
    x.db->retry_at_ms = 0;
    CU_ASSERT_EQUAL(call(&x, READ), 0);
    CU_ASSERT_TRUE(x.db->was_open);
    tear_down(&x);
}

/* As a host does that is still a standby: a session is had each time, and is of no use. */
static void
a_server_that_lets_in_and_then_refuses_is_asked_less_and_less_often(void)
{
    static const int64_t most_ms[] = { 20, 40, 80, 160, 320, 640, 800, 800 };
    static const struct fake_step away[] = { STEP(CONNECT, ERROR), END };
    static const struct fake_step refused[] = { RECONNECT, PREPARE,
                                                STEP_SQLSTATE(EXECUTE, ERROR, "25006"), END };
    static const struct fake_step accepted[] = { RECONNECT, PREPARE, EXECUTE, EXECUTE, END };
    _Atomic int64_t *sessions = &scoreboard_all()->database_sessions;
    int64_t before = atomic_load(sessions);
    struct fixture x;
    set_up(&x, away, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, CHANGE), -1);
    x.db->left_behind = true;
    for (size_t i = 0; i < ARRAY_COUNT(most_ms); i++) {
        fake_pq_start(refused);
        x.db->retry_at_ms = 0;
        int64_t before_ms = clock_monotonic_ms();
        CU_ASSERT_EQUAL(call(&x, CHANGE), -1);
        CU_ASSERT_TRUE(fake_pq_is_finished());
        CU_ASSERT_TRUE(x.db->retry_at_ms >= before_ms + most_ms[i] / 2);
        CU_ASSERT_TRUE(x.db->retry_at_ms <= clock_monotonic_ms() + most_ms[i]);
    }
    CU_ASSERT_EQUAL(atomic_load(sessions), before); /* or the others would be called back */
    fake_pq_start(accepted);
    x.db->retry_at_ms = 0;
    CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
    CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
    CU_ASSERT_EQUAL(atomic_load(sessions), before + 1);
    CU_ASSERT_EQUAL(x.db->failures, 0);
    tear_down(&x);
}

static void
a_worker_that_holds_back_connects_at_once_when_another_could(void)
{
    static const struct fake_step steps[] = { STEP(CONNECT, ERROR), CONNECT, PREPARE, EXECUTE,
                                              END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, READ), -1);
    x.db->retry_at_ms = clock_monotonic_ms() + ENOUGH_MS; /* it would not be tried within a call */
    CU_ASSERT_EQUAL(call(&x, READ), -1);
    atomic_fetch_add(&scoreboard_all()->database_sessions, 1);
    CU_ASSERT_EQUAL(call(&x, READ), 0);
    tear_down(&x);
}

static void
it_connects_again_by_itself_within_a_second(void)
{
    static const struct fake_step steps[] = { STEP(CONNECT, ERROR), CONNECT, PREPARE, EXECUTE,
                                              END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, READ), -1);
    int64_t deadline_ms = clock_monotonic_ms() + ENOUGH_MS;
    while (call(&x, READ) < 0 && clock_monotonic_ms() < deadline_ms)
        poll(NULL, 0, 1);
    CU_ASSERT_PTR_NOT_NULL(x.db->conn);
    tear_down(&x);
}

static void
a_server_that_says_nothing_is_given_up_at_the_deadline(void)
{
    static const struct fake_step scripts[][4] = {
        { STEP(CONNECT, SILENT), END },
        { CONNECT, STEP(PREPARE, SILENT), END },
        { CONNECT, PREPARE, STEP(EXECUTE, SILENT), END },
    };
    for (size_t i = 0; i < ARRAY_COUNT(scripts); i++) {
        struct fixture x;
        set_up(&x, scripts[i], TIMEOUT_MS);
        int64_t started_ms = clock_monotonic_ms();
        CU_ASSERT_EQUAL(call(&x, READ), -1);
        CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
        CU_ASSERT_TRUE(clock_monotonic_ms() - started_ms >= TIMEOUT_MS);
        CU_ASSERT_TRUE(clock_monotonic_ms() - started_ms < ENOUGH_MS);
        CU_ASSERT_PTR_NULL(x.db->conn);
        tear_down(&x);
    }
}

static void
a_question_has_its_own_limit_and_each_call_is_counted_with_its_time(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, STEP(EXECUTE, SILENT), END };
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make("", 1, counted_layout(test_arena()), &f), 0);
    const struct histogram *counted = metrics_histogram(scoreboard_metrics(), METRICS_CALLS, READ);
    uint64_t before = histogram_count(counted), before_us = atomic_load(&counted->sum_us);
    struct db_params params = { .count = 0 };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    db_param_null(&params);
    int64_t started_ms = clock_monotonic_ms();
    CU_ASSERT_EQUAL(db_exec_within(x.db, x.arena, TIMEOUT_MS, READ, &params, &x.rows, &x.f), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
    CU_ASSERT_TRUE(clock_monotonic_ms() - started_ms < ENOUGH_MS);
    CU_ASSERT_EQUAL(histogram_count(counted), before + 1);
    CU_ASSERT_TRUE(db_spent_us(x.db) >= TIMEOUT_MS * 1000);
    CU_ASSERT_EQUAL(atomic_load(&counted->sum_us) - before_us, (uint64_t)db_spent_us(x.db));
    tear_down(&x);
}

static void
a_session_that_died_while_it_was_idle_is_replaced_at_once(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, EXECUTE, RECONNECT,
                                              PREPARE, EXECUTE, END };
    static const char *const last_words[] = { NULL, "57P01" };
    for (size_t i = 0; i < ARRAY_COUNT(last_words); i++) {
        struct fixture x;
        set_up(&x, steps, ENOUGH_MS);
        CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
        fake_pq_idle(last_words[i], true);
        CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
        tear_down(&x);
    }
}

static void
a_session_that_was_told_to_go_is_replaced_before_it_is_gone(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, EXECUTE, RECONNECT,
                                              PREPARE, EXECUTE, END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
    fake_pq_idle("57P01", false);
    CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
    tear_down(&x);
}

static void
a_notice_to_an_idle_session_does_not_end_it(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, EXECUTE, EXECUTE, END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
    fake_pq_idle("00000", false);
    CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
    tear_down(&x);
}

static void
a_change_that_lost_against_another_is_tried_three_times_more(void)
{
    static const char *const codes[] = { "40001", "40P01", "23503" };
    for (size_t i = 0; i < ARRAY_COUNT(codes); i++) {
        struct fake_step lost = STEP_SQLSTATE(EXECUTE, ERROR, codes[i]);
        struct fake_step late = lost;
        late.ending = FAKE_COMMIT_ERROR;
        late.columns = 1;
        struct fake_step won[] = { CONNECT, PREPARE, lost, late, lost, EXECUTE, END };
        struct fake_step given_up[] = { CONNECT, PREPARE, lost, lost, lost, lost, END };
        CU_ASSERT_EQUAL(play(CHANGE, won), NO_FAULT);
        CU_ASSERT_EQUAL(play(CHANGE, given_up), FAULT_REQUEST_BUSY);
    }
}

static void
each_further_attempt_at_a_call_is_counted(void)
{
    static const struct fake_step steps[] = { CONNECT,
                                              PREPARE,
                                              EXECUTE,
                                              STEP_SQLSTATE(EXECUTE, ERROR, "40001"),
                                              STEP_SQLSTATE(EXECUTE, ERROR, "40P01"),
                                              EXECUTE,
                                              STEP_SQLSTATE(EXECUTE, ERROR, "P0001"),
                                              END };
    static const struct {
        int result;
        int64_t retries;
    } calls[] = { { 0, 0 }, { 0, 2 }, { -1, 2 } };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    for (size_t i = 0; i < ARRAY_COUNT(calls); i++) {
        CU_ASSERT_EQUAL(call(&x, CHANGE), calls[i].result);
        CU_ASSERT_EQUAL(db_retries(x.db), calls[i].retries);
    }
    tear_down(&x);
}

static void
any_other_error_fails_the_call_and_keeps_the_session(void)
{
    static const struct fake_step steps[] = {
        CONNECT,
        PREPARE,
        { FAKE_EXECUTE, FAKE_ERROR, "23505", "account_pkey", 0, { NULL }, 0 },
        STEP_SQLSTATE(EXECUTE, ERROR, "P0001"),
        EXECUTE,
        END
    };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, CHANGE), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_FAILED);
    CU_ASSERT_STR_EQUAL(str_from(x.f.detail), STR("key_delete: SQLSTATE 23505: the message"));
    CU_ASSERT_EQUAL(call(&x, CHANGE), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_FAILED);
    CU_ASSERT_EQUAL(call(&x, CHANGE), 0);
    tear_down(&x);
}

static void
an_error_that_quotes_a_value_is_told_without_its_message(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE,
                                              STEP_SQLSTATE(EXECUTE, ERROR, "22P02"), END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, CHANGE), -1);
    CU_ASSERT_TRUE(detail_has(&x, "22P02"));
    CU_ASSERT_FALSE(detail_has(&x, "the message"));
    tear_down(&x);
}

static void
a_lock_that_is_not_to_be_had_and_a_statement_that_takes_too_long_are_busy(void)
{
    static const char *const codes[] = { "55P03", "57014" };
    for (size_t i = 0; i < ARRAY_COUNT(codes); i++) {
        struct fake_step steps[] = { CONNECT, PREPARE, STEP_SQLSTATE(EXECUTE, ERROR, codes[i]),
                                     EXECUTE, END };
        struct fixture x;
        set_up(&x, steps, ENOUGH_MS);
        CU_ASSERT_EQUAL(call(&x, CHANGE), -1);
        CU_ASSERT_EQUAL(x.f.code, FAULT_REQUEST_BUSY);
        CU_ASSERT_EQUAL(call(&x, CHANGE), 0); /* in the same session, at once */
        tear_down(&x);
    }
}

static void
an_error_behind_the_rows_means_that_nothing_was_kept(void)
{
    static const struct fake_step steps[] = {
        CONNECT, PREPARE, { FAKE_EXECUTE, FAKE_COMMIT_ERROR, "23514", NULL, 1, { "t" }, 0 }, END
    };
    CU_ASSERT_EQUAL(play(CHANGE, steps), FAULT_DATABASE_FAILED);
}

static void
a_statement_that_the_session_no_longer_knows_is_prepared_in_a_new_one(void)
{
    static const char *const codes[] = { "26000", "0A000" };
    for (size_t i = 0; i < ARRAY_COUNT(codes); i++) {
        struct fake_step steps[] = { CONNECT,   PREPARE, STEP_SQLSTATE(EXECUTE, ERROR, codes[i]),
                                     RECONNECT, PREPARE, EXECUTE,
                                     END };
        CU_ASSERT_EQUAL(play(CHANGE, steps), NO_FAULT);
        struct fake_step twice[] = { CONNECT,   PREPARE, STEP_SQLSTATE(EXECUTE, ERROR, codes[i]),
                                     RECONNECT, PREPARE, STEP_SQLSTATE(EXECUTE, ERROR, codes[i]),
                                     END };
        CU_ASSERT_EQUAL(play(CHANGE, twice), FAULT_DATABASE_FAILED);
    }
}

static void
a_parameter_with_a_nul_is_never_sent(void)
{
    static const struct fake_step steps[] = { END };
    struct fixture x;
    struct db_params params = { .count = 0 };
    set_up(&x, steps, ENOUGH_MS);
    db_param(&params, STR("1111\0001111"));
    CU_ASSERT_EQUAL(db_exec(x.db, x.arena, CHANGE, &params, &x.rows, &x.f), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_INTERNAL);
    CU_ASSERT_FALSE(detail_has(&x, "1111"));
    tear_down(&x);
}

static const struct test_case cases[] = {
    { "the first call connects and prepares, and later ones only execute",
      the_first_call_connects_and_prepares_and_later_ones_only_execute },
    { "the session is set up by the connection string alone",
      the_session_is_set_up_by_the_connection_string_alone },
    { "a refused connection is database_down, and the next call fails at once",
      a_refused_connection_is_database_down_and_the_next_call_fails_at_once },
    { "the pause before connecting again grows to 800 ms and ends with a success",
      the_pause_before_connecting_again_grows_to_800_ms_and_ends_with_a_success },
    { "a server that lets in and then refuses is asked less and less often",
      a_server_that_lets_in_and_then_refuses_is_asked_less_and_less_often },
    { "a worker that holds back connects at once when another could",
      a_worker_that_holds_back_connects_at_once_when_another_could },
    { "it connects again by itself", it_connects_again_by_itself_within_a_second },
    { "a server that says nothing is given up at the deadline",
      a_server_that_says_nothing_is_given_up_at_the_deadline },
    { "a question has its own limit, and each call is counted with its time",
      a_question_has_its_own_limit_and_each_call_is_counted_with_its_time },
    { "a session that died while it was idle is replaced at once",
      a_session_that_died_while_it_was_idle_is_replaced_at_once },
    { "a session that was told to go is replaced before it is gone",
      a_session_that_was_told_to_go_is_replaced_before_it_is_gone },
    { "a notice to an idle session does not end it", a_notice_to_an_idle_session_does_not_end_it },
    { "a change that lost against another is tried three times more",
      a_change_that_lost_against_another_is_tried_three_times_more },
    { "each further attempt at a call is counted", each_further_attempt_at_a_call_is_counted },
    { "any other error fails the call and keeps the session",
      any_other_error_fails_the_call_and_keeps_the_session },
    { "an error that quotes a value is told without its message",
      an_error_that_quotes_a_value_is_told_without_its_message },
    { "a lock that is not to be had and a statement that takes too long are busy",
      a_lock_that_is_not_to_be_had_and_a_statement_that_takes_too_long_are_busy },
    { "an error behind the rows means that nothing was kept",
      an_error_behind_the_rows_means_that_nothing_was_kept },
    { "a statement that the session no longer knows is prepared in a new one",
      a_statement_that_the_session_no_longer_knows_is_prepared_in_a_new_one },
    { "a parameter with a NUL is never sent", a_parameter_with_a_nul_is_never_sent },
    { NULL, NULL },
};

SUITE(connection)
{
    return cases;
}
