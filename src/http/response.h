/*
 * One HTTP response: status, headers, body. Built in the arena, sent whole by the worker. What of
 * the body is large lies where it was received, and is sent from there.
 */
#ifndef MEMBERHUB_HTTP_RESPONSE_H
#define MEMBERHUB_HTTP_RESPONSE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { RESPONSE_HEADERS_MAX = 12 };

struct response {
    uint16_t status;
    struct {
        const char *name; /* a literal */
        struct str value; /* no CR, LF or NUL; response_header() replaces them by a space */
    } headers[RESPONSE_HEADERS_MAX];
    size_t header_count;
    struct str body;        /* or what of it stands before `more` */
    const struct str *more; /* borrowed until the response is sent */
    size_t more_count;
};

/* What is to be sent: parts in their order, which nobody puts together. */
struct message {
    struct str *parts;
    size_t count;
};

/* Starts a response with this status and no headers. */
void response_init(struct response *response, uint16_t status);

/* Adds a header; the value is copied into the arena where it must be cleaned, else borrowed. */
void response_header(struct arena *arena, struct response *response, const char *name,
                     struct str value);

/* Gives how many bytes the body has. */
size_t response_body_bytes(const struct response *response);

/*
 * Gives the CGI form ("Status: 200 OK\r\n..." with Content-Length, empty line, body). The list and
 * its first part are in the arena, the others are those of the body.
 */
struct message response_cgi(struct arena *arena, const struct response *response);

#endif
