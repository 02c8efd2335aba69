/*
 * The master: starts the workers and the sealer, replaces those that die, hang or leave, gives them
 * new settings, tells all to stop. Never accepts a connection, parses a request or talks to
 * PostgreSQL.
 */
#ifndef MEMBERHUB_DAEMON_MASTER_H
#define MEMBERHUB_DAEMON_MASTER_H

#include "base/config.h"
#include "daemon/listener.h"

/*
 * Runs `config`'s server.workers workers on `listener`, and a sealer unless audit.seal is off,
 * until SIGTERM or SIGINT. They then have server.stop_timeout_ms to finish; who is left is killed.
 *
 * SIGHUP reads `config_file` again: with good settings new children are started, and when they are
 * ready the old ones are told to leave; else nothing changes. SIGUSR1 reopens the log everywhere.
 * process_signals() must be blocked, and the scoreboard have POOL_PLACES. Gives the exit status, in
 * the master and in each child.
 */
int master_run(const char *config_file, const struct config *config, struct listener *listener);

#endif
