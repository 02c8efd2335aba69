/*
 * Who had sight of whose findings, by what events did to relationships, and whether each view was
 * one that its snapshot allows. Never moves a relationship.
 */
#ifndef MEMBERHUB_VERIFY_VIEWS_H
#define MEMBERHUB_VERIFY_VIEWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/event.h"
#include "base/arena.h"
#include "verify/finding.h"
#include "verify/map.h"
#include "verify/rules.h"
#include "verify/view_reader.h"

/* When sight of a member's findings began or ended; the latest comes first. */
struct sight {
    struct sight *earlier;
    int64_t transaction, sequence, seal;
    bool sees;
    struct invitation invitation;
};

struct look;

struct audit_views {
    struct audit_report *report;
    struct arena *arena; /* of sights, which are used again */
    struct sight *spare;
    struct arena *snapshots; /* of the looks that wait */
    struct look *looks;
    size_t count, capacity;
    struct look *unknown; /* of relationships that no event before had told of */
    size_t unknown_count, unknown_capacity;
};

void audit_views_init(struct audit_views *views, struct audit_report *report);
void audit_views_release(struct audit_views *views);

/* Tells whether the administrator of a relationship in this state sees the member's findings. */
bool audit_views_sees(uint8_t state);

/*
 * Takes note that a relationship moves between `from` and the entry's state, by `event`, whose
 * members are those of sights. What no later view can ask for is forgotten.
 */
void audit_views_moved(struct audit_views *views, struct audit_map_entry *entry, uint8_t from,
                       const struct sight *event);

/* Has nothing but the entry's state be known of a relationship, since ever. */
void audit_views_based(struct audit_views *views, struct audit_map_entry *entry);

/* Takes the views of an event, which wait; FINDING_VIEW_MALFORMED. */
void audit_views_event(struct audit_views *views, struct arena *arena, struct audit_rules *rules,
                       const struct audit_event *event, int64_t sequence,
                       const struct finding_place *place);

/* Gives the sequence up to which relationships have to be moved before audit_views_judge(). */
int64_t audit_views_due(const struct audit_views *views);

/*
 * Judges the views of the seals before the one that was just read, with `last` all of them:
 * FINDING_VIEW_UNEXPLAINED.
 */
void audit_views_judge(struct audit_views *views, const struct audit_map *map, bool last);

/* Reports the views of which no event before had told anything, unless `dropped`: events are gone
 * from before drops were stated. FINDING_VIEW_UNEXPLAINED. */
void audit_views_finish(struct audit_views *views, bool dropped);

#endif
