/*
 * The way of a request: who signed, what is asked, may they, call, answer. The only file that knows
 * the order. Never sends anything, never logs: it fills an outcome that the worker sends, and then
 * records, logs and counts.
 */
#ifndef MEMBERHUB_API_DISPATCH_H
#define MEMBERHUB_API_DISPATCH_H

#include "api/outcome.h"
#include "api/server.h"
#include "base/arena.h"
#include "base/fault.h"
#include "http/request.h"

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
