/*
 * Events behind the last seal. Must never take their word for when they came.
 */
#include "verify/unsealed.h"

#include <inttypes.h>

#include "audit/limits.h"

void
audit_unsealed_clear(struct audit_unsealed *unsealed)
{
    unsealed->events = unsealed->oldest_ms = 0;
    unsealed->can_be_sealed = false;
}

void
audit_unsealed_note(struct audit_unsealed *unsealed, const struct audit_source *source,
                    const struct audit_event *event, int64_t time_ms,
                    const struct finding_place *place)
{
    int64_t transaction;
    unsealed->events++;
    if (unsealed->oldest_ms == 0 || time_ms < unsealed->oldest_ms)
        unsealed->oldest_ms = time_ms;
    if (str_to_int64(event->transaction_id, 0, INT64_MAX, &transaction) < 0 ||
        transaction >= unsealed->counts->next_transaction)
        audit_report_add(unsealed->report, FINDING_EVENT_INSERTED, place,
                         "its transaction, %.*s, has not begun yet: the next one is %" PRId64,
                         STR_PRINTF(event->transaction_id), unsealed->counts->next_transaction);
    else if (transaction < unsealed->counts->oldest_running)
        unsealed->can_be_sealed = true;
    if (time_ms > source->taken_at_ms + AUDIT_CLOCK_SKEW_MS)
        audit_report_add(unsealed->report, FINDING_EVENT_INSERTED, place,
                         "it says that it happens in %" PRId64 " s",
                         (time_ms - source->taken_at_ms) / 1000);
}

void
audit_unsealed_judge(const struct audit_unsealed *unsealed, const struct audit_source *source,
                     int64_t sealed_before_ms, int64_t *ret_age_ms)
{
    struct finding_place place = { .seal = 0 };
    *ret_age_ms = unsealed->events > 0 ? source->taken_at_ms - unsealed->oldest_ms : 0;
    if (*ret_age_ms > AUDIT_UNSEALED_OLD_MS)
        audit_report_add(unsealed->report, FINDING_UNSEALED_OLD, &place,
                         "of %" PRId64 " events that wait for a seal, the oldest waits for %" PRId64
                         " s",
                         unsealed->events, *ret_age_ms / 1000);
    /* Their times may lie; the last seal's does not. */
    int64_t idle_ms = source->taken_at_ms - sealed_before_ms;
    if (unsealed->can_be_sealed && sealed_before_ms > 0 &&
        idle_ms > AUDIT_SEAL_PERIOD_MS + AUDIT_UNSEALED_OLD_MS)
        audit_report_add(unsealed->report, FINDING_UNSEALED_OLD, &place,
                         "%" PRId64 " events wait for a seal, and the last one was made %" PRId64
                         " s ago",
                         unsealed->events, idle_ms / 1000);
}
