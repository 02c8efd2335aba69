/*
 * What the reader of JSON takes and refuses, and the tree that it makes.
 */
#include "wire/json_tree.h"

#include <stdio.h>

#include "base/buf.h"
#include "harness.h"

struct sample {
    const char *what;
    struct str text;
};

static const struct sample good[] = {
    { "an empty object", STR("{}") },
    { "white space around", STR(" \t\r\n{ \"a\" : [ 1 , 2 ] } \n") },
    { "every escape", STR("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"}") },
    { "a surrogate pair", STR("{\"a\":\"\\ud83d\\ude00\"}") },
    { "UTF-8 of four bytes", STR("{\"a\":\"\xf0\x9f\x98\x80\"}") },
    { "the largest integer", STR("{\"a\":9223372036854775807}") },
    { "the smallest integer", STR("{\"a\":-9223372036854775808}") },
    { "a large double", STR("{\"a\":1e308}") },
    { "a double that is nearly nothing", STR("{\"a\":1e-999}") },
    { "words", STR("{\"a\":[true,false,null]}") },
    { "one name in two objects", STR("{\"a\":{\"b\":1},\"c\":{\"b\":2}}") },
};

static const struct sample bad[] = {
    { "nothing", STR("") },
    { "white space alone", STR("  ") },
    { "an array on top", STR("[]") },
    { "a string on top", STR("\"a\"") },
    { "null on top", STR("null") },
    { "a cut object", STR("{\"a\":1") },
    { "a cut string", STR("{\"a") },
    { "trailing bytes", STR("{} x") },
    { "two documents", STR("{}{}") },
    { "a trailing comma in an object", STR("{\"a\":1,}") },
    { "a trailing comma in an array", STR("{\"a\":[1,]}") },
    { "single quotes", STR("{'a':1}") },
    { "a name without quotes", STR("{a:1}") },
    { "a comment", STR("{/* */}") },
    { "a name that stands twice", STR("{\"a\":1,\"a\":2}") },
    { "a name that stands twice in one of its spellings", STR("{\"a\":1,\"\\u0061\":2}") },
    { "a name that stands twice deep inside", STR("{\"x\":[{\"a\":{},\"a\":{\"b\":1}}]}") },
    { "U+0000 in a value", STR("{\"a\":\"x\\u0000y\"}") },
    { "U+0000 in a name", STR("{\"a\\u0000b\":1}") },
    { "a NUL byte", STR("{\"a\":\"x\0y\"}") },
    { "a raw line feed in a string", STR("{\"a\":\"x\ny\"}") },
    { "an unknown escape", STR("{\"a\":\"\\x41\"}") },
    { "a cut unicode escape", STR("{\"a\":\"\\u12\"}") },
    { "a lone high surrogate", STR("{\"a\":\"\\ud800\"}") },
    { "a high surrogate and a letter", STR("{\"a\":\"\\ud800\\u0061\"}") },
    { "a lone low surrogate", STR("{\"a\":\"\\udc00\"}") },
    { "an overlong slash", STR("{\"a\":\"\xc0\xaf\"}") },
    { "a surrogate in UTF-8", STR("{\"a\":\"\xed\xa0\x80\"}") },
    { "a code point beyond Unicode", STR("{\"a\":\"\xf4\x90\x80\x80\"}") },
    { "NaN", STR("{\"a\":NaN}") },
    { "Infinity", STR("{\"a\":Infinity}") },
    { "minus Infinity", STR("{\"a\":-Infinity}") },
    { "a double out of range", STR("{\"a\":1e400}") },
    { "a double with too many digits behind the point", STR("{\"a\":0e-1000}") },
    { "one beyond the largest integer", STR("{\"a\":9223372036854775808}") },
    { "one beyond the smallest integer", STR("{\"a\":-9223372036854775809}") },
    { "2^64", STR("{\"a\":18446744073709551616}") },
    { "a leading zero", STR("{\"a\":01}") },
    { "a plus sign", STR("{\"a\":+1}") },
    { "a point without digits", STR("{\"a\":1.}") },
    { "an exponent without digits", STR("{\"a\":1e}") },
    { "a word in capitals", STR("{\"a\":TRUE}") },
};

static void
good_documents_are_taken(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(good); i++) {
        struct node *object = NULL;
        struct fault f;
        int result = json_tree(test_arena(), good[i].text, &object, &f);
        if (result < 0)
            printf("# refused: %s: %s\n", good[i].what, f.reason);
        CU_ASSERT_EQUAL(result, 0);
    }
}

static void
bad_documents_are_refused_with_a_reason(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        struct node *object = NULL;
        struct fault f = { 0 };
        int result = json_tree(test_arena(), bad[i].text, &object, &f);
        if (result == 0)
            printf("# taken: %s\n", bad[i].what);
        CU_ASSERT_EQUAL(result, -1);
        CU_ASSERT_EQUAL(f.code, FAULT_SERIALIZATION);
        CU_ASSERT_NOT_EQUAL(f.reason[0], '\0');
        CU_ASSERT_PTR_NULL(object);
    }
}

/* An object that nests `depth` levels, itself included. */
static struct str
nested(size_t depth)
{
    struct buf text;
    buf_init(&text, test_arena());
    buf_add(&text, STR("{\"a\":"));
    for (size_t i = 1; i < depth; i++)
        buf_add_char(&text, '[');
    buf_add(&text, STR("0"));
    for (size_t i = 1; i < depth; i++)
        buf_add_char(&text, ']');
    buf_add_char(&text, '}');
    return buf_str(&text);
}

static void
nesting_ends_at_the_limit(void)
{
    struct node *object;
    struct fault f;
    CU_ASSERT_EQUAL(json_tree(test_arena(), nested(TREE_DEPTH_MAX - 1), &object, &f), 0);
    CU_ASSERT_EQUAL(json_tree(test_arena(), nested(TREE_DEPTH_MAX), &object, &f), 0);
    CU_ASSERT_EQUAL(json_tree(test_arena(), nested(TREE_DEPTH_MAX + 1), &object, &f), -1);
    CU_ASSERT_EQUAL(json_tree(test_arena(), nested(30000), &object, &f), -1);
}

static void
values_end_at_the_limit(void)
{
    for (size_t values = JSON_VALUES_MAX - 1; values <= JSON_VALUES_MAX + 1; values++) {
        struct node *object;
        struct fault f;
        struct buf text;
        buf_init(&text, test_arena());
        buf_add(&text, STR("{\"a\":[0"));
        /* The object, the list and its first element count too. */
        for (size_t i = 3; i < values; i++)
            buf_add(&text, STR(",0"));
        buf_add(&text, STR("]}"));
        int expected = values <= JSON_VALUES_MAX ? 0 : -1;
        CU_ASSERT_EQUAL(json_tree(test_arena(), buf_str(&text), &object, &f), expected);
    }
}

static void
a_reason_names_the_place(void)
{
    struct node *object;
    struct fault f;
    CU_ASSERT_EQUAL(json_tree(test_arena(), STR("{\"a\":tru}"), &object, &f), -1);
    CU_ASSERT_STRING_EQUAL(f.reason, "JSON, byte 5: a value is expected");
}

/* Every prefix of a document is refused and none reads beyond its end; run under a sanitizer this
 * is a bounds check. */
static void
every_prefix_of_a_document_is_refused(void)
{
    struct str whole = STR("{\"a\":[1.5e-3,{\"b\":\"\\ud83d\\ude00\"},true,null]}");
    for (size_t size = 0; size < whole.size; size++) {
        char *exact = arena_alloc(test_arena(), size + 1);
        struct node *object;
        struct fault f;
        bytes_copy(exact, size + 1, whole.data, size);
        CU_ASSERT_EQUAL(json_tree(test_arena(), (struct str){ exact, size }, &object, &f), -1);
    }
}

SUITE(json_tree)
{
    static const struct test_case cases[] = {
        { "good documents are taken", good_documents_are_taken },
        { "bad documents are refused with a reason", bad_documents_are_refused_with_a_reason },
        { "nesting ends at the limit", nesting_ends_at_the_limit },
        { "values end at the limit", values_end_at_the_limit },
        { "a reason names the place", a_reason_names_the_place },
        { "every prefix of a document is refused", every_prefix_of_a_document_is_refused },
        { NULL, NULL },
    };
    return cases;
}
