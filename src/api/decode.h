/*
 * From a request to checked arguments: body, query, form and path against an operation's fields.
 * Never lets a value through that has no row, and never changes one.
 */
#ifndef MEMBERHUB_API_DECODE_H
#define MEMBERHUB_API_DECODE_H

#include "api/exchange.h"
#include "base/attributes.h"
#include "base/fault.h"

/*
 * Decodes what the operation of a routed exchange takes. Members without a row are ignored, as AWS
 * does; a null is absent. The reason of a fault names the member and the rule. Of a refused request
 * the exchange has no argument, and yet its parameters, as far as decoding got: they say in the
 * audit event what was asked, and are not collected for a call that will have none.
 * FAULT_SERIALIZATION, FAULT_MISSING_PARAMETER, FAULT_INVALID_INPUT or the field's own fault.
 */
int decode(struct exchange *x, struct fault *f) MUST_CHECK;

#endif
