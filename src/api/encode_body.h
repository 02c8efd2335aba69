/*
 * The inside of encode.c: bodies of results and errors, by protocol.
 */
#ifndef MEMBERHUB_API_ENCODE_BODY_H
#define MEMBERHUB_API_ENCODE_BODY_H

#include "api/exchange.h"
#include "base/attributes.h"
#include "base/buf.h"
#include "base/fault.h"
#include "wire/shape.h"

struct json_object;

/* Gives a member's name on the wire: the service's own word where it has one, else in its letter
 * case. */
const char *encode_name(struct exchange *x, const struct shape *shape);

/* Gives what a member says where that is a text; data NULL where it is not. FAULT_INTERNAL. */
int encode_text(struct exchange *x, const struct shape *shape, struct json_object *json,
                struct str *ret_text, struct fault *f) MUST_CHECK;

/* Add the body of an operation's result. FAULT_INTERNAL for one that does not fit its shape. */
int encode_json_result(struct exchange *x, struct json_object *result, struct buf *body,
                       struct fault *f) MUST_CHECK;
int encode_xml_result(struct exchange *x, struct json_object *result, struct buf *body,
                      struct fault *f) MUST_CHECK;

/* Add the body of an error. */
void encode_rest_json_fault(struct exchange *x, const struct fault_dialect *dialect,
                            struct str sentence, struct buf *body);
void encode_json_fault(struct exchange *x, const struct fault_dialect *dialect, struct str sentence,
                       struct buf *body);
void encode_cbor_fault(struct exchange *x, const struct fault_dialect *dialect, struct str sentence,
                       struct buf *body);
void encode_xml_fault(struct exchange *x, const struct fault_dialect *dialect, struct str sentence,
                      struct buf *body);

#endif
