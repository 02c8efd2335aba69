/*
 * What the events did to relationships, told again: each step starts where the one before ended and
 * is one that its operation takes, and the states in the end are those that there are. Memory grows
 * with relationships, not with events.
 */
#ifndef MEMBERHUB_VERIFY_REPLAY_H
#define MEMBERHUB_VERIFY_REPLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/event.h"
#include "verify/finding.h"
#include "verify/map.h"
#include "verify/states.h"

struct audit_replay;

/* When an event was made: where TrailBegins may stand. */
enum audit_era {
    AUDIT_ERA_BEGINNING, /* before the first seal: it gives relationships their first states */
    AUDIT_ERA_EVENTS,    /* when drops were events: it repeats states together with one */
    AUDIT_ERA_STATEMENTS /* since drops are stated: nowhere */
};

/* Starts with no relationship; `report` is borrowed. Free with audit_replay_free(), NULL allowed.
 */
struct audit_replay *audit_replay_new(struct audit_report *report);
void audit_replay_free(struct audit_replay *replay);

/* Learns one row of the state machine: TRANSITION_* of a source. */
void audit_replay_transition(struct audit_replay *replay, const struct str *row);

/* Ends the state machine: it has to be the one of this version, or an earlier one where
 * `or_earlier` says so. FINDING_TRANSITIONS_ALTERED. */
void audit_replay_transitions_end(struct audit_replay *replay, bool or_earlier);

/* Takes how something stood when the events that tell of it were dropped, by a statement; before
 * all events. `sequence` is that of the last of them. */
void audit_replay_base(struct audit_replay *replay, const struct fact *fact, int64_t sequence);

/* Gives accounts, keys, hubs and detectors, to compare; they live as long as the replay. */
struct audit_states *audit_replay_states(struct audit_replay *replay);

/*
 * Takes what an event of seal `seal` (0: not sealed) did and showed. Reports
 * FINDING_EFFECT_MALFORMED, FINDING_EFFECT_ILLEGAL and FINDING_VIEW_MALFORMED. An event's place in
 * the order is its sequence, and transactions that ran side by side come in another one, so nothing
 * moves until audit_replay_step().
 */
void audit_replay_event(struct audit_replay *replay, const struct audit_event *event, int64_t seal,
                        enum audit_era era);

/*
 * Ends a seal's events, or with `last` all events. What the seal before held moves now, together
 * with all of this one's that came earlier by sequence: seals are so long that two transactions
 * which wait for one another are never farther apart than this. Then the views of the seal before
 * are judged. Reports FINDING_EFFECT_BROKEN and FINDING_VIEW_UNEXPLAINED.
 */
void audit_replay_step(struct audit_replay *replay, bool last);

/* Compares a relationship that there is, RELATIONSHIP_* of a source. FINDING_STATE_UNEXPLAINED. */
void audit_replay_compare(struct audit_replay *replay, const struct str *row);

/*
 * Reports the relationships that should be there and are not, those without any event, and those
 * that began in the middle, unless `dropped`: events are gone from before drops were stated.
 * Views likewise. FINDING_STATE_UNEXPLAINED, FINDING_EFFECT_BROKEN, FINDING_VIEW_UNEXPLAINED.
 */
void audit_replay_finish(struct audit_replay *replay, bool dropped);

#endif
