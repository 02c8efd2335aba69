/*
 * Digests and derived keys against the standards' own test vectors.
 */
#include "base/digest.h"

#include "base/attributes.h"
#include "base/codec.h"
#include "harness.h"

static struct str
hex(const uint8_t *bytes, size_t size)
{
    return hex_encode(test_arena(), bytes, size);
}

static void
sha256_vectors(void)
{
    uint8_t digest[SHA256_SIZE];
    sha256((struct str){ NULL, 0 }, digest);
    CU_ASSERT_STR_EQUAL(hex(digest, sizeof digest),
                        STR("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    sha256(STR("abc"), digest);
    CU_ASSERT_STR_EQUAL(hex(digest, sizeof digest),
                        STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    sha256(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), digest);
    CU_ASSERT_STR_EQUAL(hex(digest, sizeof digest),
                        STR("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
}

static void
parts_hash_as_their_sum(void)
{
    uint8_t digest[SHA256_SIZE], whole[SHA256_SIZE];
    const struct str parts[] = { STR("a"), { NULL, 0 }, STR(""), STR("b\0"), STR("c") };
    sha256_parts(parts, ARRAY_COUNT(parts), digest);
    sha256(STR("ab\0c"), whole);
    CU_ASSERT_TRUE(bytes_equal(digest, whole, sizeof digest));
    sha256_parts(NULL, 0, digest);
    sha256(STR(""), whole);
    CU_ASSERT_TRUE(bytes_equal(digest, whole, sizeof digest));
}

/* RFC 4231 test cases 1, 2 and 6 (a key longer than a block). */
static void
hmac_vectors(void)
{
    uint8_t mac[SHA256_SIZE];
    hmac_sha256(
        STR("\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"),
        STR("Hi There"), mac);
    CU_ASSERT_STR_EQUAL(hex(mac, sizeof mac),
                        STR("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
    hmac_sha256(STR("Jefe"), STR("what do ya want for nothing?"), mac);
    CU_ASSERT_STR_EQUAL(hex(mac, sizeof mac),
                        STR("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    char key[131];
    for (size_t i = 0; i < sizeof key; i++)
        key[i] = (char)0xaa;
    hmac_sha256((struct str){ key, sizeof key },
                STR("Test Using Larger Than Block-Size Key - Hash Key First"), mac);
    CU_ASSERT_STR_EQUAL(hex(mac, sizeof mac),
                        STR("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
}

static void
hmac_takes_empty_keys_and_data(void)
{
    uint8_t mac[SHA256_SIZE];
    hmac_sha256((struct str){ NULL, 0 }, (struct str){ NULL, 0 }, mac);
    CU_ASSERT_STR_EQUAL(hex(mac, sizeof mac),
                        STR("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
}

/* RFC 5869 test case 3: no salt, no info. */
static void
hkdf_vector(void)
{
    uint8_t key[42];
    derive_key(
        STR("\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"
            "\x0b"),
        (struct str){ NULL, 0 }, key, sizeof key);
    CU_ASSERT_STR_EQUAL(hex(key, sizeof key),
                        STR("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                            "9d201395faa4b61a96c8"));
}

static void
labels_make_different_keys(void)
{
    uint8_t a[32], again[32], b[32];
    derive_key(STR("secret"), STR("page-token"), a, sizeof a);
    derive_key(STR("secret"), STR("page-token"), again, sizeof again);
    derive_key(STR("secret"), STR("other"), b, sizeof b);
    CU_ASSERT_TRUE(bytes_equal(a, again, sizeof a));
    CU_ASSERT_FALSE(bytes_equal(a, b, sizeof a));
}

static void
random_bytes_differ(void)
{
    uint8_t a[32] = { 0 }, b[32] = { 0 }, zero[32] = { 0 };
    random_bytes(a, sizeof a);
    random_bytes(b, sizeof b);
    CU_ASSERT_FALSE(bytes_equal(a, b, sizeof a));
    CU_ASSERT_FALSE(bytes_equal(a, zero, sizeof a));
}

static void
comparison_sees_every_byte(void)
{
    uint8_t a[32] = { 0 }, b[32] = { 0 };
    CU_ASSERT_TRUE(bytes_equal(a, b, sizeof a));
    for (size_t i = 0; i < sizeof b; i++) {
        b[i] = 1;
        CU_ASSERT_FALSE(bytes_equal(a, b, sizeof a));
        b[i] = 0;
    }
    CU_ASSERT_TRUE(bytes_equal(NULL, NULL, 0));
}

static void
wiping_zeroes(void)
{
    uint8_t secret[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    bytes_wipe(secret, 7);
    CU_ASSERT_STR_EQUAL(hex(secret, sizeof secret), STR("0000000000000008"));
    bytes_wipe(NULL, 0);
}

SUITE(digest)
{
    static const struct test_case cases[] = {
        { "SHA-256 agrees with FIPS 180-4", sha256_vectors },
        { "the hash of parts is that of their sum", parts_hash_as_their_sum },
        { "HMAC agrees with RFC 4231", hmac_vectors },
        { "HMAC takes an empty key and empty data", hmac_takes_empty_keys_and_data },
        { "HKDF agrees with RFC 5869", hkdf_vector },
        { "another label makes another key", labels_make_different_keys },
        { "random bytes differ from call to call", random_bytes_differ },
        { "the comparison sees a difference in every byte", comparison_sees_every_byte },
        { "wiping zeroes exactly as much as asked for", wiping_zeroes },
        { .name = NULL },
    };
    return cases;
}
