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

enum { RESULTS_MAX = 3, TEXT_SIZE = 1024, KEYWORDS_MAX = 8, PARAMETERS_MAX = 32 };

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
    bool busy, flushed, dying;
    const char *idle_notice;
    PGresult *results[RESULTS_MAX];
    size_t result_count, result_next;
};

static const struct fake_step *next_step;
static const struct fake_step idle_step = { .action = FAKE_END };
static PGconn *open_conn;
static unsigned connects, mismatches;
static int leaks;
static char keywords[KEYWORDS_MAX][2][TEXT_SIZE];
static char parameters[PARAMETERS_MAX][TEXT_SIZE];
static bool parameter_given[PARAMETERS_MAX];

void
fake_pq_start(const struct fake_step *steps)
{
    next_step = steps;
    connects = 0;
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

unsigned
fake_pq_connects(void)
{
    return connects;
}

const char *
fake_pq_keyword(const char *keyword)
{
    for (size_t i = 0; i < KEYWORDS_MAX; i++)
        if (str_equal(str_from(keywords[i][0]), str_from(keyword)))
            return keywords[i][1];
    return "";
}

const char *
fake_pq_parameter(int index)
{
    return parameter_given[index] ? parameters[index] : NULL;
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
fake_pq_die_idle(const char *sqlstate)
{
    open_conn->dying = true;
    open_conn->idle_notice = sqlstate;
    make_readable(open_conn);
}

void
fake_pq_notify_idle(const char *sqlstate)
{
    open_conn->idle_notice = sqlstate;
    make_readable(open_conn);
}

/* Takes the next step if it is one for `action`; else the script does not fit. */
static const struct fake_step *
take_step(enum fake_action action)
{
    if (next_step->action != action) {
        mismatches++;
        return NULL;
    }
    return next_step++;
}

static void
add_result(PGconn *conn, ExecStatusType status)
{
    PGresult *result = calloc(1, sizeof *result);
    if (result == NULL)
        abort();
    leaks++;
    result->status = status;
    result->step = conn->step;
    conn->results[conn->result_count++] = result;
}

/* Puts the results of the step in line, and loses the connection where the step says so. */
static void
finish_step(PGconn *conn)
{
    enum fake_ending ending = conn->step->ending;
    bool rows_first = ending == FAKE_DONE || ending == FAKE_WARNED || ending == FAKE_COMMIT_ERROR ||
                      ending == FAKE_LOST_AFTER_ROWS || ending == FAKE_CUT_AFTER_ROWS;
    if (ending == FAKE_LOST || ending == FAKE_LOST_AFTER_ROWS || ending == FAKE_CUT_AFTER_ROWS ||
        ending == FAKE_LAST_WORDS)
        conn->status = CONNECTION_BAD;
    if (rows_first)
        add_result(conn, conn->step->columns > 0 ? PGRES_TUPLES_OK : PGRES_COMMAND_OK);
    if (ending == FAKE_COPY)
        add_result(conn, PGRES_COPY_IN);
    if (ending == FAKE_LOST_AFTER_ROWS || !(rows_first || ending == FAKE_COPY) ||
        ending == FAKE_COMMIT_ERROR)
        add_result(conn, PGRES_FATAL_ERROR);
    conn->busy = false;
}

static void
notify(PGconn *conn, const struct fake_step *step)
{
    PGresult notice = { .status = PGRES_NONFATAL_ERROR, .step = step };
    conn->receive(conn->receive_context, &notice);
}

/* Starts a step that sends something. Gives libpq's 1 for sent and 0 for not. */
static int
start_sending(PGconn *conn, enum fake_action action)
{
    conn->step = take_step(action);
    conn->result_count = 0;
    conn->result_next = 0;
    if (conn->step == NULL || conn->step->ending == FAKE_UNSENT) {
        conn->status = CONNECTION_BAD;
        return 0;
    }
    conn->busy = true;
    conn->flushed = false;
    if (conn->step->ending != FAKE_SILENT)
        make_readable(conn);
    return 1;
}

PQconninfoOption *
PQconninfoParse(const char *conninfo, char **errmsg)
{
    static char name[] = "options", value[TEXT_SIZE];
    PQconninfoOption *options = calloc(2, sizeof *options);
    const char *found = strstr(conninfo, "options=");
    (void)errmsg;
    if (options == NULL)
        abort();
    snprintf(value, sizeof value, "%s", found != NULL ? found + sizeof "options=" - 1 : "");
    options[0].keyword = name;
    options[0].val = found != NULL ? value : NULL;
    return options;
}

void
PQconninfoFree(PQconninfoOption *options)
{
    free(options);
}

PGconn *
PQconnectStartParams(const char *const *names, const char *const *values, int expand_dbname)
{
    PGconn *conn = calloc(1, sizeof *conn);
    (void)expand_dbname;
    if (conn == NULL)
        abort();
    for (size_t i = 0; names[i] != NULL && i < KEYWORDS_MAX; i++) {
        snprintf(keywords[i][0], TEXT_SIZE, "%s", names[i]);
        snprintf(keywords[i][1], TEXT_SIZE, "%s", values[i]);
    }
    leaks++;
    connects++;
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
    bool connected = conn->step->ending == FAKE_DONE;
    conn->status = connected ? CONNECTION_OK : CONNECTION_BAD;
    return connected ? PGRES_POLLING_OK : PGRES_POLLING_FAILED;
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
    static char lost[] = "the script ended it\nwith a second line", none[] = "";
    return conn->status == CONNECTION_BAD ? lost : none;
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
    (void)conn;
    return on == 1 ? 0 : -1;
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
    bool ended = str_equal(str_from(statement), STR("commit")) ||
                 str_equal(str_from(statement), STR("rollback"));
    bool failed = conn->step != NULL && conn->step->ending == FAKE_ERROR;
    if (str_equal(str_from(statement), STR("begin")))
        conn->transaction = PQTRANS_INTRANS;
    else if (ended)
        conn->transaction = PQTRANS_IDLE;
    else if (failed && conn->transaction == PQTRANS_INTRANS)
        conn->transaction = PQTRANS_INERROR;
}

int
PQsendQueryPrepared(PGconn *conn, const char *name, int count, const char *const *values,
                    const int *lengths, const int *formats, int result_format)
{
    (void)lengths, (void)formats, (void)result_format;
    for (int i = 0; i < PARAMETERS_MAX; i++) {
        parameter_given[i] = i < count && values[i] != NULL;
        snprintf(parameters[i], TEXT_SIZE, "%s", parameter_given[i] ? values[i] : "");
    }
    int sent = start_sending(conn, FAKE_EXECUTE);
    follow_transaction(conn, name);
    return sent;
}

int
PQsendQuery(PGconn *conn, const char *query)
{
    (void)query;
    int sent = start_sending(conn, FAKE_SCRIPT);
    follow_transaction(conn, "script");
    return sent;
}

/* The first look finds the socket's buffer full, as it can be with a real one. */
int
PQflush(PGconn *conn)
{
    bool first = !conn->flushed;
    conn->flushed = true;
    return first ? 1 : 0;
}

/* Reads what came while nobody waited: first a notice, then the end. */
static int
consume_idle(PGconn *conn)
{
    static struct fake_step notice;
    if (conn->idle_notice != NULL) {
        notice = (struct fake_step){ .sqlstate = conn->idle_notice };
        conn->idle_notice = NULL;
        if (!conn->dying)
            make_unreadable(conn);
        notify(conn, &notice);
        return 1;
    }
    if (conn->dying)
        conn->status = CONNECTION_BAD;
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
    if (result == NULL)
        return;
    free(result);
    leaks--;
}

ExecStatusType
PQresultStatus(const PGresult *result)
{
    return result != NULL ? result->status : PGRES_FATAL_ERROR;
}

char *
PQresultErrorField(const PGresult *result, int field)
{
    static char sqlstate[6], constraint[TEXT_SIZE];
    static char message[] = "the message", hint[] = "the hint", position[] = "12";
    const struct fake_step *step = result->step != NULL ? result->step : &idle_step;
    if (step->sqlstate == NULL)
        return NULL;
    if (field == PG_DIAG_SQLSTATE) {
        snprintf(sqlstate, sizeof sqlstate, "%s", step->sqlstate);
        return sqlstate;
    }
    if (field == PG_DIAG_CONSTRAINT_NAME && step->constraint != NULL) {
        snprintf(constraint, sizeof constraint, "%s", step->constraint);
        return constraint;
    }
    if (field == PG_DIAG_MESSAGE_PRIMARY)
        return message;
    if (field == PG_DIAG_MESSAGE_HINT)
        return hint;
    return field == PG_DIAG_STATEMENT_POSITION ? position : NULL;
}

int
PQntuples(const PGresult *result)
{
    return result->status == PGRES_TUPLES_OK ? 1 : 0;
}

int
PQnfields(const PGresult *result)
{
    return (int)result->step->columns;
}

int
PQgetisnull(const PGresult *result, int row, int column)
{
    (void)row;
    return result->step->values[column] == NULL ? 1 : 0;
}

/* libpq's result is not const either; nobody writes to it. */
char *
PQgetvalue(const PGresult *result, int row, int column)
{
    (void)row;
    return (char *)(uintptr_t)result->step->values[column];
}

int
PQgetlength(const PGresult *result, int row, int column)
{
    (void)row;
    return (int)str_from(result->step->values[column]).size;
}
