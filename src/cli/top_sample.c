/*
 * Copying a scoreboard, which others write to meanwhile.
 * Must never trust a number in it: the server may be of another version, or its file damaged.
 */
#include "cli/top_sample.h"

#include <errno.h>
#include <poll.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "base/clock.h"

/* Tells whether a process has ended, whether or not its parent took note of that. */
static bool
is_gone(pid_t pid)
{
    int fd = pidfd_open(pid, 0);
    if (fd < 0)
        return errno == ESRCH; /* not EINVAL, of 0: the server is alone */
    struct pollfd end = { .fd = fd, .events = POLLIN };
    bool gone = poll(&end, 1, 0) == 1;
    close(fd);
    return gone;
}

static void
copy_place(struct top_place *to, const struct scoreboard_place *from)
{
    int32_t role = atomic_load(&from->role), state = atomic_load(&from->state);
    to->pid = atomic_load(&from->pid);
    to->role = role > 0 && role < SCOREBOARD_ROLES ? (enum scoreboard_role)role : SCOREBOARD_WORKER;
    to->state = to->pid != 0 && state >= 0 && state < SCOREBOARD_STATES
                    ? (enum scoreboard_state)state
                    : SCOREBOARD_EMPTY;
    to->number = atomic_load(&from->number);
    to->started_ms = atomic_load(&from->started_ms);
    to->beat_ms = atomic_load(&from->beat_ms);
    to->connections = atomic_load(&from->connections);
    to->served = atomic_load(&from->served);
    to->operation = atomic_load(&from->operation);
}

/* Gives how many places were ever entered. */
static size_t
count_places(const struct scoreboard_view *view)
{
    int64_t used = atomic_load(&view->board->places_used);
    return used >= 0 && (size_t)used < view->place_count ? (size_t)used : view->place_count;
}

struct top_sample *
top_sample_take(struct arena *arena, const struct scoreboard_view *view)
{
    const struct scoreboard *scoreboard = view->board;
    struct top_sample *sample = arena_alloc(arena, sizeof *sample);
    struct str version = { scoreboard->version, sizeof scoreboard->version };
    sample->version = arena_copy(arena, str_slice(version, 0, str_find(version, '\0')));
    sample->time_ms = clock_now_ms();
    sample->taken_ms = clock_monotonic_ms();
    sample->started_ms = scoreboard->started_ms;
    sample->master_pid = scoreboard->master_pid;
    sample->master_gone = is_gone(sample->master_pid);
    sample->draining = atomic_load(&scoreboard->draining) != 0;
    sample->database_sessions = atomic_load(&scoreboard->database_sessions);
    sample->place_count = count_places(view);
    sample->places = arena_array(arena, sample->place_count, sizeof sample->places[0]);
    sample->metrics = metrics_new(arena, view->layout);
    for (size_t i = 0; i < sample->place_count; i++) {
        copy_place(&sample->places[i], &scoreboard->places[i]);
        metrics_add(sample->metrics, scoreboard_view_metrics(view, i));
    }
    return sample;
}

bool
top_sample_same_server(const struct top_sample *a, const struct top_sample *b)
{
    return a->started_ms == b->started_ms && a->master_pid == b->master_pid;
}
