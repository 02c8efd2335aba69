/*
 * A token opens with its own key id and master key alone, and the secret follows from the key id.
 */
#include "auth/role_session.h"

#include <json-c/json.h>

#include "base/json.h"
#include "harness.h"

#define KEY_ID STR("ASIAABCDEFGHIJKLMNOP")

static const struct seal_key master = { .key = { 1, 2, 3 }, .id = "01234567" };

static struct role_session_keys
keys_of(const struct seal_key *key)
{
    struct role_session_keys keys;
    role_session_keys_derive(key, &keys);
    return keys;
}

static struct str
token_for(const struct role_session_keys *keys, struct str key_id, const char *description)
{
    struct json_object *json = json_tokener_parse(description);
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    json_defer(test_arena(), json);
    return role_session_token_make(test_arena(), keys, key_id, json);
}

#define DESCRIPTION                                                                \
    "{\"access_key_id\":\"ASIAABCDEFGHIJKLMNOP\",\"account_id\":\"111111111111\"," \
    "\"role\":\"Reader\",\"role_id\":\"AROA1\",\"name\":\"me\",\"issued_at\":"     \
    "\"2026-11-22T03:00:00Z\",\"expires_s\":1795319100}"

static void
a_token_says_what_it_was_made_of(void)
{
    struct role_session_keys keys = keys_of(&master);
    struct role_session session;
    CU_ASSERT_EQUAL_FATAL(role_session_token_open(test_arena(), &keys, KEY_ID,
                                                  token_for(&keys, KEY_ID, DESCRIPTION), &session),
                          0);
    CU_ASSERT_STR_EQUAL(session.account_id, STR("111111111111"));
    CU_ASSERT_STR_EQUAL(session.role, STR("Reader"));
    CU_ASSERT_STR_EQUAL(session.role_id, STR("AROA1"));
    CU_ASSERT_STR_EQUAL(session.name, STR("me"));
    CU_ASSERT_STR_EQUAL(session.issued_at, STR("2026-11-22T03:00:00Z"));
    CU_ASSERT_EQUAL(session.expires_s, 1795319100);
}

static void
what_a_session_hands_on_is_its_tags_and_source_identity(void)
{
    static const struct {
        const char *more, *source_identity, *handed_on;
    } rows[] = {
        { "", NULL, "{}" },
        { ",\"source_identity\":\"jo\"", "jo", "{\"source_identity\":\"jo\"}" },
        { ",\"tags\":[{\"key\":\"a\",\"value\":\"b\",\"transitive\":true}]", NULL,
          "{\"tags\":[{\"key\":\"a\",\"value\":\"b\",\"transitive\":true}]}" },
    };
    struct role_session_keys keys = keys_of(&master);
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct role_session session;
        const char *description =
            arena_format(test_arena(), "{\"account_id\":\"111111111111\"%s}", rows[i].more).data;
        CU_ASSERT_EQUAL_FATAL(role_session_token_open(test_arena(), &keys, KEY_ID,
                                                      token_for(&keys, KEY_ID, description),
                                                      &session),
                              0);
        CU_ASSERT_EQUAL(session.source_identity.data != NULL, rows[i].source_identity != NULL);
        if (rows[i].source_identity != NULL)
            CU_ASSERT_STR_EQUAL(session.source_identity, str_from(rows[i].source_identity));
        CU_ASSERT_STR_EQUAL(session.handed_on, str_from(rows[i].handed_on));
    }
}

static void
another_key_id_or_master_key_does_not_open(void)
{
    static const struct seal_key other_master = { .key = { 1, 2, 4 }, .id = "01234567" };
    struct role_session_keys keys = keys_of(&master), others = keys_of(&other_master);
    struct role_session session;
    struct str token = token_for(&keys, KEY_ID, DESCRIPTION);
    CU_ASSERT_EQUAL(role_session_token_open(test_arena(), &others, KEY_ID, token, &session), -1);
    CU_ASSERT_EQUAL(
        role_session_token_open(test_arena(), &keys, STR("ASIAABCDEFGHIJKLMNOQ"), token, &session),
        -1);
    CU_ASSERT_EQUAL(role_session_token_open(test_arena(), &keys, STR(""), token, &session), -1);
}

static void
each_changed_byte_and_each_beginning_is_refused(void)
{
    struct role_session_keys keys = keys_of(&master);
    struct role_session session;
    struct str token = token_for(&keys, KEY_ID, DESCRIPTION);
    char *changed = arena_alloc(test_arena(), token.size);
    for (size_t i = 0; i < token.size; i++) {
        bytes_copy(changed, token.size, token.data, token.size);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CU_ASSERT_EQUAL(role_session_token_open(test_arena(), &keys, KEY_ID,
                                                (struct str){ changed, token.size }, &session),
                        -1);
        CU_ASSERT_EQUAL(
            role_session_token_open(test_arena(), &keys, KEY_ID, str_slice(token, 0, i), &session),
            -1);
    }
}

static void
what_is_sealed_but_describes_no_account_is_no_session(void)
{
    static const char *const descriptions[] = { "{}", "[]", "1", "{\"account_id\":1}",
                                                "{\"account_id\":\"\"}" };
    struct role_session_keys keys = keys_of(&master);
    struct role_session session;
    for (size_t i = 0; i < ARRAY_COUNT(descriptions); i++)
        CU_ASSERT_EQUAL(role_session_token_open(test_arena(), &keys, KEY_ID,
                                                token_for(&keys, KEY_ID, descriptions[i]),
                                                &session),
                        -1);
}

static void
a_secret_belongs_to_its_key_id_and_master_key(void)
{
    static const struct seal_key other_master = { .key = { 1, 2, 4 }, .id = "01234567" };
    struct role_session_keys keys = keys_of(&master), others = keys_of(&other_master);
    struct str secret = role_session_secret(test_arena(), &keys, KEY_ID);
    CU_ASSERT_EQUAL(secret.size, 40);
    CU_ASSERT_STR_EQUAL(role_session_secret(test_arena(), &keys, KEY_ID), secret);
    CU_ASSERT_FALSE(str_equal(role_session_secret(test_arena(), &others, KEY_ID), secret));
    CU_ASSERT_FALSE(
        str_equal(role_session_secret(test_arena(), &keys, STR("ASIAABCDEFGHIJKLMNOQ")), secret));
}

static void
key_ids_are_new_each_time_and_of_their_form(void)
{
    struct str first = role_session_key_id(test_arena()),
               second = role_session_key_id(test_arena());
    CU_ASSERT_FALSE(str_equal(first, second));
    CU_ASSERT_TRUE(str_starts_with(first, STR("ASIA")));
    CU_ASSERT_EQUAL(first.size, 20);
    for (size_t i = 0; i < first.size; i++)
        CU_ASSERT_TRUE((first.data[i] >= 'A' && first.data[i] <= 'Z') ||
                       (first.data[i] >= '2' && first.data[i] <= '7'));
}

SUITE(role_session)
{
    static const struct test_case cases[] = {
        { "a token says what it was made of", a_token_says_what_it_was_made_of },
        { "what a session hands on is its tags and source identity",
          what_a_session_hands_on_is_its_tags_and_source_identity },
        { "another key id or master key does not open",
          another_key_id_or_master_key_does_not_open },
        { "each changed byte and each beginning is refused",
          each_changed_byte_and_each_beginning_is_refused },
        { "what is sealed but describes no account is no session",
          what_is_sealed_but_describes_no_account_is_no_session },
        { "a secret belongs to its key id and master key",
          a_secret_belongs_to_its_key_id_and_master_key },
        { "key ids are new each time and of their form",
          key_ids_are_new_each_time_and_of_their_form },
        { NULL, NULL },
    };
    return cases;
}
