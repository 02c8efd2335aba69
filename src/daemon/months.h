/*
 * The audit trail's coming months, as a worker looks after them: there may be no sealer anywhere,
 * and where there is a writer there is a worker. Never fails a call.
 */
#ifndef MEMBERHUB_DAEMON_MONTHS_H
#define MEMBERHUB_DAEMON_MONTHS_H

#include <stdint.h>

#include "api/server.h"
#include "daemon/trouble.h"

struct months {
    int64_t due_ms; /* monotonic: when to look again */
    struct trouble trouble;
};

/* Starts; the first look comes some time within a minute, so that workers do not all look at once.
 */
void months_init(struct months *months);

/* Looks, each hour, whether the months are there; to be called when no request is in hand. */
void months_look(struct months *months, struct server *server);

#endif
