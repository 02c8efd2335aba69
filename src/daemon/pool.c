/*
 * The places of the master's children.
 * Must never let a child that cannot live be restarted without a pause.
 */
#include "daemon/pool.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/operation.h"
#include "base/clock.h"
#include "base/log.h"
#include "daemon/process.h"
#include "daemon/role.h"

/*
 * A child that dies younger than this died of its start; its place waits, and each time twice as
 * long while no worker of its generation was ever ready. One that was shows that they can live.
 */
enum { YOUNG_MS = 1000, DELAY_FIRST_MS = 100, DELAY_LAST_MS = 5000 };
/* What a child may take beyond its own deadline to be gone, before it is killed. */
enum { KILL_GRACE_MS = 500 };
/* A killed child that the kernel still holds is not worth a busy loop. */
enum { KILL_AGAIN_MS = 100 };
/* A master that was held up for so long was not alone in that: all get the time to show life. */
enum { HELD_UP_MS = 2 * POOL_LOOK_MS };

static size_t
place_of(const struct pool *pool, const struct slot *slot)
{
    return (size_t)(slot - pool->slots) + 1;
}

static bool
is_free(const struct slot *slot)
{
    return slot->generation == NULL && slot->pid == 0;
}

static bool
is_leaving(const struct slot *slot)
{
    return slot->generation == NULL && slot->pid > 0;
}

/* Gives a place to be filled by a child of the generation; NULL when all are taken. */
static struct slot *
take_slot(struct pool *pool, struct generation *generation, enum scoreboard_role role,
          int64_t number)
{
    for (size_t i = 0; i < POOL_SLOTS; i++) {
        struct slot *slot = &pool->slots[i];
        if (!is_free(slot))
            continue;
        *slot = (struct slot){ .generation = generation, .role = role, .number = number };
        return slot;
    }
    return NULL;
}

bool
pool_has_room(const struct pool *pool)
{
    size_t count = 0;
    for (size_t i = 0; i < POOL_SLOTS; i++)
        count += is_free(&pool->slots[i]);
    return count >= POOL_SLOTS / 2;
}

void
pool_add(struct pool *pool, struct generation *generation)
{
    assert(pool_has_room(pool));
    for (enum scoreboard_role role = 0; role < SCOREBOARD_ROLES; role++)
        for (int64_t number = 1; number <= roles[role].count(&generation->config); number++)
            (void)take_slot(pool, generation, role, number);
}

/* The life of a child: its exit status. Dies with its master, at its leisure, so that answers are
 * still sent. */
static int
child_life(const struct pool *pool, const struct slot *slot, pid_t parent)
{
    const struct role *role = &roles[slot->role];
    const struct config *config = &slot->generation->config;
    struct fault f;
    scoreboard_enter(place_of(pool, slot));
    scoreboard_begin(slot->role, slot->number);
    if (prctl(PR_SET_PDEATHSIG, SIGTERM) < 0 || getppid() != parent)
        return EXIT_FAILURE;
    (void)prctl(PR_SET_NAME, role->title);
    int result = process_log_open(config);
    if (result < 0)
        (void)fault_set_detail(&f, FAULT_CONFIG, "server.log: %s: %s", config->server.log,
                               strerror(errno));
    else
        result = role->run(config, slot->number, pool->listener, &f);
    if (result == 0)
        return EXIT_SUCCESS;
    log_event(LOG_ERROR, role->not_started, LOG_FIELD_NUMBER(role->name, slot->number),
              LOG_FIELD_TEXT("reason", str_from(f.reason)),
              LOG_FIELD_TEXT("detail", str_from(f.detail)));
    return EXIT_FAILURE;
}

/* Counts a place's failure: when to try again. */
static void
slot_delay(struct slot *slot, int64_t now_ms)
{
    if (slot->delay_ms == 0 || slot->generation->is_healthy)
        slot->delay_ms = DELAY_FIRST_MS;
    else
        slot->delay_ms *= 2;
    if (slot->delay_ms > DELAY_LAST_MS)
        slot->delay_ms = DELAY_LAST_MS;
    slot->due_ms = now_ms + slot->delay_ms;
}

void
pool_fill(struct pool *pool)
{
    int64_t now_ms = clock_monotonic_ms();
    pid_t self = getpid();
    for (size_t i = 0; i < POOL_SLOTS; i++) {
        struct slot *slot = &pool->slots[i];
        if (slot->generation == NULL || slot->pid != 0 || slot->due_ms > now_ms)
            continue;
        pid_t pid = fork();
        if (pid == 0)
            exit(child_life(pool, slot, self));
        slot->started_ms = now_ms;
        slot->ready = slot->hung = false;
        if (pid > 0) {
            slot->pid = pid;
            continue;
        }
        slot_delay(slot, now_ms);
        log_event(LOG_ERROR, "fork_failed", LOG_FIELD_TEXT("cause", str_from(strerror(errno))),
                  LOG_FIELD_NUMBER("restart_ms", slot->delay_ms));
    }
}

int64_t
pool_kill_ms(const struct config *config)
{
    return clock_monotonic_ms() + config->server.stop_timeout_ms + KILL_GRACE_MS;
}

static void
set_leaving(struct slot *slot, int64_t kill_ms)
{
    slot->generation = NULL;
    slot->kill_ms = kill_ms;
}

/* Has another child take over from one that leaves; where there is no place left, when it has left.
 */
static void
replace(struct pool *pool, struct slot *slot)
{
    if (take_slot(pool, slot->generation, slot->role, slot->number) == NULL)
        return;
    set_leaving(slot, pool_kill_ms(&slot->generation->config));
}

/* Gives for how long a child may show no life. Each call to the database is a sign of it. */
static int64_t
hang_ms(const struct slot *slot)
{
    const struct config *config = &slot->generation->config;
    int64_t limit_ms = config->server.hang_timeout_ms;
    if (limit_ms < 2 * config->database.call_timeout_ms)
        limit_ms = 2 * config->database.call_timeout_ms;
    if (limit_ms < roles[slot->role].least_hang_ms)
        limit_ms = roles[slot->role].least_hang_ms;
    return limit_ms;
}

static void
report_hung(const struct slot *slot, const struct scoreboard_place *place, int64_t silent_ms)
{
    const struct role *role = &roles[slot->role];
    /* Who hangs may have written anything. */
    enum scoreboard_state state = (uint32_t)atomic_load(&place->state) % SCOREBOARD_STATES;
    int64_t operation = atomic_load(&place->operation);
    const struct service *service;
    const struct operation *row = operation_numbered((size_t)operation, &service);
    log_event(LOG_ERROR, role->hung, LOG_FIELD_NUMBER(role->name, slot->number),
              LOG_FIELD_NUMBER("pid", slot->pid),
              LOG_FIELD_TEXT("state", str_from(scoreboard_state_name(state))),
              LOG_FIELD_TEXT("op", str_from(row != NULL ? row->name : NULL)),
              LOG_FIELD_NUMBER("silent_ms", silent_ms));
}

/* Kills a child that hangs. The kernel may take its time, which is no news. */
static void
judge(struct slot *slot, const struct scoreboard_place *place, int64_t now_ms)
{
    int64_t alive_ms = atomic_load(&place->beat_ms);
    if (alive_ms < slot->started_ms)
        alive_ms = slot->started_ms;
    if (now_ms - alive_ms < hang_ms(slot))
        return;
    if (!slot->hung)
        report_hung(slot, place, now_ms - alive_ms);
    slot->hung = true;
    kill(slot->pid, SIGKILL);
}

static void
look_at(struct pool *pool, struct slot *slot, int64_t now_ms)
{
    const struct scoreboard_place *place = &scoreboard_all()->places[place_of(pool, slot)];
    int32_t state = atomic_load(&place->state);
    if (is_leaving(slot)) {
        if (now_ms < slot->kill_ms)
            return;
        kill(slot->pid, SIGKILL);
        slot->kill_ms = now_ms + KILL_AGAIN_MS;
        return;
    }
    if (state >= SCOREBOARD_IDLE) {
        slot->ready = true;
        slot->generation->is_healthy |= slot->role == SCOREBOARD_WORKER;
    }
    if (now_ms >= pool->judge_ms)
        judge(slot, place, now_ms);
    if (state == SCOREBOARD_LEAVING)
        replace(pool, slot);
}

void
pool_look(struct pool *pool)
{
    int64_t now_ms = clock_monotonic_ms();
    if (now_ms - pool->looked_ms > HELD_UP_MS)
        pool->judge_ms = now_ms + HELD_UP_MS;
    pool->looked_ms = now_ms;
    for (size_t i = 0; i < POOL_SLOTS; i++)
        if (pool->slots[i].pid > 0)
            look_at(pool, &pool->slots[i], now_ms);
}

void
pool_retire(struct pool *pool, const struct generation *generation, int role, int64_t kill_ms)
{
    for (size_t i = 0; i < POOL_SLOTS; i++) {
        struct slot *slot = &pool->slots[i];
        if ((generation != POOL_ANY_GENERATION && slot->generation != generation) ||
            (role != POOL_ANY_ROLE && slot->role != (enum scoreboard_role)role))
            continue;
        if (slot->pid == 0) {
            slot->generation = NULL;
        } else if (!is_leaving(slot)) {
            kill(slot->pid, SIGTERM);
            set_leaving(slot, kill_ms);
        } else if (slot->kill_ms > kill_ms) {
            slot->kill_ms = kill_ms;
        }
    }
}

void
pool_signal(const struct pool *pool, int signal)
{
    for (size_t i = 0; i < POOL_SLOTS; i++)
        if (pool->slots[i].pid > 0)
            kill(pool->slots[i].pid, signal);
}

static void
child_gone(struct pool *pool, struct slot *slot, int status)
{
    const struct role *role = &roles[slot->role];
    int64_t now_ms = clock_monotonic_ms();
    int64_t lived_ms = now_ms - slot->started_ms;
    bool well = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
    scoreboard_vacate(place_of(pool, slot));
    slot->pid = 0;
    slot->due_ms = now_ms;
    if (slot->generation == NULL || well || lived_ms >= YOUNG_MS)
        slot->delay_ms = 0;
    else
        slot_delay(slot, now_ms);
    log_event(
        well ? LOG_INFO : LOG_ERROR, role->gone, LOG_FIELD_NUMBER(role->name, slot->number),
        LOG_FIELD_TEXT("how", WIFSIGNALED(status) ? STR("killed") : STR("left")),
        LOG_FIELD_NUMBER("code", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)),
        LOG_FIELD_NUMBER("lived_ms", lived_ms), LOG_FIELD_NUMBER("restart_ms", slot->delay_ms));
    if (slot->generation != NULL && !well && WIFEXITED(status) && !slot->ready)
        slot->generation->failed = true;
}

void
pool_bury(struct pool *pool, pid_t pid, int status)
{
    for (size_t i = 0; i < POOL_SLOTS; i++)
        if (pool->slots[i].pid == pid) {
            child_gone(pool, &pool->slots[i], status);
            return;
        }
}

bool
pool_is_ready(const struct pool *pool, const struct generation *generation)
{
    for (size_t i = 0; i < POOL_SLOTS; i++) {
        const struct slot *slot = &pool->slots[i];
        if (slot->generation == generation && !(slot->pid > 0 && slot->ready))
            return false;
    }
    return true;
}

size_t
pool_count(const struct pool *pool, int role)
{
    size_t count = 0;
    for (size_t i = 0; i < POOL_SLOTS; i++)
        count +=
            pool->slots[i].pid > 0 && (role == POOL_ANY_ROLE || (int)pool->slots[i].role == role);
    return count;
}

size_t
pool_count_ready(const struct pool *pool)
{
    size_t count = 0;
    for (size_t i = 0; i < POOL_SLOTS; i++) {
        const struct slot *slot = &pool->slots[i];
        count +=
            slot->pid > 0 && slot->role == SCOREBOARD_WORKER && slot->ready && !is_leaving(slot);
    }
    return count;
}

int64_t
pool_due_ms(const struct pool *pool)
{
    int64_t due_ms = pool->looked_ms + POOL_LOOK_MS;
    for (size_t i = 0; i < POOL_SLOTS; i++) {
        const struct slot *slot = &pool->slots[i];
        bool waits = slot->pid == 0 ? slot->generation != NULL && !pool->ending : is_leaving(slot);
        int64_t slot_ms = slot->pid == 0 ? slot->due_ms : slot->kill_ms;
        if (waits && slot_ms < due_ms)
            due_ms = slot_ms;
    }
    return due_ms;
}
