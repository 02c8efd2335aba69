/*
 * What an audit event shows of what a request gave, before any of it is checked: all but what is
 * hidden.
 */
#ifndef MEMBERHUB_API_SHOWN_H
#define MEMBERHUB_API_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "api/arguments.h"
#include "api/field.h"
#include "api/service.h"
#include "base/arena.h"
#include "base/str.h"

struct json_object;

/* The parameters of one request, in its arena. */
struct shown {
    struct arena *arena;
    enum service_id service;
    struct json_object *parameters; /* NULL: no event will show them */
};

/* Begins without parameters. One that is not `wanted` stays so, whatever is added. */
void shown_init(struct shown *shown, struct arena *arena, enum service_id service, bool wanted);

/* Each adds what a field was given; a hidden field's value becomes a note that it was there. */

/* JSON: itself, or of lists of objects the known members. What should be an object and is none
 * could be anything, so it is hidden too. */
void shown_add_json(struct shown *shown, const struct field *field, struct json_object *json);

/* A text that came percent-encoded: a number where it is to be one and is. */
void shown_add_text(struct shown *shown, const struct field *field, struct str text);

/* Several of those, of a name that a query repeats. */
void shown_add_list(struct shown *shown, const struct field *field, const struct str *items,
                    size_t count);

/* A numbered list of a form: its columns among `values`, by field, `count` elements each. */
void shown_add_columns(struct shown *shown, const struct field *list, const struct value *values,
                       size_t count);

/* Something that nothing is known of but its name. */
void shown_add_hidden(struct shown *shown, const struct field *field);

/*
 * Gives all that was added as one JSON object in wire casing, or of more than 24 KiB the size; data
 * NULL when there is none.
 */
struct str shown_parameters(const struct shown *shown);

#endif
