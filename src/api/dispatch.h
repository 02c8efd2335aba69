/*
 * The way of a request: who signed, what is asked, may they, decode, call, encode. The only file
 * that knows the order. Never sends anything, never logs: it fills an outcome that the worker sends
 * and logs.
 */
#ifndef MEMBERHUB_API_DISPATCH_H
#define MEMBERHUB_API_DISPATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/server.h"
#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "http/request.h"
#include "http/response.h"

/* The answer to one request, and what its log line says. Views live in the arena; empty where not
 * known. */
struct outcome {
    struct response response;
    struct str request_id; /* UUID, also in x-amzn-RequestId */
    struct str service, region, operation, account_id, access_key_id;
    struct str principal;    /* ARN of who signed */
    size_t operation_number; /* 1 + index in THE OPERATION TABLE; 0: it never became known */
    bool refused;
    struct fault fault;       /* when refused */
    int64_t database_us;      /* that all its calls took */
    int64_t database_retries; /* further attempts at them */
};

/* Answers one request. Always fills *ret_outcome with a response to send. */
void dispatch(struct server *server, struct arena *arena, const struct request *request,
              struct outcome *ret_outcome);

/*
 * Makes the answer to something that never became a request (too large, malformed). `outline` is
 * what request_outline() gives of it.
 */
void dispatch_refuse(struct server *server, struct arena *arena, const struct request *outline,
                     const struct fault *fault, struct outcome *ret_outcome);

#endif
