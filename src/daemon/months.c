/*
 * A worker's look at the audit trail's months.
 * Must never take longer than a second: clients may be waiting.
 */
#include "daemon/months.h"

#include "base/clock.h"
#include "base/digest.h"

enum { PERIOD_MS = 3600 * 1000, AGAIN_MS = 60 * 1000 };

void
months_init(struct months *months)
{
    uint16_t some;
    random_bytes((uint8_t *)&some, sizeof some);
    *months = (struct months){
        .due_ms = clock_monotonic_ms() + some % AGAIN_MS,
        .trouble = { .event = "audit_months_failed", .over_event = "audit_months_again" },
    };
}

void
months_look(struct months *months, struct server *server)
{
    struct fault f = { 0 };
    int64_t now_ms = clock_monotonic_ms();
    if (now_ms < months->due_ms)
        return;
    int failed = server_make_months(server, &f);
    trouble_note(&months->trouble, failed, &f);
    months->due_ms = now_ms + (failed < 0 ? AGAIN_MS : PERIOD_MS);
}
