/*
 * Executing the program anew.
 * Must never return in the child.
 */
#include "daemon/upgrade.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "daemon/activation.h"

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

pid_t
upgrade_start(char *const argv[], const struct listener *listener)
{
    pid_t self = getpid();
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    /* The service manager's watchdog goes with the place. Signals stay blocked, as they are for us:
     * the new master blocks them anyway. */
    if (activation_give(listener) == 0 && set_pid(predecessor_variable, self) == 0 &&
        (getenv("WATCHDOG_PID") == NULL || set_pid("WATCHDOG_PID", getpid()) == 0))
        execvp(argv[0], argv);
    _exit(EXIT_NOT_EXECUTED);
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
