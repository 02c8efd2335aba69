/*
 * Page tokens: where a listing goes on, sealed so that a client can neither read nor make one, and
 * bound to the listing it came from. Never names anything of another account.
 */
#ifndef MEMBERHUB_WIRE_PAGE_TOKEN_H
#define MEMBERHUB_WIRE_PAGE_TOKEN_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/seal.h"
#include "base/str.h"

/*
 * Makes the token for position `after` of the listing that `listing` names, as listing_name() of
 * api/bind.h does: base64url, in the arena.
 */
struct str page_token_make(struct arena *arena, const struct seal_key *key, struct str listing,
                           struct str after);

/* Gives the position back, in the arena; -1 when the token is not of this listing or was changed.
 */
int page_token_open(struct arena *arena, const struct seal_key *key, struct str listing,
                    struct str token, struct str *ret_after) MUST_CHECK;

#endif
