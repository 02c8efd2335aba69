/*
 * The FastCGI socket: who can reach it, whose place it may take, and how it goes away.
 */
#include "daemon/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

static const char *
in_directory(const char *name)
{
    return arena_format(test_arena(), "%s/%s", test_directory(), name).data;
}

/* Connects; 0, or the error number. */
static int
connect_to(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    bytes_copy(address.sun_path, sizeof address.sun_path, path, strlen(path));
    int error = connect(fd, (struct sockaddr *)&address, sizeof address) < 0 ? errno : 0;
    close(fd);
    return error;
}

static void
the_socket_is_for_owner_and_group_whatever_the_umask(void)
{
    static const mode_t masks[] = { 0, 022, 077, 0777 };
    const char *path = in_directory("mode");
    for (size_t i = 0; i < ARRAY_COUNT(masks); i++) {
        struct listener listener;
        struct fault f;
        struct stat status;
        mode_t usual = umask(masks[i]);
        CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &listener, &f), 0);
        CU_ASSERT_EQUAL(umask(usual), masks[i]);
        CU_ASSERT_EQUAL_FATAL(stat(path, &status), 0);
        CU_ASSERT_EQUAL(status.st_mode, S_IFSOCK | 0660);
        CU_ASSERT_EQUAL(status.st_uid, geteuid());
        listener_refuse(&listener);
        listener_close(&listener);
    }
}

/* Only root can become somebody else; without that, the mode is what says it (the case before). */
static void
somebody_else_cannot_connect(void)
{
    enum { NOBODY = 65534 };
    const char *path = in_directory("other");
    struct listener listener;
    struct fault f;
    int status;
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &listener, &f), 0);
    CU_ASSERT_EQUAL(connect_to(path), 0);
    if (geteuid() == 0) {
        pid_t child = fork();
        if (child == 0) {
            bool other = setgroups(0, NULL) == 0 && setgid(NOBODY) == 0 && setuid(NOBODY) == 0;
            _exit(other ? connect_to(path) : 0);
        }
        CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
        CU_ASSERT_TRUE(WIFEXITED(status));
        CU_ASSERT_EQUAL(WEXITSTATUS(status), EACCES);
    }
    listener_refuse(&listener);
    listener_close(&listener);
}

static void
the_descriptor_does_not_block_and_is_not_inherited(void)
{
    struct listener listener;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(listener_open(in_directory("flags"), "", &listener, &f), 0);
    CU_ASSERT_TRUE((fcntl(listener.fd, F_GETFL) & O_NONBLOCK) != 0);
    CU_ASSERT_TRUE((fcntl(listener.fd, F_GETFD) & FD_CLOEXEC) != 0);
    CU_ASSERT_EQUAL(accept(listener.fd, NULL, NULL), -1);
    CU_ASSERT_EQUAL(errno, EAGAIN);
    listener_refuse(&listener);
    listener_close(&listener);
    listener_close(&listener);
}

static void
a_stale_socket_is_replaced(void)
{
    const char *path = in_directory("stale");
    struct listener dead, listener;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &dead, &f), 0);
    listener_close(&dead); /* as a process does that is killed: the file stays */
    CU_ASSERT_EQUAL(connect_to(path), ECONNREFUSED);
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &listener, &f), 0);
    CU_ASSERT_EQUAL(connect_to(path), 0);
    listener_refuse(&listener);
    listener_close(&listener);
}

static void
a_socket_of_another_process_in_our_place_is_not_removed(void)
{
    const char *path = in_directory("place");
    struct listener ours, theirs;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &ours, &f), 0);
    CU_ASSERT_EQUAL(unlink(path), 0);
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &theirs, &f), 0);
    listener_refuse(&ours);
    listener_close(&ours);
    CU_ASSERT_EQUAL(connect_to(path), 0);
    listener_refuse(&theirs);
    listener_close(&theirs);
}

static void
a_socket_that_somebody_listens_on_is_left_alone(void)
{
    const char *path = in_directory("live");
    struct listener first, second;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &first, &f), 0);
    CU_ASSERT_EQUAL(listener_open(path, "", &second, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_CONFIG);
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "another process listens"));
    CU_ASSERT_EQUAL(connect_to(path), 0);
    listener_refuse(&first);
    listener_close(&first);
}

static void
a_file_that_is_no_socket_is_left_alone(void)
{
    const char *path = in_directory("file");
    struct listener listener;
    struct fault f;
    struct stat status;
    close(open(path, O_CREAT | O_WRONLY, 0600));
    CU_ASSERT_EQUAL(listener_open(path, "", &listener, &f), -1);
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "is not a socket"));
    CU_ASSERT_EQUAL(stat(path, &status), 0);
    CU_ASSERT_EQUAL(unlink(path), 0);
}

static void
a_directory_that_everybody_writes_to_is_refused_unless_sticky(void)
{
    const char *inner = in_directory("open"), *path = in_directory("open/socket");
    struct listener listener;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(mkdir(inner, 0700), 0);
    chmod(inner, 0777);
    CU_ASSERT_EQUAL(listener_open(path, "", &listener, &f), -1);
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "writable by everybody"));
    chmod(inner, 01777);
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &listener, &f), 0);
    listener_refuse(&listener);
    listener_close(&listener);
    CU_ASSERT_EQUAL(rmdir(inner), 0);
}

static void
a_path_that_cannot_be_is_refused_with_its_cause(void)
{
    char longest[109];
    struct listener listener;
    struct fault f;
    memset(longest, 'x', sizeof longest - 1);
    longest[0] = '/';
    longest[sizeof longest - 1] = '\0';
    CU_ASSERT_EQUAL(listener_open(longest, "", &listener, &f), -1);
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "1 to 107 bytes"));
    CU_ASSERT_EQUAL(listener_open("", "", &listener, &f), -1);
    CU_ASSERT_EQUAL(listener_open(in_directory("absent/socket"), "", &listener, &f), -1);
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "No such file"));
}

static void
refusing_keeps_those_who_came_before_and_sends_others_away(void)
{
    const char *path = in_directory("refuse");
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    struct listener listener;
    struct fault f;
    struct stat status;
    bytes_copy(address.sun_path, sizeof address.sun_path, path, strlen(path));
    CU_ASSERT_EQUAL_FATAL(listener_open(path, "", &listener, &f), 0);
    int early = socket(AF_UNIX, SOCK_STREAM, 0);
    CU_ASSERT_EQUAL(connect(early, (struct sockaddr *)&address, sizeof address), 0);
    CU_ASSERT_EQUAL(link(path, in_directory("refuse.again")), 0);
    listener_refuse(&listener);
    CU_ASSERT_EQUAL(stat(path, &status), -1);
    CU_ASSERT_EQUAL(connect_to(in_directory("refuse.again")), ECONNREFUSED);
    int accepted = accept(listener.fd, NULL, NULL);
    CU_ASSERT_FATAL(accepted >= 0);
    CU_ASSERT_EQUAL(write(early, "x", 1), 1);
    CU_ASSERT_EQUAL(accept(listener.fd, NULL, NULL), -1);
    close(accepted);
    close(early);
    listener_close(&listener);
    CU_ASSERT_EQUAL(unlink(in_directory("refuse.again")), 0);
}

SUITE(listener)
{
    static const struct test_case cases[] = {
        { "the socket is for owner and group, whatever the umask",
          the_socket_is_for_owner_and_group_whatever_the_umask },
        { "somebody else cannot connect", somebody_else_cannot_connect },
        { "the descriptor does not block and is not inherited",
          the_descriptor_does_not_block_and_is_not_inherited },
        { "a stale socket is replaced", a_stale_socket_is_replaced },
        { "a socket of another process in our place is not removed",
          a_socket_of_another_process_in_our_place_is_not_removed },
        { "a socket that somebody listens on is left alone",
          a_socket_that_somebody_listens_on_is_left_alone },
        { "a file that is no socket is left alone", a_file_that_is_no_socket_is_left_alone },
        { "a directory that everybody writes to is refused unless sticky",
          a_directory_that_everybody_writes_to_is_refused_unless_sticky },
        { "a path that cannot be is refused with its cause",
          a_path_that_cannot_be_is_refused_with_its_cause },
        { "refusing keeps those who came before and sends others away",
          refusing_keeps_those_who_came_before_and_sends_others_away },
        { NULL, NULL },
    };
    return cases;
}
