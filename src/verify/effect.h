/*
 * What an event did to a relationship, or saw by it, while it waits for its turn in the replay.
 */
#ifndef MEMBERHUB_VERIFY_EFFECT_H
#define MEMBERHUB_VERIFY_EFFECT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "verify/map.h"

enum { EFFECT_EVENT_ID_SIZE = 37 }; /* a UUID's text */

/* A move that waits for its turn, or a view of the member's findings by its administrator. */
struct effect {
    struct audit_map_key key;
    uint8_t from, to;
    bool views;
    int64_t transaction; /* of a move; of a view, the first that it may not have seen */
    bool held;           /* of an earlier seal than the one that is being read */
    bool begins;         /* the event says that the trail begins with it */
    int64_t seal, sequence;
    uint64_t order; /* in which it came, for effects of one event */
    char event_id[EFFECT_EVENT_ID_SIZE];
};

/* Copies an event's id, cut to what one has. */
void effect_name(char ret_id[EFFECT_EVENT_ID_SIZE], struct str event_id);

/* Compares by sequence, and within an event by the order in which they came: for qsort(). */
int effect_order(const void *a, const void *b);

#endif
