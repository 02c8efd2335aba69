/*
 * What comes over a FastCGI connection: requests as nginx sends them, and as it never would.
 */
#include "http/fastcgi.h"

#include "base/scoreboard.h"
#include "fastcgi_fixture.h"

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
    CU_ASSERT_EQUAL(
        fastcgi_body(&server, test_arena(), fastcgi_body_bytes(&server), LIMIT, &body, &f), -1);
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

/* It comes in pieces; the harness's arena has no room for it, and one of its own shows its limit.
 */
static void
a_body_of_24_mib_arrives_whole_within_an_arena_that_may(void)
{
    struct arena *arena = arena_new(LIMIT);
    struct str piece = pattern(RECORD_MAX), body;
    struct buf head = message(), record = message(), end = message();
    struct fault f;
    size_t times = LARGE_LIMIT / RECORD_MAX;
    connect_pair();
    add_begin(&head, 1, true);
    add_params(&head, arena_format(test_arena(), "%zu", times * RECORD_MAX).data);
    add_record(&record, STDIN, 1, piece, 0);
    add_body(&end, STR(""), 1);
    pid_t sender = send_repeated(buf_str(&head), buf_str(&record), (int)times, buf_str(&end));
    wait_readable();
    CU_ASSERT_EQUAL_FATAL(fastcgi_accept(&server), FASTCGI_REQUEST);
    arena_allow(arena, LARGE_LIMIT + LIMIT);
    CU_ASSERT_EQUAL(waitpid(sender, NULL, WNOHANG), 0); /* it has more than the socket holds */
    atomic_store(&scoreboard_own()->beat_ms, 0);
    CU_ASSERT_EQUAL_FATAL(
        fastcgi_body(&server, arena, fastcgi_body_bytes(&server), LARGE_LIMIT, &body, &f), 0);
    CU_ASSERT_EQUAL(body.size, times * RECORD_MAX);
    CU_ASSERT_TRUE(atomic_load(&scoreboard_own()->beat_ms) > 0); /* a sign of life on the way */
    for (size_t at = 0; at < body.size; at += RECORD_MAX)
        CU_ASSERT_STR_EQUAL(str_slice(body, at, RECORD_MAX), piece);
    waitpid(sender, NULL, 0);
    arena_free(arena);
    disconnect();
}

static void
a_body_without_end_costs_the_connection(void)
{
    enum { TIMES = 530 }; /* 33 MiB */
    struct buf head = message(), record = message();
    bool kept = true;
    connect_pair();
    add_begin(&head, 1, true);
    add_params(&head, "34000000");
    add_record(&record, STDIN, 1, pattern(RECORD_MAX), 0);
    pid_t sender = send_repeated(buf_str(&head), buf_str(&record), TIMES, STR(""));
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

SUITE(fastcgi)
{
    static const struct test_case cases[] = {
        { "bodies of every size arrive", bodies_of_every_size_arrive },
        { "repeated parameters all arrive, in order", repeated_parameters_all_arrive_in_order },
        { "a body beyond the limit is refused and the next request served",
          a_body_beyond_the_limit_is_refused_and_the_next_request_served },
        { "a body of 24 MiB arrives whole, within an arena that may grow so far",
          a_body_of_24_mib_arrives_whole_within_an_arena_that_may },
        { "a body without end costs the connection", a_body_without_end_costs_the_connection },
        { "a body of another length is refused", a_body_of_another_length_is_refused },
        { "an aborted body costs the connection", an_aborted_body_costs_the_connection },
        { "an unkept connection is closed", an_unkept_connection_is_closed },
        { "silence and hanging up are told apart", silence_and_hanging_up_are_told_apart },
        { "what is not FastCGI is broken at once", what_is_not_fastcgi_is_broken_at_once },
        { "an answer to nobody is reported", an_answer_to_nobody_is_reported },
        { NULL, NULL },
    };
    return cases;
}
