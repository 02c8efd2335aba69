/*
 * What a document is told by the tables of its form: both sides of each limit, and the place that a
 * sentence names.
 */
#include "wire/schema.h"

#include "base/codec.h"
#include "harness.h"
#include "wire/json_tree.h"

static const struct schema any_text = { .kind = SCHEMA_TEXT };
static const struct schema text = { .kind = SCHEMA_TEXT, .min = 1, .max = 3 };
static const struct schema word = { .kind = SCHEMA_TEXT, .choices = "ON|OFF" };
static const struct schema account = { .kind = SCHEMA_ACCOUNT };
static const struct schema moment = { .kind = SCHEMA_TIME };
static const struct schema percent = {
    .kind = SCHEMA_INTEGER, .bounded = true, .min = 0, .max = 100
};
static const struct schema integer = { .kind = SCHEMA_INTEGER };
static const struct schema number = { .kind = SCHEMA_NUMBER };
static const struct schema truth = { .kind = SCHEMA_SWITCH };
static const struct schema list = { .kind = SCHEMA_LIST, .min = 1, .max = 2, .of = &text };
static const struct schema map = { .kind = SCHEMA_MAP, .max = 2, .name_max = 4, .of = &text };
static const struct schema_member of_inner[] = { { "Must", &text, true },
                                                 { "List", &list, false },
                                                 { NULL, NULL, false } };
static const struct schema inner = { .kind = SCHEMA_OBJECT, .members = of_inner };
static const struct schema closed = { .kind = SCHEMA_OBJECT, .members = of_inner, .closed = true };
static const struct schema inners = { .kind = SCHEMA_LIST, .of = &inner };
static const struct schema_member of_document[] = {
    { "Any", &any_text, false },  { "Text", &text, false },     { "Word", &word, false },
    { "Owner", &account, false }, { "At", &moment, false },     { "Percent", &percent, false },
    { "Whole", &integer, false }, { "Number", &number, false }, { "Truth", &truth, false },
    { "List", &list, false },     { "Map", &map, false },       { "Inner", &inner, false },
    { "Closed", &closed, false }, { "Inners", &inners, false }, { NULL, NULL, false },
};
static const struct schema document = { .kind = SCHEMA_OBJECT, .members = of_document };

/* Writes a document; gives what is wrong with it, empty where nothing is. */
static struct str
write(struct str given, struct str *ret_text)
{
    struct schema_faults faults;
    struct buf buf;
    struct node *node;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(json_tree(test_arena(), given, &node, &f), 0);
    buf_init(&buf, test_arena());
    schema_faults_init(&faults, test_arena());
    schema_write(&document, node, STR("data"), &buf, &faults);
    *ret_text = buf_str(&buf);
    CU_ASSERT_EQUAL(faults.count == 0, buf_str(&faults.text).size == 0);
    return buf_str(&faults.text);
}

static void
what_adheres_is_written_as_it_was_given(void)
{
    static const struct str rows[] = {
        STR("{}"),
        STR("{\"Any\":\"\"}"),
        STR("{\"Text\":\"a\"}"),
        STR("{\"Text\":\"\xc3\xa9\xc3\xa9\xc3\xa9\"}"), /* characters, not bytes */
        STR("{\"Word\":\"OFF\"}"),
        STR("{\"Owner\":\"012345678901\"}"),
        STR("{\"Percent\":0}"),
        STR("{\"Percent\":100}"),
        STR("{\"Whole\":-9223372036854775808}"),
        STR("{\"Number\":2.0}"),
        STR("{\"Number\":-1e300}"),
        STR("{\"Number\":7}"),
        STR("{\"Truth\":false}"),
        STR("{\"List\":[\"a\"]}"),
        STR("{\"List\":[\"a\",\"b\"]}"),
        STR("{\"Map\":{}}"),
        STR("{\"Map\":{\"'\\\"\":\"a\",\"abcd\":\"b\"}}"),
        STR("{\"Inner\":{\"Must\":\"a\",\"List\":[\"b\"]}}"),
        STR("{\"Inners\":[]}"),
        STR("{\"Inners\":[{\"Must\":\"a\"},{\"Must\":\"b\"}]}"),
        STR("{\"Any\":\"\\u0001\\n/\xf0\x9f\x98\x80\"}"),
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct str written;
        CU_ASSERT_STR_EQUAL(write(rows[i], &written), STR(""));
        CU_ASSERT_STR_EQUAL(written, rows[i]);
    }
}

static void
what_does_not_adhere_is_told_with_its_place(void)
{
    static const struct {
        struct str given, sentence;
    } rows[] = {
        { STR("{\"Text\":\"\"}"), STR("data.Text should NOT be shorter than 1 characters") },
        { STR("{\"Text\":\"abcd\"}"), STR("data.Text should NOT be longer than 3 characters") },
        { STR("{\"Text\":1}"), STR("data.Text should be string") },
        { STR("{\"Text\":null}"), STR("data.Text should be string") },
        { STR("{\"Word\":\"O\"}"), STR("data.Word should be equal to one of the allowed values") },
        { STR("{\"Word\":\"ON|OFF\"}"),
          STR("data.Word should be equal to one of the allowed values") },
        { STR("{\"Word\":\"\"}"), STR("data.Word should be equal to one of the allowed values") },
        { STR("{\"Owner\":\"12345678901\"}"),
          STR("data.Owner should match pattern \"^[0-9]{12}$\"") },
        { STR("{\"Owner\":123456789012}"), STR("data.Owner should be string") },
        { STR("{\"Percent\":-1}"), STR("data.Percent should be >= 0") },
        { STR("{\"Percent\":101}"), STR("data.Percent should be <= 100") },
        { STR("{\"Percent\":1.5}"), STR("data.Percent should be integer") },
        { STR("{\"Percent\":\"1\"}"), STR("data.Percent should be integer") },
        { STR("{\"Number\":\"1\"}"), STR("data.Number should be number") },
        { STR("{\"Truth\":\"true\"}"), STR("data.Truth should be boolean") },
        { STR("{\"List\":{}}"), STR("data.List should be array") },
        { STR("{\"List\":[]}"), STR("data.List should NOT have fewer than 1 items") },
        { STR("{\"List\":[\"a\",\"b\",\"c\"]}"),
          STR("data.List should NOT have more than 2 items") },
        { STR("{\"List\":[\"a\",2]}"), STR("data.List[1] should be string") },
        { STR("{\"Map\":[]}"), STR("data.Map should be object") },
        { STR("{\"Map\":{\"a\":\"\"}}"),
          STR("data.Map['a'] should NOT be shorter than 1 characters") },
        { STR("{\"Map\":{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\"}}"),
          STR("data.Map should NOT have more than 2 properties") },
        { STR("{\"Map\":{\"\":\"1\"}}"), STR("data.Map property name '' is invalid") },
        { STR("{\"Map\":{\"abcde\":\"1\"}}"), STR("data.Map property name 'abcd' is invalid") },
        { STR("{\"Inner\":{}}"), STR("data.Inner should have required property 'Must'") },
        { STR("{\"Inners\":[{\"Must\":\"a\"},{\"Must\":\"a\",\"List\":[\"b\",\"\"]}]}"),
          STR("data.Inners[1].List[1] should NOT be shorter than 1 characters") },
        { STR("{\"Closed\":{\"Must\":\"a\",\"Else\":1}}"),
          STR("data.Closed.Else should NOT be there: it is no property") },
        { STR("{\"Text\":1,\"Truth\":2}"),
          STR("data.Text should be string, data.Truth should be boolean") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct str written;
        CU_ASSERT_STR_EQUAL(write(rows[i].given, &written), rows[i].sentence);
    }
}

static void
what_the_form_does_not_know_is_left_out(void)
{
    struct str written;
    CU_ASSERT_STR_EQUAL(write(STR("{\"X\":[{}],\"Text\":\"a\",\"text\":1,\"Inner\":{\"Y\":null,"
                                  "\"Must\":\"b\",\"Z\":\"c\"},\"V\":1}"),
                              &written),
                        STR(""));
    CU_ASSERT_STR_EQUAL(written, STR("{\"Text\":\"a\",\"Inner\":{\"Must\":\"b\"}}"));
}

static void
a_moment_has_at_most_milliseconds_and_keeps_its_zone(void)
{
    static const struct {
        struct str given, written;
    } rows[] = {
        { STR("2019-01-01T00:00:00Z"), STR("2019-01-01T00:00:00Z") },
        { STR("2019-01-01t00:00:00.1z"), STR("2019-01-01t00:00:00.1z") },
        { STR("2019-01-01T00:00:00.123Z"), STR("2019-01-01T00:00:00.123Z") },
        { STR("2019-01-01T00:00:00.123999999+05:30"), STR("2019-01-01T00:00:00.123+05:30") },
        { STR("2019-01-01T00:00:00.0001-0530"), STR("2019-01-01T00:00:00.000-0530") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct str written;
        struct str given =
            arena_format(test_arena(), "{\"At\":\"%.*s\"}", STR_PRINTF(rows[i].given));
        CU_ASSERT_STR_EQUAL(write(given, &written), STR(""));
        CU_ASSERT_STR_EQUAL(
            written, arena_format(test_arena(), "{\"At\":\"%.*s\"}", STR_PRINTF(rows[i].written)));
    }
}

static void
what_is_no_moment_is_told_the_pattern(void)
{
    static const struct str rows[] = {
        STR("{\"At\":\"2019-01-01\"}"),
        STR("{\"At\":\"2019-02-29T00:00:00Z\"}"),
        STR("{\"At\":\"2019-01-01T00:00:00.Z\"}"),
        STR("{\"At\":\"\"}"),
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct str written;
        CU_ASSERT_TRUE(str_starts_with(write(rows[i], &written),
                                       STR("data.At should match pattern \"(\\d\\d\\d\\d)-")));
    }
}

static void
sentences_are_no_more_than_a_reader_needs(void)
{
    struct str written, given = STR("{\"Inners\":[");
    for (size_t i = 0; i < 1000; i++)
        given = arena_format(test_arena(), "%.*s%s1", STR_PRINTF(given), i > 0 ? "," : "");
    given = arena_format(test_arena(), "%.*s]}", STR_PRINTF(given));
    struct str sentences = write(given, &written), sentence;
    size_t count = 0;
    while (str_next(&sentences, ',', &sentence))
        count++;
    CU_ASSERT_EQUAL(count, SCHEMA_FAULTS_MAX);
}

static void
a_long_name_is_cut_between_characters_in_its_sentence(void)
{
    struct str written, name = STR("");
    for (size_t i = 0; i < 1000; i++)
        name = arena_format(test_arena(), "%.*s\xf0\x9f\x98\x80", STR_PRINTF(name));
    struct str sentence =
        write(arena_format(test_arena(), "{\"Map\":{\"a%.*s\":1}}", STR_PRINTF(name)), &written);
    CU_ASSERT_TRUE(sentence.size < 512);
    CU_ASSERT_TRUE(utf8_is_text(sentence));
}

SUITE(schema)
{
    static const struct test_case cases[] = {
        { "what adheres is written as it was given", what_adheres_is_written_as_it_was_given },
        { "what does not adhere is told with its place",
          what_does_not_adhere_is_told_with_its_place },
        { "what the form does not know is left out", what_the_form_does_not_know_is_left_out },
        { "a moment has at most milliseconds and keeps its zone",
          a_moment_has_at_most_milliseconds_and_keeps_its_zone },
        { "what is no moment is told the pattern", what_is_no_moment_is_told_the_pattern },
        { "sentences are no more than a reader needs", sentences_are_no_more_than_a_reader_needs },
        { "a long name is cut between characters in its sentence",
          a_long_name_is_cut_between_characters_in_its_sentence },
        { NULL, NULL },
    };
    return cases;
}
