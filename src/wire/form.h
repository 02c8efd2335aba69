/*
 * Trees of name=value pairs: a query, and the form of a query-protocol request, which is in its
 * body or without one in its query. Source: W3C HTML 4.01, section 17.13.4.1.
 */
#ifndef MEMBERHUB_WIRE_FORM_H
#define MEMBERHUB_WIRE_FORM_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "http/request.h"
#include "wire/tree.h"

/* Fifty tags are a hundred pairs, their keys fifty more; nothing else has more than five. */
enum { FORM_PAIRS_MAX = 256 };

/*
 * Reads a query: an object with a loose member for each pair, in order, a name as often as it
 * stands there. '+' is no space. A value that is no percent-encoded text is broken; a name that
 * cannot be decoded is nobody's.
 */
struct node *query_tree(struct arena *arena, struct str query);

/*
 * Reads the form of a request: an object whose loose members have as parts what stands behind a
 * point: "Tags.member.1.Key" and, as EC2's forms have it, "Tags.1.Key" are part "Key" of part "1"
 * of "Tags". '+' is a space. A name that stands there twice is broken, like a value that is no
 * percent-encoded text. FAULT_BAD_REQUEST when it has more than FORM_PAIRS_MAX pairs.
 */
int form_tree(struct arena *arena, const struct request *request, struct node **ret_form,
              struct fault *f) MUST_CHECK;

/* Gives the value of a name. -1 when the form does not have it, has it more than once, or it is no
 * text. */
int form_value(const struct node *form, struct str name, struct str *ret_value) MUST_CHECK;

#endif
