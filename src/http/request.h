/*
 * One HTTP request as it was received: raw target, every header with its duplicates, the body's
 * bytes. Checks limits and syntax only; decides nothing about who asks or what is asked.
 */
#ifndef MEMBERHUB_HTTP_REQUEST_H
#define MEMBERHUB_HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"

/* Sizes that a client controls (DESIGN: header block 16 KiB, 100 headers). */
enum {
    REQUEST_HEADERS_MAX = 100,
    REQUEST_HEADER_BYTES_MAX = 16 * 1024,
    REQUEST_TARGET_MAX = 8 * 1024
};

struct header {
    struct str name;  /* lower case, '-' between words */
    struct str value; /* as received, NUL-free */
};

struct request {
    struct str method;            /* upper case as received */
    struct str target;            /* REQUEST_URI: the raw path and query that the client signed */
    struct str path;              /* raw, before the first '?' */
    struct str query;             /* raw, after the first '?'; data is NULL when there was none */
    const struct header *headers; /* in wire order, `header_count` of them */
    size_t header_count;
    struct str body;           /* empty view when there was none */
    struct str remote_address; /* of the TCP peer as nginx saw it; X-Forwarded-For is never read */
    bool operator_route;       /* nginx marked this request as one for /healthz and its like */
};

/*
 * Builds a request from a NULL-terminated list of FastCGI parameters ("NAME=value") and a body
 * already read. Headers are the HTTP_* parameters alone. FAULT_BAD_REQUEST or
 * FAULT_REQUEST_TOO_LARGE with the reason. The request borrows from `params`, `body` and the arena.
 */
int request_from_params(struct arena *arena, char **params, struct str body,
                        struct request *ret_request, struct fault *f) MUST_CHECK;

/*
 * Gives what is needed to refuse a request that request_from_params() did not accept: the headers
 * by which protocols are told apart, the first of each, and a path. Checks nothing.
 */
void request_outline(struct arena *arena, char **params, struct request *ret_outline);

/*
 * Builds a request from a raw HTTP/1.1 message ("POST /x HTTP/1.1\r\n...", bare LF allowed), for
 * memberhubctl and tests. The body is what Content-Length says, or all that follows.
 * FAULT_BAD_REQUEST or FAULT_REQUEST_TOO_LARGE with the reason.
 */
int request_from_text(struct arena *arena, struct str text, struct request *ret_request,
                      struct fault *f) MUST_CHECK;

/* Gives the first header of that lower-case name, or NULL. */
const struct header *request_header(const struct request *request, struct str name);

/* Counts the headers of that lower-case name. */
size_t request_header_count(const struct request *request, struct str name);

/* Gives a new request's id: a random UUID (RFC 9562 section 5.4), in the arena. */
struct str request_id_make(struct arena *arena);

#endif
