/*
 * The operation table is complete, and routing takes the raw path byte by byte.
 */
#include "api/operation.h"

#include <stdio.h>

#include "api/route.h"
#include "db/call.h"
#include "harness.h"
#include "services/services.h"

static void
every_row_is_found_by_its_own_method_and_path(void)
{
    for (size_t number = 1; number <= operation_count(); number++) {
        const struct service *service;
        const struct operation *row = operation_numbered(number, &service);
        CU_ASSERT_EQUAL(operation_number(service, row), number);
        CU_ASSERT_PTR_EQUAL(operation_named(service, str_from(row->name)), row);
        if (service->protocol != PROTOCOL_REST_JSON)
            continue;
        struct str path = str_from(row->path), segment;
        size_t open = str_find(path, '{'), close = str_find(path, '}');
        if (open < path.size)
            path = arena_format(test_arena(), "%.*sarn%%3Aaws%s", (int)open, row->path,
                                row->path + close + 1);
        CU_ASSERT_PTR_EQUAL(operation_find(service, str_from(row->method), path, &segment), row);
    }
}

static void
names_and_routes_are_unique_within_a_service(void)
{
    for (size_t i = 0; services[i] != NULL; i++)
        for (const struct operation *a = services[i]->operations; a->name != NULL; a++)
            for (const struct operation *b = a + 1; b->name != NULL; b++) {
                CU_ASSERT_FALSE(str_equal(str_from(a->name), str_from(b->name)));
                CU_ASSERT_FALSE(services[i]->protocol == PROTOCOL_REST_JSON &&
                                str_equal(str_from(a->method), str_from(b->method)) &&
                                str_equal(str_from(a->path), str_from(b->path)));
            }
}

/* What an operation binds must come from its own field table, from a list's members or its surplus,
 * or from the server itself. A surplus that cannot be is NULL. */
static bool
is_given(const struct operation *row, enum field_id id)
{
    if (id >= FIELD_MEMBER_LIMIT || id == FIELD_SURPLUS_IDS)
        return true;
    const struct field *in_path = operation_path_field(row);
    if (in_path != NULL && in_path->id == id)
        return true;
    for (const struct field *field = row->fields; field->id != FIELD_NONE; field++) {
        if (field->id == id)
            return true;
        for (const struct field *m = field->members; m != NULL && m->id != FIELD_NONE; m++)
            if (m->id == id)
                return true;
    }
    return false;
}

static void
every_argument_of_a_function_comes_from_somewhere(void)
{
    for (size_t number = 1; number <= operation_count(); number++) {
        const struct service *service;
        const struct operation *row = operation_numbered(number, &service);
        int arguments = 0;
        while (arguments < OPERATION_ARGUMENTS_MAX && row->arguments[arguments] != FIELD_NONE) {
            CU_ASSERT_TRUE(is_given(row, row->arguments[arguments]));
            arguments++;
        }
        const struct statement *statement = statement_row(row->statement);
        if (statement->parameters != CALLER_FIELDS + arguments)
            printf("# %s binds %d arguments, its statement takes %d\n", row->name, arguments,
                   statement->parameters - CALLER_FIELDS);
        CU_ASSERT_TRUE(statement->has_caller);
        CU_ASSERT_EQUAL(statement->parameters, CALLER_FIELDS + arguments);
    }
}

/* The database looks a function's refusal up by one of its operations' names, the modern one. */
static void
operations_of_one_function_refuse_the_unenrolled_alike(void)
{
    for (size_t i = 0; services[i] != NULL; i++)
        for (const struct operation *a = services[i]->operations; a->name != NULL; a++) {
            enum fault_code code;
            if (a->unenrolled != NULL)
                CU_ASSERT_EQUAL(fault_from_name(str_from(a->unenrolled), &code), 0);
            for (const struct operation *b = a + 1; b->name != NULL; b++)
                if (a->statement == b->statement)
                    CU_ASSERT_STR_EQUAL(str_from(a->unenrolled), str_from(b->unenrolled));
        }
}

static void
a_path_that_differs_in_a_byte_is_another_path(void)
{
    static const char *const paths[] = { "/members/",
                                         "//members",
                                         "/Members",
                                         "/members/../members",
                                         "/%6dembers",
                                         "/members%2Finvite",
                                         "/member",
                                         "/members/invite/x",
                                         "",
                                         "/",
                                         "/tags/",
                                         "/tags",
                                         "/tags/a/b",
                                         "/accounts;x",
                                         "/accounts%00" };
    struct str segment;
    for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
        CU_ASSERT_PTR_NULL(
            operation_find(&service_securityhub, STR("GET"), str_from(paths[i]), &segment));
        CU_ASSERT_PTR_NULL(
            operation_find(&service_securityhub, STR("POST"), str_from(paths[i]), &segment));
    }
    CU_ASSERT_PTR_NULL(operation_find(&service_securityhub, STR("get"), STR("/members"), &segment));
    CU_ASSERT_PTR_NULL(operation_find(&service_securityhub, STR("PUT"), STR("/members"), &segment));
}

static void
a_segment_in_the_middle_is_handed_on(void)
{
    struct str segment;
    const struct operation *row = operation_find(
        &service_guardduty, STR("POST"), STR("/detector/12ab/member/detector/get"), &segment);
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_STRING_EQUAL(row->name, "GetMemberDetectors");
    CU_ASSERT_STR_EQUAL(segment, STR("12ab"));
    CU_ASSERT_EQUAL(operation_path_field(row)->id, FIELD_DETECTOR_ID);
    CU_ASSERT_PTR_NULL(
        operation_find(&service_guardduty, STR("GET"), STR("/detector//member"), &segment));
    CU_ASSERT_PTR_NULL(
        operation_find(&service_securityhub, STR("GET"), STR("/detector/12ab"), &segment));
}

static void
the_last_segment_is_handed_on_as_it_was_signed(void)
{
    struct str segment;
    const struct operation *row =
        operation_find(&service_securityhub, STR("GET"), STR("/tags/arn%3Aaws%2Fx"), &segment);
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_STR_EQUAL(segment, STR("arn%3Aaws%2Fx"));
}

SUITE(operations)
{
    static const struct test_case cases[] = {
        { "every row is found by its name, or its own method and path",
          every_row_is_found_by_its_own_method_and_path },
        { "names and routes are unique within a service",
          names_and_routes_are_unique_within_a_service },
        { "every argument of a function comes from somewhere",
          every_argument_of_a_function_comes_from_somewhere },
        { "operations of one function refuse the unenrolled alike",
          operations_of_one_function_refuse_the_unenrolled_alike },
        { "a path that differs in a byte is another path",
          a_path_that_differs_in_a_byte_is_another_path },
        { "a segment in the middle is handed on", a_segment_in_the_middle_is_handed_on },
        { "the last segment is handed on as it was signed",
          the_last_segment_is_handed_on_as_it_was_signed },
        { NULL, NULL },
    };
    return cases;
}
