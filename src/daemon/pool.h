/*
 * The master's children and the places they are in: fills places, sees who is ready, who leaves and
 * who hangs, and buries the dead. Never decides which settings count, nor when the server stops.
 */
#ifndef MEMBERHUB_DAEMON_POOL_H
#define MEMBERHUB_DAEMON_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/attributes.h"
#include "base/config.h"
#include "base/scoreboard.h"
#include "daemon/listener.h"

/*
 * A whole pool beside the one that it takes the place of; 256 is server.workers' largest. The
 * scoreboard's first place is the master's own.
 */
enum { POOL_WORKERS_MAX = 256, POOL_SLOTS = 2 * (POOL_WORKERS_MAX + 1) };
enum { POOL_PLACES = 1 + POOL_SLOTS };

/* Children that are started with the same settings. */
struct generation {
    struct config config;
    int64_t number;  /* from 1, for the log */
    bool is_healthy; /* a worker was ready */
    bool failed;     /* one of them could not start */
};

/* A child's place; it outlives the child. */
struct slot {
    struct generation *generation; /* to fill it with; NULL: free, or its child is to leave */
    enum scoreboard_role role;
    int64_t number; /* of its role, from 1 */
    pid_t pid;      /* 0: to be filled */
    bool ready, hung;
    int64_t started_ms; /* of the child that is or was last in it */
    int64_t due_ms;     /* when empty: not to be filled before */
    int64_t delay_ms;   /* the last pause; 0 after a child that lived */
    int64_t kill_ms;    /* when leaving */
};

/* Begins as { .listener = ... }. */
struct pool {
    struct listener *listener; /* borrowed; what workers accept from */
    struct slot slots[POOL_SLOTS];
    int64_t looked_ms; /* when pool_look() was called last */
    int64_t judge_ms;  /* nobody is taken to hang before */
    bool ending;       /* pool_fill() will not be called any more */
};

/* For pool_count() and others: any role, any generation. */
enum { POOL_ANY_ROLE = SCOREBOARD_ROLES };
#define POOL_ANY_GENERATION NULL

/* Whether there are places for a generation of any size: they get free as children leave. */
bool pool_has_room(const struct pool *pool);

/* Makes places for the children that the generation's settings ask for; there must be room. */
void pool_add(struct pool *pool, struct generation *generation);

/* Fills the places that are empty and due. Returns in the master alone. */
void pool_fill(struct pool *pool);

/*
 * Looks at the scoreboard: takes note of who is ready, has another take over from who leaves, kills
 * who hangs or should be gone. To be called each POOL_LOOK_MS, and when a child has something new
 * to show, of which SIGCHLD tells.
 */
enum { POOL_LOOK_MS = 1000 };
void pool_look(struct pool *pool);

/* Tells children to leave (SIGTERM); who is still there at `kill_ms` is killed. Of those that were
 * told before, any generation's, too. */
void pool_retire(struct pool *pool, const struct generation *generation, int role, int64_t kill_ms);

/* When a child that is told to leave now should be gone, by these settings. */
int64_t pool_kill_ms(const struct config *config);

/* Sends every child a signal. */
void pool_signal(const struct pool *pool, int signal);

/* Buries the child `pid`, whose wait status is `status`. Others are ignored. */
void pool_bury(struct pool *pool, pid_t pid, int status);

/* Whether all of the generation's children are ready. */
bool pool_is_ready(const struct pool *pool, const struct generation *generation);

/* Counts the children of a role. */
size_t pool_count(const struct pool *pool, int role);

/* Counts the workers that are ready and stay. */
size_t pool_count_ready(const struct pool *pool);

/* Gives when there is something to fill, to look at or to kill. */
int64_t pool_due_ms(const struct pool *pool);

#endif
