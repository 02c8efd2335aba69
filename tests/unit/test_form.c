/*
 * A form's pairs are found decoded, once each, wherever the method puts the form.
 */
#include "api/form.h"

#include "harness.h"

static struct str
value_of(const char *form, const char *name)
{
    const struct request request = { .method = STR("POST"), .body = str_from(form) };
    struct str value = STR("untouched");
    if (form_value(test_arena(), form_of(test_arena(), &request), str_from(name), &value) < 0)
        return STR("(none)");
    return value;
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
        { "", "Name", "(none)" },
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
    struct request request = { .query = STR("a=1+2"), .body = STR("") };
    CU_ASSERT_STR_EQUAL(form_of(test_arena(), &request), STR("a=1 2"));
    request.body = STR("b=3");
    CU_ASSERT_STR_EQUAL(form_of(test_arena(), &request), STR("b=3"));
}

static void
a_part_of_a_structure_counts_as_the_structure(void)
{
    CU_ASSERT_TRUE(form_has(test_arena(), STR("Tags.member.1.Key=k"), STR("Tags")));
    CU_ASSERT_TRUE(form_has(test_arena(), STR("a=b&Tags="), STR("Tags")));
    CU_ASSERT_TRUE(form_has(test_arena(), STR("%54ags.member.1=k"), STR("Tags")));
    CU_ASSERT_FALSE(form_has(test_arena(), STR("Tagss=k"), STR("Tags")));
    CU_ASSERT_FALSE(form_has(test_arena(), STR("PolicyArns.member.1.arn=k"), STR("Policy")));
    CU_ASSERT_FALSE(form_has(test_arena(), STR("a=Tags"), STR("Tags")));
}

int
main(void)
{
    static const struct test_case cases[] = {
        { "a value is found by its decoded name", a_value_is_found_by_its_decoded_name },
        { "the form is the query where there is no body",
          the_form_is_the_query_where_there_is_no_body },
        { "a part of a structure counts as the structure",
          a_part_of_a_structure_counts_as_the_structure },
        { NULL, NULL },
    };
    return run_cases("form", cases);
}
