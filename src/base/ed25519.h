/*
 * Ed25519 signatures over OpenSSL's EVP. Never gives half a signature: an OpenSSL that cannot sign
 * ends the process.
 */
#ifndef MEMBERHUB_BASE_ED25519_H
#define MEMBERHUB_BASE_ED25519_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { ED25519_SEED_SIZE = 32, ED25519_PUBLIC_KEY_SIZE = 32, ED25519_SIGNATURE_SIZE = 64 };

/* Gives the public key of a seed (the "private key" of RFC 8032 section 5.1.5). */
void ed25519_public_key(const uint8_t seed[ED25519_SEED_SIZE],
                        uint8_t ret_public_key[ED25519_PUBLIC_KEY_SIZE]);

/* Signs `message` with a seed; the same message has the same signature. Source: RFC 8032
 * section 5.1.6. */
void ed25519_sign(const uint8_t seed[ED25519_SEED_SIZE], struct str message,
                  uint8_t ret_signature[ED25519_SIGNATURE_SIZE]);

/* Tells whether the owner of the public key signed `message`. Bytes that are no public key signed
 * nothing. Source: RFC 8032 section 5.1.7. */
bool ed25519_verify(const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE], struct str message,
                    const uint8_t signature[ED25519_SIGNATURE_SIZE]);

#endif
