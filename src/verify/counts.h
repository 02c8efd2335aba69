/*
 * What a trail says of itself before its rows: how many of each kind there are, and which
 * transactions there can be. Reading goes by key, and a row whose key no page reaches is seen by
 * nothing else.
 */
#ifndef MEMBERHUB_VERIFY_COUNTS_H
#define MEMBERHUB_VERIFY_COUNTS_H

#include <stdint.h>

#include "base/attributes.h"
#include "base/fault.h"
#include "verify/finding.h"
#include "verify/source.h"

struct audit_counts {
    int64_t rows[TRAIL_TABLES];
    int64_t oldest_running;   /* all transactions below have ended */
    int64_t next_transaction; /* none from here on has begun */
};

/* Reads the counts, which come first. Faults as audit_source_peek(). */
int audit_counts_read(struct audit_source *source, struct audit_counts *ret_counts,
                      struct fault *f) MUST_CHECK;

/*
 * Compares them with what was read of a source, all of it. FINDING_ROWS_HIDDEN. is_new: its seals
 * are of a version whose dumps have accounts, keys, hubs and detectors.
 */
void audit_counts_compare(const struct audit_counts *counts, const struct audit_source *source,
                          bool is_new, struct audit_report *report);

#endif
