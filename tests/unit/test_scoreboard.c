/*
 * The scoreboard: what one process writes the others see, whose file it is, and what is none.
 */
#include "base/scoreboard.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

static const char *
in_directory(const char *name)
{
    return arena_format(test_arena(), "%s/%s", test_directory(), name).data;
}

/* Counts a thing of each kind, and two statuses. */
static struct metrics_layout *
layout(void)
{
    struct metrics_layout *layout =
        arena_alloc(test_arena(), sizeof *layout + 2 * sizeof layout->statuses[0]);
    for (size_t family = 0; family < METRICS_FAMILIES; family++)
        layout->rows[family] = 1;
    layout->census = 6;
    layout->names = 4711;
    layout->status_count = 2;
    layout->statuses[0] = 200;
    layout->statuses[1] = 404;
    return layout;
}

static void
before_it_is_made_everybody_has_a_place_of_their_own(void)
{
    struct scoreboard_place *place = scoreboard_own();
    atomic_store(&place->served, 7);
    CU_ASSERT_EQUAL(scoreboard_all()->place_count, 1);
    CU_ASSERT_EQUAL(atomic_load(&scoreboard_all()->places[0].served), 7);
    metrics_count(scoreboard_metrics(), METRICS_UNDELIVERED, 0, 1); /* goes nowhere */
    metrics_count_request(scoreboard_metrics(), 0, 200, 1);
    CU_ASSERT_EQUAL(scoreboard_view().layout->rows[METRICS_UNDELIVERED], 0);
}

static void
what_a_child_writes_the_parent_and_a_reader_of_the_file_see(void)
{
    const char *path = in_directory("shared");
    struct scoreboard_view seen;
    struct fault f;
    struct stat status;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(path, 3, layout(), &f), 0);
    pid_t child = fork();
    if (child == 0) {
        scoreboard_enter(2);
        atomic_store(&scoreboard_own()->served, 42);
        metrics_count(scoreboard_metrics(), METRICS_REFUSALS, 0, 43);
        atomic_store(&scoreboard_census()[5], 44);
        _exit(0);
    }
    CU_ASSERT_EQUAL(waitpid(child, NULL, 0), child);
    CU_ASSERT_EQUAL(atomic_load(&scoreboard_all()->places[2].served), 42);
    CU_ASSERT_EQUAL(scoreboard_open(path, layout(), &seen, &f), -1);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_open(path, layout(), &seen, &f), 0);
    CU_ASSERT_EQUAL(seen.place_count, 3);
    CU_ASSERT_EQUAL(seen.board->place_count, 3);
    CU_ASSERT_EQUAL(atomic_load(&seen.board->places[2].served), 42);
    CU_ASSERT_EQUAL(metrics_value(scoreboard_view_metrics(&seen, 2), METRICS_REFUSALS, 0, 0), 43);
    CU_ASSERT_EQUAL(metrics_value(scoreboard_view_metrics(&seen, 1), METRICS_REFUSALS, 0, 0), 0);
    CU_ASSERT_EQUAL(atomic_load(&scoreboard_census()[5]), 44);
    scoreboard_close(&seen);
    CU_ASSERT_EQUAL(stat(path, &status), 0);
    CU_ASSERT_EQUAL(status.st_mode, S_IFREG | 0640);
    scoreboard_remove();
    CU_ASSERT_EQUAL(access(path, F_OK), -1);
}

static void
a_new_server_takes_the_files_place_and_the_old_one_leaves_it_alone(void)
{
    const char *path = in_directory("taken");
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(path, 1, layout(), &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    pid_t child = fork();
    if (child == 0)
        _exit(scoreboard_make(path, 1, layout(), &f) == 0 && scoreboard_publish(&f) == 0 ? 0 : 1);
    int ended;
    CU_ASSERT_EQUAL(waitpid(child, &ended, 0), child);
    CU_ASSERT_EQUAL(ended, 0);
    scoreboard_remove();
    CU_ASSERT_EQUAL(access(path, F_OK), 0);
    CU_ASSERT_EQUAL(unlink(path), 0);
}

static void
one_that_is_not_published_goes_without_a_trace(void)
{
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(in_directory("never"), 1, layout(), &f), 0);
    const char *fresh =
        arena_format(test_arena(), "%s/never.%d", test_directory(), (int)getpid()).data;
    CU_ASSERT_EQUAL(access(fresh, F_OK), 0);
    scoreboard_remove();
    CU_ASSERT_EQUAL(access(fresh, F_OK), -1);
    CU_ASSERT_EQUAL(access(in_directory("never"), F_OK), -1);
}

static void
a_place_that_is_left_is_empty_and_keeps_what_was_counted(void)
{
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make("", 2, layout(), &f), 0);
    scoreboard_enter(1);
    scoreboard_begin(SCOREBOARD_SEALER, 3);
    struct scoreboard_place *place = scoreboard_own();
    CU_ASSERT_EQUAL(atomic_load(&place->pid), getpid());
    CU_ASSERT_EQUAL(atomic_load(&place->role), SCOREBOARD_SEALER);
    CU_ASSERT_EQUAL(atomic_load(&place->number), 3);
    CU_ASSERT_EQUAL(atomic_load(&place->state), SCOREBOARD_STARTING);
    atomic_store(&place->beat_ms, 0);
    scoreboard_show(SCOREBOARD_BUSY);
    CU_ASSERT_EQUAL(atomic_load(&place->state), SCOREBOARD_BUSY);
    CU_ASSERT_TRUE(atomic_load(&place->beat_ms) >= atomic_load(&place->started_ms));
    metrics_count(scoreboard_metrics(), METRICS_UNDELIVERED, 0, 5);
    atomic_store(&place->operation, 7);
    scoreboard_vacate(1);
    CU_ASSERT_EQUAL(atomic_load(&place->pid), 0);
    CU_ASSERT_EQUAL(atomic_load(&place->state), SCOREBOARD_EMPTY);
    CU_ASSERT_EQUAL(atomic_load(&place->operation), 0);
    CU_ASSERT_EQUAL(metrics_value(scoreboard_metrics(), METRICS_UNDELIVERED, 0, 0), 5);
    scoreboard_enter(0);
}

static void
a_file_of_something_else_is_refused(void)
{
    static const size_t sizes[] = { 0, 10, sizeof(struct scoreboard), 1024 * 1024 };
    const char *path = in_directory("other");
    struct scoreboard_view seen;
    struct fault f;
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
        int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
        CU_ASSERT_EQUAL(ftruncate(fd, (off_t)sizes[i]), 0);
        close(fd);
        CU_ASSERT_EQUAL(scoreboard_open(path, layout(), &seen, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_CONFIG);
    }
    CU_ASSERT_EQUAL(unlink(path), 0);
    CU_ASSERT_EQUAL(scoreboard_open(path, layout(), &seen, &f), -1);
}

static void
a_scoreboard_with_places_of_another_size_is_refused(void)
{
    static const int32_t nonsense[] = { 2, 4, 0, -1, INT32_MIN, INT32_MAX };
    struct fault f;
    struct scoreboard_view seen;
    const char *path = in_directory("scoreboard");
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(path, 3, layout(), &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    for (size_t i = 0; i < ARRAY_COUNT(nonsense); i++) {
        scoreboard_all()->place_count = nonsense[i];
        CU_ASSERT_EQUAL(scoreboard_open(path, layout(), &seen, &f), -1);
        CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "another version"));
    }
    scoreboard_all()->place_count = 3;
    CU_ASSERT_EQUAL_FATAL(scoreboard_open(path, layout(), &seen, &f), 0);
    scoreboard_close(&seen);
    scoreboard_remove();
}

/* Its numbers would be taken for those of other rows. */
static void
a_scoreboard_that_counts_something_else_is_refused(void)
{
    struct fault f;
    struct scoreboard_view seen;
    const char *path = in_directory("scoreboard");
    struct metrics_layout *others[5];
    for (size_t i = 0; i < ARRAY_COUNT(others); i++)
        others[i] = layout();
    others[0]->rows[METRICS_CALLS]++;
    others[1]->census++;
    others[2]->names++;
    others[3]->statuses[1]++;
    others[4]->status_count--;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(path, 3, layout(), &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    for (size_t i = 0; i < ARRAY_COUNT(others); i++) {
        CU_ASSERT_EQUAL(scoreboard_open(path, others[i], &seen, &f), -1);
        CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "another version"));
    }
    CU_ASSERT_EQUAL_FATAL(scoreboard_open(path, layout(), &seen, &f), 0);
    scoreboard_close(&seen);
    scoreboard_remove();
}

static void
whose_scoreboard_it_is_can_be_told_of_any_version(void)
{
    struct fault f;
    struct scoreboard_view seen;
    const char *path = in_directory("scoreboard");
    CU_ASSERT_EQUAL(scoreboard_master(path), 0);
    CU_ASSERT_EQUAL(scoreboard_master(test_directory()), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(path, 3, layout(), &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    CU_ASSERT_EQUAL(scoreboard_master(path), getpid());
    char *version = &scoreboard_all()->magic[strlen(scoreboard_all()->magic) - 1];
    *version = '3';
    CU_ASSERT_EQUAL(scoreboard_open(path, layout(), &seen, &f), -1);
    CU_ASSERT_EQUAL(scoreboard_master(path), getpid());
    scoreboard_all()->magic[0] = 'M';
    CU_ASSERT_EQUAL(scoreboard_master(path), 0);
    scoreboard_remove();
}

static void
what_a_server_writes_after_the_look_does_not_move_the_readers_end(void)
{
    struct fault f;
    struct scoreboard_view seen;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(in_directory("scoreboard"), 3, layout(), &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_open(in_directory("scoreboard"), layout(), &seen, &f), 0);
    scoreboard_all()->place_count = 1000;
    scoreboard_all()->size = 1;
    CU_ASSERT_EQUAL(seen.board->place_count, 1000);
    CU_ASSERT_EQUAL(seen.place_count, 3);
    CU_ASSERT_EQUAL(seen.size_bytes, scoreboard_view().size_bytes);
    scoreboard_close(&seen);
    scoreboard_remove();
}

static void
what_is_no_file_is_refused_at_once(void)
{
    struct fault f;
    struct scoreboard_view seen;
    const char *path = in_directory("pipe");
    CU_ASSERT_EQUAL_FATAL(mkfifo(path, 0600), 0);
    const char *const others[] = { path, test_directory() };
    for (size_t i = 0; i < ARRAY_COUNT(others); i++) {
        CU_ASSERT_EQUAL(scoreboard_open(others[i], layout(), &seen, &f), -1);
        CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "not a scoreboard"));
    }
    CU_ASSERT_EQUAL(unlink(path), 0);
}

/* Sparse, it would take room at the first touch, and that is SIGBUS when there is none left. */
static void
the_file_has_all_its_room_from_the_start(void)
{
    enum { PLACES = 100, BLOCK_BYTES = 512 }; /* stat(2)'s unit */
    struct fault f;
    struct stat status;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(in_directory("roomy"), PLACES, layout(), &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    CU_ASSERT_EQUAL_FATAL(stat(in_directory("roomy"), &status), 0);
    CU_ASSERT_EQUAL((size_t)status.st_size, scoreboard_view().size_bytes);
    CU_ASSERT_TRUE((size_t)status.st_size > PLACES * sizeof(struct scoreboard_place));
    CU_ASSERT_TRUE(status.st_blocks * BLOCK_BYTES >= status.st_size);
    scoreboard_remove();
}

/* RLIMIT_FSIZE stands in for a file system without room. */
static void
a_file_that_has_no_room_is_said_and_leaves_nothing_behind(void)
{
    static const struct rlimit small = { 64 * 1024, 64 * 1024 };
    struct fault f;
    int ended;
    pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        bool refused = setrlimit(RLIMIT_FSIZE, &small) == 0 &&
                       scoreboard_make(in_directory("small"), 200, layout(), &f) < 0 &&
                       f.code == FAULT_CONFIG && strstr(f.detail, "no file of 1") != NULL;
        const char *fresh =
            arena_format(test_arena(), "%s/small.%d", test_directory(), (int)getpid()).data;
        _exit(refused && access(fresh, F_OK) < 0 ? 0 : 1);
    }
    CU_ASSERT_EQUAL(waitpid(child, &ended, 0), child);
    CU_ASSERT_EQUAL(ended, 0);
}

static void
a_directory_that_is_not_there_is_said(void)
{
    struct fault f;
    CU_ASSERT_EQUAL(scoreboard_make(in_directory("none/scoreboard"), 1, layout(), &f), -1);
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "server.scoreboard: "));
}

SUITE(scoreboard)
{
    static const struct test_case cases[] = {
        { "before it is made everybody has a place of their own",
          before_it_is_made_everybody_has_a_place_of_their_own },
        { "what a child writes the parent and a reader of the file see",
          what_a_child_writes_the_parent_and_a_reader_of_the_file_see },
        { "a new server takes the file's place and the old one leaves it alone",
          a_new_server_takes_the_files_place_and_the_old_one_leaves_it_alone },
        { "one that is not published goes without a trace",
          one_that_is_not_published_goes_without_a_trace },
        { "a place that is left is empty and keeps what was counted",
          a_place_that_is_left_is_empty_and_keeps_what_was_counted },
        { "a file of something else is refused", a_file_of_something_else_is_refused },
        { "a scoreboard with places of another size is refused",
          a_scoreboard_with_places_of_another_size_is_refused },
        { "a scoreboard that counts something else is refused",
          a_scoreboard_that_counts_something_else_is_refused },
        { "whose scoreboard it is can be told of any version",
          whose_scoreboard_it_is_can_be_told_of_any_version },
        { "what a server writes after the look does not move the reader's end",
          what_a_server_writes_after_the_look_does_not_move_the_readers_end },
        { "what is no file is refused at once", what_is_no_file_is_refused_at_once },
        { "the file has all its room from the start", the_file_has_all_its_room_from_the_start },
        { "a file that has no room is said and leaves nothing behind",
          a_file_that_has_no_room_is_said_and_leaves_nothing_behind },
        { "a directory that is not there is said", a_directory_that_is_not_there_is_said },
        { NULL, NULL },
    };
    return cases;
}
