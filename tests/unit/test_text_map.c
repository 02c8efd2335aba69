/*
 * The table from texts to values: as many as one likes, each found again, none for another.
 */
#include "base/text_map.h"

#include <stdint.h>

#include "base/attributes.h"
#include "harness.h"

enum { MANY = 50000, LIMIT = 64 * 1024 * 1024 };

static struct str
name(int i)
{
    return arena_format(test_arena(), "eu-west-%d", i);
}

static void
many_keys_are_told_apart(void)
{
    struct text_map map;
    bool made;
    text_map_init(&map, sizeof(int), LIMIT);
    for (int i = 0; i < MANY; i++) {
        *(int *)text_map_get(&map, name(i), &made) = i;
        CU_ASSERT_TRUE(made);
    }
    CU_ASSERT_EQUAL(map.count, MANY);
    for (int i = 0; i < MANY; i++) {
        CU_ASSERT_EQUAL(*(int *)text_map_get(&map, name(i), &made), i);
        CU_ASSERT_FALSE(made);
        CU_ASSERT_STR_EQUAL(map.entries[i].key, name(i));
    }
    CU_ASSERT_PTR_NULL(text_map_find(&map, name(MANY)));
    text_map_release(&map);
}

static void
keys_of_any_bytes_and_sizes_are_told_apart(void)
{
    static const struct str keys[] = {
        STR(""),           STR("\0"),
        STR("\0\0"),       STR("a"),
        STR("a\0"),        STR("1234567"),
        STR("12345678"),   STR("123456789"),
        STR("12345678\0"), STR("12345678\0\0\0\0\0\0\0\0"),
    };
    struct text_map map;
    text_map_init(&map, sizeof(size_t), LIMIT);
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++)
        *(size_t *)text_map_get(&map, keys[i], NULL) = i;
    CU_ASSERT_EQUAL(map.count, ARRAY_COUNT(keys));
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++)
        CU_ASSERT_EQUAL(*(size_t *)text_map_find(&map, keys[i]), i);
    text_map_release(&map);
}

static void
values_begin_as_zeros_and_stay_where_they_are(void)
{
    struct text_map map;
    text_map_init(&map, sizeof(int64_t), LIMIT);
    int64_t *first = text_map_get(&map, STR("first"), NULL);
    CU_ASSERT_EQUAL(*first, 0);
    *first = 7;
    for (int i = 0; i < MANY; i++)
        text_map_get(&map, name(i), NULL);
    CU_ASSERT_PTR_EQUAL(text_map_find(&map, STR("first")), first);
    CU_ASSERT_EQUAL(*first, 7);
    text_map_release(&map);
}

SUITE(text_map)
{
    static const struct test_case cases[] = {
        { "many keys are told apart", many_keys_are_told_apart },
        { "keys of any bytes and sizes are told apart",
          keys_of_any_bytes_and_sizes_are_told_apart },
        { "values begin as zeros and stay where they are",
          values_begin_as_zeros_and_stay_where_they_are },
        { .name = NULL },
    };
    return cases;
}
