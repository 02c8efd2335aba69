/*
 * Hex, base64url, percent-encoding, UTF-8 and JSON strings, on both sides of what each accepts.
 */
#include "base/codec.h"

#include "harness.h"

static struct str
bytes_of(const uint8_t *bytes, size_t size)
{
    return (struct str){ (const char *)bytes, size };
}

static void
hex_is_written_in_lower_case(void)
{
    CU_ASSERT_STR_EQUAL(hex_encode(test_arena(), "\x00\x0f\xf0\xff\xAb", 5), STR("000ff0ffab"));
    CU_ASSERT_EQUAL(hex_encode(test_arena(), "", 0).size, 0);
}

static void
hex_is_read_in_one_spelling(void)
{
    static const char *const bad[] = { "",     "00f",  "00ff0",  "00ff00", "00fF",
                                       "00g0", "0 ff", "\\x00f", "00/f",   "00f:" };
    uint8_t bytes[2] = { 7, 7 };
    CU_ASSERT_EQUAL(hex_decode(STR("a0ff"), bytes, 2), 0);
    CU_ASSERT_STR_EQUAL(bytes_of(bytes, 2), STR("\xa0\xff"));
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        uint8_t untouched[2] = { 7, 7 };
        CU_ASSERT_EQUAL(hex_decode(str_from(bad[i]), untouched, 2), -1);
        CU_ASSERT_STR_EQUAL(bytes_of(untouched, 2), STR("\7\7"));
    }
    CU_ASSERT_EQUAL(hex_decode(STR(""), bytes, 0), 0);
}

/* RFC 4648 section 10, without the padding, and the two digits that differ from plain base64. */
static const struct {
    struct str bytes, text;
} base64url_pairs[] = {
    { { "", 0 }, { "", 0 } },
    { { "f", 1 }, { "Zg", 2 } },
    { { "fo", 2 }, { "Zm8", 3 } },
    { { "foo", 3 }, { "Zm9v", 4 } },
    { { "foob", 4 }, { "Zm9vYg", 6 } },
    { { "fooba", 5 }, { "Zm9vYmE", 7 } },
    { { "foobar", 6 }, { "Zm9vYmFy", 8 } },
    { { "\xfb\xff\xbf", 3 }, { "-_-_", 4 } },
    { { "\0\0", 2 }, { "AAA", 3 } },
};

static void
base64url_goes_both_ways(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(base64url_pairs); i++) {
        struct str bytes = base64url_pairs[i].bytes, text = base64url_pairs[i].text, back;
        CU_ASSERT_STR_EQUAL(base64url_encode(test_arena(), bytes.data, bytes.size), text);
        CU_ASSERT_EQUAL_FATAL(base64url_decode(test_arena(), text, &back), 0);
        CU_ASSERT_STR_EQUAL(back, bytes);
    }
}

static void
base64url_has_one_spelling(void)
{
    static const char *const bad[] = {
        "A",    "Zm9vY", "Zg==", "Zg=",     "Zm9v\n", " Zm9v",
        "+/+/", "Zh",    "Zm9",  "Zm9vYmF", "Z.",     "\xC3\xA4",
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        struct str back = STR("untouched");
        CU_ASSERT_EQUAL(base64url_decode(test_arena(), str_from(bad[i]), &back), -1);
        CU_ASSERT_STR_EQUAL(back, STR("untouched"));
    }
    struct str back;
    CU_ASSERT_EQUAL(base64url_decode(test_arena(), STR("Zm\0v"), &back), -1);
}

static struct str
encoded(struct str s, bool keep_slash)
{
    struct buf buf;
    buf_init(&buf, test_arena());
    percent_encode(&buf, s, keep_slash);
    return buf_str(&buf);
}

static void
percent_encoding_spares_the_unreserved(void)
{
    struct str unreserved =
        STR("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");
    CU_ASSERT_STR_EQUAL(encoded(unreserved, false), unreserved);
    CU_ASSERT_STR_EQUAL(encoded(STR("a/b c+d%41"), false), STR("a%2Fb%20c%2Bd%2541"));
    CU_ASSERT_STR_EQUAL(encoded(STR("/a/b c"), true), STR("/a/b%20c"));
    CU_ASSERT_STR_EQUAL(encoded(STR("\0\x7f\xC3\xA4"), false), STR("%00%7F%C3%A4"));
    size_t spared = 0;
    for (unsigned byte = 0; byte < 256; byte++) {
        char c = (char)byte;
        spared += encoded((struct str){ &c, 1 }, false).size == 1;
    }
    CU_ASSERT_EQUAL(spared, unreserved.size);
}

static void
percent_decoding_is_strict(void)
{
    static const char *const bad[] = {
        "%", "%4", "a%", "a%4", "%4g", "%g4", "%%41", "% 41", "%-1"
    };
    struct str back;
    CU_ASSERT_EQUAL_FATAL(percent_decode(test_arena(), STR("a%2fb%2Fc+d%00e"), &back), 0);
    CU_ASSERT_STR_EQUAL(back, STR("a/b/c+d\0e"));
    CU_ASSERT_EQUAL_FATAL(percent_decode(test_arena(), STR("%2541"), &back), 0);
    CU_ASSERT_STR_EQUAL(back, STR("%41"));
    CU_ASSERT_EQUAL_FATAL(percent_decode(test_arena(), (struct str){ NULL, 0 }, &back), 0);
    CU_ASSERT_EQUAL(back.size, 0);
    /* A view that ends inside an escape is cut, whatever lies behind it. */
    CU_ASSERT_EQUAL(percent_decode(test_arena(), (struct str){ "%41", 2 }, &back), -1);
    CU_ASSERT_EQUAL(percent_decode(test_arena(), (struct str){ "%41", 1 }, &back), -1);
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        back = STR("untouched");
        CU_ASSERT_EQUAL(percent_decode(test_arena(), str_from(bad[i]), &back), -1);
        CU_ASSERT_STR_EQUAL(back, STR("untouched"));
    }
}

/* Both sides of every edge of Unicode's table 3-7. */
static const char *const utf8_good[] = {
    "",
    "abc\x7f",
    "\xC2\x80",
    "\xDF\xBF",
    "\xE0\xA0\x80",
    "\xE1\x80\x80",
    "\xEC\xBF\xBF",
    "\xED\x80\x80",
    "\xED\x9F\xBF",
    "\xEE\x80\x80",
    "\xEF\xBF\xBF",
    "\xF0\x90\x80\x80",
    "\xF1\x80\x80\x80",
    "\xF3\xBF\xBF\xBF",
    "\xF4\x80\x80\x80",
    "\xF4\x8F\xBF\xBF",
};
static const char *const utf8_bad[] = {
    "\x80",
    "\xBF",
    "\xC0\x80",
    "\xC0\xAF",
    "\xC1\xBF",
    "\xC2",
    "\xC2\x7F",
    "\xC2\xC0",
    "\xDF\xC0",
    "\xE0\x9F\xBF",
    "\xE0\x80\xAF",
    "\xE1\x7F\x80",
    "\xE1\x80",
    "\xE1\x80\x7F",
    "\xE1\x80\xC0",
    "\xED\xA0\x80",
    "\xED\xBF\xBF",
    "\xF0\x8F\xBF\xBF",
    "\xF0\x90\x80",
    "\xF1\x80\x80\xC0",
    "\xF4\x90\x80\x80",
    "\xF5\x80\x80\x80",
    "\xF8\x88\x80\x80\x80",
    "\xFE",
    "\xFF",
    "ok\xE2\x82",
};

static void
utf8_follows_the_table(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(utf8_good); i++)
        CU_ASSERT_TRUE(utf8_valid(str_from(utf8_good[i])));
    for (size_t i = 0; i < ARRAY_COUNT(utf8_bad); i++)
        CU_ASSERT_FALSE(utf8_valid(str_from(utf8_bad[i])));
    CU_ASSERT_TRUE(utf8_valid(STR("a\0b")));
    CU_ASSERT_FALSE(utf8_is_text(STR("a\0b")));
    CU_ASSERT_FALSE(utf8_is_text(STR("\xff")));
    CU_ASSERT_TRUE(utf8_is_text(STR("\xE2\x82\xAC\n")));
    CU_ASSERT_TRUE(utf8_valid((struct str){ NULL, 0 }));
    /* A view that ends inside a character is cut, whatever lies behind it. */
    CU_ASSERT_FALSE(utf8_valid((struct str){ "\xE2\x82\xAC", 2 }));
}

static void
texts_are_cut_between_characters(void)
{
    static const struct {
        const char *text;
        size_t size, left;
    } cuts[] = {
        { "abc", 4, 3 },
        { "abc", 3, 3 },
        { "abc", 2, 2 },
        { "abc", 0, 0 },
        { "a\xC3\xA4", 2, 1 },
        { "a\xE2\x82\xAC", 3, 1 },
        { "a\xE2\x82\xAC", 4, 4 },
        { "a\xE2\x82\xAC", 2, 1 },
        { "\xF0\x9F\x98\x80", 3, 0 },
        { "a\xF0\x9F\x98\x80z", 5, 5 },
        { "a\xF0\x9F\x98\x80z", 4, 1 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cuts); i++)
        CU_ASSERT_EQUAL(utf8_cut(str_from(cuts[i].text), cuts[i].size).size, cuts[i].left);
    /* Bytes that are no character at all are not followed back to the beginning. */
    CU_ASSERT_EQUAL(utf8_cut(STR("\x80\x80\x80\x80\x80\x80\x80\x80"), 6).size, 3);
    CU_ASSERT_EQUAL(utf8_cut((struct str){ NULL, 0 }, 5).size, 0);
}

static struct str
quoted(struct str s)
{
    struct buf buf;
    buf_init(&buf, test_arena());
    json_quote(&buf, s);
    return buf_str(&buf);
}

static void
json_strings_are_escaped(void)
{
    CU_ASSERT_STR_EQUAL(quoted(STR("")), STR("\"\""));
    CU_ASSERT_STR_EQUAL(quoted(STR("a\"b\\c/d")), STR("\"a\\\"b\\\\c/d\""));
    CU_ASSERT_STR_EQUAL(quoted(STR("\b\f\n\r\t")), STR("\"\\b\\f\\n\\r\\t\""));
    CU_ASSERT_STR_EQUAL(quoted(STR("\0\x1f\x20")), STR("\"\\u0000\\u001f \""));
    CU_ASSERT_STR_EQUAL(quoted(STR("\xC3\xA4\xF0\x9F\x98\x80")),
                        STR("\"\xC3\xA4\xF0\x9F\x98\x80\""));
}

static void
json_strings_are_always_utf8(void)
{
    CU_ASSERT_STR_EQUAL(quoted(STR("a\xFFz")), STR("\"a\xEF\xBF\xBDz\""));
    CU_ASSERT_STR_EQUAL(quoted(STR("\xE2\x82")), STR("\"\xEF\xBF\xBD\xEF\xBF\xBD\""));
    for (size_t i = 0; i < ARRAY_COUNT(utf8_bad); i++)
        CU_ASSERT_TRUE(utf8_valid(quoted(str_from(utf8_bad[i]))));
}

SUITE(codec)
{
    static const struct test_case cases[] = {
        { "hex is written in lower case", hex_is_written_in_lower_case },
        { "hex is read in lower case and the exact size only", hex_is_read_in_one_spelling },
        { "base64url without padding goes both ways", base64url_goes_both_ways },
        { "base64url with padding, foreign or spare bits is refused", base64url_has_one_spelling },
        { "percent-encoding spares the unreserved characters alone",
          percent_encoding_spares_the_unreserved },
        { "a percent sign without two hex digits is refused", percent_decoding_is_strict },
        { "UTF-8 is what Unicode's table says", utf8_follows_the_table },
        { "texts are cut between characters", texts_are_cut_between_characters },
        { "JSON strings are escaped", json_strings_are_escaped },
        { "bytes that are not UTF-8 become U+FFFD in JSON", json_strings_are_always_utf8 },
        { .name = NULL },
    };
    return cases;
}
