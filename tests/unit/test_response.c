/*
 * Responses in CGI form, and that no value can break out of its header.
 */
#include "http/response.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/service.h"
#include "base/buf.h"
#include "base/fault.h"
#include "harness.h"

/* What arrives of a response. */
static struct str
text_of(const struct response *response)
{
    struct message message = response_cgi(test_arena(), response);
    struct buf text;
    buf_init(&text, test_arena());
    for (size_t i = 0; i < message.count; i++)
        buf_add(&text, message.parts[i]);
    return buf_str(&text);
}

static void
a_response_is_status_headers_length_body(void)
{
    struct response response;
    response_init(&response, 200);
    response_header(test_arena(), &response, "Content-Type", STR("application/json"));
    response_header(test_arena(), &response, "x-amzn-RequestId", STR("0-1"));
    response.body = STR("{\"a\":\0}");
    CU_ASSERT_STR_EQUAL(text_of(&response),
                        STR("Status: 200 OK\r\nContent-Type: application/json\r\n"
                            "x-amzn-RequestId: 0-1\r\nContent-Length: 7\r\n\r\n{\"a\":\0}"));
}

static void
an_empty_body_has_a_length_too(void)
{
    struct response response;
    response_init(&response, 404);
    CU_ASSERT_STR_EQUAL(text_of(&response),
                        STR("Status: 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
}

static void
a_status_that_says_there_is_no_body_has_no_length(void)
{
    struct response response;
    response_init(&response, 204);
    CU_ASSERT_STR_EQUAL(text_of(&response), STR("Status: 204 No Content\r\n\r\n"));
}

static void
a_body_in_parts_is_sent_in_their_order_from_where_they_are(void)
{
    const struct str more[] = { STR("1"), STR(""), STR(",22"), STR("]") };
    struct response response;
    response_init(&response, 200);
    response.body = STR("[");
    response.more = more;
    response.more_count = ARRAY_COUNT(more);
    CU_ASSERT_EQUAL(response_body_bytes(&response), 6);
    CU_ASSERT_STR_EQUAL(text_of(&response),
                        STR("Status: 200 OK\r\nContent-Length: 6\r\n\r\n[1,22]"));
    struct message message = response_cgi(test_arena(), &response);
    CU_ASSERT_PTR_EQUAL(message.parts[message.count - 2].data, more[2].data);
}

static struct str
first_line(uint16_t status)
{
    struct response response;
    response_init(&response, status);
    struct str text = text_of(&response);
    return str_slice(text, 0, str_find(text, '\r'));
}

static void
every_fault_has_a_phrase(void)
{
    const struct fault_dialect *dialect;
    for (size_t code = 0; code < fault_count(); code++)
        for (size_t i = 0; (dialect = service_dialect(i)) != NULL; i++) {
            uint16_t status = fault_wording((enum fault_code)code, dialect).status;
            if (status != 0)
                CU_ASSERT_FALSE(str_ends_with(first_line(status), STR("Unknown")));
        }
    CU_ASSERT_STR_EQUAL(first_line(503), STR("Status: 503 Service Unavailable"));
    CU_ASSERT_STR_EQUAL(first_line(599), STR("Status: 599 Unknown"));
}

static void
a_value_cannot_end_its_line(void)
{
    struct response response;
    struct str clean = STR("as it is");
    response_init(&response, 200);
    response_header(test_arena(), &response, "a", STR("x\r\nSet-Cookie: y\0z"));
    response_header(test_arena(), &response, "b", clean);
    response_header(test_arena(), &response, "c", (struct str){ NULL, 0 });
    CU_ASSERT_STR_EQUAL(response.headers[0].value, STR("x  Set-Cookie: y z"));
    CU_ASSERT_PTR_EQUAL(response.headers[1].value.data, clean.data);
    CU_ASSERT_STR_EQUAL(text_of(&response),
                        STR("Status: 200 OK\r\na: x  Set-Cookie: y z\r\nb: as it is\r\nc: \r\n"
                            "Content-Length: 0\r\n\r\n"));
}

static void
add_headers(int count)
{
    struct response response;
    response_init(&response, 200);
    for (int i = 0; i < count; i++)
        response_header(test_arena(), &response, "a", STR("b"));
}

static void
more_headers_than_there_is_room_for_abort(void)
{
    add_headers(RESPONSE_HEADERS_MAX);
    pid_t child = fork();
    CU_ASSERT_TRUE_FATAL(child >= 0);
    if (child == 0) {
        close(STDERR_FILENO);
        add_headers(RESPONSE_HEADERS_MAX + 1);
        _exit(0);
    }
    int status;
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

SUITE(response)
{
    static const struct test_case cases[] = {
        { "a response is status, headers, length and body",
          a_response_is_status_headers_length_body },
        { "an empty body has its length too", an_empty_body_has_a_length_too },
        { "a status that says that there is no body has no length",
          a_status_that_says_there_is_no_body_has_no_length },
        { "a body in parts is sent in their order, from where they are",
          a_body_in_parts_is_sent_in_their_order_from_where_they_are },
        { "every status of the fault table has its phrase", every_fault_has_a_phrase },
        { "a value cannot end its header line", a_value_cannot_end_its_line },
        { "one header more than there is room for aborts",
          more_headers_than_there_is_room_for_abort },
        { .name = NULL },
    };
    return cases;
}
