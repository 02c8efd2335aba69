/*
 * Shares of the workers, counted in a scoreboard whose places the test fills in itself.
 */
#include "api/share.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/scoreboard.h"
#include "fake_clock.h"
#include "harness.h"
#include "observe/counted.h"

enum { PLACES = 18, WORKERS = 8, MANY = 100000 };
#define GREEDY STR("111111111111")
#define OTHER STR("222222222222")
#define VICTIM STR("000000000001")

static struct config config;

/* Puts `state` and the accounts (the served one first, then those whose rows are locked) in a
 * place. */
static void
fill(size_t at, enum scoreboard_state state, int64_t served, int64_t locked)
{
    struct scoreboard_place *place = &scoreboard_all()->places[at];
    atomic_store(&place->pid, 1000 + (int32_t)at);
    atomic_store(&place->role, SCOREBOARD_WORKER);
    atomic_store(&place->state, (int32_t)state);
    atomic_store(&place->accounts[0], served);
    atomic_store(&place->served_accounts[0], served);
    atomic_store(&place->served_ms[0], clock_monotonic_ms());
    atomic_store(&place->accounts[1], locked != 0 ? served : 0);
    atomic_store(&place->accounts[2], locked);
    atomic_store(&place->accounts[3], 0);
}

/* A pool of which `greedy` workers serve one account and the rest another; this process has place
 * 0. */
static void
set_pool(int64_t workers, int64_t setting, int64_t greedy)
{
    struct fault f;
    static bool made;
    if (!made && scoreboard_make("", PLACES, counted_layout(test_arena()), &f) < 0)
        abort();
    made = true;
    config.server.workers = workers;
    config.limits.account_workers = setting;
    for (size_t at = 0; at < PLACES; at++)
        scoreboard_vacate(at);
    scoreboard_enter(PLACES - 1);
    scoreboard_enter(0);
    fill(0, SCOREBOARD_BUSY, 0, 0);
    for (int64_t at = 1; at < workers; at++)
        fill((size_t)at, SCOREBOARD_BUSY, at <= greedy ? 111111111112 : 222222222223, 0);
    /* Another account was here just now. */
    atomic_store(&scoreboard_own()->served_accounts[1], 222222222223);
    atomic_store(&scoreboard_own()->served_ms[1], clock_monotonic_ms());
}

static bool
is_let_in(struct str account)
{
    struct fault f;
    if (share_take(&config, account, &f) == 0)
        return true;
    CU_ASSERT_EQUAL(f.code, FAULT_ACCOUNT_BUSY);
    CU_ASSERT_EQUAL(atomic_load(&scoreboard_own()->accounts[0]), 0);
    return false;
}

static void
a_share_is_half_of_the_workers_or_as_many_as_the_setting_says(void)
{
    static const struct {
        int64_t workers, setting, share;
    } rows[] = { { 2, 0, 1 }, { 3, 0, 1 }, { 4, 0, 2 }, { 8, 0, 4 }, { 8, 1, 1 }, { 8, 7, 7 } };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        set_pool(rows[i].workers, rows[i].setting, rows[i].share - 1);
        CU_ASSERT_TRUE(is_let_in(GREEDY));
        set_pool(rows[i].workers, rows[i].setting, rows[i].share);
        CU_ASSERT_FALSE(is_let_in(GREEDY));
        CU_ASSERT_TRUE(is_let_in(VICTIM));
    }
}

static void
a_single_worker_and_a_share_of_all_refuse_nobody(void)
{
    set_pool(1, 0, 0);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
    set_pool(WORKERS, WORKERS, WORKERS - 1);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
}

static void
nobody_is_refused_while_a_worker_is_idle(void)
{
    set_pool(WORKERS, 0, WORKERS - 2);
    CU_ASSERT_FALSE(is_let_in(GREEDY));
    fill(WORKERS - 1, SCOREBOARD_IDLE, 0, 0);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
    fill(WORKERS - 1, SCOREBOARD_STARTING, 0, 0);
    CU_ASSERT_FALSE(is_let_in(GREEDY));
    fill(WORKERS - 1, SCOREBOARD_LEAVING, 0, 0);
    CU_ASSERT_FALSE(is_let_in(GREEDY));
    fill(WORKERS - 1, SCOREBOARD_IDLE, 0, 0);
    atomic_store(&scoreboard_all()->places[WORKERS - 1].role, SCOREBOARD_SEALER);
    CU_ASSERT_FALSE(is_let_in(GREEDY));
}

static void
an_account_without_company_may_have_all_workers(void)
{
    struct fault f;
    fake_clock_hold();
    set_pool(WORKERS, 0, WORKERS - 1);
    CU_ASSERT_FALSE(is_let_in(GREEDY));
    fake_clock_forward(9999);
    CU_ASSERT_FALSE(is_let_in(GREEDY));
    fake_clock_forward(1);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
    CU_ASSERT_EQUAL(share_lock(&config, &VICTIM, 1, &f), 0);
    share_release();
    /* Served once, another is about, whatever came after it. */
    CU_ASSERT_TRUE(is_let_in(OTHER));
    share_release();
    CU_ASSERT_FALSE(is_let_in(GREEDY));
    CU_ASSERT_FALSE(is_let_in(GREEDY));
}

static void
a_worker_that_is_gone_has_nobody_s_share(void)
{
    set_pool(WORKERS, 0, WORKERS / 2);
    CU_ASSERT_FALSE(is_let_in(GREEDY));
    scoreboard_vacate(1);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
}

static void
whose_rows_are_locked_by_a_share_of_workers_is_named_by_no_more(void)
{
    const struct str named[] = { OTHER, VICTIM };
    struct fault f;
    set_pool(WORKERS, 0, 0);
    for (size_t at = 1; at < WORKERS; at++)
        fill(at, SCOREBOARD_BUSY, 333333333300 + (int64_t)at, at <= WORKERS / 2 ? 2 : 0);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
    CU_ASSERT_EQUAL(share_lock(&config, named, 1, &f), 0);
    CU_ASSERT_EQUAL(share_lock(&config, named, 2, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_ACCOUNT_BUSY);
    fill(1, SCOREBOARD_IDLE, 0, 0);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
    CU_ASSERT_EQUAL(share_lock(&config, named, 2, &f), 0);
    /* The account itself is not kept out by those who name it. */
    fill(1, SCOREBOARD_BUSY, 333333333301, 2);
    CU_ASSERT_TRUE(is_let_in(VICTIM));
    CU_ASSERT_EQUAL(share_lock(&config, NULL, 0, &f), 0);
}

static void
who_waited_in_vain_counts_for_a_while(void)
{
    struct fault f;
    fake_clock_hold();
    set_pool(WORKERS, 0, 0);
    config.database.call_timeout_ms = 5000;
    for (size_t at = 0; at < WORKERS / 2; at++) {
        scoreboard_enter(at);
        CU_ASSERT_TRUE(is_let_in(VICTIM));
        CU_ASSERT_EQUAL(share_lock(&config, &OTHER, 1, &f), 0);
        share_stuck(&config);
        share_release();
    }
    /* Neither the account nor who names it waits once more; reads do, and others. */
    scoreboard_enter(WORKERS - 1);
    CU_ASSERT_TRUE(is_let_in(VICTIM));
    CU_ASSERT_EQUAL(share_lock(&config, NULL, 0, &f), -1);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
    CU_ASSERT_EQUAL(share_lock(&config, &VICTIM, 1, &f), -1);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
    CU_ASSERT_EQUAL(share_lock(&config, NULL, 0, &f), 0);
    /* Of a call that names several it is not known who kept it waiting. */
    const struct str both[] = { STR("000000000002"), STR("000000000003") };
    scoreboard_enter(0);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
    CU_ASSERT_EQUAL(share_lock(&config, both, 2, &f), 0);
    share_stuck(&config);
    CU_ASSERT_EQUAL(atomic_load(&scoreboard_own()->stuck[1]), 111111111112);
    CU_ASSERT_EQUAL(atomic_load(&scoreboard_own()->stuck[2]), 0);
    share_release();
    scoreboard_enter(WORKERS - 1);
    fake_clock_forward(5001);
    CU_ASSERT_TRUE(is_let_in(VICTIM));
    CU_ASSERT_EQUAL(share_lock(&config, NULL, 0, &f), 0);
    share_release();
    scoreboard_enter(0);
}

static void
fifty_accounts_are_shown_and_taken_back(void)
{
    struct str ids[50];
    struct fault f;
    set_pool(WORKERS, 0, 0);
    for (size_t i = 0; i < ARRAY_COUNT(ids); i++)
        ids[i] = arena_format(test_arena(), "4444444444%02zu", i);
    CU_ASSERT_TRUE(is_let_in(GREEDY));
    CU_ASSERT_EQUAL(share_lock(&config, ids, ARRAY_COUNT(ids), &f), 0);
    const struct scoreboard_place *own = scoreboard_own();
    CU_ASSERT_EQUAL(atomic_load(&own->accounts[0]), 111111111112);
    CU_ASSERT_EQUAL(atomic_load(&own->accounts[1]), 111111111112);
    CU_ASSERT_EQUAL(atomic_load(&own->accounts[51]), 444444444450);
    share_release();
    CU_ASSERT_EQUAL(atomic_load(&own->accounts[0]), 0);
    CU_ASSERT_EQUAL(atomic_load(&own->accounts[1]), 0);
}

static void
looking_costs_little(void)
{
    set_pool(WORKERS, 0, WORKERS / 2);
    int64_t begin_ms = fake_clock_passed_ms();
    for (size_t i = 0; i < MANY; i++)
        (void)is_let_in(OTHER);
    int64_t ns = (fake_clock_passed_ms() - begin_ms) * 1000000 / MANY;
    printf("# a look takes %d ns\n", (int)ns);
    CU_ASSERT_TRUE(ns < 20000);
}

SUITE(share)
{
    static const struct test_case cases[] = {
        { "a share is half of the workers, or as many as the setting says",
          a_share_is_half_of_the_workers_or_as_many_as_the_setting_says },
        { "a single worker and a share of all refuse nobody",
          a_single_worker_and_a_share_of_all_refuse_nobody },
        { "nobody is refused while a worker is idle", nobody_is_refused_while_a_worker_is_idle },
        { "an account without company may have all workers",
          an_account_without_company_may_have_all_workers },
        { "a worker that is gone has nobody's share", a_worker_that_is_gone_has_nobody_s_share },
        { "whose rows are locked by a share of workers is named by no more",
          whose_rows_are_locked_by_a_share_of_workers_is_named_by_no_more },
        { "who waited in vain counts for a while", who_waited_in_vain_counts_for_a_while },
        { "fifty accounts are shown and taken back", fifty_accounts_are_shown_and_taken_back },
        { "looking costs little", looking_costs_little },
        { NULL, NULL },
    };
    return cases;
}
