/*
 * The inside of decode.c: a request being decoded, and what its sources share.
 */
#ifndef MEMBERHUB_API_DECODER_H
#define MEMBERHUB_API_DECODER_H

#include <stdbool.h>
#include <stddef.h>

#include "api/arguments.h"
#include "api/constraint.h"
#include "api/exchange.h"
#include "api/field.h"
#include "api/shown.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"

struct json_object;

struct decoder {
    const struct exchange *x; /* what stands in path, query and form */
    struct arena *arena;      /* of the exchange, like the next two */
    const struct service *service;
    struct arguments *arguments;
    struct json_object *body; /* NULL: none */
    struct shown shown;
    struct violations violations; /* of a form, whose faults are told together */
    struct fault *f;
};

/* Stores a value that was checked. */
void decode_store_text(struct decoder *d, const struct field *field, struct str text);

/* Makes the column of a list's field, `count` absent elements (owned by the arena). */
struct str *decode_store_list(struct decoder *d, const struct field *field, size_t count);

/*
 * Decodes what a form has for a field. What a value or a list is refused for is noted in
 * d->violations, and the first of it is d->f: then this gives 0. -1 for what cannot be served.
 */
int decode_from_form(struct decoder *d, const struct field *field, bool *ret_found) MUST_CHECK;

/* Notes that a field which a form must have is not there. */
void decode_form_missing(struct decoder *d, const struct field *field);

#endif
