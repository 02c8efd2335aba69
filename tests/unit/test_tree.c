/*
 * One tree from four sources, and the decoder over rows that are nobody's: lists, tables, objects
 * and maps mean the same in JSON and in a form.
 */
#include "wire/tree.h"

#include <stdio.h>

#include "api/check.h"
#include "api/decode.h"
#include "base/buf.h"
#include "harness.h"
#include "wire/form.h"
#include "wire/json_tree.h"

enum { LIST_MAX = 3, MAP_MAX = 2 };

static const struct field element[] = {
    { .name = "Element", .kind = &kind_text, .min = 1, .max = 4, .pattern = "[a-z]*" },
    { .name = NULL },
};
static const struct field columns[] = {
    { .name = "Key",
      .kind = &kind_text,
      .parameter = "keys",
      .required = true,
      .min = 1,
      .max = 4 },
    { .name = "Size", .kind = &kind_number, .parameter = "sizes", .min = 1, .max = 9 },
    { .name = NULL },
};
static const struct field filter[] = {
    { .name = "Name", .kind = &kind_text, .required = true, .min = 1, .max = 4 },
    { .name = "On", .kind = &kind_switch },
    { .name = "Limit", .kind = &kind_number, .min = 1, .max = 9 },
    { .name = "Values", .kind = &kind_list, .max = LIST_MAX, .members = element },
    { .name = NULL },
};

/* The same rows, in a body and in a form. */
#define ROWS(where)                                                                           \
    {                                                                                         \
        { .name = "Text", .location = where, .kind = &kind_text, .max = 9 },                  \
            { .name = "Names",                                                                \
              .location = where,                                                              \
              .kind = &kind_list,                                                             \
              .min = 1,                                                                       \
              .max = LIST_MAX,                                                                \
              .members = element },                                                           \
            { .name = "Tags",                                                                 \
              .location = where,                                                              \
              .kind = &kind_table,                                                            \
              .max = LIST_MAX,                                                                \
              .members = columns },                                                           \
            { .name = "Map", .location = where, .kind = &kind_text_map, .max = MAP_MAX },     \
            { .name = "Filter", .location = where, .kind = &kind_object, .members = filter }, \
            { .name = "Filters",                                                              \
              .location = where,                                                              \
              .kind = &kind_objects,                                                          \
              .max = LIST_MAX,                                                                \
              .members = filter },                                                            \
            { .name = "Last", .location = where, .kind = &kind_number, .max = 9 },            \
            { .name = NULL },                                                                 \
    }
static const struct field in_body[] = ROWS(FIELD_IN_BODY), in_form[] = ROWS(FIELD_IN_FORM);
static const struct operation operations_json[] = {
    { .name = "Put", .method = "POST", .path = "/", .change = true, .input = in_body },
    { .name = NULL },
};
static const struct operation operations_form[] = {
    { .name = "Put", .method = "POST", .path = "/", .change = true, .input = in_form },
    { .name = NULL },
};
static const struct service service_json = { .name = "json", .operations = operations_json };
static const struct service service_form = { .name = "form",
                                             .protocol = PROTOCOL_QUERY,
                                             .operations = operations_form };

static const struct config config;

/* Decodes a body by the rows of a service; -1 when it is refused. */
static int
try(const struct service *service, const char *body, struct exchange *x, struct fault *f)
{
    const struct request request = { .method = STR("POST"),
                                     .path = STR("/"),
                                     .body = str_from(body) };
    *x = (struct exchange){ .arena = test_arena(),
                            .config = &config,
                            .request = &request,
                            .service = service,
                            .protocol = service->protocol,
                            .operation = service->operations };
    *f = (struct fault){ .code = NO_FAULT };
    if (service->protocol == PROTOCOL_QUERY &&
        form_tree(x->arena, &request, &x->input[FIELD_IN_FORM], f) < 0)
        return -1;
    return decode(x, f);
}

/* Gives what a field was given as text: what is bound, or items between '|'. */
static struct str
given(const struct exchange *x, const char *name)
{
    const struct value *value =
        arguments_named(x->service, x->operation, &x->arguments, str_from(name));
    struct buf text;
    CU_ASSERT_PTR_NOT_NULL_FATAL(value);
    if (value->kind != VALUE_LIST)
        return value->text;
    buf_init(&text, test_arena());
    buf_add_format(&text, "%zu", value->count);
    for (size_t i = 0; i < value->count && value->items != NULL; i++)
        buf_add_format(&text, "|%.*s", STR_PRINTF(value->items[i]));
    return buf_str(&text);
}

/* What a body and a form that says the same mean. */
static const struct {
    const char *json, *form, *name, *value; /* value NULL: both are refused */
} pairs[] = {
    { "{\"Text\":\"a b\"}", "Text=a+b", "Text", "a b" },
    { "{\"Text\":\"\"}", "Text=", "Text", "" },
    { "{\"Last\":7}", "Last=7", "Last", "7" },
    { "{\"Last\":10}", "Last=10", "Last", NULL },
    { "{\"Names\":[\"a\",\"b\"]}", "Names.member.1=a&Names.member.2=b", "Names", "2|a|b" },
    { "{\"Names\":[\"a\",\"b\"]}", "Names.2=b&Names.1=a", "Names", "2|a|b" },
    { "{\"Names\":[\"a\",\"b\",\"c\"]}", "Names.1=a&Names.2=b&Names.3=c", "Names", "3|a|b|c" },
    { "{\"Names\":[\"a\",\"b\",\"c\",\"d\"]}", "Names.1=a&Names.2=b&Names.3=c&Names.4=d", "Names",
      NULL },
    { "{\"Names\":[]}", "Names=", "Names", NULL },
    { "{\"Names\":[\"abcd\"]}", "Names.1=abcd", "Names", "1|abcd" },
    { "{\"Names\":[\"abcde\"]}", "Names.1=abcde", "Names", NULL },
    { "{\"Tags\":[]}", "Tags=", "Tags", "0" },
    { "{\"Tags\":[{\"Key\":\"a\",\"Size\":9},{\"Key\":\"b\"}]}",
      "Tags.member.1.Key=a&Tags.member.1.Size=9&Tags.member.2.Key=b", "Size", "2|9|" },
    { "{\"Tags\":[{\"Key\":\"a\",\"Size\":10}]}", "Tags.1.Key=a&Tags.1.Size=10", "Size", NULL },
    { "{\"Tags\":[{\"Size\":1}]}", "Tags.1.Size=1", "Key", NULL },
    { "{\"Tags\":[{\"Key\":\"a\"},{\"Key\":\"b\"},{\"Key\":\"c\"},{\"Key\":\"d\"}]}",
      "Tags.1.Key=a&Tags.2.Key=b&Tags.3.Key=c&Tags.4.Key=d", "Key", NULL },
    { "{\"Map\":{\"a\":\"1\",\"b\":\"2\"}}",
      "Map.entry.1.key=a&Map.entry.1.value=1&Map.entry.2.value=2&Map.entry.2.key=b", "Map",
      "{\"a\":\"1\",\"b\":\"2\"}" },
    { "{\"Map\":{\"a\":\"1\"}}", "Map.member.1.Key=a&Map.member.1.Value=1", "Map",
      "{\"a\":\"1\"}" },
    { "{\"Map\":{}}", "Map=", "Map", "{}" },
    { "{\"Map\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}}",
      "Map.1.Key=a&Map.1.Value=1&Map.2.Key=b&Map.2.Value=2&Map.3.Key=c&Map.3.Value=3", "Map",
      NULL },
    { "{\"Map\":{\" \":\"1\"}}", "Map.1.Key=+&Map.1.Value=1", "Map", NULL },
    { "{\"Map\":{\"a\":\"1\",\"a\":\"2\"}}", "Map.1.Key=a&Map.1.Value=1&Map.2.Key=a&Map.2.Value=2",
      "Map", NULL },
    { "{\"Filter\":{\"Name\":\"n\",\"On\":true,\"Limit\":3,\"Values\":[\"x\"]}}",
      "Filter.Name=n&Filter.On=True&Filter.Limit=3&Filter.Values.member.1=x", "Filter",
      "{\"Name\":\"n\",\"On\":true,\"Limit\":3,\"Values\":[\"x\"]}" },
    { "{\"Filter\":{\"On\":true}}", "Filter.On=true", "Filter", NULL },
    { "{\"Filter\":{\"Name\":\"n\",\"On\":1}}", "Filter.Name=n&Filter.On=1", "Filter", NULL },
    { "{\"Filters\":[{\"Name\":\"a\"},{\"Name\":\"b\"}]}", "Filters.1.Name=a&Filters.2.Name=b",
      "Filters", "[{\"Name\":\"a\"},{\"Name\":\"b\"}]" },
    { "{\"Filters\":[{\"Name\":\"a\"},{}]}", "Filters.1.Name=a&Filters.2.Other=b", "Filters",
      NULL },
};

static void
a_form_says_what_json_says(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(pairs); i++) {
        struct exchange json, form;
        struct fault f;
        int wanted = pairs[i].value != NULL ? 0 : -1;
        CU_ASSERT_EQUAL(try(&service_json, pairs[i].json, &json, &f), wanted);
        int result = try(&service_form, pairs[i].form, &form, &f);
        if (result != wanted)
            printf("# %s: %s\n", pairs[i].form, f.reason);
        CU_ASSERT_EQUAL(result, wanted);
        if (wanted < 0 || result < 0)
            continue;
        CU_ASSERT_STR_EQUAL(given(&json, pairs[i].name), str_from(pairs[i].value));
        CU_ASSERT_STR_EQUAL(given(&form, pairs[i].name), str_from(pairs[i].value));
    }
}

static void
what_a_form_spells_in_no_way_is_refused(void)
{
    static const char *const bad[] = {
        "Text=a&Text=b",
        "Text=%ff",
        "Text=%00",
        "Text.x=a",
        "Names=a",
        "Names.1=a&Names.3=c",
        "Names.0=a",
        "Names.1=a&Names.member.1=a",
        "Names=&Names.1=a",
        "Names.member=a",
        "Names.1=%zz",
        "Map.entry.1.key=a",
        "Map.entry.1.value=a",
        "Map.entry.2.key=a&Map.entry.2.value=b",
        "Map.entry.1.key=a&Map.entry.1.value=b&Map.entry.1.value=c",
        "Map.entry.1.Key=a&Map.entry.1.Value=b",
        "Map.entry.1.key=a&Map.entry.1.value=b&Map.2.Key=c&Map.2.Value=d",
        "Map=x",
        "Filter.Name=a&Filter.Name=b",
        "Filter.Name=%ff",
        "Filters.2.Name=a",
        "Filters=a",
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        struct exchange x;
        struct fault f;
        int result = try(&service_form, bad[i], &x, &f);
        if (result == 0)
            printf("# %s is taken\n", bad[i]);
        CU_ASSERT_EQUAL(result, -1);
        CU_ASSERT_EQUAL(f.code, FAULT_INVALID_INPUT);
    }
}

static void
a_tree_is_written_as_compact_json(void)
{
    static const struct {
        const char *from, *to;
    } rows[] = {
        { " { \"a\" : [ 1 , -0 , 1.50 , 1e3 , true , null ] , \"b\" : { } } ",
          "{\"a\":[1,0,1.50,1e3,true,null],\"b\":{}}" },
        { "{\"\\u0061\\/\":\"\\u00e9\\ud83d\\ude00\\n\\u0001\\\"\"}",
          "{\"a/\":\"\xc3\xa9\xf0\x9f\x98\x80\\n\\u0001\\\"\"}" },
        { "{\"a\":\"\\b\\f\\r\\t\\\\\\u20ac\\u007F\"}",
          "{\"a\":\"\\b\\f\\r\\t\\\\\xe2\x82\xac\x7f\"}" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct node *tree = NULL;
        struct fault f;
        CU_ASSERT_EQUAL_FATAL(json_tree(test_arena(), str_from(rows[i].from), &tree, &f), 0);
        CU_ASSERT_STR_EQUAL(tree_json(test_arena(), tree), str_from(rows[i].to));
    }
}

static void
json_says_what_its_values_are_and_how_they_stood_there(void)
{
    static const char text[] = "{\"t\":\"x\",\"i\":-1,\"r\":1.0,\"s\":false,\"n\":null,\"l\":[ 1],"
                               "\"o\":{ \"a\":2}}";
    static const struct {
        const char *name, *text;
        enum node_kind kind;
    } rows[] = {
        { "t", "x", NODE_TEXT },
        { "i", "-1", NODE_INTEGER },
        { "r", "1.0", NODE_REAL },
        { "s", "false", NODE_SWITCH },
        { "n", "null", NODE_NULL },
        { "l", "[ 1]", NODE_LIST },
        { "o", "{ \"a\":2}", NODE_OBJECT },
    };
    struct node *tree = NULL;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(json_tree(test_arena(), str_from(text), &tree, &f), 0);
    CU_ASSERT_EQUAL(tree->count, ARRAY_COUNT(rows));
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        const struct node *node = tree_member(tree, str_from(rows[i].name));
        CU_ASSERT_PTR_NOT_NULL_FATAL(node);
        CU_ASSERT_EQUAL(node->kind, rows[i].kind);
        CU_ASSERT_STR_EQUAL(node->text, str_from(rows[i].text));
        /* A slice of the document. */
        CU_ASSERT_TRUE(node->text.data >= text && node->text.data < text + sizeof text);
    }
    CU_ASSERT_PTR_NULL(tree_member(tree, STR("x")));
    CU_ASSERT_PTR_NULL(tree_member(NULL, STR("x")));
}

static void
a_query_has_names_in_order_as_often_as_they_stand_there(void)
{
    struct node *query = query_tree(test_arena(), STR("a=1&b=%zz&&a=2+3&%61=4&%zz=5&c"));
    const struct node *a = tree_member(query, STR("a"));
    CU_ASSERT_EQUAL(query->count, 5);
    CU_ASSERT_PTR_NOT_NULL_FATAL(a);
    CU_ASSERT_STR_EQUAL(a->text, STR("1"));
    CU_ASSERT_STR_EQUAL(tree_again(a)->text, STR("2+3"));
    CU_ASSERT_STR_EQUAL(tree_again(tree_again(a))->text, STR("4"));
    CU_ASSERT_PTR_NULL(tree_again(tree_again(tree_again(a))));
    CU_ASSERT_TRUE(tree_member(query, STR("b"))->broken);
    CU_ASSERT_STR_EQUAL(tree_member(query, STR("c"))->text, STR(""));
    CU_ASSERT_EQUAL(query_tree(test_arena(), STR(""))->count, 0);
}

/* A form's name of so many parts. */
static struct node *
deep_form(size_t parts)
{
    struct buf text;
    struct node *form = NULL;
    struct fault f;
    buf_init(&text, test_arena());
    for (size_t i = 0; i < parts; i++)
        buf_add(&text, i > 0 ? STR(".x") : STR("x"));
    buf_add(&text, STR("=1"));
    const struct request request = { .body = buf_str(&text) };
    CU_ASSERT_EQUAL_FATAL(form_tree(test_arena(), &request, &form, &f), 0);
    return form;
}

static size_t
depth_of(const struct node *node)
{
    size_t depth = 0;
    for (; node->first != NULL; node = node->first)
        depth++;
    return depth;
}

static void
a_form_is_no_deeper_than_a_tree_may_be(void)
{
    CU_ASSERT_EQUAL(depth_of(deep_form(1)), 1);
    CU_ASSERT_EQUAL(depth_of(deep_form(TREE_DEPTH_MAX)), TREE_DEPTH_MAX);
    CU_ASSERT_EQUAL(depth_of(deep_form(TREE_DEPTH_MAX + 1)), TREE_DEPTH_MAX);
    CU_ASSERT_EQUAL(depth_of(deep_form(20000)), TREE_DEPTH_MAX);
}

/* Fills a document of exactly so many bytes, objects of findings' size in a list. */
static struct str
large_document(struct arena *arena, size_t size)
{
    static const char finding[] = "{\"Id\":\"arn:aws:securityhub:eu-west-1:111111111111:finding\","
                                  "\"Title\":\"A port is open\",\"Severity\":{\"Product\":5}},";
    static const char begin[] = "{\"Findings\":[", end[] = "0]}";
    char *bytes = arena_alloc(arena, size);
    size_t at = sizeof begin - 1;
    bytes_copy(bytes, size, begin, at);
    for (; at + sizeof finding + sizeof end < size; at += sizeof finding - 1)
        bytes_copy(bytes + at, size - at, finding, sizeof finding - 1);
    for (; at + sizeof end - 1 < size; at++)
        bytes[at] = ' ';
    bytes_copy(bytes + at, size - at, end, sizeof end - 1);
    return (struct str){ bytes, size };
}

static void
a_document_of_24_mib_takes_a_small_multiple_of_that(void)
{
    const size_t size = (size_t)24 * 1024 * 1024;
    struct arena *of_text = arena_new(2 * size), *of_tree = arena_new(4 * size);
    struct node *tree = NULL;
    struct fault f;
    CU_ASSERT_EQUAL(json_tree(of_tree, large_document(of_text, size), &tree, &f), 0);
    CU_ASSERT_TRUE(arena_used(of_tree) < 4 * size);
    arena_free(of_tree);
    arena_free(of_text);
}

static void
a_document_has_as_many_values_as_its_size_makes_room_for(void)
{
    const size_t size = (size_t)JSON_VALUES_MAX * JSON_BYTES_A_VALUE * 2;
    for (size_t values = 2 * JSON_VALUES_MAX - 1; values <= 2 * JSON_VALUES_MAX + 1; values++) {
        char *bytes = arena_alloc(test_arena(), size);
        struct node *tree;
        struct fault f;
        size_t at = sizeof "{\"a\":[0" - 1;
        bytes_copy(bytes, size, "{\"a\":[0", at);
        /* The object, the list and its first element count too. */
        for (size_t i = 3; i < values; i++, at += 2)
            bytes_copy(bytes + at, size - at, ",0", 2);
        for (; at < size - 2; at++)
            bytes[at] = ' ';
        bytes_copy(bytes + at, 2, "]}", 2);
        CU_ASSERT_EQUAL(json_tree(test_arena(), (struct str){ bytes, size }, &tree, &f),
                        values <= 2 * JSON_VALUES_MAX ? 0 : -1);
    }
}

/* Gives an object with so many members, the last of which has the name of `twin`. */
static struct str
many_members(size_t count, size_t twin)
{
    struct buf text;
    buf_init(&text, test_arena());
    buf_add_char(&text, '{');
    for (size_t i = 0; i < count; i++)
        buf_add_format(&text, "%s\"n%zu\":0", i > 0 ? "," : "", i + 1 < count ? i : twin);
    buf_add_char(&text, '}');
    return buf_str(&text);
}

static void
a_name_that_stands_twice_is_found_among_few_and_many(void)
{
    static const size_t counts[] = { 2, 3, 8, 9, 10, 100, 4000 };
    for (size_t i = 0; i < ARRAY_COUNT(counts); i++)
        for (size_t place = 0; place < 3; place++) {
            struct node *tree;
            struct fault f;
            size_t count = counts[i], twin = place * (count - 2) / 2;
            CU_ASSERT_EQUAL(json_tree(test_arena(), many_members(count, twin), &tree, &f), -1);
            CU_ASSERT_EQUAL(json_tree(test_arena(), many_members(count, count), &tree, &f), 0);
        }
}

SUITE(tree)
{
    static const struct test_case cases[] = {
        { "a form says what JSON says", a_form_says_what_json_says },
        { "what a form spells in no way is refused", what_a_form_spells_in_no_way_is_refused },
        { "a tree is written as compact JSON", a_tree_is_written_as_compact_json },
        { "JSON says what its values are, and how they stood there",
          json_says_what_its_values_are_and_how_they_stood_there },
        { "a query has names in order, as often as they stand there",
          a_query_has_names_in_order_as_often_as_they_stand_there },
        { "a form is no deeper than a tree may be", a_form_is_no_deeper_than_a_tree_may_be },
        { "a document of 24 MiB takes a small multiple of that",
          a_document_of_24_mib_takes_a_small_multiple_of_that },
        { "a document has as many values as its size makes room for",
          a_document_has_as_many_values_as_its_size_makes_room_for },
        { "a name that stands twice is found among few and many",
          a_name_that_stands_twice_is_found_among_few_and_many },
        { NULL, NULL },
    };
    return cases;
}
