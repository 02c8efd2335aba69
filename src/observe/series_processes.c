/*
 * What the scoreboard shows of the processes.
 * Must never read a place that was never used: a page of zeros is a page all the same.
 */
#include "observe/series_processes.h"

#include <stddef.h>

#include "observe/exposition.h"

static int64_t
used(const struct scrape *scrape)
{
    return atomic_load(&scrape->board->places_used);
}

/* Whoever makes this page does nothing else: it is not what keeps a client waiting. */
static int32_t
state_of(const struct scoreboard_place *place)
{
    int32_t state = atomic_load(&place->state);
    return place == scoreboard_own() && state == SCOREBOARD_BUSY ? SCOREBOARD_IDLE : state;
}

static void
render_states(const struct scrape *scrape, enum scoreboard_role role, const char *name,
              struct buf *out)
{
    int64_t counts[SCOREBOARD_STATES] = { 0 };
    for (int64_t i = 0; i < used(scrape); i++) {
        const struct scoreboard_place *place = &scrape->board->places[i];
        int32_t state = state_of(place);
        if (atomic_load(&place->role) == (int32_t)role && state >= 0 && state < SCOREBOARD_STATES)
            counts[state] += atomic_load(&place->pid) != 0;
    }
    for (size_t state = SCOREBOARD_STARTING; state < SCOREBOARD_STATES; state++) {
        const char *word = scoreboard_state_name((enum scoreboard_state)state);
        exposition_sample(out, name, &(struct labels){ .of = { { "state", word } } },
                          counts[state]);
    }
}

void
series_workers(const struct scrape *scrape, const char *name, struct buf *out)
{
    render_states(scrape, SCOREBOARD_WORKER, name, out);
}

void
series_sealers(const struct scrape *scrape, const char *name, struct buf *out)
{
    render_states(scrape, SCOREBOARD_SEALER, name, out);
}

bool
series_connections(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = 0;
    for (int64_t i = 0; i < used(scrape); i++)
        if (atomic_load(&scrape->board->places[i].pid) != 0)
            *ret_value += atomic_load(&scrape->board->places[i].connections);
    return true;
}

bool
series_longest_busy(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = 0;
    for (int64_t i = 0; i < used(scrape); i++) {
        const struct scoreboard_place *place = &scrape->board->places[i];
        int64_t silent_ms = scrape->now_ms - atomic_load(&place->beat_ms);
        if (atomic_load(&place->pid) != 0 && atomic_load(&place->role) == SCOREBOARD_WORKER &&
            atomic_load(&place->state) == SCOREBOARD_BUSY && silent_ms > *ret_value)
            *ret_value = silent_ms;
    }
    return true;
}
