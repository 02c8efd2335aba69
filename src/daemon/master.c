/*
 * The master's loop: no signal handlers, one place that waits.
 * Must never give up what serves before what takes its place is ready.
 */
#include "daemon/master.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/scoreboard.h"
#include "daemon/notify.h"
#include "daemon/pid_file.h"
#include "daemon/pool.h"
#include "daemon/process.h"
#include "daemon/upgrade.h"

/* A worker is ready within milliseconds, for it does not wait for the database; 256 of them on a
 * machine that does much else may take seconds. */
enum { READY_TIMEOUT_MS = 10000 };

/* Longer than that, so that a new master that is not ready gives itself up. */
enum { SUCCESSOR_TIMEOUT_MS = 3 * READY_TIMEOUT_MS };

/* So often in the time between two signs of life it is looked for somebody who serves. */
enum { ALIVE_LOOKS = 10 };

struct master {
    const struct master_start *start;
    struct listener *listener;
    struct pool pool;
    struct generation generations[2];
    struct generation *serving, *next; /* NULL unless a reload is under way */
    pid_t predecessor;                 /* until we have taken its place; 0 for none */
    struct successor successor;
    int64_t give_up_ms; /* of what is under way: taking over, reload, upgrade */
    bool reload_wanted, upgrade_wanted;
    bool announced;                   /* as ready */
    int64_t alive_every_ms, alive_ms; /* the service manager's watchdog; 0 for none */
    bool stopping, sealer_told;
    int64_t kill_ms; /* when stopping */
    int status;      /* to exit with */
};

/* What a reload cannot change: others know it, or hold on to it. */
static const struct {
    const char *name;
    size_t offset;
} lasting_settings[] = {
    { "[server] socket", offsetof(struct config, server.socket) },
    { "[server] socket_group", offsetof(struct config, server.socket_group) },
    { "[server] scoreboard", offsetof(struct config, server.scoreboard) },
    { "[server] pid_file", offsetof(struct config, server.pid_file) },
};

static int
compare_lasting(const struct config *old, const struct config *new, struct fault *f)
{
    for (size_t i = 0; i < ARRAY_COUNT(lasting_settings); i++) {
        size_t offset = lasting_settings[i].offset;
        if (strcmp((const char *)old + offset, (const char *)new + offset) != 0)
            return fault_set_detail(f, FAULT_CONFIG, "%s cannot be changed without a restart",
                                    lasting_settings[i].name);
    }
    return 0;
}

/* Whether the service manager takes this process for the main one: it believes nobody else. */
static bool
is_main(const struct master *master)
{
    return master->predecessor == 0 && master->successor.state != SUCCESSOR_SERVING;
}

static void
notify_ready(const struct master *master)
{
    notify_send("READY=1\nSTATUS=Serving with %lld workers",
                (long long)master->serving->config.server.workers);
}

/* Puts a generation beside the one that serves. Its children are started by the loop. */
static void
reload_begin(struct master *master)
{
    struct generation *next = &master->generations[master->serving == &master->generations[0]];
    struct fault f = { 0 };
    *next = (struct generation){ .number = master->serving->number + 1 };
    master->reload_wanted = false;
    if (process_config_load(master->start->config_file, PROCESS_SERVER, &next->config, &f) < 0 ||
        compare_lasting(&master->serving->config, &next->config, &f) < 0) {
        log_event(LOG_ERROR, "reload_refused", LOG_FIELD_TEXT("reason", str_from(f.reason)),
                  LOG_FIELD_TEXT("detail", str_from(f.detail)));
        bool has_detail = f.detail[0] != '\0';
        notify_clean(has_detail ? f.detail : f.reason);
        notify_send("STATUS=Serving; new settings were refused: %s",
                    has_detail ? f.detail : f.reason);
        return;
    }
    pool_add(&master->pool, next);
    master->next = next;
    master->give_up_ms = clock_monotonic_ms() + READY_TIMEOUT_MS;
    notify_send("RELOADING=1\nMONOTONIC_USEC=%lld", (long long)clock_monotonic_ms() * 1000);
    log_event(LOG_INFO, "reloading", LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_NUMBER("generation", next->number),
              LOG_FIELD_NUMBER("workers", next->config.server.workers));
}

/* The new ones are ready: the old ones leave. */
static void
reload_finish(struct master *master)
{
    struct generation *old = master->serving;
    master->serving = master->next;
    master->next = NULL;
    pool_retire(&master->pool, old, POOL_ANY_ROLE, pool_kill_ms(&old->config));
    notify_ready(master);
    /* To the log of before: who waits for it looks there. */
    log_event(LOG_INFO, "reloaded", LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_NUMBER("generation", master->serving->number));
    process_log_reopen(&master->serving->config);
}

/* The new ones cannot live: the old ones stay. */
static void
reload_fail(struct master *master)
{
    pool_retire(&master->pool, master->next, POOL_ANY_ROLE, pool_kill_ms(&master->next->config));
    log_event(LOG_ERROR, "reload_failed", LOG_FIELD_NUMBER("generation", master->next->number),
              LOG_FIELD_TEXT("detail",
                             master->next->failed
                                 ? STR("a process could not start with the new settings; the old "
                                       "ones serve on")
                                 : STR("the new processes were not ready in time; the old ones "
                                       "serve on")));
    notify_send("READY=1\nSTATUS=Serving; processes with new settings could not start");
    master->next = NULL;
}

static void
reload_step(struct master *master)
{
    if (master->next == NULL) {
        /* Of the last reload so many may still be leaving that there are no places: they will be.
         */
        if (master->reload_wanted && pool_has_room(&master->pool))
            reload_begin(master);
    } else if (pool_is_ready(&master->pool, master->next)) {
        reload_finish(master);
    } else if (master->next->failed || clock_monotonic_ms() >= master->give_up_ms) {
        reload_fail(master);
    }
}

/* Has the workers leave; the sealer follows. The socket first, if it is ours: a client that comes
 * now is told so by nginx at once, and is not left in a queue nobody reads. */
static void
leave(struct master *master)
{
    master->stopping = master->pool.ending = true;
    master->kill_ms = pool_kill_ms(&master->serving->config);
    listener_refuse(master->listener);
    listener_close(master->listener);
    pool_retire(&master->pool, POOL_ANY_GENERATION, SCOREBOARD_WORKER, master->kill_ms);
}

static void
stop(struct master *master, int status)
{
    if (master->stopping)
        return;
    master->status = status;
    log_event(LOG_INFO, "stopping", LOG_FIELD_NUMBER("pid", getpid()));
    if (is_main(master))
        notify_send("STOPPING=1\nSTATUS=Stopping");
    atomic_store(&scoreboard_all()->draining, 1);
    successor_signal(&master->successor, SIGTERM);
    leave(master);
}

/* The successor is ready, and the socket is its own. */
static void
hand_over(struct master *master)
{
    if (master->stopping)
        return;
    log_event(LOG_INFO, "retiring", LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_NUMBER("successor", master->successor.pid));
    /* For the new one, which is not believed before; without this the service would end with us. */
    notify_send_surely("READY=1\nMAINPID=%d\nWATCHDOG=1\nSTATUS=Serving",
                       (int)master->successor.pid);
    master->successor.state = SUCCESSOR_SERVING;
    /* It may have read the settings before they were changed. */
    if (master->reload_wanted)
        successor_signal(&master->successor, SIGHUP);
    master->listener->owned = false;
    leave(master);
}

static void
upgrade_begin(struct master *master)
{
    const char *cause = NULL;
    master->upgrade_wanted = false;
    if (getpid() == 1)
        cause = "this is process 1, with which its container ends";
    else if (successor_start(&master->successor, master->start->argv, master->listener) < 0)
        cause = strerror(errno);
    if (cause != NULL) {
        log_event(LOG_ERROR, "upgrade_failed", LOG_FIELD_TEXT("cause", str_from(cause)));
        return;
    }
    master->give_up_ms = clock_monotonic_ms() + SUCCESSOR_TIMEOUT_MS;
    log_event(LOG_INFO, "upgrading", LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_NUMBER("successor", master->successor.pid));
}

static void
successor_gone(struct master *master, int status)
{
    bool was_under_way = successor_is_under_way(&master->successor);
    master->successor.state = SUCCESSOR_NONE;
    if (!was_under_way)
        return;
    log_event(
        master->stopping ? LOG_INFO : LOG_ERROR, "upgrade_failed",
        LOG_FIELD_NUMBER("successor", master->successor.pid),
        LOG_FIELD_TEXT("how", WIFSIGNALED(status) ? STR("killed") : STR("left")),
        LOG_FIELD_NUMBER("code", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)));
    if (successor_clean_up(&master->successor, &master->serving->config))
        log_event(LOG_ERROR, "upgrade_undone", LOG_FIELD_NUMBER("pid", getpid()),
                  LOG_FIELD_TEXT("detail", STR("the new master ended while it took over; this one "
                                               "serves on, without a scoreboard that others see")));
}

/* Takes the predecessor's place in the world's eyes, and tells it so. */
static void
take_over(struct master *master)
{
    struct fault f = { 0 };
    if (scoreboard_publish(&f) < 0 ||
        pid_file_write(master->serving->config.server.pid_file, &f) < 0)
        log_event(LOG_ERROR, "not_published", LOG_FIELD_TEXT("detail", str_from(f.detail)));
    log_event(LOG_INFO, "upgraded", LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_NUMBER("predecessor", master->predecessor));
    master->listener->owned = master->listener->heir;
    upgrade_take_over(master->predecessor);
    master->predecessor = 0;
}

static void
announce(struct master *master)
{
    bool takes_over = master->predecessor != 0;
    master->announced = true;
    if (takes_over)
        take_over(master);
    log_event(LOG_INFO, "ready", LOG_FIELD_NUMBER("pid", getpid()));
    /* Else it is the predecessor that tells, while it is the one that is believed. */
    if (!takes_over)
        notify_ready(master);
}

/* Goes on with what is under way: one such thing at a time. */
static void
serve_on(struct master *master)
{
    if (!master->announced && pool_is_ready(&master->pool, master->serving))
        announce(master);
    bool is_late = clock_monotonic_ms() >= master->give_up_ms;
    if (master->predecessor != 0) {
        if (!master->serving->failed && !is_late)
            return;
        log_event(LOG_ERROR, "not_ready", LOG_FIELD_NUMBER("pid", getpid()));
        stop(master, EXIT_FAILURE);
    } else if (successor_is_under_way(&master->successor)) {
        if (is_late)
            successor_kill(&master->successor);
    } else if (master->upgrade_wanted && master->next == NULL) {
        upgrade_begin(master);
    } else {
        reload_step(master);
    }
}

static void
take_signal(struct master *master, int signal, pid_t sender)
{
    switch (signal) {
    case SIGTERM:
    case SIGINT:
        stop(master, EXIT_SUCCESS);
        break;
    case SIGQUIT:
        if (successor_has_taken_over(&master->successor, sender))
            hand_over(master);
        else if (sender == 0 || sender != master->successor.pid)
            stop(master, EXIT_SUCCESS);
        break;
    case SIGHUP:
        master->reload_wanted = true;
        /* Who sent it has not heard of the new one yet. */
        if (master->successor.state == SUCCESSOR_SERVING)
            successor_signal(&master->successor, SIGHUP);
        break;
    case SIGUSR1:
        process_log_reopen(&master->serving->config);
        pool_signal(&master->pool, SIGUSR1);
        successor_signal(&master->successor, SIGUSR1);
        break;
    case SIGUSR2:
        /* Asked twice, it is upgraded once. */
        master->upgrade_wanted = !successor_is_under_way(&master->successor);
        break;
    default: /* SIGCHLD, or none: the loop looks for itself */
        break;
    }
}

/* Goes on stopping: the sealer when there is no worker that could leave it more events. */
static void
stop_further(struct master *master)
{
    if (!master->sealer_told && pool_count(&master->pool, SCOREBOARD_WORKER) == 0) {
        master->sealer_told = true;
        pool_retire(&master->pool, POOL_ANY_GENERATION, POOL_ANY_ROLE,
                    pool_kill_ms(&master->serving->config));
    }
    if (clock_monotonic_ms() >= master->kill_ms)
        successor_kill(&master->successor);
}

/* Tells the service manager that the server lives, for as long as somebody serves. While nobody
 * does it looks again before long: the next worker may be ready in a moment. */
static void
show_life(struct master *master)
{
    int64_t now_ms = clock_monotonic_ms();
    if (master->alive_every_ms == 0 || now_ms < master->alive_ms)
        return;
    bool is_serving = is_main(master) && (master->stopping || pool_count_ready(&master->pool) > 0);
    if (is_serving)
        notify_send("WATCHDOG=1");
    master->alive_ms =
        now_ms + (is_serving ? master->alive_every_ms : master->alive_every_ms / ALIVE_LOOKS + 1);
}

static int64_t
next_due_ms(const struct master *master)
{
    int64_t due_ms = pool_due_ms(&master->pool);
    return master->alive_every_ms > 0 && master->alive_ms < due_ms ? master->alive_ms : due_ms;
}

/* Buries the dead; one SIGCHLD may stand for several. */
static void
reap(struct master *master)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        if (pid == master->successor.pid && master->successor.state != SUCCESSOR_NONE)
            successor_gone(master, status);
        else
            pool_bury(&master->pool, pid, status);
}

int
master_run(const struct master_start *start)
{
    const struct config *config = start->config;
    assert(config->server.workers >= 1 && config->server.workers <= POOL_WORKERS_MAX);
    struct master master = { .start = start,
                             .listener = start->listener,
                             .pool = { .listener = start->listener },
                             .generations = { { .config = *config, .number = 1 } },
                             .predecessor = start->predecessor,
                             .give_up_ms = clock_monotonic_ms() + READY_TIMEOUT_MS,
                             .alive_every_ms = notify_watchdog_ms() };
    master.serving = &master.generations[0];
    pool_add(&master.pool, master.serving);
    log_event(LOG_INFO, "started", LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_NUMBER("workers", config->server.workers),
              LOG_FIELD_TEXT("socket", str_from(config->server.socket)));
    while (!master.stopping || pool_count(&master.pool, POOL_ANY_ROLE) > 0 ||
           successor_is_under_way(&master.successor)) {
        pool_look(&master.pool);
        if (master.stopping) {
            stop_further(&master);
        } else {
            serve_on(&master);
            pool_fill(&master.pool);
        }
        show_life(&master);
        pid_t sender;
        int signal = process_wait(next_due_ms(&master), &sender);
        take_signal(&master, signal, sender);
        reap(&master);
    }
    log_event(LOG_INFO, "stopped", LOG_FIELD_NUMBER("pid", getpid()));
    return master.status;
}
