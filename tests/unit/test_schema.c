/*
 * A document is checked against its form, place by place, and written as far as the form knows it.
 */
#include "wire/schema.h"

#include "harness.h"
#include "services/securityhub/rows.h"
#include "wire/json_tree.h"

static const struct schema word = { .kind = SCHEMA_TEXT, .choices = "ONE|TWO" };
static const struct schema text = { .kind = SCHEMA_TEXT, .min = 1, .max = 3 };
static const struct schema number = { .kind = SCHEMA_INTEGER, .bounded = true, .max = 5 };
static const struct schema real = { .kind = SCHEMA_NUMBER };
static const struct schema truth = { .kind = SCHEMA_SWITCH };
static const struct schema moment = { .kind = SCHEMA_TIME };
static const struct schema account = { .kind = SCHEMA_ACCOUNT };
static const struct schema list = { .kind = SCHEMA_LIST, .min = 1, .max = 2, .of = &text };
static const struct schema map = { .kind = SCHEMA_MAP, .max = 2, .name_max = 2, .of = &text };
static const struct schema_member members[] = {
    { "Word", &word, false }, { "Text", &text, false },       { "Number", &number, false },
    { "Real", &real, false }, { "Truth", &truth, false },     { "Moment", &moment, false },
    { "List", &list, false }, { "Account", &account, false }, { "Map", &map, false },
    { "Must", &text, true },  { NULL, NULL, false },
};
static const struct schema object = { .kind = SCHEMA_OBJECT, .members = members };

/* What is wrong with a document, or what is written of it. */
static struct str
checked(const char *document)
{
    struct node *node;
    struct fault f;
    struct schema_faults faults;
    struct buf written;
    CU_ASSERT_EQUAL_FATAL(json_tree(test_arena(), str_from(document), &node, &f), 0);
    schema_faults_init(&faults, test_arena());
    buf_init(&written, test_arena());
    schema_write(&object, node, STR("data"), &written, &faults);
    return faults.count > 0 ? buf_str(&faults.text) : buf_str(&written);
}

static void
what_is_wrong_is_said_with_its_place(void)
{
    static const struct {
        const char *document, *said;
    } rows[] = {
        { "{}", "data should have required property 'Must'" },
        { "{\"Must\":1}", "data.Must should be string" },
        { "{\"Must\":\"\"}", "data.Must should NOT be shorter than 1 characters" },
        { "{\"Must\":\"abcd\"}", "data.Must should NOT be longer than 3 characters" },
        { "{\"Must\":\"a\",\"Word\":\"one\"}",
          "data.Word should be equal to one of the allowed values" },
        { "{\"Must\":\"a\",\"Number\":6}", "data.Number should be <= 5" },
        { "{\"Must\":\"a\",\"Number\":-1}", "data.Number should be >= 0" },
        { "{\"Must\":\"a\",\"Number\":1.5}", "data.Number should be integer" },
        { "{\"Must\":\"a\",\"Real\":\"1\"}", "data.Real should be number" },
        { "{\"Must\":\"a\",\"Truth\":null}", "data.Truth should be boolean" },
        { "{\"Must\":\"a\",\"List\":{}}", "data.List should be array" },
        { "{\"Must\":\"a\",\"List\":[]}", "data.List should NOT have fewer than 1 items" },
        { "{\"Must\":\"a\",\"List\":[\"a\",\"\",\"c\"]}",
          "data.List should NOT have more than 2 items, data.List[1] should NOT be shorter than 1 "
          "characters" },
        { "{\"Must\":\"a\",\"Map\":{\"k\":5}}", "data.Map['k'] should be string" },
        { "{\"Must\":\"a\",\"Map\":{\"abc\":\"a\"}}", "data.Map property name 'ab' is invalid" },
        { "{\"Must\":\"a\",\"Account\":\"1\"}",
          "data.Account should match pattern \"^[0-9]{12}$\"" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        CU_ASSERT_STR_EQUAL(checked(rows[i].document), str_from(rows[i].said));
}

static void
what_the_form_knows_is_written_and_nothing_else(void)
{
    CU_ASSERT_STR_EQUAL(checked("{ \"No\": [1], \"Must\": \"\\u00e4\\\"\", \"Real\": 2, \"List\": "
                                "[\"a\"], \"Map\": {\"k\": \"v\"}, \"Truth\": true}"),
                        STR("{\"Must\":\"\xc3\xa4\\\"\",\"Real\":2,\"List\":[\"a\"],"
                            "\"Map\":{\"k\":\"v\"},\"Truth\":true}"));
    CU_ASSERT_STR_EQUAL(checked("{\"Must\":\"a\",\"Moment\":\"2019-01-01T00:00:00.1239+01:00\"}"),
                        STR("{\"Must\":\"a\",\"Moment\":\"2019-01-01T00:00:00.123+01:00\"}"));
}

static void
a_document_with_many_faults_is_told_twenty(void)
{
    struct buf document;
    buf_init(&document, test_arena());
    buf_add(&document, STR("{\"Must\":\"a\",\"List\":[\"\""));
    for (int i = 0; i < 1000; i++)
        buf_add(&document, STR(",\"\""));
    buf_add(&document, STR("]}"));
    struct str said = checked(buf_str(&document).data);
    size_t sentences = 0;
    struct str rest = said, piece;
    while (str_next(&rest, ',', &piece))
        sentences++;
    CU_ASSERT_EQUAL(sentences, SCHEMA_FAULTS_MAX);
}

SUITE(schema)
{
    static const struct test_case cases[] = {
        { "what is wrong is said with its place", what_is_wrong_is_said_with_its_place },
        { "what the form knows is written and nothing else",
          what_the_form_knows_is_written_and_nothing_else },
        { "a document with many faults is told twenty",
          a_document_with_many_faults_is_told_twenty },
        { NULL, NULL },
    };
    return cases;
}
