/*
 * THE FINDING TABLE: what `memberhubctl audit verify` can find wrong, and the report that says so
 * as it goes. Never decides that something is wrong: the engine does.
 */
#ifndef MEMBERHUB_VERIFY_FINDING_H
#define MEMBERHUB_VERIFY_FINDING_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"

enum finding_kind {
    FINDING_DUMP_DAMAGED,
    FINDING_DROP_ALTERED,
    FINDING_DROP_INCOMPLETE,
    FINDING_DROP_UNEXPECTED,
    FINDING_EVENT_ALTERED,
    FINDING_EVENT_INSERTED,
    FINDING_EVENT_MALFORMED,
    FINDING_EVENT_MISSING,
    FINDING_EVENT_REORDERED,
    FINDING_EVENT_TIME,
    FINDING_LEAF_ALTERED,
    FINDING_ROWS_HIDDEN,
    FINDING_SEAL_ACCOUNTS,
    FINDING_SEAL_ALTERED,
    FINDING_SEAL_CHAIN,
    FINDING_SEAL_KEY,
    FINDING_SEAL_MISSING,
    FINDING_SEAL_SIGNATURE,
    FINDING_SEAL_TIME,
    FINDING_SEAL_FILE_DAMAGED,
    FINDING_SEAL_FILE_DIFFERS,
    FINDING_SEAL_FILE_MISSING,
    FINDING_EFFECT_BROKEN,
    FINDING_EFFECT_ILLEGAL,
    FINDING_EFFECT_MALFORMED,
    FINDING_STATE_UNEXPLAINED,
    FINDING_ACCOUNT_UNEXPLAINED,
    FINDING_ENROLLMENT_UNEXPLAINED,
    FINDING_KEY_UNEXPLAINED,
    FINDING_TRANSITIONS_ALTERED,
    FINDING_UNSEALED_OLD,
    FINDING_VIEW_MALFORMED,
    FINDING_VIEW_UNEXPLAINED,

    FINDING_COUNT
};

struct finding_row {
    const char *name;    /* stable: scripts compare it */
    const char *meaning; /* one sentence, for the manual */
};

/* Gives the row of a kind (borrowed, static). */
const struct finding_row *finding_row(enum finding_kind kind);

/* Where something is wrong, as far as known. */
struct finding_place {
    int64_t seal;        /* 0: none */
    struct str account;  /* empty: none */
    struct str sequence; /* of the event; likewise */
    struct str event_id; /* likewise */
};

/* Is told each finding, in the order in which they come; `sentence` is borrowed for the call. */
typedef void audit_listener_fn(void *listener, enum finding_kind kind,
                               const struct finding_place *place, struct str sentence);

/* A report in the making. */
struct audit_report {
    struct arena *arena; /* of what is made on the way to a finding; reset with each */
    audit_listener_fn *tell;
    void *listener;
    int64_t findings;
};

/* Starts a report to a listener, which is borrowed until audit_report_release(). */
void audit_report_init(struct audit_report *report, audit_listener_fn *tell, void *listener);
void audit_report_release(struct audit_report *report);

/* Tells the listener of one finding: kind, place, and what is wrong in words. Texts of the trail
 * stand in those words as they are. */
void audit_report_add(struct audit_report *report, enum finding_kind kind,
                      const struct finding_place *place, const char *format, ...) PRINTF_LIKE(4, 5);

#endif
