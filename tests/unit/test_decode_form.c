/*
 * The lists of a form, and all that STS says of one that is refused.
 */
#include "api/decode.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "decode_fixture.h"
#include "harness.h"
#include "services/services.h"
#include "wire/form.h"

#define ARN "RoleArn=arn%3Aaws%3Aiam%3A%3A111111111111%3Arole%2Fr"

/* Decodes a form of AssumeRole. */
static int
try_form(const char *form, struct exchange *x, struct fault *f)
{
    const struct config config = { .limits.body_bytes = 65536, .audit.reads = true };
    const struct request request = { .method = STR("POST"),
                                     .path = STR("/"),
                                     .body = str_from(form) };
    *x = exchange_of(&service_sts, &request, &config);
    x->operation = operation_named(&service_sts, STR("AssumeRole"));
    *f = (struct fault){ .code = NO_FAULT };
    return form_tree(x->arena, &request, &x->input[FIELD_IN_FORM], f) < 0 ? -1 : decode(x, f);
}

/* Gives what STS says to a form beside a good role and name, data NULL when it takes it. */
static struct str
said(const char *rest)
{
    struct exchange x;
    struct fault f;
    const char *form = arena_format(test_arena(), "%s&RoleSessionName=ab&%s", ARN, rest).data;
    if (try_form(form, &x, &f) == 0)
        return (struct str){ NULL, 0 };
    return fault_sentence(test_arena(), &f, &fault_manners[MANNER_QUERY], STR("STS"));
}

static void
session_tags_are_lists_of_a_form(void)
{
    static const struct {
        const char *form;
        size_t tags, transitive;
    } rows[] = {
        { "Tags.member.1.Key=Team&Tags.member.1.Value=blue", 1, 0 },
        { "Tags.1.Key=Team&Tags.1.Value=", 1, 0 },
        { "Tags.member.2.Key=b&Tags.member.1.Value=1&Tags.member.2.Value=2&Tags.member.1.Key=a", 2,
          0 },
        { "Tags=&TransitiveTagKeys=", 0, 0 },
        { "Tags.member.1.Key=a%20%C3%A9&Tags.member.1.Value=x&TransitiveTagKeys.member.1=a", 1, 1 },
        { "Tags.member.1.Key=a&Tags.member.1.Value=x&Tags.member.1.Other=y", 1, 0 },
    };
    struct exchange x;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        const char *form =
            arena_format(test_arena(), "%s&RoleSessionName=ab&%s", ARN, rows[i].form).data;
        struct fault f;
        CU_ASSERT_EQUAL_FATAL(try_form(form, &x, &f), 0);
        CU_ASSERT_EQUAL(given(&x, "Key")->count, rows[i].tags);
        CU_ASSERT_EQUAL(given(&x, "Value")->count, rows[i].tags);
        CU_ASSERT_EQUAL(given(&x, "TransitiveTagKeys")->count, rows[i].transitive);
    }
    CU_ASSERT_PTR_NOT_NULL(
        strstr(x.arguments.parameters.data, "\"tags\":[{\"key\":\"a\",\"value\":\"x\"}]"));
}

static void
a_list_of_a_form_is_numbered_without_doubt(void)
{
    static const char *const bad[] = {
        "Tags.member.0.Key=a",
        "Tags.member.2.Key=a&Tags.member.2.Value=b",
        "Tags.member.01.Key=a",
        "Tags.member.-1.Key=a",
        "Tags.member.1x.Key=a",
        "Tags.member.257.Key=a",
        "Tags.member.99999999999999999999.Key=a",
        "Tags.member..Key=a",
        "Tags.member=a",
        "Tags.=a",
        "Tags=a",
        "Tags=&Tags.member.1.Key=a&Tags.member.1.Value=b",
        "Tags.member.1.Key=a&Tags.1.Key=a&Tags.member.1.Value=b",
        "Tags.member.1.Key=a&Tags.member.1.Key=b&Tags.member.1.Value=b",
        "Tags.member.1.Key=a&Tags.member.1.Value=%ff",
        "TransitiveTagKeys.member.1=a&TransitiveTagKeys.1=b",
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        if (said(bad[i]).data == NULL)
            printf("# %s is taken\n", bad[i]);
        CU_ASSERT_PTR_NOT_NULL(said(bad[i]).data);
    }
}

#define NAME " failed to satisfy constraint: Member must "
#define TOO_LONG "have length less than or equal to "

static void
sts_says_what_aws_says_of_all_that_is_wrong(void)
{
    static const struct {
        const char *form, *sentence;
    } rows[] = {
        { "DurationSeconds=899",
          "1 validation error detected: Value '899' at 'durationSeconds'" NAME
          "have value greater than or equal to 900" },
        { "DurationSeconds=43201",
          "1 validation error detected: Value '43201' at "
          "'durationSeconds'" NAME "have value less than or equal to 43200" },
        { "SourceIdentity=a%2Fb",
          "1 validation error detected: Value 'a/b' at 'sourceIdentity'" NAME
          "satisfy regular expression pattern: [\\w+=,.@-]*" },
        { "SourceIdentity=%2F",
          "2 validation errors detected: Value '/' at 'sourceIdentity'" NAME
          "satisfy regular expression pattern: [\\w+=,.@-]*; Value '/' at 'sourceIdentity'" NAME
          "have length greater than or equal to 2" },
        { "DurationSeconds=1&ExternalId=x",
          "2 validation errors detected: Value '1' at 'durationSeconds'" NAME
          "have value greater than or equal to 900; Value at 'externalId'" NAME
          "have length greater than or equal to 2" },
        { "Tags.member.1.Key=a&Tags.member.1.Value=x&Tags.member.2.Key=b%2C&Tags.member.2.Value=*",
          "2 validation errors detected: Value 'b,' at 'tags.2.member.key'" NAME
          "satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+; Value '*' at "
          "'tags.2.member.value'" NAME
          "satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*" },
        { "Tags.member.1.Key=a",
          "1 validation error detected: Value null at 'tags.1.member.value'" NAME "not be null" },
        { "TransitiveTagKeys.member.1=a&TransitiveTagKeys.member.2=%2A",
          "1 validation error detected: Value '[a, *]' at 'transitiveTagKeys'" NAME
          "satisfy constraint: [Member must " TOO_LONG "128, Member must have length greater than "
          "or equal to 1, Member must satisfy regular expression pattern: "
          "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+]" },
        { "Policy=x", "Policy is not supported here" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        CU_ASSERT_STR_EQUAL(said(rows[i].form), str_from(rows[i].sentence));
}

static void
sts_names_what_is_missing_and_what_is_no_role(void)
{
    static const struct {
        const char *form, *sentence;
    } rows[] = {
        { "", "2 validation errors detected: Value null at 'roleArn'" NAME
              "not be null; Value null at 'roleSessionName'" NAME "not be null" },
        { "RoleArn=x&RoleSessionName=me", "1 validation error detected: Value 'x' at 'roleArn'" NAME
                                          "have length greater than or equal to 20" },
        { "RoleArn=nothing-valid-in-here&RoleSessionName=me", "nothing-valid-in-here is invalid" },
        { "RoleArn=nothing-valid-in-here", "1 validation error detected: Value null at "
                                           "'roleSessionName'" NAME "not be null" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct exchange x;
        struct fault f;
        CU_ASSERT_EQUAL(try_form(rows[i].form, &x, &f), -1);
        CU_ASSERT_STR_EQUAL(
            fault_sentence(test_arena(), &f, &fault_manners[MANNER_QUERY], STR("STS")),
            str_from(rows[i].sentence));
        CU_ASSERT_TRUE(f.reason[0] != '\0');
    }
}

/* Gives a form's so many tags, each with a key and a value of so many characters. */
static const char *
tags_of(size_t count, int key_size, int value_size)
{
    struct buf form;
    buf_init(&form, test_arena());
    for (size_t i = 1; i <= count; i++)
        buf_add_format(&form, "Tags.member.%zu.Key=%0*zu&Tags.member.%zu.Value=%0*d&", i, key_size,
                       i, i, value_size, 0);
    buf_add_char(&form, '\0');
    return buf_str(&form).data;
}

static void
session_tags_have_limits_on_both_sides(void)
{
    CU_ASSERT_PTR_NULL(said(tags_of(50, 1, 1)).data);
    CU_ASSERT_STR_EQUAL(said(tags_of(51, 1, 1)),
                        STR("1 validation error detected: Value at 'tags'" NAME TOO_LONG "50"));
    CU_ASSERT_PTR_NULL(said(tags_of(1, 128, 256)).data);
    CU_ASSERT_PTR_NOT_NULL(said(tags_of(1, 129, 256)).data);
    CU_ASSERT_PTR_NOT_NULL(said(tags_of(1, 128, 257)).data);
    CU_ASSERT_PTR_NOT_NULL(said("Tags.member.1.Key=&Tags.member.1.Value=").data);
    CU_ASSERT_PTR_NOT_NULL(said("Tags.member.1.Key=a%C2%85&Tags.member.1.Value=").data);
}

SUITE(decode_form)
{
    static const struct test_case cases[] = {
        { "session tags are lists of a form", session_tags_are_lists_of_a_form },
        { "a list of a form is numbered without doubt",
          a_list_of_a_form_is_numbered_without_doubt },
        { "STS says what AWS says of all that is wrong",
          sts_says_what_aws_says_of_all_that_is_wrong },
        { "STS names what is missing and what is no role",
          sts_names_what_is_missing_and_what_is_no_role },
        { "session tags have limits on both sides", session_tags_have_limits_on_both_sides },
        { NULL, NULL },
    };
    return cases;
}
