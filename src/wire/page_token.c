/*
 * Page tokens over base/seal.h. The listing is the seal's context: a token of another listing does
 * not open.
 */
#include "wire/page_token.h"

#include "base/codec.h"

struct str
page_token_make(struct arena *arena, const struct seal_key *key, struct str listing,
                struct str after)
{
    struct str sealed = seal(arena, key, listing, after);
    return base64url_encode(arena, sealed.data, sealed.size);
}

int
page_token_open(struct arena *arena, const struct seal_key *key, struct str listing,
                struct str token, struct str *ret_after)
{
    struct str sealed;
    if (base64url_decode(arena, token, &sealed) < 0)
        return -1;
    return seal_open(arena, key, listing, sealed, ret_after);
}
