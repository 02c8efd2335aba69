/*
 * One kept FastCGI connection over libfcgi: requests come in on it one after the other, each
 * answered before the next. Must never wait for the first byte of a request: the caller asks only
 * when the connection is readable. Source: FastCGI Specification 1.0; libfcgi 2.4.2.
 */
#ifndef MEMBERHUB_HTTP_FASTCGI_H
#define MEMBERHUB_HTTP_FASTCGI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fcgiapp.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "http/response.h"

struct fastcgi {
    FCGX_Request request;
};

/* What a readable connection turned out to hold. */
enum fastcgi_event {
    FASTCGI_REQUEST, /* a request whose parameters are read; its body is not yet */
    FASTCGI_NOTHING, /* a false alarm: wait again */
    FASTCGI_CLOSED,  /* the peer is done with this connection, whatever it had sent on it */
    FASTCGI_BROKEN,  /* what came is not FastCGI, or stopped in the middle; libfcgi has closed the
                        connection */
};

/*
 * Readies libfcgi, once a process. SIGPIPE is ignored from here on, and must be before: libfcgi
 * puts its own handlers where it finds none. -1 when libfcgi cannot start.
 */
int fastcgi_setup(void) MUST_CHECK;

/* Takes over a connected socket. It should have receive and send time-outs: libfcgi blocks. */
void fastcgi_init(struct fastcgi *connection, int fd);

/* Closes the connection and frees what its request held. */
void fastcgi_release(struct fastcgi *connection);

/* Reads the next request's parameters from a connection that is readable. */
enum fastcgi_event fastcgi_accept(struct fastcgi *connection);

/* Gives the request's parameters, "NAME=value", ended by NULL; borrowed until fastcgi_finish(). */
char **fastcgi_params(const struct fastcgi *connection);

/* Gives the first parameter of that name, the empty view when there is none; borrowed likewise. */
struct str fastcgi_param(const struct fastcgi *connection, const char *name);

/* Gives how long the body is said to be, 0 where that is not said, -1 where it is no number. */
int64_t fastcgi_body_bytes(const struct fastcgi *connection);

/*
 * Reads the body of `length` bytes (fastcgi_body_bytes()), at most `limit_bytes` (0 to 1 GiB), into
 * the arena, and whatever else the peer has to say of this request. It comes in pieces, each a sign
 * of life of this process. FAULT_REQUEST_TOO_LARGE, of which nothing is kept; FAULT_BAD_REQUEST
 * when length and body differ, or the peer takes more than ten seconds. After either, an answer can
 * still be sent; of an excess beyond 32 MiB the rest is not read, and the connection will not be
 * kept.
 */
int fastcgi_body(struct fastcgi *connection, struct arena *arena, int64_t length,
                 int64_t limit_bytes, struct str *ret_body, struct fault *f) MUST_CHECK;

/*
 * Sends of a CGI response what the peer takes before `deadline_ms` (monotonic; 0: what goes without
 * waiting), and moves *message behind it. However slowly the peer reads, it is one deadline for all
 * of it. True when fastcgi_end() will not have to wait: the peer has taken all, or hung up. False:
 * call it again with what is left, or give up.
 */
bool fastcgi_send(struct fastcgi *connection, struct message *message,
                  int64_t deadline_ms) MUST_CHECK;

/* Hangs up on a peer that does not take its answer; the rest of the calls then end at once. */
void fastcgi_give_up(struct fastcgi *connection);

/* Ends the request behind its response. -1 when not all of that could be handed to the peer. */
int fastcgi_end(struct fastcgi *connection) MUST_CHECK;

/*
 * Frees the request; its parameters are gone. True when the connection may bring another one, false
 * when it is closed: the peer did not ask for a kept one, or something failed on it.
 */
bool fastcgi_finish(struct fastcgi *connection);

#endif
