/*
 * JSON objects as views and as text, and that the arena lets go of them.
 */
#include "base/json.h"

#include <json-c/json.h>

#include "harness.h"

static void
a_string_is_viewed_with_every_byte(void)
{
    struct json_object *json = json_object_new_string_len("a\0b", 3);
    CU_ASSERT_STR_EQUAL(json_text(json), STR("a\0b"));
    json_object_put(json);
}

static void
a_value_is_rendered_compact_and_with_its_slashes(void)
{
    struct json_object *json = json_object_new_object();
    json_object_object_add(json, "a", json_object_new_string("b/c"));
    json_object_object_add(json, "d", NULL);
    CU_ASSERT_STR_EQUAL(json_rendered(test_arena(), json), STR("{\"a\":\"b/c\",\"d\":null}"));
    CU_ASSERT_STR_EQUAL(json_rendered(test_arena(), NULL), STR("null"));
    json_object_put(json);
}

static void
count_release(struct json_object *json, void *counter)
{
    (void)json;
    ++*(int *)counter;
}

static void
a_deferred_object_goes_with_the_arena(void)
{
    int released = 0;
    struct arena *arena = arena_new(4096);
    struct json_object *json = json_object_new_object();
    json_object_set_userdata(json, &released, count_release);
    json_defer(arena, json);
    json_defer(arena, NULL);
    CU_ASSERT_EQUAL(released, 0);
    arena_free(arena);
    CU_ASSERT_EQUAL(released, 1);
}

SUITE(json)
{
    static const struct test_case cases[] = {
        { "a string is viewed with every byte", a_string_is_viewed_with_every_byte },
        { "a value is rendered compact and with its slashes",
          a_value_is_rendered_compact_and_with_its_slashes },
        { "a deferred object goes with the arena", a_deferred_object_goes_with_the_arena },
        { NULL, NULL },
    };
    return cases;
}
