/*
 * Counts of a trail's rows. Must never be made of what was read: they are to contradict it.
 */
#include "cli/audit_counts.h"

#include <inttypes.h>

/* The tables that are counted, in the order of COUNTS_*. */
static const enum trail_table counted[] = {
    [COUNTS_TRANSITIONS] = TRAIL_TRANSITION,     [COUNTS_SEALS] = TRAIL_SEAL,
    [COUNTS_SEAL_ACCOUNTS] = TRAIL_SEAL_ACCOUNT, [COUNTS_EVENTS] = TRAIL_EVENT,
    [COUNTS_RELATIONSHIPS] = TRAIL_RELATIONSHIP,
};

int
audit_counts_read(struct audit_source *source, struct audit_counts *ret_counts, struct fault *f)
{
    const struct str *row;
    bool is_read = true;
    if (audit_source_peek(source, TRAIL_COUNTS, &row, f) < 0)
        return -1;
    if (row == NULL)
        return fault_set_reason(f, FAULT_BAD_REQUEST, "nothing says how many rows there are");
    for (size_t i = 0; i < ARRAY_COUNT(counted); i++)
        is_read &= str_to_int64(row[i], 0, INT64_MAX, &ret_counts->rows[counted[i]]) == 0;
    is_read &=
        str_to_int64(row[COUNTS_OLDEST_RUNNING], 0, INT64_MAX, &ret_counts->oldest_running) == 0;
    is_read &= str_to_int64(row[COUNTS_NEXT_TRANSACTION], 0, INT64_MAX,
                            &ret_counts->next_transaction) == 0;
    audit_source_advance(source, TRAIL_COUNTS);
    return is_read ? 0 : fault_set_reason(f, FAULT_BAD_REQUEST, "the counts are no numbers");
}

void
audit_counts_compare(const struct audit_counts *counts, const struct audit_source *source,
                     struct audit_report *report)
{
    struct finding_place place = { .seal = 0 };
    for (size_t i = 0; i < ARRAY_COUNT(counted); i++) {
        int64_t has = counts->rows[counted[i]], read = source->read[counted[i]];
        if (has != read)
            audit_report_add(report, FINDING_ROWS_HIDDEN, &place,
                             "of rows \"%s\" there are %" PRId64 ", but reading them by their keys "
                             "gives %" PRId64,
                             trail_row_kind(counted[i])->name, has, read);
    }
}
