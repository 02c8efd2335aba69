/*
 * Views: comparing, cutting, splitting and reading numbers.
 */
#include "base/str.h"

#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

static const struct str none = { NULL, 0 };

static void
views_of_text(void)
{
    CU_ASSERT_STR_EQUAL(str_from("abc"), STR("abc"));
    CU_ASSERT_PTR_NULL(str_from(NULL).data);
    CU_ASSERT_EQUAL(str_from(NULL).size, 0);
    CU_ASSERT_PTR_NOT_NULL(str_from("").data);
    CU_ASSERT_EQUAL(str_from("").size, 0);
}

static void
equality(void)
{
    CU_ASSERT_TRUE(str_equal(STR("a\0b"), STR("a\0b")));
    CU_ASSERT_FALSE(str_equal(STR("a\0b"), STR("a\0c")));
    CU_ASSERT_FALSE(str_equal(STR("ab"), STR("abc")));
    CU_ASSERT_TRUE(str_equal(none, STR("")));
    CU_ASSERT_TRUE(str_equal(none, none));
    CU_ASSERT_TRUE(str_equal_nocase(STR("X-Amz-Date"), STR("x-aMZ-dATE")));
    CU_ASSERT_FALSE(str_equal_nocase(STR("ab"), STR("abc")));
    CU_ASSERT_FALSE(str_equal_nocase(STR("ab"), STR("ac")));
    /* The neighbours of the letters, which a mask of bit 5 would confuse, and letters beyond ASCII.
     */
    CU_ASSERT_FALSE(str_equal_nocase(STR("@["), STR("`{")));
    CU_ASSERT_FALSE(str_equal_nocase(STR("\xC4"), STR("\xE4")));
}

static void
order(void)
{
    CU_ASSERT_EQUAL(str_compare(STR("ab"), STR("ab")), 0);
    CU_ASSERT_TRUE(str_compare(STR("ab"), STR("abc")) < 0);
    CU_ASSERT_TRUE(str_compare(STR("abc"), STR("ab")) > 0);
    CU_ASSERT_TRUE(str_compare(STR("b"), STR("ab")) > 0);
    CU_ASSERT_TRUE(str_compare(STR("\xFF"), STR("a")) > 0);
    CU_ASSERT_EQUAL(str_compare(none, STR("")), 0);
    CU_ASSERT_TRUE(str_compare(none, STR("a")) < 0);
}

static void
ends(void)
{
    CU_ASSERT_TRUE(str_starts_with(STR("x-amz-date"), STR("x-amz-")));
    CU_ASSERT_TRUE(str_starts_with(STR("x"), none));
    CU_ASSERT_TRUE(str_starts_with(none, none));
    CU_ASSERT_FALSE(str_starts_with(STR("x-am"), STR("x-amz-")));
    CU_ASSERT_FALSE(str_starts_with(STR("y-amz-"), STR("x-amz-")));
    CU_ASSERT_TRUE(str_ends_with(STR("a.example"), STR(".example")));
    CU_ASSERT_TRUE(str_ends_with(STR("a"), STR("")));
    CU_ASSERT_FALSE(str_ends_with(STR("ple"), STR("example")));
    CU_ASSERT_FALSE(str_ends_with(STR("examplf"), STR("example")));
}

static void
find_and_slice(void)
{
    CU_ASSERT_EQUAL(str_find(STR("a?b?"), '?'), 1);
    CU_ASSERT_EQUAL(str_find(STR("ab"), '?'), 2);
    CU_ASSERT_EQUAL(str_find(none, '?'), 0);
    CU_ASSERT_STR_EQUAL(str_slice(STR("abcdef"), 2, 3), STR("cde"));
    CU_ASSERT_STR_EQUAL(str_slice(STR("abcdef"), 4, SIZE_MAX), STR("ef"));
    CU_ASSERT_STR_EQUAL(str_slice(STR("abc"), 3, 1), STR(""));
    CU_ASSERT_STR_EQUAL(str_slice(STR("abc"), SIZE_MAX, SIZE_MAX), STR(""));
    CU_ASSERT_PTR_NOT_NULL(str_slice(STR("abc"), 9, 1).data);
    CU_ASSERT_PTR_NULL(str_slice(none, 1, 1).data);
}

static void
tokens(void)
{
    struct str rest = STR("a,,b,"), token;
    static const char *const expected[] = { "a", "", "b", "" };
    for (size_t i = 0; i < ARRAY_COUNT(expected); i++) {
        CU_ASSERT_TRUE_FATAL(str_next(&rest, ',', &token));
        CU_ASSERT_STR_EQUAL(token, str_from(expected[i]));
    }
    CU_ASSERT_PTR_NULL(rest.data);
    CU_ASSERT_FALSE(str_next(&rest, ',', &token));
    rest = STR("");
    CU_ASSERT_TRUE(str_next(&rest, ',', &token));
    CU_ASSERT_EQUAL(token.size, 0);
    CU_ASSERT_FALSE(str_next(&rest, ',', &token));
    rest = none;
    CU_ASSERT_FALSE(str_next(&rest, ',', &token));
}

static void
trimming(void)
{
    CU_ASSERT_STR_EQUAL(str_trim(STR(" \ta b\t ")), STR("a b"));
    CU_ASSERT_STR_EQUAL(str_trim(STR(" \t ")), STR(""));
    CU_ASSERT_STR_EQUAL(str_trim(STR("\na\r")), STR("\na\r"));
    CU_ASSERT_EQUAL(str_trim(none).size, 0);
}

static void
digits(void)
{
    CU_ASSERT_TRUE(str_is_digits(STR("012345678901"), 12));
    CU_ASSERT_FALSE(str_is_digits(STR("01234567890"), 12));
    CU_ASSERT_FALSE(str_is_digits(STR("0123456789012"), 12));
    CU_ASSERT_FALSE(str_is_digits(STR("01234567890a"), 12));
    CU_ASSERT_FALSE(str_is_digits(STR("01234567890/"), 12));
    CU_ASSERT_FALSE(str_is_digits(STR("01234567890:"), 12));
    CU_ASSERT_FALSE(str_is_digits(STR("\xD9\xA1"), 2));
    CU_ASSERT_TRUE(str_is_digits(none, 0));
}

static void
numbers_are_read(void)
{
    static const struct {
        const char *text;
        int64_t min, max, value;
    } good[] = {
        { "0", 0, 0, 0 },
        { "1", 1, 50, 1 },
        { "50", 1, 50, 50 },
        { "-5", -5, -5, -5 },
        { "9223372036854775807", INT64_MIN, INT64_MAX, INT64_MAX },
        { "-9223372036854775808", INT64_MIN, INT64_MAX, INT64_MIN },
    };
    for (size_t i = 0; i < ARRAY_COUNT(good); i++) {
        int64_t value = 77;
        CU_ASSERT_EQUAL(str_to_int64(str_from(good[i].text), good[i].min, good[i].max, &value), 0);
        CU_ASSERT_EQUAL(value, good[i].value);
    }
}

static void
numbers_are_refused(void)
{
    static const struct {
        const char *text;
        int64_t min, max;
    } bad[] = {
        { "", 0, 9 },
        { "-", -9, 9 },
        { "+1", 0, 9 },
        { "01", 0, 9 },
        { "-0", -9, 9 },
        { "-01", -9, 9 },
        { " 1", 0, 9 },
        { "1 ", 0, 9 },
        { "1x", 0, 99 },
        { "0x1", 0, 99 },
        { "1.0", 0, 99 },
        { "1e1", 0, 99 },
        { "--1", -9, 9 },
        { "0", 1, 50 },
        { "51", 1, 50 },
        { "-6", -5, 5 },
        { "00", 0, 9 },
        { "9223372036854775808", INT64_MIN, INT64_MAX },
        { "-9223372036854775809", INT64_MIN, INT64_MAX },
        { "99999999999999999999", INT64_MIN, INT64_MAX },
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        int64_t value = 77;
        CU_ASSERT_EQUAL(str_to_int64(str_from(bad[i].text), bad[i].min, bad[i].max, &value), -1);
        CU_ASSERT_EQUAL(value, 77);
    }
    int64_t value = 77;
    CU_ASSERT_EQUAL(str_to_int64(none, 0, 9, &value), -1);
    CU_ASSERT_EQUAL(str_to_int64(STR("1\0"), 0, 9, &value), -1);
}

static void
copies_that_fit(void)
{
    char place[4] = "....";
    bytes_copy(place, sizeof place, "abcd", 4);
    CU_ASSERT_STR_EQUAL(((struct str){ place, 4 }), STR("abcd"));
    bytes_copy(NULL, 0, NULL, 0);
}

static void
a_copy_that_does_not_fit_aborts(void)
{
    pid_t child = fork();
    CU_ASSERT_TRUE_FATAL(child >= 0);
    if (child == 0) {
        char place[4];
        /* The value comes from outside the compiler's sight: it would refuse the call. */
        volatile size_t size = 5;
        bytes_copy(place, sizeof place, "abcde", size);
        _exit(0);
    }
    int status;
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT_TRUE(WIFSIGNALED(status));
}

SUITE(str)
{
    static const struct test_case cases[] = {
        { "a view of NULL has no data", views_of_text },
        { "equality looks at all bytes and at ASCII case only", equality },
        { "order is by bytes, a prefix first", order },
        { "prefix and suffix longer than the text do not match", ends },
        { "slices are cut to what there is", find_and_slice },
        { "a trailing separator gives one last empty token", tokens },
        { "trimming takes spaces and tabs off and nothing else", trimming },
        { "digits are ASCII digits, exactly as many as asked for", digits },
        { "numbers within their limits are read", numbers_are_read },
        { "numbers that are malformed or beyond their limits are refused", numbers_are_refused },
        { "a copy may fill its place", copies_that_fit },
        { "a copy beyond its place aborts", a_copy_that_does_not_fit_aborts },
        { .name = NULL },
    };
    return cases;
}
