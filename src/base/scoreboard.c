/*
 * Making and mapping the scoreboard.
 * Must never be a file that another server's processes still write to: a new one is made beside it
 * and moved into its place.
 */
#include "base/scoreboard.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"

/* Another layout gets another number: memberhubctl may be older or newer than the server. */
#define MAGIC "memberhub-sb-03"
enum { FILE_MODE = 0640 };

static union {
    struct scoreboard board;
    char bytes[sizeof(struct scoreboard) + sizeof(struct scoreboard_place)];
} nobody_elses = { .board = { .place_count = 1, .places_used = 1 } };

static struct {
    struct scoreboard *board; /* NULL until made */
    size_t place;
    char path[PATH_MAX];  /* where the file is to be; "" when there is none */
    char fresh[PATH_MAX]; /* where it was made; "" once it was published */
    dev_t device;         /* of the file, so that only ours is ever removed */
    ino_t inode;
} mine;

static int
refuse(const char *path, const char *cause, struct fault *f)
{
    return fault_set_detail(f, FAULT_CONFIG, "server.scoreboard: %s: %s", path, cause);
}

/* Gives the bytes of a scoreboard; those of one that another version made are hardly as many. */
static size_t
size_of(size_t places)
{
    return sizeof(struct scoreboard) + places * sizeof(struct scoreboard_place);
}

/*
 * Gives a file of `size` zeros, opened to read and write, that nobody else has. Not ftruncate():
 * it leaves the room to be found at the first touch.
 */
static int
make_file(const char *path, size_t size, struct stat *ret_status)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
    if (fd < 0)
        return -1;
    int failed = fchmod(fd, FILE_MODE) < 0 ? errno : posix_fallocate(fd, 0, (off_t)size);
    if (failed == 0 && fstat(fd, ret_status) == 0)
        return fd;
    errno = failed != 0 ? failed : errno;
    close(fd);
    return -1;
}

/* Maps `fd`, or memory alone when it is -1, and has it say what it is. */
static struct scoreboard *
map_new(int fd, size_t size, size_t places)
{
    struct scoreboard *board =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | (fd < 0 ? MAP_ANONYMOUS : 0), fd, 0);
    if (board == MAP_FAILED)
        return NULL;
    bytes_copy(board->magic, sizeof board->magic, MAGIC, sizeof MAGIC);
    board->size = size;
    bytes_copy(board->version, sizeof board->version, PACKAGE_VERSION, sizeof PACKAGE_VERSION);
    board->started_ms = clock_now_ms();
    board->master_pid = (int32_t)getpid();
    board->place_count = (int32_t)places;
    board->places_used = 1; /* the maker's own */
    return board;
}

static int
make_shared(const char *path, size_t size, size_t places, struct fault *f)
{
    struct stat status;
    if (snprintf(mine.fresh, sizeof mine.fresh, "%s.%d", path, (int)getpid()) >=
        (int)sizeof mine.fresh)
        return refuse(path, "the path is too long", f);
    unlink(mine.fresh); /* of a process that had our number and died in between */
    int fd = make_file(mine.fresh, size, &status);
    struct scoreboard *board = fd >= 0 ? map_new(fd, size, places) : NULL;
    if (board == NULL)
        fault_set_detail(f, FAULT_CONFIG, "server.scoreboard: %s: no file of %zu KiB: %s", path,
                         size / 1024, strerror(errno));
    if (fd >= 0)
        close(fd);
    if (board == NULL) {
        unlink(mine.fresh);
        return -1;
    }
    mine.board = board;
    mine.device = status.st_dev;
    mine.inode = status.st_ino;
    bytes_copy(mine.path, sizeof mine.path, path, strlen(path) + 1);
    return 0;
}

int
scoreboard_make(const char *path, size_t places, struct fault *f)
{
    size_t size = size_of(places);
    if (path[0] != '\0')
        return make_shared(path, size, places, f);
    mine.board = map_new(-1, size, places);
    return mine.board != NULL ? 0 : refuse("memory", strerror(errno), f);
}

int
scoreboard_publish(struct fault *f)
{
    if (mine.path[0] != '\0' && rename(mine.fresh, mine.path) < 0)
        return refuse(mine.path, strerror(errno), f);
    mine.fresh[0] = '\0';
    return 0;
}

void
scoreboard_remove(void)
{
    struct stat status;
    if (mine.fresh[0] != '\0')
        unlink(mine.fresh);
    else if (mine.path[0] != '\0' && lstat(mine.path, &status) == 0 &&
             status.st_dev == mine.device && status.st_ino == mine.inode)
        unlink(mine.path);
}

struct scoreboard *
scoreboard_all(void)
{
    return mine.board != NULL ? mine.board : &nobody_elses.board;
}

void
scoreboard_enter(size_t place)
{
    _Atomic int64_t *used = &scoreboard_all()->places_used;
    int64_t before = atomic_load(used), now = (int64_t)place + 1;
    while (before < now && !atomic_compare_exchange_weak(used, &before, now))
        continue;
    mine.place = place;
}

struct scoreboard_place *
scoreboard_own(void)
{
    return &scoreboard_all()->places[mine.place];
}

void
scoreboard_begin(enum scoreboard_role role, int64_t number)
{
    struct scoreboard_place *place = scoreboard_own();
    atomic_store(&place->role, (int32_t)role);
    atomic_store(&place->number, number);
    atomic_store(&place->started_ms, clock_monotonic_ms());
    atomic_store(&place->connections, 0);
    atomic_store(&place->served, 0);
    atomic_store(&place->operation, 0);
    atomic_store(&place->accounts[0], 0);
    atomic_store(&place->accounts[1], 0);
    atomic_store(&place->served_accounts[0], 0);
    atomic_store(&place->served_accounts[1], 0);
    scoreboard_show(SCOREBOARD_STARTING);
    atomic_store(&place->pid, (int32_t)getpid());
}

void
scoreboard_show(enum scoreboard_state state)
{
    scoreboard_beat();
    atomic_store(&scoreboard_own()->state, (int32_t)state);
}

void
scoreboard_beat(void)
{
    atomic_store(&scoreboard_own()->beat_ms, clock_monotonic_ms());
}

void
scoreboard_vacate(size_t place)
{
    struct scoreboard_place *left = &scoreboard_all()->places[place];
    atomic_store(&left->pid, 0);
    atomic_store(&left->state, SCOREBOARD_EMPTY);
    atomic_store(&left->connections, 0);
    atomic_store(&left->operation, 0);
}

/* Maps a file that has room for a place; NULL when it cannot be a scoreboard. */
static const struct scoreboard *
map_old(int fd, const struct stat *status)
{
    size_t size = (size_t)status->st_size;
    if (!S_ISREG(status->st_mode) || size < size_of(1))
        return NULL;
    void *mapped = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
    return mapped != MAP_FAILED ? mapped : NULL;
}

int
scoreboard_open(const char *path, struct scoreboard_view *ret_view, struct fault *f)
{
    struct stat status;
    /* Not to wait for a FIFO's writer; to a file it means nothing. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &status) < 0) {
        refuse(path, strerror(errno), f);
        if (fd >= 0)
            close(fd);
        return -1;
    }
    struct scoreboard_view view = { .board = map_old(fd, &status),
                                    .size_bytes = (size_t)status.st_size };
    close(fd);
    if (view.board == NULL)
        return refuse(path, "not a scoreboard", f);
    view.place_count = (view.size_bytes - size_of(0)) / sizeof(struct scoreboard_place);
    if (memcmp(view.board->magic, MAGIC, sizeof MAGIC) != 0 ||
        view.board->size != view.size_bytes || size_of(view.place_count) != view.size_bytes ||
        view.board->place_count != (int64_t)view.place_count) {
        scoreboard_close(&view);
        return refuse(path, "a scoreboard of another version", f);
    }
    *ret_view = view;
    return 0;
}

void
scoreboard_close(const struct scoreboard_view *view)
{
    munmap((void *)(uintptr_t)view->board, view->size_bytes);
}

const char *
scoreboard_state_name(enum scoreboard_state state)
{
    static const char *const names[] = {
        [SCOREBOARD_EMPTY] = "empty",     [SCOREBOARD_STARTING] = "starting",
        [SCOREBOARD_IDLE] = "idle",       [SCOREBOARD_BUSY] = "busy",
        [SCOREBOARD_LEAVING] = "leaving",
    };
    _Static_assert(ARRAY_COUNT(names) == SCOREBOARD_STATES, "every state has its name");
    return names[state];
}
