/*
 * The inside of decode.c: a request being decoded, and what its parts share.
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
#include "wire/tree.h"

struct decoder {
    struct exchange *x;
    struct arena *arena; /* of the exchange, like the next two */
    const struct service *service;
    struct arguments *arguments;
    struct shown shown;
    bool collects; /* a form's faults are told together, as STS does: decoding goes on behind a bad
                      value, and what is stored is good only when there was none */
    struct violations violations;
    struct fault *f;
    /* where in a table it is */
    const struct field *table; /* NULL: in none */
    size_t row;
};

/* Gives a row with its name as the service spells it. */
struct field decoder_spelled(struct decoder *d, const struct field *field);

/* Likewise all rows of a table, ended by one without a name; in the arena. */
const struct field *decoder_all_spelled(struct decoder *d, const struct field *fields);

/* Refuses a field by a rule, "must be ...", however often the rest is wrong. Returns -1. */
int decoder_refuse(struct decoder *d, const struct field *field, const char *rule);

/* Takes note that a field is not there which must be; -1 where that ends decoding. */
int decoder_missing(struct decoder *d, const struct field *field) MUST_CHECK;

/*
 * Brings a loose node, of a query, a form or a path, into the structure that its field has in JSON;
 * what its texts mean stays open. Any other stays as it is. *ret_node is NULL for what asks for
 * nothing. Refuses what has no such structure.
 */
int decoder_gather(struct decoder *d, const struct field *field, struct node *node,
                   struct node **ret_node) MUST_CHECK;

/*
 * Checks what a field was given, which has the field's structure, and stores it, a table in the
 * values behind *value. -1 when decoding ends with a refusal; where faults are collected
 * d->violations has them.
 */
int decoder_store(struct decoder *d, const struct field *field, struct node *node,
                  struct value *value) MUST_CHECK;

#endif
