/*
 * Counting relationships.
 * Must never be called where a client waits, nor keep the one who calls it long from its own work.
 */
#include "observe/census.h"

#include "audit/state.h"
#include "base/clock.h"
#include "base/scoreboard.h"
#include "base/str.h"
#include "db/columns.h"

/*
 * A part is 8 MB of the table, or 46,000 relationships, which take some 20 ms. A twentieth of the
 * time at most is spent so; five million have a hundred parts, one a second, and are counted in two
 * minutes.
 */
enum { PART_PAGES = 1000, PAUSE_FACTOR = 20 };
/* Where one part is all there is: what Prometheus usually waits between two scrapes. */
enum { PAUSE_BETWEEN_MS = 15 * 1000 };

/* The numbers of the last census, and behind them those of the one under way. */
enum census_half { TAKEN, UNDER_WAY, CENSUS_HALVES };

size_t
census_lines(void)
{
    size_t lines = 0;
    for (size_t i = 0; services[i] != NULL; i++)
        lines += services[i]->census;
    return lines;
}

size_t
census_size(void)
{
    return CENSUS_HALVES * census_lines() * CENSUS_STATES;
}

const char *
census_service(size_t line)
{
    for (size_t i = 0; services[i] != NULL; i++)
        if (services[i]->census && line-- == 0)
            return services[i]->name;
    return "";
}

const char *
census_state(size_t state)
{
    return audit_state_name((uint8_t)(state + 1));
}

static _Atomic int64_t *
number_of(enum census_half half, size_t line, size_t state)
{
    return &scoreboard_census()[(half * census_lines() + line) * CENSUS_STATES + state];
}

int64_t
census_value(size_t line, size_t state)
{
    return atomic_load(number_of(TAKEN, line, state));
}

/* Adds one row of the answer in its place; -1 when there is none. */
static int
add_row(const struct db_rows *rows, size_t row)
{
    int64_t number;
    uint8_t state;
    if (str_to_int64(db_value(rows, row, CENSUS_RELATIONSHIPS), 0, INT64_MAX, &number) < 0 ||
        audit_state_read(db_value(rows, row, CENSUS_STATE), &state) < 0 ||
        state == AUDIT_STATE_NONE)
        return -1;
    for (size_t line = 0; line < census_lines(); line++)
        if (str_equal(db_value(rows, row, CENSUS_SERVICE), str_from(census_service(line)))) {
            atomic_fetch_add(number_of(UNDER_WAY, line, state - 1U), number);
            return 0;
        }
    return -1;
}

static int
add_rows(const struct db_rows *rows)
{
    for (size_t row = 0; row < rows->count; row++)
        if (db_value(rows, row, CENSUS_SERVICE).data != NULL && add_row(rows, row) < 0)
            return -1;
    return rows->count > 0 ? 0 : -1;
}

/* One that was begun by a process that is gone is not gone on with. */
static void
begin(void)
{
    for (size_t i = 0; i < census_lines(); i++)
        for (size_t j = 0; j < CENSUS_STATES; j++)
            atomic_store(number_of(UNDER_WAY, i, j), 0);
}

static void
publish(void)
{
    for (size_t i = 0; i < census_lines(); i++)
        for (size_t j = 0; j < CENSUS_STATES; j++)
            atomic_store(number_of(TAKEN, i, j), atomic_load(number_of(UNDER_WAY, i, j)));
    atomic_store(&scoreboard_all()->census_taken_ms, clock_monotonic_ms());
}

int
census_take_part(struct db *db, struct arena *arena, struct census_count *count,
                 int64_t *ret_pause_ms, struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    int64_t begin_us = clock_monotonic_us();
    db_param_int(arena, &params, count->page);
    db_param_int(arena, &params, PART_PAGES);
    if (db_exec(db, arena, STATEMENT_RELATIONSHIP_CENSUS, &params, &rows, f) < 0)
        return -1;
    if (count->page == 0)
        begin();
    if (add_rows(&rows) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "a relationship of an unknown kind");
    *ret_pause_ms = (clock_monotonic_us() - begin_us) * PAUSE_FACTOR / 1000;
    if (str_to_int64(db_value(&rows, 0, CENSUS_NEXT_PAGE), 1, INT64_MAX, &count->page) == 0)
        return 0;
    publish();
    count->page = 0;
    if (*ret_pause_ms < PAUSE_BETWEEN_MS)
        *ret_pause_ms = PAUSE_BETWEEN_MS;
    return 0;
}
