/*
 * Counting an account's workers in the scoreboard.
 * Must never wait, nor write to another's place: the count is of one moment, and two workers that
 * look at the same moment may both refuse.
 */
#include "api/share.h"

#include <stdbool.h>

#include "base/clock.h"
#include "base/scoreboard.h"

/* So long an account that was served is about: as long as a client waits between two tries. */
enum { ABOUT_MS = 10000 };

/* Gives the number that a place shows for an account, which may begin with zeros: one more than its
 * digits say, for 0 is nobody. */
static int64_t
number_of(struct str account_id)
{
    int64_t number = 0;
    for (size_t i = 0; i < account_id.size; i++)
        number = number * 10 + (account_id.data[i] - '0');
    return number + 1;
}

static void
show(size_t at, int64_t number)
{
    atomic_store_explicit(&scoreboard_own()->accounts[at], number, memory_order_release);
}

static int64_t
shown(const struct scoreboard_place *place, size_t at)
{
    return atomic_load_explicit(&place->accounts[at], memory_order_acquire);
}

/* Tells whether a list, which ends with nobody or is full, has the number behind its first. */
static bool
has(const _Atomic int64_t *list, size_t size, int64_t number)
{
    for (size_t at = 1; at < size; at++) {
        int64_t other = atomic_load_explicit(&list[at], memory_order_acquire);
        if (other == number || other == 0)
            return other == number;
    }
    return false;
}

static bool
locks(const struct scoreboard_place *place, int64_t number)
{
    return has(place->accounts, SCOREBOARD_ACCOUNTS, number);
}

static bool
is_stuck(const struct scoreboard_place *place, int64_t number)
{
    int64_t until_ms = atomic_load(&place->stuck_until_ms);
    return until_ms != 0 && until_ms > clock_monotonic_ms() &&
           has(place->stuck, SCOREBOARD_STUCK, number);
}

static bool
serves(const struct scoreboard_place *place, int64_t number)
{
    return shown(place, 0) == number;
}

/* Gives how many workers do that for an account. */
static int64_t
count(bool (*does)(const struct scoreboard_place *, int64_t), int64_t number)
{
    const struct scoreboard *board = scoreboard_all();
    int64_t used = atomic_load(&board->places_used), found = 0;
    for (int64_t i = 0; i < used; i++)
        if (atomic_load(&board->places[i].pid) != 0 && does(&board->places[i], number))
            found++;
    return found;
}

/* Those that start do not serve yet, those that leave take nobody new. */
static bool
one_is_idle(void)
{
    const struct scoreboard *board = scoreboard_all();
    int64_t used = atomic_load(&board->places_used);
    for (int64_t i = 0; i < used; i++)
        if (atomic_load(&board->places[i].pid) != 0 &&
            atomic_load(&board->places[i].role) == SCOREBOARD_WORKER &&
            atomic_load(&board->places[i].state) == SCOREBOARD_IDLE)
            return true;
    return false;
}

/* Remembers that this worker serves an account, and which other it served before. */
static void
note(int64_t number)
{
    struct scoreboard_place *place = scoreboard_own();
    int64_t last = atomic_load(&place->served_accounts[0]);
    if (last != number && last != 0) {
        atomic_store(&place->served_ms[1], atomic_load(&place->served_ms[0]));
        atomic_store(&place->served_accounts[1], last);
    }
    atomic_store(&place->served_accounts[0], number);
    atomic_store(&place->served_ms[0], clock_monotonic_ms());
}

/* Tells whether a worker has served another account than this one of late. */
static bool
another_is_about(int64_t number)
{
    const struct scoreboard *board = scoreboard_all();
    int64_t used = atomic_load(&board->places_used), since_ms = clock_monotonic_ms() - ABOUT_MS;
    for (int64_t i = 0; i < used; i++) {
        const struct scoreboard_place *place = &board->places[i];
        for (size_t at = 0; atomic_load(&place->pid) != 0 && at < 2; at++) {
            int64_t other = atomic_load(&place->served_accounts[at]);
            if (other != 0 && other != number && atomic_load(&place->served_ms[at]) > since_ms)
                return true;
        }
    }
    return false;
}

/* Tells whether there may be somebody else who has to wait for a worker. */
static bool
others_wait(int64_t number)
{
    return !one_is_idle() && another_is_about(number);
}

static int64_t
share(const struct config *config)
{
    int64_t half = config->server.workers / 2;
    return config->limits.account_workers > 0 ? config->limits.account_workers
           : half > 0                         ? half
                                              : 1;
}

static int
refuse(struct fault *f)
{
    share_release();
    return fault_set_reason(f, FAULT_ACCOUNT_BUSY, "too many calls of one account at once");
}

int
share_take(const struct config *config, struct str account_id, struct fault *f)
{
    int64_t number = number_of(account_id);
    show(1, 0);
    show(0, number);
    note(number);
    return count(serves, number) > share(config) && others_wait(number) ? refuse(f) : 0;
}

/*
 * Tells whether more than a share is at an account's rows, or was there in vain of late. Once it is
 * known that the wait is in vain it does not matter whether another worker is idle: those who wait
 * for this one would wait with it.
 */
static bool
is_crowded(const struct config *config, int64_t number, bool own)
{
    int64_t stuck = count(is_stuck, number);
    if (own && stuck == 0)
        return false;
    return count(locks, number) + stuck > share(config) &&
           (stuck > 0 || others_wait(shown(scoreboard_own(), 0)));
}

int
share_lock(const struct config *config, const struct str *account_ids, size_t count_of_ids,
           struct fault *f)
{
    int64_t own = shown(scoreboard_own(), 0);
    size_t most = SCOREBOARD_ACCOUNTS - 2, listed = count_of_ids < most ? count_of_ids : most;
    /* From its end, the first last: until then the list has ended before it began, and nobody sees
     * in it what an earlier call left behind. */
    if (listed < most)
        show(listed + 2, 0);
    for (size_t i = listed; i > 0; i--)
        show(i + 1, number_of(account_ids[i - 1]));
    show(1, own);
    if (is_crowded(config, own, true))
        return refuse(f);
    for (size_t i = 0; i < count_of_ids; i++)
        if (is_crowded(config, number_of(account_ids[i]), false))
            return refuse(f);
    return 0;
}

void
share_stuck(const struct config *config)
{
    struct scoreboard_place *place = scoreboard_own();
    bool one = shown(place, 2) != 0 && shown(place, 3) == 0;
    atomic_store(&place->stuck[1], shown(place, 1));
    atomic_store(&place->stuck[2], one ? shown(place, 2) : 0);
    atomic_store(&place->stuck_until_ms, clock_monotonic_ms() + config->database.call_timeout_ms);
}

void
share_release(void)
{
    show(0, 0);
    show(1, 0);
}
