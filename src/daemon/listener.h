/*
 * The FastCGI socket: made so that only its owner and group can reach it, and closed so that no
 * connection is lost. Never takes a path from another program that still listens there.
 */
#ifndef MEMBERHUB_DAEMON_LISTENER_H
#define MEMBERHUB_DAEMON_LISTENER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/attributes.h"
#include "base/fault.h"

struct listener {
    int fd;           /* non-blocking, close-on-exec; -1 when closed */
    const char *path; /* borrowed */
    dev_t device;     /* of the socket's file, so that only ours is ever removed */
    ino_t inode;
    bool owned; /* ours to remove and to shut down; else somebody else hands it on */
    bool heir;  /* becomes ours when its owner has left it to us */
};

/*
 * Listens on a Unix socket at `path` (borrowed for the listener's lifetime), mode 0660, owned by
 * the process's user and by the group of that name, which its user must be in; "" is the process's
 * own. A stale socket is replaced. FAULT_CONFIG with the cause in its detail: the path is too long
 * or taken, its directory is open to everybody, there is no such group, the system said no.
 */
int listener_open(const char *path, const char *group_name, struct listener *ret_listener,
                  struct fault *f) MUST_CHECK;

/* Whether the file at the path is still the socket's own. */
bool listener_is_in_place(const struct listener *listener);

/*
 * Takes the socket's file away and refuses further connections in all processes; those already made
 * can still be accepted. Pollers of the socket see EPOLLHUP. Does nothing to a socket that is
 * not owned: clients wait in its queue for whoever comes next.
 */
void listener_refuse(struct listener *listener);

/* Closes this process's descriptor, and nothing else. A closed one is allowed. */
void listener_close(struct listener *listener);

#endif
