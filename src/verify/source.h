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

#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
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

/* The columns of each, in order. Values are text; data NULL is NULL. */
enum {
    COUNTS_TRANSITIONS,
    COUNTS_SEALS,
    COUNTS_SEAL_ACCOUNTS,
    COUNTS_EVENTS,
    COUNTS_RELATIONSHIPS,
    COUNTS_OLDEST_RUNNING,
    COUNTS_NEXT_TRANSACTION
};
enum {
    STATE_COUNTS_DROPS,
    STATE_COUNTS_DROP_LINES,
    STATE_COUNTS_ACCOUNTS,
    STATE_COUNTS_KEYS,
    STATE_COUNTS_ENROLLMENTS
};
enum { TRAIL_DROP_MONTH, TRAIL_DROP_NUMBER, TRAIL_DROP_RECORD, TRAIL_DROP_SIGNATURE };
enum { TRAIL_LINE_MONTH, TRAIL_LINE_POSITION, TRAIL_LINE_TEXT };
enum {
    TRANSITION_SERVICE,
    TRANSITION_OPERATION,
    TRANSITION_CALLER,
    TRANSITION_FROM,
    TRANSITION_OUTCOME,
    TRANSITION_TO
};
enum { SEAL_NUMBER, SEAL_RECORD, SEAL_SIGNATURE, SEAL_FROM, SEAL_TO, SEAL_SEALED_AT };
enum { SEAL_ACCOUNT_NUMBER, SEAL_ACCOUNT_ID, SEAL_ACCOUNT_EVENTS, SEAL_ACCOUNT_ROOT };
enum {
    EVENT_TRANSACTION,
    EVENT_SEQUENCE,
    EVENT_ID,
    EVENT_ACCOUNT,
    EVENT_SERVICE,
    EVENT_REGION,
    EVENT_NAME,
    EVENT_TIME_MS,
    EVENT_EFFECTS,
    EVENT_RECORD,
    EVENT_LEAF
};
enum {
    RELATIONSHIP_SERVICE,
    RELATIONSHIP_REGION,
    RELATIONSHIP_ADMINISTRATOR,
    RELATIONSHIP_MEMBER,
    RELATIONSHIP_STATE
};
enum { ACCOUNT_ID, ACCOUNT_STATUS };
enum { KEY_ID, KEY_ACCOUNT, KEY_STATUS };
enum { ENROLLMENT_SERVICE, ENROLLMENT_REGION, ENROLLMENT_ACCOUNT, ENROLLMENT_DETECTOR };
enum { TRAIL_COLUMNS_MAX = 11 };

struct trail_row_kind {
    const char *name; /* of a line of the dump */
    size_t columns;
    const char *column[TRAIL_COLUMNS_MAX];
    enum statement_id statement; /* gives a page of them behind a key, or behind NULLs the first */
    size_t keys;                 /* so many of the first columns are the key */
};

/* Gives the row of a table (borrowed, static). */
const struct trail_row_kind *trail_row_kind(enum trail_table table);

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
