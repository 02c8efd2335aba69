/*
 * From a request to checked arguments: body, query and path against an operation's field table.
 * Never lets a value through that has no row, and never changes one.
 */
#ifndef MEMBERHUB_API_DECODE_H
#define MEMBERHUB_API_DECODE_H

#include "api/arguments.h"
#include "api/operation.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "http/request.h"

/*
 * Decodes what `operation` takes. `segment` is the path's last segment, percent-encoded. Members
 * without a row are ignored, as AWS does; a null is absent. The reason of a fault names the member
 * and the rule. *arguments is filled as far as decoding got, refused or not: its parameters say in
 * the audit event what was asked. FAULT_SERIALIZATION, FAULT_MISSING_PARAMETER, FAULT_INVALID_INPUT
 * or the field's own fault.
 */
int decode(struct arena *arena, const struct operation *operation, const struct request *request,
           struct str segment, struct arguments *arguments, struct fault *f) MUST_CHECK;

#endif
