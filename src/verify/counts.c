/*
 * Counts of a trail's rows. Must never be made of what was read: they are to contradict it.
 */
#include "verify/counts.h"

#include <inttypes.h>

/* The tables that are counted, in the order of COUNTS_* and of STATE_COUNTS_*. */
static const enum trail_table counted[] = {
    [COUNTS_TRANSITIONS] = TRAIL_TRANSITION,     [COUNTS_SEALS] = TRAIL_SEAL,
    [COUNTS_SEAL_ACCOUNTS] = TRAIL_SEAL_ACCOUNT, [COUNTS_EVENTS] = TRAIL_EVENT,
    [COUNTS_RELATIONSHIPS] = TRAIL_RELATIONSHIP,
};
static const enum trail_table counted_states[] = {
    [STATE_COUNTS_DROPS] = TRAIL_DROP,
    [STATE_COUNTS_DROP_LINES] = TRAIL_DROP_LINE,
    [STATE_COUNTS_ACCOUNTS] = TRAIL_ACCOUNT,
    [STATE_COUNTS_KEYS] = TRAIL_KEY,
    [STATE_COUNTS_ENROLLMENTS] = TRAIL_ENROLLMENT,
};

/* Reads the counts of some tables, the first columns of a row. */
static bool
read_row(const struct str *row, const enum trail_table *tables, size_t count,
         struct audit_counts *counts)
{
    bool is_read = true;
    for (size_t i = 0; i < count; i++)
        is_read &= str_to_int64(row[i], 0, INT64_MAX, &counts->rows[tables[i]]) == 0;
    return is_read;
}

int
audit_counts_read(struct audit_source *source, struct audit_counts *ret_counts, struct fault *f)
{
    const struct str *row;
    if (audit_source_peek(source, TRAIL_COUNTS, &row, f) < 0)
        return -1;
    if (row == NULL)
        return fault_set_reason(f, FAULT_BAD_REQUEST, "nothing says how many rows there are");
    bool is_read = read_row(row, counted, ARRAY_COUNT(counted), ret_counts);
    is_read &=
        str_to_int64(row[COUNTS_OLDEST_RUNNING], 0, INT64_MAX, &ret_counts->oldest_running) == 0;
    is_read &= str_to_int64(row[COUNTS_NEXT_TRANSACTION], 0, INT64_MAX,
                            &ret_counts->next_transaction) == 0;
    audit_source_advance(source, TRAIL_COUNTS);
    if (is_read && source->has_states) {
        if (audit_source_peek(source, TRAIL_STATE_COUNTS, &row, f) < 0)
            return -1;
        is_read =
            row != NULL && read_row(row, counted_states, ARRAY_COUNT(counted_states), ret_counts);
        if (row != NULL)
            audit_source_advance(source, TRAIL_STATE_COUNTS);
    }
    return is_read ? 0 : fault_set_reason(f, FAULT_BAD_REQUEST, "the counts are no numbers");
}

/* Compares the counts of some tables. */
static void
compare(const struct audit_counts *counts, const struct audit_source *source,
        const enum trail_table *tables, size_t count, struct audit_report *report)
{
    struct finding_place place = { .seal = 0 };
    for (size_t i = 0; i < count; i++) {
        int64_t has = counts->rows[tables[i]], read = source->read[tables[i]];
        if (has != read)
            audit_report_add(report, FINDING_ROWS_HIDDEN, &place,
                             "of rows \"%s\" there are %" PRId64 ", but reading them by their keys "
                             "gives %" PRId64,
                             trail_row_kind(tables[i])->name, has, read);
    }
}

void
audit_counts_compare(const struct audit_counts *counts, const struct audit_source *source,
                     bool is_new, struct audit_report *report)
{
    struct finding_place place = { .seal = 0 };
    if (is_new && !source->has_states)
        audit_report_add(report, FINDING_ROWS_HIDDEN, &place,
                         "the dump has the form of before there were accounts, keys, hubs and "
                         "detectors in it, and its seals are newer");
    compare(counts, source, counted, ARRAY_COUNT(counted), report);
    if (source->has_states)
        compare(counts, source, counted_states, ARRAY_COUNT(counted_states), report);
}
