/*
 * Events that are gone, weighed against the partitions that retention dropped: each drop left an
 * event that says how many there were. Never accepts more than was dropped.
 */
#ifndef MEMBERHUB_CLI_AUDIT_DROPS_H
#define MEMBERHUB_CLI_AUDIT_DROPS_H

#include <stddef.h>
#include <stdint.h>

#include "audit/event.h"
#include "cli/audit_finding.h"
#include "cli/audit_map.h"

/* Events that are gone from seals without a break between them. */
struct missing_run {
    int64_t first_seal, last_seal;
    int64_t from_transaction; /* of the first seal */
    uint64_t events;
    struct account_text account; /* of the first one that is gone */
};

struct audit_drops {
    int64_t events;         /* in all partitions of which the trail says that they were dropped */
    int64_t to_transaction; /* theirs were below */
    int64_t first_sequence; /* lowest number in them; 0: nothing was dropped */
    struct missing_run *runs;
    size_t count, capacity;
};

/* Frees what a struct that began as zeroes holds. */
void audit_drops_release(struct audit_drops *drops);

/* Takes note of an event if it is that of a dropped partition. */
void audit_drops_event(struct audit_drops *drops, const struct audit_event *event);

/* Takes note of events that are gone from a seal that begins with `from_transaction`. */
void audit_drops_missing(struct audit_drops *drops, const struct finding_place *place,
                         int64_t from_transaction, uint64_t events);

/* Reports what is gone and was not dropped. FINDING_EVENT_MISSING. */
void audit_drops_finish(const struct audit_drops *drops, struct audit_report *report);

#endif
