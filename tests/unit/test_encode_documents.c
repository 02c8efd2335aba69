/*
 * Answers with documents, which are sent from where they lie, and answers beyond any bound.
 */
#include "api/encode.h"

#include <json-c/json.h>

#include "api/route.h"
#include "base/buf.h"
#include "harness.h"
#include "services/services.h"

static void
release(void *object)
{
    json_object_put(object);
}

static struct exchange
exchange_for(const char *method, const char *path)
{
    struct exchange x = { .arena = test_arena(),
                          .service = &service_securityhub,
                          .dialect = service_securityhub.dialect };
    x.operation = operation_find(x.service, str_from(method), str_from(path));
    CU_ASSERT_PTR_NOT_NULL_FATAL(x.operation);
    return x;
}

static struct json_object *
result_of(const char *text)
{
    struct json_object *result = json_tokener_parse(text);
    arena_defer(test_arena(), release, result);
    return result;
}

/* What is sent of a body, put together. */
static struct str
whole_body(const struct response *response)
{
    struct buf whole;
    buf_init(&whole, test_arena());
    buf_add(&whole, response->body);
    for (size_t i = 0; i < response->more_count; i++)
        buf_add(&whole, response->more[i]);
    return buf_str(&whole);
}

static const struct shape shape_findings[] = {
    { .name = "found", .wire = "Found", .kind = SHAPE_VALUE },
    { .name = "findings", .wire = "Findings", .kind = SHAPE_DOCUMENTS },
    { .name = "left", .wire = "Left", .kind = SHAPE_VALUE },
    { .name = NULL },
};

static void
documents_stand_where_their_shape_says_as_they_came(void)
{
    static const struct operation operation = { .output = shape_findings };
    const struct str documents[] = { STR("{ \"As\" :"), STR("it is}"), STR("{}") };
    static const char *const expected[] = {
        "{\"Found\":3,\"Findings\":[],\"Left\":1}",
        "{\"Found\":3,\"Findings\":[{ \"As\" :],\"Left\":1}",
        "{\"Found\":3,\"Findings\":[{ \"As\" :,it is}],\"Left\":1}",
        "{\"Found\":3,\"Findings\":[{ \"As\" :,it is},{}],\"Left\":1}",
    };
    struct exchange x = { .arena = test_arena(),
                          .service = &service_securityhub,
                          .dialect = service_securityhub.dialect,
                          .operation = &operation };
    for (size_t count = 0; count < ARRAY_COUNT(expected); count++) {
        struct answer answer = { .result = result_of("{\"left\":1,\"found\":3}"),
                                 .documents = documents,
                                 .document_count = count };
        struct response response;
        struct fault f;
        CU_ASSERT_EQUAL_FATAL(encode_result(&x, &answer, &response, &f), 0);
        CU_ASSERT_STR_EQUAL(whole_body(&response), str_from(expected[count]));
        if (count > 0)
            CU_ASSERT_PTR_EQUAL(response.more[0].data, documents[0].data);
    }
}

static void
documents_that_have_no_place_are_an_internal_fault(void)
{
    const struct str document = STR("{}");
    struct exchange x = exchange_for("GET", "/tags/x");
    struct answer answer = { .result = result_of("{\"tags\":{}}"),
                             .documents = &document,
                             .document_count = 1 };
    struct response response;
    struct fault f = { 0 };
    CU_ASSERT_EQUAL(encode_result(&x, &answer, &response, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_INTERNAL);
}

/* Each row becomes many times as long; a worker's arena holds it, and there is no answer. */
static void
an_answer_that_grows_beyond_its_bound_is_an_internal_fault(void)
{
    enum { ROWS = 20000 };
    struct exchange x = exchange_for("POST", "/members/get");
    struct arena *arena = arena_new(32 * 1024 * 1024);
    struct buf result;
    struct response response;
    struct fault f = { 0 };
    buf_init(&result, test_arena());
    buf_add(&result, STR("{\"unprocessed\":["));
    for (int i = 0; i < ROWS; i++)
        buf_add_format(&result, "%s{\"fault\":\"already_invited\"}", i > 0 ? "," : "");
    buf_add(&result, STR("]}"));
    x.arena = arena;
    struct answer answer = { .result = result_of(buf_str(&result).data) };
    CU_ASSERT_EQUAL(encode_result(&x, &answer, &response, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_INTERNAL);
    arena_free(arena);
}

SUITE(encode_documents)
{
    static const struct test_case cases[] = {
        { "documents stand where their shape says, as they came",
          documents_stand_where_their_shape_says_as_they_came },
        { "documents that have no place are an internal fault",
          documents_that_have_no_place_are_an_internal_fault },
        { "an answer that grows beyond its bound is an internal fault",
          an_answer_that_grows_beyond_its_bound_is_an_internal_fault },
        { .name = NULL },
    };
    return cases;
}
