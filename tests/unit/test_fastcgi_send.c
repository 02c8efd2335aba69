/*
 * What goes over a FastCGI connection: answers, to a peer that takes them and to one that does not.
 */
#include "http/fastcgi.h"

#include "fastcgi_fixture.h"

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

/* Parts around the sizes of a piece, and one that is a document. */
static void
an_answer_in_parts_arrives_in_their_order(void)
{
    static const size_t sizes[] = { 1, 0, 16383, 16384, 16385, 2, 240000, 1, 240000, 1 };
    struct str parts[ARRAY_COUNT(sizes)], whole = pattern(1000000);
    struct buf sent = message();
    size_t at = 0;
    for (size_t i = 0; i < ARRAY_COUNT(sizes); at += sizes[i++])
        parts[i] = str_slice(whole, at, sizes[i]);
    connect_pair();
    add_request(&sent, STR(""), 1);
    receive_request(&sent);
    receive_body();
    pid_t answering = fork();
    if (answering == 0) {
        struct message left = { parts, ARRAY_COUNT(parts) };
        bool taken = fastcgi_send(&server, &left, clock_monotonic_ms() + 5000);
        _exit(taken && fastcgi_end(&server) == 0 ? 0 : 1);
    }
    CU_ASSERT_STR_EQUAL(receive_answer(), str_slice(whole, 0, at));
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
    struct message message = { &left, 1 };
    int64_t begin_ms = clock_monotonic_ms();
    CU_ASSERT_FALSE(fastcgi_send(&server, &message, begin_ms + LIMIT_MS));
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
    struct str left = pattern(1000000), small[] = { pattern(1024), STR(""), pattern(15 * 1024) };
    struct message first = { small, ARRAY_COUNT(small) }, second = { &left, 1 };
    int64_t begin_ms = clock_monotonic_ms();
    CU_ASSERT_TRUE(fastcgi_send(&server, &first, 0));
    CU_ASSERT_EQUAL(first.count, 0);
    CU_ASSERT_FALSE(fastcgi_send(&server, &second, 0));
    CU_ASSERT_TRUE(left.size > 0 && left.size < 1000000);
    CU_ASSERT_TRUE(clock_monotonic_ms() - begin_ms < 5000);
    fastcgi_give_up(&server);
    CU_ASSERT_EQUAL(fastcgi_end(&server), -1);
    disconnect();
    CU_ASSERT_EQUAL(waitpid(reader, NULL, 0), reader);
}

SUITE(fastcgi_send)
{
    static const struct test_case cases[] = {
        { "a long answer arrives whole", a_long_answer_arrives_whole },
        { "an answer in parts arrives in their order", an_answer_in_parts_arrives_in_their_order },
        { "a slow reader has one deadline for the whole answer",
          a_slow_reader_has_one_deadline_for_the_whole_answer },
        { "what goes without waiting is sent at once", what_goes_without_waiting_is_sent_at_once },
        { NULL, NULL },
    };
    return cases;
}
