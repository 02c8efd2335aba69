/*
 * Ed25519 against RFC 8032's own test vectors.
 */
#include "base/ed25519.h"

#include "base/attributes.h"
#include "base/codec.h"
#include "harness.h"

/* RFC 8032 section 7.1, tests 1, 2, 3 and SHA(abc). */
static const struct {
    const char *seed, *public_key, *message, *signature;
} vectors[] = {
    { "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
      "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b" },
    { "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00" },
    { "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
      "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a" },
    { "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
      "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
      "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704" },
};

struct pair {
    uint8_t seed[ED25519_SEED_SIZE], public_key[ED25519_PUBLIC_KEY_SIZE];
    uint8_t signature[ED25519_SIGNATURE_SIZE];
    struct str message;
};

/* Reads a vector; one that is not hex of the right size is a mistake of this file. */
static struct pair
vector(size_t i)
{
    struct pair pair;
    struct str message = str_from(vectors[i].message);
    uint8_t *bytes = arena_alloc(test_arena(), message.size / 2);
    CU_ASSERT_EQUAL(hex_decode(str_from(vectors[i].seed), pair.seed, sizeof pair.seed), 0);
    CU_ASSERT_EQUAL(
        hex_decode(str_from(vectors[i].public_key), pair.public_key, sizeof pair.public_key), 0);
    CU_ASSERT_EQUAL(
        hex_decode(str_from(vectors[i].signature), pair.signature, sizeof pair.signature), 0);
    CU_ASSERT_EQUAL(hex_decode(message, bytes, message.size / 2), 0);
    pair.message = (struct str){ (const char *)bytes, message.size / 2 };
    return pair;
}

static void
signatures_agree(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(vectors); i++) {
        struct pair pair = vector(i);
        uint8_t public_key[ED25519_PUBLIC_KEY_SIZE], signature[ED25519_SIGNATURE_SIZE];
        ed25519_public_key(pair.seed, public_key);
        CU_ASSERT_STR_EQUAL(hex_encode(test_arena(), public_key, sizeof public_key),
                            str_from(vectors[i].public_key));
        ed25519_sign(pair.seed, pair.message, signature);
        CU_ASSERT_STR_EQUAL(hex_encode(test_arena(), signature, sizeof signature),
                            str_from(vectors[i].signature));
    }
}

static void
right_signatures_pass(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(vectors); i++) {
        struct pair pair = vector(i);
        CU_ASSERT_TRUE(ed25519_verify(pair.public_key, pair.message, pair.signature));
    }
}

static void
every_changed_bit_is_noticed(void)
{
    struct pair pair = vector(2);
    for (size_t bit = 0; bit < 8 * sizeof pair.signature; bit++) {
        pair.signature[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CU_ASSERT_FALSE(ed25519_verify(pair.public_key, pair.message, pair.signature));
        pair.signature[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    CU_ASSERT_TRUE(ed25519_verify(pair.public_key, pair.message, pair.signature));
    CU_ASSERT_FALSE(ed25519_verify(pair.public_key, STR("\xaf\x83"), pair.signature));
    CU_ASSERT_FALSE(ed25519_verify(pair.public_key, STR("\xaf"), pair.signature));
}

static void
another_key_did_not_sign(void)
{
    struct pair pair = vector(2), other = vector(1);
    CU_ASSERT_FALSE(ed25519_verify(other.public_key, pair.message, pair.signature));
    /* y = 2 is on no point of the curve. */
    const uint8_t no_point[ED25519_PUBLIC_KEY_SIZE] = { 2 };
    CU_ASSERT_FALSE(ed25519_verify(no_point, pair.message, pair.signature));
}

SUITE(ed25519)
{
    static const struct test_case cases[] = {
        { "keys and signatures agree with RFC 8032", signatures_agree },
        { "RFC 8032's signatures are right", right_signatures_pass },
        { "a changed bit of signature or message is noticed", every_changed_bit_is_noticed },
        { "another key, and bytes that are no key, signed nothing", another_key_did_not_sign },
        { .name = NULL },
    };
    return cases;
}
