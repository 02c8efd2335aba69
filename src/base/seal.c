/*
 * Sealing of secrets with the installation's master key: AES-256-GCM.
 * Must never leave a copy of a key behind, nor say why sealed bytes do not open.
 */
#include "base/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/digest.h"

enum {
    NONCE_SIZE = 12, /* NIST SP 800-38D section 8.2: 96 bits */
    TAG_SIZE = 16,
    OVERHEAD = SEAL_KEY_ID_SIZE + NONCE_SIZE + TAG_SIZE,
    KEY_FILE_MAX = 2 * SEAL_KEY_SIZE + 1, /* hex digits and a newline */
};

/* For where there is no file, alone: whoever did this to one that is there would lose its key. */
#define HOW_TO_MAKE_ONE "; make one with: umask 077; openssl rand -hex 32 > FILE"

/* Derives the key's name from the key. */
static void
set_id(struct seal_key *key)
{
    static const char label[] = "memberhub key id";
    char named[sizeof label - 1 + SEAL_KEY_SIZE];
    uint8_t digest[SHA256_SIZE];
    bytes_copy(named, sizeof named, label, sizeof label - 1);
    bytes_copy(named + sizeof label - 1, SEAL_KEY_SIZE, key->key, SEAL_KEY_SIZE);
    sha256((struct str){ named, sizeof named }, digest);
    bytes_wipe(named, sizeof named);
    hex_write(digest, SEAL_KEY_ID_SIZE / 2, key->id);
    key->id[SEAL_KEY_ID_SIZE] = '\0';
}

/*
 * Tells whether `path` is in the directory of the service manager's credentials. A file there is
 * often the manager's own, with an access list for the one user who may read it: its group's bits
 * are that list's mask.
 */
static bool
is_credential(const char *path)
{
    struct str directory = str_from(getenv("CREDENTIALS_DIRECTORY"));
    struct str file = str_from(path);
    if (directory.size == 0 || !str_starts_with(file, directory))
        return false;
    struct str below = str_slice(file, directory.size, file.size);
    return below.size > 1 && below.data[0] == '/' &&
           str_find(str_slice(below, 1, below.size), '/') == below.size - 1;
}

/* Opens a file that is fit to hold a key, or gives -1. O_NONBLOCK: a FIFO must not hold the program
 * up. */
static int
open_key_file(const char *path, struct fault *f)
{
    struct stat status;
    mode_t refused = is_credential(path) ? S_IRWXO | S_IWGRP | S_IXGRP : S_IRWXO | S_IRWXG;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return fault_set_detail(f, FAULT_CONFIG, "key file %.150s: %s%s", path, strerror(errno),
                                errno == ENOENT ? HOW_TO_MAKE_ONE : "");
    if (fstat(fd, &status) < 0)
        fault_set_detail(f, FAULT_CONFIG, "key file %.150s: %s", path, strerror(errno));
    else if (!S_ISREG(status.st_mode))
        fault_set_detail(f, FAULT_CONFIG, "key file %.150s: it is not a regular file", path);
    else if ((status.st_mode & refused) != 0)
        fault_set_detail(
            f, FAULT_CONFIG,
            "key file %.150s: others than its owner may read or change it (mode %04o); "
            "allow its owner alone: chmod 0600 %.150s",
            path, (unsigned)(status.st_mode & 07777), path);
    else
        return fd;
    close(fd);
    return -1;
}

/* Reads at most `size` bytes; -1 and errno on failure. */
static ssize_t
read_all(int fd, char *ret_bytes, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t more = read(fd, ret_bytes + got, size - got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        got += (size_t)more;
    }
    return (ssize_t)got;
}

/* Reads 64 hex digits, of either case, and an optional newline; nothing may follow. */
static int
parse_key(char *text, size_t size, uint8_t ret_key[SEAL_KEY_SIZE])
{
    if (size > 0 && text[size - 1] == '\n')
        size--;
    for (size_t i = 0; i < size; i++)
        if (text[i] >= 'A' && text[i] <= 'F')
            text[i] = (char)(text[i] - 'A' + 'a');
    return hex_decode((struct str){ text, size }, ret_key, SEAL_KEY_SIZE);
}

int
seal_key_load(struct seal_key *ret_key, const char *path, struct fault *f)
{
    char text[KEY_FILE_MAX + 1]; /* one more, to notice what is too long */
    struct seal_key key;
    int fd = open_key_file(path, f);
    if (fd < 0)
        return -1;
    ssize_t size = read_all(fd, text, sizeof text);
    int error = errno;
    close(fd);
    if (size < 0)
        return fault_set_detail(f, FAULT_CONFIG, "key file %.150s: %s", path, strerror(error));
    int parsed = parse_key(text, (size_t)size, key.key);
    bytes_wipe(text, sizeof text);
    if (parsed < 0)
        return fault_set_detail(
            f, FAULT_CONFIG,
            "key file %.150s: it does not hold exactly 64 hex digits, with a newline or none",
            path);
    set_id(&key);
    *ret_key = key;
    seal_key_release(&key);
    return 0;
}

void
seal_key_derive(const struct seal_key *master, struct str purpose, struct seal_key *ret_key)
{
    struct str key = { (const char *)master->key, SEAL_KEY_SIZE };
    derive_key(key, purpose, ret_key->key, SEAL_KEY_SIZE);
    set_id(ret_key);
}

void
seal_key_release(struct seal_key *key)
{
    if (key != NULL)
        bytes_wipe(key, sizeof *key);
}

static void
release_cipher(void *context)
{
    EVP_CIPHER_CTX_free(context);
}

/* Gives the algorithm, looked up once in a process; NULL when OpenSSL has none. */
static const EVP_CIPHER *
aes_256_gcm(void)
{
    static EVP_CIPHER *algorithm;
    if (algorithm == NULL)
        algorithm = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    return algorithm;
}

/*
 * Starts AES-256-GCM with key, nonce and context. NULL when OpenSSL cannot, or when a size is
 * beyond the int that its interface counts in.
 */
static EVP_CIPHER_CTX *
cipher_start(struct arena *arena, const struct seal_key *key, const char *nonce, struct str context,
             struct str input, int encrypt)
{
    int size;
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    arena_defer(arena, release_cipher, cipher);
    if (cipher == NULL || context.size > INT_MAX || input.size > INT_MAX)
        return NULL;
    if (EVP_CipherInit_ex(cipher, aes_256_gcm(), NULL, key->key, (const uint8_t *)nonce, encrypt) !=
        1)
        return NULL;
    if (context.size > 0 && EVP_CipherUpdate(cipher, NULL, &size, (const uint8_t *)context.data,
                                             (int)context.size) != 1)
        return NULL;
    return cipher;
}

/* Encrypts or decrypts `input` into as many bytes. EVP_CipherUpdate() takes no empty input in this
 * mode. */
static int
cipher_run(EVP_CIPHER_CTX *cipher, struct str input, char *ret_bytes)
{
    int size = 0;
    if (input.size == 0)
        return 0;
    if (EVP_CipherUpdate(cipher, (uint8_t *)ret_bytes, &size, (const uint8_t *)input.data,
                         (int)input.size) != 1 ||
        (size_t)size != input.size)
        return -1;
    return 0;
}

struct str
seal(struct arena *arena, const struct seal_key *key, struct str context, struct str plain)
{
    size_t size = plain.size + OVERHEAD;
    char *sealed = arena_alloc(arena, size);
    char *nonce = sealed + SEAL_KEY_ID_SIZE, *secret = nonce + NONCE_SIZE;
    uint8_t end[TAG_SIZE];
    int end_size;
    bytes_copy(sealed, size, key->id, SEAL_KEY_ID_SIZE);
    random_bytes((uint8_t *)nonce, NONCE_SIZE);
    EVP_CIPHER_CTX *cipher = cipher_start(arena, key, nonce, context, plain, 1);
    /* Nothing that a caller passes can make this fail; half a sealed secret must not exist. */
    if (cipher == NULL || cipher_run(cipher, plain, secret) < 0 ||
        EVP_CipherFinal_ex(cipher, end, &end_size) != 1 ||
        EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, TAG_SIZE, secret + plain.size) != 1)
        abort();
    return (struct str){ sealed, size };
}

int
seal_open(struct arena *arena, const struct seal_key *key, struct str context, struct str sealed,
          struct str *ret_plain)
{
    uint8_t tag[TAG_SIZE], end[TAG_SIZE];
    int end_size;
    if (sealed.size < OVERHEAD ||
        !str_equal(str_slice(sealed, 0, SEAL_KEY_ID_SIZE), str_from(key->id)))
        return -1;
    const char *nonce = sealed.data + SEAL_KEY_ID_SIZE;
    struct str secret = str_slice(sealed, SEAL_KEY_ID_SIZE + NONCE_SIZE, sealed.size - OVERHEAD);
    bytes_copy(tag, sizeof tag, sealed.data + sealed.size - TAG_SIZE, TAG_SIZE);
    char *plain = arena_alloc(arena, secret.size + 1);
    EVP_CIPHER_CTX *cipher = cipher_start(arena, key, nonce, context, secret, 0);
    if (cipher == NULL || cipher_run(cipher, secret, plain) < 0 ||
        EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, TAG_SIZE, tag) != 1 ||
        EVP_CipherFinal_ex(cipher, end, &end_size) != 1) {
        bytes_wipe(plain, secret.size);
        return -1;
    }
    *ret_plain = (struct str){ plain, secret.size };
    return 0;
}
