/*
 * Making one seal: what is unsealed, its trees, its record, its signature, and the append that
 * decides. Never trusts that nobody else seals: the database takes a seal only behind the last one.
 */
#ifndef MEMBERHUB_DAEMON_SEALING_H
#define MEMBERHUB_DAEMON_SEALING_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/seal_record.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "db/connection.h"

/* What came of a look at the trail. */
struct sealing {
    int64_t number; /* of the seal that was made; 0 for none: there was nothing to seal */
    int64_t events; /* in it */
    bool overtaken; /* another seal came first, so that this one was not taken */
};

/*
 * Seals the committed events that are not sealed yet, at most `limit` of them (more only where one
 * transaction has more), or makes a seal without events when none was ever made, the last one is an
 * hour old, or `statement` (NULL: none) is to be put on record. The faults are db_exec()'s; after
 * FAULT_DATABASE_DOWN it is not known whether the seal was made. FAULT_INTERNAL: the database gave
 * what no database of ours gives. Source: audit_seal_last, audit_unsealed, audit_seal_append in
 * sql/functions.
 */
int sealing_run(struct db *db, struct arena *arena, const struct seal_signer *signer, int64_t limit,
                const struct seal_statement *statement, struct sealing *ret_sealing,
                struct fault *f) MUST_CHECK;

#endif
