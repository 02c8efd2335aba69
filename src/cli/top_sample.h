/*
 * One look at a running server: its scoreboard, copied. Never talks to the server or to its
 * database: it can be looked at however badly it does.
 */
#ifndef MEMBERHUB_CLI_TOP_SAMPLE_H
#define MEMBERHUB_CLI_TOP_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/scoreboard.h"

struct top_place {
    int32_t pid; /* 0: empty */
    enum scoreboard_role role;
    enum scoreboard_state state;
    int64_t number, started_ms, beat_ms, connections, served, operation;
};

struct top_sample {
    struct str version; /* of the server, as it says: not fit to be printed as it is */
    int64_t time_ms;    /* wall clock */
    int64_t taken_ms;   /* monotonic, as the places' times */
    int64_t started_ms; /* of the server, wall clock */
    int32_t master_pid; /* 0 alone */
    bool master_gone;   /* it ended without taking its scoreboard away */
    bool draining;
    int64_t database_sessions;
    struct top_place *places; /* by place; the first is the master's, or of a process alone */
    size_t place_count;
    struct metrics metrics; /* of all processes together */
};

/* Copies what the scoreboard shows now, into the arena. */
struct top_sample *top_sample_take(struct arena *arena, const struct scoreboard_view *view);

/* Tells whether both are of one server, which was not started anew in between. */
bool top_sample_same_server(const struct top_sample *a, const struct top_sample *b);

#endif
