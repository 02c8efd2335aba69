/*
 * Signals and the log of the daemon's processes.
 * Must never take a signal that nobody waits for.
 */
#include "daemon/process.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "api/server.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scoreboard.h"
#include "daemon/sealer.h"

void
process_signals(sigset_t *ret_signals)
{
    static const int signals[] = { SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGCHLD };
    sigemptyset(ret_signals);
    for (size_t i = 0; i < ARRAY_COUNT(signals); i++)
        sigaddset(ret_signals, signals[i]);
}

int
process_wait(int64_t due_ms, pid_t *ret_sender)
{
    sigset_t signals;
    siginfo_t info;
    process_signals(&signals);
    int64_t left_ms = due_ms - clock_monotonic_ms();
    if (left_ms < 0)
        left_ms = 0;
    struct timespec left = { .tv_sec = left_ms / 1000, .tv_nsec = left_ms % 1000 * 1000000 };
    int signal = sigtimedwait(&signals, &info, &left);
    if (ret_sender != NULL)
        *ret_sender = signal < 0 ? 0 : info.si_pid;
    return signal;
}

int
process_config_load(const char *path, enum process_kind kind, struct config *ret_config,
                    struct fault *f)
{
    struct server *server;
    if (config_load(ret_config, path, f) < 0)
        return -1;
    if ((kind == PROCESS_SEALER || ret_config->audit.seal) && sealer_check(ret_config, f) < 0)
        return -1;
    if (kind == PROCESS_SEALER)
        return 0;
    if (server_new(ret_config, "memberhubd", &server, f) < 0)
        return -1;
    server_free(server);
    return 0;
}

void
process_tell_master(void)
{
    pid_t master = scoreboard_all()->master_pid;
    /* An orphan's parent is somebody else. SIGCHLD is what the master looks at its children for. */
    if (master != 0 && getppid() == master)
        kill(master, SIGCHLD);
}

int
process_log_open(const struct config *config)
{
    enum log_level least;
    if (log_level_from_name(str_from(config->server.log_level), &least) < 0)
        least = LOG_INFO;
    return log_open(config->server.log, least);
}

void
process_log_reopen(const struct config *config)
{
    if (process_log_open(config) < 0)
        log_event(LOG_ERROR, "log_not_reopened",
                  LOG_FIELD_TEXT("cause", str_from(strerror(errno))));
}
