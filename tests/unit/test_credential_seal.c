/*
 * A sealed secret opens for its own key id, account and master key, and for nothing else.
 */
#include "auth/credential_seal.h"

#include "harness.h"

#define KEY_ID STR("AKIAEXAMPLE")
#define ACCOUNT_ID STR("111111111111")
#define SECRET STR("0123456789abcdef0123456789abcdef01234567")

static const struct seal_key master = { .key = { 1, 2, 3 }, .id = "01234567" };

static struct str
sealed_secret(void)
{
    return credential_seal(test_arena(), &master, KEY_ID, ACCOUNT_ID, SECRET);
}

static void
a_secret_opens_for_its_own_key_id_account_and_master_key(void)
{
    struct str secret = STR("untouched");
    CU_ASSERT_EQUAL(
        credential_unseal(test_arena(), &master, KEY_ID, ACCOUNT_ID, sealed_secret(), &secret), 0);
    CU_ASSERT_STR_EQUAL(secret, SECRET);
}

static void
another_key_id_or_account_does_not_open(void)
{
    static const struct {
        const char *key_id, *account_id;
    } others[] = {
        { "AKIAEXAMPLF", "111111111111" },
        { "AKIAEXAMPLE", "111111111112" },
        { "AKIAEXAMPL", "E111111111111" },
        { "AKIAEXAMPLE1", "11111111111" },
        { "akiaexample", "111111111111" },
        { "111111111111", "AKIAEXAMPLE" },
        { "", "111111111111" },
        { "AKIAEXAMPLE", "" },
        { "", "" },
    };
    struct str sealed = sealed_secret(), secret = STR("untouched");
    for (size_t i = 0; i < ARRAY_COUNT(others); i++)
        CU_ASSERT_EQUAL(credential_unseal(test_arena(), &master, str_from(others[i].key_id),
                                          str_from(others[i].account_id), sealed, &secret),
                        -1);
    CU_ASSERT_STR_EQUAL(secret, STR("untouched"));
}

static void
another_master_key_does_not_open_whatever_its_name(void)
{
    static const struct seal_key others[] = {
        { .key = { 1, 2, 4 }, .id = "01234567" },
        { .key = { 1, 2, 4 }, .id = "76543210" },
        { .key = { 1, 2, 3 }, .id = "76543210" },
    };
    struct str sealed = sealed_secret(), secret = STR("untouched");
    for (size_t i = 0; i < ARRAY_COUNT(others); i++)
        CU_ASSERT_EQUAL(
            credential_unseal(test_arena(), &others[i], KEY_ID, ACCOUNT_ID, sealed, &secret), -1);
    CU_ASSERT_STR_EQUAL(secret, STR("untouched"));
}

static void
each_changed_byte_is_refused(void)
{
    struct str sealed = sealed_secret(), secret = STR("untouched");
    char *changed = arena_alloc(test_arena(), sealed.size);
    for (size_t i = 0; i < sealed.size; i++) {
        bytes_copy(changed, sealed.size, sealed.data, sealed.size);
        changed[i] = (char)(changed[i] ^ 1);
        CU_ASSERT_EQUAL(credential_unseal(test_arena(), &master, KEY_ID, ACCOUNT_ID,
                                          (struct str){ changed, sealed.size }, &secret),
                        -1);
    }
    CU_ASSERT_STR_EQUAL(secret, STR("untouched"));
}

SUITE(credential_seal)
{
    static const struct test_case cases[] = {
        { "a secret opens for its own key id, account and master key",
          a_secret_opens_for_its_own_key_id_account_and_master_key },
        { "another key id or account does not open", another_key_id_or_account_does_not_open },
        { "another master key does not open, whatever its name",
          another_master_key_does_not_open_whatever_its_name },
        { "each changed byte is refused", each_changed_byte_is_refused },
        { NULL, NULL },
    };
    return cases;
}
