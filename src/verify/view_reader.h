/*
 * What an event says of the findings that it showed. Reads events alone.
 */
#ifndef MEMBERHUB_VERIFY_VIEW_READER_H
#define MEMBERHUB_VERIFY_VIEW_READER_H

#include <stddef.h>
#include <stdint.h>

#include "audit/event.h"
#include "base/arena.h"
#include "base/attributes.h"

struct json_object;

/* The accounts whose findings an event showed. */
struct view_reader {
    struct json_object *views; /* NULL: it showed none */
    size_t next, count;
    int64_t
        seen_below; /* the call saw what transactions with lower numbers did, and perhaps more */
};

/* One of them; the texts live as long as the arena. */
struct view {
    struct str region, account_id;
};

/*
 * Starts with the first account of an event; `arena` keeps what is read. -1 when the event says
 * that it showed findings and not whose, in the form that view_end() in SQL gives it.
 */
int view_reader_init(struct view_reader *reader, struct arena *arena,
                     const struct audit_event *event) MUST_CHECK;

/* Gives the next account: 1; 0 when there is none any more; -1 when it cannot be read. */
int view_next(struct view_reader *reader, struct view *ret_view) MUST_CHECK;

#endif
