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

/*
 * What an event shows at most: who sends more cannot fill the audit trail with it, nor make it slow
 * to look through. Of a change, fifty tags of the greatest size, which have 20 KiB; of a read,
 * whose events wait together in a journal of a fixed size, fifty accounts ten times over.
 */
enum { SHOWN_CHANGE_MAX = 24 * 1024, SHOWN_READ_MAX = 8 * 1024 };

/* The parameters of one request, in its arena. */
struct shown {
    struct arena *arena;
    const struct service *service;
    size_t max_bytes;
    struct json_object *parameters; /* NULL: no event will show them */
};

/* Begins without parameters, and stays so, whatever is added, where no event will show any:
 * `max_bytes` 0. */
void shown_init(struct shown *shown, struct arena *arena, const struct service *service,
                size_t max_bytes);

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
 * Gives all that was added as one JSON object in wire casing, or of more than the most the size;
 * data NULL when there is none.
 */
struct str shown_parameters(const struct shown *shown);

#endif
