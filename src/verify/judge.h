/*
 * What is wrong with the events of a seal, once its trees do not give what was signed. Names the
 * event where the hashes prove which one it is, else its account. Never reads a source.
 */
#ifndef MEMBERHUB_VERIFY_JUDGE_H
#define MEMBERHUB_VERIFY_JUDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/seal_record.h"
#include "verify/finding.h"
#include "verify/tree.h"

/* Who wants to know of events that are gone: they may have been dropped rightly. */
typedef void audit_missing_fn(void *context, const struct finding_place *place, uint64_t events);

/*
 * Who knows what statements say of an account under a seal of which not all is there: whether one
 * covers it, and how many events with which root may be there. See audit_statements_left().
 */
typedef bool audit_left_fn(void *context, int64_t seal, struct str account, uint64_t there,
                           uint64_t *ret_events, uint8_t ret_root[SHA256_SIZE]);

/* Who wants to know of events that are gone as a statement allows. */
typedef void audit_gone_fn(void *context, int64_t seal, struct str account, uint64_t there,
                           uint64_t events);

struct audit_judge {
    struct audit_report *report;
    audit_missing_fn *missing;
    audit_left_fn *left;
    audit_gone_fn *gone;
    void *context;
};

/*
 * Compares the events of a seal with its record, `tree` being built and having what is stored of
 * the accounts. `signed_root` tells whether the record can be believed; else what is stored of the
 * accounts is. Reports FINDING_EVENT_*, FINDING_LEAF_ALTERED and FINDING_SEAL_ACCOUNTS, and hands
 * events that are gone to judge->missing().
 */
void audit_judge_seal(const struct audit_judge *judge, const struct audit_tree *tree,
                      const struct seal_record *record, bool signed_root);

#endif
