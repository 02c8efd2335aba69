/*
 * The few things that everyone does with json-c's objects. Never reads what a client sent: see
 * wire/json_tree.h.
 */
#ifndef MEMBERHUB_BASE_JSON_H
#define MEMBERHUB_BASE_JSON_H

#include "base/arena.h"
#include "base/str.h"

struct json_object;

/* Gives the text of a JSON string, borrowed from the object. */
struct str json_text(struct json_object *json);

/* Gives the compact text of any value, '/' unescaped, in the arena. */
struct str json_rendered(struct arena *arena, struct json_object *json);

/* Parses what this program or its SQL functions wrote, without the checks that a client's text
 * needs; released with the arena. NULL when it is no JSON. */
struct json_object *json_parse_own(struct arena *arena, struct str text);

/* Releases one reference together with the arena. NULL is allowed. */
void json_defer(struct arena *arena, struct json_object *json);

#endif
