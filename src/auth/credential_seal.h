/*
 * How an access key's secret is kept: sealed with the master key, bound to its key id and account,
 * so that a sealed secret moved to another row opens nothing. The one place that knows the binding.
 */
#ifndef MEMBERHUB_AUTH_CREDENTIAL_SEAL_H
#define MEMBERHUB_AUTH_CREDENTIAL_SEAL_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/seal.h"
#include "base/str.h"

/* Seals a secret for this access key of this account; the result lives in the arena. */
struct str credential_seal(struct arena *arena, const struct seal_key *key,
                           struct str access_key_id, struct str account_id, struct str secret);

/*
 * Opens what credential_seal() made; the secret lives in the arena, which wipes it.
 * -1 when it belongs to another key id, account or master key, or was changed.
 */
int credential_unseal(struct arena *arena, const struct seal_key *key, struct str access_key_id,
                      struct str account_id, struct str sealed, struct str *ret_secret) MUST_CHECK;

#endif
