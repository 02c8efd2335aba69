/*
 * The scripted libpq. Holds just as much state as its callers can see.
 */
#include "fake_pq.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/str.h"

enum { RESULTS_MAX = 3, TEXT_SIZE = 16 * 1024, KEYWORDS_MAX = 8, PARAMETERS_MAX = 32 };

struct pg_result {
    ExecStatusType status;
    const struct fake_step *step;
};

struct pg_conn {
    int fd; /* readable while there is something to consume */
    ConnStatusType status;
    PGTransactionStatusType transaction;
    PQnoticeReceiver receive;
    void *receive_context;
    const struct fake_step *step; /* the one that is under way */
    bool busy, dying;
    int flushed, backend; /* 0 until it is connected */
    const char *idle_notice;
    PGresult *results[RESULTS_MAX];
    size_t result_count, result_next;
};

static const struct fake_step *next_step;
static PGconn *open_conn;
static unsigned mismatches;
static int leaks;
static char keywords[KEYWORDS_MAX][2][TEXT_SIZE];
static struct {
    bool given, binary;
    char text[TEXT_SIZE];
} parameters[PARAMETERS_MAX];

void
fake_pq_start(const struct fake_step *steps)
{
    next_step = steps;
    mismatches = 0;
}

bool
fake_pq_is_finished(void)
{
    return next_step->action == FAKE_END && mismatches == 0;
}

int
fake_pq_leaks(void)
{
    return leaks;
}

const char *
fake_pq_keyword(const char *keyword)
{
    for (size_t i = 0; i < KEYWORDS_MAX; i++)
        if (str_equal(str_from(keywords[i][0]), str_from(keyword)))
            return keywords[i][1];
    return "";
}

bool
fake_pq_is_binary(int index)
{
    return parameters[index].binary;
}

const char *
fake_pq_parameter(int index)
{
    return parameters[index].given ? parameters[index].text : NULL;
}

static void
make_readable(PGconn *conn)
{
    uint64_t one = 1;
    if (write(conn->fd, &one, sizeof one) != (ssize_t)sizeof one)
        abort();
}

static void
make_unreadable(PGconn *conn)
{
    struct pollfd event = { .fd = conn->fd, .events = POLLIN };
    uint64_t value;
    if (poll(&event, 1, 0) > 0 && read(conn->fd, &value, sizeof value) != (ssize_t)sizeof value)
        abort();
}

void
fake_pq_idle(const char *sqlstate, bool dies)
{
    open_conn->dying = dies;
    open_conn->idle_notice = sqlstate;
    make_readable(open_conn);
}

/* Takes the next step if it is one for `action`; else the script does not fit. */
static const struct fake_step *
take_step(enum fake_action action)
{
    bool fits = next_step->action == action;
    mismatches += !fits;
    return fits ? next_step++ : NULL;
}

static void *
allocate(size_t size)
{
    void *memory = calloc(1, size);
    if (memory == NULL)
        abort();
    return memory;
}

static void
add_result(PGconn *conn, ExecStatusType status)
{
    PGresult *result = allocate(sizeof *result);
    leaks++;
    result->status = status;
    result->step = conn->step;
    conn->results[conn->result_count++] = result;
}

/* What each ending leaves behind. */
static const struct {
    bool rows, copy, error, lost;
} endings[] = {
    [FAKE_DONE] = { .rows = true },
    [FAKE_ERROR] = { .error = true },
    [FAKE_COMMIT_ERROR] = { .rows = true, .error = true },
    [FAKE_LAST_WORDS] = { .error = true, .lost = true },
    [FAKE_LOST] = { .error = true, .lost = true },
    [FAKE_LOST_AFTER_ROWS] = { .rows = true, .error = true, .lost = true },
    [FAKE_CUT_AFTER_ROWS] = { .rows = true, .lost = true },
    [FAKE_WARNED] = { .rows = true },
    [FAKE_COPY] = { .copy = true },
};

/* Puts the results of the step in line, and loses the connection where the step says so. */
static void
finish_step(PGconn *conn)
{
    enum fake_ending ending = conn->step->ending;
    if (endings[ending].rows)
        add_result(conn, conn->step->columns > 0 ? PGRES_TUPLES_OK : PGRES_COMMAND_OK);
    if (endings[ending].copy)
        add_result(conn, PGRES_COPY_IN);
    if (endings[ending].error)
        add_result(conn, PGRES_FATAL_ERROR);
    if (endings[ending].lost)
        conn->status = CONNECTION_BAD;
    conn->busy = false;
}

static void
notify(PGconn *conn, const struct fake_step *step)
{
    conn->receive(conn->receive_context, &(PGresult){ PGRES_NONFATAL_ERROR, step });
}

/* Starts a step that sends something. Gives libpq's 1 for sent and 0 for not. */
static int
start_sending(PGconn *conn, enum fake_action action)
{
    conn->step = take_step(action);
    conn->result_count = conn->result_next = 0;
    if (conn->step == NULL || conn->step->ending == FAKE_UNSENT) {
        conn->status = CONNECTION_BAD;
        return 0;
    }
    conn->busy = true;
    conn->flushed = 0;
    if (conn->step->ending != FAKE_SILENT)
        make_readable(conn);
    return 1;
}

PGconn *
PQconnectStartParams(const char *const *names, const char *const *values, int expand_dbname)
{
    PGconn *conn = allocate(sizeof *conn);
    (void)expand_dbname;
    for (size_t i = 0; names[i] != NULL && i < KEYWORDS_MAX; i++) {
        snprintf(keywords[i][0], TEXT_SIZE, "%s", names[i]);
        snprintf(keywords[i][1], TEXT_SIZE, "%s", values[i]);
    }
    leaks++;
    conn->fd = eventfd(0, EFD_CLOEXEC);
    conn->step = take_step(FAKE_CONNECT);
    conn->status = conn->step != NULL ? CONNECTION_STARTED : CONNECTION_BAD;
    if (conn->step != NULL && conn->step->ending != FAKE_SILENT)
        make_readable(conn);
    open_conn = conn;
    return conn;
}

PostgresPollingStatusType
PQconnectPoll(PGconn *conn)
{
    struct pollfd event = { .fd = conn->fd, .events = POLLIN };
    if (poll(&event, 1, 0) == 0)
        return PGRES_POLLING_READING;
    make_unreadable(conn);
    conn->status = conn->step->ending == FAKE_DONE ? CONNECTION_OK : CONNECTION_BAD;
    conn->backend = conn->status == CONNECTION_OK ? 4711 : 0;
    return conn->status == CONNECTION_OK ? PGRES_POLLING_OK : PGRES_POLLING_FAILED;
}

int
PQsocket(const PGconn *conn)
{
    return conn->fd;
}

ConnStatusType
PQstatus(const PGconn *conn)
{
    return conn->status;
}

int
PQbackendPID(const PGconn *conn)
{
    return conn != NULL ? conn->backend : 0;
}

PGTransactionStatusType
PQtransactionStatus(const PGconn *conn)
{
    return conn->transaction;
}

void
PQfinish(PGconn *conn)
{
    if (conn == NULL)
        return;
    while (conn->result_next < conn->result_count)
        PQclear(conn->results[conn->result_next++]);
    close(conn->fd);
    free(conn);
    leaks--;
    open_conn = NULL;
}

char *
PQerrorMessage(const PGconn *conn)
{
    static char lost[] = "the script ended it\nwith a second line";
    return conn->status == CONNECTION_BAD ? lost : lost + sizeof lost - 1;
}

PQnoticeReceiver
PQsetNoticeReceiver(PGconn *conn, PQnoticeReceiver receiver, void *context)
{
    conn->receive = receiver;
    conn->receive_context = context;
    return NULL;
}

int
PQsetnonblocking(PGconn *conn, int on)
{
    return conn != NULL && on == 1 ? 0 : -1;
}

int
PQsendPrepare(PGconn *conn, const char *name, const char *query, int count, const Oid *types)
{
    (void)name, (void)query, (void)count, (void)types;
    return start_sending(conn, FAKE_PREPARE);
}

/* Follows the transaction as far as PQtransactionStatus() tells of it. */
static void
follow_transaction(PGconn *conn, const char *statement)
{
    if (str_equal(str_from(statement), STR("begin")))
        conn->transaction = PQTRANS_INTRANS;
    else if (str_equal(str_from(statement), STR("rollback")))
        conn->transaction = PQTRANS_IDLE;
    else if (conn->step != NULL && conn->step->ending == FAKE_ERROR)
        conn->transaction = PQTRANS_INERROR;
}

int
PQsendQueryPrepared(PGconn *conn, const char *name, int count, const char *const *values,
                    const int *lengths, const int *formats, int result_format)
{
    (void)result_format;
    for (int i = 0; i < PARAMETERS_MAX; i++) {
        parameters[i].given = i < count && values[i] != NULL;
        parameters[i].binary = i < count && formats != NULL && formats[i] == 1;
        snprintf(parameters[i].text, TEXT_SIZE, "%.*s",
                 parameters[i].binary ? lengths[i] : TEXT_SIZE,
                 parameters[i].given ? values[i] : "");
    }
    int sent = start_sending(conn, FAKE_EXECUTE);
    follow_transaction(conn, name);
    return sent;
}

int
PQsendQuery(PGconn *conn, const char *query)
{
    (void)query;
    return start_sending(conn, FAKE_SCRIPT);
}

/* The first look finds the socket's buffer full, as it can be with a real one. */
int
PQflush(PGconn *conn)
{
    return conn->flushed++ == 0 ? 1 : 0;
}

/* Reads what came while nobody waited: first a notice, then the end. */
static int
consume_idle(PGconn *conn)
{
    if (conn->idle_notice != NULL) {
        struct fake_step notice = { .sqlstate = conn->idle_notice };
        conn->idle_notice = NULL;
        if (!conn->dying)
            make_unreadable(conn);
        notify(conn, &notice);
        return 1;
    }
    conn->status = conn->dying ? CONNECTION_BAD : conn->status;
    return conn->dying ? 0 : 1;
}

int
PQconsumeInput(PGconn *conn)
{
    if (!conn->busy)
        return consume_idle(conn);
    make_unreadable(conn);
    if (conn->step->ending == FAKE_SILENT)
        return 1;
    if (conn->step->ending == FAKE_WARNED)
        notify(conn, conn->step);
    finish_step(conn);
    return conn->step->ending == FAKE_LOST ? 0 : 1;
}

int
PQisBusy(PGconn *conn)
{
    return conn->busy ? 1 : 0;
}

PGresult *
PQgetResult(PGconn *conn)
{
    return conn->result_next < conn->result_count ? conn->results[conn->result_next++] : NULL;
}

void
PQclear(PGresult *result)
{
    leaks -= result != NULL;
    free(result);
}

ExecStatusType
PQresultStatus(const PGresult *result)
{
    return result != NULL ? result->status : PGRES_FATAL_ERROR;
}

/* libpq's texts are not const; nobody writes to them. */
static char *mutable(const char *text)
{
    return (char *)(uintptr_t)text;
}

char *
PQresultErrorField(const PGresult *result, int field)
{
    const struct fake_step *step = result->step;
    if (step == NULL || step->sqlstate == NULL)
        return NULL;
    if (field == PG_DIAG_CONSTRAINT_NAME)
        return mutable(step->constraint);
    if (field == PG_DIAG_MESSAGE_PRIMARY)
        return mutable("the message");
    if (field == PG_DIAG_MESSAGE_HINT)
        return mutable("the hint");
    if (field == PG_DIAG_STATEMENT_POSITION)
        return mutable("12");
    return field == PG_DIAG_SQLSTATE ? mutable(step->sqlstate) : NULL;
}

int
PQntuples(const PGresult *result)
{
    size_t rows = result->step->rows;
    return result->status != PGRES_TUPLES_OK ? 0 : rows == 0 ? 1 : (int)rows;
}

int
PQnfields(const PGresult *result)
{
    return (int)result->step->columns;
}

static const char *
value_at(const PGresult *result, int row, int column)
{
    size_t columns = result->step->columns, rows = FAKE_VALUES_MAX / columns;
    return result->step->values[(size_t)row % rows * columns + (size_t)column];
}

int
PQgetisnull(const PGresult *result, int row, int column)
{
    return value_at(result, row, column) == NULL ? 1 : 0;
}

char *
PQgetvalue(const PGresult *result, int row, int column)
{
    return mutable(value_at(result, row, column));
}

int
PQgetlength(const PGresult *result, int row, int column)
{
    return (int)str_from(value_at(result, row, column)).size;
}
