/*
 * Asking the database on behalf of operators. Must never change anything there.
 */
#include "observe/probe.h"

#include "db/columns.h"

/* Whoever asks for health is about to ask again, and wants to know now; and it is a tenth of what
 * Prometheus waits for a scrape, if nobody tells it otherwise. */
enum { LIMIT_MS = 1000 };

/* Asks a question that has one row for an answer. */
static int
ask(struct db *db, struct arena *arena, enum statement_id question, struct db_rows *ret_row,
    struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    if (db_exec_within(db, arena, LIMIT_MS, question, &params, &rows, f) < 0)
        return -1;
    if (rows.count != 1)
        return fault_set_detail(f, FAULT_INTERNAL, "%s gives %zu rows",
                                statement_row(question)->name, rows.count);
    *ret_row = rows;
    return 0;
}

int
probe_schema(struct db *db, struct arena *arena, struct probed_schema *ret_schema, struct fault *f)
{
    struct db_rows row;
    int64_t version;
    if (ask(db, arena, STATEMENT_SCHEMA_STATUS, &row, f) < 0)
        return -1;
    if (str_to_int64(db_value(&row, 0, SCHEMA_VERSION), 0, INT32_MAX, &version) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "schema_status gives no version");
    *ret_schema = (struct probed_schema){ version, db_is_true(&row, SCHEMA_IN_RECOVERY) };
    return 0;
}

int
probe_trail(struct db *db, struct arena *arena, struct probed_trail *ret_trail, struct fault *f)
{
    struct probed_trail trail = { .seal_number = 0 };
    struct db_rows row;
    if (ask(db, arena, STATEMENT_AUDIT_LAG, &row, f) < 0)
        return -1;
    struct str number = db_value(&row, 0, LAG_SEAL_NUMBER);
    bool has_seal = number.data != NULL;
    if ((has_seal && (str_to_int64(number, 0, INT64_MAX, &trail.seal_number) < 0 ||
                      str_to_int64(db_value(&row, 0, LAG_SEALED_AT_MS), 0, INT64_MAX,
                                   &trail.sealed_at_ms) < 0)) ||
        str_to_int64(db_value(&row, 0, LAG_MS), 0, INT64_MAX, &trail.lag_ms) < 0 ||
        str_to_int64(db_value(&row, 0, LAG_MONTHS_AHEAD), -1, INT64_MAX, &trail.months_ahead) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "audit_lag gives no numbers");
    *ret_trail = trail;
    return 0;
}
