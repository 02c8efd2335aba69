/*
 * What a request gave an operation: checked values, by slot. A field's slot is its place among the
 * fields of the operation, those of its path first; the columns of a table have slots of their own
 * behind it. Holds views of the request's arena; never owns anything.
 */
#ifndef MEMBERHUB_API_ARGUMENTS_H
#define MEMBERHUB_API_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "api/field.h"
#include "api/operation.h"
#include "api/service.h"
#include "base/str.h"

struct value {
    enum { VALUE_ABSENT, VALUE_TEXT, VALUE_LIST } kind;
    struct str text;   /* as PostgreSQL reads it: text, number, true or false, JSON */
    struct str *items; /* elements of a list or column; data NULL where there is none */
    size_t count;
    size_t asked; /* of a list: count and the surplus, whose items stand behind the others */
};

struct arguments {
    struct value *values;  /* by slot; NULL before anything was decoded */
    struct str parameters; /* the same for the audit event, CloudTrail's requestParameters; see
                              shown_parameters() */
};

/* A walk over an operation's fields. */
struct field_walk {
    const struct field *field; /* where it stands */
    size_t slot;
    /* what is to come */
    const struct service *service;
    struct str path;
    const struct field *next;
    size_t next_slot;
};

/* Begins a walk in front of the first field. */
struct field_walk field_walk(const struct service *service, const struct operation *operation);

/* Goes on to the next field; false when there is none. */
bool field_walk_next(struct field_walk *walk);

/* Counts the slots of an operation. */
size_t field_slots(const struct service *service, const struct operation *operation);

/* Gives the value of the operation's first field of a kind, or one that is absent. */
const struct value *argument_of_kind(const struct service *service,
                                     const struct operation *operation,
                                     const struct arguments *arguments, const struct kind *kind);

/*
 * Gives what was given for the field that an operation has by that name, in its row, in a table
 * there (a column of it), or in its path. NULL when it has no such field.
 */
const struct value *arguments_named(const struct service *service,
                                    const struct operation *operation,
                                    const struct arguments *arguments, struct str name);

#endif
