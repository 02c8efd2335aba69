/*
 * The form of a query-protocol request: name=value pairs in the body, or without one in the query.
 * Source: W3C HTML 4.01, section 17.13.4.1.
 */
#ifndef MEMBERHUB_WIRE_FORM_H
#define MEMBERHUB_WIRE_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "http/request.h"

/* Fifty tags are a hundred pairs, their keys fifty more; nothing else has more than five. */
enum { FORM_PAIRS_MAX = 256 };

struct form_pair {
    struct str name;
    struct str value; /* data NULL: it is no percent-encoded text */
};

/* Pairs whose names are text, in the order of the form, decoded; in the arena. */
struct form {
    struct form_pair *pairs;
    size_t count;
};

/* Reads the form of a request. FAULT_BAD_REQUEST when it has more than FORM_PAIRS_MAX pairs. */
int form_read(struct arena *arena, const struct request *request, struct form *ret_form,
              struct fault *f) MUST_CHECK;

/* Gives the value of a name. -1 when the form does not have it, has it more than once, or it is no
 * text. */
int form_value(const struct form *form, struct str name, struct str *ret_value) MUST_CHECK;

/* Tells whether the form has a name, or a part of it ("Tags.member.1.Key"). */
bool form_has(const struct form *form, struct str name);

/* Tells whether a list is in the form as clients write one that is empty: "Tags=", and no part. */
bool form_has_empty_list(const struct form *form, struct str name);

/*
 * Counts the elements of a list: the pairs "Name.member.N", "Name.member.N.Key", or without
 * ".member" as EC2's forms have it, are numbered from 1 on without a gap. "Name=" alone is an empty
 * list. -1 for anything else that begins like it.
 */
int form_count(const struct form *form, struct str name, size_t *ret_count) MUST_CHECK;

/*
 * Gives a member of element `number` (from 1 on) of a list, or with an empty `member` the element
 * itself; data NULL when it is not there. -1 when it is there more than once, or is no text.
 */
int form_element(const struct form *form, struct str name, size_t number, struct str member,
                 struct str *ret_value) MUST_CHECK;

#endif
