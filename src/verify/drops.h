/*
 * Events that are gone from the time before the sealer stated drops (see statements.h): each
 * drop left an event that says how many there were. Who wrote that event is not proven, so neither
 * is the drop. Never accepts more than was told of, nor what is gone from behind the month.
 */
#ifndef MEMBERHUB_VERIFY_DROPS_H
#define MEMBERHUB_VERIFY_DROPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/event.h"
#include "audit/seal_record.h"
#include "base/arena.h"
#include "verify/finding.h"
#include "verify/map.h"

enum { RETENTION_UNKNOWN = -1 };

/* Events that are gone from seals of one month without a break between them. */
struct missing_run {
    int64_t first_seal, last_seal;
    int64_t month;            /* when the first seal began; 0: nothing is before it */
    int64_t from_transaction; /* of the last seal */
    uint64_t events;
    struct account_text account; /* of the first one that is gone */
};

/* A partition of which a sealed event says that it was dropped. */
struct audit_drop {
    int64_t month, events, first_sequence;
    int64_t to_transaction; /* its were below */
};

struct audit_drops {
    struct audit_report *report;
    int64_t retention_days; /* 0: nothing is ever dropped; or RETENTION_UNKNOWN */
    int64_t events;         /* in all partitions that are said to have been dropped */
    struct audit_drop *drops;
    size_t drop_count, drop_capacity;
    struct missing_run *runs;
    size_t count, capacity;
};

/* Frees what a struct that began as zeroes holds. */
void audit_drops_release(struct audit_drops *drops);

/* Tells whether an event says that a partition was dropped. */
bool audit_drops_is_drop(const struct audit_event *event);

/* Gives the month that such an event names, in the arena; some text where it names none. */
struct str audit_drops_month(struct arena *arena, const struct audit_event *event);

/*
 * Takes note of an event of that time if it is that of a dropped partition; it counts only when it
 * is sealed. FINDING_DROP_UNEXPECTED.
 */
void audit_drops_event(struct audit_drops *drops, const struct audit_event *event, int64_t seal,
                       bool is_sealed);

/* Takes note of events that are gone from a seal; the one before was made at `began_ms`, 0: none.
 */
void audit_drops_missing(struct audit_drops *drops, const struct finding_place *place,
                         const struct seal_record *seal, int64_t began_ms, uint64_t events);

/* Reports what is gone and was not dropped. FINDING_EVENT_MISSING. */
void audit_drops_finish(struct audit_drops *drops);

#endif
