/*
 * The verifier's memory of relationships: what was put in is there, wherever the table grew to.
 */
#include "verify/map.h"

#include <string.h>

#include "harness.h"

/* More than the table begins with, and than one block holds. */
enum { MANY = 5000 };

static struct audit_map_key
key_of(uint32_t scope, const char *administrator, int member)
{
    struct audit_map_key key = { .scope = scope };
    struct str text = arena_format(test_arena(), "%012d", member);
    CU_ASSERT_EQUAL(account_text_read(str_from(administrator), &key.administrator), 0);
    CU_ASSERT_EQUAL(account_text_read(text, &key.member), 0);
    return key;
}

static void
an_entry_is_made_once_and_stays_where_it_is(void)
{
    struct audit_map map;
    struct audit_map_key keys[] = { key_of(1, "111111111111", 2), key_of(2, "111111111111", 2),
                                    key_of(1, "333333333333", 2) };
    struct audit_map_entry *first[3];
    bool made;
    audit_map_init(&map);
    for (size_t i = 0; i < 3; i++) {
        first[i] = audit_map_get(&map, &keys[i], &made);
        CU_ASSERT_TRUE(made);
        CU_ASSERT_EQUAL(first[i]->sequence, 0);
        first[i]->sequence = (int64_t)i + 1;
    }
    for (int member = 10; member < MANY; member++) {
        struct audit_map_key key = key_of(1, "111111111111", member);
        audit_map_get(&map, &key, &made)->sequence = member;
        CU_ASSERT_TRUE(made);
    }
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_PTR_EQUAL(audit_map_get(&map, &keys[i], &made), first[i]);
        CU_ASSERT_FALSE(made);
        CU_ASSERT_EQUAL(first[i]->sequence, (int64_t)i + 1);
    }
    for (int member = 10; member < MANY; member++) {
        struct audit_map_key key = key_of(1, "111111111111", member);
        CU_ASSERT_EQUAL(audit_map_get(&map, &key, &made)->sequence, member);
        CU_ASSERT_FALSE(made);
    }
    audit_map_release(&map);
}

static void
who_chooses_keys_cannot_choose_their_places(void)
{
    struct audit_map maps[2];
    bool made;
    for (size_t i = 0; i < ARRAY_COUNT(maps); i++) {
        audit_map_init(&maps[i]);
        for (int member = 0; member < 100; member++) {
            struct audit_map_key key = key_of(1, "111111111111", member);
            audit_map_get(&maps[i], &key, &made);
        }
    }
    CU_ASSERT_NOT_EQUAL(
        memcmp(maps[0].slots, maps[1].slots, maps[0].capacity * sizeof *maps[0].slots), 0);
    audit_map_release(&maps[0]);
    audit_map_release(&maps[1]);
}

static void
all_entries_are_told_in_the_order_in_which_they_were_made(void)
{
    struct audit_map map;
    bool made;
    audit_map_init(&map);
    for (int member = 0; member < MANY; member++) {
        struct audit_map_key key = key_of(1, "111111111111", member);
        audit_map_get(&map, &key, &made)->sequence = member;
        audit_map_get(&map, &key, &made);
    }
    CU_ASSERT_EQUAL_FATAL(map.count, MANY);
    for (int member = 0; member < MANY; member++)
        CU_ASSERT_EQUAL(audit_map_at(&map, (size_t)member)->sequence, member);
    audit_map_release(&map);
}

static void
an_account_has_at_most_sixteen_characters(void)
{
    struct account_text account;
    CU_ASSERT_EQUAL(account_text_read(STR(""), &account), -1);
    CU_ASSERT_EQUAL(account_text_read(STR("1"), &account), 0);
    CU_ASSERT_STR_EQUAL(account_text_str(&account), STR("1"));
    CU_ASSERT_EQUAL(account_text_read(STR("1234567890123456"), &account), 0);
    CU_ASSERT_STR_EQUAL(account_text_str(&account), STR("1234567890123456"));
    CU_ASSERT_EQUAL(account_text_read(STR("12345678901234567"), &account), -1);
}

SUITE(audit_map)
{
    static const struct test_case cases[] = {
        { "an entry is made once and stays where it is",
          an_entry_is_made_once_and_stays_where_it_is },
        { "who chooses keys cannot choose their places",
          who_chooses_keys_cannot_choose_their_places },
        { "all entries are told in the order in which they were made",
          all_entries_are_told_in_the_order_in_which_they_were_made },
        { "an account has at most sixteen characters", an_account_has_at_most_sixteen_characters },
        { NULL, NULL },
    };
    return cases;
}
