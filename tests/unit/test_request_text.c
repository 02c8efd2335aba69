/*
 * Requests from the text of a message, as memberhubctl and tests read them: the same rules, the
 * same limits.
 */
#include "http/request.h"

#include "base/buf.h"
#include "harness.h"

static struct request
parsed(struct str text)
{
    struct request request = { .header_count = 0 };
    struct fault f = { .code = NO_FAULT };
    CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(), text, &request, &f), 0);
    CU_ASSERT_EQUAL(f.code, NO_FAULT);
    return request;
}

static void
text_becomes_a_request(void)
{
    struct request request = parsed(
        STR("POST /a%2Fb?c=d HTTP/1.1\r\nHost: a.example\r\nX-Amz-Date:\t20150830T123600Z \r\n"
            "My_Header:a  b\r\nx-amz-date:\r\n\r\n{\"a\":\0}\r\n"));
    CU_ASSERT_STR_EQUAL(request.method, STR("POST"));
    CU_ASSERT_STR_EQUAL(request.target, STR("/a%2Fb?c=d"));
    CU_ASSERT_STR_EQUAL(request.path, STR("/a%2Fb"));
    CU_ASSERT_STR_EQUAL(request.query, STR("c=d"));
    CU_ASSERT_STR_EQUAL(request.body, STR("{\"a\":\0}\r\n"));
    CU_ASSERT_EQUAL(request.remote_address.size, 0);
    CU_ASSERT_FALSE(request.operator_route);
    static const char *const headers[][2] = {
        { "host", "a.example" },
        { "x-amz-date", "20150830T123600Z" },
        { "my_header", "a  b" },
        { "x-amz-date", "" },
    };
    CU_ASSERT_EQUAL_FATAL(request.header_count, ARRAY_COUNT(headers));
    for (size_t i = 0; i < ARRAY_COUNT(headers); i++) {
        CU_ASSERT_STR_EQUAL(request.headers[i].name, str_from(headers[i][0]));
        CU_ASSERT_STR_EQUAL(request.headers[i].value, str_from(headers[i][1]));
    }
}

static void
bare_line_feeds_and_a_missing_end_are_allowed(void)
{
    struct request request = parsed(STR("GET / HTTP/1.0\nHost:a\n\nbody"));
    CU_ASSERT_STR_EQUAL(request.body, STR("body"));
    CU_ASSERT_EQUAL(request.header_count, 1);
    request = parsed(STR("GET / HTTP/1.1\nHost:a\nB:c"));
    CU_ASSERT_EQUAL(request.body.size, 0);
    CU_ASSERT_STR_EQUAL(request_header(&request, STR("b"))->value, STR("c"));
    request = parsed(STR("GET / HTTP/1.1\r\nHost:a\r\n\r\n"));
    CU_ASSERT_EQUAL(request.body.size, 0);
}

static void
the_body_is_as_long_as_it_says(void)
{
    static const struct {
        const char *length, *body;
        bool good;
    } lengths[] = {
        { "0", "", true },          { "5", "{\"a\"}", true },
        { "6", "{\"a\"}\n", true }, { "7", NULL, false },
        { "-1", NULL, false },      { "x", NULL, false },
        { "", NULL, false },        { "5, 5", NULL, false },
        { "05", NULL, false },      { "99999999999999999999", NULL, false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(lengths); i++) {
        struct request request;
        struct fault f;
        struct str text =
            arena_format(test_arena(), "POST / HTTP/1.1\nHost: a\nContent-Length: %s\n\n{\"a\"}\n",
                         lengths[i].length);
        int result = request_from_text(test_arena(), text, &request, &f);
        CU_ASSERT_EQUAL(result, lengths[i].good ? 0 : -1);
        if (lengths[i].good)
            CU_ASSERT_STR_EQUAL(request.body, str_from(lengths[i].body));
        if (!lengths[i].good)
            CU_ASSERT_EQUAL(f.code, FAULT_BAD_REQUEST);
    }
}

static void
malformed_text_is_refused(void)
{
    static const struct {
        const char *text, *why;
    } bad[] = {
        { "", "first line" },
        { "\nHost: a\n\n", "first line" },
        { "GET\nHost: a\n\n", "first line" },
        { "GET /\nHost: a\n\n", "first line" },
        { "GET / HTTP/2\nHost: a\n\n", "first line" },
        { "GET / http/1.1\nHost: a\n\n", "first line" },
        { "GET / HTTP/1.1 \nHost: a\n\n", "first line" },
        { "GET HTTP/1.1\nHost: a\n\n", "first line" },
        { " / HTTP/1.1\nHost: a\n\n", "method" },
        { "get / HTTP/1.1\nHost: a\n\n", "method" },
        { "GET  HTTP/1.1\nHost: a\n\n", "slash" },
        { "GET a HTTP/1.1\nHost: a\n\n", "slash" },
        { "GET /a b HTTP/1.1\nHost: a\n\n", "blank" },
        { "GET /a#b HTTP/1.1\nHost: a\n\n", "fragment" },
        { "GET / HTTP/1.1\n\n", "exactly one Host" },
        { "GET / HTTP/1.1\nHost: a\nhost: a\n\n", "exactly one Host" },
        { "GET / HTTP/1.1\nHost: a\n b\n\n", "folded" },
        { "GET / HTTP/1.1\nHost: a\n\tb\n\n", "folded" },
        { "GET / HTTP/1.1\n Host: a\n\n", "folded" },
        { "GET / HTTP/1.1\nHost: a\nnocolon\n\n", "no colon" },
        { "GET / HTTP/1.1\nHost: a\n: b\n\n", "name is malformed" },
        { "GET / HTTP/1.1\nHost : a\n\n", "name is malformed" },
        { "GET / HTTP/1.1\nHost: a\nA: b\rc\n\n", "control" },
        { "GET / HTTP/1.1\nHost: a\nA: b\x01\n\n", "control" },
        { "GET / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n0\n\n", "Transfer-Encoding" },
        { "GET / HTTP/1.1\nHost: a\nContent-Length: 0\nContent-Length: 0\n\n", "more than one" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        struct request request = { .body = STR("untouched") };
        struct fault f = { .code = NO_FAULT };
        CU_ASSERT_EQUAL(request_from_text(test_arena(), str_from(bad[i].text), &request, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_BAD_REQUEST);
        if (strstr(f.reason, bad[i].why) == NULL)
            CU_ASSERT_STR_EQUAL(str_from(f.reason), str_from(bad[i].why));
        CU_ASSERT_STR_EQUAL(request.body, STR("untouched"));
    }
    struct request request;
    struct fault f;
    CU_ASSERT_EQUAL(
        request_from_text(test_arena(), STR("GET / HTTP/1.1\nHost: a\0b\n\n"), &request, &f), -1);
    CU_ASSERT_EQUAL(
        request_from_text(test_arena(), STR("GET /\0 HTTP/1.1\nHost: a\n\n"), &request, &f), -1);
    CU_ASSERT_EQUAL(request_from_text(test_arena(), (struct str){ NULL, 0 }, &request, &f), -1);
}

static void
text_has_the_same_limits(void)
{
    struct request request;
    struct fault f;
    struct buf text;
    buf_init(&text, test_arena());
    buf_add(&text, STR("GET / HTTP/1.1\nHost: a\n"));
    for (int i = 1; i < REQUEST_HEADERS_MAX; i++)
        buf_add(&text, STR("A: b\n"));
    CU_ASSERT_EQUAL(request_from_text(test_arena(), buf_str(&text), &request, &f), 0);
    buf_add(&text, STR("A: b\n"));
    CU_ASSERT_EQUAL(request_from_text(test_arena(), buf_str(&text), &request, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_REQUEST_TOO_LARGE);
}

SUITE(request_text)
{
    static const struct test_case cases[] = {
        { "text becomes a request", text_becomes_a_request },
        { "bare line feeds and a missing empty line are allowed",
          bare_line_feeds_and_a_missing_end_are_allowed },
        { "the body is as long as Content-Length says", the_body_is_as_long_as_it_says },
        { "malformed text is refused with the reason", malformed_text_is_refused },
        { "text has the limits that parameters have", text_has_the_same_limits },
        { .name = NULL },
    };
    return cases;
}
