/*
 * The seals of a trail, one by one: form, number, chain, key, signature, and the same seal in the
 * seal file. Never looks at an event.
 */
#ifndef MEMBERHUB_VERIFY_SEALS_H
#define MEMBERHUB_VERIFY_SEALS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "audit/seal_line.h"
#include "audit/seal_record.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "verify/finding.h"

/* What a seal says, and how far it can be believed. */
struct checked_seal {
    struct seal_record record; /* from_transaction and to_transaction are set in any case */
    bool has_record;           /* the rest of it too */
    bool is_signed;
    uint8_t chain[SHA256_SIZE]; /* what the next one has to say in `previous` */
};

struct audit_seals {
    struct audit_report *report;
    struct arena *arena;
    uint8_t public_key[ED25519_PUBLIC_KEY_SIZE];
    struct seal_signer_id key;
    int64_t count;
    struct checked_seal last; /* number 0 before the first */

    FILE *file; /* the seal file; NULL: none */
    struct arena *line_arena;
    int64_t file_end; /* what is behind came after we began */
    int64_t file_line;
    bool file_started, has_line;
    struct seal_line line;
    int64_t lacked_from, lacked_since_ms; /* the first seal behind the file's end; 0: none */
    int64_t later;                        /* seals of the file that were made after a dump was */
};

/* Starts before the first seal. `report` is borrowed. Release with audit_seals_release(). */
void audit_seals_init(struct audit_seals *seals, struct audit_report *report,
                      const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE]);
void audit_seals_release(struct audit_seals *seals);

/* Compares with this seal file too. Call it before the trail is opened. FAULT_CONFIG. */
int audit_seals_open_file(struct audit_seals *seals, const char *path, struct fault *f) MUST_CHECK;

/* Checks the next seal, SEAL_* of a source. Reports; seals->last is then what it says. */
void audit_seals_check(struct audit_seals *seals, const struct str *row);

/*
 * Checks what the seal file has beyond the last seal, for a trail as it was at `taken_at_ms`. Only
 * a dump can be older than the file; a seal's own date is the database's word.
 */
void audit_seals_finish(struct audit_seals *seals, int64_t taken_at_ms, bool is_dump);

#endif
