/*
 * THE STATES of relationships, as events, the state machine and the census name them. Holds no rule
 * of what leads from one to another: see memberhub.state_transition in sql/migrations.
 */
#ifndef MEMBERHUB_AUDIT_STATE_H
#define MEMBERHUB_AUDIT_STATE_H

#include <stdint.h>

#include "base/attributes.h"
#include "base/str.h"

/* AUDIT_STATE_NONE: there is no relationship. */
enum { AUDIT_STATE_NONE, AUDIT_STATES = 7 };

/* Reads the name of a state, "None" for no relationship; -1 for others. */
int audit_state_read(struct str name, uint8_t *ret_state) MUST_CHECK;

/* Gives a state's name (static). */
const char *audit_state_name(uint8_t state);

#endif
