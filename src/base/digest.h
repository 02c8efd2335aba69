/*
 * SHA-256, HMAC, HKDF, random bytes and constant-time comparison over OpenSSL's EVP.
 * Never fails half-way: an OpenSSL that cannot do these ends the process.
 */
#ifndef MEMBERHUB_BASE_DIGEST_H
#define MEMBERHUB_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { SHA256_SIZE = 32 };

/* Computes SHA-256 (FIPS 180-4) of `data`. */
void sha256(struct str data, uint8_t ret_digest[SHA256_SIZE]);

/* Computes SHA-256 of `count` views, one behind the other. */
void sha256_parts(const struct str *parts, size_t count, uint8_t ret_digest[SHA256_SIZE]);

/* Computes HMAC-SHA-256 (RFC 2104) of `data` with `key`. */
void hmac_sha256(struct str key, struct str data, uint8_t ret_mac[SHA256_SIZE]);

/* Derives `size` (at most 255 * 32) bytes from `key` by HKDF-SHA-256 (RFC 5869), no salt, `label`
 * as info. */
void derive_key(struct str key, struct str label, uint8_t *ret_key, size_t size);

/* Fills `ret_bytes` with `size` bytes from the system's random source. */
void random_bytes(uint8_t *ret_bytes, size_t size);

/* Compares `size` bytes in a time that depends on `size` alone. */
bool bytes_equal(const void *a, const void *b, size_t size);

/* Overwrites a secret so that the compiler cannot leave it out. */
void bytes_wipe(void *secret, size_t size);

#endif
