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

static void
before_it_is_made_everybody_has_a_place_of_their_own(void)
{
    struct scoreboard_place *place = scoreboard_own();
    atomic_store(&place->served, 7);
    CU_ASSERT_EQUAL(scoreboard_all()->place_count, 1);
    CU_ASSERT_EQUAL(atomic_load(&scoreboard_all()->places[0].served), 7);
}

static void
what_a_child_writes_the_parent_and_a_reader_of_the_file_see(void)
{
    const char *path = in_directory("shared");
    struct scoreboard_view seen;
    struct fault f;
    struct stat status;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(path, 3, &f), 0);
    pid_t child = fork();
    if (child == 0) {
        scoreboard_enter(2);
        atomic_store(&scoreboard_own()->served, 42);
        _exit(0);
    }
    CU_ASSERT_EQUAL(waitpid(child, NULL, 0), child);
    CU_ASSERT_EQUAL(atomic_load(&scoreboard_all()->places[2].served), 42);
    CU_ASSERT_EQUAL(scoreboard_open(path, &seen, &f), -1);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_open(path, &seen, &f), 0);
    CU_ASSERT_EQUAL(seen.place_count, 3);
    CU_ASSERT_EQUAL(seen.board->place_count, 3);
    CU_ASSERT_EQUAL(atomic_load(&seen.board->places[2].served), 42);
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
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(path, 1, &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    pid_t child = fork();
    if (child == 0)
        _exit(scoreboard_make(path, 1, &f) == 0 && scoreboard_publish(&f) == 0 ? 0 : 1);
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
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(in_directory("never"), 1, &f), 0);
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
    CU_ASSERT_EQUAL_FATAL(scoreboard_make("", 2, &f), 0);
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
    atomic_store(&place->metrics.counts.undelivered, 5);
    atomic_store(&place->operation, 7);
    scoreboard_vacate(1);
    CU_ASSERT_EQUAL(atomic_load(&place->pid), 0);
    CU_ASSERT_EQUAL(atomic_load(&place->state), SCOREBOARD_EMPTY);
    CU_ASSERT_EQUAL(atomic_load(&place->operation), 0);
    CU_ASSERT_EQUAL(atomic_load(&place->metrics.counts.undelivered), 5);
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
        CU_ASSERT_EQUAL(scoreboard_open(path, &seen, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_CONFIG);
    }
    CU_ASSERT_EQUAL(unlink(path), 0);
    CU_ASSERT_EQUAL(scoreboard_open(path, &seen, &f), -1);
}

static void
a_scoreboard_with_places_of_another_size_is_refused(void)
{
    struct fault f;
    struct scoreboard_view seen;
    const char *path = in_directory("scoreboard");
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(path, 3, &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    scoreboard_all()->place_count = 2; /* as if each were half as large again */
    CU_ASSERT_EQUAL(scoreboard_open(path, &seen, &f), -1);
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "another version"));
    scoreboard_all()->place_count = 3;
    CU_ASSERT_EQUAL_FATAL(scoreboard_open(path, &seen, &f), 0);
    scoreboard_close(&seen);
    scoreboard_remove();
}

static void
what_a_server_writes_after_the_look_does_not_move_the_readers_end(void)
{
    struct fault f;
    struct scoreboard_view seen;
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(in_directory("scoreboard"), 3, &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_open(in_directory("scoreboard"), &seen, &f), 0);
    scoreboard_all()->place_count = 1000;
    scoreboard_all()->size = 1;
    CU_ASSERT_EQUAL(seen.board->place_count, 1000);
    CU_ASSERT_EQUAL(seen.place_count, 3);
    CU_ASSERT_EQUAL(seen.size_bytes,
                    sizeof(struct scoreboard) + 3 * sizeof(struct scoreboard_place));
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
        CU_ASSERT_EQUAL(scoreboard_open(others[i], &seen, &f), -1);
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
    CU_ASSERT_EQUAL_FATAL(scoreboard_make(in_directory("roomy"), PLACES, &f), 0);
    CU_ASSERT_EQUAL_FATAL(scoreboard_publish(&f), 0);
    CU_ASSERT_EQUAL_FATAL(stat(in_directory("roomy"), &status), 0);
    CU_ASSERT_EQUAL((size_t)status.st_size,
                    sizeof(struct scoreboard) + PLACES * sizeof(struct scoreboard_place));
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
                       scoreboard_make(in_directory("small"), 100, &f) < 0 &&
                       f.code == FAULT_CONFIG && strstr(f.detail, "no file of 2") != NULL;
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
    CU_ASSERT_EQUAL(scoreboard_make(in_directory("none/scoreboard"), 1, &f), -1);
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
