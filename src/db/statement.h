/*
 * THE STATEMENT TABLE: all SQL text of the program but that of operations, one row for each
 * statement, and how an operation's function becomes one. Values go in as parameters, never as
 * text.
 */
#ifndef MEMBERHUB_DB_STATEMENT_H
#define MEMBERHUB_DB_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum statement_id {
    /* like an operation: it has a caller, and gives one memberhub.answer */
    STATEMENT_RECORD_REFUSAL,

    /* the worker's own */
    STATEMENT_CREDENTIAL_GET,
    STATEMENT_TEST_ACCOUNT_OPEN,
    STATEMENT_SCHEMA_STATUS,
    STATEMENT_AUDIT_RECORD,
    STATEMENT_AUDIT_LAG,

    /* the sealer */
    STATEMENT_AUDIT_SEAL_LOCK,
    STATEMENT_AUDIT_SEAL_LAST,
    STATEMENT_AUDIT_UNSEALED,
    STATEMENT_AUDIT_SEAL_APPEND,
    STATEMENT_AUDIT_SEAL_CONFIRM,
    STATEMENT_AUDIT_PARTITIONS_MAKE, /* workers' too */
    STATEMENT_AUDIT_DROP_NEXT,
    STATEMENT_AUDIT_DROP_KEPT,
    STATEMENT_AUDIT_DROP_STAGE,
    STATEMENT_AUDIT_PARTITION_DROP,
    STATEMENT_RELATIONSHIP_CENSUS,
    STATEMENT_FINDINGS_EXPIRE,
    STATEMENT_AUDIT_SEALS, /* memberhubctl's too */

    /* memberhubctl */
    STATEMENT_ACCOUNT_ADD,
    STATEMENT_ACCOUNT_LIST,
    STATEMENT_ACCOUNT_EXISTS,
    STATEMENT_ACCOUNT_SET_STATUS,
    STATEMENT_KEY_CREATE,
    STATEMENT_KEY_LIST,
    STATEMENT_KEY_SET_STATUS,
    STATEMENT_KEY_DELETE,
    STATEMENT_AUDIT_TAIL,
    STATEMENT_AUDIT_EVENTS_PAGE,
    STATEMENT_AUDIT_SEAL_ACCOUNTS,
    STATEMENT_AUDIT_RELATIONSHIPS_PAGE,
    STATEMENT_AUDIT_DROPS,
    STATEMENT_AUDIT_DROP_LINES,
    STATEMENT_AUDIT_ACCOUNTS_PAGE,
    STATEMENT_AUDIT_KEYS_PAGE,
    STATEMENT_AUDIT_ENROLLMENTS_PAGE,
    STATEMENT_AUDIT_STATE_COUNTS,
    STATEMENT_AUDIT_COUNTS,
    STATEMENT_AUDIT_TRANSITIONS,
    STATEMENT_AUDIT_EXPORT_PAGE,
    STATEMENT_AUDIT_VIEWERS,
    STATEMENT_MEMBERSHIP_AT,
    STATEMENT_MIGRATION_PREPARE, /* makes schema, owner role and the table of migrations if they are
                                    not there */
    STATEMENT_MIGRATION_LOCK,    /* until the transaction ends, so that two runs take turns */
    STATEMENT_MIGRATION_PRESENT, /* tells whether that table is there, and whether
                                    migration_list() is */
    STATEMENT_MIGRATION_LIST,    /* by the function: for whoever may not read the table */
    STATEMENT_MIGRATION_READ,    /* the same from the table: the functions come last */
    STATEMENT_MIGRATION_OWNER,   /* acts as the owner role until the transaction ends */
    STATEMENT_MIGRATION_REVOKE,  /* takes every function from everybody but the owner */
    STATEMENT_MIGRATION_CLOSE,   /* a superuser's: takes from PUBLIC what only harms */
    STATEMENT_MIGRATION_OPEN,    /* gives what PUBLIC still has of that, a row each */
    STATEMENT_MIGRATION_RECORD,
    STATEMENT_TABLES_STORE, /* makes the database's copies of the program's tables what they are */

    /* db_begin(), db_commit(), db_rollback() */
    STATEMENT_BEGIN,
    STATEMENT_BEGIN_SNAPSHOT,
    STATEMENT_COMMIT,
    STATEMENT_ROLLBACK,

    STATEMENT_SESSION_END, /* ends the other sessions with this one's name and role */

    STATEMENT_COUNT
};

struct statement {
    size_t number;    /* its own among all: the table's by their id, operations' behind them */
    const char *name; /* of the prepared statement, and of the SQL function it calls */
    const char *text;
    int parameters;  /* count, the caller's fields included */
    bool has_caller; /* an operation: parameters 1 to CALLER_FIELDS are the caller's, and it gives
                        exactly one memberhub.answer, which documents may stand before */
    bool is_change;  /* may change something: when it is unknown whether it was done, it is sent
                        again only with a retry key */
    const char *const *columns; /* the names of a list of columns.h; NULL: it has none */
    size_t column_count;
};

/* Gives the row of a statement (borrowed, static). */
const struct statement *statement_row(enum statement_id id);

/* A parameter of an operation's function: its name in SQL without "p_", and its type. */
struct statement_parameter {
    const char *name, *type;
};

/* An operation's function: its name and types are borrowed, and are the program's own words. */
struct statement_function {
    const char *name;
    bool is_change;
    bool gives_documents; /* rows of memberhub.document_answer, else one memberhub.answer */
    const struct statement_parameter *parameters;
    size_t count;
};

/*
 * Makes the statement that calls a function with the caller's fields and its parameters by name,
 * each of them once; its text is in the arena. `place` is its place among the operations'
 * statements.
 */
struct statement statement_of_function(struct arena *arena,
                                       const struct statement_function *function, size_t place);

#endif
