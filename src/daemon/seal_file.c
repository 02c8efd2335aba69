/*
 * The file that keeps the seals.
 * Must never change a line that is there: what contradicts us is for people to look at.
 */
#include "daemon/seal_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MODE = 0640 };

static int
fail(const struct seal_file *file, const char *what, struct fault *f)
{
    return fault_set_detail(f, FAULT_INTERNAL, "%.200s: %s", file->path, what);
}

static int
fail_errno(const struct seal_file *file, struct fault *f)
{
    return fail(file, strerror(errno), f);
}

/* Has the name of a file that was just made on the disk. */
static int
sync_directory(const char *path)
{
    char directory[4096]; /* PATH_MAX */
    const char *slash = strrchr(path, '/');
    size_t size = slash == NULL || slash == path ? 1 : (size_t)(slash - path);
    bytes_copy(directory, sizeof directory - 1, slash == NULL ? "." : path, size);
    directory[size] = '\0';
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int synced = fsync(fd);
    close(fd);
    return synced;
}

/* Reads what is left of the file from `start` on, at most `capacity` bytes; -1 and errno. */
static ssize_t
read_end(int fd, off_t start, char *ret_bytes, size_t capacity)
{
    size_t got = 0;
    while (got < capacity) {
        ssize_t more = pread(fd, ret_bytes + got, capacity - got, start + (off_t)got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        got += (size_t)more;
    }
    return (ssize_t)got;
}

/* Gives how many bytes of `text` stand behind its last line end. */
static size_t
torn_size(struct str text)
{
    size_t whole = text.size;
    while (whole > 0 && text.data[whole - 1] != '\n')
        whole--;
    return text.size - whole;
}

/* Cuts the last line, with its end, out of whole lines. */
static struct str
last_line(struct str lines)
{
    size_t start = lines.size - 1;
    while (start > 0 && lines.data[start - 1] != '\n')
        start--;
    return str_slice(lines, start, lines.size);
}

/* Reads the last line, and cuts off what stands behind it. */
static int
read_last(struct seal_file *file, struct arena *arena, off_t size, struct fault *f)
{
    /* Room for the longest line and the longest beginning of another. */
    size_t capacity = 2 * SEAL_LINE_MAX;
    off_t start = size > (off_t)capacity ? size - (off_t)capacity : 0;
    char *bytes = arena_alloc(arena, capacity);
    ssize_t got = read_end(file->fd, start, bytes, capacity);
    if (got < 0)
        return fail_errno(file, f);
    struct str text = { bytes, (size_t)got };
    size_t torn = torn_size(text);
    if (torn > SEAL_LINE_MAX)
        return fail(file, "its end is no line of a seal", f);
    text.size -= torn;
    if (text.size > 0 && seal_line_parse(arena, last_line(text), &file->last) < 0)
        return fail(file, "its last line is no seal", f);
    if (torn > 0 && ftruncate(file->fd, size - (off_t)torn) < 0)
        return fail_errno(file, f);
    return 0;
}

/* Looks at the file that was opened, takes its lock, and reads its end. */
static int
take(struct seal_file *file, struct arena *arena, struct fault *f)
{
    struct stat status;
    if (fstat(file->fd, &status) < 0)
        return fail_errno(file, f);
    if (!S_ISREG(status.st_mode))
        return fail(file, "it is not a regular file", f);
    if (flock(file->fd, LOCK_EX | LOCK_NB) < 0)
        return errno == EWOULDBLOCK ? fail(file, "another process writes it", f)
                                    : fail_errno(file, f);
    /* Again, now that nobody appends any more. */
    if (fstat(file->fd, &status) < 0)
        return fail_errno(file, f);
    if (status.st_size == 0 && sync_directory(file->path) < 0)
        return fail_errno(file, f);
    return read_last(file, arena, status.st_size, f);
}

int
seal_file_open(const char *path, struct arena *arena, struct seal_file *ret_file, struct fault *f)
{
    struct seal_file file = { .path = path };
    /* O_NONBLOCK: a FIFO in its place must not stop the sealer. */
    file.fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, MODE);
    if (file.fd < 0)
        return fail_errno(&file, f);
    if (take(&file, arena, f) < 0) {
        seal_file_close(&file);
        return -1;
    }
    *ret_file = file;
    return 0;
}

int
seal_file_append(struct seal_file *file, struct str lines, struct fault *f)
{
    while (lines.size > 0) {
        ssize_t written = write(file->fd, lines.data, lines.size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail_errno(file, f);
        lines = str_slice(lines, (size_t)written, lines.size);
    }
    return fsync(file->fd) < 0 ? fail_errno(file, f) : 0;
}

void
seal_file_close(struct seal_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}
