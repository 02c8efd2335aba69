/*
 * THE SQLSTATE TABLE: every code that is not simply a failure. Must never grow a row for a refusal:
 * refusals are data.
 */
#include "db/sqlstate.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct sqlstate_row {
    struct str prefix;     /* a code, or the two characters of its class */
    struct str constraint; /* data NULL: whichever */
    enum sqlstate_class class;
};

static const struct sqlstate_row sqlstate_rows[] = {
    { { "08", 2 }, { NULL, 0 }, SQLSTATE_DOWN },    /* connection exceptions */
    { { "57P01", 5 }, { NULL, 0 }, SQLSTATE_DOWN }, /* admin_shutdown */
    { { "57P02", 5 }, { NULL, 0 }, SQLSTATE_DOWN }, /* crash_shutdown */
    { { "57P03", 5 },
      { NULL, 0 },
      SQLSTATE_DOWN }, /* cannot_connect_now: starting up or recovering */
    { { "57014", 5 },
      { NULL, 0 },
      SQLSTATE_DOWN }, /* query_canceled: the server's own time limit */
    { { "25006", 5 },
      { NULL, 0 },
      SQLSTATE_DOWN }, /* read_only_sql_transaction: a standby, or one by now */
    { { "40001", 5 }, { NULL, 0 }, SQLSTATE_AGAIN },
    { { "40P01", 5 }, { NULL, 0 }, SQLSTATE_AGAIN },
    /* The same request came in twice at once: the second try finds the first one's answer. */
    { { "23505", 5 }, { "retry_key_pkey", 14 }, SQLSTATE_AGAIN },
    { { "26000", 5 }, { NULL, 0 }, SQLSTATE_STALE }, /* invalid_sql_statement_name */
    { { "0A000", 5 }, { NULL, 0 }, SQLSTATE_STALE }, /* "cached plan must not change result type" */
    { { "55P03", 5 }, { NULL, 0 }, SQLSTATE_BUSY },  /* lock_not_available */
};

enum sqlstate_class
sqlstate_classify(const char *sqlstate, const char *constraint)
{
    struct str code = str_from(sqlstate);
    struct str violated = str_from(constraint);
    for (size_t i = 0; i < ARRAY_COUNT(sqlstate_rows); i++) {
        const struct sqlstate_row *row = &sqlstate_rows[i];
        bool concerns = row->constraint.data == NULL || str_equal(row->constraint, violated);
        if (str_starts_with(code, row->prefix) && concerns)
            return row->class;
    }
    return SQLSTATE_FAILED;
}
