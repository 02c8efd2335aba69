/*
 * One session with the server: opening it, waiting on it, and noticing that it is gone, all against
 * a deadline. Used inside db/ alone. Never tries anything twice: connection.c decides that.
 */
#ifndef MEMBERHUB_DB_SESSION_H
#define MEMBERHUB_DB_SESSION_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/fault.h"
#include "db/connection.h"
#include "db/statement.h"

enum { SESSION_NAME_SIZE = 64 }; /* what PostgreSQL keeps of an application_name, and a NUL */

struct db {
    const char *conninfo;         /* borrowed */
    char name[SESSION_NAME_SIZE]; /* application_name of all its sessions and of nobody else's */
    int64_t call_timeout_ms;
    PGconn *conn;   /* NULL while there is no session */
    bool *prepared; /* in this session, by the statement's number */
    size_t prepared_size, prepared_capacity;
    size_t first_host; /* of the connection string's: the one after each that could not be used */
    bool leaving;      /* the server announced the session's end */
    bool left_behind;  /* there was a session before, which the server may not know to be over */
    bool unconfirmed; /* the server warned that a commit may not be as safe as it was asked to be */
    bool in_transaction;  /* between db_begin() and its end; outlives the session */
    size_t message_bytes; /* the most that went over this session at once: libpq keeps the room */
    int64_t spent_us;     /* db_spent_us() */
    int64_t retries;      /* db_retries() */

    /* attempt.c's: when to connect again */
    bool was_open;            /* there was one, ever */
    bool has_served;          /* this session: a statement was answered */
    unsigned failures;        /* sessions not had, or lost, in a row since one served */
    int64_t sessions_before;  /* that had served all processes when the last attempt began */
    int64_t retry_at_ms;      /* monotonic; no attempt to connect before */
    int64_t patient_until_ms; /* monotonic; calls wait for the database so long */
};

/*
 * Opens a session before `deadline_ms` (monotonic). FAULT_DATABASE_DOWN with libpq's reason; no
 * session then.
 */
int session_open(struct db *db, int64_t deadline_ms, struct fault *f) MUST_CHECK;

/* Ends the session, if there is one, without waiting for the server. */
void session_close(struct db *db);

/* Tells, without waiting, whether the session that was kept since the last call can still be used.
 */
bool session_is_alive(struct db *db);

/*
 * Sends what is queued and waits for the end of the answer. On 0 *ret_result is the first error or
 * else the last result, for the caller to clear; only then has the server said that it is done,
 * COMMIT included. FAULT_DATABASE_DOWN when the session was lost or the deadline passed; the
 * session is closed then.
 */
int session_await(struct db *db, int64_t deadline_ms, PGresult **ret_result,
                  struct fault *f) MUST_CHECK;

/*
 * Closes the session and sets FAULT_DATABASE_DOWN with `what` and the first line of libpq's
 * message. Returns -1.
 */
int session_lost(struct db *db, const char *what, struct fault *f);

#endif
