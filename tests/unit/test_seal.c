/*
 * Sealed secrets open with their own key and context, and with nothing else.
 */
#include "base/seal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/digest.h"
#include "harness.h"

#define KEY_HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

#define HOW_TO_MAKE_ONE "umask 077; openssl rand -hex 32 > FILE"

enum { SEALED_OVERHEAD = 8 + 12 + 16 };

/* Makes a key file with these bytes and mode; gives its path, which the caller unlinks. */
static const char *
key_file(struct str bytes, mode_t mode)
{
    static const char template[] = "/tmp/memberhub-test-XXXXXX";
    char *path = arena_alloc(test_arena(), sizeof template);
    bytes_copy(path, sizeof template, template, sizeof template);
    int fd = mkstemp(path);
    CU_ASSERT_TRUE_FATAL(fd >= 0);
    CU_ASSERT_EQUAL(write(fd, bytes.data, bytes.size), (ssize_t)bytes.size);
    CU_ASSERT_EQUAL(fchmod(fd, mode), 0);
    close(fd);
    return path;
}

static struct seal_key
test_key(void)
{
    struct seal_key key = { .id = "" };
    struct fault f = { .code = NO_FAULT };
    const char *path = key_file(STR(KEY_HEX "\n"), 0600);
    CU_ASSERT_EQUAL(seal_key_load(&key, path, &f), 0);
    CU_ASSERT_EQUAL(f.code, NO_FAULT);
    unlink(path);
    return key;
}

static void
good_key_files_are_read(void)
{
    static const struct {
        const char *text;
        mode_t mode;
    } good[] = {
        { KEY_HEX, 0600 },
        { KEY_HEX "\n", 0400 },
        { "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F\n", 0600 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(good); i++) {
        struct seal_key key;
        struct fault f;
        const char *path = key_file(str_from(good[i].text), good[i].mode);
        CU_ASSERT_EQUAL_FATAL(seal_key_load(&key, path, &f), 0);
        CU_ASSERT_STR_EQUAL(hex_encode(test_arena(), key.key, sizeof key.key), STR(KEY_HEX));
        CU_ASSERT_EQUAL(strlen(key.id), SEAL_KEY_ID_SIZE);
        unlink(path);
    }
}

static void
expect_refusal(const char *path, const char *why, const char *how)
{
    struct seal_key key = { .id = "before" };
    struct fault f = { .code = NO_FAULT };
    CU_ASSERT_EQUAL(seal_key_load(&key, path, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_CONFIG);
    CU_ASSERT_STRING_EQUAL(key.id, "before");
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, path));
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, why));
    if (how != NULL)
        CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, how));
    /* Where there is something, nobody is told to write over it. */
    CU_ASSERT_EQUAL(strstr(f.detail, HOW_TO_MAKE_ONE) != NULL, access(path, F_OK) != 0);
    CU_ASSERT_EQUAL(f.reason[0], '\0');
}

static void
files_that_hold_no_key_are_refused(void)
{
    static const struct str bad[] = {
        { "", 0 },
        { "\n", 1 },
        { KEY_HEX, 63 },
        { KEY_HEX "0", 65 },
        { KEY_HEX "\n\n", 66 },
        { KEY_HEX "\r\n", 66 },
        { KEY_HEX " ", 65 },
        { " " KEY_HEX, 65 },
        { KEY_HEX "\n" KEY_HEX, 129 },
        { "g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", 64 },
        { "0\0" KEY_HEX, 64 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        const char *path = key_file(bad[i], 0600);
        expect_refusal(path, "exactly 64 hex digits", NULL);
        unlink(path);
    }
}

static void
files_open_to_others_are_refused(void)
{
    static const mode_t modes[] = { 0640, 0440, 0604, 0602, 0601, 0660, 0620, 0610, 0644, 0777 };
    for (size_t i = 0; i < ARRAY_COUNT(modes); i++) {
        const char *path = key_file(STR(KEY_HEX), modes[i]);
        struct str how =
            arena_format(test_arena(), "(mode %04o); allow its owner alone: chmod 0600 %s",
                         (unsigned)modes[i], path);
        expect_refusal(path, "others than its owner", how.data);
        unlink(path);
    }
}

/* Under systemd a credential is often root's, with the one user's right as its group's. */
static void
a_credential_may_be_read_by_its_group_and_by_nobody_else(void)
{
    static const struct {
        const char *directory;
        mode_t mode;
        bool good;
    } cases[] = {
        { "/tmp", 0440, true },  { "/tmp", 0400, true },      { "/tmp", 0444, false },
        { "/tmp", 0460, false }, { "/tm", 0440, false },      { "/", 0440, false },
        { "", 0440, false },     { "/var/tmp", 0440, false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct seal_key key;
        struct fault f;
        const char *path = key_file(STR(KEY_HEX), cases[i].mode);
        setenv("CREDENTIALS_DIRECTORY", cases[i].directory, 1);
        CU_ASSERT_EQUAL(seal_key_load(&key, path, &f), cases[i].good ? 0 : -1);
        unsetenv("CREDENTIALS_DIRECTORY");
        unlink(path);
    }
}

static void
things_that_are_no_files_are_refused(void)
{
    expect_refusal("/tmp/memberhub-test-that-is-not-there", "No such file", HOW_TO_MAKE_ONE);
    expect_refusal("/", "not a regular file", NULL);
    const char *path = key_file(STR(""), 0600);
    CU_ASSERT_EQUAL(unlink(path), 0);
    CU_ASSERT_EQUAL_FATAL(mkfifo(path, 0600), 0);
    expect_refusal(path, "not a regular file", NULL);
    unlink(path);
}

static void
the_key_id_tells_keys_apart(void)
{
    struct seal_key key = test_key(), token, again;
    uint8_t digest[SHA256_SIZE];
    struct buf named;
    buf_init(&named, test_arena());
    buf_add(&named, STR("memberhub key id"));
    buf_add(&named, (struct str){ (const char *)key.key, SEAL_KEY_SIZE });
    sha256(buf_str(&named), digest);
    CU_ASSERT_STR_EQUAL(str_from(key.id),
                        str_slice(hex_encode(test_arena(), digest, sizeof digest), 0, 8));
    seal_key_derive(&key, STR("page-token"), &token);
    seal_key_derive(&key, STR("page-token"), &again);
    CU_ASSERT_STRING_EQUAL(token.id, again.id);
    CU_ASSERT_STRING_NOT_EQUAL(token.id, key.id);
    CU_ASSERT_FALSE(bytes_equal(token.key, key.key, SEAL_KEY_SIZE));
    seal_key_derive(&key, STR("other"), &again);
    CU_ASSERT_STRING_NOT_EQUAL(token.id, again.id);
}

static void
sealed_bytes_open_again(void)
{
    static const struct str plains[] = { { NULL, 0 }, { "", 0 }, { "s", 1 }, { "a\0b", 3 } };
    struct seal_key key = test_key();
    for (size_t i = 0; i < ARRAY_COUNT(plains); i++) {
        struct str plain = STR("untouched");
        struct str sealed = seal(test_arena(), &key, STR("context"), plains[i]);
        CU_ASSERT_EQUAL(sealed.size, plains[i].size + SEALED_OVERHEAD);
        CU_ASSERT_STR_EQUAL(str_slice(sealed, 0, SEAL_KEY_ID_SIZE), str_from(key.id));
        CU_ASSERT_EQUAL(seal_open(test_arena(), &key, STR("context"), sealed, &plain), 0);
        CU_ASSERT_STR_EQUAL(plain, plains[i]);
    }
    char *large = arena_alloc(test_arena(), 100000);
    large[99999] = 'x';
    struct str plain = { NULL, 0 }, all = { large, 100000 };
    CU_ASSERT_EQUAL(
        seal_open(test_arena(), &key, STR(""), seal(test_arena(), &key, STR(""), all), &plain), 0);
    CU_ASSERT_TRUE(str_equal(plain, all));
}

static void
sealing_twice_differs(void)
{
    struct seal_key key = test_key();
    struct str a = seal(test_arena(), &key, STR("c"), STR("secret"));
    struct str b = seal(test_arena(), &key, STR("c"), STR("secret"));
    CU_ASSERT_FALSE(str_equal(a, b));
    CU_ASSERT_FALSE(str_equal(str_slice(a, 8, 12), str_slice(b, 8, 12)));
}

static void
another_key_or_context_does_not_open(void)
{
    struct seal_key key = test_key(), other;
    struct str plain = STR("untouched");
    struct str sealed = seal(test_arena(), &key, STR("AKID1"), STR("secret"));
    seal_key_derive(&key, STR("other"), &other);
    CU_ASSERT_EQUAL(seal_open(test_arena(), &other, STR("AKID1"), sealed, &plain), -1);
    CU_ASSERT_EQUAL(seal_open(test_arena(), &key, STR("AKID2"), sealed, &plain), -1);
    CU_ASSERT_EQUAL(seal_open(test_arena(), &key, STR(""), sealed, &plain), -1);
    /* The same name on another key: the tag still tells. */
    bytes_copy(other.id, sizeof other.id, key.id, sizeof key.id);
    CU_ASSERT_EQUAL(seal_open(test_arena(), &other, STR("AKID1"), sealed, &plain), -1);
    CU_ASSERT_STR_EQUAL(plain, STR("untouched"));
}

static void
every_changed_bit_is_noticed(void)
{
    struct seal_key key = test_key();
    struct str sealed = seal(test_arena(), &key, STR("c"), STR("secret"));
    char *changed = arena_alloc(test_arena(), sealed.size);
    size_t opened = 0;
    for (size_t bit = 0; bit < sealed.size * 8; bit++) {
        struct str plain;
        bytes_copy(changed, sealed.size, sealed.data, sealed.size);
        changed[bit / 8] = (char)(changed[bit / 8] ^ (1 << bit % 8));
        opened += seal_open(test_arena(), &key, STR("c"), (struct str){ changed, sealed.size },
                            &plain) == 0;
    }
    CU_ASSERT_EQUAL(opened, 0);
}

static void
cut_and_grown_bytes_do_not_open(void)
{
    struct seal_key key = test_key();
    struct str sealed = seal(test_arena(), &key, STR("c"), STR("secret"));
    struct str grown, plain;
    size_t opened = 0;
    for (size_t size = 0; size < sealed.size; size++)
        opened += seal_open(test_arena(), &key, STR("c"), str_slice(sealed, 0, size), &plain) == 0;
    char *longer = arena_alloc(test_arena(), sealed.size + 1);
    bytes_copy(longer, sealed.size, sealed.data, sealed.size);
    grown = (struct str){ longer, sealed.size + 1 };
    opened += seal_open(test_arena(), &key, STR("c"), grown, &plain) == 0;
    opened += seal_open(test_arena(), &key, STR("c"), (struct str){ NULL, 0 }, &plain) == 0;
    CU_ASSERT_EQUAL(opened, 0);
}

static void
a_released_key_is_wiped(void)
{
    struct seal_key key = test_key(), zero = { .id = "" };
    seal_key_release(&key);
    CU_ASSERT_TRUE(bytes_equal(key.key, zero.key, sizeof key.key));
    CU_ASSERT_TRUE(bytes_equal(key.id, zero.id, sizeof key.id));
    seal_key_release(NULL);
}

SUITE(seal)
{
    static const struct test_case cases[] = {
        { "key files for the owner, or for reading by the group, are read",
          good_key_files_are_read },
        { "files that do not hold exactly a key are refused", files_that_hold_no_key_are_refused },
        { "a credential may be read by its group and by nobody else",
          a_credential_may_be_read_by_its_group_and_by_nobody_else },
        { "key files that others may read or change are refused",
          files_open_to_others_are_refused },
        { "what is no regular file is refused without waiting",
          things_that_are_no_files_are_refused },
        { "a key's id names it, and derived keys have their own", the_key_id_tells_keys_apart },
        { "sealed bytes open again", sealed_bytes_open_again },
        { "sealing the same twice gives different bytes", sealing_twice_differs },
        { "another key or another context does not open", another_key_or_context_does_not_open },
        { "every changed bit is noticed", every_changed_bit_is_noticed },
        { "cut and grown bytes do not open", cut_and_grown_bytes_do_not_open },
        { "a released key is wiped", a_released_key_is_wiped },
        { .name = NULL },
    };
    return cases;
}
