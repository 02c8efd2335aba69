/*
 * A form's pairs are found decoded, once each, wherever the method puts the form.
 */
#include "wire/form.h"

#include "base/buf.h"
#include "harness.h"

static struct node *
form_from(const char *text)
{
    const struct request request = { .body = str_from(text), .query = STR("q=1+2") };
    struct node *form = NULL;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(form_tree(test_arena(), &request, &form, &f), 0);
    return form;
}

static struct str
value_of(const char *text, const char *name)
{
    struct str value;
    return form_value(form_from(text), str_from(name), &value) == 0 ? value : STR("(none)");
}

static void
a_value_is_found_by_its_decoded_name(void)
{
    static const struct {
        const char *form, *name, *value;
    } rows[] = {
        { "Action=A", "Action", "A" },
        { "X=1&Action=A&Y=2", "Action", "A" },
        { "%41ction=%41", "Action", "A" },
        { "Name=a+b%2Bc%20d", "Name", "a b+c d" },
        { "Name=", "Name", "" },
        { "Name", "Name", "" },
        { "Name=a=b", "Name", "a=b" },
        { "name=a", "Name", "(none)" },
        { "Names=a", "Name", "(none)" },
        { "&&Name=a&&", "Name", "a" },
        { "Name=a&Name=a", "Name", "(none)" },
        { "Name=%zz", "Name", "(none)" },
        { "Name=%ff", "Name", "(none)" },
        { "Name=a%00b", "Name", "(none)" },
        { "%zz=1&Name=a", "Name", "a" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        CU_ASSERT_STR_EQUAL(value_of(rows[i].form, rows[i].name), str_from(rows[i].value));
}

static void
the_form_is_the_query_where_there_is_no_body(void)
{
    CU_ASSERT_STR_EQUAL(value_of("", "q"), STR("1 2"));
    CU_ASSERT_STR_EQUAL(value_of("a=b", "q"), STR("(none)"));
}

static void
a_part_of_a_structure_counts_as_the_structure(void)
{
    static const struct {
        const char *form, *name;
        bool has;
    } rows[] = {
        { "Tags.member.1.Key=k", "Tags", true },
        { "a=b&Tags=%5B%5D", "Tags", true },
        { "%54ags.member.1=", "Tags", true },
        { "Tags=%zz", "Tags", true },
        { "Tags=", "Tags", true },
        { "Tags", "Tags", true },
        { "Tagss=k", "Tags", false },
        { "PolicyArns.member.1.arn=k", "Policy", false },
        { "a=Tags", "Tags", false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        const struct node *form = form_from(rows[i].form);
        CU_ASSERT_EQUAL(tree_member(form, str_from(rows[i].name)) != NULL, rows[i].has);
    }
}

static void
an_empty_list_is_its_name_without_value_or_parts(void)
{
    static const struct {
        const char *form;
        bool empty;
    } rows[] = {
        { "Tags=", true },        { "Tags", true },
        { "a=b&Tags=&c", true },  { "", false },
        { "Tags=x", false },      { "Tag=", false },
        { "Tags=&Tags=", false }, { "Tags=&Tags.member.1.Key=k", false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        const struct node *tags = tree_member(form_from(rows[i].form), STR("Tags"));
        const struct node *list = tags != NULL ? tree_numbered(test_arena(), tags) : NULL;
        CU_ASSERT_EQUAL(list != NULL && list->count == 0, rows[i].empty);
    }
}

static void
a_form_has_at_most_256_pairs_and_costs_little_memory(void)
{
    struct request request = { .path = STR("/") };
    struct node *form;
    struct fault f;
    for (size_t pairs = 256; pairs <= 257; pairs++) {
        struct buf text;
        buf_init(&text, test_arena());
        for (size_t i = 0; i < pairs; i++)
            buf_add(&text, STR("&&a=b"));
        request.body = buf_str(&text);
        CU_ASSERT_EQUAL(form_tree(test_arena(), &request, &form, &f), pairs == 256 ? 0 : -1);
    }
    CU_ASSERT_EQUAL(f.code, FAULT_BAD_REQUEST);
    char *many = arena_alloc(test_arena(), 65536);
    for (size_t i = 0; i < 65536; i++)
        many[i] = '&';
    request.body = (struct str){ many, 65536 };
    size_t before = arena_used(test_arena());
    CU_ASSERT_EQUAL(form_tree(test_arena(), &request, &form, &f), 0);
    CU_ASSERT_TRUE(arena_used(test_arena()) - before < 32 * 1024);
}

SUITE(form)
{
    static const struct test_case cases[] = {
        { "a value is found by its decoded name", a_value_is_found_by_its_decoded_name },
        { "the form is the query where there is no body",
          the_form_is_the_query_where_there_is_no_body },
        { "a part of a structure counts as the structure",
          a_part_of_a_structure_counts_as_the_structure },
        { "an empty list is its name without value or parts",
          an_empty_list_is_its_name_without_value_or_parts },
        { "a form has at most 256 pairs and costs little memory",
          a_form_has_at_most_256_pairs_and_costs_little_memory },
        { NULL, NULL },
    };
    return cases;
}
