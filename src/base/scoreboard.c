/*
 * Making and mapping the scoreboard.
 * Must never be a file that another server's processes still write to: a new one is made beside it
 * and moved into its place.
 */
#include "base/scoreboard.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"

/* Other structures get another number: memberhubctl may be older or newer than the server. What is
 * counted needs none, since the layout stands in the file. */
#define KIND "memberhub-sb-"
#define MAGIC KIND "04"
/* Processes that count side by side do not share a line of the processor's cache. */
enum { FILE_MODE = 0640, CACHE_LINE = 64 };

static union {
    struct scoreboard board;
    char bytes[sizeof(struct scoreboard) + sizeof(struct scoreboard_place)];
} nobody_elses = { .board = { .place_count = 1, .places_used = 1 } };

static const struct metrics_layout nothing = { .status_count = 0 };

/* Where the parts of a scoreboard begin, bytes. The places stand first. */
struct parts {
    size_t counters, stride; /* of a place's counters */
    size_t census, layout, end;
};

static struct {
    struct scoreboard *board; /* NULL until made */
    struct parts parts;
    size_t place_count;
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

static size_t
whole_lines(size_t size)
{
    return (size + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
}

static struct parts
parts_of(const struct metrics_layout *layout, size_t places)
{
    struct parts parts;
    parts.counters =
        whole_lines(sizeof(struct scoreboard) + places * sizeof(struct scoreboard_place));
    parts.stride = whole_lines(metrics_counter_count(layout) * sizeof(uint64_t));
    parts.census = parts.counters + places * parts.stride;
    parts.layout = parts.census + layout->census * sizeof(int64_t);
    parts.end = parts.layout + metrics_layout_size(layout);
    return parts;
}

/* Gives what stands `offset` bytes from the beginning. */
static void *
at(const struct scoreboard *board, size_t offset)
{
    return (void *)((uintptr_t)board + offset);
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
map_new(int fd, const struct parts *parts, size_t places, const struct metrics_layout *layout)
{
    size_t size = parts->end, layout_size = metrics_layout_size(layout);
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
    bytes_copy(at(board, parts->layout), layout_size, layout, layout_size);
    mine.board = board;
    mine.parts = *parts;
    mine.place_count = places;
    return board;
}

static int
make_shared(const char *path, const struct parts *parts, size_t places,
            const struct metrics_layout *layout, struct fault *f)
{
    struct stat status;
    if (snprintf(mine.fresh, sizeof mine.fresh, "%s.%d", path, (int)getpid()) >=
        (int)sizeof mine.fresh)
        return refuse(path, "the path is too long", f);
    unlink(mine.fresh); /* of a process that had our number and died in between */
    int fd = make_file(mine.fresh, parts->end, &status);
    struct scoreboard *board = fd >= 0 ? map_new(fd, parts, places, layout) : NULL;
    if (board == NULL)
        fault_set_detail(f, FAULT_CONFIG, "server.scoreboard: %s: no file of %zu KiB: %s", path,
                         parts->end / 1024, strerror(errno));
    if (fd >= 0)
        close(fd);
    if (board == NULL) {
        unlink(mine.fresh);
        return -1;
    }
    mine.device = status.st_dev;
    mine.inode = status.st_ino;
    bytes_copy(mine.path, sizeof mine.path, path, strlen(path) + 1);
    return 0;
}

int
scoreboard_make(const char *path, size_t places, const struct metrics_layout *layout,
                struct fault *f)
{
    struct parts parts = parts_of(layout, places);
    if (path[0] != '\0')
        return make_shared(path, &parts, places, layout, f);
    if (map_new(-1, &parts, places, layout) == NULL)
        return refuse("memory", strerror(errno), f);
    return 0;
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

struct scoreboard_view
scoreboard_view(void)
{
    if (mine.board == NULL)
        return (struct scoreboard_view){ .board = &nobody_elses.board,
                                         .size_bytes = sizeof nobody_elses,
                                         .place_count = 1,
                                         .layout = &nothing };
    return (struct scoreboard_view){ .board = mine.board,
                                     .size_bytes = mine.parts.end,
                                     .place_count = mine.place_count,
                                     .layout = at(mine.board, mine.parts.layout) };
}

struct metrics
scoreboard_view_metrics(const struct scoreboard_view *view, size_t place)
{
    struct parts parts = parts_of(view->layout, view->place_count);
    return (struct metrics){ view->layout, at(view->board, parts.counters + place * parts.stride) };
}

struct metrics
scoreboard_metrics(void)
{
    if (mine.board == NULL)
        return (struct metrics){ &nothing, NULL };
    return (struct metrics){ at(mine.board, mine.parts.layout),
                             at(mine.board, mine.parts.counters + mine.place * mine.parts.stride) };
}

_Atomic int64_t *
scoreboard_census(void)
{
    return mine.board != NULL ? at(mine.board, mine.parts.census) : NULL;
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

/* Maps a file that has room for a head; NULL when it cannot be a scoreboard. */
static const struct scoreboard *
map_old(int fd, const struct stat *status)
{
    size_t size = (size_t)status->st_size;
    if (!S_ISREG(status->st_mode) || size < sizeof(struct scoreboard))
        return NULL;
    void *mapped = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
    return mapped != MAP_FAILED ? mapped : NULL;
}

/*
 * Tells whether a file is a scoreboard that counts what the view's layout says, and how many places
 * it has. Whatever it says of itself is believed only where its size says the same.
 */
static bool
is_understood(struct scoreboard_view *view)
{
    const struct scoreboard *board = view->board;
    int32_t places = board->place_count;
    if (memcmp(board->magic, MAGIC, sizeof MAGIC) != 0 || board->size != view->size_bytes ||
        places < 1 || (size_t)places > view->size_bytes / sizeof(struct scoreboard_place))
        return false;
    struct parts parts = parts_of(view->layout, (size_t)places);
    view->place_count = (size_t)places;
    return parts.end == view->size_bytes &&
           memcmp(at(board, parts.layout), view->layout, metrics_layout_size(view->layout)) == 0;
}

int
scoreboard_open(const char *path, const struct metrics_layout *layout,
                struct scoreboard_view *ret_view, struct fault *f)
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
                                    .size_bytes = (size_t)status.st_size,
                                    .layout = layout };
    close(fd);
    if (view.board == NULL)
        return refuse(path, "not a scoreboard", f);
    if (!is_understood(&view)) {
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

int32_t
scoreboard_master(const char *path)
{
    struct scoreboard head;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t size = fd >= 0 ? pread(fd, &head, offsetof(struct scoreboard, place_count), 0) : -1;
    if (fd >= 0)
        close(fd);
    return size == offsetof(struct scoreboard, place_count) &&
                   memcmp(head.magic, KIND, sizeof KIND - 1) == 0
               ? head.master_pid
               : 0;
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
