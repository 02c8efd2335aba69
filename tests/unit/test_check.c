/*
 * Each kind of value on both sides of its limits; a refusal begins with the field's name.
 */
#include "api/check.h"

#include "harness.h"
#include "services/sts/rows.h"

static struct str
repeat(const char *text, size_t count)
{
    struct str all = STR("");
    for (size_t i = 0; i < count; i++)
        all = arena_format(test_arena(), "%.*s%s", STR_PRINTF(all), text);
    return all;
}

static void
expect(int result, int expected, const struct fault *f)
{
    CU_ASSERT_EQUAL(result, expected);
    if (result < 0) {
        CU_ASSERT_EQUAL(f->code, FAULT_INVALID_INPUT);
        CU_ASSERT_TRUE(str_starts_with(str_from(f->reason), STR("Field ")));
    }
}

static void
each_kind_takes_what_its_row_allows_and_no_more(void)
{
    static const struct {
        const struct kind *kind;
        int64_t min, max;
        const char *text;
        int result;
    } rows[] = {
        { &kind_text, 1, 3, "abc", 0 },
        { &kind_text, 1, 3, "\xc3\xa9\xc3\xa9\xc3\xa9", 0 },
        { &kind_text, 1, 3, "abcd", -1 },
        { &kind_text, 1, 3, " \t", -1 },
        { &kind_text, 0, 3, "", 0 },
        { &kind_account, 0, 0, "11111111111", -1 },
        { &kind_account, 0, 0, "111111111111", 0 },
        { &kind_account, 0, 0, "1111111111111", -1 },
        { &kind_arn, 1, 9, "arn:aws:x", 0 },
        { &kind_arn, 1, 9, "arn:aws:xy", -1 },
        { &kind_arn, 1, 9, "arn:aw:x", -1 },
        { &kind_detector, 0, 0, "0123456789abcdef0123456789abcdef", 0 },
        { &kind_detector, 0, 0, "0123456789abcdef0123456789abcde", -1 },
        { &kind_detector, 0, 0, "0123456789abcdef0123456789abcdeff", -1 },
        { &kind_detector, 0, 0, "0123456789abcdef0123456789abcdeg", -1 },
        { &kind_refused, 0, 0, "", -1 },
        { &kind_choice, 0, 0, "ONE", 0 },
        { &kind_choice, 0, 0, "TWO", 0 },
        { &kind_choice, 0, 0, "ONE|TWO", -1 },
        { &kind_choice, 0, 0, "one", -1 },
        { &kind_number, 1, 50, "0", -1 },
        { &kind_number, 1, 50, "1", 0 },
        { &kind_number, 1, 50, "50", 0 },
        { &kind_number, 1, 50, "51", -1 },
        { &kind_switch, 0, 0, "True", 0 },
        { &kind_switch, 0, 0, "false", 0 },
        { &kind_switch, 0, 0, "1", -1 },
        { &kind_tag_key, 0, 0, "aws:x", -1 },
        { &kind_tag_key, 0, 0, "a b", -1 },
        { &kind_tag_key, 0, 0, "", -1 },
        { &kind_text_map, 0, 0, " ", -1 },
        { &kind_text_map, 0, 0, "a", 0 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct field field = { .name = "Field", .kind = rows[i].kind, .choices = "ONE|TWO" };
        struct fault f = { 0 };
        field.min = rows[i].min;
        field.max = rows[i].max;
        expect(check_text(&field, str_from(rows[i].text), &f), rows[i].result, &f);
    }
}

static void
long_values_have_limits_of_their_own(void)
{
    static const struct field key = { .name = "Field", .kind = &kind_tag_key },
                              token = { .name = "Field", .kind = &kind_page_token };
    struct fault f = { 0 };
    expect(check_text(&key, repeat("k", 128), &f), 0, &f);
    expect(check_text(&key, repeat("k", 129), &f), -1, &f);
    expect(check_text(&token, repeat("t", 1024), &f), 0, &f);
    expect(check_text(&token, repeat("t", 1025), &f), -1, &f);
    expect(check_map_value(&key, repeat("\xc3\xa9", 256), &f), 0, &f);
    expect(check_map_value(&key, repeat("\xc3\xa9", 257), &f), -1, &f);
}

static void
a_count_is_within_min_and_max(void)
{
    static const struct field field = { .name = "Field", .kind = &kind_list, .min = 1, .max = 3 };
    struct fault f = { 0 };
    for (size_t count = 0; count <= 4; count++)
        expect(check_count(&field, count, &f), count >= 1 && count <= 3 ? 0 : -1, &f);
}

static void
a_word_has_no_other_characters_than_its_own(void)
{
    static const struct {
        const char *text;
        int result;
    } rows[] = {
        { "a", -1 },   { "aZ", 0 },   { "a|09", 0 },      { "abcde", -1 },
        { "a b", -1 }, { "a-b", -1 }, { "\xc3\xa9", -1 }, { "", -1 },
    };
    const struct field field = {
        .name = "Field", .kind = &kind_word, .min = 2, .max = 4, .choices = "|"
    };
    struct fault f = { 0 };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        expect(check_text(&field, str_from(rows[i].text), &f), rows[i].result, &f);
}

static void
a_role_is_named_by_the_whole_of_its_arn(void)
{
    static const struct {
        const char *text;
        int result;
    } rows[] = {
        { "arn:aws:iam::111111111111:role/Name", 0 },
        { "arn:aws-cn:iam::111111111111:role/a/path/Na_me+=,.@-", 0 },
        { "arn:aws:iam::111111111111:role/", -1 },
        { "arn:aws:iam::111111111111:role/path/", -1 },
        { "arn:aws:iam::111111111111:user/Name", -1 },
        { "arn:aws:iam::11111111111:role/Name", -1 },
        { "arn:aws:iam:eu-west-1:111111111111:role/Name", -1 },
        { "arn:aws:sts::111111111111:role/Name", -1 },
        { "arn:gcp:iam::111111111111:role/Name", -1 },
        { "arn:awsome:iam::111111111111:role/Name", -1 },
        { "arn:aws-<:iam::111111111111:role/Name", -1 },
        { "arn:aws:iam::111111111111:role/a b/Name", -1 },
        { "arn:aws:iam::111111111111:role/\x01/Name", -1 },
        { "arm:aws:iam::111111111111:role/Name", -1 },
        { "arn:aws:iam::111111111111:role/Na me", -1 },
        { "arn:aws:iam::111111111111:role/Na:me", -1 },
        { "arn:aws:iam::111111111111:role", -1 },
        { "", -1 },
    };
    const struct field field = { .name = "RoleArn", .kind = &kind_role, .min = 20, .max = 2048 };
    struct str prefix = STR("arn:aws:iam::111111111111:role/");
    struct fault f;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        CU_ASSERT_EQUAL(check_text(&field, str_from(rows[i].text), &f), rows[i].result);
    for (size_t size = 64; size <= 65; size++) {
        struct str name = arena_format(test_arena(), "%.*s%.*s", STR_PRINTF(prefix),
                                       STR_PRINTF(repeat("x", size)));
        CU_ASSERT_EQUAL(check_text(&field, name, &f), size == 64 ? 0 : -1);
    }
    for (size_t size = 510; size <= 511; size++) {
        struct str path = arena_format(test_arena(), "%.*s%.*s/x", STR_PRINTF(prefix),
                                       STR_PRINTF(repeat("p", size)));
        CU_ASSERT_EQUAL(check_text(&field, path, &f), size == 510 ? 0 : -1);
    }
}

SUITE(check)
{
    static const struct test_case cases[] = {
        { "each kind takes what its row allows and no more",
          each_kind_takes_what_its_row_allows_and_no_more },
        { "long values have limits of their own", long_values_have_limits_of_their_own },
        { "a count is within min and max", a_count_is_within_min_and_max },
        { "a word has no other characters than its own",
          a_word_has_no_other_characters_than_its_own },
        { "a role is named by the whole of its ARN", a_role_is_named_by_the_whole_of_its_arn },
        { NULL, NULL },
    };
    return cases;
}
