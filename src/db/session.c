/*
 * libpq's non-blocking calls under one deadline. Must never wait but in wait_socket(), and never
 * look at message texts.
 */
#include "db/session.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/failpoint.h"
#include "base/scoreboard.h"
#include "base/str.h"
#include "db/conninfo.h"
#include "db/sqlstate.h"

enum {
    CONNECT_TIMEOUT_MAX_MS =
        10000, /* a server that takes longer is as good as down, however long the call may take */
    IDLE_READS_MAX = 8, /* an idle session has a few bytes to tell us, not a stream */
};

static int64_t
least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/*
 * Waits until the socket is ready for `events` or the deadline passed (-1); gives what it is ready
 * for.
 */
static int
wait_socket(PGconn *conn, short events, int64_t deadline_ms)
{
    for (;;) {
        int64_t left_ms = deadline_ms - clock_monotonic_ms();
        struct pollfd socket = { .fd = PQsocket(conn), .events = events };
        if (left_ms <= 0)
            return -1;
        int ready = poll(&socket, 1, (int)least(left_ms, INT32_MAX));
        if (ready > 0)
            return socket.revents;
        if (ready < 0 && errno != EINTR)
            return -1;
    }
}

int
session_lost(struct db *db, const char *what, struct fault *f)
{
    struct str message = str_from(db->conn != NULL ? PQerrorMessage(db->conn) : "");
    message = str_slice(message, 0, str_find(message, '\n'));
    fault_set_detail(f, FAULT_DATABASE_DOWN, "%s%s%.*s", what, message.size > 0 ? ": " : "",
                     STR_PRINTF(message));
    session_close(db);
    return -1;
}

/*
 * Takes the place of libpq's printing to stderr. A session that is told to go is not used again.
 * 01000 is the plain warning: the functions raise none, so it can only be the server's own remark
 * on the commit, that waiting for the synchronous standby was cut short: by a cancel, or with
 * 57P01 by the session's end. The server calls such a commit a success.
 */
static void
classify_notice(void *context, const PGresult *notice)
{
    struct db *db = context;
    const char *sqlstate = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
    if (sqlstate_classify(sqlstate) == SQLSTATE_DOWN)
        db->leaving = db->unconfirmed = true;
    if (str_equal(str_from(sqlstate), STR("01000")))
        db->unconfirmed = true;
}

/*
 * Gives when an attempt to connect is over. A host of several gets a third of a call, since a
 * server may hang with its kernel alive; one that is not reached at all gets that from TCP, so that
 * libpq goes on to the next by itself.
 */
static int64_t
connect_deadline(const struct db *db, int64_t deadline_ms, size_t hosts)
{
    int64_t patience_ms = least(db->call_timeout_ms, CONNECT_TIMEOUT_MAX_MS);
    return least(deadline_ms, clock_monotonic_ms() + (hosts > 1 ? patience_ms / 3 : patience_ms));
}

/* Starts connecting; the hosts come in another order after each failure. Moves *deadline_ms up. */
static PGconn *
start_connecting(const struct db *db, int64_t *deadline_ms)
{
    struct conninfo read;
    char tcp_timeout[24];
    if (conninfo_read(db->conninfo, db->call_timeout_ms, db->first_host, &read) < 0)
        return NULL;
    *deadline_ms = connect_deadline(db, *deadline_ms, read.hosts);
    snprintf(tcp_timeout, sizeof tcp_timeout, "%" PRId64,
             least(db->call_timeout_ms, CONNECT_TIMEOUT_MAX_MS) / 3);
    /*
     * A later keyword wins over an earlier one, unless it is "", so the connection string can
     * change only what stands before it.
     */
    const char *const keywords[] = { "tcp_user_timeout", "dbname",  "host",
                                     "hostaddr",         "port",    "application_name",
                                     "client_encoding",  "options", NULL };
    const char *const values[] = { tcp_timeout,   db->conninfo, read.host,
                                   read.hostaddr, read.port,    db->name,
                                   "UTF8",        read.options, NULL };
    return PQconnectStartParams(keywords, values, 1);
}

/* Sees the connection through to the end of the server's welcome. */
static int
finish_connecting(PGconn *conn, int64_t deadline_ms)
{
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
        short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        if (wait_socket(conn, events, deadline_ms) < 0)
            return -1;
        state = PQconnectPoll(conn);
    }
    return state == PGRES_POLLING_OK ? PQsetnonblocking(conn, 1) : -1;
}

int
session_open(struct db *db, int64_t deadline_ms, struct fault *f)
{
    db->sessions_before = atomic_load(&scoreboard_all()->database_sessions);
    db->conn = start_connecting(db, &deadline_ms);
    if (db->conn != NULL)
        PQsetNoticeReceiver(db->conn, classify_notice, db);
    if (db->conn == NULL || PQstatus(db->conn) == CONNECTION_BAD ||
        finish_connecting(db->conn, deadline_ms) < 0) {
        db->first_host++;
        return session_lost(db, "cannot connect", f);
    }
    db->leaving = false;
    db->was_open = true;
    db->has_served = false;
    return 0;
}

void
session_close(struct db *db)
{
    /* Whoever ended it, the server may not have heard of that. One that never opened has no
     * backend. */
    db->left_behind = db->left_behind || PQbackendPID(db->conn) != 0;
    PQfinish(db->conn);
    db->conn = NULL;
    db->message_bytes = 0;
    for (size_t number = 0; number < db->prepared_size; number++)
        db->prepared[number] = false;
}

bool
session_is_alive(struct db *db)
{
    struct pollfd socket = { .fd = PQsocket(db->conn), .events = POLLIN };
    for (int reads = 0; reads < IDLE_READS_MAX; reads++) {
        int ready = poll(&socket, 1, 0);
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready <= 0)
            break;
        /* PQisBusy() is what makes libpq hand a notice over. */
        if (PQconsumeInput(db->conn) == 0 || PQisBusy(db->conn) != 0)
            return false;
    }
    return !db->leaving && PQstatus(db->conn) == CONNECTION_OK;
}

/* Sends what is queued, reading meanwhile, so that neither side waits for the other. */
static int
flush(struct db *db, int64_t deadline_ms, struct fault *f)
{
    int left = PQflush(db->conn);
    while (left > 0) {
        int ready = wait_socket(db->conn, POLLIN | POLLOUT, deadline_ms);
        if (ready < 0)
            return session_lost(db, "deadline passed while sending", f);
        if ((ready & POLLIN) != 0 && PQconsumeInput(db->conn) == 0)
            return session_lost(db, "connection lost while sending", f);
        left = PQflush(db->conn);
    }
    return left < 0 ? session_lost(db, "connection lost while sending", f) : 0;
}

/* Reads until libpq has a whole result, or knows that there will be none. */
static int
read_result(struct db *db, int64_t deadline_ms, struct fault *f)
{
    while (PQisBusy(db->conn) != 0) {
        if (wait_socket(db->conn, POLLIN, deadline_ms) < 0)
            return session_lost(db, "deadline passed while waiting for the answer", f);
        /* A lost connection shows as an error result, which may carry the server's last words. */
        if (PQconsumeInput(db->conn) == 0)
            return 0;
        FAILPOINT("answer-arriving");
    }
    return 0;
}

static bool
is_error(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY;
}

/* A COPY would wait for us for ever. */
static bool
is_copy(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

/*
 * Clears the one of two results that says less: the commit comes after the rows, so an error behind
 * a good result means that nothing was kept, and the first error tells why.
 */
static PGresult *
keep_result(PGresult *kept, PGresult *next)
{
    if (next == NULL || (kept != NULL && is_error(kept))) {
        PQclear(next);
        return kept;
    }
    PQclear(kept);
    return next;
}

int
session_await(struct db *db, int64_t deadline_ms, PGresult **ret_result, struct fault *f)
{
    PGresult *kept = NULL;
    bool more = true;
    if (flush(db, deadline_ms, f) < 0)
        return -1;
    FAILPOINT("statement-sent");
    while (more) {
        if (read_result(db, deadline_ms, f) < 0) {
            PQclear(kept);
            return -1;
        }
        PGresult *next = PQgetResult(db->conn);
        more = next != NULL && !is_copy(next);
        kept = keep_result(kept, next);
    }
    bool lost = PQstatus(db->conn) != CONNECTION_OK;
    if (kept == NULL || is_copy(kept) || (lost && !is_error(kept))) {
        PQclear(kept);
        return session_lost(db, "the answer has no end", f);
    }
    *ret_result = kept;
    return 0;
}
