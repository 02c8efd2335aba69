/*
 * The canonical request, the string to sign and the signature: pure functions of the request as
 * received. Must never have a second canonical form to try: exactly one belongs to each request.
 */
#include "auth/sigv4.h"

#include <assert.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/codec.h"

/* One query parameter in its canonical encoding. */
struct pair {
    struct str name, value;
};

/*
 * Appends the canonical path: the path as received, without dot segments (RFC 3986 section 5.2.4)
 * and doubled slashes, each byte percent-encoded once more, so that '%' becomes %25 and no decoding
 * takes place anywhere. That /a/../b and /b have one signature opens nothing: the router compares
 * the path as received with its templates, and no template has a dot segment or a doubled slash. S3
 * signs the path as it is; no service here does, but memberhubctl explains requests of any.
 */
static void
add_path(struct arena *arena, struct buf *out, struct str path, bool as_is)
{
    struct str rest = path, segment;
    size_t depth = 0;
    if (as_is) {
        buf_add(out, path.size > 0 ? path : STR("/"));
        return;
    }
    struct str *segments = arena_array(arena, path.size / 2 + 1, sizeof *segments);
    while (str_next(&rest, '/', &segment)) {
        if (str_equal(segment, STR("..")))
            depth -= depth > 0 ? 1 : 0;
        else if (segment.size > 0 && !str_equal(segment, STR(".")))
            segments[depth++] = segment;
    }
    for (size_t i = 0; i < depth; i++) {
        buf_add_char(out, '/');
        percent_encode(out, segments[i], false);
    }
    if (depth == 0 || str_ends_with(path, STR("/")))
        buf_add_char(out, '/');
}

static int
pair_compare(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    int by_name = str_compare(a->name, b->name);
    return by_name != 0 ? by_name : str_compare(a->value, b->value);
}

/*
 * Gives the canonical encoding of one name or value. '+' is a plus sign, %2B: a space is %20 in
 * what SDKs send, and reading '+' as a space as forms do would let two different values have one
 * signature.
 */
static struct str
canonical_part(struct arena *arena, struct str raw)
{
    struct str decoded = { NULL, 0 };
    struct buf encoded;
    int status = percent_decode(arena, raw, &decoded);
    assert(status == 0); /* sigv4_parse() has refused the query otherwise */
    (void)status;
    buf_init(&encoded, arena);
    percent_encode(&encoded, decoded, false);
    return buf_str(&encoded);
}

/* Which parameters a canonical query does not have. */
enum left_out {
    LEFT_OUT_NOTHING,
    LEFT_OUT_SIGNATURE, /* of the query form: the one parameter that cannot sign itself */
    LEFT_OUT_SIGNING,   /* all that sign, of which each signature has its own */
};

static bool
is_left_out(struct str name, enum left_out left_out)
{
    return left_out == LEFT_OUT_SIGNATURE
               ? str_equal(name, STR("X-Amz-Signature"))
               : left_out == LEFT_OUT_SIGNING && str_starts_with(name, STR("X-Amz-"));
}

/*
 * Appends the canonical query: split at '&' alone (a ';' belongs to the value), sorted by name and
 * then value, so that each of several values of one name counts. Empty pairs ("a=1&&b=2") are
 * nothing.
 */
static void
add_query(struct arena *arena, struct buf *out, struct str query, enum left_out left_out)
{
    struct str rest = query, text;
    size_t count = 0;
    /* A pair that counts has at least one byte and a separator. */
    struct pair *pairs = arena_array(arena, query.size / 2 + 1, sizeof *pairs);
    while (str_next(&rest, '&', &text)) {
        size_t equals = str_find(text, '=');
        if (text.size == 0)
            continue;
        struct str name = canonical_part(arena, str_slice(text, 0, equals));
        if (is_left_out(name, left_out))
            continue;
        struct str value = canonical_part(arena, str_slice(text, equals + 1, text.size));
        pairs[count++] = (struct pair){ name, value };
    }
    qsort(pairs, count, sizeof *pairs, pair_compare);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_add_char(out, '&');
        buf_add(out, pairs[i].name);
        buf_add_char(out, '=');
        buf_add(out, pairs[i].value);
    }
}

/* Appends a header's value: ends trimmed, each run of white space one space. */
static void
add_header_value(struct buf *out, struct str value)
{
    bool space = false;
    value = str_trim(value);
    for (size_t i = 0; i < value.size; i++) {
        bool white = value.data[i] == ' ' || value.data[i] == '\t';
        if (!white)
            buf_add_char(out, value.data[i]);
        else if (!space)
            buf_add_char(out, ' ');
        space = white;
    }
}

/* Appends "name:value,value\n" for each signed header; several of one name are joined in wire
 * order. */
static void
add_headers(struct buf *out, const struct request *request, struct str signed_headers)
{
    struct str rest = signed_headers, name;
    while (str_next(&rest, ';', &name)) {
        bool first = true;
        buf_add(out, name);
        for (size_t i = 0; i < request->header_count; i++) {
            if (!str_equal(request->headers[i].name, name))
                continue;
            buf_add_char(out, first ? ':' : ',');
            add_header_value(out, request->headers[i].value);
            first = false;
        }
        buf_add_char(out, '\n');
    }
}

static struct str
hash_hex(struct arena *arena, struct str data)
{
    uint8_t digest[SHA256_SIZE];
    sha256(data, digest);
    return hex_encode(arena, digest, sizeof digest);
}

/* The last line is always the hash of the body received, whatever x-amz-content-sha256 says of it.
 */
static struct str
canonical_request(struct arena *arena, const struct request *request,
                  const struct sigv4_claim *claim, const uint8_t body_hash[SHA256_SIZE])
{
    struct buf out;
    buf_init(&out, arena);
    buf_add(&out, request->method);
    buf_add_char(&out, '\n');
    add_path(arena, &out, request->path, str_equal(claim->service, STR("s3")));
    buf_add_char(&out, '\n');
    add_query(arena, &out, request->query,
              claim->query_form ? LEFT_OUT_SIGNATURE : LEFT_OUT_NOTHING);
    buf_add_char(&out, '\n');
    add_headers(&out, request, claim->signed_headers);
    buf_add_char(&out, '\n');
    buf_add(&out, claim->signed_headers);
    buf_add_char(&out, '\n');
    buf_add(&out, hex_encode(arena, body_hash, SHA256_SIZE));
    return buf_str(&out);
}

struct str
sigv4_resource(struct arena *arena, const struct request *request, struct str service)
{
    struct buf out;
    buf_init(&out, arena);
    add_path(arena, &out, request->path, str_equal(service, STR("s3")));
    buf_add_char(&out, '\n');
    add_query(arena, &out, request->query, LEFT_OUT_SIGNING);
    return buf_str(&out);
}

struct credential_scope
sigv4_scope(const struct sigv4_claim *claim)
{
    return (struct credential_scope){ claim->scope_date, claim->region, claim->service };
}

void
sigv4_signing_key(struct arena *arena, struct str secret, const struct credential_scope *scope,
                  uint8_t ret_key[SHA256_SIZE])
{
    const struct str steps[] = { scope->date, scope->region, scope->service, STR("aws4_request") };
    struct buf first;
    buf_init(&first, arena);
    buf_add(&first, STR("AWS4"));
    buf_add(&first, secret);
    struct str with = buf_str(&first);
    for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
        uint8_t next[SHA256_SIZE];
        hmac_sha256(with, steps[i], next);
        bytes_copy(ret_key, SHA256_SIZE, next, sizeof next);
        bytes_wipe(next, sizeof next);
        with = (struct str){ (const char *)ret_key, SHA256_SIZE };
    }
}

void
sigv4_sign(const uint8_t signing_key[SHA256_SIZE], struct sigv4_stages *stages)
{
    hmac_sha256((struct str){ (const char *)signing_key, SHA256_SIZE }, stages->string_to_sign,
                stages->signature);
}

void
sigv4_compute(struct arena *arena, const struct request *request, const struct sigv4_claim *claim,
              const uint8_t signing_key[SHA256_SIZE], struct sigv4_stages *ret_stages)
{
    sha256(request->body, ret_stages->body_hash);
    struct str canonical = canonical_request(arena, request, claim, ret_stages->body_hash);
    const struct str lines[] = { STR("AWS4-HMAC-SHA256\n"),
                                 claim->timestamp,
                                 STR("\n"),
                                 claim->scope_date,
                                 STR("/"),
                                 claim->region,
                                 STR("/"),
                                 claim->service,
                                 STR("/aws4_request\n"),
                                 hash_hex(arena, canonical) };
    struct buf out;
    buf_init(&out, arena);
    for (size_t i = 0; i < ARRAY_COUNT(lines); i++)
        buf_add(&out, lines[i]);
    ret_stages->canonical_request = canonical;
    ret_stages->string_to_sign = buf_str(&out);
    sigv4_sign(signing_key, ret_stages);
}
