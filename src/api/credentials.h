/*
 * The worker's credentials: a small cache of signing keys over the database, as a source for
 * sigv4_verify(). Never keeps a secret in the clear, and never answers a refusal from memory: see
 * struct credential.
 */
#ifndef MEMBERHUB_API_CREDENTIALS_H
#define MEMBERHUB_API_CREDENTIALS_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/credential.h"
#include "auth/principal.h"
#include "auth/role_session.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/seal.h"
#include "base/str.h"
#include "db/connection.h"

struct credentials;

/*
 * Makes an empty cache over `db`. All pointers are borrowed for its lifetime. `test_accounts`: any
 * twelve digits with the secret "test" are that account, and sessions of roles in such accounts are
 * good. Free with credentials_free(); NULL is allowed there.
 */
struct credentials *credentials_new(struct db *db, const struct seal_key *master,
                                    const struct role_session_keys *session_keys,
                                    bool test_accounts);
void credentials_free(struct credentials *credentials);

/* Gives the source that sigv4_verify() asks; it lives as long as the cache. */
struct credential_source credentials_source(struct credentials *credentials);

/* Forgets a principal's credential, so that the next look-up reads it anew. */
void credentials_forget(struct credentials *credentials, const struct principal *principal);

/*
 * Tells whether a principal's access changed since it was verified, by the database. For refusals
 * that no SQL function had a part in: those check the epoch themselves. False when the database
 * does not answer.
 */
bool credentials_revoked(struct credentials *credentials, struct arena *arena,
                         const struct principal *principal);

/*
 * Makes the row of a test account at its first use, and gives its epoch.
 * FAULT_UNKNOWN_KEY when the account is suspended, FAULT_DATABASE_*. Source:
 * memberhub.test_account_open.
 */
int credentials_open_test_account(struct credentials *credentials, struct arena *arena,
                                  struct str account_id, int64_t *ret_access_epoch,
                                  struct fault *f) MUST_CHECK;

#endif
