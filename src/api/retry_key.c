/*
 * The names of changes. Must never take two calls for one: what one call does not have in common
 * with its repetition is left out, all else is in.
 */
#include "api/retry_key.h"

#include "auth/sigv4.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"
#include "base/digest.h"

/* SDKs send UUIDs; a constant or empty id would make one call of many. */
static bool
is_uuid(struct str s)
{
    for (size_t i = 0; i < s.size; i++) {
        char c = s.data[i];
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex)
            return false;
    }
    return s.size == 36;
}

/* Appends what the client calls the change, or what tells it from all others. */
static void
add_name(struct buf *text, const struct exchange *x)
{
    const struct header *invocation = request_header(x->request, STR("amz-sdk-invocation-id"));
    struct str client_token = argument_text(x, &kind_retry_token);
    bool has_token = client_token.size > 0;
    bool has_invocation = invocation != NULL && is_uuid(invocation->value);
    json_quote(text, has_token        ? STR("token")
                     : has_invocation ? STR("invocation")
                                      : STR("request"));
    json_quote(text, has_token ? client_token : has_invocation ? invocation->value : x->request_id);
}

static struct str
hashed(struct arena *arena, const struct buf *text)
{
    uint8_t digest[SHA256_SIZE];
    sha256(buf_str(text), digest);
    return arena_copy(arena, (struct str){ (const char *)digest, sizeof digest });
}

struct str
retry_key_name(const struct exchange *x)
{
    struct str service = principal_service(x->principal);
    struct buf text;
    buf_init(&text, x->arena);
    json_quote(&text, principal_access_key_id(x->principal));
    json_quote(&text, service);
    json_quote(&text, principal_region(x->principal));
    json_quote(&text, str_from(x->operation->name));
    json_quote(&text, sigv4_resource(x->arena, x->request, service));
    buf_add(&text, hex_encode(x->arena, principal_body_hash(x->principal), SHA256_SIZE));
    add_name(&text, x);
    return hashed(x->arena, &text);
}

struct str
retry_key_signature(const struct exchange *x)
{
    struct buf text;
    buf_init(&text, x->arena);
    json_quote(&text, principal_access_key_id(x->principal));
    json_quote(&text, principal_signature(x->principal));
    return hashed(x->arena, &text);
}

int
retry_key_check_presigned(const struct exchange *x, struct fault *f)
{
    int64_t presigned_at_s = principal_presigned_at_s(x->principal), now_s = clock_now_ms() / 1000;
    /* It may have come before its time, and by a server whose clock differs from this one's. */
    int64_t lifetime_s = RETRY_KEY_LIFE_S - 2 * x->config->auth.clock_skew_s;
    if (!x->operation->change || presigned_at_s < 0 || presigned_at_s >= now_s - lifetime_s)
        return 0;
    return sigv4_refuse_expired(x->arena, presigned_at_s, now_s, lifetime_s, f);
}
