/*
 * A worker: one database connection, one epoll over the listening socket and its kept FastCGI
 * connections, one request at a time. Never closes a connection that nginx may still use, before
 * its deadline.
 */
#ifndef MEMBERHUB_DAEMON_WORKER_H
#define MEMBERHUB_DAEMON_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/config.h"
#include "base/fault.h"
#include "daemon/listener.h"

/* Who serves, and beside whom. */
struct worker_role {
    int64_t number; /* 1 to server.workers, for the log; 0 alone */
    bool alone;     /* -X: no other process accepts, so stopping closes the socket for good */
};

/*
 * Serves until told to stop (SIGTERM, SIGINT; alone SIGQUIT too), or for config's
 * server.worker_requests: accepts no more then, serves its connections until nginx has closed them,
 * and gives up at config's server.stop_timeout_ms. SIGUSR1 reopens the log. Shows in its place of
 * the scoreboard what it is at, at least once a second. process_signals() must be blocked. 0 when
 * it stopped as told; FAULT_CONFIG or FAULT_INTERNAL when it could not start.
 */
int worker_run(const struct config *config, struct worker_role role, struct listener *listener,
               struct fault *f) MUST_CHECK;

#endif
