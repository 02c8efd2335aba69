/*
 * SHA-256, HMAC, HKDF, random bytes and constant-time comparison over OpenSSL's EVP.
 * Must never give a result that was not computed: a failure inside OpenSSL ends the process.
 */
#include "base/digest.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <unistd.h>

enum { EXIT_NO_OPENSSL = 70 }; /* EX_SOFTWARE of sysexits.h */

/* _exit() and not abort(): a core file would hold keys. */
_Noreturn static void
die(void)
{
    static const char line[] = "{\"level\":\"error\",\"event\":\"openssl_failed\"}\n";
    if (write(STDERR_FILENO, line, sizeof line - 1) < 0)
        _exit(EXIT_NO_OPENSSL);
    _exit(EXIT_NO_OPENSSL);
}

/*
 * Gives the algorithm, looked up once in a process: OpenSSL 3 takes three times as long to find it
 * as to hash a node of a tree. Nothing but this function sees the variable change.
 */
static const EVP_MD *
sha256_algorithm(void)
{
    static const EVP_MD *algorithm;
    if (algorithm == NULL)
        algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (algorithm == NULL)
        die();
    return algorithm;
}

void
sha256(struct str data, uint8_t ret_digest[SHA256_SIZE])
{
    if (EVP_Digest(data.data, data.size, ret_digest, NULL, sha256_algorithm(), NULL) != 1)
        die();
}

void
sha256_parts(const struct str *parts, size_t count, uint8_t ret_digest[SHA256_SIZE])
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context == NULL || EVP_DigestInit_ex(context, sha256_algorithm(), NULL) != 1)
        die();
    for (size_t i = 0; i < count; i++)
        if (EVP_DigestUpdate(context, parts[i].data, parts[i].size) != 1)
            die();
    if (EVP_DigestFinal_ex(context, ret_digest, NULL) != 1)
        die();
    EVP_MD_CTX_free(context);
}

/* Likewise, an HMAC that has its hash and no key yet: a copy costs half of what a new one does. */
static const EVP_MAC_CTX *
hmac_template(void)
{
    static EVP_MAC_CTX *template;
    char digest[] = "SHA256";
    const OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest,
                                                                   0),
                                  OSSL_PARAM_construct_end() };
    if (template == NULL) {
        EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
        if (mac == NULL)
            die();
        template = EVP_MAC_CTX_new(mac);
        EVP_MAC_free(mac);
        if (template == NULL || EVP_MAC_CTX_set_params(template, params) != 1)
            die();
    }
    return template;
}

void
hmac_sha256(struct str key, struct str data, uint8_t ret_mac[SHA256_SIZE])
{
    static const unsigned char nothing = 0;
    /* A NULL key is "no key set", which HMAC refuses; an empty key is a key. */
    const unsigned char *bytes = key.data != NULL ? (const unsigned char *)key.data : &nothing;
    size_t size = 0;
    EVP_MAC_CTX *context = EVP_MAC_CTX_dup(hmac_template());
    if (context == NULL || EVP_MAC_init(context, bytes, key.size, NULL) != 1 ||
        EVP_MAC_update(context, (const unsigned char *)data.data, data.size) != 1 ||
        EVP_MAC_final(context, ret_mac, &size, SHA256_SIZE) != 1 || size != SHA256_SIZE)
        die();
    EVP_MAC_CTX_free(context); /* wipes the key */
}

/* OSSL_PARAM has no const pointers; the KDF only reads them. */
static OSSL_PARAM
octets(const char *name, struct str bytes)
{
    return OSSL_PARAM_construct_octet_string(name, (void *)(uintptr_t)bytes.data, bytes.size);
}

void
derive_key(struct str key, struct str label, uint8_t *ret_key, size_t size)
{
    char digest[] = "SHA256";
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        octets(OSSL_KDF_PARAM_KEY, key),
        octets(OSSL_KDF_PARAM_INFO, label),
        OSSL_PARAM_construct_end(),
    };
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
    if (context == NULL || EVP_KDF_derive(context, ret_key, size, params) != 1)
        die();
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(kdf);
}

void
random_bytes(uint8_t *ret_bytes, size_t size)
{
    if (RAND_bytes_ex(NULL, ret_bytes, size, 0) != 1)
        die();
}

bool
bytes_equal(const void *a, const void *b, size_t size)
{
    return size == 0 || CRYPTO_memcmp(a, b, size) == 0;
}

void
bytes_wipe(void *secret, size_t size)
{
    if (size > 0)
        OPENSSL_cleanse(secret, size);
}
