/*
 * What operators are told: whether this worker serves, and if not, why; and no more of the database
 * than that.
 */
#include "observe/health.h"

#include "server_fixture.h"

#define STATUS(version, in_recovery)                                                \
    {                                                                               \
        .action = FAKE_EXECUTE, .columns = 2, .values = {(version), (in_recovery) } \
    }

#define TRAIL(number, sealed_at_ms, lag_ms, months)       \
    {                                                     \
        .action = FAKE_EXECUTE, .columns = 4, .values = { \
            (number),                                     \
            (sealed_at_ms),                               \
            (lag_ms),                                     \
            (months)                                      \
        }                                                 \
    }

#define LAG(number, sealed_at_ms, lag_ms) TRAIL(number, sealed_at_ms, lag_ms, "3")

/* Has an operator ask for a path; gives the status. */
static int
ask(struct counter *counter, const char *path)
{
    const struct request request = { .method = STR("GET"),
                                     .target = str_from(path),
                                     .path = str_from(path),
                                     .operator_route = true };
    health_answer(counter->server, counter->arena, &request, &counter->outcome);
    CU_ASSERT_FALSE(counter->outcome.refused);
    CU_ASSERT_EQUAL(counter->outcome.request_id.size, 36);
    CU_ASSERT_EQUAL(counter->outcome.account_id.size, 0);
    return counter->outcome.response.status;
}

static void
a_process_that_answers_is_healthy_whatever_its_database_does(void)
{
    static const struct fake_step none[] = { END };
    struct counter counter;
    open_counter(&counter, none, ENOUGH_MS);
    CU_ASSERT_EQUAL(ask(&counter, "/healthz"), 200);
    CU_ASSERT_STR_EQUAL(counter.outcome.response.body, STR("{\"status\":\"ok\"}\n"));
    close_counter(&counter);
}

static void
what_is_no_route_is_not_found(void)
{
    static const char *const paths[] = { "/", "/healthz/", "/readyz2", "/administrator", "" };
    static const struct fake_step none[] = { END };
    struct counter counter;
    open_counter(&counter, none, ENOUGH_MS);
    for (size_t i = 0; i < ARRAY_COUNT(paths); i++)
        CU_ASSERT_EQUAL(ask(&counter, paths[i]), 404);
    close_counter(&counter);
}

static void
a_worker_is_ready_when_its_database_is_and_says_why_when_not(void)
{
    static const char no_schema[] =
        "the database has no memberhub schema; run memberhubctl db migrate";
    static const struct {
        struct fake_step steps[4];
        const char *reason;
    } cases[] = {
        { { CONNECT, PREPARE, STATUS("0", "t"), END }, "the schema has version 0, this program" },
        { { CONNECT, PREPARE, STATUS("6", "f"), END }, "the schema has version 6, this program" },
        { { CONNECT, PREPARE, STATUS("x", "f"), END }, no_schema },
        { { CONNECT, PREPARE, { .action = FAKE_EXECUTE }, END }, no_schema },
        { { CONNECT, STEP_SQLSTATE(PREPARE, ERROR, "42883"), END }, no_schema },
        { { STEP(CONNECT, SILENT), END }, "the database does not answer" },
        { { CONNECT, PREPARE, STEP(EXECUTE, SILENT), END }, "the database does not answer" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct counter counter;
        open_counter(&counter, cases[i].steps, TIMEOUT_MS);
        CU_ASSERT_EQUAL(ask(&counter, "/readyz"), 503);
        struct str body = counter.outcome.response.body;
        struct str wanted = arena_format(test_arena(), "{\"status\":\"not ready\",\"reason\":\"%s",
                                         cases[i].reason);
        if (!str_starts_with(body, wanted))
            printf("# %.*s", STR_PRINTF(body));
        CU_ASSERT_TRUE(str_starts_with(body, wanted));
        close_counter(&counter);
    }
}

static void
the_programs_own_schema_or_a_later_one_is_ready_unless_the_database_only_recovers(void)
{
    struct str version = arena_format(test_arena(), "%d", SERVER_SCHEMA_VERSION);
    struct str later = arena_format(test_arena(), "%d", SERVER_SCHEMA_VERSION + 1);
    const struct fake_step steps[] = { CONNECT,
                                       PREPARE,
                                       STATUS(version.data, "f"),
                                       PREPARE,
                                       LAG("7", "1700000000000", "0"),
                                       STATUS(version.data, "t"),
                                       STATUS(version.data, "f"),
                                       LAG("7", "1700000000000", "59999"),
                                       STATUS(later.data, "f"),
                                       LAG("7", "1700000000000", "0"),
                                       END };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(ask(&counter, "/readyz"), 200);
    CU_ASSERT_STR_EQUAL(counter.outcome.response.body, STR("{\"status\":\"ready\"}\n"));
    CU_ASSERT_EQUAL(ask(&counter, "/readyz"), 503);
    CU_ASSERT_STR_EQUAL(
        counter.outcome.response.body,
        STR("{\"status\":\"not ready\",\"reason\":\"the database is in recovery\"}\n"));
    CU_ASSERT_EQUAL(ask(&counter, "/readyz"), 200);
    CU_ASSERT_EQUAL(ask(&counter, "/readyz"), 200);
    close_counter(&counter);
}

static bool
says(const struct counter *counter, const char *text)
{
    struct str body = counter->outcome.response.body;
    return memmem(body.data, body.size, text, strlen(text)) != NULL;
}

static void
who_holds_the_sealer_up_is_seen_and_the_worker_serves_on(void)
{
    struct str version = arena_format(test_arena(), "%d", SERVER_SCHEMA_VERSION);
    const struct fake_step steps[] = { CONNECT,
                                       PREPARE,
                                       STATUS(version.data, "f"),
                                       PREPARE,
                                       LAG("7", "1700000000000", "60000"),
                                       STATUS(version.data, "f"),
                                       STEP(EXECUTE, SILENT),
                                       END };
    struct counter counter;
    open_counter(&counter, steps, TIMEOUT_MS);
    CU_ASSERT_EQUAL(ask(&counter, "/readyz"), 200);
    CU_ASSERT_STR_EQUAL(
        counter.outcome.response.body,
        STR("{\"status\":\"ready\",\"warning\":\"nobody has sealed the audit trail for 60 s\"}\n"));
    CU_ASSERT_EQUAL(ask(&counter, "/readyz"), 200);
    CU_ASSERT_TRUE(says(&counter, "it is not known whether the audit trail is sealed"));
    close_counter(&counter);
}

static void
months_that_run_out_are_told_early_and_the_server_stays_ready(void)
{
    static const struct {
        const char *months, *warning;
    } cases[] = {
        { "2", NULL },
        { "1", "a place for events of 1 more months; run memberhubctl db migrate" },
        { "0", "a place for events of 0 more months" },
        { "-1", "no place for this month's events, and every change fails" },
    };
    struct str version = arena_format(test_arena(), "%d", SERVER_SCHEMA_VERSION);
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const struct fake_step steps[] = { CONNECT,
                                           PREPARE,
                                           STATUS(version.data, "f"),
                                           PREPARE,
                                           TRAIL("7", "1700000000000", "0", cases[i].months),
                                           END };
        struct counter counter;
        open_counter(&counter, steps, ENOUGH_MS);
        CU_ASSERT_EQUAL(ask(&counter, "/readyz"), 200);
        CU_ASSERT_EQUAL(says(&counter, "\"warning\":"), cases[i].warning != NULL);
        CU_ASSERT_TRUE(cases[i].warning == NULL || says(&counter, cases[i].warning));
        close_counter(&counter);
    }
}

static void
a_database_that_answers_is_up_even_when_it_is_slow_to_tell_the_lag(void)
{
    static const struct {
        struct fake_step steps[6];
        bool up, lag;
    } cases[] = {
        { { CONNECT, PREPARE, STATUS("4", "f"), PREPARE, LAG("12", "5000", "250"), END },
          true,
          true },
        /* Before the first seal. */
        { { CONNECT, PREPARE, STATUS("4", "f"), PREPARE, LAG(NULL, NULL, "250"), END },
          true,
          true },
        { { CONNECT, PREPARE, STATUS("4", "f"), PREPARE, LAG("12", NULL, "250"), END },
          true,
          false },
        { { CONNECT, PREPARE, STATUS("4", "f"), PREPARE, { .action = FAKE_EXECUTE }, END },
          true,
          false },
        { { CONNECT, PREPARE, STATUS("4", "f"), PREPARE, STEP(EXECUTE, SILENT), END },
          true,
          false },
        { { CONNECT, STEP_SQLSTATE(PREPARE, ERROR, "42883"), STEP_SQLSTATE(PREPARE, ERROR, "42883"),
            END },
          true,
          false },
        { { CONNECT, PREPARE, STEP(EXECUTE, SILENT), END }, false, false },
        { { STEP(CONNECT, SILENT), END }, false, false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct counter counter;
        open_counter(&counter, cases[i].steps, TIMEOUT_MS);
        counter.config.audit.seal = true;
        CU_ASSERT_EQUAL(ask(&counter, "/metrics"), 200);
        CU_ASSERT_EQUAL(says(&counter, "\nmemberhub_database_up 1\n"), cases[i].up);
        CU_ASSERT_EQUAL(says(&counter, "\nmemberhub_database_up 0\n"), !cases[i].up);
        CU_ASSERT_EQUAL(says(&counter, "\nmemberhub_audit_seal_lag_seconds 0.250000\n"),
                        cases[i].lag);
        CU_ASSERT_EQUAL(says(&counter, "\nmemberhub_audit_last_seal_number "), cases[i].lag);
        close_counter(&counter);
    }
}

static void
the_lag_is_told_where_another_program_seals(void)
{
    static const struct fake_step steps[] = {
        CONNECT, PREPARE, STATUS("4", "f"), PREPARE, LAG("7", "1700000000000", "1500"), END
    };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(ask(&counter, "/metrics"), 200);
    CU_ASSERT_TRUE(says(&counter, "\nmemberhub_database_up 1\n"));
    CU_ASSERT_TRUE(says(&counter, "\nmemberhub_audit_seal_lag_seconds 1.5"));
    close_counter(&counter);
}

SUITE(health)
{
    static const struct test_case cases[] = {
        { "who holds the sealer up is seen, and the worker serves on",
          who_holds_the_sealer_up_is_seen_and_the_worker_serves_on },
        { "months that run out are told early, and the server stays ready",
          months_that_run_out_are_told_early_and_the_server_stays_ready },
        { "a process that answers is healthy, whatever its database does",
          a_process_that_answers_is_healthy_whatever_its_database_does },
        { "what is no route is not found", what_is_no_route_is_not_found },
        { "a worker is ready when its database is, and says why when not",
          a_worker_is_ready_when_its_database_is_and_says_why_when_not },
        { "the program's own schema, or a later one, is ready, unless the database only recovers",
          the_programs_own_schema_or_a_later_one_is_ready_unless_the_database_only_recovers },
        { "a database that answers is up, even when it is slow to tell the lag",
          a_database_that_answers_is_up_even_when_it_is_slow_to_tell_the_lag },
        { "the lag is told where another program seals",
          the_lag_is_told_where_another_program_seals },
        { NULL, NULL },
    };
    return cases;
}
