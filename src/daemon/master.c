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
#include "daemon/pool.h"
#include "daemon/process.h"

/* A worker is ready within milliseconds, for it does not wait for the database; 256 of them on a
 * machine that does much else may take seconds. */
enum { READY_TIMEOUT_MS = 10000 };

struct master {
    const char *config_file;
    struct listener *listener;
    struct pool pool;
    struct generation generations[2];
    struct generation *serving, *next; /* NULL unless a reload is under way */
    int64_t give_up_ms;                /* of the reload */
    bool reload_wanted;
    bool stopping, sealer_told;
    int64_t kill_ms; /* when stopping */
};

/* What a reload cannot change: others know it, or hold on to it. */
static const struct {
    const char *name;
    size_t offset;
} lasting_settings[] = {
    { "[server] socket", offsetof(struct config, server.socket) },
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

/* Puts a generation beside the one that serves. Its children are started by the loop. */
static void
reload_begin(struct master *master)
{
    struct generation *next = &master->generations[master->serving == &master->generations[0]];
    struct fault f = { 0 };
    *next = (struct generation){ .number = master->serving->number + 1 };
    if (process_config_load(master->config_file, &next->config, &f) < 0 ||
        compare_lasting(&master->serving->config, &next->config, &f) < 0) {
        master->reload_wanted = false;
        log_event(LOG_ERROR, "reload_refused", LOG_FIELD_TEXT("reason", str_from(f.reason)),
                  LOG_FIELD_TEXT("detail", str_from(f.detail)));
        return;
    }
    /* Of the last reload so many may still be leaving that there are no places: they will be. */
    if (pool_add(&master->pool, next) < 0)
        return;
    master->reload_wanted = false;
    master->next = next;
    master->give_up_ms = clock_monotonic_ms() + READY_TIMEOUT_MS;
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
    master->next = NULL;
}

static void
reload_step(struct master *master)
{
    if (master->next == NULL) {
        if (master->reload_wanted)
            reload_begin(master);
    } else if (pool_is_ready(&master->pool, master->next)) {
        reload_finish(master);
    } else if (master->next->failed || clock_monotonic_ms() >= master->give_up_ms) {
        reload_fail(master);
    }
}

/* The socket first: a client that comes now is told so by nginx at once, and is not left in a queue
 * nobody reads. */
static void
stop(struct master *master)
{
    if (master->stopping)
        return;
    master->stopping = master->pool.ending = true;
    master->kill_ms = pool_kill_ms(&master->serving->config);
    log_event(LOG_INFO, "stopping", LOG_FIELD_NUMBER("pid", getpid()));
    atomic_store(&scoreboard_all()->draining, 1);
    listener_refuse(master->listener);
    listener_close(master->listener);
    pool_retire(&master->pool, POOL_ANY_GENERATION, SCOREBOARD_WORKER, master->kill_ms);
}

static void
take_signal(struct master *master, int signal)
{
    switch (signal) {
    case SIGTERM:
    case SIGINT:
        stop(master);
        break;
    case SIGHUP:
        master->reload_wanted = true;
        break;
    case SIGUSR1:
        process_log_reopen(&master->serving->config);
        pool_signal(&master->pool, SIGUSR1);
        break;
    default: /* SIGCHLD, or none: the loop looks for itself */
        break;
    }
}

/* Goes on stopping: the sealer when there is no worker that could leave it more events. */
static void
stop_further(struct master *master)
{
    if (master->sealer_told || pool_count(&master->pool, SCOREBOARD_WORKER) > 0)
        return;
    master->sealer_told = true;
    pool_retire(&master->pool, POOL_ANY_GENERATION, SCOREBOARD_SEALER, master->kill_ms);
}

/* Buries the dead; one SIGCHLD may stand for several. */
static void
reap(struct master *master)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        pool_bury(&master->pool, pid, status);
}

int
master_run(const char *config_file, const struct config *config, struct listener *listener)
{
    assert(config->server.workers >= 1 && config->server.workers <= POOL_WORKERS_MAX);
    struct master master = { .config_file = config_file,
                             .listener = listener,
                             .pool = { .listener = listener },
                             .generations = { { .config = *config, .number = 1 } } };
    master.serving = &master.generations[0];
    int added = pool_add(&master.pool, master.serving);
    assert(added == 0);
    (void)added;
    log_event(LOG_INFO, "started", LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_NUMBER("workers", config->server.workers),
              LOG_FIELD_TEXT("socket", str_from(config->server.socket)));
    while (!master.stopping || pool_count(&master.pool, POOL_ANY_ROLE) > 0) {
        pool_look(&master.pool);
        if (master.stopping) {
            stop_further(&master);
        } else {
            reload_step(&master);
            pool_fill(&master.pool);
        }
        take_signal(&master, process_wait(pool_due_ms(&master.pool)));
        reap(&master);
    }
    log_event(LOG_INFO, "stopped", LOG_FIELD_NUMBER("pid", getpid()));
    return EXIT_SUCCESS;
}
