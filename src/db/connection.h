/*
 * One connection to PostgreSQL with deadlines, prepared statements and a careful way back after a
 * loss. db/ is the only folder that includes libpq-fe.h.
 */
#ifndef MEMBERHUB_DB_CONNECTION_H
#define MEMBERHUB_DB_CONNECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "db/params.h"
#include "db/statement.h"

struct db;

/*
 * Checks that `conninfo` is a libpq connection string. FAULT_CONFIG, which names the `setting` but
 * repeats nothing of its value: it may hold a password, and libpq's own complaint quotes it.
 * Source: PostgreSQL 15, section 34.1.1, "Connection Strings".
 */
int db_check_conninfo(const char *conninfo, const char *setting, struct fault *f) MUST_CHECK;

/*
 * Makes an unconnected connection; it connects at its first use. `conninfo` is borrowed for its
 * lifetime. `application_name` is what the server shows of it, followed by a number of its own.
 * `call_timeout_ms` bounds each call, connecting included. Free with db_free(). NULL is allowed
 * there.
 */
struct db *db_new(const char *conninfo, const char *application_name, int64_t call_timeout_ms);
void db_free(struct db *db);

/*
 * Executes one statement of the table, prepared on first use in a session, in its own transaction.
 * Tries again up to three times on serialization failure and deadlock. When the session is lost, or
 * its server turns out to be read-only, it goes on with a new one, as long as the deadline allows
 * and with growing pauses in between; so it does when the server warned that the commit may not be
 * safe. A change that may have been made then is sent again only when it has a retry key: the
 * answer is then the one of the first time. On 0 the server has confirmed the commit.
 *
 * FAULT_DATABASE_DOWN when no server could be had before the deadline, or when a change may or may
 * not have been made; FAULT_REQUEST_BUSY when a lock was not to be had, the server's own time limit
 * passed or the last of the tries above lost too: nothing was done; FAULT_DATABASE_FAILED with the
 * SQLSTATE otherwise; FAULT_INTERNAL when there
 * are more rows than the arena has room for. Calls wait for a database that has served this
 * connection and has been gone for less than `call_timeout_ms`; when it stays away longer they fail
 * at once. Between db_begin() and its end nothing is tried again.
 */
int db_exec(struct db *db, struct arena *arena, enum statement_id id,
            const struct db_params *params, struct db_rows *ret_rows, struct fault *f) MUST_CHECK;

/* Likewise one that is not of the table: an operation's. */
int db_exec_statement(struct db *db, struct arena *arena, const struct statement *statement,
                      const struct db_params *params, struct db_rows *ret_rows,
                      struct fault *f) MUST_CHECK;

/* Likewise with a time limit of its own, milliseconds, where that is less than `call_timeout_ms`:
 * for questions whose answer is worth nothing later. */
int db_exec_within(struct db *db, struct arena *arena, int64_t limit_ms, enum statement_id id,
                   const struct db_params *params, struct db_rows *ret_rows,
                   struct fault *f) MUST_CHECK;

/*
 * Gives the memory back that libpq keeps for messages as large as the largest so far, by ending the
 * session when that was more than half a megabyte; the next call opens another. For whoever is
 * between two calls, outside transactions. Tells whether it did.
 */
bool db_give_back(struct db *db);

/* Gives how long all db_exec() of this connection took so far, microseconds, failed ones included.
 */
int64_t db_spent_us(const struct db *db);

/* Gives how many attempts of all db_exec() of this connection followed another one. */
int64_t db_retries(const struct db *db);

/*
 * Executes a script of several commands as it is (a migration or function file; never anything with
 * a value in it). FAULT_DATABASE_FAILED with the server's message, line and hint.
 */
int db_run_script(struct db *db, struct str script, struct fault *f) MUST_CHECK;

/*
 * Brackets for memberhubctl db migrate: several statements in one transaction. After a failure in
 * between only db_rollback() is left; db_commit() of a transaction that the server has given up is
 * FAULT_DATABASE_FAILED.
 */
int db_begin(struct db *db, struct fault *f) MUST_CHECK;
int db_commit(struct db *db, struct fault *f) MUST_CHECK;
void db_rollback(struct db *db);

/*
 * Begins a transaction that sees the database as it is now until db_rollback(), and changes
 * nothing. Faults as db_exec().
 */
int db_begin_snapshot(struct db *db, struct fault *f) MUST_CHECK;

#endif
