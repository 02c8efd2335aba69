/*
 * Counting relationships.
 * Must never be called where a client waits: five million take a second.
 */
#include "api/census.h"

#include "base/clock.h"
#include "base/scoreboard.h"
#include "base/str.h"

/* At most a hundredth of the time is spent counting, and no more than an operator sees. */
enum { PAUSE_MIN_MS = 15 * 1000, PAUSE_FACTOR = 100 };

/* The columns of STATEMENT_RELATIONSHIP_CENSUS. */
enum { CENSUS_SERVICE, CENSUS_STATE, CENSUS_RELATIONSHIPS };

static const enum service_id services[] = { SERVICE_SECURITYHUB, SERVICE_GUARDDUTY };
/* As relationship_state_known in sql/migrations has them. */
static const char *const states[] = { "Created",  "Invited", "Enabled",
                                      "Disabled", "Removed", "Resigned" };
_Static_assert(ARRAY_COUNT(services) == METRICS_SERVICES && ARRAY_COUNT(states) == METRICS_STATES,
               "the census has a place for each");

enum service_id
census_service(size_t service)
{
    return services[service];
}

const char *
census_state(size_t state)
{
    return states[state];
}

/* Puts one row of the answer in its place; -1 when there is none. */
static int
place(const struct db_rows *rows, size_t row, int64_t counts[METRICS_SERVICES][METRICS_STATES])
{
    for (size_t i = 0; i < METRICS_SERVICES; i++)
        for (size_t j = 0; j < METRICS_STATES; j++)
            if (str_equal(db_value(rows, row, CENSUS_SERVICE),
                          str_from(service_row(services[i])->name)) &&
                str_equal(db_value(rows, row, CENSUS_STATE), str_from(states[j])))
                return str_to_int64(db_value(rows, row, CENSUS_RELATIONSHIPS), 0, INT64_MAX,
                                    &counts[i][j]);
    return -1;
}

int
census_take(struct db *db, struct arena *arena, int64_t *ret_pause_ms, struct fault *f)
{
    int64_t counts[METRICS_SERVICES][METRICS_STATES] = { { 0 } };
    struct census *census = &scoreboard_all()->census;
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    int64_t begin_ms = clock_monotonic_ms();
    if (db_exec(db, arena, STATEMENT_RELATIONSHIP_CENSUS, &params, &rows, f) < 0)
        return -1;
    for (size_t row = 0; row < rows.count; row++)
        if (place(&rows, row, counts) < 0)
            return fault_set_detail(f, FAULT_INTERNAL, "a relationship of an unknown kind");
    int64_t now_ms = clock_monotonic_ms();
    for (size_t i = 0; i < METRICS_SERVICES; i++)
        for (size_t j = 0; j < METRICS_STATES; j++)
            atomic_store(&census->counts[i][j], counts[i][j]);
    atomic_store(&census->taken_ms, now_ms);
    int64_t pause_ms = (now_ms - begin_ms) * PAUSE_FACTOR;
    *ret_pause_ms = pause_ms > PAUSE_MIN_MS ? pause_ms : PAUSE_MIN_MS;
    return 0;
}
