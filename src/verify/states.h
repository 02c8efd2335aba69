/*
 * Accounts, access keys, hubs and detectors as the events tell of them, against those that there
 * are. The last event counts. Never knows a relationship.
 */
#ifndef MEMBERHUB_VERIFY_STATES_H
#define MEMBERHUB_VERIFY_STATES_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/fact.h"
#include "base/text_map.h"
#include "verify/finding.h"
#include "verify/map.h"
#include "verify/rules.h"

struct audit_states {
    struct audit_report *report;
    struct audit_rules *rules;    /* for the numbers of services and regions */
    struct text_map named;        /* accounts and keys, by kind and words */
    struct audit_map enrollments; /* of account and detector, in a scope */
    bool is_old;                  /* what no event tells of may be older than the trail */
    int64_t unproven;             /* such things */
};

void audit_states_init(struct audit_states *states, struct audit_report *report,
                       struct audit_rules *rules);
void audit_states_release(struct audit_states *states);

/* Takes a fact of any kind but a relationship, of the event, or of a drop, with this sequence. */
void audit_states_take(struct audit_states *states, const struct fact *fact, int64_t sequence);

/* Compare what there is with it: ACCOUNT_*, KEY_* and ENROLLMENT_* of a source.
 * FINDING_ACCOUNT_UNEXPLAINED, FINDING_KEY_UNEXPLAINED, FINDING_ENROLLMENT_UNEXPLAINED. */
void audit_states_account(struct audit_states *states, const struct str *row);
void audit_states_key(struct audit_states *states, const struct str *row);
void audit_states_enrollment(struct audit_states *states, const struct str *row);

/* Reports what should be there and was not compared. The same findings. */
void audit_states_finish(struct audit_states *states);

#endif
