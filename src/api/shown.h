/*
 * What an audit event shows of what a request gave, before any of it is checked: all but what is
 * hidden.
 */
#ifndef MEMBERHUB_API_SHOWN_H
#define MEMBERHUB_API_SHOWN_H

#include <stddef.h>

#include "api/field.h"
#include "api/service.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "wire/tree.h"

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
    size_t max_bytes; /* 0: no event will show them */
    struct buf text;  /* of at most about so much: what is beyond is counted alone */
    size_t dropped;
};

/* Begins without parameters, and stays so, whatever is added, where no event will show any:
 * `max_bytes` 0. */
void shown_init(struct shown *shown, struct arena *arena, const struct service *service,
                size_t max_bytes);

/*
 * Adds what a field was given, as it stands; of lists of objects that become columns the known
 * members. A hidden field's value becomes a note that it was there, and what should be an object
 * and is none could be anything, so it is hidden too. A loose text is a number where it is to be
 * one and is.
 */
void shown_add(struct shown *shown, const struct field *field, const struct node *node);

/*
 * Gives all that was added as one JSON object in wire casing, or of more than the most the size;
 * data NULL when there is none.
 */
struct str shown_parameters(struct shown *shown);

#endif
