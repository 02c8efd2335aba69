/*
 * Executing the program anew.
 * Must never return in the child.
 */
#include "daemon/upgrade.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/scoreboard.h"
#include "base/str.h"
#include "daemon/activation.h"
#include "daemon/pid_file.h"

/* As a shell says it of a program that it cannot execute. */
enum { EXIT_NOT_EXECUTED = 127 };

/* Not MEMBERHUB_SECTION_KEY, which would be a setting. */
static const char predecessor_variable[] = "MEMBERHUBD_PREDECESSOR";

static int
set_pid(const char *variable, pid_t pid)
{
    char text[16];
    snprintf(text, sizeof text, "%d", (int)pid);
    return setenv(variable, text, 1);
}

int
successor_start(struct successor *successor, char *const argv[], const struct listener *listener)
{
    pid_t self = getpid();
    pid_t pid = fork();
    if (pid < 0)
        return -1;
    if (pid > 0) {
        *successor = (struct successor){ .pid = pid, .state = SUCCESSOR_STARTING };
        return 0;
    }
    /* The service manager's watchdog goes with the place. Signals stay blocked, as they are for us:
     * the new master blocks them anyway, and one that comes before waits for it. */
    if (activation_give(listener) == 0 && set_pid(predecessor_variable, self) == 0 &&
        (getenv("WATCHDOG_PID") == NULL || set_pid("WATCHDOG_PID", getpid()) == 0))
        execvp(argv[0], argv);
    _exit(EXIT_NOT_EXECUTED);
}

bool
successor_is_under_way(const struct successor *successor)
{
    return successor->state == SUCCESSOR_STARTING || successor->state == SUCCESSOR_DOOMED;
}

bool
successor_has_taken_over(const struct successor *successor, pid_t sender)
{
    siginfo_t ended = { .si_pid = 0 };
    if (successor->state != SUCCESSOR_STARTING || sender != successor->pid)
        return false;
    return waitid(P_PID, (id_t)successor->pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           ended.si_pid == 0;
}

void
successor_signal(const struct successor *successor, int signal)
{
    if (successor->state == SUCCESSOR_STARTING || successor->state == SUCCESSOR_SERVING)
        kill(successor->pid, signal);
}

void
successor_kill(struct successor *successor)
{
    if (successor->state != SUCCESSOR_STARTING)
        return;
    kill(successor->pid, SIGKILL);
    successor->state = SUCCESSOR_DOOMED;
}

bool
successor_clean_up(const struct successor *successor, const struct config *config)
{
    const char *board = config->server.scoreboard, *pid_file = config->server.pid_file;
    char fresh[PATH_MAX];
    struct fault f;
    /* Not published: beside the file that it was to become. */
    if (board[0] != '\0' &&
        snprintf(fresh, sizeof fresh, "%s.%d", board, (int)successor->pid) < (int)sizeof fresh)
        unlink(fresh);
    bool was_named = pid_file_read(pid_file) == successor->pid;
    bool has_published = was_named || scoreboard_master(board) == successor->pid;
    if (has_published && board[0] != '\0')
        unlink(board);
    if (was_named && pid_file_write(pid_file, &f) < 0)
        log_event(LOG_ERROR, "not_published", LOG_FIELD_TEXT("detail", str_from(f.detail)));
    return has_published;
}

pid_t
upgrade_predecessor(void)
{
    int64_t pid;
    int known = str_to_int64(str_from(getenv(predecessor_variable)), 1, INT32_MAX, &pid);
    unsetenv(predecessor_variable);
    return known == 0 && pid == getppid() ? (pid_t)pid : 0;
}

void
upgrade_take_over(pid_t predecessor)
{
    /* An orphan's parent is somebody else. */
    if (getppid() == predecessor)
        kill(predecessor, SIGQUIT);
}
