/*
 * The events that no seal covers yet: whether they can be there already, and whether they wait for
 * too long. Never looks at one that is sealed.
 */
#ifndef MEMBERHUB_VERIFY_UNSEALED_H
#define MEMBERHUB_VERIFY_UNSEALED_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/event.h"
#include "verify/counts.h"
#include "verify/finding.h"
#include "verify/source.h"

struct audit_unsealed {
    struct audit_report *report;
    const struct audit_counts *counts;
    int64_t events;
    int64_t oldest_ms;  /* time of the oldest of them; 0: there is none */
    bool can_be_sealed; /* one of them is of a transaction that has ended */
};

/* Forgets the events so far: a seal came behind them. */
void audit_unsealed_clear(struct audit_unsealed *unsealed);

/* Takes note of an event, and checks that it can be there already. FINDING_EVENT_INSERTED. */
void audit_unsealed_note(struct audit_unsealed *unsealed, const struct audit_source *source,
                         const struct audit_event *event, int64_t time_ms,
                         const struct finding_place *place);

/*
 * Tells of events that wait for too long, the last seal having been made at `sealed_before_ms` (0:
 * there is none). *ret_age_ms is the age of the oldest one. FINDING_UNSEALED_OLD.
 */
void audit_unsealed_judge(const struct audit_unsealed *unsealed, const struct audit_source *source,
                          int64_t sealed_before_ms, int64_t *ret_age_ms);

#endif
