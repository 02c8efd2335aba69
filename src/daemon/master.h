/*
 * The master: starts the workers and the sealer, replaces those that die, hang or leave, gives them
 * new settings, tells all to stop. Never accepts a connection, parses a request or talks to
 * PostgreSQL.
 */
#ifndef MEMBERHUB_DAEMON_MASTER_H
#define MEMBERHUB_DAEMON_MASTER_H

#include <sys/types.h>

#include "base/config.h"
#include "daemon/listener.h"

/* What a master begins with; all borrowed until its end. */
struct master_start {
    char *const *argv; /* to execute the program anew */
    const char *config_file;
    const struct config *config;
    struct listener *listener;
    pid_t predecessor; /* the master whose place to take; 0 for none */
};

/*
 * Runs the config's server.workers workers on the listener, and a sealer unless audit.seal is off,
 * until SIGTERM or SIGINT. They then have server.stop_timeout_ms to finish; who is left is killed.
 * The service manager is told of all of this.
 *
 * SIGHUP reads the file again: with good settings new children are started, and when they are ready
 * the old ones are told to leave; else nothing changes. SIGUSR1 reopens the log everywhere. SIGUSR2
 * executes the program anew, beside this master; when the new one's children are ready it publishes
 * its scoreboard and process id and tells the old one to leave the socket to it (SIGQUIT). One that
 * is not ready in time is given up, and the old one serves on.
 *
 * process_signals() must be blocked, and the scoreboard have POOL_PLACES. Gives the exit status, in
 * the master and in each child.
 */
int master_run(const struct master_start *start);

#endif
