/*
 * An event of the audit trail, and the hash that stands for it in the trees. Never knows where
 * events come from: the database computes the same hash when it appends one.
 */
#ifndef MEMBERHUB_AUDIT_EVENT_H
#define MEMBERHUB_AUDIT_EVENT_H

#include <stdint.h>

#include "base/digest.h"
#include "base/str.h"

/* Views of a row of memberhub.audit_event in PostgreSQL's text forms; numbers are decimal. */
struct audit_event {
    struct str transaction_id;
    struct str sequence;
    struct str event_id; /* UUID, lower case */
    struct str account_id;
    struct str service;
    struct str region;
    struct str event_name;
    struct str event_time_ms; /* since 1970 */
    struct str effects;       /* JSON as stored; data NULL and "" hash alike */
    struct str record;        /* CloudTrail's JSON as stored */
};

/*
 * Gives the event's leaf: SHA-256 of a zero byte and one netstring (decimal size, ':', bytes; no
 * comma) for each of "memberhub-event-1" and the members above, in their order. The sizes make it
 * impossible to move bytes from one member to the next. Source: memberhub.audit_leaf() in
 * sql/functions.
 */
void audit_event_leaf(const struct audit_event *event, uint8_t ret_leaf[SHA256_SIZE]);

#endif
