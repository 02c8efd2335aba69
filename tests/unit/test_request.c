/*
 * Requests from FastCGI parameters: raw, with every duplicate, within the limits.
 */
#include "http/request.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "harness.h"

enum { PARAMS_MAX = 128 };

/* A NULL-terminated list of parameters that can be added to. */
struct params {
    char *list[PARAMS_MAX];
    size_t count;
};

static void
add(struct params *params, const char *parameter)
{
    CU_ASSERT_TRUE_FATAL(params->count < PARAMS_MAX - 1);
    struct str copy = arena_copy(test_arena(), str_from(parameter));
    params->list[params->count++] = (char *)(uintptr_t)copy.data;
}

/* The least that makes a request. */
static struct params
usual_params(void)
{
    struct params params = { .count = 0 };
    add(&params, "REQUEST_METHOD=POST");
    add(&params, "REQUEST_URI=/accept?a=b");
    add(&params, "HTTP_HOST=localhost:4780");
    return params;
}

/* Gives "NAME=" and `size` bytes of value, the first of them `first`. */
static const char *
long_param(const char *name, char first, size_t size)
{
    struct buf text;
    buf_init(&text, test_arena());
    buf_add_format(&text, "%s=", name);
    for (size_t i = 0; i < size; i++)
        buf_add_char(&text, i == 0 ? first : 'x');
    return buf_str(&text).data;
}

static int
build(struct params *params, struct request *ret_request, struct fault *f)
{
    return request_from_params(test_arena(), params->list, STR("{}"), ret_request, f);
}

static void
expect_accepted(struct params *params)
{
    struct request request;
    struct fault f = { .code = NO_FAULT };
    CU_ASSERT_EQUAL(build(params, &request, &f), 0);
    CU_ASSERT_EQUAL(f.code, NO_FAULT);
}

static void
expect_refused(struct params *params, enum fault_code code, const char *why)
{
    struct request request = { .body = STR("untouched") };
    struct fault f = { .code = NO_FAULT };
    CU_ASSERT_EQUAL(build(params, &request, &f), -1);
    CU_ASSERT_EQUAL(f.code, code);
    if (strstr(f.reason, why) == NULL)
        CU_ASSERT_STR_EQUAL(str_from(f.reason), str_from(why));
    CU_ASSERT_STR_EQUAL(request.body, STR("untouched"));
}

static void
parameters_become_a_request(void)
{
    struct params params = { .count = 0 };
    struct request request;
    struct fault f;
    add(&params, "REMOTE_ADDR=192.0.2.7");
    add(&params, "REQUEST_METHOD=POST");
    add(&params, "REQUEST_URI=/members/a%2Fb?x=1?y=%20");
    add(&params, "HTTP_HOST=localhost:4780");
    add(&params, "HTTP_X_AMZ_DATE=20150830T123600Z");
    add(&params, "HTTP_ACCEPT=a=b");
    add(&params, "HTTP_EMPTY=");
    add(&params, "HTTP_ACCEPT=second, third ");
    add(&params, "CONTENT_LENGTH=2");
    add(&params, "SERVER_NAME=ignored");
    CU_ASSERT_EQUAL_FATAL(build(&params, &request, &f), 0);
    CU_ASSERT_STR_EQUAL(request.method, STR("POST"));
    CU_ASSERT_STR_EQUAL(request.target, STR("/members/a%2Fb?x=1?y=%20"));
    CU_ASSERT_STR_EQUAL(request.path, STR("/members/a%2Fb"));
    CU_ASSERT_STR_EQUAL(request.query, STR("x=1?y=%20"));
    CU_ASSERT_STR_EQUAL(request.body, STR("{}"));
    CU_ASSERT_STR_EQUAL(request.remote_address, STR("192.0.2.7"));
    CU_ASSERT_FALSE(request.operator_route);
    static const char *const headers[][2] = {
        { "host", "localhost:4780" },
        { "x-amz-date", "20150830T123600Z" },
        { "accept", "a=b" },
        { "empty", "" },
        { "accept", "second, third " },
    };
    CU_ASSERT_EQUAL_FATAL(request.header_count, ARRAY_COUNT(headers));
    for (size_t i = 0; i < ARRAY_COUNT(headers); i++) {
        CU_ASSERT_STR_EQUAL(request.headers[i].name, str_from(headers[i][0]));
        CU_ASSERT_STR_EQUAL(request.headers[i].value, str_from(headers[i][1]));
    }
}

static void
headers_are_looked_up(void)
{
    struct params params = usual_params();
    struct request request;
    struct fault f;
    add(&params, "HTTP_ACCEPT=first");
    add(&params, "HTTP_ACCEPT=second");
    CU_ASSERT_EQUAL_FATAL(build(&params, &request, &f), 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(request_header(&request, STR("accept")));
    CU_ASSERT_STR_EQUAL(request_header(&request, STR("accept"))->value, STR("first"));
    CU_ASSERT_EQUAL(request_header_count(&request, STR("accept")), 2);
    CU_ASSERT_PTR_NULL(request_header(&request, STR("Accept")));
    CU_ASSERT_PTR_NULL(request_header(&request, STR("accep")));
    CU_ASSERT_EQUAL(request_header_count(&request, STR("x-amz-date")), 0);
}

static void
a_query_may_be_absent_or_empty(void)
{
    static const struct {
        const char *parameter, *path, *query;
    } targets[] = {
        { "REQUEST_URI=/", "/", NULL },
        { "REQUEST_URI=/?", "/", "" },
        { "REQUEST_URI=//a/../b", "//a/../b", NULL },
        { "REQUEST_URI=/a?b", "/a", "b" },
        { "REQUEST_URI=/\xC3\xA4", "/\xC3\xA4", NULL },
        { "REQUEST_URI=/~!\"<>\\^`{|}", "/~!\"<>\\^`{|}", NULL },
    };
    for (size_t i = 0; i < ARRAY_COUNT(targets); i++) {
        struct params params = usual_params();
        struct request request;
        struct fault f;
        add(&params, targets[i].parameter);
        CU_ASSERT_EQUAL_FATAL(build(&params, &request, &f), 0);
        CU_ASSERT_STR_EQUAL(request.path, str_from(targets[i].path));
        CU_ASSERT_STR_EQUAL(request.query, str_from(targets[i].query));
        CU_ASSERT_EQUAL(request.query.data == NULL, targets[i].query == NULL);
    }
}

static void
only_the_front_door_marks_an_operator(void)
{
    static const struct {
        const char *parameter;
        bool operator_route;
    } marks[] = {
        { "MEMBERHUB_OPERATOR=1", true },       { "MEMBERHUB_OPERATOR=", false },
        { "MEMBERHUB_OPERATOR=0", false },      { "MEMBERHUB_OPERATOR=11", false },
        { "HTTP_MEMBERHUB_OPERATOR=1", false }, { "HTTP_REMOTE_ADDR=127.0.0.1", false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(marks); i++) {
        struct params params = usual_params();
        struct request request;
        struct fault f;
        add(&params, marks[i].parameter);
        CU_ASSERT_EQUAL_FATAL(build(&params, &request, &f), 0);
        CU_ASSERT_EQUAL(request.operator_route, marks[i].operator_route);
        CU_ASSERT_EQUAL(request.remote_address.size, 0);
    }
}

static void
the_blanked_proxy_header_is_no_header(void)
{
    struct params params = usual_params();
    struct request request;
    struct fault f;
    add(&params, "HTTP_PROXY=");
    CU_ASSERT_EQUAL_FATAL(build(&params, &request, &f), 0);
    CU_ASSERT_PTR_NULL(request_header(&request, STR("proxy")));
    CU_ASSERT_EQUAL(request.header_count, 1);
}

static void
exactly_one_host_is_needed(void)
{
    struct params params = { .count = 0 };
    add(&params, "REQUEST_METHOD=GET");
    add(&params, "REQUEST_URI=/");
    expect_refused(&params, FAULT_BAD_REQUEST, "exactly one Host");
    add(&params, "HTTP_HOST=a.example");
    expect_accepted(&params);
    add(&params, "HTTP_HOST=a.example");
    expect_refused(&params, FAULT_BAD_REQUEST, "exactly one Host");
}

static void
malformed_parameters_are_refused(void)
{
    static const struct {
        const char *parameter, *why;
    } bad[] = {
        { "REQUEST_METHOD=", "method" },
        { "REQUEST_METHOD=get", "method" },
        { "REQUEST_METHOD=GET POST", "method" },
        { "REQUEST_METHOD=GET1", "method" },
        { "REQUEST_URI=", "slash" },
        { "REQUEST_URI=a/b", "slash" },
        { "REQUEST_URI=*", "slash" },
        { "REQUEST_URI=http://a.example/", "slash" },
        { "REQUEST_URI=/a#b", "fragment" },
        { "REQUEST_URI=/a?b#c", "fragment" },
        { "REQUEST_URI=/a b", "blank" },
        { "REQUEST_URI=/a\tb", "control" },
        { "REQUEST_URI=/a\nb", "control" },
        { "REQUEST_URI=/a?b\x01", "control" },
        { "REQUEST_URI=/\x7F", "control" },
        { "HTTP_=x", "name is malformed" },
        { "HTTP_A B=x", "name is malformed" },
        { "HTTP_A:B=x", "name is malformed" },
        { "HTTP_A\xC3\xA4=x", "name is malformed" },
        { "HTTP_A=x\ny", "control" },
        { "HTTP_A=x\ry", "control" },
        { "HTTP_A=\x01", "control" },
        { "HTTP_A=\x1F", "control" },
        { "HTTP_A=\x7F", "control" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        struct params params = usual_params();
        add(&params, bad[i].parameter);
        expect_refused(&params, FAULT_BAD_REQUEST, bad[i].why);
    }
    struct params params = usual_params();
    add(&params, "HTTP_A=tab\tand \xE4 and \xC3\xA4");
    add(&params, "HTTP_A.B!~=x");
    expect_accepted(&params);
}

static void
method_and_target_are_needed(void)
{
    struct params params = { .count = 0 };
    add(&params, "HTTP_HOST=a.example");
    add(&params, "REQUEST_URI=/");
    expect_refused(&params, FAULT_BAD_REQUEST, "method is missing");
    params.count = 0;
    add(&params, "HTTP_HOST=a.example");
    add(&params, "REQUEST_METHOD=GET");
    params.list[params.count] = NULL;
    expect_refused(&params, FAULT_BAD_REQUEST, "target is missing");
    params.list[0] = NULL;
    expect_refused(&params, FAULT_BAD_REQUEST, "target is missing");
    params = usual_params();
    add(&params, "REQUEST_METHOD=ABCDEFGHIJKLMNOPQRSTUVWXYZ-_ABCD");
    expect_accepted(&params);
    add(&params, "REQUEST_METHOD=ABCDEFGHIJKLMNOPQRSTUVWXYZ-_ABCDE");
    expect_refused(&params, FAULT_BAD_REQUEST, "method");
}

static void
both_sides_of_the_target_limit(void)
{
    struct params params = usual_params();
    add(&params, long_param("REQUEST_URI", '/', REQUEST_TARGET_MAX));
    expect_accepted(&params);
    params = usual_params();
    add(&params, long_param("REQUEST_URI", '/', REQUEST_TARGET_MAX + 1));
    expect_refused(&params, FAULT_REQUEST_TOO_LARGE, "8192 bytes");
}

static void
both_sides_of_the_header_limits(void)
{
    struct params params = usual_params();
    for (int i = 1; i < REQUEST_HEADERS_MAX; i++)
        add(&params, "HTTP_A=b");
    expect_accepted(&params);
    add(&params, "HTTP_A=b");
    expect_refused(&params, FAULT_REQUEST_TOO_LARGE, "100 headers");
    /* The names count as well: "host" and "localhost:4780", "a". */
    size_t room = REQUEST_HEADER_BYTES_MAX - sizeof "hostlocalhost:4780" + 1 - 1;
    params = usual_params();
    add(&params, long_param("HTTP_A", 'x', room));
    expect_accepted(&params);
    params = usual_params();
    add(&params, long_param("HTTP_A", 'x', room + 1));
    expect_refused(&params, FAULT_REQUEST_TOO_LARGE, "16384 bytes");
}

SUITE(request)
{
    static const struct test_case cases[] = {
        { "parameters become a request with every header in wire order",
          parameters_become_a_request },
        { "headers are looked up by their lower-case name", headers_are_looked_up },
        { "a query may be absent, empty or anything raw", a_query_may_be_absent_or_empty },
        { "only the front door marks an operator's request",
          only_the_front_door_marks_an_operator },
        { "the blanked Proxy header is no header", the_blanked_proxy_header_is_no_header },
        { "exactly one Host header is needed", exactly_one_host_is_needed },
        { "malformed parameters are refused with the reason", malformed_parameters_are_refused },
        { "method and target are needed", method_and_target_are_needed },
        { "the target may be 8 KiB and no more", both_sides_of_the_target_limit },
        { "headers may be 100 and 16 KiB and no more", both_sides_of_the_header_limits },
        { .name = NULL },
    };
    return cases;
}
