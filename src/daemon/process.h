/*
 * What all processes of the daemon have in common: signals that are taken in one's own time, and
 * the log. Never installs a signal handler.
 */
#ifndef MEMBERHUB_DAEMON_PROCESS_H
#define MEMBERHUB_DAEMON_PROCESS_H

#include <signal.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/config.h"

/* Gives the signals that master and children take in their own time; the caller blocks them before
 * any fork. */
void process_signals(sigset_t *ret_signals);

/*
 * Waits until one of process_signals(), which must be blocked, comes or the monotonic clock shows
 * `due_ms` (-1: never). Gives the signal, or -1.
 */
int process_wait(int64_t due_ms);

/* Opens the log as the settings say. -1 and errno. */
int process_log_open(const struct config *config) MUST_CHECK;

/* Reopens it, for SIGUSR1. One that cannot be opened again stays as it is, and says so. */
void process_log_reopen(const struct config *config);

#endif
