/*
 * A FastCGI peer of our own against http/fastcgi.c, over a socket pair: what nginx sends, and what
 * it never would.
 */
#include "http/fastcgi.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "harness.h"

/* Record types, FastCGI Specification 1.0 section 8. */
enum { BEGIN_REQUEST = 1, ABORT_REQUEST = 2, END_REQUEST = 3, PARAMS = 4, STDIN = 5, STDOUT = 6 };
enum { RECORD_MAX = 65535, LIMIT = 65536 };

static struct fastcgi server;
static int peer;

static void
connect_pair(void)
{
    static const struct timeval timeout = { .tv_sec = 5 };
    int pair[2];
    CU_ASSERT_EQUAL_FATAL(fastcgi_setup(), 0);
    CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    for (int i = 0; i < 2; i++)
        setsockopt(pair[i], SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    fastcgi_init(&server, pair[0]);
    peer = pair[1];
}

static void
disconnect(void)
{
    fastcgi_release(&server);
    if (peer >= 0)
        close(peer);
    peer = -1;
}

static struct buf
message(void)
{
    struct buf buf;
    buf_init(&buf, test_arena());
    return buf;
}

static void
add_record(struct buf *to, int type, int request_id, struct str content, int padding)
{
    static const char zeros[256];
    const int header[] = { 1,
                           type,
                           request_id >> 8,
                           request_id & 255,
                           (int)content.size >> 8,
                           (int)content.size & 255,
                           padding,
                           0 };
    for (size_t i = 0; i < ARRAY_COUNT(header); i++)
        buf_add_char(to, (char)header[i]);
    buf_add(to, content);
    buf_add(to, (struct str){ zeros, (size_t)padding });
}

static void
add_begin(struct buf *to, int request_id, bool keep)
{
    const char body[8] = { 0, 1, (char)keep };
    add_record(to, BEGIN_REQUEST, request_id, (struct str){ body, sizeof body }, 0);
}

static void
add_param(struct buf *to, const char *name, const char *value)
{
    buf_add_char(to, (char)strlen(name));
    buf_add_char(to, (char)strlen(value));
    buf_add_format(to, "%s%s", name, value);
}

static void
add_params(struct buf *to, const char *content_length)
{
    struct buf params = message();
    add_param(&params, "REQUEST_URI", "/a%2Fb?x");
    add_param(&params, "CONTENT_LENGTH", content_length);
    add_param(&params, "HTTP_X_AMZ_DATE", "one");
    add_param(&params, "HTTP_X_AMZ_DATE", "two");
    add_record(to, PARAMS, 1, buf_str(&params), 3);
    add_record(to, PARAMS, 1, STR(""), 0);
}

/* The body in records of at most `size` bytes, and its end. */
static void
add_body(struct buf *to, struct str body, size_t size)
{
    for (size_t at = 0; at < body.size; at += size)
        add_record(to, STDIN, 1, str_slice(body, at, size), (int)(at / size % 8));
    add_record(to, STDIN, 1, STR(""), 0);
}

static struct str
pattern(size_t size)
{
    char *bytes = arena_alloc(test_arena(), size);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 31 % 251);
    return (struct str){ bytes, size };
}

static void
add_request(struct buf *to, struct str body, size_t record_size)
{
    add_begin(to, 1, true);
    add_params(to, arena_format(test_arena(), "%zu", body.size).data);
    add_body(to, body, record_size);
}

static bool
send_bytes(struct str bytes)
{
    while (bytes.size > 0) {
        ssize_t sent = send(peer, bytes.data, bytes.size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes = str_slice(bytes, (size_t)sent, bytes.size);
    }
    return true;
}

/* Sends from a child, because what does not fit into the socket would block. */
static pid_t
send_repeated(struct str first, struct str rest, int times)
{
    pid_t child = fork();
    if (child == 0) {
        close(server.request.ipcFd); /* or the server's closing it would not be noticed */
        bool sent = send_bytes(first);
        for (int i = 0; i < times && sent; i++)
            sent = send_bytes(rest);
        _exit(sent ? 0 : 1);
    }
    CU_ASSERT_FATAL(child > 0);
    return child;
}

static pid_t
send_all(struct str bytes)
{
    return send_repeated(bytes, STR(""), 0);
}

static void
wait_readable(void)
{
    char byte;
    CU_ASSERT_EQUAL_FATAL(recv(server.request.ipcFd, &byte, 1, MSG_PEEK), 1);
}

/* Receives one record; its content lives in the arena. */
static int
receive_record(struct str *ret_content)
{
    unsigned char header[8];
    CU_ASSERT_EQUAL_FATAL(recv(peer, header, sizeof header, MSG_WAITALL), (ssize_t)sizeof header);
    size_t size = (size_t)header[4] << 8 | header[5];
    char *content = arena_alloc(test_arena(), size + 1 + header[6]);
    ssize_t whole = (ssize_t)(size + header[6]);
    CU_ASSERT_EQUAL_FATAL(whole == 0 ? 0 : recv(peer, content, (size_t)whole, MSG_WAITALL), whole);
    *ret_content = (struct str){ content, size };
    return header[1];
}

/* Receives an answer up to its end, and gives what was in it. */
static struct str
receive_answer(void)
{
    struct buf answer = message();
    struct str content;
    int type;
    while ((type = receive_record(&content)) != END_REQUEST) {
        CU_ASSERT_EQUAL_FATAL(type, STDOUT);
        buf_add(&answer, content);
    }
    return buf_str(&answer);
}

/* Sends a short request whole, and has its parameters read. */
static void
receive_request(const struct buf *sent)
{
    waitpid(send_all(buf_str(sent)), NULL, 0);
    CU_ASSERT_EQUAL_FATAL(fastcgi_accept(&server), FASTCGI_REQUEST);
}

static struct str
receive_body(void)
{
    struct str body = { NULL, 0 };
    struct fault f;
    CU_ASSERT_EQUAL(fastcgi_body(&server, test_arena(), LIMIT, &body, &f), 0);
    return body;
}

/* Sends a whole answer to a peer that reads; gives what fastcgi_end() does. */
static int
send_answer(struct str text)
{
    if (!fastcgi_send(&server, &text, clock_monotonic_ms() + 5000))
        return -2;
    return fastcgi_end(&server);
}

/* Has one request served by an echo; gives the body as the server saw it. */
static struct str
serve_echo(struct str sent, bool *ret_kept)
{
    int status;
    pid_t sender = send_all(sent);
    wait_readable();
    CU_ASSERT_EQUAL_FATAL(fastcgi_accept(&server), FASTCGI_REQUEST);
    struct str body = receive_body();
    CU_ASSERT_EQUAL(waitpid(sender, &status, 0), sender);
    CU_ASSERT_EQUAL(status, 0);
    CU_ASSERT_EQUAL(send_answer(STR("Status: 200\r\n\r\nyes")), 0);
    *ret_kept = fastcgi_finish(&server);
    CU_ASSERT_STR_EQUAL(receive_answer(), STR("Status: 200\r\n\r\nyes"));
    return body;
}

static void
bodies_of_every_size_arrive(void)
{
    static const size_t sizes[] = {
        0, 1, 7, 8, 8191, 8192, 8193, 65527, 65528, 65534, 65535, 65536
    };
    static const size_t records[] = { 97, 4096, 32768, RECORD_MAX - 1, RECORD_MAX };
    connect_pair();
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++)
        for (size_t j = 0; j < ARRAY_COUNT(records); j++) {
            struct buf sent = message();
            bool kept = false;
            add_request(&sent, pattern(sizes[i]), records[j]);
            CU_ASSERT_STR_EQUAL(serve_echo(buf_str(&sent), &kept), pattern(sizes[i]));
            CU_ASSERT_TRUE_FATAL(kept);
        }
    disconnect();
}

static void
repeated_parameters_all_arrive_in_order(void)
{
    static const char *const expected[] = { "HTTP_X_AMZ_DATE=one", "HTTP_X_AMZ_DATE=two" };
    struct buf sent = message();
    size_t found = 0;
    connect_pair();
    add_request(&sent, STR(""), 1);
    receive_request(&sent);
    for (char **param = fastcgi_params(&server); *param != NULL; param++)
        if (strncmp(*param, "HTTP_", 5) == 0 && found < ARRAY_COUNT(expected))
            CU_ASSERT_STRING_EQUAL(*param, expected[found++]);
    CU_ASSERT_EQUAL(found, ARRAY_COUNT(expected));
    CU_ASSERT_STR_EQUAL(fastcgi_param(&server, "HTTP_X_AMZ_DATE"), STR("one"));
    CU_ASSERT_STR_EQUAL(fastcgi_param(&server, "REQUEST_URI"), STR("/a%2Fb?x"));
    CU_ASSERT_PTR_NULL(fastcgi_param(&server, "HTTP_X_AMZ").data);
    disconnect();
}

/* Has a request refused by its body, and waits for its sender; gives the fault's code. */
static enum fault_code
serve_refused(pid_t sender, const char *answer, bool *ret_kept)
{
    struct str body;
    struct fault f = { .code = FAULT_INTERNAL };
    wait_readable();
    CU_ASSERT_EQUAL_FATAL(fastcgi_accept(&server), FASTCGI_REQUEST);
    CU_ASSERT_EQUAL(fastcgi_body(&server, test_arena(), LIMIT, &body, &f), -1);
    CU_ASSERT_EQUAL(send_answer(str_from(answer)), 0);
    *ret_kept = fastcgi_finish(&server);
    CU_ASSERT_STR_EQUAL(receive_answer(), str_from(answer));
    waitpid(sender, NULL, 0);
    return f.code;
}

static void
a_body_beyond_the_limit_is_refused_and_the_next_request_served(void)
{
    static const size_t sizes[] = { LIMIT + 1, 1000000, 5000000 };
    connect_pair();
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
        struct buf big = message(), small = message();
        bool kept = false;
        add_request(&big, pattern(sizes[i]), RECORD_MAX);
        CU_ASSERT_EQUAL(serve_refused(send_all(buf_str(&big)), "too large", &kept),
                        FAULT_REQUEST_TOO_LARGE);
        CU_ASSERT_TRUE_FATAL(kept);
        add_request(&small, STR("{}"), 1);
        CU_ASSERT_STR_EQUAL(serve_echo(buf_str(&small), &kept), STR("{}"));
    }
    disconnect();
}

static void
a_body_without_end_costs_the_connection(void)
{
    enum { TIMES = 270 }; /* 17 MiB */
    struct buf head = message(), record = message();
    bool kept = true;
    connect_pair();
    add_begin(&head, 1, true);
    add_params(&head, "17000000");
    add_record(&record, STDIN, 1, pattern(RECORD_MAX), 0);
    pid_t sender = send_repeated(buf_str(&head), buf_str(&record), TIMES);
    CU_ASSERT_EQUAL(serve_refused(sender, "too large", &kept), FAULT_REQUEST_TOO_LARGE);
    CU_ASSERT_FALSE(kept);
    disconnect();
}

static void
a_body_of_another_length_is_refused(void)
{
    static const char *const lengths[] = { "4",   "6",   "-5",   "+5", "5 ",
                                           "0x5", "5,5", "five", "0",  "9999999999999999999999" };
    connect_pair();
    for (size_t i = 0; i < ARRAY_COUNT(lengths); i++) {
        struct buf sent = message();
        bool kept = false;
        add_begin(&sent, 1, true);
        add_params(&sent, lengths[i]);
        add_body(&sent, STR("12345"), 5);
        CU_ASSERT_EQUAL(serve_refused(send_all(buf_str(&sent)), "no", &kept), FAULT_BAD_REQUEST);
        CU_ASSERT_TRUE_FATAL(kept);
    }
    disconnect();
}

static void
an_aborted_body_costs_the_connection(void)
{
    struct buf sent = message();
    bool kept = true;
    connect_pair();
    add_begin(&sent, 1, true);
    add_params(&sent, "10");
    add_record(&sent, STDIN, 1, STR("12345"), 0);
    add_record(&sent, ABORT_REQUEST, 1, STR(""), 0);
    CU_ASSERT_EQUAL(serve_refused(send_all(buf_str(&sent)), "no", &kept), FAULT_BAD_REQUEST);
    CU_ASSERT_FALSE(kept);
    disconnect();
}

static void
an_unkept_connection_is_closed(void)
{
    struct buf sent = message();
    bool kept = true;
    char byte;
    connect_pair();
    add_begin(&sent, 1, false);
    add_params(&sent, "0");
    add_body(&sent, STR(""), 1);
    serve_echo(buf_str(&sent), &kept);
    CU_ASSERT_FALSE(kept);
    CU_ASSERT_EQUAL(recv(peer, &byte, 1, 0), 0);
    disconnect();
}

static void
silence_and_hanging_up_are_told_apart(void)
{
    struct buf sent = message();
    connect_pair();
    CU_ASSERT_EQUAL(fastcgi_accept(&server), FASTCGI_NOTHING);
    add_request(&sent, STR("{}"), 2); /* nobody will read its answer */
    waitpid(send_all(buf_str(&sent)), NULL, 0);
    shutdown(peer, SHUT_RDWR);
    CU_ASSERT_EQUAL(fastcgi_accept(&server), FASTCGI_CLOSED);
    disconnect();
}

static void
what_is_not_fastcgi_is_broken_at_once(void)
{
    struct buf truncated = message(), early = message();
    add_begin(&truncated, 1, true);
    add_record(&truncated, PARAMS, 1, STR("\x04\x7fNAME"), 0);
    add_record(&truncated, PARAMS, 1, STR(""), 0);
    add_body(&early, STR("a body before its request"), 100);
    const struct str texts[] = { STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), STR("\x01\x01\x00\x01"),
                                 buf_str(&truncated), buf_str(&early) };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        connect_pair();
        int64_t begin_ms = clock_monotonic_ms();
        waitpid(send_all(texts[i]), NULL, 0);
        shutdown(peer, SHUT_WR);
        CU_ASSERT_EQUAL(fastcgi_accept(&server), FASTCGI_BROKEN);
        CU_ASSERT_TRUE(clock_monotonic_ms() - begin_ms < 1000);
        disconnect();
    }
}

static void
an_answer_to_nobody_is_reported(void)
{
    struct buf sent = message();
    connect_pair();
    add_request(&sent, STR("{}"), 2);
    receive_request(&sent);
    close(peer);
    peer = -1;
    receive_body();
    CU_ASSERT_EQUAL(send_answer(STR("Status: 200\r\n\r\n")), -1);
    CU_ASSERT_FALSE(fastcgi_finish(&server));
    disconnect();
}

static void
a_long_answer_arrives_whole(void)
{
    struct buf sent = message();
    connect_pair();
    add_request(&sent, STR(""), 1);
    receive_request(&sent);
    receive_body();
    pid_t answering = fork();
    if (answering == 0)
        _exit(send_answer(pattern(1000000)) == 0 ? 0 : 1);
    CU_ASSERT_STR_EQUAL(receive_answer(), pattern(1000000));
    int status;
    CU_ASSERT_EQUAL(waitpid(answering, &status, 0), answering);
    CU_ASSERT_EQUAL(status, 0);
    disconnect();
}

/* Begins a request without a body, and has a child read the answer so slowly that it never ends. */
static pid_t
begin_with_slow_reader(void)
{
    struct buf sent = message();
    connect_pair();
    add_request(&sent, STR(""), 1);
    receive_request(&sent);
    receive_body();
    pid_t reader = fork();
    if (reader != 0)
        return reader;
    char waste[1024];
    while (poll(NULL, 0, 20) == 0 && read(peer, waste, sizeof waste) > 0)
        continue;
    _exit(0);
}

static void
a_slow_reader_has_one_deadline_for_the_whole_answer(void)
{
    enum { LIMIT_MS = 400 };
    pid_t reader = begin_with_slow_reader();
    struct str left = pattern(1000000);
    int64_t begin_ms = clock_monotonic_ms();
    CU_ASSERT_FALSE(fastcgi_send(&server, &left, begin_ms + LIMIT_MS));
    int64_t took_ms = clock_monotonic_ms() - begin_ms;
    CU_ASSERT_TRUE(took_ms >= LIMIT_MS && took_ms < 5000);
    CU_ASSERT_TRUE(left.size > 0 && left.size < 1000000);
    fastcgi_give_up(&server);
    CU_ASSERT_EQUAL(fastcgi_end(&server), -1);
    CU_ASSERT_FALSE(fastcgi_finish(&server));
    CU_ASSERT_TRUE(clock_monotonic_ms() - begin_ms < 5000);
    disconnect();
    CU_ASSERT_EQUAL(waitpid(reader, NULL, 0), reader);
}

static void
what_goes_without_waiting_is_sent_at_once(void)
{
    pid_t reader = begin_with_slow_reader();
    struct str left = pattern(1000000), small = pattern(16 * 1024);
    int64_t begin_ms = clock_monotonic_ms();
    CU_ASSERT_TRUE(fastcgi_send(&server, &small, 0));
    CU_ASSERT_EQUAL(small.size, 0);
    CU_ASSERT_FALSE(fastcgi_send(&server, &left, 0));
    CU_ASSERT_TRUE(left.size > 0 && left.size < 1000000);
    CU_ASSERT_TRUE(clock_monotonic_ms() - begin_ms < 5000);
    fastcgi_give_up(&server);
    CU_ASSERT_EQUAL(fastcgi_end(&server), -1);
    disconnect();
    CU_ASSERT_EQUAL(waitpid(reader, NULL, 0), reader);
}

SUITE(fastcgi)
{
    static const struct test_case cases[] = {
        { "bodies of every size arrive", bodies_of_every_size_arrive },
        { "repeated parameters all arrive, in order", repeated_parameters_all_arrive_in_order },
        { "a body beyond the limit is refused and the next request served",
          a_body_beyond_the_limit_is_refused_and_the_next_request_served },
        { "a body without end costs the connection", a_body_without_end_costs_the_connection },
        { "a body of another length is refused", a_body_of_another_length_is_refused },
        { "an aborted body costs the connection", an_aborted_body_costs_the_connection },
        { "an unkept connection is closed", an_unkept_connection_is_closed },
        { "silence and hanging up are told apart", silence_and_hanging_up_are_told_apart },
        { "what is not FastCGI is broken at once", what_is_not_fastcgi_is_broken_at_once },
        { "an answer to nobody is reported", an_answer_to_nobody_is_reported },
        { "a long answer arrives whole", a_long_answer_arrives_whole },
        { "a slow reader has one deadline for the whole answer",
          a_slow_reader_has_one_deadline_for_the_whole_answer },
        { "what goes without waiting is sent at once", what_goes_without_waiting_is_sent_at_once },
        { NULL, NULL },
    };
    return cases;
}
