/*
 * Transactions of several statements and scripts, for memberhubctl db migrate. Must never try
 * anything again: what a lost transaction had done is gone with it.
 */
#include "db/connection.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/clock.h"
#include "db/session.h"

/*
 * Longest setting of the arena for a command without rows; the arena is only there because
 * db_exec() wants one.
 */
enum { COMMAND_ARENA_BYTES = 64 * 1024 };

/*
 * Counts the line that the server's position (in characters, from 1) is on. UTF-8's later bytes are
 * no characters.
 */
static int64_t
line_of(struct str script, const char *position)
{
    int64_t left = 0, line = 1;
    if (str_to_int64(str_from(position), 1, INT64_MAX, &left) < 0)
        return 0;
    for (size_t i = 0; i < script.size; i++) {
        if (((uint8_t)script.data[i] & 0xC0) != 0x80 && --left <= 0)
            break;
        line += script.data[i] == '\n';
    }
    return line;
}

static const char *
field_or_empty(const PGresult *result, int field)
{
    const char *text = PQresultErrorField(result, field);
    return text != NULL ? text : "";
}

static int
script_failed(struct str script, const PGresult *result, struct fault *f)
{
    const char *hint = field_or_empty(result, PG_DIAG_MESSAGE_HINT);
    int64_t line = line_of(script, PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION));
    char at[32] = "";
    if (line > 0)
        snprintf(at, sizeof at, "line %" PRId64 ": ", line);
    return fault_set_detail(f, FAULT_DATABASE_FAILED, "%s%s (SQLSTATE %s)%s%s", at,
                            field_or_empty(result, PG_DIAG_MESSAGE_PRIMARY),
                            field_or_empty(result, PG_DIAG_SQLSTATE),
                            hint[0] != '\0' ? "; hint: " : "", hint);
}

int
db_run_script(struct db *db, struct str script, struct fault *f)
{
    int64_t deadline_ms = clock_monotonic_ms() + db->call_timeout_ms;
    if (str_find(script, '\0') < script.size)
        return fault_set_detail(f, FAULT_DATABASE_FAILED, "the script holds a NUL");
    if (db->conn == NULL && db->in_transaction)
        return fault_set_detail(f, FAULT_DATABASE_DOWN, "the session of this transaction was lost");
    if (db->conn == NULL && session_open(db, deadline_ms, f) < 0)
        return -1;
    struct arena *arena = arena_new(script.size + COMMAND_ARENA_BYTES);
    PGresult *result = NULL;
    int failed = 0;
    if (PQsendQuery(db->conn, arena_copy(arena, script).data) == 0)
        failed = session_lost(db, "script", f);
    else
        failed = session_await(db, deadline_ms, &result, f);
    arena_free(arena);
    if (failed < 0)
        return -1;
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        failed = script_failed(script, result, f);
    PQclear(result);
    if (PQstatus(db->conn) != CONNECTION_OK)
        session_close(db);
    return failed;
}

/* Executes one of the commands of the table that have neither parameters nor rows. */
static int
run_command(struct db *db, enum statement_id id, struct fault *f)
{
    struct arena *arena = arena_new(COMMAND_ARENA_BYTES);
    struct db_rows rows;
    int failed = db_exec(db, arena, id, NULL, &rows, f);
    arena_free(arena);
    return failed;
}

static int
begin(struct db *db, enum statement_id id, struct fault *f)
{
    if (run_command(db, id, f) < 0)
        return -1;
    db->in_transaction = true;
    return 0;
}

int
db_begin(struct db *db, struct fault *f)
{
    return begin(db, STATEMENT_BEGIN, f);
}

int
db_begin_snapshot(struct db *db, struct fault *f)
{
    return begin(db, STATEMENT_BEGIN_SNAPSHOT, f);
}

int
db_commit(struct db *db, struct fault *f)
{
    /* The server answers COMMIT of a failed transaction with success, having rolled it back. */
    if (db->conn != NULL && PQtransactionStatus(db->conn) != PQTRANS_INTRANS) {
        db_rollback(db);
        return fault_set_detail(f, FAULT_DATABASE_FAILED,
                                "the transaction had failed before its commit");
    }
    int failed = run_command(db, STATEMENT_COMMIT, f);
    db->in_transaction = false;
    if (failed < 0)
        db_rollback(db);
    return failed;
}

void
db_rollback(struct db *db)
{
    struct fault ignored;
    db->in_transaction =
        true; /* so that nothing reconnects: a lost session has rolled back already */
    if (db->conn != NULL && run_command(db, STATEMENT_ROLLBACK, &ignored) < 0)
        session_close(db);
    db->in_transaction = false;
}
