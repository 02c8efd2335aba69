/*
 * What a request gave an operation: checked values, by field. Holds views of the request's arena;
 * never owns anything.
 */
#ifndef MEMBERHUB_API_ARGUMENTS_H
#define MEMBERHUB_API_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "api/field.h"
#include "base/str.h"

struct value {
    enum { VALUE_ABSENT, VALUE_TEXT, VALUE_LIST } kind;
    struct str text;   /* as PostgreSQL reads it: text, number, true or false, JSON */
    struct str *items; /* elements of a list; data NULL where an element has no such member */
    size_t count;
};

struct arguments {
    struct value values[FIELD_COUNT];
    struct str parameters; /* the same for the audit event, CloudTrail's requestParameters; see
                              shown_parameters() */
};

struct operation;

/*
 * Gives what was given for the field that an operation has by that name, in its row, in a list of
 * objects there (a column of them), or in its path. NULL when it has no such field.
 */
const struct value *arguments_named(const struct operation *operation,
                                    const struct arguments *arguments, struct str name);

#endif
