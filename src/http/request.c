/*
 * One HTTP request as it was received, from FastCGI parameters or from the text of a message.
 * Must never decode, merge or drop anything that a signature covers.
 */
#include "http/request.h"

#include "base/codec.h"
#include "base/digest.h"

enum { METHOD_MAX = 32 }; /* no registered method is half as long */

/* Headers while they are collected. */
struct collector {
    struct arena *arena;
    struct header *headers; /* room for REQUEST_HEADERS_MAX */
    size_t count, bytes;
};

static void
collector_init(struct collector *collector, struct arena *arena)
{
    *collector = (struct collector){ .arena = arena };
    collector->headers = arena_array(arena, REQUEST_HEADERS_MAX, sizeof *collector->headers);
}

/* RFC 9110 section 5.6.2: what a header's name is made of. */
static bool
is_token(struct str s)
{
    for (size_t i = 0; i < s.size; i++) {
        char c = s.data[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && str_find(STR("!#$%&'*+-.^_`|~"), c) == sizeof "!#$%&'*+-.^_`|~" - 1)
            return false;
    }
    return s.size > 0;
}

/* RFC 9110 section 5.5: no control characters but the tab. Bytes beyond ASCII are opaque. */
static bool
is_field_value(struct str s)
{
    for (size_t i = 0; i < s.size; i++) {
        unsigned char byte = (unsigned char)s.data[i];
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
            return false;
    }
    return true;
}

/* Adds a header whose name is turned to lower case, and each `from` in it to '-'. */
static int
collect(struct collector *collector, struct str name, char from, struct str value, struct fault *f)
{
    if (collector->count == REQUEST_HEADERS_MAX)
        return fault_set_reason(f, FAULT_REQUEST_TOO_LARGE, "The request has more than %d headers.",
                                REQUEST_HEADERS_MAX);
    /* Neither sum can overflow: the bytes were received, so they are in memory. */
    collector->bytes += name.size + value.size;
    if (collector->bytes > REQUEST_HEADER_BYTES_MAX)
        return fault_set_reason(f, FAULT_REQUEST_TOO_LARGE,
                                "The request's headers have more than %d bytes.",
                                REQUEST_HEADER_BYTES_MAX);
    if (!is_token(name))
        return fault_set_reason(f, FAULT_BAD_REQUEST, "A header's name is malformed.");
    if (!is_field_value(value))
        return fault_set_reason(f, FAULT_BAD_REQUEST,
                                "A header's value holds a control character.");
    char *lower = arena_alloc(collector->arena, name.size + 1);
    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == from ? '-' : c;
    }
    collector->headers[collector->count++] =
        (struct header){ .name = { lower, name.size }, .value = value };
    return 0;
}

/* Names the characters that a method may have; nginx lets the same ones through. */
static bool
is_method(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if ((s.data[i] < 'A' || s.data[i] > 'Z') && s.data[i] != '-' && s.data[i] != '_')
            return false;
    return s.size > 0 && s.size <= METHOD_MAX;
}

/* Checks the target's bytes: it is signed raw, so it must be raw to the last byte. */
static int
check_target(struct str target, struct fault *f)
{
    if (target.size > REQUEST_TARGET_MAX)
        return fault_set_reason(f, FAULT_REQUEST_TOO_LARGE,
                                "The request target has more than %d bytes.", REQUEST_TARGET_MAX);
    if (!str_starts_with(target, STR("/")))
        return fault_set_reason(f, FAULT_BAD_REQUEST,
                                "The request target does not begin with a slash.");
    for (size_t i = 0; i < target.size; i++) {
        unsigned char byte = (unsigned char)target.data[i];
        if (byte < 0x21 || byte == 0x7F)
            return fault_set_reason(f, FAULT_BAD_REQUEST,
                                    "The request target holds a blank or a control character.");
        if (byte == '#')
            return fault_set_reason(f, FAULT_BAD_REQUEST, "The request target holds a fragment.");
    }
    return 0;
}

/* Checks what both sources have in common, splits the target, and gives the request. */
static int
finish(struct request *request, const struct collector *collector, struct request *ret_request,
       struct fault *f)
{
    if (!is_method(request->method))
        return fault_set_reason(f, FAULT_BAD_REQUEST,
                                "The request method is missing or malformed.");
    if (check_target(request->target, f) < 0)
        return -1;
    request->headers = collector->headers;
    request->header_count = collector->count;
    if (request_header_count(request, STR("host")) != 1)
        return fault_set_reason(f, FAULT_BAD_REQUEST,
                                "The request must have exactly one Host header.");
    size_t mark = str_find(request->target, '?');
    request->path = str_slice(request->target, 0, mark);
    if (mark < request->target.size)
        request->query = str_slice(request->target, mark + 1, request->target.size);
    *ret_request = *request;
    return 0;
}

/* Takes one FastCGI parameter into the request; those that are neither header nor known say nothing
 * to us. */
static int
take_parameter(struct request *request, struct collector *collector, struct str name,
               struct str value, struct fault *f)
{
    static const char prefix[] = "HTTP_";
    if (str_equal(name, STR("REQUEST_METHOD")))
        request->method = value;
    else if (str_equal(name, STR("REQUEST_URI")))
        request->target = value;
    else if (str_equal(name, STR("REMOTE_ADDR")))
        request->remote_address = value;
    else if (str_equal(name, STR("MEMBERHUB_OPERATOR")))
        request->operator_route = str_equal(value, STR("1"));
    /* The front door blanks this one for everybody (CVE-2016-5385): it is nothing that a client
     * sent. */
    else if (str_equal(name, STR("HTTP_PROXY")) && value.size == 0)
        return 0;
    else if (str_starts_with(name, STR(prefix)))
        return collect(collector, str_slice(name, sizeof prefix - 1, name.size), '_', value, f);
    return 0;
}

int
request_from_params(struct arena *arena, char **params, struct str body,
                    struct request *ret_request, struct fault *f)
{
    struct request request = { .body = body };
    struct collector collector;
    collector_init(&collector, arena);
    for (; *params != NULL; params++) {
        struct str parameter = str_from(*params);
        size_t equals = str_find(parameter, '=');
        struct str value = str_slice(parameter, equals + 1, parameter.size);
        if (take_parameter(&request, &collector, str_slice(parameter, 0, equals), value, f) < 0)
            return -1;
    }
    if (request.target.data == NULL)
        return fault_set_reason(f, FAULT_BAD_REQUEST, "The request target is missing.");
    return finish(&request, &collector, ret_request, f);
}

void
request_outline(struct arena *arena, char **params, struct request *ret_outline)
{
    static const struct {
        const char *parameter, *header;
    } rows[] = {
        { "HTTP_AUTHORIZATION=", "authorization" },
        { "HTTP_CONTENT_TYPE=", "content-type" },
        { "HTTP_X_AMZ_TARGET=", "x-amz-target" },
        { "HTTP_SMITHY_PROTOCOL=", "smithy-protocol" },
    };
    struct header *headers = arena_array(arena, ARRAY_COUNT(rows), sizeof *headers);
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct str prefix = str_from(rows[i].parameter), value = { NULL, 0 };
        for (char **p = params; *p != NULL && value.data == NULL; p++)
            if (str_starts_with(str_from(*p), prefix))
                value = str_slice(str_from(*p), prefix.size, str_from(*p).size);
        if (value.data != NULL)
            headers[count++] = (struct header){ str_from(rows[i].header), value };
    }
    *ret_outline = (struct request){ .path = STR("/"), .headers = headers, .header_count = count };
}

/* Cuts a line off `*rest`, without its CR LF or bare LF. False at the end of the text. */
static bool
next_line(struct str *rest, struct str *ret_line)
{
    if (rest->size == 0 || !str_next(rest, '\n', ret_line))
        return false;
    if (str_ends_with(*ret_line, STR("\r")))
        ret_line->size--;
    return true;
}

/* Reads "METHOD target HTTP/1.1". What lies between the first and the last blank is the target, and
 * checked as such. */
static int
parse_request_line(struct str line, struct request *request, struct fault *f)
{
    size_t first = str_find(line, ' '), last = line.size;
    while (last > 0 && line.data[last - 1] != ' ')
        last--;
    struct str version = str_slice(line, last, line.size);
    if (last < first + 2 ||
        !(str_equal(version, STR("HTTP/1.1")) || str_equal(version, STR("HTTP/1.0"))))
        return fault_set_reason(f, FAULT_BAD_REQUEST,
                                "The first line is not of the form METHOD target HTTP/1.1.");
    request->method = str_slice(line, 0, first);
    request->target = str_slice(line, first + 1, last - first - 2);
    return 0;
}

/* Reads headers up to the empty line or the end of the text. */
static int
parse_headers(struct str *rest, struct collector *collector, struct fault *f)
{
    struct str line;
    while (next_line(rest, &line) && line.size > 0) {
        /* RFC 9112 section 5.2: a server refuses a folded line or joins it; a signature allows no
         * joining. */
        if (line.data[0] == ' ' || line.data[0] == '\t')
            return fault_set_reason(f, FAULT_BAD_REQUEST, "A header is folded over several lines.");
        size_t colon = str_find(line, ':');
        if (colon == line.size)
            return fault_set_reason(f, FAULT_BAD_REQUEST, "A header has no colon.");
        struct str value = str_trim(str_slice(line, colon + 1, line.size));
        if (collect(collector, str_slice(line, 0, colon), '-', value, f) < 0)
            return -1;
    }
    return 0;
}

/* Takes as much of the rest as Content-Length says: an editor's newline at the end of a file is not
 * of the body. */
static int
cut_body(struct request *request, struct str rest, struct fault *f)
{
    int64_t size;
    size_t lengths = request_header_count(request, STR("content-length"));
    if (request_header(request, STR("transfer-encoding")) != NULL)
        return fault_set_reason(f, FAULT_BAD_REQUEST, "Transfer-Encoding is not understood here.");
    if (lengths > 1)
        return fault_set_reason(f, FAULT_BAD_REQUEST,
                                "The request has more than one Content-Length.");
    request->body = rest;
    if (lengths == 0)
        return 0;
    struct str length = request_header(request, STR("content-length"))->value;
    if (str_to_int64(length, 0, INT64_MAX, &size) < 0)
        return fault_set_reason(f, FAULT_BAD_REQUEST, "Content-Length is not a number.");
    if ((uint64_t)size > rest.size)
        return fault_set_reason(f, FAULT_BAD_REQUEST,
                                "The body is shorter than Content-Length says.");
    request->body = str_slice(rest, 0, (size_t)size);
    return 0;
}

int
request_from_text(struct arena *arena, struct str text, struct request *ret_request,
                  struct fault *f)
{
    struct request request = { .method = STR("") }, complete;
    struct collector collector;
    struct str line = STR("");
    collector_init(&collector, arena);
    (void)next_line(&text, &line);
    if (parse_request_line(line, &request, f) < 0 || parse_headers(&text, &collector, f) < 0 ||
        finish(&request, &collector, &complete, f) < 0 || cut_body(&complete, text, f) < 0)
        return -1;
    *ret_request = complete;
    return 0;
}

const struct header *
request_header(const struct request *request, struct str name)
{
    for (size_t i = 0; i < request->header_count; i++)
        if (str_equal(request->headers[i].name, name))
            return &request->headers[i];
    return NULL;
}

size_t
request_header_count(const struct request *request, struct str name)
{
    size_t count = 0;
    for (size_t i = 0; i < request->header_count; i++)
        count += str_equal(request->headers[i].name, name);
    return count;
}

struct str
request_id_make(struct arena *arena)
{
    uint8_t bytes[16];
    random_bytes(bytes, sizeof bytes);
    bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (uint8_t)((bytes[8] & 0x3f) | 0x80);
    const char *hex = hex_encode(arena, bytes, sizeof bytes).data;
    return arena_format(arena, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
                        hex + 20);
}
