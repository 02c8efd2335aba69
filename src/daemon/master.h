/*
 * The master: starts the workers and the sealer, replaces those that die, tells all to stop.
 * Never accepts a connection, parses a request or talks to PostgreSQL.
 */
#ifndef MEMBERHUB_DAEMON_MASTER_H
#define MEMBERHUB_DAEMON_MASTER_H

#include "base/config.h"
#include "daemon/listener.h"

/* The scoreboard's places that a master needs: its own, the workers' and the sealer's. */
enum { MASTER_WORKERS_MAX = 256, MASTER_PLACES = 1 + MASTER_WORKERS_MAX + 1 };

/*
 * Runs config's server.workers workers on `listener`, and a sealer unless audit.seal is off, until
 * SIGTERM or SIGINT. They then have server.stop_timeout_ms to finish; who is left is killed.
 * SIGUSR1 reopens the log everywhere. process_signals() must be blocked. Gives the exit status, in
 * the master and in each child.
 */
int master_run(const struct config *config, struct listener *listener);

#endif
