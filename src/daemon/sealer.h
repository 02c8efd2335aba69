/*
 * The sealer: the process that seals the audit trail, one at a time in a deployment.
 * Never serves a request, and never holds up one: it takes no lock that a call waits for.
 */
#ifndef MEMBERHUB_DAEMON_SEALER_H
#define MEMBERHUB_DAEMON_SEALER_H

#include <stdbool.h>

#include "base/attributes.h"
#include "base/config.h"
#include "base/fault.h"

/*
 * Seals until told to stop (SIGTERM, SIGINT): each second, when no other sealer holds the
 * deployment's lock, it seals what was committed, appends the seals to audit.seal_file, and each
 * hour sees to the trail's partitions. A database that is away is waited for. SIGUSR1 reopens the
 * log. process_signals() must be blocked. `alone`: without a pool, for which it would count
 * relationships as well; the service manager is told that it seals. 0 when it stopped as told;
 * FAULT_CONFIG when it could not start.
 */
int sealer_run(const struct config *config, bool alone, struct fault *f) MUST_CHECK;

/* Checks what sealer_run() needs of the settings: its key and its connection string. FAULT_CONFIG.
 */
int sealer_check(const struct config *config, struct fault *f) MUST_CHECK;

#endif
