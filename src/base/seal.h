/*
 * Sealing of secrets with the installation's master key: AES-256-GCM, the key's id beside the
 * sealed bytes. The master key never leaves this file's struct, and is wiped with it.
 */
#ifndef MEMBERHUB_BASE_SEAL_H
#define MEMBERHUB_BASE_SEAL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"

enum { SEAL_KEY_SIZE = 32, SEAL_KEY_ID_SIZE = 8 };

struct seal_key {
    uint8_t key[SEAL_KEY_SIZE];
    char id[SEAL_KEY_ID_SIZE + 1]; /* first hex digits of SHA-256("memberhub key id" || key); names
                                      the key, tells nothing of it */
};

/*
 * Reads a key: a regular file of 64 hex digits and an optional newline that its owner alone can
 * read. In the directory that CREDENTIALS_DIRECTORY names (systemd.exec(5)) the group's right to
 * read is none: there it stands for the one user of an access list. FAULT_CONFIG with what is
 * wrong, and how to mend it, when it is not that.
 */
int seal_key_load(struct seal_key *ret_key, const char *path, struct fault *f) MUST_CHECK;

/* Makes the key for one purpose ("page-token", ...) out of the master key by HKDF; its id is
 * derived anew. */
void seal_key_derive(const struct seal_key *master, struct str purpose, struct seal_key *ret_key);

/* Wipes the key. NULL is allowed. */
void seal_key_release(struct seal_key *key);

/*
 * Seals `plain`, bound to `context` (which is not stored: opening needs the same). Gives key id (8
 * bytes) || nonce (12) || ciphertext || tag (16), in the arena.
 */
struct str seal(struct arena *arena, const struct seal_key *key, struct str context,
                struct str plain);

/*
 * Opens what seal() made. The plain bytes live in the arena, which wipes them.
 * -1 when it was sealed with another key or another context, or was changed: one answer for all of
 * these.
 */
int seal_open(struct arena *arena, const struct seal_key *key, struct str context,
              struct str sealed, struct str *ret_plain) MUST_CHECK;

#endif
