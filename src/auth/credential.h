/*
 * What the server knows of an access key, as its source gave it. Of the secret there is only the
 * signing key, which is good for one day, region and service; the source alone opens secrets.
 */
#ifndef MEMBERHUB_AUTH_CREDENTIAL_H
#define MEMBERHUB_AUTH_CREDENTIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/role_session.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/str.h"

enum credential_state {
    CREDENTIAL_USABLE,
    CREDENTIAL_UNKNOWN,  /* no such key: the signing key is of a random secret, so that the same
                            work is done */
    CREDENTIAL_DISABLED, /* the key is disabled or its account suspended: refused like an unknown
                            one */
};

struct credential {
    enum credential_state state;
    bool cached;           /* came from memory: worth another look before a refusal */
    bool test_account;     /* may do what only test accounts may */
    bool account_absent;   /* a test account that has never been used: its row is made after the
                              signature verified */
    struct str account_id; /* twelve digits; empty when unknown */
    uint8_t signing_key[SHA256_SIZE]; /* of the scope that was asked for; the asker wipes it */
    int64_t access_epoch;             /* of the account when the credential was read */
    struct role_session session;      /* of a key that is good with its token alone */
};

/* What a signing key is good for (AWS IAM User Guide, "Create a signed request", step 4). */
struct credential_scope {
    struct str date; /* YYYYMMDD */
    struct str region, service;
};

/* Where credentials come from: the worker's cache over the database, or one fixed secret. */
struct credential_source {
    void *context;
    /*
     * Looks an access key up, or opens the session token (data NULL when there is none) that came
     * with it, and gives its signing key for `scope`; `fresh` forbids an answer from memory. Always
     * sets *ret_credential on 0, and takes as long for an unknown key as for one that is not in
     * memory. -1 only when the source cannot answer (FAULT_DATABASE_*).
     */
    int (*lookup)(void *context, struct arena *arena, struct str access_key_id,
                  const struct credential_scope *scope, struct str security_token, bool fresh,
                  struct credential *ret_credential, struct fault *f);
};

#endif
