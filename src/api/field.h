/*
 * The shape of an operation's input: one row for each member, wherever it comes from.
 * THE FIELD TABLES are in src/services/; decode.c is the engine that checks requests against them.
 */
#ifndef MEMBERHUB_API_FIELD_H
#define MEMBERHUB_API_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/kind.h"

enum field_location {
    FIELD_IN_BODY,
    FIELD_IN_QUERY,
    FIELD_IN_PATH,
    FIELD_IN_FORM,
    FIELD_SUPPLIED, /* not by the request: its kind binds what the server knows */
    FIELD_LOCATIONS = FIELD_SUPPLIED
};

struct field {
    const char *name; /* on the wire, with a capital letter; NULL ends a table */
    enum field_location location;
    const struct kind *kind;
    const char *parameter; /* of the SQL function, without "p_": what it is bound as; NULL: it is
                              not. In a table each column has its own */
    bool required;
    bool hidden;      /* the audit event shows that it was there, not what it was */
    bool first;       /* a column of which the first row alone is bound */
    int64_t min, max; /* characters of a text, value of a number, elements of a list or map */
    const char *
        initial; /* what it is when the request does not say, in a query's spelling; NULL: absent */
    const char *choices;         /* of a word: the other characters that it may have */
    const char *pattern;         /* as AWS's sentences show it; NULL: they show none */
    const char *fault;           /* what a bad value is refused with; NULL: "invalid_input" */
    const struct field *members; /* of a list or an object, ended by a row without a name */
    int64_t surplus_max; /* how many elements may be asked for: what is beyond max is checked,
                            answered as unprocessed, and left alone; 0: max */
    const char *surplus_parameter; /* those elements; of a table their first column */
    const char *too_many;          /* what more elements than that are refused with; NULL: fault */
    const char *instead_of; /* name of a field before it that is not given together with it */
    const char *instead_fault;
    const char *apart; /* names, separated by '|', that the elements of one list do not all have */
    const char *apart_fault;
};

#endif
