/*
 * Temporary credentials of an assumed role. Nothing is stored: the token says whose session it is
 * and until when, sealed, and the secret follows from the key id; so every worker can check both.
 * Source: AWS STS API Reference, AssumeRole.
 */
#ifndef MEMBERHUB_AUTH_ROLE_SESSION_H
#define MEMBERHUB_AUTH_ROLE_SESSION_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/seal.h"
#include "base/str.h"

struct json_object;

/* The keys of all sessions of an installation, from its master key. */
struct role_session_keys {
    struct seal_key token, secret;
};

/* What a token says. All views live in the arena that it was opened in. */
struct role_session {
    struct str account_id;      /* that the role belongs to; data NULL where there is no session */
    struct str role;            /* its name, without a path */
    struct str role_id;         /* AROA... */
    struct str name;            /* of the session, as who assumed the role chose it */
    struct str issued_at;       /* as CloudTrail writes times */
    int64_t access_epoch;       /* of the account when the session began: it ends with that */
    int64_t expires_s;          /* since 1970: refused from then on */
    struct str source_identity; /* data NULL where there is none */
    struct str handed_on; /* JSON of its tags [{key, value, transitive}] and source_identity, which
                             a session that it makes has too; an object, with what there is */
};

/* Derives the keys. Wipe them with role_session_keys_release(). */
void role_session_keys_derive(const struct seal_key *master, struct role_session_keys *ret_keys);
void role_session_keys_release(struct role_session_keys *keys);

/* Makes an access key id, "ASIA" and 16 random capitals and digits from 2 to 7, in the arena. */
struct str role_session_key_id(struct arena *arena);

/* Gives the secret that belongs to a key id: 40 characters, in the arena, which wipes it. */
struct str role_session_secret(struct arena *arena, const struct role_session_keys *keys,
                               struct str access_key_id);

/*
 * Seals a session's description, an object with the members of struct role_session as assume_role()
 * gives it, to a token that is good with this key id alone; in the arena.
 */
struct str role_session_token_make(struct arena *arena, const struct role_session_keys *keys,
                                   struct str access_key_id, struct json_object *description);

/* Opens a token. -1 when it is none of ours, or another key's: one answer for both. Whether it has
 * expired is for the caller to see. */
int role_session_token_open(struct arena *arena, const struct role_session_keys *keys,
                            struct str access_key_id, struct str token,
                            struct role_session *ret_session) MUST_CHECK;

#endif
