/*
 * A transaction of several statements is one session's or none's, and a script that fails says
 * where.
 */
#include "db/connection.h"

#include "db_fixture.h"

static void
within_a_transaction_nothing_is_tried_again(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE,
                                              EXECUTE, /* begin */
                                              PREPARE, STEP_SQLSTATE(EXECUTE, ERROR, "40001"),
                                              PREPARE, EXECUTE, /* rollback */
                                              END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(db_begin(x.db, &x.f), 0);
    CU_ASSERT_EQUAL(call(&x, CHANGE), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_REQUEST_BUSY);
    CU_ASSERT_EQUAL(db_commit(x.db, &x.f), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_FAILED);
    tear_down(&x);
}

static void
a_transaction_whose_session_is_lost_is_not_carried_on_in_another(void)
{
    static const struct fake_step steps[] = { CONNECT,   PREPARE,
                                              EXECUTE, /* begin */
                                              PREPARE,   STEP(EXECUTE, LOST),
                                              RECONNECT, PREPARE,
                                              EXECUTE, /* after the rollback */
                                              END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(db_begin(x.db, &x.f), 0);
    CU_ASSERT_EQUAL(call(&x, READ), -1);
    x.db->retry_at_ms = 0;
    CU_ASSERT_EQUAL(call(&x, READ), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
    CU_ASSERT_EQUAL(db_run_script(x.db, STR("SELECT 1"), &x.f), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
    db_rollback(x.db);
    x.db->retry_at_ms = 0;
    CU_ASSERT_EQUAL(call(&x, READ), 0);
    tear_down(&x);
}

static void
a_transaction_whose_session_died_idle_is_not_carried_on_in_another(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, EXECUTE, END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(db_begin(x.db, &x.f), 0);
    fake_pq_idle(NULL, true);
    CU_ASSERT_EQUAL(db_commit(x.db, &x.f), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_DOWN);
    tear_down(&x);
}

static void
a_transaction_that_went_well_is_committed(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, EXECUTE, STEP(SCRIPT, DONE),
                                              PREPARE, EXECUTE, END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(db_begin(x.db, &x.f), 0);
    CU_ASSERT_EQUAL(db_run_script(x.db, STR("SELECT 1; SELECT 2"), &x.f), 0);
    CU_ASSERT_EQUAL(db_commit(x.db, &x.f), 0);
    CU_ASSERT_FALSE(x.db->in_transaction);
    tear_down(&x);
}

static void
a_script_that_fails_says_on_which_line_and_what_helps(void)
{
    static const struct fake_step steps[] = { CONNECT, STEP_SQLSTATE(SCRIPT, ERROR, "42601"),
                                              STEP(SCRIPT, LOST), END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    /* The fake's position is character 12; counting bytes would stop on line 1. */
    CU_ASSERT_EQUAL(
        db_run_script(x.db, STR("-- \303\274\303\274\303\274\303\274\n\nSELEC nope"), &x.f), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_FAILED);
    CU_ASSERT_STR_EQUAL(str_from(x.f.detail),
                        STR("line 3: the message (SQLSTATE 42601); hint: the hint"));
    CU_ASSERT_EQUAL(db_run_script(x.db, STR("SELECT 1"), &x.f), -1);
    CU_ASSERT_EQUAL(db_run_script(x.db, STR("SELECT '\0'"), &x.f), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_DATABASE_FAILED);
    tear_down(&x);
}

static const struct test_case cases[] = {
    { "within a transaction nothing is tried again", within_a_transaction_nothing_is_tried_again },
    { "a transaction whose session is lost is not carried on in another",
      a_transaction_whose_session_is_lost_is_not_carried_on_in_another },
    { "a transaction whose session died idle is not carried on in another",
      a_transaction_whose_session_died_idle_is_not_carried_on_in_another },
    { "a transaction that went well is committed", a_transaction_that_went_well_is_committed },
    { "a script that fails says on which line, and what helps",
      a_script_that_fails_says_on_which_line_and_what_helps },
    { NULL, NULL },
};

SUITE(transaction)
{
    return cases;
}
