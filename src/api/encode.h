/*
 * From an SQL function's result to a body in the service's spelling, and from a fault to an error
 * body.
 */
#ifndef MEMBERHUB_API_ENCODE_H
#define MEMBERHUB_API_ENCODE_H

#include "api/exchange.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "db/call.h"
#include "http/response.h"

/*
 * Fills *ret_response with the operation's status and the body: empty where the operation has no
 * output, else an object of the members that the answer's result has, and of its documents, which
 * are borrowed. FAULT_INTERNAL for an answer that does not fit its shape.
 */
int encode_result(struct exchange *x, const struct answer *answer, struct response *ret_response,
                  struct fault *f) MUST_CHECK;

/*
 * Fills *ret_response with the fault's status, x-amzn-ErrorType, x-memberhub-reason and body in the
 * dialect and the protocol that clients of the service read.
 */
void encode_fault(struct exchange *x, const struct fault *fault, struct response *ret_response);

#endif
