/*
 * Session tokens: a sealed description, bound to its access key id by the seal's context.
 * Must never put a secret into the token: a token alone is of no use to who finds it.
 */
#include "auth/role_session.h"

#include <json-c/json.h>

#include "base/attributes.h"
#include "base/codec.h"
#include "base/digest.h"
#include "base/json.h"

enum { KEY_ID_RANDOM = 16, SECRET_BYTES = 30 /* 40 characters, as many as AWS's */ };
_Static_assert((int)SECRET_BYTES <= (int)SHA256_SIZE, "a secret is cut from one MAC");

void
role_session_keys_derive(const struct seal_key *master, struct role_session_keys *ret_keys)
{
    seal_key_derive(master, STR("session-token"), &ret_keys->token);
    seal_key_derive(master, STR("session-secret"), &ret_keys->secret);
}

void
role_session_keys_release(struct role_session_keys *keys)
{
    seal_key_release(&keys->token);
    seal_key_release(&keys->secret);
}

struct str
role_session_key_id(struct arena *arena)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; /* RFC 4648 section 6 */
    uint8_t random[KEY_ID_RANDOM];
    char letters[KEY_ID_RANDOM];
    random_bytes(random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++)
        letters[i] = alphabet[random[i] % 32];
    return arena_format(arena, "ASIA%.*s", KEY_ID_RANDOM, letters);
}

struct str
role_session_secret(struct arena *arena, const struct role_session_keys *keys,
                    struct str access_key_id)
{
    uint8_t mac[SHA256_SIZE];
    hmac_sha256((struct str){ (const char *)keys->secret.key, SEAL_KEY_SIZE }, access_key_id, mac);
    struct str secret = base64url_encode(arena, mac, SECRET_BYTES);
    bytes_wipe(mac, sizeof mac);
    return secret;
}

struct str
role_session_token_make(struct arena *arena, const struct role_session_keys *keys,
                        struct str access_key_id, struct json_object *description)
{
    struct str sealed = seal(arena, &keys->token, access_key_id, json_rendered(arena, description));
    return base64url_encode(arena, sealed.data, sealed.size);
}

static struct str
member(struct json_object *description, const char *name)
{
    struct json_object *json = json_object_object_get(description, name);
    return json_object_is_type(json, json_type_string) ? json_text(json) : (struct str){ NULL, 0 };
}

/* Gives what a session hands on to those that it makes, as JSON. */
static struct str
handed_on(struct arena *arena, struct json_object *description)
{
    static const char *const names[] = { "tags", "source_identity" };
    struct json_object *part = json_object_new_object(), *json;
    json_defer(arena, part);
    for (size_t i = 0; i < ARRAY_COUNT(names); i++)
        if (json_object_object_get_ex(description, names[i], &json))
            json_object_object_add(part, names[i], json_object_get(json));
    return json_rendered(arena, part);
}

int
role_session_token_open(struct arena *arena, const struct role_session_keys *keys,
                        struct str access_key_id, struct str token,
                        struct role_session *ret_session)
{
    struct str sealed, plain;
    if (base64url_decode(arena, token, &sealed) < 0 ||
        seal_open(arena, &keys->token, access_key_id, sealed, &plain) < 0)
        return -1;
    struct json_object *description = json_parse_own(arena, plain);
    *ret_session = (struct role_session){
        .access_epoch = json_object_get_int64(json_object_object_get(description, "access_epoch")),
        .account_id = member(description, "account_id"),
        .role = member(description, "role"),
        .role_id = member(description, "role_id"),
        .name = member(description, "name"),
        .issued_at = member(description, "issued_at"),
        .expires_s = json_object_get_int64(json_object_object_get(description, "expires_s")),
        .source_identity = member(description, "source_identity"),
        .handed_on = handed_on(arena, description),
    };
    return ret_session->account_id.size > 0 ? 0 : -1;
}
