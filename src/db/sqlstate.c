/*
 * THE SQLSTATE TABLE: every code that is not simply a failure. Must never grow a row for a refusal:
 * refusals are data.
 */
#include "db/sqlstate.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct sqlstate_row {
    struct str prefix; /* a code, or the two characters of its class */
    enum sqlstate_class class;
};

static const struct sqlstate_row sqlstate_rows[] = {
    { { "08", 2 }, SQLSTATE_DOWN },         /* connection exceptions */
    { { "57P01", 5 }, SQLSTATE_DOWN },      /* admin_shutdown */
    { { "57P02", 5 }, SQLSTATE_DOWN },      /* crash_shutdown */
    { { "57P03", 5 }, SQLSTATE_DOWN },      /* cannot_connect_now: starting up or recovering */
    { { "40003", 5 }, SQLSTATE_DOWN },      /* statement_completion_unknown */
    { { "25006", 5 }, SQLSTATE_READ_ONLY }, /* read_only_sql_transaction */
    { { "40001", 5 }, SQLSTATE_AGAIN },     /* serialization_failure */
    { { "40P01", 5 }, SQLSTATE_AGAIN },     /* deadlock_detected */
    /* foreign_key_violation: who was named went meanwhile, with the last that named it */
    { { "23503", 5 }, SQLSTATE_AGAIN },
    { { "26000", 5 }, SQLSTATE_STALE }, /* invalid_sql_statement_name */
    { { "0A000", 5 }, SQLSTATE_STALE }, /* "cached plan must not change result type" */
    { { "55P03", 5 }, SQLSTATE_BUSY },  /* lock_not_available */
    { { "57014", 5 }, SQLSTATE_BUSY },  /* query_canceled: the server's own time limit */
};

enum sqlstate_class
sqlstate_classify(const char *sqlstate)
{
    struct str code = str_from(sqlstate);
    for (size_t i = 0; i < ARRAY_COUNT(sqlstate_rows); i++)
        if (str_starts_with(code, sqlstate_rows[i].prefix))
            return sqlstate_rows[i].class;
    return SQLSTATE_FAILED;
}
