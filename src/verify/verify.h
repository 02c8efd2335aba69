/*
 * The verifier of audit trails: reads a trail once, from the beginning to the end, one seal's
 * events at a time, and reports what is wrong. The same for a database and for a dump.
 */
#ifndef MEMBERHUB_VERIFY_VERIFY_H
#define MEMBERHUB_VERIFY_VERIFY_H

#include <stdint.h>

#include "base/attributes.h"
#include "base/fault.h"
#include "verify/finding.h"
#include "verify/seals.h"
#include "verify/source.h"

struct audit_totals {
    int64_t events, seals, accounts, relationships;
    int64_t unsealed;                 /* events that no seal covers yet */
    int64_t oldest_unsealed_ms;       /* age of the oldest of them; 0 when there are none */
    int64_t dropped;                  /* events of months that were dropped, as the sealer states */
    char undone[SEAL_MONTH_SIZE + 1]; /* a month whose drop is stated, not done; "": none */
    int64_t unproven;        /* events of months that were dropped before there were statements */
    int64_t unproven_states; /* things that are older than what tells of them */
};

/* Told now and then how far the verifier has come; may be NULL. */
typedef void audit_progress_fn(void *context, const struct audit_totals *totals);

/*
 * Verifies a trail against its seals, `seals` being new and having the key. Everything that is
 * wrong goes to `report`. `retention_days` is the setting, 0: no partition is ever dropped, or
 * RETENTION_UNKNOWN. Faults are those of the source: a dump that is damaged is a finding and
 * ends the reading.
 */
int audit_verify(struct audit_source *source, struct audit_seals *seals,
                 struct audit_report *report, int64_t retention_days, audit_progress_fn *progress,
                 void *context, struct audit_totals *ret_totals, struct fault *f) MUST_CHECK;

#endif
