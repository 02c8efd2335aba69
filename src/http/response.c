/*
 * One HTTP response, and its CGI form.
 * Must never let a value end its header line: that would let it write headers of its own.
 */
#include "http/response.h"

#include <assert.h>
#include <stdbool.h>

#include "base/attributes.h"
#include "base/buf.h"

enum { NO_CONTENT = 204 };

/* RFC 9110 section 15: the statuses of operations, of the fault table and of the operator's routes.
 */
static const struct {
    uint16_t status;
    const char *phrase;
} phrases[] = {
    { 200, "OK" },
    { NO_CONTENT, "No Content" },
    { 400, "Bad Request" },
    { 401, "Unauthorized" },
    { 403, "Forbidden" },
    { 404, "Not Found" },
    { 405, "Method Not Allowed" },
    { 409, "Conflict" },
    { 413, "Content Too Large" },
    { 414, "URI Too Long" },
    { 429, "Too Many Requests" },
    { 500, "Internal Server Error" },
    { 503, "Service Unavailable" },
};

/* A status without a row is sent all the same; the phrase is for people only. */
static const char *
phrase_of(uint16_t status)
{
    for (size_t i = 0; i < ARRAY_COUNT(phrases); i++)
        if (phrases[i].status == status)
            return phrases[i].phrase;
    return "Unknown";
}

void
response_init(struct response *response, uint16_t status)
{
    *response = (struct response){ .status = status };
}

static bool
ends_line(char c)
{
    return c == '\r' || c == '\n' || c == '\0';
}

/* Gives `value` as it is, or a copy with a space for each byte that may not be in a header. */
static struct str
cleaned(struct arena *arena, struct str value)
{
    size_t bad = 0;
    while (bad < value.size && !ends_line(value.data[bad]))
        bad++;
    if (bad == value.size)
        return value;
    char *copy = arena_alloc(arena, value.size);
    for (size_t i = 0; i < value.size; i++)
        copy[i] = ends_line(value.data[i]) ? ' ' : value.data[i];
    return (struct str){ copy, value.size };
}

void
response_header(struct arena *arena, struct response *response, const char *name, struct str value)
{
    assert(response->header_count < RESPONSE_HEADERS_MAX);
    response->headers[response->header_count].name = name;
    response->headers[response->header_count].value = cleaned(arena, value);
    response->header_count++;
}

size_t
response_body_bytes(const struct response *response)
{
    size_t size = response->body.size;
    for (size_t i = 0; i < response->more_count; i++)
        size += response->more[i].size;
    return size;
}

/* Gives what stands before the body. */
static struct str
head(struct arena *arena, const struct response *response)
{
    struct buf text;
    buf_init(&text, arena);
    buf_add_format(&text, "Status: %u %s\r\n", (unsigned)response->status,
                   phrase_of(response->status));
    for (size_t i = 0; i < response->header_count; i++) {
        buf_add(&text, str_from(response->headers[i].name));
        buf_add(&text, STR(": "));
        buf_add(&text, response->headers[i].value);
        buf_add(&text, STR("\r\n"));
    }
    /* RFC 9110 section 8.6: there is none where the status says that there is no body. */
    if (response->status != NO_CONTENT)
        buf_add_format(&text, "Content-Length: %zu\r\n", response_body_bytes(response));
    buf_add(&text, STR("\r\n"));
    return buf_str(&text);
}

struct message
response_cgi(struct arena *arena, const struct response *response)
{
    struct str *parts = arena_array(arena, 2 + response->more_count, sizeof *parts);
    parts[0] = head(arena, response);
    parts[1] = response->body;
    for (size_t i = 0; i < response->more_count; i++)
        parts[2 + i] = response->more[i];
    return (struct message){ parts, 2 + response->more_count };
}
