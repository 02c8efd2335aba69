/*
 * Sealing of secrets at rest. Never holds on to a secret or a key.
 */
#include "auth/credential_seal.h"

/* Neither part can hold the separator, so no two pairs have the same context. */
static struct str
context_of(struct arena *arena, struct str access_key_id, struct str account_id)
{
    return arena_format(arena, "%.*s/%.*s", STR_PRINTF(access_key_id), STR_PRINTF(account_id));
}

struct str
credential_seal(struct arena *arena, const struct seal_key *key, struct str access_key_id,
                struct str account_id, struct str secret)
{
    return seal(arena, key, context_of(arena, access_key_id, account_id), secret);
}

int
credential_unseal(struct arena *arena, const struct seal_key *key, struct str access_key_id,
                  struct str account_id, struct str sealed, struct str *ret_secret)
{
    return seal_open(arena, key, context_of(arena, access_key_id, account_id), sealed, ret_secret);
}
