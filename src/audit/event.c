/*
 * The hash of an event of the audit trail.
 * Must never leave out a member of the event: what is not hashed can be changed unseen.
 */
#include "audit/event.h"

#include "base/attributes.h"

/* Longest text of a size: that of SIZE_MAX, and the colon. */
enum { SIZE_TEXT = sizeof "18446744073709551615:" - 1 };

/* Writes a size in decimal and a colon; gives the view of both. */
static struct str
write_size(char text[SIZE_TEXT], size_t size)
{
    char *at = text + SIZE_TEXT;
    *--at = ':';
    do {
        *--at = (char)('0' + size % 10);
        size /= 10;
    } while (size > 0);
    return (struct str){ at, (size_t)(text + SIZE_TEXT - at) };
}

void
audit_event_leaf(const struct audit_event *event, uint8_t ret_leaf[SHA256_SIZE])
{
    const struct str members[] = {
        STR("memberhub-event-1"), event->transaction_id, event->sequence, event->event_id,
        event->account_id,        event->service,        event->region,   event->event_name,
        event->event_time_ms,     event->effects,        event->record,
    };
    char sizes[ARRAY_COUNT(members)][SIZE_TEXT];
    struct str parts[1 + 2 * ARRAY_COUNT(members)] = { STR("\0") };
    for (size_t i = 0; i < ARRAY_COUNT(members); i++) {
        parts[1 + 2 * i] = write_size(sizes[i], members[i].size);
        parts[2 + 2 * i] = members[i];
    }
    sha256_parts(parts, ARRAY_COUNT(parts), ret_leaf);
}
