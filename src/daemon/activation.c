/*
 * Handing sockets over through the environment.
 * Must never take a descriptor for a socket of ours only because it has the number.
 */
#include "daemon/activation.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"

enum { FIRST_FD = 3 };

/* The descriptor's name when it comes from a master: whether the file will be the heir's. */
static const char name_heir[] = "memberhubd-heir", name_guest[] = "memberhubd-guest";

/* Tells whether `fd` is a Unix socket that listens at `path`. */
static bool
listens_at(int fd, const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNSPEC };
    socklen_t size = sizeof address;
    int listens = 0;
    socklen_t listens_size = sizeof listens;
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &listens_size) == 0 &&
           listens == 1 && getsockname(fd, (struct sockaddr *)&address, &size) == 0 &&
           address.sun_family == AF_UNIX && size <= sizeof address &&
           strncmp(address.sun_path, path, sizeof address.sun_path) == 0;
}

static int
take(const char *path, bool heir, struct listener *ret_listener, struct fault *f)
{
    struct stat status;
    if (!listens_at(FIRST_FD, path))
        return fault_set_detail(f, FAULT_CONFIG,
                                "server.socket: the socket that was handed over does not listen "
                                "at %s",
                                path);
    if (fcntl(FIRST_FD, F_SETFD, FD_CLOEXEC) < 0 || fcntl(FIRST_FD, F_SETFL, O_NONBLOCK) < 0 ||
        lstat(path, &status) < 0)
        return fault_set_detail(f, FAULT_CONFIG, "server.socket: %s: %s", path, strerror(errno));
    *ret_listener = (struct listener){
        .fd = FIRST_FD, .path = path, .device = status.st_dev, .inode = status.st_ino, .heir = heir
    };
    return 0;
}

int
activation_take(const char *path, struct listener *ret_listener, bool *ret_taken, struct fault *f)
{
    int64_t pid = 0, count = 0;
    bool told = str_to_int64(str_from(getenv("LISTEN_PID")), 1, INT32_MAX, &pid) == 0 &&
                str_to_int64(str_from(getenv("LISTEN_FDS")), 1, INT32_MAX, &count) == 0;
    bool heir = str_equal(str_from(getenv("LISTEN_FDNAMES")), STR(name_heir));
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    /* What was meant for a process that started us is none of ours. */
    if (!told || pid != getpid()) {
        *ret_taken = false;
        return 0;
    }
    if (count != 1)
        return fault_set_detail(f, FAULT_CONFIG,
                                "server.socket: %lld sockets were handed over instead of one",
                                (long long)count);
    if (take(path, heir, ret_listener, f) < 0)
        return -1;
    *ret_taken = true;
    return 0;
}

int
activation_give(const struct listener *listener)
{
    char pid[16];
    /* The heir takes the file that it finds for the socket's. */
    bool heir = listener->owned && listener_is_in_place(listener);
    int done =
        listener->fd == FIRST_FD ? fcntl(FIRST_FD, F_SETFD, 0) : dup2(listener->fd, FIRST_FD);
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    if (done < 0 || setenv("LISTEN_PID", pid, 1) < 0 || setenv("LISTEN_FDS", "1", 1) < 0)
        return -1;
    return setenv("LISTEN_FDNAMES", heir ? name_heir : name_guest, 1);
}
