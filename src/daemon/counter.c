/*
 * The counter's loop, and the part of it that the sealer has too.
 * Must never count faster than the census says: it is the database's clients who would pay.
 */
#include "daemon/counter.h"

#include <signal.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/scoreboard.h"
#include "daemon/expiry.h"
#include "daemon/process.h"

enum { CENSUS_AGAIN_MS = 60 * 1000 };
/* A sign of life, whether or not there is something to count. */
enum { BEAT_MS = 1000 };
/* An answer has at most twelve rows. */
enum { ARENA_BYTES = 1024 * 1024 };

void
counting_take_part(struct counting *counting, struct db *db, struct arena *arena)
{
    struct fault f = { 0 };
    int64_t pause_ms = CENSUS_AGAIN_MS;
    if (clock_monotonic_ms() < counting->due_ms)
        return;
    int result = census_take_part(db, arena, &counting->count, &pause_ms, &f);
    trouble_note(&counting->trouble, result, &f);
    if (result < 0)
        counting->count = (struct census_count){ .page = 0 };
    counting->due_ms = clock_monotonic_ms() + pause_ms;
}

/* Counts until a signal says to stop. */
static void
count_on(const struct config *config, struct db *db, struct arena *arena)
{
    struct counting counting = COUNTING;
    struct expiry expiry = EXPIRY;
    for (;;) {
        scoreboard_show(SCOREBOARD_BUSY);
        counting_take_part(&counting, db, arena);
        expiry_take_part(&expiry, config, db, arena);
        arena_reset(arena);
        scoreboard_show(SCOREBOARD_IDLE);
        int signal = process_wait(clock_monotonic_ms() + BEAT_MS, NULL);
        if (signal == SIGTERM || signal == SIGINT)
            return;
        if (signal == SIGUSR1)
            process_log_reopen(config);
    }
}

int
counter_run(const struct config *config, struct fault *f)
{
    if (db_check_conninfo(config->database.main, "database.default", f) < 0)
        return -1;
    struct db *db =
        db_new(config->database.main, "memberhubd counter", config->database.call_timeout_ms);
    struct arena *arena = arena_new(ARENA_BYTES);
    log_event(LOG_INFO, "counter_started", LOG_FIELD_NUMBER("pid", getpid()));
    scoreboard_show(SCOREBOARD_IDLE);
    process_tell_master();
    count_on(config, db, arena);
    scoreboard_show(SCOREBOARD_LEAVING);
    process_tell_master();
    log_event(LOG_INFO, "counter_stopped", LOG_FIELD_NUMBER("pid", getpid()));
    arena_free(arena);
    db_free(db);
    return 0;
}
