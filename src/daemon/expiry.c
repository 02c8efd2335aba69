/*
 * The walk over the findings that removes the old ones.
 * Must never take more than a moment: whoever wants a row that goes waits so long.
 */
#include "daemon/expiry.h"

#include "base/clock.h"
#include "base/log.h"
#include "db/columns.h"
#include "db/params.h"

enum { PERIOD_MS = 3600 * 1000, AGAIN_MS = 60 * 1000 };
/* 8 MB of the tables: some thousands of findings, which take some milliseconds to look at. */
enum { PART_PAGES = 1000, PAUSE_FACTOR = 20 };

/* Takes one step; gives in *ret_pause_ms how long not to go on. */
static int
step(struct expiry *expiry, const struct config *config, struct db *db, struct arena *arena,
     int64_t *ret_pause_ms, struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    int64_t begin_us = clock_monotonic_us(), removed;
    db_param_int(arena, &params, expiry->page);
    db_param_int(arena, &params, PART_PAGES);
    db_param_int(arena, &params, config->findings.kept_days);
    db_param_int(arena, &params, config->findings.archived_days);
    if (db_exec(db, arena, STATEMENT_FINDINGS_EXPIRE, &params, &rows, f) < 0)
        return -1;
    if (rows.count != 1 ||
        str_to_int64(db_value(&rows, 0, EXPIRE_REMOVED), 0, INT64_MAX, &removed) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "findings_expire() gave no row");
    expiry->removed += removed;
    *ret_pause_ms = (clock_monotonic_us() - begin_us) * PAUSE_FACTOR / 1000;
    if (str_to_int64(db_value(&rows, 0, EXPIRE_NEXT_PAGE), 0, INT64_MAX, &expiry->page) == 0)
        return 0;
    if (expiry->removed > 0)
        log_event(LOG_INFO, "findings_expired", LOG_FIELD_NUMBER("findings", expiry->removed));
    expiry->page = expiry->removed = 0;
    *ret_pause_ms = PERIOD_MS;
    return 0;
}

void
expiry_take_part(struct expiry *expiry, const struct config *config, struct db *db,
                 struct arena *arena)
{
    struct fault f = { 0 };
    int64_t pause_ms = AGAIN_MS;
    if (clock_monotonic_ms() < expiry->due_ms)
        return;
    trouble_note(&expiry->trouble, step(expiry, config, db, arena, &pause_ms, &f), &f);
    expiry->due_ms = clock_monotonic_ms() + pause_ms;
}
