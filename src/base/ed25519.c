/*
 * Ed25519 signatures over OpenSSL's EVP.
 * Must never take a failure of OpenSSL for an answer: who cannot sign stops.
 */
#include "base/ed25519.h"

#include <openssl/evp.h>
#include <stddef.h>
#include <stdlib.h>

static EVP_PKEY *
key_from_seed(const uint8_t seed[ED25519_SEED_SIZE])
{
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, ED25519_SEED_SIZE);
    /* Any 32 bytes are a seed: only an OpenSSL without Ed25519, or without memory, fails here. */
    if (key == NULL)
        abort();
    return key;
}

void
ed25519_public_key(const uint8_t seed[ED25519_SEED_SIZE],
                   uint8_t ret_public_key[ED25519_PUBLIC_KEY_SIZE])
{
    size_t size = ED25519_PUBLIC_KEY_SIZE;
    EVP_PKEY *key = key_from_seed(seed);
    if (EVP_PKEY_get_raw_public_key(key, ret_public_key, &size) != 1 ||
        size != ED25519_PUBLIC_KEY_SIZE)
        abort();
    EVP_PKEY_free(key);
}

void
ed25519_sign(const uint8_t seed[ED25519_SEED_SIZE], struct str message,
             uint8_t ret_signature[ED25519_SIGNATURE_SIZE])
{
    size_t size = ED25519_SIGNATURE_SIZE;
    EVP_PKEY *key = key_from_seed(seed);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context == NULL || EVP_DigestSignInit(context, NULL, NULL, NULL, key) != 1 ||
        EVP_DigestSign(context, ret_signature, &size, (const uint8_t *)message.data,
                       message.size) != 1 ||
        size != ED25519_SIGNATURE_SIZE)
        abort();
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
}

bool
ed25519_verify(const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE], struct str message,
               const uint8_t signature[ED25519_SIGNATURE_SIZE])
{
    EVP_PKEY *key =
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key, ED25519_PUBLIC_KEY_SIZE);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context == NULL)
        abort();
    bool valid = key != NULL && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
                 EVP_DigestVerify(context, signature, ED25519_SIGNATURE_SIZE,
                                  (const uint8_t *)message.data, message.size) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return valid;
}
