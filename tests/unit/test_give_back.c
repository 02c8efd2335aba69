/*
 * What is large on its way to the database and back: it is not copied, and nothing of it stays.
 */
#include "db/connection.h"

#include "db_fixture.h"

/* The parameter has no NUL behind it, as what lies in a body has none. */
static void
what_may_be_large_is_sent_from_where_it_is(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, EXECUTE, EXECUTE, END };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    for (int turn = 0; turn < 2; turn++) {
        struct db_params params = { .count = 0 };
        if (turn == 0)
            db_param_verbatim(&params, str_slice(STR("a document, and more"), 0, 10));
        else
            db_param(&params, STR("a text"));
        CU_ASSERT_EQUAL(db_exec(x.db, x.arena, CHANGE, &params, &x.rows, &x.f), 0);
        CU_ASSERT_STR_EQUAL(str_from(fake_pq_parameter(0)),
                            turn == 0 ? STR("a document") : STR("a text"));
        CU_ASSERT_EQUAL(fake_pq_is_binary(0), turn == 0);
    }
    tear_down(&x);
}

/* libpq keeps room for the largest message that it had: a session that had one goes. */
static void
a_session_with_large_messages_is_given_back_and_nothing_is_left_of_it(void)
{
    static const struct fake_step kept[] = { CONNECT, PREPARE, EXECUTE, PREPARE, EXECUTE, END };
    static const struct fake_step given[] = { CONNECT, PREPARE, EXECUTE, CONNECT,
                                              PREPARE, EXECUTE, END };
    for (int large = 0; large < 2; large++) {
        size_t size = 512 * 1024 + (size_t)large;
        struct str text = arena_format(test_arena(), "%*s", (int)size, "");
        struct db_params params = { .count = 0 };
        struct fixture x;
        set_up(&x, large ? given : kept, ENOUGH_MS);
        CU_ASSERT_FALSE(db_give_back(x.db));
        db_param_verbatim(&params, text);
        CU_ASSERT_EQUAL(db_exec(x.db, x.arena, CHANGE, &params, &x.rows, &x.f), 0);
        CU_ASSERT_EQUAL(db_give_back(x.db), large == 1);
        CU_ASSERT_FALSE(db_give_back(x.db));
        CU_ASSERT_EQUAL(call(&x, READ), 0);
        tear_down(&x);
    }
}

static void
each_row_is_a_message(void)
{
    const char *half = arena_format(test_arena(), "%*s", 256 * 1024, "").data;
    const struct fake_step steps[] = {
        CONNECT,
        PREPARE,
        { .action = FAKE_EXECUTE, .columns = 1, .values = { half, half }, .rows = 100 },
        { .action = FAKE_EXECUTE, .columns = 3, .values = { half, half, "1" } },
        END,
    };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, READ), 0);
    CU_ASSERT_FALSE(db_give_back(x.db));
    CU_ASSERT_EQUAL(call(&x, READ), 0);
    CU_ASSERT_TRUE(db_give_back(x.db));
    tear_down(&x);
}

static void
rows_beyond_what_the_arena_holds_are_refused_and_end_nobody(void)
{
    static const struct fake_step steps[] = {
        CONNECT,
        PREPARE,
        { .action = FAKE_EXECUTE, .columns = 1, .values = { "1" }, .rows = 1000000 },
        EXECUTE,
        END,
    };
    struct fixture x;
    set_up(&x, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(call(&x, READ), -1);
    CU_ASSERT_EQUAL(x.f.code, FAULT_INTERNAL);
    CU_ASSERT_TRUE(detail_has(&x, "answered 1000000 rows"));
    CU_ASSERT_EQUAL(call(&x, READ), 0);
    tear_down(&x);
}

SUITE(give_back)
{
    static const struct test_case cases[] = {
        { "what may be large is sent from where it is",
          what_may_be_large_is_sent_from_where_it_is },
        { "a session with large messages is given back, and nothing is left of it",
          a_session_with_large_messages_is_given_back_and_nothing_is_left_of_it },
        { "each row is a message", each_row_is_a_message },
        { "rows beyond what the arena holds are refused, and end nobody",
          rows_beyond_what_the_arena_holds_are_refused_and_end_nobody },
        { NULL, NULL },
    };
    return cases;
}
