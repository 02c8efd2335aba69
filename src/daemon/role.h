/*
 * What the master's children are there for: THE ROLE TABLE, one row a kind of child.
 * Never knows who starts them, nor when.
 */
#ifndef MEMBERHUB_DAEMON_ROLE_H
#define MEMBERHUB_DAEMON_ROLE_H

#include <stdint.h>

#include "base/config.h"
#include "base/fault.h"
#include "base/scoreboard.h"
#include "daemon/listener.h"

struct role {
    const char *name;                      /* of the field that has the number in the log */
    const char *not_started, *gone, *hung; /* events */
    const char *title;                     /* of the process, at most 15 bytes */
    int64_t least_hang_ms;                 /* for so long it may well be silent, whatever is set */
    /* How many of them the settings ask for. */
    int64_t (*count)(const struct config *config);
    /* The child's life, `number` (from 1) being which of its kind it is. 0 when it ended as told.
     */
    int (*run)(const struct config *config, int64_t number, struct listener *listener,
               struct fault *f);
};

/* THE ROLE TABLE. */
extern const struct role roles[SCOREBOARD_ROLES];

#endif
