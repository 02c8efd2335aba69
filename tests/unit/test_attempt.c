/*
 * What becomes of a call whose session is lost under way: nothing is sent twice that must not be,
 * nothing is called made that may not be, and nothing is given up that time allows to find out.
 */
#include "db/attempt.h"

#include "base/clock.h"
#include "db/call.h"
#include "db_fixture.h"

/* The kinds of statements that are treated differently. */
enum kind { KIND_READ, KIND_CHANGE, KIND_KEYED, KIND_COUNT };

/* An operation that changes something, under a retry key. */
static int
call_keyed(struct fixture *x)
{
    struct caller caller = { .account_id = STR("111111111111"), .retry_key = STR("key") };
    const struct statement_function function = { .name = "disable_security_hub",
                                                 .is_change = true };
    const struct statement statement = statement_of_function(x->arena, &function, 0);
    struct db_params params;
    call_init(x->arena, &params, &caller);
    return db_exec_statement(x->db, x->arena, &statement, &params, &x->rows, &x->f);
}

static int
call_kind(struct fixture *x, enum kind kind)
{
    return kind == KIND_KEYED ? call_keyed(x) : call(x, kind == KIND_READ ? READ : CHANGE);
}

/* Plays one call over a script; gives the fault, or
 * NO_FAULT when it succeeded. */
static enum fault_code
play(enum kind kind, const struct fake_step *steps)
{
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    enum fault_code code = call_kind(&x, kind) == 0 ? NO_FAULT : x.f.code;
    tear_down(&x);
    return code;
}

/* All ways in which a statement that was sent can end without an end that can be trusted. */
static const struct fake_step losses[] = {
    STEP(EXECUTE, LOST),
    STEP(EXECUTE, UNSENT), /* libpq does not say how much went out */
    STEP(EXECUTE, COPY),
    STEP_SQLSTATE(EXECUTE, LAST_WORDS, "57P01"),
    STEP_SQLSTATE(EXECUTE, LAST_WORDS, "40001"),
    STEP_SQLSTATE(EXECUTE, ERROR, "57P01"),
    STEP_SQLSTATE(EXECUTE, ERROR, "57P02"),
    STEP_SQLSTATE(EXECUTE, ERROR, "57P03"),
    STEP_SQLSTATE(EXECUTE, ERROR, "08006"),
    STEP_SQLSTATE(EXECUTE, ERROR, "08P01"),
    STEP_SQLSTATE(EXECUTE, ERROR, "40003"),
    { FAKE_EXECUTE, FAKE_LOST_AFTER_ROWS, NULL, NULL, 1, { "t" }, 0 },
    { FAKE_EXECUTE, FAKE_CUT_AFTER_ROWS, NULL, NULL, 1, { "t" }, 0 },
};

/* The server's word that a commit was not waited for. A change's alone: a read commits nothing. */
static const struct fake_step warnings[] = {
    { FAKE_EXECUTE, FAKE_WARNED, "01000", NULL, 1, { "t" }, 0 },
    { FAKE_EXECUTE, FAKE_WARNED, "57P01", NULL, 1, { "t" }, 0 },
};

/* Checks what becomes of a change, without a retry key and with one, after `loss`. */
static void
check_change_after(struct fake_step loss)
{
    struct fake_step keyless[] = { CONNECT, PREPARE, loss, END };
    struct fake_step keyed[] = { CONNECT, PREPARE, loss,      RECONNECT, PREPARE, loss, RECONNECT,
                                 PREPARE, loss,    RECONNECT, PREPARE,   EXECUTE, END };
    struct fixture x;
    set_up(&x, keyless, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, CHANGE), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
    CU_ASSERT_TRUE(detail_has(&x, "outcome unknown: "));
    CU_ASSERT_PTR_NULL(x.db->conn);
    tear_down(&x);
    CU_ASSERT_EQUAL(play(KIND_KEYED, keyed), NO_FAULT);
}

static void
a_change_of_unknown_outcome_is_sent_again_under_its_retry_key_and_never_without(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(losses); i++)
        check_change_after(losses[i]);
    for (size_t i = 0; i < ARRAY_COUNT(warnings); i++)
        check_change_after(warnings[i]);
}

static void
a_read_that_was_lost_is_sent_again(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(losses); i++) {
        struct fake_step steps[] = { CONNECT,   PREPARE,   losses[i], RECONNECT, PREPARE,
                                     losses[i], RECONNECT, PREPARE,   EXECUTE,   END };
        CU_ASSERT_EQUAL(play(KIND_READ, steps), NO_FAULT);
    }
}

static void
a_warning_is_about_the_commit_of_a_change_and_a_notice_is_about_nothing(void)
{
    static const struct fake_step noticed[] = {
        CONNECT, PREPARE, { FAKE_EXECUTE, FAKE_WARNED, "00000", NULL, 1, { "t" }, 0 }, END
    };
    for (size_t i = 0; i < ARRAY_COUNT(warnings); i++) {
        struct fake_step steps[] = { CONNECT, PREPARE, warnings[i], END };
        CU_ASSERT_EQUAL(play(KIND_READ, steps), NO_FAULT);
    }
    CU_ASSERT_EQUAL(play(KIND_CHANGE, noticed), NO_FAULT);
    CU_ASSERT_EQUAL(play(KIND_KEYED, noticed), NO_FAULT);
}

/* What may come between a loss and the answer, and how that looks to a call in the end. */
static void
a_change_of_unknown_outcome_waits_for_an_answer_whatever_comes_between(void)
{
    static const struct fake_step between[][5] = {
        { RECONNECT, PREPARE, STEP_SQLSTATE(EXECUTE, ERROR, "25006"), END },
        { RECONNECT, STEP(PREPARE, LOST), END },
        { RECONNECT, STEP(PREPARE, UNSENT), END },
        { RECONNECT, STEP_SQLSTATE(PREPARE, LAST_WORDS, "57P02"), END },
        { CONNECT, STEP(SCRIPT, LOST), END },
        { CONNECT, STEP(SCRIPT, UNSENT), END },
        { STEP(CONNECT, ERROR), STEP(CONNECT, ERROR), STEP(CONNECT, ERROR), END },
    };
    for (size_t i = 0; i < ARRAY_COUNT(between); i++) {
        struct fake_step steps[16] = { CONNECT, PREPARE, STEP(EXECUTE, LOST) };
        static const struct fake_step last[] = { RECONNECT, PREPARE, EXECUTE, END };
        size_t count = 3;
        for (size_t k = 0; between[i][k].action != FAKE_END; k++)
            steps[count++] = between[i][k];
        for (size_t k = 0; k < ARRAY_COUNT(last); k++)
            steps[count++] = last[k];
        CU_ASSERT_EQUAL(play(KIND_KEYED, steps), NO_FAULT);
    }
}

static void
a_change_of_unknown_outcome_is_not_given_up_to_a_lock_or_a_race(void)
{
    static const char *const codes[] = { "55P03", "57014", "40001", "40P01" };
    for (size_t i = 0; i < ARRAY_COUNT(codes); i++) {
        struct fake_step lost = STEP_SQLSTATE(EXECUTE, ERROR, codes[i]);
        struct fake_step steps[] = { CONNECT,   PREPARE, STEP(EXECUTE, LOST),
                                     RECONNECT, PREPARE, lost,
                                     lost,      lost,    lost,
                                     lost,      EXECUTE, END };
        CU_ASSERT_EQUAL(play(KIND_KEYED, steps), NO_FAULT);
    }
}

static void
a_change_of_unknown_outcome_whose_second_try_fails_is_still_of_unknown_outcome(void)
{
    static const struct fake_step failed[] = {
        CONNECT,   PREPARE, STEP(EXECUTE, LOST),
        RECONNECT, PREPARE, STEP_SQLSTATE(EXECUTE, ERROR, "53100"),
        END
    };
    static const struct fake_step silent[] = { CONNECT,   PREPARE, STEP(EXECUTE, LOST),
                                               RECONNECT, PREPARE, STEP(EXECUTE, SILENT),
                                               END };
    struct fixture x;
    set_up(&x, failed, ENOUGH_MS);
    CU_ASSERT_EQUAL(call_keyed(&x), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
    CU_ASSERT_TRUE(detail_has(&x, "outcome unknown: disable_security_hub: SQLSTATE 53100"));
    tear_down(&x);
    set_up(&x, silent, TIMEOUT_MS);
    int64_t started_ms = clock_monotonic_ms();
    CU_ASSERT_EQUAL(call_keyed(&x), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
    CU_ASSERT_TRUE(detail_has(&x, "outcome unknown: deadline passed"));
    CU_ASSERT_TRUE(clock_monotonic_ms() - started_ms >= TIMEOUT_MS);
    tear_down(&x);
}

static void
whatever_was_not_executed_is_sent_to_the_next_session(void)
{
    static const struct fake_step scripts[][8] = {
        { CONNECT, STEP(PREPARE, LOST), RECONNECT, PREPARE, EXECUTE, END },
        { CONNECT, STEP(PREPARE, UNSENT), RECONNECT, PREPARE, EXECUTE, END },
        { CONNECT, STEP_SQLSTATE(PREPARE, LAST_WORDS, "57P02"), RECONNECT, PREPARE, EXECUTE, END },
        { CONNECT, PREPARE, STEP_SQLSTATE(EXECUTE, ERROR, "25006"), RECONNECT, PREPARE, EXECUTE,
          END },
    };
    for (size_t i = 0; i < ARRAY_COUNT(scripts); i++)
        for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
            struct fixture x;
            set_up(&x, scripts[i], ENOUGH_MS);
            CU_ASSERT_EQUAL(call_kind(&x, kind), 0);
            tear_down(&x);
        }
}

static void
calls_wait_for_a_database_that_served_until_lately(void)
{
    static const struct fake_step steps[] = { CONNECT,
                                              PREPARE,
                                              EXECUTE,
                                              STEP(EXECUTE, LOST),
                                              STEP(CONNECT, ERROR),
                                              STEP(CONNECT, ERROR),
                                              STEP(CONNECT, ERROR),
                                              RECONNECT,
                                              PREPARE,
                                              EXECUTE,
                                              END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, READ), 0);
    CU_ASSERT_EQUAL(call(&x, READ), 0);
    tear_down(&x);
}

static void
only_a_change_of_unknown_outcome_waits_for_a_database_that_stays_away(void)
{
    enum { SOON_MS = 30, LATE_MS = 60000, PAST_MS = -1000 };
    static const struct {
        bool unknown;
        int64_t patient_ms, deadline_ms; /* from now */
        bool waits;
    } rows[] = {
        { false, LATE_MS, LATE_MS, true }, { false, PAST_MS, LATE_MS, false },
        { true, PAST_MS, LATE_MS, true },  { true, PAST_MS, SOON_MS / 2, false },
        { true, LATE_MS, PAST_MS, false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        int64_t now_ms = clock_monotonic_ms();
        struct db db = { .retry_at_ms = now_ms + SOON_MS,
                         .patient_until_ms = now_ms + rows[i].patient_ms };
        struct attempts attempts = { .unknown = rows[i].unknown,
                                     .deadline_ms = now_ms + rows[i].deadline_ms };
        CU_ASSERT_EQUAL(attempt_await_turn(&db, &attempts), rows[i].waits);
        CU_ASSERT_TRUE(!rows[i].waits || clock_monotonic_ms() >= db.retry_at_ms);
    }
}

static void
a_statement_that_outlives_its_call_does_not_keep_the_next_one_from_connecting(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, STEP(EXECUTE, SILENT), END };
    static const struct fake_step next[] = { RECONNECT, PREPARE, EXECUTE, END };
    struct fixture x;
    set_up(&x, steps, TIMEOUT_MS);
    CU_ASSERT_EQUAL(call_keyed(&x), -1);
    x.db->call_timeout_ms = ENOUGH_MS;
    for (int i = 0; i < 3; i++) {
        fake_pq_start(next);
        CU_ASSERT_EQUAL(call(&x, READ), 0);
        fake_pq_idle(NULL, true);
    }
    tear_down(&x);
}

static void
a_new_session_goes_on_although_it_may_not_end_the_old_one(void)
{
    static const struct fake_step steps[] = { CONNECT,
                                              PREPARE,
                                              STEP(EXECUTE, LOST),
                                              CONNECT,
                                              STEP_SQLSTATE(SCRIPT, ERROR, "42501"),
                                              PREPARE,
                                              EXECUTE,
                                              END };
    CU_ASSERT_EQUAL(play(KIND_KEYED, steps), NO_FAULT);
}

static const struct test_case cases[] = {
    { "a change of unknown outcome is sent again under its retry key, and never without",
      a_change_of_unknown_outcome_is_sent_again_under_its_retry_key_and_never_without },
    { "a read that was lost is sent again", a_read_that_was_lost_is_sent_again },
    { "a warning is about the commit of a change, and a notice is about nothing",
      a_warning_is_about_the_commit_of_a_change_and_a_notice_is_about_nothing },
    { "a change of unknown outcome waits for an answer, whatever comes between",
      a_change_of_unknown_outcome_waits_for_an_answer_whatever_comes_between },
    { "a change of unknown outcome is not given up to a lock or a race",
      a_change_of_unknown_outcome_is_not_given_up_to_a_lock_or_a_race },
    { "a change of unknown outcome whose second try fails is still of unknown outcome",
      a_change_of_unknown_outcome_whose_second_try_fails_is_still_of_unknown_outcome },
    { "whatever was not executed is sent to the next session",
      whatever_was_not_executed_is_sent_to_the_next_session },
    { "calls wait for a database that served until lately",
      calls_wait_for_a_database_that_served_until_lately },
    { "only a change of unknown outcome waits for a database that stays away",
      only_a_change_of_unknown_outcome_waits_for_a_database_that_stays_away },
    { "a statement that outlives its call does not keep the next one from connecting",
      a_statement_that_outlives_its_call_does_not_keep_the_next_one_from_connecting },
    { "a new session goes on although it may not end the old one",
      a_new_session_goes_on_although_it_may_not_end_the_old_one },
    { NULL, NULL },
};

SUITE(attempt)
{
    return cases;
}
