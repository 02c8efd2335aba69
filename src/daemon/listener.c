/*
 * Opening and closing of the FastCGI socket.
 * Must never leave a moment in which the socket's file has a wider mode than 0660.
 */
#include "daemon/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"

/* A full backlog makes nginx's connect fail at once, so it must hold a burst of clients. */
enum { BACKLOG = 512 };
/* Leaves rw------- of the rwxrwxrwx that bind(2) starts from. */
enum { SOCKET_UMASK = 0177, SOCKET_MODE = 0660 };
enum { GROUP_BUFFER_SIZE = 64 * 1024 };

/*
 * Opens the directory of `path` and takes its lock, under which sockets are probed, removed and
 * bound: of two servers that start at once over a stale socket the second must see that the first
 * one listens. Closing the descriptor gives the lock back. Refuses a directory in which anybody
 * could put another socket in the place of ours.
 */
static int
lock_directory(const char *path, struct fault *f)
{
    char directory[sizeof((struct sockaddr_un *)0)->sun_path];
    struct stat status;
    const char *slash = strrchr(path, '/');
    size_t size = slash == NULL ? 0 : (size_t)(slash - path);
    bytes_copy(directory, sizeof directory, path, size);
    directory[size] = '\0';
    const char *name = slash == NULL ? "." : size == 0 ? "/" : directory;
    int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &status) < 0 || flock(fd, LOCK_EX) < 0)
        fault_set_detail(f, FAULT_CONFIG, "server.socket: %s: %s", name, strerror(errno));
    else if ((status.st_mode & S_IWOTH) != 0 && (status.st_mode & S_ISVTX) == 0)
        fault_set_detail(f, FAULT_CONFIG, "server.socket: %s is writable by everybody", name);
    else
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static int
fill_address(const char *path, struct sockaddr_un *ret_address, struct fault *f)
{
    *ret_address = (struct sockaddr_un){ .sun_family = AF_UNIX };
    size_t size = strlen(path);
    if (size == 0 || size >= sizeof ret_address->sun_path)
        return fault_set_detail(f, FAULT_CONFIG, "server.socket: the path must have 1 to %zu bytes",
                                sizeof ret_address->sun_path - 1);
    bytes_copy(ret_address->sun_path, sizeof ret_address->sun_path, path, size);
    return 0;
}

static int
open_socket(struct fault *f)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        fault_set_detail(f, FAULT_CONFIG, "server.socket: %s", strerror(errno));
    return fd;
}

/* Removes what a process that died has left. Only a refused connection proves that nobody listens.
 */
static int
remove_stale(const struct sockaddr_un *address, struct fault *f)
{
    struct stat status;
    const char *path = address->sun_path;
    if (lstat(path, &status) < 0) {
        if (errno == ENOENT)
            return 0;
        return fault_set_detail(f, FAULT_CONFIG, "server.socket: %s: %s", path, strerror(errno));
    }
    if (!S_ISSOCK(status.st_mode))
        return fault_set_detail(f, FAULT_CONFIG, "server.socket: %s exists and is not a socket",
                                path);
    int probe = open_socket(f);
    if (probe < 0)
        return -1;
    int connected = connect(probe, (const struct sockaddr *)address, sizeof *address);
    bool nobody = connected < 0 && errno == ECONNREFUSED;
    close(probe);
    if (!nobody)
        return fault_set_detail(f, FAULT_CONFIG, "server.socket: another process listens on %s",
                                path);
    if (unlink(path) < 0)
        return fault_set_detail(f, FAULT_CONFIG, "server.socket: %s: %s", path, strerror(errno));
    return 0;
}

/* Looks a group up; "" is the process's own. */
static int
find_group(const char *name, gid_t *ret_group, struct fault *f)
{
    struct group entry, *found = NULL;
    char buffer[GROUP_BUFFER_SIZE];
    *ret_group = getegid();
    if (name[0] == '\0')
        return 0;
    if (getgrnam_r(name, &entry, buffer, sizeof buffer, &found) != 0 || found == NULL)
        return fault_set_detail(f, FAULT_CONFIG, "server.socket_group: there is no group %.100s",
                                name);
    *ret_group = entry.gr_gid;
    return 0;
}

/*
 * Binds under a umask, so that nobody else can connect before the socket has its group. That first:
 * chown(2) may take bits of the mode away.
 */
static int
bind_and_listen(int fd, const struct sockaddr_un *address, gid_t group, struct stat *ret_status)
{
    const char *path = address->sun_path;
    mode_t usual = umask(SOCKET_UMASK);
    int bound = bind(fd, (const struct sockaddr *)address, sizeof *address);
    int cause = errno;
    umask(usual);
    errno = cause;
    if (bound < 0)
        return -1;
    if (lchown(path, (uid_t)-1, group) == 0 && chmod(path, SOCKET_MODE) == 0 &&
        listen(fd, BACKLOG) == 0)
        return lstat(path, ret_status);
    cause = errno;
    unlink(path);
    errno = cause;
    return -1;
}

static int
open_locked(const struct sockaddr_un *address, const char *path, gid_t group,
            struct listener *ret_listener, struct fault *f)
{
    struct stat status;
    if (remove_stale(address, f) < 0)
        return -1;
    int fd = open_socket(f);
    if (fd < 0)
        return -1;
    if (bind_and_listen(fd, address, group, &status) < 0) {
        if (errno == EPERM)
            fault_set_detail(f, FAULT_CONFIG,
                             "server.socket_group: %s: this user is not in that group", path);
        else
            fault_set_detail(f, FAULT_CONFIG, "server.socket: %s: %s", path, strerror(errno));
        close(fd);
        return -1;
    }
    *ret_listener = (struct listener){
        .fd = fd, .path = path, .device = status.st_dev, .inode = status.st_ino, .owned = true
    };
    return 0;
}

int
listener_open(const char *path, const char *group_name, struct listener *ret_listener,
              struct fault *f)
{
    struct sockaddr_un address;
    gid_t group;
    if (fill_address(path, &address, f) < 0 || find_group(group_name, &group, f) < 0)
        return -1;
    int lock = lock_directory(path, f);
    if (lock < 0)
        return -1;
    int result = open_locked(&address, path, group, ret_listener, f);
    close(lock);
    return result;
}

bool
listener_is_in_place(const struct listener *listener)
{
    struct stat status;
    return lstat(listener->path, &status) == 0 && status.st_dev == listener->device &&
           status.st_ino == listener->inode;
}

void
listener_refuse(struct listener *listener)
{
    if (!listener->owned)
        return;
    if (listener_is_in_place(listener))
        unlink(listener->path);
    shutdown(listener->fd, SHUT_RDWR);
}

void
listener_close(struct listener *listener)
{
    if (listener->fd >= 0)
        close(listener->fd);
    listener->fd = -1;
}
