/*
 * Where the verifier reads a trail from: a snapshot of the database, or a dump of one. Rows come
 * one by one in one order: counts; drops that were stated, and the lines of the statements;
 * transitions; each seal, its accounts, its events; the events that no seal covers yet;
 * relationships; accounts, keys, hubs and detectors. Never holds more than a page of each.
 */
#ifndef MEMBERHUB_VERIFY_SOURCE_H
#define MEMBERHUB_VERIFY_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/event.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "db/columns.h"
#include "db/connection.h"
#include "db/statement.h"

enum trail_table {
    TRAIL_COUNTS,
    TRAIL_STATE_COUNTS,
    TRAIL_DROP,
    TRAIL_DROP_LINE,
    TRAIL_TRANSITION,
    TRAIL_SEAL,
    TRAIL_SEAL_ACCOUNT,
    TRAIL_EVENT,
    TRAIL_RELATIONSHIP,
    TRAIL_ACCOUNT,
    TRAIL_KEY,
    TRAIL_ENROLLMENT,
    TRAIL_TABLES
};

/* Their rows have the columns of their statements' lists in db/columns.h, in that order. Values are
 * text; data NULL is NULL. */
enum { TRAIL_COLUMNS_MAX = AUDIT_EVENTS_PAGE_COLUMNS_COUNT };

struct trail_row_kind {
    const char *name;            /* of a line of the dump */
    enum statement_id statement; /* gives a page of them behind a key, or behind NULLs the first */
    size_t keys;                 /* so many of the first columns are the key */
};

/* Gives the row of a table (borrowed, static). */
const struct trail_row_kind *trail_row_kind(enum trail_table table);

/* Gives how many columns a table has, and the name of one (static). */
size_t trail_columns(enum trail_table table);
const char *trail_column(enum trail_table table, size_t column);

/* Gives the event that a row of TRAIL_EVENT is; views of the row. */
struct audit_event trail_event(const struct str *row);

struct audit_source;

struct audit_source_functions {
    int (*peek)(struct audit_source *source, enum trail_table table, const struct str **ret_row,
                struct fault *f);
    void (*advance)(struct audit_source *source, enum trail_table table);
    int (*finish)(struct audit_source *source, struct fault *f);
    void (*free)(struct audit_source *source);
};

/* What every source begins with. */
struct audit_source {
    const struct audit_source_functions *functions;
    int64_t taken_at_ms; /* when the trail was as it is seen */
    bool is_dump;        /* the seal file may be younger */
    bool has_states; /* else it is a dump of the first form: no statements, accounts, keys ... */
    int64_t read[TRAIL_TABLES]; /* rows so far */
};

/*
 * Opens a snapshot of the database. `db` is borrowed, and is in a transaction until the source is
 * freed. FAULT_DATABASE_*.
 */
int audit_source_open_database(struct db *db, struct audit_source **ret_source,
                               struct fault *f) MUST_CHECK;

/* Opens a dump; "-" is standard input. FAULT_CONFIG when it cannot be read or is no dump. */
int audit_source_open_dump(const char *path, struct audit_source **ret_source,
                           struct fault *f) MUST_CHECK;

/*
 * Gives the next row of a table, or NULL when none is next; again the same until
 * audit_source_advance(). The row lives until then. FAULT_DATABASE_*, or FAULT_BAD_REQUEST with
 * the reason when a dump has something else there than audit_dump_row() writes.
 */
int audit_source_peek(struct audit_source *source, enum trail_table table,
                      const struct str **ret_row, struct fault *f) MUST_CHECK;

/* Goes to the next row of a table, whose row was given before. */
void audit_source_advance(struct audit_source *source, enum trail_table table);

/* Checks that everything was read and that the source was whole. Faults as audit_source_peek(). */
int audit_source_finish(struct audit_source *source, struct fault *f) MUST_CHECK;

/* Ends the transaction or closes the file. NULL is allowed. */
void audit_source_free(struct audit_source *source);

#endif
