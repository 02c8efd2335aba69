/*
 * What all processes of the daemon have in common: signals that are taken in one's own time, and
 * the log. Never installs a signal handler.
 */
#ifndef MEMBERHUB_DAEMON_PROCESS_H
#define MEMBERHUB_DAEMON_PROCESS_H

#include <signal.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/attributes.h"
#include "base/config.h"
#include "base/fault.h"

/* Gives the signals that master and children take in their own time; the caller blocks them before
 * any fork. */
void process_signals(sigset_t *ret_signals);

/*
 * Waits until one of process_signals(), which must be blocked, comes or the monotonic clock shows
 * `due_ms`. Gives the signal, or -1. *ret_sender is the process that it is from; 0 for one from the
 * kernel, from another container, or none. NULL allowed.
 */
int process_wait(int64_t due_ms, pid_t *ret_sender);

/* What a program that was started is to be: a server, or a sealer alone. */
enum process_kind { PROCESS_SERVER, PROCESS_SEALER };

/*
 * Reads the settings and checks what that kind of program needs of them, as --check does. Keys are
 * read only to see that they are there: each child reads them for itself. FAULT_CONFIG.
 */
int process_config_load(const char *path, enum process_kind kind, struct config *ret_config,
                        struct fault *f) MUST_CHECK;

/* Tells the master, if there is one, that this child's place shows something new. */
void process_tell_master(void);

/* Opens the log as the settings say. -1 and errno. */
int process_log_open(const struct config *config) MUST_CHECK;

/* Reopens it, for SIGUSR1. One that cannot be opened again stays as it is, and says so. */
void process_log_reopen(const struct config *config);

#endif
