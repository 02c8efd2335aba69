/*
 * The scoreboard: what the daemon's processes show of themselves, in memory that all of them map. A
 * place outlives the process in it. Everything is written with single atomic stores, so a reader
 * never waits and may see two members of a place a moment apart. Of a client's it holds which
 * accounts a worker is busy for or was of late, and never a key or anything else.
 */
#ifndef MEMBERHUB_BASE_SCOREBOARD_H
#define MEMBERHUB_BASE_SCOREBOARD_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/fault.h"
#include "base/metrics.h"

enum scoreboard_role { SCOREBOARD_WORKER, SCOREBOARD_SEALER, SCOREBOARD_COUNTER, SCOREBOARD_ROLES };

/* What the process in a place does, in the order in which it comes to it. */
enum scoreboard_state {
    SCOREBOARD_EMPTY,    /* there is none */
    SCOREBOARD_STARTING, /* not ready to serve yet */
    SCOREBOARD_IDLE,     /* waits to be asked: nobody waits for it */
    SCOREBOARD_BUSY,     /* with requests, or with a seal */
    SCOREBOARD_LEAVING,  /* serves what it has, takes no more */
    SCOREBOARD_STATES
};

/* The account that is served, and those of a call with its own: as many as the rows of services let
 * it name (ACCOUNTS_MAX). Of more than that the first are shown. */
enum { SCOREBOARD_ACCOUNTS = 52, SCOREBOARD_STUCK = 3 };

struct scoreboard_place {
    _Atomic int32_t pid;         /* 0 when empty */
    _Atomic int32_t role;        /* enum scoreboard_role */
    _Atomic int32_t state;       /* enum scoreboard_state */
    _Atomic int64_t number;      /* of its kind, from 1; 0 alone */
    _Atomic int64_t started_ms;  /* monotonic */
    _Atomic int64_t beat_ms;     /* monotonic; the last sign of life */
    _Atomic int64_t connections; /* of a worker */
    _Atomic int64_t served;      /* requests, by this process */
    _Atomic int64_t operation;   /* in hand, by its number; 0 for none or not known yet */
    /*
     * In hand: the account whose request it is; then those whose rows it locks, until one is 0. As
     * api/share.c has them: 0 for nobody.
     */
    _Atomic int64_t accounts[SCOREBOARD_ACCOUNTS];
    /* The account that was served last and the one before it, and when (monotonic). */
    _Atomic int64_t served_accounts[2], served_ms[2];
    /* Likewise, of a call that waited for a lock in vain; they count until then (monotonic). */
    _Atomic int64_t stuck[SCOREBOARD_STUCK];
    _Atomic int64_t stuck_until_ms;
};

/*
 * Behind the places stand the counters of each, the numbers of the census, and the layout that says
 * how many those are. What comes before the places' count is the same in every version.
 */
struct scoreboard {
    char magic[16];     /* what kind of file this is; its last two digits are the version */
    uint64_t size;      /* of all of it, bytes */
    int64_t started_ms; /* of the server; wall clock */
    int32_t master_pid; /* 0 alone */
    int32_t place_count;
    _Atomic int64_t draining;          /* 1 once the server was told to stop */
    _Atomic int64_t database_sessions; /* that have served the processes so far */
    _Atomic int64_t places_used;       /* those beyond were never entered, and hold zeros */
    _Atomic int64_t census_taken_ms;   /* monotonic; 0: never */
    char version[16];                  /* of the server's program; ends with a NUL */
    struct scoreboard_place places[];
};

/*
 * Makes the scoreboard of this process and its children, with `places` (from 1) empty ones and what
 * `layout` has to count, which is copied, as a new file beside `path`, mode 0640; "": in memory
 * alone. The file has all its room from then on: what has to be found at the first touch may be
 * missing, and then the touch is SIGBUS. FAULT_CONFIG when it cannot be had.
 */
int scoreboard_make(const char *path, size_t places, const struct metrics_layout *layout,
                    struct fault *f) MUST_CHECK;

/* Moves the file to its `path`, where it takes the place of an older one. FAULT_CONFIG. */
int scoreboard_publish(struct fault *f) MUST_CHECK;

/* Removes the file, unless another server's has taken its place. The memory stays. */
void scoreboard_remove(void);

/*
 * Gives the scoreboard that was made, or one with a single place that nobody else sees and where
 * nothing is counted: for memberhubctl, tests, and whatever comes before scoreboard_make().
 */
struct scoreboard *scoreboard_all(void);

/* Chooses the place that scoreboard_own() gives in this process from now on; 0 until then. */
void scoreboard_enter(size_t place);
struct scoreboard_place *scoreboard_own(void);

/* Gives the own place's counters. */
struct metrics scoreboard_metrics(void);

/* Gives the numbers of the last census, as many as the layout says: of one moment, and no
 * counters. */
_Atomic int64_t *scoreboard_census(void);

/* Shows this process in its own place, as one that starts; `number` is which of its kind it is. */
void scoreboard_begin(enum scoreboard_role role, int64_t number);

/* Shows in the own place what its process does now; a sign of life, too. */
void scoreboard_show(enum scoreboard_state state);

/* Gives a sign of life: often enough that nobody takes this process for one that hangs. */
void scoreboard_beat(void);

/* Empties the place of a process that is gone. What it counted for all time stays. */
void scoreboard_vacate(size_t place);

/*
 * Another server's scoreboard, or one's own, as a reader has it: where it ends was found out once,
 * since whoever writes to it may change the numbers in it at any time.
 */
struct scoreboard_view {
    const struct scoreboard *board;
    size_t size_bytes; /* of what is mapped */
    size_t place_count;
    const struct metrics_layout *layout;
};

/* Gives one's own. */
struct scoreboard_view scoreboard_view(void);

/* Gives the counters of a place, which the view does not let write to. */
struct metrics scoreboard_view_metrics(const struct scoreboard_view *view, size_t place);

/*
 * Maps the scoreboard of a running server, to read. FAULT_CONFIG when there is none, or it is of
 * another version: one that does not count just what `layout` (borrowed) says would be
 * misunderstood. Never waits, whatever is there. Give back with scoreboard_close().
 */
int scoreboard_open(const char *path, const struct metrics_layout *layout,
                    struct scoreboard_view *ret_view, struct fault *f) MUST_CHECK;
void scoreboard_close(const struct scoreboard_view *view);

/* Gives the master whose scoreboard, of whatever version, is at `path`; 0: there is none. */
int32_t scoreboard_master(const char *path);

/* What a state is called, for people and for metrics (borrowed, static). */
const char *scoreboard_state_name(enum scoreboard_state state);

#endif
