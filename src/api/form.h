/*
 * The form of a query-protocol request: name=value pairs in the body, or without one in the query.
 * Source: W3C HTML 4.01, section 17.13.4.1.
 */
#ifndef MEMBERHUB_API_FORM_H
#define MEMBERHUB_API_FORM_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"
#include "http/request.h"

/* Gives the form's pairs, still percent-encoded, with each '+' as the space that it stands for; in
 * the arena. */
struct str form_of(struct arena *arena, const struct request *request);

/* Gives the decoded value of a name. -1 when the form does not have it, has it more than once, or
 * it is no UTF-8 text. */
int form_value(struct arena *arena, struct str form, struct str name,
               struct str *ret_value) MUST_CHECK;

/* Tells whether the form has a name, or a part of what has that name ("Tags.member.1.Key"). */
bool form_has(struct arena *arena, struct str form, struct str name);

#endif
