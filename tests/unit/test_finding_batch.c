/*
 * What becomes of a batch of findings before the database sees it: the good ones go in, each of the
 * others is told what is wrong with it.
 */
#include "api/field.h"
#include "base/buf.h"
#include "harness.h"
#include "services/securityhub/rows.h"
#include "wire/json_tree.h"

#define HEAD                                                                           \
    "{\"SchemaVersion\":\"2018-10-08\",\"Id\":\"i\",\"ProductArn\":\"arn:aws:x:y:z\"," \
    "\"GeneratorId\":\"g\",\"AwsAccountId\":\"111111111111\","                         \
    "\"CreatedAt\":\"2019-01-01T00:00:00Z\",\"UpdatedAt\":\"2019-01-01T00:00:00Z\","   \
    "\"Title\":\"t\",\"Description\":\"d\",\"Resources\":[{\"Type\":\"a\",\"Id\":\"b\"}]"
#define ADHERES "Finding does not adhere to Amazon Finding Format. "

/* Reads a list of findings; gives {"findings": [..], "failed": [..]}, NULL where it is refused. */
static struct node *
batch(struct str findings)
{
    struct node *given, *sorted;
    struct str text;
    struct fault f;
    struct str body = arena_format(test_arena(), "{\"Findings\":%.*s}", STR_PRINTF(findings));
    CU_ASSERT_EQUAL_FATAL(json_tree(test_arena(), body, &given, &f), 0);
    if (kind_findings.read(test_arena(), &fields_import_findings[0],
                           tree_member(given, STR("Findings")), &text, &f) < 0)
        return NULL;
    CU_ASSERT_EQUAL_FATAL(json_tree(test_arena(), text, &sorted, &f), 0);
    return sorted;
}

static struct str
message(struct str finding)
{
    struct node *sorted = batch(arena_format(test_arena(), "[%.*s]", STR_PRINTF(finding)));
    CU_ASSERT_PTR_NOT_NULL_FATAL(sorted);
    struct node *failed = tree_member(sorted, STR("failed"));
    if (failed->count == 0)
        return STR("");
    CU_ASSERT_EQUAL(tree_member(sorted, STR("findings"))->count, 0);
    return tree_member(failed->first, STR("message"))->text;
}

static void
a_severity_has_to_be_somewhere(void)
{
    static const struct {
        const char *members;
        struct str message;
    } rows[] = {
        { ",\"Severity\":{\"Label\":\"LOW\"}", STR("") },
        { ",\"Severity\":{\"Normalized\":0}", STR("") },
        { ",\"FindingProviderFields\":{\"Severity\":{\"Label\":\"LOW\"}}", STR("") },
        { ",\"Severity\":{\"Product\":1},\"FindingProviderFields\":{\"Severity\":{\"Label\":\"LOW\"}}",
          STR("") },
        { "", STR(ADHERES "data should have required property 'Severity', data should have "
                          "required property 'FindingProviderFields', data should match some "
                          "schema in anyOf.") },
        { ",\"Severity\":{\"Original\":\"x\"}",
          STR(ADHERES "data should have required property 'FindingProviderFields', data should "
                      "match some schema in anyOf.") },
        { ",\"FindingProviderFields\":{\"Types\":[]}",
          STR(ADHERES "data should have required property 'Severity', data should match some "
                      "schema in anyOf.") },
        { ",\"Severity\":{\"Product\":2.0},\"FindingProviderFields\":{}",
          STR(ADHERES "data should match some schema in anyOf.") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        CU_ASSERT_STR_EQUAL(message(arena_format(test_arena(), HEAD "%s}", rows[i].members)),
                            rows[i].message);
}

static void
the_good_go_in_and_the_bad_are_told_by_their_ids(void)
{
    const char *good = HEAD ",\"Severity\":{\"Label\":\"LOW\"}}";
    struct node *sorted =
        batch(arena_format(test_arena(), "[1,%s,{\"Id\":\"bad\"},{\"Id\":7},%s,null]", good, good));
    CU_ASSERT_PTR_NOT_NULL_FATAL(sorted);
    CU_ASSERT_EQUAL(tree_member(sorted, STR("findings"))->count, 2);
    static const char *const ids[] = { "Findings[0]", "bad", "Findings[3]", "Findings[5]" };
    const struct node *failed = tree_member(sorted, STR("failed"))->first;
    for (size_t i = 0; i < ARRAY_COUNT(ids); i++, failed = failed->next) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(failed);
        CU_ASSERT_STR_EQUAL(tree_member(failed, STR("id"))->text, str_from(ids[i]));
        CU_ASSERT_STR_EQUAL(tree_member(failed, STR("code"))->text, STR("InvalidInput"));
    }
    CU_ASSERT_PTR_NULL(failed);
}

static void
a_batch_has_one_to_a_hundred(void)
{
    static const struct {
        size_t count;
        bool good;
    } rows[] = { { 0, false }, { 1, true }, { 100, true }, { 101, false } };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct buf list;
        buf_init(&list, test_arena());
        for (size_t n = 0; n < rows[i].count; n++)
            buf_add(&list, n > 0 ? STR(",{}") : STR("{}"));
        CU_ASSERT_EQUAL(batch(arena_format(test_arena(), "[%.*s]", STR_PRINTF(buf_str(&list)))) !=
                            NULL,
                        rows[i].good);
    }
    CU_ASSERT_PTR_NULL(batch(STR("{}")));
    CU_ASSERT_PTR_NULL(batch(STR("\"x\"")));
}

static void
a_finding_has_at_most_240_kb(void)
{
    enum { KB240 = 240 * 1024 };
    for (size_t more = 0; more < 2; more++) {
        struct buf spaces;
        struct str end = STR(",\"Severity\":{\"Label\":\"LOW\"}}");
        buf_init(&spaces, test_arena());
        while (spaces.size < KB240 - (sizeof HEAD - 1) - end.size + more)
            buf_add_char(&spaces, ' ');
        struct str said = message(arena_format(test_arena(), HEAD "%.*s%.*s",
                                               STR_PRINTF(buf_str(&spaces)), STR_PRINTF(end)));
        CU_ASSERT_STR_EQUAL(said, more == 0 ? STR("") : STR("Finding size exceeded 240 KB"));
    }
}

SUITE(finding_batch)
{
    static const struct test_case cases[] = {
        { "a severity has to be somewhere", a_severity_has_to_be_somewhere },
        { "the good go in and the bad are told by their ids",
          the_good_go_in_and_the_bad_are_told_by_their_ids },
        { "a batch has one to a hundred", a_batch_has_one_to_a_hundred },
        { "a finding has at most 240 KB", a_finding_has_at_most_240_kb },
        { NULL, NULL },
    };
    return cases;
}
