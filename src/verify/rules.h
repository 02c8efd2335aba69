/*
 * The state machine as the verifier knows it: which moves of a relationship each event may report.
 * Made of the database's table of transitions; never knows a relationship.
 */
#ifndef MEMBERHUB_VERIFY_RULES_H
#define MEMBERHUB_VERIFY_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/state.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/digest.h"
#include "base/str.h"

enum audit_side { AUDIT_SIDE_ADMINISTRATOR, AUDIT_SIDE_MEMBER, AUDIT_SIDES };

/* The moves that one name of event may report in one service. */
struct audit_rule {
    struct str service, event_name;
    /* By caller, from, to. */
    bool own[AUDIT_SIDES][AUDIT_STATES][AUDIT_STATES];
    bool further[AUDIT_SIDES][AUDIT_STATES][AUDIT_STATES]; /* of what it has just moved */
};

/* A state machine that a migration made. */
struct rules_machine {
    int migration;
    const char *hash; /* as audit_rules_are_known() makes it */
};

/* Gives a row of THE STATE MACHINES (borrowed, static), the last one as it is now; NULL behind it.
 */
const struct rules_machine *audit_rules_machine(size_t index);

struct audit_rules;

/* Makes rules that allow nothing. Free with audit_rules_free(). NULL is allowed there. */
struct audit_rules *audit_rules_new(void);
void audit_rules_free(struct audit_rules *rules);

/* Learns a row, TRANSITION_* of a source. All come before the first audit_rules_find(). */
void audit_rules_add(struct audit_rules *rules, const struct str *row);

/*
 * Tells whether the rows that were learned are THE STATE MACHINE of this program, or of an earlier
 * one where `or_earlier` says so. *ret_hash is theirs, and *ret_wanted this program's: SHA-256(hash
 * of the rows before || the row's columns, each as its size, ':' and itself), 32 zero bytes before
 * the first; as text, in the arena.
 */
bool audit_rules_are_known(const struct audit_rules *rules, struct arena *arena, bool or_earlier,
                           struct str *ret_hash, struct str *ret_wanted);

/* Gives the rule of an event, whatever it allows; it lives as long as the rules. */
const struct audit_rule *audit_rules_find(struct audit_rules *rules, struct str service,
                                          struct str event_name);

/*
 * Tells whether the rule allows a move to a caller that is these sides of the relationship. What a
 * call has moved, it may move further as any other call of its caller's could: who accepts while
 * its detector is suspended is disabled at once.
 */
bool audit_rule_allows(const struct audit_rule *rule, bool is_administrator, bool is_member,
                       uint8_t from, uint8_t to, bool is_further);

/* Gives the number of a service and region, from 1, and the words for it, "securityhub in
 * eu-west-1". */
uint32_t audit_rules_scope(struct audit_rules *rules, struct str service, struct str region);
const char *audit_rules_scope_name(const struct audit_rules *rules, uint32_t scope);

#endif
