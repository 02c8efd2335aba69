/*
 * Finding the operation that a verified request asks for. Never looks at what is not signed.
 */
#ifndef MEMBERHUB_API_ROUTE_H
#define MEMBERHUB_API_ROUTE_H

#include "api/exchange.h"
#include "api/operation.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"

/*
 * Sets the operation of an exchange whose service and protocol are known: by method and path, by
 * the form's Action, or by X-Amz-Target. What it had to take apart for this, path or form, stays in
 * the exchange for decode(). FAULT_UNKNOWN_OPERATION, FAULT_MISSING_ACTION, FAULT_BAD_REQUEST;
 * FAULT_REQUEST_TOO_LARGE for a body that others may have, but not this operation.
 */
int route(struct exchange *x, struct fault *f) MUST_CHECK;

/*
 * Finds the operation of a raw path, compared byte by byte as it was signed: of the service's rows
 * the first that fits. NULL when the service has no such operation.
 */
const struct operation *operation_find(const struct service *service, struct str method,
                                       struct str path);

/*
 * Gives the size class by which a body is let in before it is known whose it is: the largest of all
 * services' operations of that method and raw target. Operations of "/" are told apart by what is
 * in the request, so that a path cannot vouch for them: they are ordinary.
 */
enum size_class route_size(struct str method, struct str target);

/*
 * Gives what stands in a path that fits the operation's for each "{Name}" and "{Name+}": an object
 * of loose texts, percent-decoded, in the arena.
 */
struct node *path_tree(struct arena *arena, const struct operation *operation, struct str path);

/*
 * Names the fault of a request without a signature. One that asks for an operation which never has
 * a signature is told that this is not served, so that nobody looks for a signature; else it is
 * FAULT_MISSING_AUTHENTICATION. Always -1: nothing is let through, and x->operation stays NULL.
 */
int route_unsigned(struct exchange *x, struct fault *f);

#endif
