/*
 * A new master from the program's file, beside this one: what the two tell each other.
 * Never decides when either of them gives up.
 */
#ifndef MEMBERHUB_DAEMON_UPGRADE_H
#define MEMBERHUB_DAEMON_UPGRADE_H

#include <sys/types.h>

#include "daemon/listener.h"

/*
 * Executes the program of `argv` anew, in a child that is handed the listener. Gives the child's
 * process id, or -1 and errno. A child that cannot execute it exits with 127.
 */
pid_t upgrade_start(char *const argv[], const struct listener *listener);

/*
 * Gives the master that started this process to take its place, 0 when there is none (any more).
 * The environment says nothing of it afterwards.
 */
pid_t upgrade_predecessor(void);

/* Tells the predecessor, if it is still there, that this process has taken its place: SIGQUIT. */
void upgrade_take_over(pid_t predecessor);

#endif
