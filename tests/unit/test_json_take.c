/*
 * Taking JSON apart: what json_quote() and PostgreSQL write comes back, and whatever is cut short
 * or spelled otherwise is refused without a byte read behind it.
 */
#include "base/json_take.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/codec.h"
#include "harness.h"

/* Takes a string off a copy of `text` that ends where its memory does, so that ASan sees whoever
 * reads on; gives it with what is left, "value|rest", or "?" where it is refused. */
static struct str
taken(struct str text, bool in_place)
{
    char *memory = malloc(text.size > 0 ? text.size : 1);
    bytes_copy(memory, text.size, text.data, text.size);
    struct str rest = { memory, text.size }, value, result = STR("?");
    if (json_take_string(&rest, in_place ? memory : NULL, &value))
        result = arena_format(test_arena(), "%.*s|%.*s", STR_PRINTF(value), STR_PRINTF(rest));
    free(memory);
    return result;
}

static void
a_string_is_taken_with_its_last_quote(void)
{
    static const struct {
        struct str text, taken;
    } table[] = {
        { STR("\""), STR("|") },
        { STR("abc\",\"d\":"), STR("abc|,\"d\":") },
        { STR("\xC3\xA9\x01\"}"), STR("\xC3\xA9\x01|}") },
        { STR("abc"), STR("?") },
        { STR(""), STR("?") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        CU_ASSERT_STR_EQUAL(taken(table[i].text, false), table[i].taken);
        CU_ASSERT_STR_EQUAL(taken(table[i].text, true), table[i].taken);
    }
}

static void
escapes_are_undone_where_there_is_room_for_it(void)
{
    static const struct {
        struct str text, taken;
    } table[] = {
        { STR("a\\\"b\"c"), STR("a\"b|c") },
        { STR("\\\\\""), STR("\\|") },
        { STR("\\b\\f\\n\\r\\t\" "), STR("\b\f\n\r\t| ") },
        { STR("\\u0001\\u001f\\u007f\""), STR("\x01\x1f\x7f|") },
        { STR("\\\\u0001\""), STR("\\u0001|") },
        /* What json_quote() never writes. */
        { STR("\\u0080\""), STR("?") },
        { STR("\\u00e9\""), STR("?") },
        { STR("\\u001F\""), STR("?") },
        { STR("\\uD83D\\uDE00\""), STR("?") },
        { STR("\\x\""), STR("?") },
        { STR("\\\0\""), STR("?") },
        /* Cut short. */
        { STR("\\"), STR("?") },
        { STR("\\\""), STR("?") },
        { STR("\\u"), STR("?") },
        { STR("\\u00"), STR("?") },
        { STR("\\u001"), STR("?") },
        { STR("\\u0001"), STR("?") },
        { STR("a\\nb"), STR("?") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        CU_ASSERT_STR_EQUAL(taken(table[i].text, true), table[i].taken);
        CU_ASSERT_STR_EQUAL(taken(table[i].text, false), STR("?"));
    }
}

static void
whatever_was_quoted_comes_back(void)
{
    char all[128];
    struct buf quoted;
    struct str value;
    for (size_t i = 0; i < sizeof all; i++)
        all[i] = (char)i;
    buf_init(&quoted, test_arena());
    json_quote(&quoted, (struct str){ all, sizeof all });
    struct str rest = buf_str(&quoted);
    char *room = arena_alloc(test_arena(), rest.size);
    CU_ASSERT_TRUE(json_take(&rest, STR("\"")));
    CU_ASSERT_TRUE(json_take_string(&rest, room, &value));
    CU_ASSERT_STR_EQUAL(value, ((struct str){ all, sizeof all }));
    CU_ASSERT_EQUAL(rest.size, 0);
}

static void
nothing_is_taken_but_what_stands_in_front(void)
{
    struct str rest = STR("{\"a\"");
    CU_ASSERT_FALSE(json_take(&rest, STR("\"a\"")));
    CU_ASSERT_FALSE(json_take(&rest, STR("{\"a\":")));
    CU_ASSERT_STR_EQUAL(rest, STR("{\"a\""));
    CU_ASSERT_TRUE(json_take(&rest, STR("{\"")));
    CU_ASSERT_STR_EQUAL(rest, STR("a\""));
}

static void
white_space_before_a_mark_is_passed_over(void)
{
    struct str rest = STR("[{ , \n {");
    CU_ASSERT_TRUE(json_take_mark(&rest, '['));
    CU_ASSERT_FALSE(json_take_mark(&rest, ','));
    CU_ASSERT_TRUE(json_take_mark(&rest, '{'));
    CU_ASSERT_TRUE(json_take_mark(&rest, ','));
    CU_ASSERT_FALSE(json_take_mark(&rest, ','));
    CU_ASSERT_STR_EQUAL(rest, STR(" \n {"));
    CU_ASSERT_TRUE(json_take_mark(&rest, '{'));
    CU_ASSERT_FALSE(json_take_mark(&rest, '{'));
    CU_ASSERT_EQUAL(rest.size, 0);
}

SUITE(json_take)
{
    static const struct test_case cases[] = {
        { "a string is taken with its last quote", a_string_is_taken_with_its_last_quote },
        { "escapes are undone where there is room for it",
          escapes_are_undone_where_there_is_room_for_it },
        { "whatever was quoted comes back", whatever_was_quoted_comes_back },
        { "nothing is taken but what stands in front", nothing_is_taken_but_what_stands_in_front },
        { "white space before a mark is passed over", white_space_before_a_mark_is_passed_over },
        { NULL, NULL },
    };
    return cases;
}
