/*
 * The operation table is complete, and routing takes the raw path byte by byte.
 */
#include "api/arguments.h"

#include <stdio.h>

#include "api/route.h"
#include "harness.h"
#include "services/services.h"
#include "wire/writer.h"

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
        struct str path = str_from(row->path);
        size_t open = str_find(path, '{'), close = str_find(path, '}');
        if (open < path.size)
            path = arena_format(test_arena(), "%.*sarn%%3Aaws%s", (int)open, row->path,
                                row->path + close + 1);
        CU_ASSERT_PTR_EQUAL(operation_find(service, str_from(row->method), path), row);
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

static bool
has_members(const struct field *field)
{
    enum structure structure = field->kind->structure;
    return structure == STRUCTURE_LIST || structure == STRUCTURE_TABLE ||
           structure == STRUCTURE_OBJECT || structure == STRUCTURE_OBJECTS;
}

/* A path has texts, and a query has lists of them besides. */
static bool
can_stand(const struct field *field)
{
    enum structure structure = field->kind->structure;
    bool one = structure == STRUCTURE_ONE;
    return field->location == FIELD_IN_PATH    ? one
           : field->location == FIELD_IN_QUERY ? one || structure == STRUCTURE_LIST
                                               : true;
}

/* What becomes JSON as a whole is shown so in the audit event, and nothing in it can be masked. */
static bool
hides_in_vain(const struct field *field)
{
    enum structure structure = field->kind->structure;
    bool whole = structure == STRUCTURE_OBJECT || structure == STRUCTURE_OBJECTS;
    for (const struct field *row = field->members; row != NULL && row->name != NULL; row++)
        if ((whole && row->hidden) || hides_in_vain(row))
            return !field->hidden;
    return false;
}

/* Tells whether a field and its members are what their kinds want of them. */
static bool
is_sound(const struct field *field)
{
    if (field->location == FIELD_SUPPLIED)
        return field->kind->bind != NULL && field->parameter != NULL;
    bool sound = can_stand(field) && (field->members != NULL) == has_members(field) &&
                 (field->surplus_max > 0) == (field->surplus_parameter != NULL) &&
                 !hides_in_vain(field);
    if (field->kind->structure == STRUCTURE_ONE && field->kind->read == NULL)
        return false;
    for (const struct field *row = field->members; sound && row != NULL && row->name != NULL; row++)
        sound = is_sound(row);
    return sound;
}

static void
every_field_is_what_its_kind_wants(void)
{
    for (size_t number = 1; number <= operation_count(); number++) {
        const struct service *service;
        const struct operation *row = operation_numbered(number, &service);
        struct field_walk walk = field_walk(service, row);
        while (field_walk_next(&walk)) {
            if (!is_sound(walk.field))
                printf("# %s: %s\n", row->name, walk.field->name);
            CU_ASSERT_TRUE(is_sound(walk.field));
        }
    }
}

static void
every_name_in_a_path_has_its_row(void)
{
    for (size_t number = 1; number <= operation_count(); number++) {
        const struct service *service;
        const struct operation *row = operation_numbered(number, &service);
        struct field_walk walk = field_walk(service, row);
        size_t named = 0, found = 0;
        for (const char *c = row->path; *c != '\0'; c++)
            named += *c == '{';
        while (field_walk_next(&walk))
            found += walk.field->location == FIELD_IN_PATH;
        CU_ASSERT_EQUAL(found, named);
    }
}

static bool
has_field(const struct service *service, const struct operation *row, struct str name)
{
    const struct arguments some = { .values = arena_array(test_arena(), field_slots(service, row),
                                                          sizeof(struct value)) };
    return arguments_named(service, row, &some, name) != NULL;
}

/* Tells whether each place of a template is filled by who signed or by a field. */
static bool
is_filled(const struct service *service, const struct operation *row, const char *template)
{
    static const char *const signers[] = { "partition", "region", "account" };
    struct str rest = str_from(template), text, name;
    while (str_next(&rest, '{', &text) && str_next(&rest, '}', &name)) {
        bool filled = has_field(service, row, name);
        for (size_t i = 0; i < ARRAY_COUNT(signers); i++)
            filled = filled || str_equal(name, str_from(signers[i]));
        if (!filled)
            return false;
    }
    return true;
}

static void
every_field_that_a_row_names_is_there(void)
{
    for (size_t number = 1; number <= operation_count(); number++) {
        const struct service *service;
        const struct operation *row = operation_numbered(number, &service);
        struct field_walk walk = field_walk(service, row);
        bool there = is_filled(service, row, row->resource);
        if (row->locks != NULL)
            there = there && row->change && has_field(service, row, str_from(row->locks));
        while (field_walk_next(&walk))
            if (walk.field->instead_of != NULL)
                there = there && has_field(service, row, str_from(walk.field->instead_of));
        if (!there)
            printf("# %s\n", row->name);
        CU_ASSERT_TRUE(there);
    }
}

/* Fields and their members, however deep. */
static void
expect_faults(const struct field *field)
{
    const char *const names[] = { field->fault, field->too_many, field->instead_fault,
                                  field->apart_fault };
    enum fault_code code;
    for (size_t i = 0; i < ARRAY_COUNT(names); i++)
        CU_ASSERT_TRUE(names[i] == NULL || fault_from_name(str_from(names[i]), &code) == 0);
    CU_ASSERT_EQUAL(field->instead_of != NULL, field->instead_fault != NULL);
    CU_ASSERT_EQUAL(field->apart != NULL, field->apart_fault != NULL);
    for (const struct field *m = field->members; m != NULL && m->name != NULL; m++)
        expect_faults(m);
}

static void
every_fault_that_a_field_names_is_there(void)
{
    for (size_t i = 0; services[i] != NULL; i++) {
        const struct field *in_path = services[i]->path_fields;
        for (; in_path != NULL && in_path->name != NULL; in_path++)
            expect_faults(in_path);
        for (const struct operation *row = services[i]->operations; row->name != NULL; row++)
            for (const struct field *f = row->input; f != NULL && f->name != NULL; f++)
                expect_faults(f);
    }
}

/* They have one statement: a change is not sent again like a read, and documents are columns. */
static void
operations_of_one_function_have_one_statement(void)
{
    for (size_t first = 1; first <= operation_count(); first++)
        for (size_t second = first + 1; second <= operation_count(); second++) {
            const struct service *service;
            const struct operation *a = operation_numbered(first, &service);
            const struct operation *b = operation_numbered(second, &service);
            if (!str_equal(str_from(a->function), str_from(b->function)))
                continue;
            CU_ASSERT_EQUAL(a->change, b->change);
            CU_ASSERT_EQUAL(shape_has_documents(a->output), shape_has_documents(b->output));
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
                if (str_equal(str_from(a->function), str_from(b->function)))
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
    for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
        CU_ASSERT_PTR_NULL(operation_find(&service_securityhub, STR("GET"), str_from(paths[i])));
        CU_ASSERT_PTR_NULL(operation_find(&service_securityhub, STR("POST"), str_from(paths[i])));
    }
    CU_ASSERT_PTR_NULL(operation_find(&service_securityhub, STR("get"), STR("/members")));
    CU_ASSERT_PTR_NULL(operation_find(&service_securityhub, STR("PUT"), STR("/members")));
}

static struct str
standing_for(const struct operation *row, const char *path, const char *name)
{
    const struct node *node =
        tree_member(path_tree(test_arena(), row, str_from(path)), str_from(name));
    return node != NULL && !node->broken ? node->text : (struct str){ NULL, 0 };
}

static void
a_segment_in_the_middle_is_handed_on(void)
{
    static const char path[] = "/detector/12ab/member/detector/get";
    const struct operation *row = operation_find(&service_guardduty, STR("POST"), STR(path));
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_STRING_EQUAL(row->name, "GetMemberDetectors");
    CU_ASSERT_STR_EQUAL(standing_for(row, path, "DetectorId"), STR("12ab"));
    CU_ASSERT_PTR_NULL(operation_find(&service_guardduty, STR("GET"), STR("/detector//member")));
    CU_ASSERT_PTR_NULL(operation_find(&service_securityhub, STR("GET"), STR("/detector/12ab")));
}

static void
the_last_segment_is_handed_on_decoded(void)
{
    static const char path[] = "/tags/arn%3Aaws%2Fx";
    const struct operation *row = operation_find(&service_securityhub, STR("GET"), STR(path));
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_STR_EQUAL(standing_for(row, path, "ResourceArn"), STR("arn:aws/x"));
}

/* Rows of a service that is nobody's, first come, first served. */
static const struct operation routed[] = {
    { .name = "Two", .method = "GET", .path = "/a/{First}/b/{Second}" },
    { .name = "Middle", .method = "GET", .path = "/g/{Id}/{Key+}/end" },
    { .name = "Greedy", .method = "GET", .path = "/g/{Id}/{Key+}" },
    { .name = NULL },
};
static const struct service router = { .name = "router", .operations = routed };

static void
several_parameters_and_one_greedy_are_handed_on(void)
{
    static const struct {
        const char *path, *operation, *first, *second; /* NULL: no such path */
    } rows[] = {
        { "/a/1/b/2", "Two", "1", "2" },
        { "/a/1%2Fb/b/%2F", "Two", "1/b", "/" },
        { "/a/%7BFirst%7D/b/%41", "Two", "{First}", "A" },
        { "/a/1/b/2/", NULL, NULL, NULL },
        { "/a/1/b/", NULL, NULL, NULL },
        { "/a//b/2", NULL, NULL, NULL },
        { "/a/1/2/b/3", NULL, NULL, NULL },
        { "/g/1/x", "Greedy", "1", "x" },
        { "/g/1/x/y/z", "Greedy", "1", "x/y/z" },
        { "/g/1%2F2/x%2Fy/z", "Greedy", "1/2", "x/y/z" },
        { "/g/1/x//z", "Greedy", "1", "x//z" },
        { "/g/1/x/", "Greedy", "1", "x/" },
        { "/g/1/end", "Greedy", "1", "end" },
        { "/g/1/x/end", "Middle", "1", "x" },
        { "/g/1/x/end/end", "Middle", "1", "x/end" },
        { "/g/1/x%2Fend", "Greedy", "1", "x/end" },
        { "/g/1//end", "Greedy", "1", "/end" },
        { "/g/1/", NULL, NULL, NULL },
        { "/g/1", NULL, NULL, NULL },
        { "/g//x", NULL, NULL, NULL },
        { "/g", NULL, NULL, NULL },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        const struct operation *row = operation_find(&router, STR("GET"), str_from(rows[i].path));
        const char *name = row != NULL ? row->name : NULL;
        if (!str_equal(str_from(name), str_from(rows[i].operation)))
            printf("# %s is %s\n", rows[i].path, name != NULL ? name : "nobody's");
        CU_ASSERT_STR_EQUAL(str_from(name), str_from(rows[i].operation));
        if (row == NULL)
            continue;
        bool two = row == &routed[0];
        CU_ASSERT_STR_EQUAL(standing_for(row, rows[i].path, two ? "First" : "Id"),
                            str_from(rows[i].first));
        CU_ASSERT_STR_EQUAL(standing_for(row, rows[i].path, two ? "Second" : "Key"),
                            str_from(rows[i].second));
    }
}

static void
a_parameter_that_is_no_text_is_known_to_be_broken(void)
{
    static const char *const paths[] = { "/a/%zz/b/2", "/a/%ff/b/2", "/a/%00/b/2", "/a/%4/b/2" };
    for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
        const struct node *tree = path_tree(test_arena(), &routed[0], str_from(paths[i]));
        CU_ASSERT_EQUAL(tree->count, 2);
        CU_ASSERT_TRUE(tree_member(tree, STR("First"))->broken);
        CU_ASSERT_FALSE(tree_member(tree, STR("Second"))->broken);
    }
}

SUITE(operations)
{
    static const struct test_case cases[] = {
        { "every row is found by its name, or its own method and path",
          every_row_is_found_by_its_own_method_and_path },
        { "names and routes are unique within a service",
          names_and_routes_are_unique_within_a_service },
        { "every field is what its kind wants", every_field_is_what_its_kind_wants },
        { "every name in a path has its row", every_name_in_a_path_has_its_row },
        { "every field that a row names is there", every_field_that_a_row_names_is_there },
        { "operations of one function have one statement",
          operations_of_one_function_have_one_statement },
        { "every fault that a field names is there", every_fault_that_a_field_names_is_there },
        { "operations of one function refuse the unenrolled alike",
          operations_of_one_function_refuse_the_unenrolled_alike },
        { "a path that differs in a byte is another path",
          a_path_that_differs_in_a_byte_is_another_path },
        { "a segment in the middle is handed on", a_segment_in_the_middle_is_handed_on },
        { "the last segment is handed on decoded", the_last_segment_is_handed_on_decoded },
        { "several parameters and one greedy are handed on",
          several_parameters_and_one_greedy_are_handed_on },
        { "a parameter that is no text is known to be broken",
          a_parameter_that_is_no_text_is_known_to_be_broken },
        { NULL, NULL },
    };
    return cases;
}
