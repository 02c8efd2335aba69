/*
 * Executing statements, and deciding what is tried again. Must never send a change a second time
 * when neither we nor the server can know whether the first was made, and never put a parameter's
 * value into a fault.
 */
#include "db/connection.h"

#include <assert.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/failpoint.h"
#include "db/call.h"
#include "db/session.h"
#include "db/sqlstate.h"

enum {
    TRIES_AGAIN_MAX = 3,
    PAUSE_MAX_MS =
        20, /* before a serialization failure's next try: longer than any of our transactions */
    BACKOFF_MIN_MS = 10,
    BACKOFF_MAX_MS = 500,  /* serves again within a second of the database's return */
    BACKOFF_DOUBLINGS = 6, /* 10 ms doubled six times is beyond the maximum */
};

/* How one attempt ended. */
enum attempt {
    ATTEMPT_DONE,
    ATTEMPT_FAILED, /* for good */
    ATTEMPT_AGAIN,  /* the server undid it and expects another try */
    ATTEMPT_UNSENT, /* the session is gone or of no more use, and the statement has certainly done
                       nothing */
    ATTEMPT_LOST,   /* the session is gone; what a sent statement did is unknown */
};

struct db *
db_new(const char *conninfo, const char *application_name, int64_t call_timeout_ms)
{
    struct db *db = calloc(1, sizeof *db);
    if (db == NULL)
        abort();
    db->conninfo = conninfo;
    db->application_name = application_name;
    db->call_timeout_ms = call_timeout_ms;
    return db;
}

void
db_free(struct db *db)
{
    if (db == NULL)
        return;
    session_close(db);
    free(db);
}

/*
 * Gives a random number from `min` to `max`. The small bias of the remainder does not matter to a
 * pause.
 */
static int64_t
jitter(int64_t min, int64_t max)
{
    uint32_t random;
    random_bytes((uint8_t *)&random, sizeof random);
    return min + (int64_t)random % (max - min + 1);
}

/*
 * Forbids connecting for a while: up to 10 ms, 20 ms, 40 ms ... 500 ms, so that workers do not come
 * back in step.
 */
static void
back_off(struct db *db)
{
    int64_t max_ms = BACKOFF_MAX_MS;
    if (db->failures < BACKOFF_DOUBLINGS)
        max_ms = (int64_t)BACKOFF_MIN_MS << db->failures;
    db->failures++;
    db->retry_at_ms = clock_monotonic_ms() + jitter(BACKOFF_MIN_MS, max_ms);
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
    return session_open(db, deadline_ms, f);
}

static enum fault_code
fault_of(enum sqlstate_class class, bool lost)
{
    if (lost || class == SQLSTATE_DOWN)
        return FAULT_DATABASE_DOWN;
    return class == SQLSTATE_BUSY || class == SQLSTATE_AGAIN ? FAULT_REQUEST_BUSY
                                                             : FAULT_DATABASE_FAILED;
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
    enum sqlstate_class class = sqlstate_classify(sqlstate);
    enum fault_code code = fault_of(class, PQstatus(db->conn) != CONNECTION_OK);
    fault_set_detail(f, code, "%s: SQLSTATE %s: %s", row->name,
                     sqlstate != NULL ? sqlstate : "unknown", safe_message(result, sqlstate));
    if (code == FAULT_DATABASE_DOWN) {
        session_close(db);
        return ATTEMPT_LOST;
    }
    if (class == SQLSTATE_STALE) {
        session_close(db);
        return ATTEMPT_UNSENT;
    }
    return class == SQLSTATE_AGAIN ? ATTEMPT_AGAIN : ATTEMPT_FAILED;
}

/* Prepares the statement if this session has not yet. Whatever happens, nothing was executed. */
static enum attempt
prepare(struct db *db, enum statement_id id, int64_t deadline_ms, struct fault *f)
{
    const struct statement *row = statement_row(id);
    PGresult *result;
    if (db->prepared[id])
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
    db->prepared[id] = ended == ATTEMPT_DONE;
    return ended == ATTEMPT_LOST ? ATTEMPT_UNSENT : ended;
}

static void
release_result(void *result)
{
    PQclear(result);
}

/* Gives views of the result's values; the result goes with the arena. */
static void
take_rows(struct arena *arena, PGresult *result, struct db_rows *ret_rows)
{
    arena_defer(arena, release_result, result);
    size_t count = (size_t)PQntuples(result), columns = (size_t)PQnfields(result);
    struct str *values = arena_array(arena, count * columns, sizeof *values);
    for (size_t row = 0; row < count; row++)
        for (size_t column = 0; column < columns; column++) {
            int r = (int)row, c = (int)column;
            if (PQgetisnull(result, r, c) == 0)
                values[row * columns + column] =
                    (struct str){ PQgetvalue(result, r, c), (size_t)PQgetlength(result, r, c) };
        }
    *ret_rows = (struct db_rows){ .count = count, .columns = columns, .values = values };
}

/* Sends the statement, which is prepared, and takes its answer. */
static enum attempt
execute(struct db *db, struct arena *arena, enum statement_id id, const char *const *values,
        int64_t deadline_ms, struct db_rows *ret_rows, struct fault *f)
{
    const struct statement *row = statement_row(id);
    PGresult *result;
    db->unconfirmed = false;
    FAILPOINT("before-begin");
    if (PQsendQueryPrepared(db->conn, row->name, row->parameters, values, NULL, NULL, 0) == 0) {
        session_lost(db, row->name, f);
        return ATTEMPT_LOST;
    }
    FAILPOINT("statement-queued");
    if (session_await(db, deadline_ms, &result, f) < 0)
        return ATTEMPT_LOST;
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
        return ATTEMPT_LOST;
    }
    take_rows(arena, result, ret_rows);
    return ATTEMPT_DONE;
}

/*
 * Gives the parameters as libpq wants them. A NUL would cut a text short, so callers refuse it
 * before.
 */
static int
terminate_values(struct arena *arena, const struct statement *row, const struct db_params *params,
                 const char *values[DB_PARAMS_MAX], struct fault *f)
{
    int count = params != NULL ? params->count : 0;
    assert(count == row->parameters);
    for (int i = 0; i < count; i++) {
        struct str value = params->values[i];
        if (str_find(value, '\0') < value.size)
            return fault_set_detail(f, FAULT_INTERNAL, "%s: parameter %d holds a NUL", row->name,
                                    i + 1);
        values[i] = value.data != NULL ? arena_copy(arena, value).data : NULL;
    }
    return 0;
}

static enum attempt
attempt_statement(struct db *db, struct arena *arena, enum statement_id id,
                  const char *const *values, int64_t deadline_ms, struct db_rows *ret_rows,
                  struct fault *f)
{
    if (ensure_session(db, deadline_ms, f) < 0)
        return ATTEMPT_FAILED;
    FAILPOINT("session-ready");
    enum attempt prepared = prepare(db, id, deadline_ms, f);
    if (prepared != ATTEMPT_DONE)
        return prepared;
    return execute(db, arena, id, values, deadline_ms, ret_rows, f);
}

/*
 * Tells whether a statement that may have been executed can be sent once more: the server answers
 * a retry key that it knows with what it answered first. It must not do so for a commit that it has
 * warned about, which may yet be undone.
 */
static bool
is_repeatable(const struct db *db, enum statement_id id, const char *const *values)
{
    const struct statement *row = statement_row(id);
    if (!row->is_change)
        return true;
    return row->has_caller && values[CALLER_RETRY_KEY] != NULL && !db->unconfirmed;
}

/*
 * Tells whether to try again after `ended`, `tries` being those already made again, and pauses
 * where that helps.
 */
static bool
try_again(const struct db *db, enum attempt ended, bool repeatable, int tries, int64_t deadline_ms)
{
    if (db->in_transaction)
        return false;
    if (ended == ATTEMPT_UNSENT || (ended == ATTEMPT_LOST && repeatable))
        return tries == 0 && clock_monotonic_ms() < deadline_ms;
    int64_t pause_ms = jitter(0, PAUSE_MAX_MS);
    if (ended != ATTEMPT_AGAIN || tries >= TRIES_AGAIN_MAX ||
        clock_monotonic_ms() + pause_ms >= deadline_ms)
        return false;
    poll(NULL, 0, (int)pause_ms);
    return true;
}

int
db_exec(struct db *db, struct arena *arena, enum statement_id id, const struct db_params *params,
        struct db_rows *ret_rows, struct fault *f)
{
    const char *values[DB_PARAMS_MAX];
    struct fault failure;
    int64_t now_ms = clock_monotonic_ms();
    int64_t deadline_ms = now_ms + db->call_timeout_ms;
    if (terminate_values(arena, statement_row(id), params, values, f) < 0)
        return -1;
    if (db->conn == NULL && now_ms < db->retry_at_ms)
        return fault_set_detail(f, FAULT_DATABASE_DOWN,
                                "not connected; next attempt in %" PRId64 " ms",
                                db->retry_at_ms - now_ms);
    for (int tries = 0;; tries++) {
        enum attempt ended =
            attempt_statement(db, arena, id, values, deadline_ms, ret_rows, &failure);
        if (ended == ATTEMPT_DONE) {
            db->failures = 0;
            return 0;
        }
        if (!try_again(db, ended, is_repeatable(db, id, values), tries, deadline_ms))
            break;
    }
    if (failure.code == FAULT_DATABASE_DOWN)
        back_off(db);
    *f = failure;
    return -1;
}
