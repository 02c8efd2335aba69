/*
 * A connection against a scripted libpq, for the tests of db/: set up with a script, torn down with
 * the check that the script was played to its end and that nothing leaked.
 */
#ifndef MEMBERHUB_TESTS_DB_FIXTURE_H
#define MEMBERHUB_TESTS_DB_FIXTURE_H

#include "base/arena.h"
#include "db/connection.h"
#include "db/session.h"
#include "fake_clock.h"
#include "fake_pq.h"
#include "harness.h"

/* By a clock that only waiting moves, so that no case knows how busy the machine is. */
enum { TIMEOUT_MS = 60, ENOUGH_MS = 5000 };

/* Steps of a script. */
/* clang-format off */
#define CONNECT { .action = FAKE_CONNECT }
#define RECONNECT CONNECT, { .action = FAKE_SCRIPT } /* ends what the one before left behind */
#define PREPARE { .action = FAKE_PREPARE }
#define EXECUTE { .action = FAKE_EXECUTE, .columns = 1, .values = { "t" } }
#define STEP(what, how) { .action = FAKE_##what, .ending = FAKE_##how }
#define STEP_SQLSTATE(what, how, code) \
    { .action = FAKE_##what, .ending = FAKE_##how, .sqlstate = (code) }
#define END { .action = FAKE_END }
/* clang-format on */

/* One statement that may change something, and one that cannot. */
#define CHANGE STATEMENT_KEY_DELETE
#define READ STATEMENT_KEY_LIST

/* What a case has, besides its script. */
struct fixture {
    struct db *db;
    struct arena *arena;
    struct db_rows rows;
    struct fault f;
};

static inline void
set_up(struct fixture *x, const struct fake_step *steps, int64_t timeout_ms)
{
    fake_clock_hold();
    fake_pq_start(steps);
    *x = (struct fixture){ .db = db_new("", "test", timeout_ms), .arena = arena_new(1024 * 1024) };
}

/* Checks that the script was played to its end, and that everything was given back. */
static inline void
tear_down(struct fixture *x)
{
    CU_ASSERT_TRUE(fake_pq_is_finished());
    db_free(x->db);
    arena_free(x->arena);
    CU_ASSERT_EQUAL(fake_pq_leaks(), 0);
}

static inline int
call(struct fixture *x, enum statement_id id)
{
    struct db_params params = { .count = 0 };
    db_param(&params, STR("AKIAEXAMPLE"));
    return db_exec(x->db, x->arena, id, &params, &x->rows, &x->f);
}

static inline bool
detail_has(const struct fixture *x, const char *text)
{
    return strstr(x->f.detail, text) != NULL;
}

#endif
