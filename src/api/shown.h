/*
 * What an audit event shows of what a request gave, before any of it is checked: all but what is
 * hidden.
 */
#ifndef MEMBERHUB_API_SHOWN_H
#define MEMBERHUB_API_SHOWN_H

#include "api/field.h"
#include "api/service.h"
#include "base/arena.h"
#include "base/str.h"

struct json_object;

/* Each gives a new reference. */

/* Of a hidden value: that it was there. */
struct json_object *shown_hidden(void);

/* Of a text that came percent-encoded: a number where it is to be one and is. */
struct json_object *shown_text(const struct field *field, struct str text);

/*
 * Of JSON: itself, or of lists of objects the known members, hidden ones masked. What should be an
 * object and is none could be anything, so it is masked too.
 */
struct json_object *shown_json(struct arena *arena, enum service_id service,
                               const struct field *field, struct json_object *json);

#endif
