/*
 * THE TABLES OF ATTEMPTS: what each class of errors means, and how often each ending is followed by
 * another try. Must never look at a statement or its values: its caller says what is repeatable.
 */
#include "db/attempt.h"

#include <assert.h>
#include <poll.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/scoreboard.h"

enum {
    PAUSE_MAX_MS = 20, /* after a lost race: longer than any of our transactions */
    BACKOFF_MIN_MS = 10,
    BACKOFF_MAX_MS = 800,  /* serves again within a second of the database's return, and eight
                              workers knock fewer than twenty times a second */
    BACKOFF_DOUBLINGS = 7, /* 10 ms doubled seven times is beyond the maximum */
    UNTIL_DEADLINE = -1,
};

static const struct {
    enum attempt ended;
    enum fault_code code;
} errors[] = {
    [SQLSTATE_FAILED] = { ATTEMPT_FAILED, FAULT_DATABASE_FAILED },
    [SQLSTATE_DOWN] = { ATTEMPT_UNKNOWN, FAULT_DATABASE_DOWN },
    [SQLSTATE_READ_ONLY] = { ATTEMPT_UNSENT, FAULT_DATABASE_DOWN },
    [SQLSTATE_AGAIN] = { ATTEMPT_AGAIN, FAULT_REQUEST_BUSY },
    [SQLSTATE_STALE] = { ATTEMPT_STALE, FAULT_DATABASE_FAILED },
    [SQLSTATE_BUSY] = { ATTEMPT_BUSY, FAULT_REQUEST_BUSY },
};

/*
 * How often a call tries again after each ending. `to_learn`: after an attempt whose outcome is
 * unknown the call only wants to hear what became of it, so nothing that passes may end it.
 */
static const struct {
    const char *name; /* NULL: never followed by another */
    int tries, tries_to_learn;
    bool pauses; /* for a moment, so that whoever was in the way is gone */
} rules[ATTEMPT_COUNT] = {
    [ATTEMPT_BUSY] = { "busy", 0, UNTIL_DEADLINE, true },
    [ATTEMPT_AGAIN] = { "again", 3, UNTIL_DEADLINE, true },
    [ATTEMPT_STALE] = { "stale", 1, 1, false },
    [ATTEMPT_UNSENT] = { "unsent", UNTIL_DEADLINE, UNTIL_DEADLINE, false },
    [ATTEMPT_UNKNOWN] = { "unknown", 0, UNTIL_DEADLINE, false },
};

const char *
attempt_retried_name(enum attempt ended)
{
    return rules[ended].name;
}

enum attempt
attempt_of_error(enum sqlstate_class class, bool lost, enum fault_code *ret_code)
{
    if (lost)
        class = SQLSTATE_DOWN;
    *ret_code = errors[class].code;
    return errors[class].ended;
}

/*
 * Gives a random number from `min` to `max`. The small bias of the remainder does not matter to a
 * pause.
 */
static int64_t
jitter(int64_t min, int64_t max)
{
    uint32_t random;
    random_bytes((uint8_t *)&random, sizeof random);
    return min + (int64_t)random % (max - min + 1);
}

/*
 * Forbids connecting for a while: up to 10 ms, 20 ms, 40 ms ... 800 ms and at least half of that,
 * so that workers neither knock all the time nor come back in step. A session that served, or the
 * very first one, is replaced at once, and its database gets the time of one call to come back.
 */
static void
back_off(struct db *db)
{
    int64_t now_ms = clock_monotonic_ms(), max_ms = BACKOFF_MAX_MS;
    if (db->was_open && db->failures == 0) {
        db->failures = 1;
        db->retry_at_ms = now_ms;
        db->patient_until_ms = now_ms + db->call_timeout_ms;
        return;
    }
    if (db->failures < BACKOFF_DOUBLINGS)
        max_ms = (int64_t)BACKOFF_MIN_MS << db->failures;
    db->failures++;
    db->retry_at_ms = now_ms + jitter(max_ms / 2, max_ms);
}

/*
 * Tells whether another of the server's processes was served since this one tried. Without
 * it, a worker that still holds back while the others serve again would answer its 503 faster than
 * they answer anything, and so draw the requests to itself.
 */
static bool
is_back_for_others(const struct db *db)
{
    return db->failures > 0 &&
           atomic_load(&scoreboard_all()->database_sessions) != db->sessions_before;
}

bool
attempt_await_turn(const struct db *db, const struct attempts *attempts)
{
    if (is_back_for_others(db))
        return true;
    int64_t pause_ms = db->retry_at_ms - clock_monotonic_ms();
    if (db->conn != NULL || pause_ms <= 0)
        return true;
    if (db->retry_at_ms >= attempts->deadline_ms ||
        (!attempts->unknown && db->retry_at_ms >= db->patient_until_ms))
        return false;
    poll(NULL, 0, (int)pause_ms);
    return true;
}

void
attempt_served(struct db *db)
{
    if (db->has_served)
        return;
    db->has_served = true;
    db->failures = 0;
    atomic_fetch_add(&scoreboard_all()->database_sessions, 1);
}

bool
attempt_again(struct db *db, struct attempts *attempts, enum attempt ended)
{
    assert(ended != ATTEMPT_DONE);
    if (ended == ATTEMPT_UNSENT || ended == ATTEMPT_UNKNOWN)
        back_off(db);
    attempts->unknown = attempts->unknown || ended == ATTEMPT_UNKNOWN;
    bool to_learn = attempts->unknown && attempts->repeatable;
    int tries = to_learn ? rules[ended].tries_to_learn : rules[ended].tries;
    int64_t pause_ms = rules[ended].pauses ? jitter(0, PAUSE_MAX_MS) : 0;
    if (db->in_transaction || (tries != UNTIL_DEADLINE && attempts->tries[ended]++ >= tries) ||
        clock_monotonic_ms() + pause_ms >= attempts->deadline_ms)
        return false;
    if (pause_ms > 0)
        poll(NULL, 0, (int)pause_ms);
    return attempt_await_turn(db, attempts);
}

int
attempt_give_up(const struct attempts *attempts, const struct fault *last, struct fault *f)
{
    if (attempts->unknown)
        return fault_set_detail(f, FAULT_DATABASE_DOWN, "outcome unknown: %s", last->detail);
    *f = *last;
    return -1;
}
