/*
 * Sockets that are handed over: what is given is taken, once, and nothing else is.
 */
#include "daemon/activation.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

enum { HANDED_FD = 3 };

static const char *
in_directory(const char *name)
{
    return arena_format(test_arena(), "%s/%s", test_directory(), name).data;
}

/* What became of an attempt to take, as an exit status. */
enum { TAKEN = 1, NOTHING_THERE = 2, REFUSED = 4, AS_HEIR = 8, TOLD_STILL = 16, BLOCKS = 32 };

static int
try_to_take(const char *path)
{
    struct listener listener;
    struct fault f;
    bool taken;
    int result = activation_take(path, &listener, &taken, &f);
    int seen = getenv("LISTEN_PID") != NULL || getenv("LISTEN_FDS") != NULL ? TOLD_STILL : 0;
    if (result < 0)
        return seen | (f.code == FAULT_CONFIG ? REFUSED : 0);
    if (!taken)
        return seen | NOTHING_THERE;
    bool blocks = (fcntl(listener.fd, F_GETFL) & O_NONBLOCK) == 0 ||
                  (fcntl(listener.fd, F_GETFD) & FD_CLOEXEC) == 0;
    return seen | TAKEN | (listener.heir ? AS_HEIR : 0) | (blocks ? BLOCKS : 0) |
           (listener.owned || listener.fd != HANDED_FD ? REFUSED : 0);
}

/* Runs `act` in a child, whose descriptor 3 is its own to lose; gives its exit status. */
static int
in_child(int (*act)(struct listener *listener), struct listener *listener)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(act(listener));
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT_TRUE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int
give_and_take(struct listener *listener)
{
    return activation_give(listener) < 0 ? 0 : try_to_take(listener->path);
}

static int
give_and_take_twice(struct listener *listener)
{
    return give_and_take(listener) == (TAKEN | AS_HEIR) ? try_to_take(listener->path) : 0;
}

static int
give_and_take_elsewhere(struct listener *listener)
{
    return activation_give(listener) < 0 ? 0 : try_to_take("/nowhere/socket");
}

static int
take_what_somebody_else_was_given(struct listener *listener)
{
    return activation_give(listener) < 0 || setenv("LISTEN_PID", "1", 1) < 0
               ? 0
               : try_to_take(listener->path);
}

static int
take_two(struct listener *listener)
{
    return activation_give(listener) < 0 || setenv("LISTEN_FDS", "2", 1) < 0
               ? 0
               : try_to_take(listener->path);
}

static int
take_what_does_not_listen(struct listener *listener)
{
    if (activation_give(listener) < 0 || dup2(socket(AF_UNIX, SOCK_STREAM, 0), HANDED_FD) < 0)
        return 0;
    return try_to_take(listener->path);
}

static int
take_without_a_word(struct listener *listener)
{
    return try_to_take(listener->path);
}

static void
each_attempt_ends_as_it_should(void)
{
    static const struct {
        int (*act)(struct listener *listener);
        bool owned;
        int expected;
    } rows[] = {
        { give_and_take, true, TAKEN | AS_HEIR },
        { give_and_take, false, TAKEN },
        { give_and_take_twice, true, NOTHING_THERE },
        { give_and_take_elsewhere, true, REFUSED },
        { take_what_somebody_else_was_given, true, NOTHING_THERE },
        { take_two, true, REFUSED },
        { take_what_does_not_listen, true, REFUSED },
        { take_without_a_word, true, NOTHING_THERE },
    };
    struct listener listener;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(listener_open(in_directory("socket"), "", &listener, &f), 0);
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        listener.owned = rows[i].owned;
        CU_ASSERT_EQUAL(in_child(rows[i].act, &listener), rows[i].expected);
    }
    listener.owned = true;
    listener_refuse(&listener);
    listener_close(&listener);
}

static void
no_heir_is_made_of_a_socket_whose_file_is_another(void)
{
    struct listener listener, other;
    struct fault f;
    const char *path = in_directory("replaced");
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &listener, &f), 0);
    CU_ASSERT_EQUAL(unlink(path), 0);
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &other, &f), 0);
    CU_ASSERT_EQUAL(in_child(give_and_take, &listener), TAKEN);
    CU_ASSERT_EQUAL(in_child(give_and_take, &other), TAKEN | AS_HEIR);
    listener_refuse(&other);
    listener_close(&other);
    listener_close(&listener);
}

static void
a_socket_that_is_not_owned_stays_open_and_in_its_place(void)
{
    struct listener listener;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(listener_open(in_directory("kept"), "", &listener, &f), 0);
    listener.owned = false;
    listener_refuse(&listener);
    CU_ASSERT_EQUAL(access(listener.path, F_OK), 0);
    CU_ASSERT_EQUAL(accept(listener.fd, NULL, NULL), -1);
    CU_ASSERT_EQUAL(errno, EAGAIN); /* EINVAL of one that was shut down */
    listener.owned = true;
    listener_refuse(&listener);
    CU_ASSERT_EQUAL(access(listener.path, F_OK), -1);
    listener_close(&listener);
}

SUITE(activation)
{
    static const struct test_case cases[] = {
        { "what is given is taken once, and nothing else is", each_attempt_ends_as_it_should },
        { "no heir is made of a socket whose file is another",
          no_heir_is_made_of_a_socket_whose_file_is_another },
        { "a socket that is not owned stays open and in its place",
          a_socket_that_is_not_owned_stays_open_and_in_its_place },
        { NULL, NULL },
    };
    return cases;
}
