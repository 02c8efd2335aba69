/*
 * The master's loop: no signal handlers, one place that waits.
 * Must never let a child that cannot live be restarted without a pause.
 */
#include "daemon/master.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/scoreboard.h"
#include "daemon/process.h"
#include "daemon/sealer.h"
#include "daemon/worker.h"

/* A child that dies younger than this was never well; its place waits, each time twice as long. */
enum { YOUNG_MS = 1000, DELAY_FIRST_MS = 100, DELAY_LAST_MS = 5000 };
/* What a child may take beyond its own deadline to be gone, before it is killed. */
enum { KILL_GRACE_MS = 500 };
/* A killed child that the kernel still holds is not worth a busy loop. */
enum { KILL_AGAIN_MS = 100 };

struct master;

/* What a child is there for. */
struct role {
    const char *name;               /* of the field that has the number in the log */
    const char *not_started, *gone; /* events */
    const char *title;              /* of the process, at most 15 bytes */
    /* The child's life, `number` (from 1) being which of its kind it is. 0 when it ended as told.
     */
    int (*run)(const struct master *master, int64_t number, struct fault *f);
};

/* A child's place; it outlives the child. */
struct slot {
    const struct role *role;
    int64_t number;
    pid_t pid;          /* 0: empty */
    int64_t started_ms; /* of the child that is or was last in it */
    int64_t due_ms;     /* when empty: not to be filled before */
    int64_t delay_ms;   /* the last pause; 0 after a child that lived */
};

struct master {
    const struct config *config;
    struct listener *listener;
    struct slot slots[MASTER_PLACES - 1];
    size_t slot_count;
    bool stopping, sealer_told;
    int64_t kill_ms; /* when stopping */
};

static int
run_worker(const struct master *master, int64_t number, struct fault *f)
{
    return worker_run(master->config, (struct worker_role){ .number = number }, master->listener,
                      f);
}

static int
run_sealer(const struct master *master, int64_t number, struct fault *f)
{
    (void)number;
    listener_close(master->listener);
    return sealer_run(master->config, f);
}

static const struct role worker_role = { "worker", "worker_not_started", "worker_gone",
                                         "memberhubd", run_worker };
static const struct role sealer_role = { "sealer", "sealer_not_started", "sealer_gone",
                                         "memberhub-seal", run_sealer };

static void
add_slots(struct master *master, const struct role *role, int64_t count)
{
    for (int64_t number = 1; number <= count; number++)
        master->slots[master->slot_count++] = (struct slot){ .role = role, .number = number };
}

/* The life of a child: its exit status. Dies with its master, at its leisure, so that answers are
 * still sent. */
static int
child_life(const struct master *master, const struct slot *slot, pid_t parent)
{
    struct fault f;
    scoreboard_enter((size_t)(slot - master->slots) + 1);
    if (prctl(PR_SET_PDEATHSIG, SIGTERM) < 0 || getppid() != parent)
        return EXIT_FAILURE;
    (void)prctl(PR_SET_NAME, slot->role->title);
    if (slot->role->run(master, slot->number, &f) == 0)
        return EXIT_SUCCESS;
    log_event(LOG_ERROR, slot->role->not_started, LOG_FIELD_NUMBER(slot->role->name, slot->number),
              LOG_FIELD_TEXT("reason", str_from(f.reason)),
              LOG_FIELD_TEXT("detail", str_from(f.detail)));
    return EXIT_FAILURE;
}

/* Counts a place's failure: when to try again. */
static void
slot_delay(struct slot *slot, int64_t now_ms)
{
    slot->delay_ms = slot->delay_ms == 0 ? DELAY_FIRST_MS : slot->delay_ms * 2;
    if (slot->delay_ms > DELAY_LAST_MS)
        slot->delay_ms = DELAY_LAST_MS;
    slot->due_ms = now_ms + slot->delay_ms;
}

/* Fills the places that are empty and due. */
static void
start_children(struct master *master)
{
    int64_t now_ms = clock_monotonic_ms();
    pid_t self = getpid();
    for (size_t i = 0; i < master->slot_count; i++) {
        struct slot *slot = &master->slots[i];
        if (slot->pid != 0 || slot->due_ms > now_ms)
            continue;
        pid_t pid = fork();
        if (pid == 0)
            exit(child_life(master, slot, self));
        slot->started_ms = now_ms;
        if (pid > 0) {
            slot->pid = pid;
            continue;
        }
        slot_delay(slot, now_ms);
        log_event(LOG_ERROR, "fork_failed", LOG_FIELD_TEXT("cause", str_from(strerror(errno))),
                  LOG_FIELD_NUMBER("restart_ms", slot->delay_ms));
    }
}

/* Signals the children of a role; NULL: all. */
static void
signal_children(const struct master *master, const struct role *role, int signal)
{
    for (size_t i = 0; i < master->slot_count; i++)
        if (master->slots[i].pid > 0 && (role == NULL || master->slots[i].role == role))
            kill(master->slots[i].pid, signal);
}

static void
child_gone(struct slot *slot, int status)
{
    int64_t now_ms = clock_monotonic_ms();
    int64_t lived_ms = now_ms - slot->started_ms;
    bool well = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
    slot->pid = 0;
    slot->due_ms = now_ms;
    if (!well && lived_ms < YOUNG_MS)
        slot_delay(slot, now_ms);
    else
        slot->delay_ms = 0;
    log_event(
        well ? LOG_INFO : LOG_ERROR, slot->role->gone,
        LOG_FIELD_NUMBER(slot->role->name, slot->number),
        LOG_FIELD_TEXT("how", WIFSIGNALED(status) ? STR("killed") : STR("left")),
        LOG_FIELD_NUMBER("code", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)),
        LOG_FIELD_NUMBER("lived_ms", lived_ms), LOG_FIELD_NUMBER("restart_ms", slot->delay_ms));
}

/* Buries the dead; one SIGCHLD may stand for several. */
static void
reap(struct master *master)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (size_t i = 0; i < master->slot_count; i++)
            if (master->slots[i].pid == pid)
                child_gone(&master->slots[i], status);
}

/* The socket first: a client that comes now is told so by nginx at once, and is not left in a queue
 * nobody reads. */
static void
stop(struct master *master)
{
    if (master->stopping)
        return;
    master->stopping = true;
    master->kill_ms = clock_monotonic_ms() + master->config->server.stop_timeout_ms + KILL_GRACE_MS;
    log_event(LOG_INFO, "stopping", LOG_FIELD_NUMBER("pid", getpid()));
    listener_refuse(master->listener);
    listener_close(master->listener);
    signal_children(master, &worker_role, SIGTERM);
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
        log_event(
            LOG_WARN, "reload_not_supported",
            LOG_FIELD_TEXT(
                "detail", STR("the configuration is read at the start only: restart to apply it")));
        break;
    case SIGUSR1:
        process_log_reopen(master->config);
        signal_children(master, NULL, SIGUSR1);
        break;
    default: /* SIGCHLD, or none: the loop looks for itself */
        break;
    }
}

/* Gives when something is to be done although no signal comes; -1 for never. */
static int64_t
next_due_ms(const struct master *master)
{
    int64_t due_ms = master->stopping ? master->kill_ms : -1;
    for (size_t i = 0; i < master->slot_count && !master->stopping; i++) {
        const struct slot *slot = &master->slots[i];
        if (slot->pid == 0 && (due_ms < 0 || slot->due_ms < due_ms))
            due_ms = slot->due_ms;
    }
    return due_ms;
}

/* Counts the children of a role; NULL: all. */
static size_t
alive(const struct master *master, const struct role *role)
{
    size_t count = 0;
    for (size_t i = 0; i < master->slot_count; i++)
        count += master->slots[i].pid > 0 && (role == NULL || master->slots[i].role == role);
    return count;
}

/* Goes on stopping: the sealer when there is no worker that could leave it more events. */
static void
stop_further(struct master *master)
{
    if (!master->sealer_told && alive(master, &worker_role) == 0) {
        master->sealer_told = true;
        signal_children(master, &sealer_role, SIGTERM);
    }
    if (clock_monotonic_ms() >= master->kill_ms) {
        signal_children(master, NULL, SIGKILL);
        master->kill_ms = clock_monotonic_ms() + KILL_AGAIN_MS;
    }
}

int
master_run(const struct config *config, struct listener *listener)
{
    assert(config->server.workers >= 1 && config->server.workers <= MASTER_WORKERS_MAX);
    struct master master = { .config = config, .listener = listener };
    add_slots(&master, &worker_role, config->server.workers);
    add_slots(&master, &sealer_role, config->audit.seal ? 1 : 0);
    log_event(LOG_INFO, "started", LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_NUMBER("workers", config->server.workers),
              LOG_FIELD_TEXT("socket", str_from(config->server.socket)));
    while (!master.stopping || alive(&master, NULL) > 0) {
        if (master.stopping)
            stop_further(&master);
        else
            start_children(&master);
        take_signal(&master, process_wait(next_due_ms(&master)));
        reap(&master);
    }
    log_event(LOG_INFO, "stopped", LOG_FIELD_NUMBER("pid", getpid()));
    return EXIT_SUCCESS;
}
