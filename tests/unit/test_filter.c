/*
 * What a client asks of findings becomes conditions, whose texts are its operands alone.
 */
#include "api/filter.h"

#include "api/criteria.h"
#include "harness.h"
#include "services/guardduty/rows.h"
#include "services/securityhub/rows.h"
#include "wire/json_tree.h"

typedef int reader_fn(struct str text, struct str *ret_conditions, struct fault *f);

static struct node *
tree_of(struct str text)
{
    struct node *node;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(json_tree(test_arena(), text, &node, &f), 0);
    return node;
}

static int
filters(struct str text, struct str *ret_conditions, struct fault *f)
{
    return filter_read(test_arena(), securityhub_filters, tree_of(text), FAULT_INVALID_INPUT,
                       ret_conditions, f);
}

static int
criteria(struct str text, struct str *ret_conditions, struct fault *f)
{
    return criteria_read(test_arena(), guardduty_criteria, true, tree_of(text), FAULT_INVALID_INPUT,
                         ret_conditions, f);
}

static void
expect(reader_fn *reader, const char *given, const char *wanted)
{
    struct fault f;
    struct str said;
    if (reader(str_from(given), &said, &f) < 0)
        said = str_from(f.reason);
    CU_ASSERT_STR_EQUAL(said, str_from(wanted));
}

static void
filters_become_conditions(void)
{
    expect(filters, "{}", "[]");
    expect(filters, "{\"Title\":[]}", "[]");
    expect(filters,
           "{\"Title\":[{\"Value\":\"a\",\"Comparison\":\"EQUALS\"},"
           "{\"Value\":\"b'\",\"Comparison\":\"EQUALS\"},"
           "{\"Value\":\"c\",\"Comparison\":\"PREFIX\"}]}",
           "[{\"attribute\":\"Title\",\"any\":[[{\"comparison\":\"EQUALS\",\"operands\":"
           "[\"a\",\"b'\"]}],[{\"comparison\":\"PREFIX\",\"operands\":[\"c\"]}]]}]");
    expect(filters,
           "{\"Title\":[{\"Value\":\"a\",\"Comparison\":\"PREFIX\"},"
           "{\"Value\":\"b\",\"Comparison\":\"NOT_EQUALS\"}]}",
           "[{\"attribute\":\"Title\",\"any\":[[{\"comparison\":\"PREFIX\",\"operands\":"
           "[\"a\"]}]]},{\"attribute\":\"Title\",\"any\":[[{\"comparison\":\"NOT_EQUALS\","
           "\"operands\":[\"b\"]}]]}]");
    expect(filters, "{\"Confidence\":[{\"Gte\":1,\"Lt\":2.5},{\"Eq\":7}]}",
           "[{\"attribute\":\"Confidence\",\"any\":[[{\"comparison\":\"Gte\",\"operands\":"
           "[\"1\"]},{\"comparison\":\"Lt\",\"operands\":[\"2.5\"]}],[{\"comparison\":\"Eq\","
           "\"operands\":[\"7\"]}]]}]");
    expect(filters,
           "{\"CreatedAt\":[{\"Start\":\"1970-01-01T00:00:01Z\","
           "\"End\":\"Thu, 01 Jan 1970 00:00:02 GMT\"}]}",
           "[{\"attribute\":\"CreatedAt\",\"any\":[[{\"comparison\":\"Start\",\"operands\":"
           "[\"1000\"]},{\"comparison\":\"End\",\"operands\":[\"2000\"]}]]}]");
}

static void
criteria_become_conditions(void)
{
    expect(criteria, "{}", "[]");
    expect(criteria, "{\"criterion\":{\"type\":{\"eq\":[\"a\",\"b\"]}}}",
           "[{\"attribute\":\"type\",\"any\":[[{\"comparison\":\"equals\",\"operands\":"
           "[\"a\",\"b\"]}]]}]");
    expect(criteria, "{\"criterion\":{\"type\":{\"matches\":[\"a*?%_\"]}}}",
           "[{\"attribute\":\"type\",\"any\":[[{\"comparison\":\"matches\",\"operands\":"
           "[\"a%_\\\\%\\\\_\"]}]]}]");
    expect(criteria, "{\"criterion\":{\"severity\":{\"eq\":[\"0x5\"]}}}",
           "severity must be compared with numbers");
    expect(criteria, "{\"criterion\":{\"type\":{\"like\":[\"a\"]}}}",
           "type has a condition that is none");
}

static void
names_and_comparisons_are_those_of_the_tables(void)
{
    for (const struct filter_attribute *row = securityhub_filters; row->name != NULL; row++) {
        bool compared = false;
        for (const struct filter_comparison *c = filter_comparisons; c->name != NULL; c++)
            compared = compared || c->kind == row->kind;
        CU_ASSERT_TRUE(compared);
        CU_ASSERT_PTR_EQUAL(filter_attribute(securityhub_filters, str_from(row->name)), row);
    }
    CU_ASSERT_PTR_NULL(filter_attribute(securityhub_filters, STR("title")));
}

SUITE(filter)
{
    static const struct test_case cases[] = {
        { "filters become conditions", filters_become_conditions },
        { "criteria become conditions", criteria_become_conditions },
        { "names and comparisons are those of the tables",
          names_and_comparisons_are_those_of_the_tables },
        { NULL, NULL },
    };
    return cases;
}
