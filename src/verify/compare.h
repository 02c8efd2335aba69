/*
 * The tables of a trail that stand beside its seals and events, each read to its end: the state
 * machine goes to the replay, and how things stand is compared with it. Never decides what is
 * wrong.
 */
#ifndef MEMBERHUB_VERIFY_COMPARE_H
#define MEMBERHUB_VERIFY_COMPARE_H

#include <stdint.h>

#include "base/attributes.h"
#include "base/fault.h"
#include "verify/replay.h"
#include "verify/source.h"

/* Has the replay learn the state machine. Faults as audit_source_peek(). */
int audit_compare_transitions(struct audit_source *source, struct audit_replay *replay,
                              struct fault *f) MUST_CHECK;

/* Compares relationships, and adds how many there are to *ret_count. Faults likewise. */
int audit_compare_relationships(struct audit_source *source, struct audit_replay *replay,
                                int64_t *ret_count, struct fault *f) MUST_CHECK;

/*
 * Compares accounts, keys, hubs and detectors, where the source has them; *ret_unproven is how many
 * are older than what tells of them. Faults likewise.
 */
int audit_compare_states(struct audit_source *source, struct audit_replay *replay,
                         int64_t *ret_unproven, struct fault *f) MUST_CHECK;

#endif
