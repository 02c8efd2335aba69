/*
 * What clients say of a request beside it, so that an operator can follow it from log to log. Not
 * signed, as a rule, and so nothing that may decide anything.
 */
#ifndef MEMBERHUB_HTTP_HINTS_H
#define MEMBERHUB_HTTP_HINTS_H

#include <stdint.h>

#include "base/str.h"
#include "http/request.h"

/*
 * Gives the request's "traceparent", of a later version the part that this one knows; the empty
 * view when there is none, or several, or what is there is malformed. Source: W3C Trace Context,
 * section 3.2, "Traceparent Header".
 */
struct str hint_traceparent(const struct request *request);

/*
 * Gives which of an SDK's attempts at its call the request is, from 1: "attempt=2; max=3" in
 * "amz-sdk-request". 0 when it does not say.
 */
int64_t hint_attempt(const struct request *request);

#endif
