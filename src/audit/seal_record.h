/*
 * A seal's record: the text that says what was sealed, its signature, and how each seal is chained
 * to the one before. Never reads a database or a file.
 */
#ifndef MEMBERHUB_AUDIT_SEAL_RECORD_H
#define MEMBERHUB_AUDIT_SEAL_RECORD_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/digest.h"
#include "base/ed25519.h"
#include "base/seal.h"
#include "base/str.h"

enum { SEAL_SIGNER_ID_SIZE = 16, SEAL_MONTH_SIZE = 7 };

/* The forms of records: the first did not tell of drops. Seals are made in the second one. */
enum { SEAL_FORM_FIRST = 1, SEAL_FORM_TELLS_OF_DROPS = 2 };

/* Names a public key: the first hex digits of its SHA-256. */
struct seal_signer_id {
    char text[SEAL_SIGNER_ID_SIZE + 1];
};

/* The statement of a month's drop: see audit/drop_statement.h. */
struct seal_statement {
    char month[SEAL_MONTH_SIZE + 1]; /* "2026-01"; "": there is none */
    uint8_t hash[SHA256_SIZE];       /* of its lines */
};

/* What a seal says: seal `number` is over all events of transactions from_transaction to
 * to_transaction, the last one not included. */
struct seal_record {
    int form;                      /* SEAL_FORM_* */
    int64_t number;                /* from 1, without gap */
    uint8_t previous[SHA256_SIZE]; /* seal_chain_hash() of the seal before; zeros for the first */
    int64_t sealed_at_ms;          /* since 1970 */
    int64_t from_transaction;
    int64_t to_transaction;
    int64_t events;
    int64_t accounts;
    uint8_t root[SHA256_SIZE];     /* of the tree over the accounts */
    struct seal_statement dropped; /* the month that is dropped once this is on record */
    struct seal_signer_id key;
};

/* Who signs. Holds a secret: release it. */
struct seal_signer {
    uint8_t seed[ED25519_SEED_SIZE];
    uint8_t public_key[ED25519_PUBLIC_KEY_SIZE];
    struct seal_signer_id id;
};

/* Gives the text of a record, which is what gets signed, in the arena: "memberhub-seal-2" (or 1,
 * by its form) and a line for each other member, in their order. */
struct str seal_record_render(struct arena *arena, const struct seal_record *record);

/*
 * Reads a month as records name it, "2026-01": the milliseconds since 1970 when it began and when
 * it ended, in UTC. -1 for any other text.
 */
int seal_month_parse(struct str text, int64_t *ret_from_ms, int64_t *ret_to_ms) MUST_CHECK;

/* Reads exactly what seal_record_render() gives; -1 for any other text, however alike. */
int seal_record_parse(struct str text, struct seal_record *ret_record) MUST_CHECK;

/* Gives what the next record has to say in `previous`: SHA-256 of this one's text and signature. */
void seal_chain_hash(struct str record_text, const uint8_t signature[ED25519_SIGNATURE_SIZE],
                     uint8_t ret_hash[SHA256_SIZE]);

/* Makes the signer out of the master key, by HKDF for the purpose "audit-seal". */
void seal_signer_init(struct seal_signer *signer, const struct seal_key *master);

/* Makes the signer of a key of its own: of its seed. */
void seal_signer_from_seed(struct seal_signer *signer, const uint8_t seed[ED25519_SEED_SIZE]);

/* Wipes the signer. */
void seal_signer_release(struct seal_signer *signer);

/* Signs a record's text. Check a signature with ed25519_verify(). */
void seal_signer_sign(const struct seal_signer *signer, struct str record_text,
                      uint8_t ret_signature[ED25519_SIGNATURE_SIZE]);

/* Gives the id of a public key. */
struct seal_signer_id seal_signer_id(const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE]);

#endif
