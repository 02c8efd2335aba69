/*
 * The sealer's statements of drops: read before everything else, believed only where a seal signed
 * them, and weighed against what is gone. Never believes an event.
 */
#ifndef MEMBERHUB_VERIFY_STATEMENTS_H
#define MEMBERHUB_VERIFY_STATEMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/drop_statement.h"
#include "audit/seal_record.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/text_map.h"
#include "verify/finding.h"
#include "verify/source.h"

/* Told of each state that a statement gives. */
typedef void audit_state_fn(void *context, const struct fact *fact, int64_t sequence);

struct stated_drop {
    struct seal_statement statement; /* as its seal has it */
    uint8_t hash[SHA256_SIZE];       /* of the lines that there are */
    int64_t number;                  /* of the seal */
    int64_t from_ms, to_ms, events, first_seal, last_seal;
    int64_t accounts_events; /* of all accounts together */
    int64_t there;           /* events of the month that are there */
    bool is_signed, is_met;  /* by the key; in the chain of seals */
};

struct audit_statements {
    struct audit_report *report;
    int64_t retention_days;    /* 0 and less: no month may go */
    struct stated_drop *drops; /* by month */
    size_t count, capacity;
    struct text_map pairs;    /* of "SEAL ACCOUNT": what stayed and what lacked */
    struct text_map accounts; /* of account: what was stated and what is gone */
    struct text_map told;     /* of month: nothing; events tell that it was dropped */
    int64_t last_end_ms;      /* of all months; events from there on are of none */
};

void audit_statements_init(struct audit_statements *statements, struct audit_report *report,
                           int64_t retention_days);
void audit_statements_release(struct audit_statements *statements);

/* Reads all statements of a source. Faults as audit_source_peek(). FINDING_DROP_ALTERED. */
int audit_statements_read(struct audit_statements *statements, struct audit_source *source,
                          const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE], audit_state_fn *state,
                          void *context, struct fault *f) MUST_CHECK;

/* Takes note of a seal whose signature is right. FINDING_DROP_ALTERED, FINDING_DROP_UNEXPECTED. */
void audit_statements_seal(struct audit_statements *statements, const struct seal_record *seal);

/* Takes note of an event that is there. */
void audit_statements_event(struct audit_statements *statements, int64_t time_ms);

/* Takes note of an event that tells of the drop of a month; none is believed. */
void audit_statements_told(struct audit_statements *statements, struct str month);

/*
 * Tells whether a statement says what may be there of an account under a seal of which `there`
 * events are, fewer than were sealed: *ret_events with this root. 0 where none is there, or none
 * was to stay. *ret_lacked: so many were gone before.
 */
bool audit_statements_left(const struct audit_statements *statements, int64_t seal,
                           struct str account, uint64_t there, uint64_t *ret_events,
                           uint8_t ret_root[SHA256_SIZE], uint64_t *ret_lacked);

/* Takes note of events of an account that are gone from under a seal, as a statement allows. */
void audit_statements_gone(struct audit_statements *statements, int64_t seal, struct str account,
                           uint64_t events);

/*
 * Weighs what is gone against what was stated. FINDING_EVENT_MISSING, FINDING_DROP_ALTERED,
 * FINDING_DROP_INCOMPLETE, FINDING_DROP_UNEXPECTED. Gives how many events went rightly, and the
 * month whose drop is stated but not done ("": none).
 */
void audit_statements_finish(struct audit_statements *statements, int64_t *ret_dropped,
                             char ret_undone[SEAL_MONTH_SIZE + 1]);

#endif
