/*
 * Page tokens open for the listing that gave them and for nothing else.
 */
#include "wire/page_token.h"

#include "harness.h"

static const struct seal_key key = { .key = { 1, 2, 3 }, .id = "01234567" };
static const struct seal_key other_key = { .key = { 9 }, .id = "89abcdef" };

static void
a_token_gives_its_position_back(void)
{
    struct str token = page_token_make(test_arena(), &key, STR("listing"), STR("222222222222"));
    struct str after;
    CU_ASSERT_EQUAL_FATAL(page_token_open(test_arena(), &key, STR("listing"), token, &after), 0);
    CU_ASSERT_STR_EQUAL(after, STR("222222222222"));
}

static void
a_token_hides_its_position(void)
{
    struct str one = page_token_make(test_arena(), &key, STR("listing"), STR("222222222222"));
    struct str two = page_token_make(test_arena(), &key, STR("listing"), STR("222222222222"));
    CU_ASSERT_FALSE(str_equal(one, two));
}

static void
a_token_of_another_listing_or_key_is_refused(void)
{
    struct str token = page_token_make(test_arena(), &key, STR("listing"), STR("222222222222"));
    struct str after;
    CU_ASSERT_EQUAL(page_token_open(test_arena(), &key, STR("other"), token, &after), -1);
    CU_ASSERT_EQUAL(page_token_open(test_arena(), &other_key, STR("listing"), token, &after), -1);
}

static void
a_token_changed_in_any_byte_is_refused(void)
{
    struct str token = page_token_make(test_arena(), &key, STR("listing"), STR("222222222222"));
    struct str after;
    for (size_t i = 0; i < token.size; i++) {
        char *changed = arena_alloc(test_arena(), token.size);
        bytes_copy(changed, token.size, token.data, token.size);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CU_ASSERT_EQUAL(page_token_open(test_arena(), &key, STR("listing"),
                                        (struct str){ changed, token.size }, &after),
                        -1);
        CU_ASSERT_EQUAL(
            page_token_open(test_arena(), &key, STR("listing"), str_slice(token, 0, i), &after),
            -1);
    }
}

SUITE(page_token)
{
    static const struct test_case cases[] = {
        { "a token gives its position back", a_token_gives_its_position_back },
        { "a token hides its position", a_token_hides_its_position },
        { "a token of another listing or key is refused",
          a_token_of_another_listing_or_key_is_refused },
        { "a token changed in any byte is refused", a_token_changed_in_any_byte_is_refused },
        { NULL, NULL },
    };
    return cases;
}
