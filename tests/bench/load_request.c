/*
 * The client's side of Signature Version 4, written apart from the server's: a mistake in one of
 * them is a refusal, not an agreement.
 */
#include "load_request.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"

#define CONTENT_TYPE "application/json"
#define SIGNED_HEADERS "amz-sdk-invocation-id;content-type;host;x-amz-date"

/* The length of the timestamp's first part, "20150830". */
enum { DAY_SIZE = 8 };

void
load_signer_init(struct load_signer *signer, struct str secret, struct str region,
                 struct str service, uint16_t port)
{
    *signer = (struct load_signer){
        .secret = secret, .region = region, .service = service, .port = port
    };
    random_bytes((uint8_t *)&signer->run, sizeof signer->run);
}

static struct str
day_of(const struct load_signer *signer)
{
    return (struct str){ signer->timestamp, DAY_SIZE };
}

static void
derive_signing_key(struct load_signer *signer, struct arena *arena)
{
    const struct str steps[] = { day_of(signer), signer->region, signer->service,
                                 STR("aws4_request") };
    struct str key = arena_format(arena, "AWS4%.*s", STR_PRINTF(signer->secret));
    for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
        uint8_t next[SHA256_SIZE];
        hmac_sha256(key, steps[i], next);
        bytes_copy(signer->signing_key, sizeof signer->signing_key, next, sizeof next);
        key = (struct str){ (const char *)signer->signing_key, sizeof signer->signing_key };
    }
}

/* Brings timestamp and key up to date, which costs something once a second and once a day. */
static void
look_at_clock(struct load_signer *signer, struct arena *arena)
{
    int64_t now_s = clock_now_ms() / 1000;
    if (now_s == signer->now_s)
        return;
    struct str text = time_format_basic(arena, now_s);
    bool new_day = !str_equal(str_slice(text, 0, DAY_SIZE), day_of(signer));
    bytes_copy(signer->timestamp, sizeof signer->timestamp, text.data, text.size);
    signer->now_s = now_s;
    if (new_day)
        derive_signing_key(signer, arena);
}

static void
add_hash(struct buf *out, struct arena *arena, struct str data)
{
    uint8_t digest[SHA256_SIZE];
    sha256(data, digest);
    buf_add(out, hex_encode(arena, digest, sizeof digest));
}

static struct str
canonical_request(struct load_signer *signer, struct arena *arena, const struct load_step *step,
                  struct str invocation)
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
    buf_add_format(&out,
                   "\namz-sdk-invocation-id:%.*s\ncontent-type:" CONTENT_TYPE
                   "\nhost:127.0.0.1:%u\nx-amz-date:%s\n\n" SIGNED_HEADERS "\n",
                   STR_PRINTF(invocation), (unsigned)signer->port, signer->timestamp);
    add_hash(&out, arena, step->body);
    return buf_str(&out);
}

static struct str
signature(struct load_signer *signer, struct arena *arena, struct str scope, struct str canonical)
{
    uint8_t mac[SHA256_SIZE];
    struct buf text;
    buf_init(&text, arena);
    buf_add_format(&text, "AWS4-HMAC-SHA256\n%s\n%.*s\n", signer->timestamp, STR_PRINTF(scope));
    add_hash(&text, arena, canonical);
    hmac_sha256((struct str){ (const char *)signer->signing_key, sizeof signer->signing_key },
                buf_str(&text), mac);
    return hex_encode(arena, mac, sizeof mac);
}

static void
add_authorization(struct buf *out, struct load_signer *signer, struct arena *arena,
                  const struct load_step *step, struct str invocation)
{
    struct str scope =
        arena_format(arena, "%.*s/%.*s/%.*s/aws4_request", STR_PRINTF(day_of(signer)),
                     STR_PRINTF(signer->region), STR_PRINTF(signer->service));
    struct str canonical = canonical_request(signer, arena, step, invocation);
    buf_add_format(out,
                   "Authorization: AWS4-HMAC-SHA256 Credential=%.*s/%.*s, "
                   "SignedHeaders=" SIGNED_HEADERS ", Signature=%.*s\r\n",
                   STR_PRINTF(step->key_id), STR_PRINTF(scope),
                   STR_PRINTF(signature(signer, arena, scope, canonical)));
}

struct str
load_request_make(struct load_signer *signer, struct arena *arena, const struct load_step *step)
{
    struct buf out;
    buf_init(&out, arena);
    look_at_clock(signer, arena);
    uint64_t number = signer->invocations++;
    /* A UUID of version 4 in form; what is random in it is the run. */
    struct str invocation = arena_format(arena, "%08x-0000-4000-8000-%012llx",
                                         (unsigned)signer->run, (unsigned long long)number);
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
