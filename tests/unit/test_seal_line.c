/*
 * A line of the seal file and its strict reader.
 */
#include "audit/seal_line.h"

#include "base/attributes.h"
#include "base/codec.h"
#include "harness.h"

#define HEX16 "000102030405060708090a0b0c0d0e0f"
#define SIGNATURE HEX16 HEX16 HEX16 HEX16
#define LINE(number, record, signature) \
    "{\"number\":" number ",\"record\":\"" record "\",\"signature\":\"" signature "\"}"
#define KNOWN LINE("42", "first\\nsecond\\n", SIGNATURE) "\n"

static void
known_line_goes_both_ways(void)
{
    struct seal_line line;
    CU_ASSERT_EQUAL_FATAL(seal_line_parse(test_arena(), STR(KNOWN), &line), 0);
    CU_ASSERT_EQUAL(line.number, 42);
    CU_ASSERT_STR_EQUAL(line.record, STR("first\nsecond\n"));
    CU_ASSERT_STR_EQUAL(hex_encode(test_arena(), line.signature, sizeof line.signature),
                        STR(SIGNATURE));
    CU_ASSERT_STR_EQUAL(seal_line_render(test_arena(), &line), STR(KNOWN));
}

static void
every_escape_goes_both_ways(void)
{
    struct seal_line line = { .number = 42, .record = STR("a\"b\\n\x01\n") }, again;
    struct str text = seal_line_render(test_arena(), &line);
    CU_ASSERT_EQUAL_FATAL(seal_line_parse(test_arena(), text, &again), 0);
    CU_ASSERT_STR_EQUAL(again.record, line.record);
}

static void
expect_refused(struct str text)
{
    struct seal_line line = { .number = 7 };
    CU_ASSERT_EQUAL(seal_line_parse(test_arena(), text, &line), -1);
    CU_ASSERT_EQUAL(line.number, 7);
}

static void
other_lines_are_refused(void)
{
    static const char *const rows[] = {
        "",
        "\n",
        "{}\n",
        LINE("0", "r", SIGNATURE) "\n",
        LINE("042", "r", SIGNATURE) "\n",
        LINE("-1", "r", SIGNATURE) "\n",
        LINE("\"42\"", "r", SIGNATURE) "\n",
        LINE("9223372036854775808", "r", SIGNATURE) "\n",
        LINE(" 42", "r", SIGNATURE) "\n",
        LINE("42", "r", HEX16) "\n",
        LINE("42", "r", SIGNATURE "00") "\n",
        LINE("42", "r", HEX16 HEX16 HEX16 "000102030405060708090A0B0C0D0E0F") "\n",
        LINE("42", "a\\u000ab", SIGNATURE) "\n",
        LINE("42", "a\\/b", SIGNATURE) "\n",
        LINE("42", "a\nb", SIGNATURE) "\n",
        LINE("42", "a\tb", SIGNATURE) "\n",
        LINE("42", "a\xff", SIGNATURE) "\n",
        LINE("42", "r", SIGNATURE),
        LINE("42", "r", SIGNATURE) "\r\n",
        LINE("42", "r", SIGNATURE) "\n\n",
        LINE("42", "r", SIGNATURE) " \n",
        " " LINE("42", "r", SIGNATURE) "\n",
        KNOWN KNOWN,
        "{\"record\":\"r\",\"number\":42,\"signature\":\"" SIGNATURE "\"}\n",
        "{\"number\": 42,\"record\":\"r\",\"signature\":\"" SIGNATURE "\"}\n",
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        expect_refused(str_from(rows[i]));
    expect_refused((struct str){ NULL, 0 });
}

static void
torn_lines_are_refused(void)
{
    struct str text = STR(KNOWN);
    for (size_t size = 0; size < text.size; size++)
        expect_refused(str_slice(text, 0, size));
}

static void
longest_line(void)
{
    struct seal_line line = { .number = 42, .record = STR("") };
    size_t rest = SEAL_LINE_MAX - seal_line_render(test_arena(), &line).size;
    char *record = arena_alloc(test_arena(), rest + 1);
    for (size_t i = 0; i <= rest; i++)
        record[i] = 'x';
    line.record = (struct str){ record, rest };
    struct str text = seal_line_render(test_arena(), &line);
    CU_ASSERT_EQUAL(text.size, SEAL_LINE_MAX);
    struct seal_line again;
    CU_ASSERT_EQUAL(seal_line_parse(test_arena(), text, &again), 0);
    line.record.size++;
    expect_refused(seal_line_render(test_arena(), &line));
}

SUITE(seal_line)
{
    static const struct test_case cases[] = {
        { "a known line goes both ways", known_line_goes_both_ways },
        { "every escape goes both ways", every_escape_goes_both_ways },
        { "any other spelling is refused", other_lines_are_refused },
        { "a line that is cut anywhere is refused", torn_lines_are_refused },
        { "a line of the greatest size is read and a longer one refused", longest_line },
        { .name = NULL },
    };
    return cases;
}
