/*
 * The hash of an event of the audit trail.
 * Must never leave out a member of the event: what is not hashed can be changed unseen.
 */
#include "audit/event.h"

#include <stdio.h>

#include "base/attributes.h"

void
audit_event_leaf(const struct audit_event *event, uint8_t ret_leaf[SHA256_SIZE])
{
    const struct str members[] = {
        STR("memberhub-event-1"), event->transaction_id, event->sequence, event->event_id,
        event->account_id,        event->service,        event->region,   event->event_name,
        event->event_time_ms,     event->effects,        event->record,
    };
    char sizes[ARRAY_COUNT(members)][sizeof "18446744073709551615:"];
    struct str parts[1 + 2 * ARRAY_COUNT(members)] = { STR("\0") };
    for (size_t i = 0; i < ARRAY_COUNT(members); i++) {
        int size = snprintf(sizes[i], sizeof sizes[i], "%zu:", members[i].size);
        parts[1 + 2 * i] = (struct str){ sizes[i], (size_t)size };
        parts[2 + 2 * i] = members[i];
    }
    sha256_parts(parts, ARRAY_COUNT(parts), ret_leaf);
}
