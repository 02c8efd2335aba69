/*
 * The datagrams to a service manager: where they go, what is in them, and when there are none.
 */
#include "daemon/notify.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

/* A manager that listens at `name`, in which a leading '@' stands for the abstract namespace. */
static int
manager(const char *name)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    bytes_copy(address.sun_path, sizeof address.sun_path, name, strlen(name));
    if (name[0] == '@')
        address.sun_path[0] = '\0';
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(name));
    CU_ASSERT_EQUAL_FATAL(bind(fd, (struct sockaddr *)&address, size), 0);
    setenv("NOTIFY_SOCKET", name, 1);
    return fd;
}

static void
it_arrives_at_a_file_and_at_an_abstract_name(void)
{
    const char *names[] = { arena_format(test_arena(), "%s/notify", test_directory()).data,
                            arena_format(test_arena(), "@memberhub-test-%d", (int)getpid()).data };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        char got[64] = "";
        int fd = manager(names[i]);
        notify_send("READY=1\nSTATUS=Serving with %d workers", 8);
        CU_ASSERT_EQUAL(recv(fd, got, sizeof got - 1, 0), 37);
        CU_ASSERT_STRING_EQUAL(got, "READY=1\nSTATUS=Serving with 8 workers");
        CU_ASSERT_EQUAL(recv(fd, got, sizeof got, 0), -1);
        close(fd);
    }
    CU_ASSERT_EQUAL(unlink(names[0]), 0);
}

static void
who_is_not_named_as_the_manager_hears_nothing(void)
{
    static const char *const names[] = { "", "relative", "/nowhere/notify", "@" };
    const char *name = arena_format(test_arena(), "%s/notify", test_directory()).data;
    char got[8];
    int fd = manager(name);
    unsetenv("NOTIFY_SOCKET");
    notify_send("READY=1");
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        setenv("NOTIFY_SOCKET", names[i], 1);
        notify_send("READY=1");
    }
    char longer_than_an_address[200];
    memset(longer_than_an_address, '/', sizeof longer_than_an_address);
    longer_than_an_address[sizeof longer_than_an_address - 1] = '\0';
    setenv("NOTIFY_SOCKET", longer_than_an_address, 1);
    notify_send("READY=1");
    CU_ASSERT_EQUAL(recv(fd, got, sizeof got, 0), -1);
    CU_ASSERT_EQUAL(errno, EAGAIN);
    close(fd);
    CU_ASSERT_EQUAL(unlink(name), 0);
}

static void
a_manager_that_does_not_read_is_not_waited_for(void)
{
    const char *name = arena_format(test_arena(), "%s/deaf", test_directory()).data;
    int fd = manager(name);
    for (int i = 0; i < 10000; i++)
        notify_send("WATCHDOG=1");
    notify_send_surely("READY=1"); /* waits for a second, and no longer */
    close(fd);
    CU_ASSERT_EQUAL(unlink(name), 0);
}

/* Waits until a child waits for something, or has ended. */
static void
await_rest(pid_t child)
{
    const char *path = arena_format(test_arena(), "/proc/%d/stat", (int)child).data;
    char state = 'R';
    while (state != 'S' && state != 'Z') {
        FILE *file = fopen(path, "re");
        if (file == NULL || fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
            state = 'Z';
        if (file != NULL)
            fclose(file);
    }
}

static void
what_must_arrive_waits_for_a_manager_that_is_behind(void)
{
    const char *name = arena_format(test_arena(), "%s/behind", test_directory()).data;
    char got[16] = "";
    int fd = manager(name), status = 0;
    for (int i = 0; i < 10000; i++)
        notify_send("WATCHDOG=1");
    pid_t child = fork();
    if (child == 0) {
        notify_send_surely("MAINPID=7");
        _exit(0);
    }
    await_rest(child);
    static const struct timeval patience = { .tv_sec = 10 };
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    fcntl(fd, F_SETFL, 0);
    while (strcmp(got, "MAINPID=7") != 0) {
        ssize_t size = recv(fd, got, sizeof got - 1, 0);
        if (size <= 0)
            break;
        got[size] = '\0';
    }
    CU_ASSERT_STRING_EQUAL(got, "MAINPID=7");
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    close(fd);
    CU_ASSERT_EQUAL(unlink(name), 0);
}

static void
a_text_is_made_one_line(void)
{
    char text[] = "a\nREADY=1\tb\x7f \xc3\xa9";
    notify_clean(text);
    CU_ASSERT_STRING_EQUAL(text, "a READY=1 b  \xc3\xa9");
}

static void
the_watchdog_wants_signs_of_life_twice_in_its_time_and_of_its_process(void)
{
    const char *self = arena_format(test_arena(), "%d", (int)getpid()).data;
    const struct {
        const char *period_us, *pid;
        int64_t expected_ms;
    } rows[] = {
        { "30000000", NULL, 15000 }, { "30000000", self, 15000 }, { "30000000", "1", 0 },
        { "30000000", "", 0 },       { "2000", NULL, 1 },         { "1999", NULL, 0 },
        { "-1", NULL, 0 },           { "soon", NULL, 0 },         { NULL, NULL, 0 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        unsetenv("WATCHDOG_USEC");
        unsetenv("WATCHDOG_PID");
        if (rows[i].period_us != NULL)
            setenv("WATCHDOG_USEC", rows[i].period_us, 1);
        if (rows[i].pid != NULL)
            setenv("WATCHDOG_PID", rows[i].pid, 1);
        CU_ASSERT_EQUAL(notify_watchdog_ms(), rows[i].expected_ms);
    }
}

SUITE(notify)
{
    static const struct test_case cases[] = {
        { "it arrives at a file and at an abstract name",
          it_arrives_at_a_file_and_at_an_abstract_name },
        { "who is not named as the manager hears nothing",
          who_is_not_named_as_the_manager_hears_nothing },
        { "a manager that does not read is not waited for",
          a_manager_that_does_not_read_is_not_waited_for },
        { "what must arrive waits for a manager that is behind",
          what_must_arrive_waits_for_a_manager_that_is_behind },
        { "a text is made one line", a_text_is_made_one_line },
        { "the watchdog wants signs of life twice in its time, and of its process",
          the_watchdog_wants_signs_of_life_twice_in_its_time_and_of_its_process },
        { NULL, NULL },
    };
    return cases;
}
