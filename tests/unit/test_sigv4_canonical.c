/*
 * Each request has exactly one canonical form, and it is the one that an independent signer
 * (botocore) uses.
 */
#include "auth/sigv4.h"

#include "base/codec.h"
#include "harness.h"
#include "vectors/sigv4_vectors.h"

static const struct sigv4_rules rules = { .query_form = true };

/* Gives the signing key of a secret for a claim's scope. */
static const uint8_t *
key_of(const struct sigv4_claim *claim, struct str secret)
{
    const struct credential_scope scope = sigv4_scope(claim);
    uint8_t *key = arena_alloc(test_arena(), SHA256_SIZE);
    sigv4_signing_key(test_arena(), secret, &scope, key);
    return key;
}

static void
compute(const struct request *request, const struct sigv4_claim *claim, struct str secret,
        struct sigv4_stages *ret_stages)
{
    sigv4_compute(test_arena(), request, claim, key_of(claim, secret), ret_stages);
}

static void
every_vector_has_its_stages(void)
{
    CU_ASSERT_TRUE(ARRAY_COUNT(sigv4_vectors) >= 60);
    for (size_t i = 0; i < ARRAY_COUNT(sigv4_vectors); i++) {
        const struct sigv4_vector *vector = &sigv4_vectors[i];
        struct request request;
        struct sigv4_claim claim;
        struct sigv4_stages stages;
        struct fault fault;
        if (request_from_text(test_arena(), vector->request, &request, &fault) < 0 ||
            sigv4_parse(test_arena(), &request, &rules, &claim, &fault) < 0) {
            test_str_equal(
                fault_sentence(test_arena(), &fault, &fault_manners[MANNER_REST], STR("")), STR(""),
                vector->name, __FILE__, __LINE__);
            continue;
        }
        compute(&request, &claim, STR(VECTOR_SECRET), &stages);
        CU_ASSERT_STR_EQUAL(stages.canonical_request, vector->canonical_request);
        CU_ASSERT_STR_EQUAL(stages.string_to_sign, vector->string_to_sign);
        CU_ASSERT_STR_EQUAL(hex_encode(test_arena(), stages.signature, SHA256_SIZE),
                            vector->signature);
        CU_ASSERT_STR_EQUAL(claim.timestamp, vector->timestamp);
        CU_ASSERT_TRUE(sigv4_matches(&claim, &stages));
    }
}

/* Gives line `number` (from 0) of the canonical request of GET <target> with these header lines. */
static struct str
canonical_line(const char *target, const char *headers, struct str signed_headers, size_t number)
{
    struct sigv4_claim claim = { .signed_headers = signed_headers, .service = STR("securityhub") };
    struct sigv4_stages stages;
    struct request request = { .method = STR("") };
    struct fault fault;
    struct str line = STR("");
    struct str text =
        arena_format(test_arena(), "GET %s HTTP/1.1\r\nHost: h\r\n%s\r\n", target, headers);
    CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(), text, &request, &fault), 0);
    compute(&request, &claim, STR("secret"), &stages);
    struct str rest = stages.canonical_request;
    for (size_t i = 0; i <= number; i++)
        CU_ASSERT_TRUE_FATAL(str_next(&rest, '\n', &line));
    return line;
}

struct pair {
    const char *sent, *canonical;
};

static void
the_query_is_decoded_encoded_and_sorted(void)
{
    static const struct pair pairs[] = {
        { "/", "" },
        { "/?", "" },
        { "/?a", "a=" },
        { "/?a=", "a=" },
        { "/?=", "=" },
        /* Empty pairs are nothing. */
        { "/?&a=1&&b=2&", "a=1&b=2" },
        /* A semicolon separates nothing and survives; so do other bytes that should have been
           escaped. */
        { "/?a=1;b=2", "a=1%3Bb%3D2" },
        { "/?a=b=c", "a=b%3Dc" },
        { "/?a=/:@?", "a=%2F%3A%40%3F" },
        { "/?a=\xc3\xbc", "a=%C3%BC" },
        /* One encoding, whatever the client chose. */
        { "/?a=%2f%c3%bc", "a=%2F%C3%BC" },
        { "/?%61=%7E%2D", "a=~-" },
        { "/?a=%00", "a=%00" },
        /* Sorted by name, then by value, as encoded; no duplicate is lost. */
        { "/?a=10&a=2&a=1&a=1", "a=1&a=1&a=10&a=2" },
        { "/?b=1&a=2&B=3&%41=4", "A=4&B=3&a=2&b=1" },
        { "/?a%20=1&a=2&a-=3", "a=2&a%20=1&a-=3" },
        /* Only the query form leaves the signature out. */
        { "/?X-Amz-Signature=1", "X-Amz-Signature=1" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(pairs); i++)
        CU_ASSERT_STR_EQUAL(canonical_line(pairs[i].sent, "", STR("host"), 2),
                            str_from(pairs[i].canonical));
}

static void
a_plus_in_the_query_is_a_plus(void)
{
    CU_ASSERT_STR_EQUAL(canonical_line("/?a=b+c", "", STR("host"), 2), STR("a=b%2Bc"));
    CU_ASSERT_STR_EQUAL(canonical_line("/?a=b%2Bc", "", STR("host"), 2), STR("a=b%2Bc"));
    CU_ASSERT_STR_EQUAL(canonical_line("/?a=b%20c", "", STR("host"), 2), STR("a=b%20c"));
}

static void
the_path_is_normalised_and_never_decoded(void)
{
    static const struct pair pairs[] = {
        { "/", "/" },
        { "//", "/" },
        { "/a//b", "/a/b" },
        { "/a/./b/../c/", "/a/c/" },
        { "/..", "/" },
        { "/../", "/" },
        { "/a/..", "/" },
        { "/a/b/..", "/a" },
        { "/...", "/..." },
        { "/a%2Fb", "/a%252Fb" },
        { "/a%2fb", "/a%252fb" },
        { "/%2e%2e/a", "/%252e%252e/a" },
        { "/a+b;c=d", "/a%2Bb%3Bc%3Dd" },
        { "/\xe1\x88\xb4", "/%E1%88%B4" },
        { "/%", "/%25" },
        { "/a?/../b", "/a" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(pairs); i++)
        CU_ASSERT_STR_EQUAL(canonical_line(pairs[i].sent, "", STR("host"), 1),
                            str_from(pairs[i].canonical));
}

static void
header_values_are_folded_and_joined_in_wire_order(void)
{
    static const struct pair pairs[] = {
        { "A: 1\r\n", "a:1" },
        { "A:  1 \t 2  \r\n", "a:1 2" },
        { "A: 2\r\nB: x\r\na: 1\r\n", "a:2,1" },
        { "A:\r\nA: 1\r\n", "a:,1" },
        { "A: \"x  y\"\r\n", "a:\"x y\"" },
        { "A: \xc3\xbc\r\n", "a:\xc3\xbc" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(pairs); i++)
        CU_ASSERT_STR_EQUAL(canonical_line("/", pairs[i].sent, STR("a;host"), 3),
                            str_from(pairs[i].canonical));
}

static void
the_host_is_signed_as_it_was_received(void)
{
    struct request request = { .method = STR("") };
    struct fault fault;
    struct sigv4_claim claim = { .signed_headers = STR("host") };
    struct sigv4_stages stages;
    CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(),
                                            STR("GET / HTTP/1.1\r\nHost: Hub.Example:80\r\n"
                                                "X-Forwarded-Host: evil\r\n\r\n"),
                                            &request, &fault),
                          0);
    compute(&request, &claim, STR("secret"), &stages);
    CU_ASSERT_TRUE(
        str_starts_with(stages.canonical_request, STR("GET\n/\n\nhost:Hub.Example:80\n\nhost\n")));
}

static void
the_last_line_is_the_hash_of_the_body_whatever_a_header_says(void)
{
    CU_ASSERT_STR_EQUAL(
        canonical_line("/", "X-Amz-Content-SHA256: UNSIGNED-PAYLOAD\r\nContent-Length: 0\r\n",
                       STR("host"), 6),
        STR("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

static void
signing_again_takes_the_other_secret(void)
{
    struct request request = { .method = STR("GET"), .path = STR("/") };
    struct sigv4_claim claim = { .signed_headers = STR("host"), .scope_date = STR("20261122") };
    struct sigv4_stages one, two;
    compute(&request, &claim, STR("one"), &one);
    compute(&request, &claim, STR("two"), &two);
    CU_ASSERT_FALSE(bytes_equal(one.signature, two.signature, SHA256_SIZE));
    sigv4_sign(key_of(&claim, STR("two")), &one);
    CU_ASSERT_TRUE(bytes_equal(one.signature, two.signature, SHA256_SIZE));
}

SUITE(sigv4_canonical)
{
    static const struct test_case cases[] = {
        { "every vector has its stages", every_vector_has_its_stages },
        { "the query is decoded, encoded and sorted", the_query_is_decoded_encoded_and_sorted },
        { "a plus in the query is a plus", a_plus_in_the_query_is_a_plus },
        { "the path is normalised and never decoded", the_path_is_normalised_and_never_decoded },
        { "header values are folded, and joined in wire order",
          header_values_are_folded_and_joined_in_wire_order },
        { "the host is signed as it was received", the_host_is_signed_as_it_was_received },
        { "the last line is the hash of the body, whatever a header says",
          the_last_line_is_the_hash_of_the_body_whatever_a_header_says },
        { "signing again takes the other secret", signing_again_takes_the_other_secret },
        { NULL, NULL },
    };
    return cases;
}
