/*
 * What events say of views: whose findings were shown, by which invitation, in which snapshot.
 * Never knows whether that was right.
 */
#ifndef MEMBERHUB_VERIFY_VIEW_READER_H
#define MEMBERHUB_VERIFY_VIEW_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/event.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"

enum { INVITATION_BYTES = 16 };

/* An invitation's id; most of what there is has one. */
struct invitation {
    bool is_known;
    uint8_t id[INVITATION_BYTES];
};

/* Which transactions a view saw: pg_snapshot. */
struct view_snapshot {
    int64_t from, to; /* all below `from`; none from `to` on */
    size_t count;     /* of those that were under way in between */
    int64_t *under_way;
};

/* Of one account in one region, findings were shown. */
struct view {
    struct str region, account;
    struct invitation invitation; /* not known: its own */
};

struct json_object;

/* The views of one event. */
struct view_reader {
    struct json_object *list; /* NULL: it has none */
    size_t next, count;
    struct view_snapshot snapshot;
};

/*
 * Starts with an event; what is read lives as long as the arena. -1 when its views cannot be read.
 * Source: view_end() in sql/functions.
 */
int view_reader_init(struct view_reader *reader, struct arena *arena,
                     const struct audit_event *event) MUST_CHECK;

/* Gives the next view: 1, or 0 when there is none any more, or -1 when it cannot be read. */
int view_next(struct view_reader *reader, struct view *ret_view) MUST_CHECK;

/* Tells whether what a transaction did was seen. 0 is the one that was always there. */
bool view_snapshot_sees(const struct view_snapshot *snapshot, int64_t transaction);

/* Gives the invitation that the event of an acceptance names. */
struct invitation view_accepted(struct arena *arena, const struct audit_event *event);

#endif
