/*
 * What a worker remembers of keys and what it does not: good ones until something says otherwise,
 * refusals never.
 */
#include "api/credentials.h"

#include <json-c/json.h>

#include "auth/credential_seal.h"
#include "base/json.h"
#include "db_fixture.h"
#include "signed_fixture.h"

#define ACCOUNT "111111111111"
#define KEY_ID "AKIAIOSFODNN7EXAMPLE"
#define SESSION_KEY_ID "ASIAABCDEFGHIJKLMNOP"
#define SECRET "0123456789012345678901234567890123456789"

/* Rows of credential_get: of a test account, which has no secret, and none. */
#define FOUND(account, sealed, usable, epoch)                                               \
    {                                                                                       \
        .action = FAKE_EXECUTE, .columns = 4, .values = {(account), sealed, usable, epoch } \
    }
#define TEST_ACCOUNT(usable, epoch) FOUND(ACCOUNT, NULL, usable, epoch)
#define NO_ROW                 \
    {                          \
        .action = FAKE_EXECUTE \
    }

static const struct seal_key master = { .key = { 1, 2, 3 }, .id = "01234567" };

/* A worker's credentials over a scripted database. */
struct ring {
    struct fixture x;
    struct role_session_keys session_keys;
    struct credentials *credentials;
    struct credential_source source;
    struct credential found; /* by the last look-up */
};

static void
open_ring(struct ring *ring, const struct fake_step *steps, bool test_accounts)
{
    set_up(&ring->x, steps, ENOUGH_MS);
    role_session_keys_derive(&master, &ring->session_keys);
    ring->credentials = credentials_new(ring->x.db, &master, &ring->session_keys, test_accounts);
    ring->source = credentials_source(ring->credentials);
}

static void
close_ring(struct ring *ring)
{
    credentials_free(ring->credentials);
    role_session_keys_release(&ring->session_keys);
    tear_down(&ring->x);
}

static const struct credential_scope today = { STR(FAKE_TODAY), STR("eu-west-1"),
                                               STR("securityhub") };

static int
look_up_in(struct ring *ring, const char *key_id, const struct credential_scope *scope, bool fresh)
{
    return ring->source.lookup(ring->source.context, ring->x.arena, str_from(key_id), scope,
                               (struct str){ NULL, 0 }, fresh, &ring->found, &ring->x.f);
}

static int
look_up(struct ring *ring, const char *key_id, bool fresh)
{
    return look_up_in(ring, key_id, &today, fresh);
}

/* Tells whether the signing key that was found is that of a secret, in a scope. */
static bool
is_key_of(const struct ring *ring, const char *secret, const struct credential_scope *scope)
{
    uint8_t key[SHA256_SIZE];
    sigv4_signing_key(test_arena(), str_from(secret), scope, key);
    return bytes_equal(ring->found.signing_key, key, sizeof key);
}

/* Looks the test account up; gives the epoch that was found, -1 when the key is not usable. */
static int64_t
epoch_of(struct ring *ring, bool fresh, bool from_memory)
{
    CU_ASSERT_EQUAL_FATAL(look_up(ring, ACCOUNT, fresh), 0);
    CU_ASSERT_EQUAL(ring->found.cached, from_memory);
    return ring->found.state == CREDENTIAL_USABLE ? ring->found.access_epoch : -1;
}

/* Gives a sealed secret as the database prints it. */
static const char *
sealed_for(const char *key_id, const char *account_id)
{
    struct str sealed =
        credential_seal(test_arena(), &master, str_from(key_id), str_from(account_id), STR(SECRET));
    return db_bytea(test_arena(), sealed).data;
}

static void
a_good_key_is_asked_for_once(void)
{
    const struct fake_step steps[] = { CONNECT, PREPARE,
                                       FOUND(ACCOUNT, sealed_for(KEY_ID, ACCOUNT), "t", "7"), END };
    struct ring ring;
    open_ring(&ring, steps, false);
    for (int i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(look_up(&ring, KEY_ID, false), 0);
        CU_ASSERT_EQUAL(ring.found.state, CREDENTIAL_USABLE);
        CU_ASSERT_EQUAL(ring.found.cached, i > 0);
        CU_ASSERT_EQUAL(ring.found.access_epoch, 7);
        CU_ASSERT_FALSE(ring.found.test_account || ring.found.account_absent);
        CU_ASSERT_STR_EQUAL(ring.found.account_id, STR(ACCOUNT));
        CU_ASSERT_TRUE(is_key_of(&ring, SECRET, &today));
    }
    close_ring(&ring);
}

static void
a_key_is_remembered_for_the_scope_that_was_asked_for_and_no_other(void)
{
    static const struct credential_scope others[] = {
        { STR("20261123"), STR("eu-west-1"), STR("securityhub") },
        { STR(FAKE_TODAY), STR("eu-west-2"), STR("securityhub") },
        { STR(FAKE_TODAY), STR("eu-west-1"), STR("guardduty") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(others); i++) {
        static const struct fake_step steps[] = { CONNECT, PREPARE, TEST_ACCOUNT("t", "7"),
                                                  TEST_ACCOUNT("t", "7"), END };
        struct ring ring;
        open_ring(&ring, steps, true);
        CU_ASSERT_EQUAL(look_up(&ring, ACCOUNT, false), 0);
        CU_ASSERT_EQUAL(look_up_in(&ring, ACCOUNT, &others[i], false), 0);
        CU_ASSERT_TRUE(!ring.found.cached && is_key_of(&ring, "test", &others[i]));
        close_ring(&ring);
    }
}

static void
a_fresh_look_takes_the_place_of_what_was_remembered(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, TEST_ACCOUNT("t", "7"),
                                              TEST_ACCOUNT("t", "8"), END };
    struct ring ring;
    open_ring(&ring, steps, true);
    CU_ASSERT_EQUAL(epoch_of(&ring, false, false), 7);
    CU_ASSERT_EQUAL(epoch_of(&ring, true, false), 8);
    CU_ASSERT_EQUAL(epoch_of(&ring, false, true), 8);
    close_ring(&ring);
}

static void
a_key_that_is_good_no_more_is_forgotten(void)
{
    static const struct fake_step ends[] = { TEST_ACCOUNT("f", "8"), NO_ROW };
    for (size_t i = 0; i < ARRAY_COUNT(ends); i++) {
        const struct fake_step steps[] = {
            CONNECT, PREPARE, TEST_ACCOUNT("t", "7"), ends[i], TEST_ACCOUNT("t", "9"), END
        };
        struct ring ring;
        open_ring(&ring, steps, true);
        CU_ASSERT_EQUAL(epoch_of(&ring, false, false), 7);
        CU_ASSERT_EQUAL(epoch_of(&ring, true, false), -1);
        CU_ASSERT_EQUAL(epoch_of(&ring, false, false), 9);
        close_ring(&ring);
    }
}

static void
a_refusal_and_an_account_without_a_row_are_asked_for_each_time(void)
{
    static const struct {
        struct fake_step row;
        enum credential_state state;
    } cases[] = {
        { NO_ROW, CREDENTIAL_UNKNOWN },
        { TEST_ACCOUNT("f", "7"), CREDENTIAL_DISABLED },
        { TEST_ACCOUNT("t", NULL), CREDENTIAL_USABLE },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const struct fake_step steps[] = { CONNECT, PREPARE, cases[i].row, cases[i].row, END };
        struct ring ring;
        open_ring(&ring, steps, true);
        for (int times = 0; times < 2; times++) {
            epoch_of(&ring, false, false);
            CU_ASSERT_EQUAL(ring.found.state, cases[i].state);
            CU_ASSERT_EQUAL(ring.found.account_absent, cases[i].state == CREDENTIAL_USABLE);
            /* Of no secret that anybody could know. */
            if (cases[i].state != CREDENTIAL_USABLE)
                CU_ASSERT_FALSE(is_key_of(&ring, "test", &today) || is_key_of(&ring, "", &today));
        }
        close_ring(&ring);
    }
}

static void
a_database_that_fails_says_nothing_of_the_key_and_nothing_is_forgotten(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, TEST_ACCOUNT("t", "7"),
                                              STEP_SQLSTATE(EXECUTE, ERROR, "XX000"), END };
    struct ring ring;
    open_ring(&ring, steps, true);
    CU_ASSERT_EQUAL(epoch_of(&ring, false, false), 7);
    CU_ASSERT_EQUAL(look_up(&ring, ACCOUNT, true), -1);
    CU_ASSERT_EQUAL(ring.x.f.code, FAULT_DATABASE_FAILED);
    CU_ASSERT_EQUAL(epoch_of(&ring, false, true), 7);
    close_ring(&ring);
}

static void
a_secret_of_another_key_or_account_and_no_secret_at_all_are_our_own_failure(void)
{
    const char *const sealed[] = { sealed_for("AKIAOTHER", ACCOUNT),
                                   sealed_for(KEY_ID, "222222222222"),
                                   "\\x00",
                                   "\\x",
                                   "zz",
                                   NULL };
    for (size_t i = 0; i < ARRAY_COUNT(sealed); i++) {
        const struct fake_step steps[] = { CONNECT, PREPARE, FOUND(ACCOUNT, sealed[i], "t", "7"),
                                           END };
        struct ring ring;
        open_ring(&ring, steps, true);
        CU_ASSERT_EQUAL(look_up(&ring, KEY_ID, false), -1);
        CU_ASSERT_EQUAL(ring.x.f.code, FAULT_INTERNAL);
        CU_ASSERT_FALSE(detail_has(&ring.x, SECRET));
        close_ring(&ring);
    }
}

static void
no_row_makes_a_test_account_where_they_are_off(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, TEST_ACCOUNT("t", "7"), END };
    struct ring ring;
    open_ring(&ring, steps, false);
    CU_ASSERT_EQUAL(look_up(&ring, ACCOUNT, false), -1);
    CU_ASSERT_EQUAL(ring.x.f.code, FAULT_INTERNAL);
    CU_ASSERT_STRING_EQUAL(fake_pq_parameter(1), "false");
    close_ring(&ring);
}

static void
an_epoch_that_is_none_is_our_own_failure(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, TEST_ACCOUNT("t", "-1"), END };
    struct ring ring;
    open_ring(&ring, steps, true);
    CU_ASSERT_EQUAL(look_up(&ring, ACCOUNT, false), -1);
    CU_ASSERT_EQUAL(ring.x.f.code, FAULT_INTERNAL);
    close_ring(&ring);
}

static void
a_key_that_is_forgotten_is_asked_for_again(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, TEST_ACCOUNT("t", "7"),
                                              TEST_ACCOUNT("t", "8"), END };
    struct ring ring;
    open_ring(&ring, steps, true);
    const struct principal *principal =
        signer_of(ring.x.arena, (struct signed_call){ 0 }, &ring.source);
    CU_ASSERT_EQUAL(principal_access_epoch(principal), 7);
    CU_ASSERT_EQUAL(epoch_of(&ring, false, true), 7);
    credentials_forget(ring.credentials, principal);
    CU_ASSERT_EQUAL(epoch_of(&ring, false, false), 8);
    /* By now it is another's slot, or empty: nothing to forget. */
    CU_ASSERT_EQUAL(epoch_of(&ring, false, true), 8);
    close_ring(&ring);
}

static void
a_wrong_secret_is_looked_at_twice_before_it_is_refused(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, TEST_ACCOUNT("t", "7"),
                                              TEST_ACCOUNT("t", "7"), END };
    const struct sigv4_rules rules = { .now_s = FAKE_NOW_S, .skew_s = 300, .regions = STR("*") };
    const struct principal *principal;
    struct ring ring;
    open_ring(&ring, steps, true);
    CU_ASSERT_EQUAL(epoch_of(&ring, false, false), 7);
    const struct request *request = signed_request((struct signed_call){ .secret = "wrong" });
    CU_ASSERT_EQUAL(
        sigv4_verify(ring.x.arena, request, &rules, &ring.source, &principal, &ring.x.f), -1);
    CU_ASSERT_EQUAL(ring.x.f.code, FAULT_SIGNATURE_MISMATCH);
    close_ring(&ring);
}

static void
access_is_revoked_when_the_database_says_so_and_not_when_it_says_nothing(void)
{
    static const struct {
        struct fake_step row;
        bool revoked;
    } cases[] = {
        { TEST_ACCOUNT("t", "7"), false },
        { TEST_ACCOUNT("t", "8"), true },
        { TEST_ACCOUNT("f", "7"), true },
        { TEST_ACCOUNT("t", NULL), false },
        { NO_ROW, true },
        { STEP_SQLSTATE(EXECUTE, ERROR, "XX000"), false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const struct fake_step steps[] = { CONNECT, PREPARE, TEST_ACCOUNT("t", "7"), cases[i].row,
                                           END };
        struct ring ring;
        open_ring(&ring, steps, true);
        const struct principal *principal =
            signer_of(ring.x.arena, (struct signed_call){ 0 }, &ring.source);
        CU_ASSERT_EQUAL(credentials_revoked(ring.credentials, ring.x.arena, principal),
                        cases[i].revoked);
        close_ring(&ring);
    }
}

#define OPENED(epoch, usable)                                              \
    {                                                                      \
        .action = FAKE_EXECUTE, .columns = 2, .values = {(epoch), usable } \
    }

static void
a_test_account_is_opened_unless_it_is_suspended(void)
{
    static const struct {
        struct fake_step row;
        int result;
        enum fault_code code;
    } cases[] = {
        { OPENED("0", "t"), 0, NO_FAULT },
        { OPENED("3", "f"), -1, FAULT_UNKNOWN_KEY },
        { OPENED("x", "t"), -1, FAULT_INTERNAL },
        { OPENED(NULL, "t"), -1, FAULT_INTERNAL },
        { NO_ROW, -1, FAULT_INTERNAL },
        { STEP_SQLSTATE(EXECUTE, ERROR, "XX000"), -1, FAULT_DATABASE_FAILED },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const struct fake_step steps[] = { CONNECT, PREPARE, cases[i].row, END };
        struct ring ring;
        int64_t epoch = 42;
        open_ring(&ring, steps, true);
        ring.x.f.code = NO_FAULT;
        CU_ASSERT_EQUAL(credentials_open_test_account(ring.credentials, ring.x.arena, STR(ACCOUNT),
                                                      &epoch, &ring.x.f),
                        cases[i].result);
        CU_ASSERT_EQUAL(ring.x.f.code, cases[i].code);
        CU_ASSERT_EQUAL(epoch, cases[i].result == 0 ? 0 : epoch);
        close_ring(&ring);
    }
}

/* Gives a token of a session that began at an epoch of its account. */
static struct str
token_of(const struct ring *ring, int epoch)
{
    struct str text =
        arena_format(test_arena(),
                     "{\"access_key_id\":\"" SESSION_KEY_ID "\",\"account_id\":\"" ACCOUNT "\","
                     "\"role\":\"Reader\",\"role_id\":\"AROA1\",\"name\":\"me\",\"issued_at\":"
                     "\"2026-11-22T03:00:00Z\",\"access_epoch\":%d,\"expires_s\":253402300799}",
                     epoch);
    struct json_object *description = json_tokener_parse(text.data);
    json_defer(test_arena(), description);
    return role_session_token_make(test_arena(), &ring->session_keys, STR(SESSION_KEY_ID),
                                   description);
}

static void
a_session_is_as_good_as_the_account_of_its_role(void)
{
    static const struct {
        struct fake_step row;
        int epoch; /* at which the session began */
        enum credential_state state;
    } cases[] = {
        { TEST_ACCOUNT("t", "7"), 7, CREDENTIAL_USABLE },
        { TEST_ACCOUNT("t", "8"), 7, CREDENTIAL_UNKNOWN },
        { TEST_ACCOUNT("f", "7"), 7, CREDENTIAL_DISABLED },
        { NO_ROW, 7, CREDENTIAL_UNKNOWN },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const struct fake_step steps[] = { CONNECT, PREPARE, cases[i].row, END };
        struct ring ring;
        open_ring(&ring, steps, true);
        CU_ASSERT_EQUAL(ring.source.lookup(ring.source.context, ring.x.arena, STR(SESSION_KEY_ID),
                                           &today, token_of(&ring, cases[i].epoch), false,
                                           &ring.found, &ring.x.f),
                        0);
        CU_ASSERT_EQUAL(ring.found.state, cases[i].state);
        CU_ASSERT_STR_EQUAL(ring.found.session.name, STR("me"));
        CU_ASSERT_STRING_EQUAL(fake_pq_parameter(0), ACCOUNT);
        close_ring(&ring);
    }
}

static void
forgetting_a_session_forgets_its_account(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, TEST_ACCOUNT("t", "7"),
                                              TEST_ACCOUNT("t", "8"), END };
    struct ring ring;
    open_ring(&ring, steps, true);
    struct str secret = role_session_secret(test_arena(), &ring.session_keys, STR(SESSION_KEY_ID));
    const struct principal *principal =
        signer_of(ring.x.arena,
                  (struct signed_call){ .key_id = SESSION_KEY_ID,
                                        .secret = arena_copy(test_arena(), secret).data,
                                        .token = token_of(&ring, 7).data },
                  &ring.source);
    credentials_forget(ring.credentials, principal);
    CU_ASSERT_EQUAL(epoch_of(&ring, false, false), 8);
    close_ring(&ring);
}

SUITE(credentials)
{
    static const struct test_case cases[] = {
        { "a good key is asked for once", a_good_key_is_asked_for_once },
        { "a key is remembered for the scope that was asked for, and no other",
          a_key_is_remembered_for_the_scope_that_was_asked_for_and_no_other },
        { "a fresh look takes the place of what was remembered",
          a_fresh_look_takes_the_place_of_what_was_remembered },
        { "a key that is good no more is forgotten", a_key_that_is_good_no_more_is_forgotten },
        { "a refusal and an account without a row are asked for each time",
          a_refusal_and_an_account_without_a_row_are_asked_for_each_time },
        { "a database that fails says nothing of the key, and nothing is forgotten",
          a_database_that_fails_says_nothing_of_the_key_and_nothing_is_forgotten },
        { "a secret of another key or account, and no secret at all, are our own failure",
          a_secret_of_another_key_or_account_and_no_secret_at_all_are_our_own_failure },
        { "no row makes a test account where they are off",
          no_row_makes_a_test_account_where_they_are_off },
        { "an epoch that is none is our own failure", an_epoch_that_is_none_is_our_own_failure },
        { "a key that is forgotten is asked for again",
          a_key_that_is_forgotten_is_asked_for_again },
        { "a wrong secret is looked at twice before it is refused",
          a_wrong_secret_is_looked_at_twice_before_it_is_refused },
        { "access is revoked when the database says so, and not when it says nothing",
          access_is_revoked_when_the_database_says_so_and_not_when_it_says_nothing },
        { "a test account is opened unless it is suspended",
          a_test_account_is_opened_unless_it_is_suspended },
        { "a session is as good as the account of its role",
          a_session_is_as_good_as_the_account_of_its_role },
        { "forgetting a session forgets its account", forgetting_a_session_forgets_its_account },
        { NULL, NULL },
    };
    return cases;
}
