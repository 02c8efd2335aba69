/*
 * A FastCGI peer of our own against http/fastcgi.c, over a socket pair: what nginx sends, and what
 * it never would.
 */
#ifndef MEMBERHUB_TESTS_FASTCGI_FIXTURE_H
#define MEMBERHUB_TESTS_FASTCGI_FIXTURE_H

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "harness.h"
#include "http/fastcgi.h"

/* Record types, FastCGI Specification 1.0 section 8. */
enum { BEGIN_REQUEST = 1, ABORT_REQUEST = 2, END_REQUEST = 3, PARAMS = 4, STDIN = 5, STDOUT = 6 };
enum { RECORD_MAX = 65535, LIMIT = 65536, LARGE_LIMIT = 24 * 1024 * 1024 };

static struct fastcgi server;
static int peer;

static inline void
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

static inline void
disconnect(void)
{
    fastcgi_release(&server);
    if (peer >= 0)
        close(peer);
    peer = -1;
}

static inline struct buf
message(void)
{
    struct buf buf;
    buf_init(&buf, test_arena());
    return buf;
}

static inline void
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

static inline void
add_begin(struct buf *to, int request_id, bool keep)
{
    const char body[8] = { 0, 1, (char)keep };
    add_record(to, BEGIN_REQUEST, request_id, (struct str){ body, sizeof body }, 0);
}

static inline void
add_param(struct buf *to, const char *name, const char *value)
{
    buf_add_char(to, (char)strlen(name));
    buf_add_char(to, (char)strlen(value));
    buf_add_format(to, "%s%s", name, value);
}

static inline void
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
static inline void
add_body(struct buf *to, struct str body, size_t size)
{
    for (size_t at = 0; at < body.size; at += size)
        add_record(to, STDIN, 1, str_slice(body, at, size), (int)(at / size % 8));
    add_record(to, STDIN, 1, STR(""), 0);
}

static inline struct str
pattern(size_t size)
{
    char *bytes = arena_alloc(test_arena(), size);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 31 % 251);
    return (struct str){ bytes, size };
}

static inline void
add_request(struct buf *to, struct str body, size_t record_size)
{
    add_begin(to, 1, true);
    add_params(to, arena_format(test_arena(), "%zu", body.size).data);
    add_body(to, body, record_size);
}

static inline bool
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
static inline pid_t
send_repeated(struct str first, struct str rest, int times, struct str last)
{
    pid_t child = fork();
    if (child == 0) {
        close(server.request.ipcFd); /* or the server's closing it would not be noticed */
        bool sent = send_bytes(first);
        for (int i = 0; i < times && sent; i++)
            sent = send_bytes(rest);
        _exit(sent && send_bytes(last) ? 0 : 1);
    }
    CU_ASSERT_FATAL(child > 0);
    return child;
}

static inline pid_t
send_all(struct str bytes)
{
    return send_repeated(bytes, STR(""), 0, STR(""));
}

static inline void
wait_readable(void)
{
    char byte;
    CU_ASSERT_EQUAL_FATAL(recv(server.request.ipcFd, &byte, 1, MSG_PEEK), 1);
}

/* Receives one record; its content lives in the arena. */
static inline int
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
static inline struct str
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
static inline void
receive_request(const struct buf *sent)
{
    waitpid(send_all(buf_str(sent)), NULL, 0);
    CU_ASSERT_EQUAL_FATAL(fastcgi_accept(&server), FASTCGI_REQUEST);
}

static inline struct str
receive_body(void)
{
    struct str body = { NULL, 0 };
    struct fault f;
    CU_ASSERT_EQUAL(
        fastcgi_body(&server, test_arena(), fastcgi_body_bytes(&server), LIMIT, &body, &f), 0);
    return body;
}

/* Sends a whole answer to a peer that reads; gives what fastcgi_end() does. */
static inline int
send_answer(struct str text)
{
    struct message whole = { &text, 1 };
    if (!fastcgi_send(&server, &whole, clock_monotonic_ms() + 5000))
        return -2;
    return fastcgi_end(&server);
}

#endif
