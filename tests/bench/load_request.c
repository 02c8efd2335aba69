/*
 * The client's side of Signature Version 4, written apart from the server's: a mistake in one of
 * them is a refusal, not an agreement. The driver shares the processors with what it measures, so a
 * request costs it two hashes, one MAC and no more formatting than it must.
 */
#include "load_request.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdlib.h>

#include "base/attributes.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"
#include "base/digest.h"

#define CONTENT_TYPE "application/json"
#define SIGNED_HEADERS "amz-sdk-invocation-id;content-type;host;x-amz-date"

/* The length of the timestamp's first part, "20150830". */
enum { DAY_SIZE = 8 };
/* Of the invocation id, how many bytes count; 48 bits are enough for any load. */
enum { COUNTER_BYTES = 6 };
/* What three short strings take. */
enum { SIGNER_ARENA_BYTES = 64 * 1024 };

void
load_signer_init(struct load_signer *signer, struct str secret, struct str region,
                 struct str service, uint16_t port)
{
    char algorithm[] = "SHA256";
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, algorithm, 0),
        OSSL_PARAM_construct_end(),
    };
    uint32_t run;
    random_bytes((uint8_t *)&run, sizeof run);
    *signer = (struct load_signer){
        .secret = secret, .region = region, .service = service, .port = port
    };
    signer->always = arena_new(SIGNER_ARENA_BYTES);
    signer->second = arena_new(SIGNER_ARENA_BYTES);
    /* Of a UUID of version 4 in form; the rest of it counts. */
    signer->run = arena_format(signer->always, "%08x-0000-4000-8000-", (unsigned)run);
    EVP_MAC *hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    signer->mac = EVP_MAC_CTX_new(hmac);
    EVP_MAC_free(hmac);
    if (signer->mac == NULL || EVP_MAC_CTX_set_params(signer->mac, params) != 1)
        abort();
}

void
load_signer_release(struct load_signer *signer)
{
    EVP_MAC_CTX_free(signer->mac);
    arena_free(signer->second);
    arena_free(signer->always);
}

static struct str
day_of(const struct load_signer *signer)
{
    return (struct str){ signer->timestamp, DAY_SIZE };
}

/* Gives the MAC a key; without one it goes on with the last. */
static void
mac_start(struct load_signer *signer, struct str key)
{
    if (EVP_MAC_init(signer->mac, (const unsigned char *)key.data, key.size, NULL) != 1)
        abort();
}

static void
mac_end(struct load_signer *signer, struct str data, uint8_t ret_mac[SHA256_SIZE])
{
    size_t size = 0;
    if (EVP_MAC_update(signer->mac, (const unsigned char *)data.data, data.size) != 1 ||
        EVP_MAC_final(signer->mac, ret_mac, &size, SHA256_SIZE) != 1 || size != SHA256_SIZE)
        abort();
}

static void
derive_signing_key(struct load_signer *signer)
{
    const struct str steps[] = { day_of(signer), signer->region, signer->service,
                                 STR("aws4_request") };
    uint8_t derived[SHA256_SIZE];
    struct str key = arena_format(signer->second, "AWS4%.*s", STR_PRINTF(signer->secret));
    for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
        mac_start(signer, key);
        mac_end(signer, steps[i], derived);
        key = (struct str){ (const char *)derived, sizeof derived };
    }
    mac_start(signer, key);
}

/* Brings everything that depends on the time up to date, once a second. */
static void
look_at_clock(struct load_signer *signer)
{
    int64_t now_s = clock_now_ms() / 1000;
    if (now_s == signer->now_s)
        return;
    arena_reset(signer->second);
    struct str text = time_format_basic(signer->second, now_s);
    bool new_day = !str_equal(str_slice(text, 0, DAY_SIZE), day_of(signer));
    bytes_copy(signer->timestamp, sizeof signer->timestamp, text.data, text.size);
    signer->now_s = now_s;
    if (new_day)
        derive_signing_key(signer);
    struct str scope =
        arena_format(signer->second, "%.*s/%.*s/%.*s/aws4_request", STR_PRINTF(day_of(signer)),
                     STR_PRINTF(signer->region), STR_PRINTF(signer->service));
    signer->canonical_headers = arena_format(
        signer->second,
        "\ncontent-type:" CONTENT_TYPE "\nhost:127.0.0.1:%u\nx-amz-date:%s\n\n" SIGNED_HEADERS "\n",
        (unsigned)signer->port, signer->timestamp);
    signer->sign_begin = arena_format(signer->second, "AWS4-HMAC-SHA256\n%s\n%.*s\n",
                                      signer->timestamp, STR_PRINTF(scope));
    signer->credential_end = arena_format(
        signer->second, "/%.*s, SignedHeaders=" SIGNED_HEADERS ", Signature=", STR_PRINTF(scope));
}

static void
add_hash(struct buf *out, struct arena *arena, struct str data)
{
    uint8_t digest[SHA256_SIZE];
    sha256(data, digest);
    buf_add(out, hex_encode(arena, digest, sizeof digest));
}

static struct str
canonical_request(const struct load_signer *signer, struct arena *arena,
                  const struct load_step *step, struct str invocation)
{
    struct buf out;
    size_t path_size = str_find(step->target, '?');
    buf_init(&out, arena);
    buf_add(&out, step->method);
    buf_add_char(&out, '\n');
    /* Services other than S3 encode the path once more than it is sent. */
    percent_encode(&out, str_slice(step->target, 0, path_size), true);
    buf_add_char(&out, '\n');
    buf_add(&out, str_slice(step->target, path_size + 1, step->target.size));
    buf_add(&out, STR("\namz-sdk-invocation-id:"));
    buf_add(&out, invocation);
    buf_add(&out, signer->canonical_headers);
    add_hash(&out, arena, step->body);
    return buf_str(&out);
}

static void
add_authorization(struct buf *out, struct load_signer *signer, struct arena *arena,
                  const struct load_step *step, struct str invocation)
{
    uint8_t mac[SHA256_SIZE];
    struct buf text;
    buf_init(&text, arena);
    buf_add(&text, signer->sign_begin);
    add_hash(&text, arena, canonical_request(signer, arena, step, invocation));
    mac_start(signer, (struct str){ NULL, 0 });
    mac_end(signer, buf_str(&text), mac);
    buf_add(out, STR("Authorization: AWS4-HMAC-SHA256 Credential="));
    buf_add(out, step->key_id);
    buf_add(out, signer->credential_end);
    buf_add(out, hex_encode(arena, mac, sizeof mac));
    buf_add(out, STR("\r\n"));
}

/* Gives an invocation id that no other request has, as an SDK's retries would keep it. */
static struct str
invocation_next(struct load_signer *signer, struct arena *arena)
{
    uint8_t counter[COUNTER_BYTES];
    struct buf id;
    for (size_t i = 0; i < sizeof counter; i++)
        counter[i] = (uint8_t)(signer->invocations >> 8 * (sizeof counter - 1 - i));
    signer->invocations++;
    buf_init(&id, arena);
    buf_add(&id, signer->run);
    buf_add(&id, hex_encode(arena, counter, sizeof counter));
    return buf_str(&id);
}

struct str
load_request_make(struct load_signer *signer, struct arena *arena, const struct load_step *step)
{
    struct buf out;
    buf_init(&out, arena);
    look_at_clock(signer);
    struct str invocation = invocation_next(signer, arena);
    buf_add_format(&out,
                   "%.*s %.*s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nUser-Agent: memberhub-load\r\n"
                   "Accept: */*\r\nContent-Type: " CONTENT_TYPE "\r\nContent-Length: %zu\r\n"
                   "Amz-Sdk-Invocation-Id: %.*s\r\nX-Amz-Date: %s\r\n",
                   STR_PRINTF(step->method), STR_PRINTF(step->target), (unsigned)signer->port,
                   step->body.size, STR_PRINTF(invocation), signer->timestamp);
    if (!str_equal(step->key_id, STR("-")))
        add_authorization(&out, signer, arena, step, invocation);
    buf_add(&out, STR("\r\n"));
    buf_add(&out, step->body);
    return buf_str(&out);
}
