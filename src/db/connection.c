/*
 * Executing statements of the table. Must never call a change made before the server has said so of
 * its commit, and never put a parameter's value into a fault.
 */
#include "db/connection.h"

#include <assert.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/failpoint.h"
#include "base/scoreboard.h"
#include "db/attempt.h"
#include "db/call.h"
#include "db/session.h"
#include "db/sqlstate.h"

/* A session that had messages of more than this is not kept between requests, where memory counts.
 */
enum { KEPT_BYTES = 512 * 1024 };

/* The parameters of a statement in libpq's form. */
struct outgoing {
    const char *values[DB_PARAMS_MAX];
    int lengths[DB_PARAMS_MAX], formats[DB_PARAMS_MAX];
    bool verbatim; /* some are: else lengths and formats are for nobody, and cost a call some */
    size_t bytes;
};

struct db *
db_new(const char *conninfo, const char *application_name, int64_t call_timeout_ms)
{
    struct db *db = calloc(1, sizeof *db);
    if (db == NULL)
        abort();
    uint64_t own;
    random_bytes((uint8_t *)&own, sizeof own);
    /* With all sixteen digits whatever the name: the rest is cut, as PostgreSQL would. */
    snprintf(db->name, sizeof db->name, "%.40s %016" PRIx64, application_name, own);
    db->conninfo = conninfo;
    db->call_timeout_ms = call_timeout_ms;
    return db;
}

void
db_free(struct db *db)
{
    if (db == NULL)
        return;
    session_close(db);
    free(db->prepared);
    free(db);
}

/*
 * Ends what earlier sessions of this connection have left at the server: one that was cut off may
 * run on there, hold its locks, or wait for a standby that does not come. Sessions are known by
 * their name, which is nobody else's on any server, so it does no harm to ask a server that has
 * taken the place of theirs. Without it, too, a call that is sent again would be right, but late:
 * it waits for the same locks. So it may fail.
 */
static int
end_left_behind(struct db *db, int64_t deadline_ms, struct fault *f)
{
    const struct statement *row = statement_row(STATEMENT_SESSION_END);
    PGresult *result;
    if (PQsendQuery(db->conn, row->text) == 0)
        return session_lost(db, row->name, f);
    if (session_await(db, deadline_ms, &result, f) < 0)
        return -1;
    PQclear(result);
    db->left_behind = false;
    return 0;
}

/*
 * Sees to it that there is a session. One that died while it was idle is replaced at once: that is
 * how a restarted server looks, and nothing was sent yet.
 */
static int
ensure_session(struct db *db, int64_t deadline_ms, struct fault *f)
{
    if (db->conn != NULL && session_is_alive(db))
        return 0;
    session_close(db);
    if (db->in_transaction)
        return fault_set_detail(f, FAULT_DATABASE_DOWN, "the session of this transaction was lost");
    if (session_open(db, deadline_ms, f) < 0)
        return -1;
    return db->left_behind ? end_left_behind(db, deadline_ms, f) : 0;
}

/*
 * Gives the result's primary message, but for class 22, data exceptions: those quote the value they
 * complain about.
 */
static const char *
safe_message(const PGresult *result, const char *sqlstate)
{
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    bool quotes_value = str_starts_with(str_from(sqlstate), STR("22"));
    return message != NULL && !quotes_value ? message : "(no message)";
}

/*
 * Sets the fault for an error result, `row` being the statement that met it, and tells what it
 * means.
 */
static enum attempt
judge_error(struct db *db, const PGresult *result, const struct statement *row, struct fault *f)
{
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    enum fault_code code;
    enum attempt ended =
        attempt_of_error(sqlstate_classify(sqlstate), PQstatus(db->conn) != CONNECTION_OK, &code);
    fault_set_detail(f, code, "%s: SQLSTATE %s: %s", row->name,
                     sqlstate != NULL ? sqlstate : "unknown", safe_message(result, sqlstate));
    if (code == FAULT_DATABASE_DOWN || ended == ATTEMPT_STALE)
        session_close(db);
    return ended;
}

static bool
is_prepared(const struct db *db, size_t number)
{
    return number < db->prepared_size && db->prepared[number];
}

/* Remembers that this session has a statement. */
static void
remember(struct db *db, size_t number)
{
    while (db->prepared_size <= number) {
        db->prepared = array_grow(db->prepared, db->prepared_size, &db->prepared_capacity,
                                  sizeof *db->prepared);
        db->prepared[db->prepared_size++] = false;
    }
    db->prepared[number] = true;
}

/* Prepares the statement if this session has not yet. Whatever happens, nothing was executed. */
static enum attempt
prepare(struct db *db, const struct statement *row, int64_t deadline_ms, struct fault *f)
{
    PGresult *result;
    FAILPOINT("session-ready");
    if (is_prepared(db, row->number))
        return ATTEMPT_DONE;
    if (PQsendPrepare(db->conn, row->name, row->text, 0, NULL) == 0) {
        session_lost(db, row->name, f);
        return ATTEMPT_UNSENT;
    }
    if (session_await(db, deadline_ms, &result, f) < 0)
        return ATTEMPT_UNSENT;
    enum attempt ended = ATTEMPT_DONE;
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        ended = judge_error(db, result, row, f);
    PQclear(result);
    if (ended == ATTEMPT_DONE)
        remember(db, row->number);
    return ended;
}

static void
release_result(void *result)
{
    PQclear(result);
}

static void
note_message(struct db *db, size_t bytes)
{
    if (bytes > db->message_bytes)
        db->message_bytes = bytes;
}

/*
 * Gives views of the result's values; the result goes with the arena. Each row is a message of its
 * own. More rows than an answer can have are refused, where the arena could only end the process.
 */
static int
take_rows(struct db *db, struct arena *arena, PGresult *result, const struct statement *statement,
          struct db_rows *ret_rows, struct fault *f)
{
    arena_defer(arena, release_result, result);
    size_t count = (size_t)PQntuples(result), columns = (size_t)PQnfields(result);
    if (count * columns * sizeof(struct str) > arena_left(arena) / 2)
        return fault_set_detail(f, FAULT_INTERNAL, "%s answered %zu rows", statement->name, count);
    struct str *values = arena_array(arena, count * columns, sizeof *values);
    for (size_t row = 0; row < count; row++) {
        size_t bytes = 0;
        for (size_t column = 0; column < columns; column++) {
            int r = (int)row, c = (int)column;
            struct str *value = &values[row * columns + column];
            if (PQgetisnull(result, r, c) == 0)
                *value =
                    (struct str){ PQgetvalue(result, r, c), (size_t)PQgetlength(result, r, c) };
            bytes += value->size;
        }
        note_message(db, bytes);
    }
    *ret_rows = (struct db_rows){ .count = count, .columns = columns, .values = values };
    return 0;
}

/* Sends the statement, which is prepared, and takes its answer. */
static enum attempt
execute(struct db *db, struct arena *arena, const struct statement *row, const struct outgoing *out,
        int64_t deadline_ms, struct db_rows *ret_rows, struct fault *f)
{
    PGresult *result;
    db->unconfirmed = false;
    FAILPOINT("before-begin");
    note_message(db, out->bytes);
    if (PQsendQueryPrepared(db->conn, row->name, row->parameters, out->values,
                            out->verbatim ? out->lengths : NULL,
                            out->verbatim ? out->formats : NULL, 0) == 0) {
        session_lost(db, row->name, f);
        return ATTEMPT_UNKNOWN; /* libpq does not say how much went out */
    }
    FAILPOINT("statement-queued");
    if (session_await(db, deadline_ms, &result, f) < 0)
        return ATTEMPT_UNKNOWN;
    FAILPOINT("after-commit");
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        enum attempt ended = judge_error(db, result, row, f);
        PQclear(result);
        return ended;
    }
    if (db->unconfirmed && row->is_change) {
        PQclear(result);
        session_lost(db, "the server warned that the commit is not confirmed", f);
        return ATTEMPT_UNKNOWN;
    }
    return take_rows(db, arena, result, row, ret_rows, f) == 0 ? ATTEMPT_DONE : ATTEMPT_FAILED;
}

/*
 * Gives the parameters as libpq wants them. A NUL would cut a text short, so callers refuse it
 * before.
 */
static int
prepare_values(struct arena *arena, const struct statement *row, const struct db_params *params,
               struct outgoing *ret_out, struct fault *f)
{
    int count = params != NULL ? params->count : 0;
    assert(count == row->parameters);
    ret_out->bytes = 0;
    ret_out->verbatim = false;
    for (int i = 0; i < count; i++) {
        struct str value = params->values[i];
        assert(value.size <= INT_MAX);
        if (str_find(value, '\0') < value.size)
            return fault_set_detail(f, FAULT_INTERNAL, "%s: parameter %d holds a NUL", row->name,
                                    i + 1);
        bool copied = value.data != NULL && !params->verbatim[i];
        ret_out->values[i] = copied ? arena_copy(arena, value).data : value.data;
        ret_out->lengths[i] = (int)value.size;
        ret_out->formats[i] = params->verbatim[i];
        ret_out->verbatim |= params->verbatim[i];
        ret_out->bytes += value.size;
    }
    return 0;
}

/* One attempt from its session to its rows. Where nothing was executed, nothing is unknown. */
static enum attempt
attempt_statement(struct db *db, struct arena *arena, const struct statement *row,
                  const struct outgoing *out, int64_t deadline_ms, struct db_rows *ret_rows,
                  struct fault *f)
{
    bool is_change = false;
    enum attempt ended = ATTEMPT_UNSENT;
    if (ensure_session(db, deadline_ms, f) == 0)
        ended = prepare(db, row, deadline_ms, f);
    if (ended == ATTEMPT_DONE) {
        is_change = row->is_change;
        ended = execute(db, arena, row, out, deadline_ms, ret_rows, f);
    }
    return ended == ATTEMPT_UNKNOWN && !is_change ? ATTEMPT_UNSENT : ended;
}

/*
 * Tells whether a change that may have been made can be sent once more. With a retry key it can, as
 * often as it takes, and no order of events makes it happen twice:
 * - the first one was committed: its answer is stored under the key, and is the answer;
 * - it is still at work: both want the same locks, or at last the same primary key, so the second
 *   goes on when the first is over, and sees what became of it;
 * - it was undone or never arrived: it is made now;
 * - it arrives only after the second: then it is the one that finds the answer.
 * Nor does an answer come too early where a standby must have the change first: a call that finds
 * its answer stored locks that row, which is written to the log, so its own commit waits for the
 * standby like any other, behind the first one's.
 */
static bool
is_repeatable(const struct statement *row, const struct outgoing *out)
{
    return row->has_caller && out->values[CALLER_RETRY_KEY] != NULL;
}

/* All attempts at a call; see db_exec(). */
static int
attempt_call(struct db *db, struct arena *arena, int64_t limit_ms, const struct statement *row,
             const struct db_params *params, struct db_rows *ret_rows, struct fault *f)
{
    struct outgoing out;
    struct fault failure;
    int64_t now_ms = clock_monotonic_ms();
    if (prepare_values(arena, row, params, &out, f) < 0)
        return -1;
    /* However many calls a request makes, each may take its time. */
    scoreboard_beat();
    struct attempts attempts = { .deadline_ms = now_ms + limit_ms,
                                 .repeatable = is_repeatable(row, &out) };
    if (!attempt_await_turn(db, &attempts))
        return fault_set_detail(f, FAULT_DATABASE_DOWN,
                                "not connected; next attempt in %" PRId64 " ms",
                                db->retry_at_ms - now_ms);
    for (;;) {
        enum attempt ended =
            attempt_statement(db, arena, row, &out, attempts.deadline_ms, ret_rows, &failure);
        if (db->conn != NULL)
            attempt_served(db);
        if (ended == ATTEMPT_DONE)
            return 0;
        if (!attempt_again(db, &attempts, ended))
            return attempt_give_up(&attempts, &failure, f);
        db->retries++;
        metrics_count(scoreboard_metrics(), METRICS_RETRIES, ended, 1);
    }
}

/* One call of a statement, counted. */
static int
call_within(struct db *db, struct arena *arena, int64_t limit_ms, const struct statement *row,
            const struct db_params *params, struct db_rows *ret_rows, struct fault *f)
{
    int64_t begin_us = clock_monotonic_us();
    if (limit_ms > db->call_timeout_ms)
        limit_ms = db->call_timeout_ms;
    int result = attempt_call(db, arena, limit_ms, row, params, ret_rows, f);
    int64_t us = clock_monotonic_us() - begin_us;
    db->spent_us += us;
    metrics_time(scoreboard_metrics(), METRICS_CALLS, row->number, us);
    return result;
}

int
db_exec_within(struct db *db, struct arena *arena, int64_t limit_ms, enum statement_id id,
               const struct db_params *params, struct db_rows *ret_rows, struct fault *f)
{
    return call_within(db, arena, limit_ms, statement_row(id), params, ret_rows, f);
}

int
db_exec(struct db *db, struct arena *arena, enum statement_id id, const struct db_params *params,
        struct db_rows *ret_rows, struct fault *f)
{
    return call_within(db, arena, db->call_timeout_ms, statement_row(id), params, ret_rows, f);
}

int
db_exec_statement(struct db *db, struct arena *arena, const struct statement *statement,
                  const struct db_params *params, struct db_rows *ret_rows, struct fault *f)
{
    return call_within(db, arena, db->call_timeout_ms, statement, params, ret_rows, f);
}

bool
db_give_back(struct db *db)
{
    if (db->message_bytes <= KEPT_BYTES)
        return false;
    session_close(db);
    db->left_behind = false; /* it was idle: the server hears of its end and has nothing to end */
    return true;
}

int64_t
db_spent_us(const struct db *db)
{
    return db->spent_us;
}

int64_t
db_retries(const struct db *db)
{
    return db->retries;
}
