/*
 * A new master from the program's file, beside this one: what the two tell each other.
 * Never decides when either of them gives up.
 */
#ifndef MEMBERHUB_DAEMON_UPGRADE_H
#define MEMBERHUB_DAEMON_UPGRADE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/attributes.h"
#include "base/config.h"
#include "daemon/listener.h"

/* What has become of a new master. */
enum successor_state {
    SUCCESSOR_NONE,     /* there was none yet, or it is gone */
    SUCCESSOR_STARTING, /* may take its place at any moment */
    SUCCESSOR_DOOMED,   /* may not any more; its end is waited for */
    SUCCESSOR_SERVING   /* has taken it */
};

/* The last new master that this one has started. Begins as zeros. */
struct successor {
    pid_t pid; /* once it is gone too: what it has sent may come later */
    enum successor_state state;
};

/*
 * Executes the program of `argv` anew, in a child that is handed the listener. -1 and errno. A
 * child that cannot execute it exits with 127.
 */
int successor_start(struct successor *successor, char *const argv[],
                    const struct listener *listener) MUST_CHECK;

/* Whether it is not decided yet which of the two goes on. */
bool successor_is_under_way(const struct successor *successor);

/* Whether a SIGQUIT from `sender` says that this process's place is taken: only a successor that
 * lives can say so, and only one that was not given up. */
bool successor_has_taken_over(const struct successor *successor, pid_t sender);

/* Passes a signal on to one that serves, or will. */
void successor_signal(const struct successor *successor, int signal);

/* Kills one that has not taken over; it cannot any more. */
void successor_kill(struct successor *successor);

/*
 * Removes what a successor that is gone has left in the files that the settings name, and puts this
 * process's id where its was. True if it had published: the scoreboard's file is lost then.
 */
bool successor_clean_up(const struct successor *successor, const struct config *config);

/*
 * Gives the master that started this process to take its place, 0 when there is none (any more).
 * The environment says nothing of it afterwards.
 */
pid_t upgrade_predecessor(void);

/* Tells the predecessor, if it is still there, that this process has taken its place: SIGQUIT. */
void upgrade_take_over(pid_t predecessor);

#endif
