/*
 * What the arena gives, what it takes back, and where it ends the process.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

enum { LIMIT = 100 * 1024, EXIT_NO_MEMORY = 70 };

static bool
all_zero(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

static void
memory_is_zeroed_and_aligned(void)
{
    static const size_t sizes[] = { 1, 3, 16, 17, 1000, 8191, 8192, 8193, 40000 };
    struct arena *arena = arena_new(LIMIT);
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
        char *bytes = arena_alloc(arena, sizes[i]);
        CU_ASSERT_EQUAL((uintptr_t)bytes % alignof(max_align_t), 0);
        CU_ASSERT_TRUE(all_zero(bytes, sizes[i]));
        for (size_t j = 0; j < sizes[i]; j++)
            bytes[j] = 'x';
    }
    arena_free(arena);
}

static void
allocations_do_not_overlap(void)
{
    struct arena *arena = test_arena();
    enum { COUNT = 3000, SIZE = 48 };
    char *places[COUNT];
    for (int i = 0; i < COUNT; i++) {
        places[i] = arena_alloc(arena, SIZE);
        for (int j = 0; j < SIZE; j++)
            places[i][j] = (char)i;
    }
    int wrong = 0;
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < SIZE; j++)
            wrong += places[i][j] != (char)i;
    CU_ASSERT_EQUAL(wrong, 0);
}

static void
size_zero_gives_a_place(void)
{
    struct arena *arena = test_arena();
    void *a = arena_alloc(arena, 0), *b = arena_alloc(arena, 0);
    CU_ASSERT_PTR_NOT_NULL(a);
    CU_ASSERT_PTR_NOT_EQUAL(a, b);
    CU_ASSERT_PTR_NOT_NULL(arena_array(arena, 0, 16));
}

static void
reset_zeroes_what_was_used(void)
{
    struct arena *arena = arena_new(LIMIT);
    char *first = arena_alloc(arena, 500);
    for (int i = 0; i < 500; i++)
        first[i] = 's';
    arena_alloc(arena, 20000);
    for (int i = 0; i < 20; i++)
        arena_alloc(arena, 3000);
    CU_ASSERT_TRUE(arena_used(arena) >= 80500);
    arena_reset(arena);
    CU_ASSERT_EQUAL(arena_used(arena), 0);
    char *again = arena_alloc(arena, 500);
    CU_ASSERT_PTR_EQUAL(again, first);
    CU_ASSERT_TRUE(all_zero(again, 500));
    arena_free(arena);
}

static void
a_reset_arena_has_its_whole_limit_again(void)
{
    struct arena *arena = arena_new(LIMIT);
    for (int i = 0; i < 5; i++) {
        CU_ASSERT_PTR_NOT_NULL(arena_alloc(arena, LIMIT));
        arena_reset(arena);
    }
    arena_free(arena);
}

/* Runs `body` in a child and gives its exit status, or -1 if a signal ended it; its standard error
 * goes to *ret_said. */
static int
status_of(void (*body)(void), struct str *ret_said)
{
    int ends[2], status;
    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    pid_t child = fork();
    CU_ASSERT_TRUE_FATAL(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        body();
        _exit(0);
    }
    close(ends[1]);
    char *said = arena_alloc(test_arena(), 4096);
    size_t size = 0;
    ssize_t got;
    while (size < 4096 && (got = read(ends[0], said + size, 4096 - size)) > 0)
        size += (size_t)got;
    close(ends[0]);
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    *ret_said = (struct str){ said, size };
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
use_exactly_the_limit(void)
{
    struct arena *arena = arena_new(LIMIT);
    arena_alloc(arena, LIMIT - 16);
    arena_alloc(arena, 16);
    arena_free(arena);
}

static void
use_one_byte_more(void)
{
    struct arena *arena = arena_new(LIMIT);
    arena_alloc(arena, LIMIT - 16);
    arena_alloc(arena, 17);
}

static void
use_one_allocation_too_large(void)
{
    arena_alloc(arena_new(LIMIT), LIMIT + 1);
}

static void
use_what_was_allowed(void)
{
    struct arena *arena = arena_new(LIMIT);
    arena_allow(arena, 3 * LIMIT);
    arena_allow(arena, LIMIT / 2);
    arena_alloc(arena, 3 * LIMIT);
    arena_free(arena);
}

static void
use_what_was_allowed_before_the_reset(void)
{
    struct arena *arena = arena_new(LIMIT);
    arena_allow(arena, 3 * LIMIT);
    arena_reset(arena);
    arena_alloc(arena, 3 * LIMIT);
}

static void
overflow_an_array(void)
{
    arena_array(arena_new(SIZE_MAX), SIZE_MAX / 8, 9);
}

static void
overflow_a_size(void)
{
    arena_alloc(arena_new(SIZE_MAX), SIZE_MAX);
}

static void
the_limit_ends_the_process(void)
{
    static void (*const beyond[])(void) = { use_one_byte_more, use_one_allocation_too_large,
                                            use_what_was_allowed_before_the_reset,
                                            overflow_an_array, overflow_a_size };
    struct str said;
    CU_ASSERT_EQUAL(status_of(use_exactly_the_limit, &said), 0);
    CU_ASSERT_EQUAL(status_of(use_what_was_allowed, &said), 0);
    for (size_t i = 0; i < ARRAY_COUNT(beyond); i++) {
        CU_ASSERT_EQUAL(status_of(beyond[i], &said), EXIT_NO_MEMORY);
        CU_ASSERT_TRUE(
            str_starts_with(said, STR("{\"level\":\"error\",\"event\":\"out_of_memory\",")));
        CU_ASSERT_TRUE(str_ends_with(said, STR("}\n")));
        CU_ASSERT_EQUAL(str_find(said, '\n'), said.size - 1);
    }
}

static void
what_is_left_is_told(void)
{
    struct arena *arena = arena_new(LIMIT);
    CU_ASSERT_EQUAL(arena_left(arena), LIMIT);
    arena_alloc(arena, 160);
    CU_ASSERT_EQUAL(arena_left(arena), LIMIT - 160);
    arena_allow(arena, 2 * LIMIT);
    CU_ASSERT_EQUAL(arena_left(arena), 2 * LIMIT - 160);
    arena_reset(arena);
    CU_ASSERT_EQUAL(arena_left(arena), LIMIT);
    arena_free(arena);
}

static void
copies_and_formats_end_in_nul(void)
{
    struct arena *arena = test_arena();
    struct str copy = arena_copy(arena, STR("a\0b"));
    CU_ASSERT_STR_EQUAL(copy, STR("a\0b"));
    CU_ASSERT_EQUAL(copy.data[copy.size], '\0');
    copy = arena_copy(arena, (struct str){ NULL, 0 });
    CU_ASSERT_EQUAL(copy.size, 0);
    CU_ASSERT_EQUAL(copy.data[0], '\0');
    struct str text = arena_format(arena, "%d-%s", 42, "x");
    CU_ASSERT_STR_EQUAL(text, STR("42-x"));
    CU_ASSERT_EQUAL(text.data[text.size], '\0');
    CU_ASSERT_EQUAL(arena_format(arena, "%20000s", "x").size, 20000);
}

/* What the releases below were called with, in order. */
struct witness {
    char *calls;
    size_t *count;
    char name;
};

static void
note(void *object)
{
    struct witness *witness = object;
    witness->calls[(*witness->count)++] = witness->name;
}

static void
objects_are_released_in_reverse(void)
{
    struct arena *arena = arena_new(LIMIT);
    char calls[8] = "";
    size_t count = 0;
    struct witness a = { calls, &count, 'a' }, b = { calls, &count, 'b' },
                   c = { calls, &count, 'c' };
    arena_defer(arena, note, &a);
    arena_defer(arena, note, NULL);
    arena_defer(arena, note, &b);
    CU_ASSERT_EQUAL(count, 0);
    arena_reset(arena);
    CU_ASSERT_STR_EQUAL(((struct str){ calls, count }), STR("ba"));
    arena_reset(arena);
    CU_ASSERT_EQUAL(count, 2);
    arena_defer(arena, note, &c);
    arena_free(arena);
    CU_ASSERT_STR_EQUAL(((struct str){ calls, count }), STR("bac"));
}

static void
free_takes_null(void)
{
    arena_free(NULL);
    CU_PASS("arena_free(NULL) came back");
}

SUITE(arena)
{
    static const struct test_case cases[] = {
        { "memory is zeroed and aligned, small and large", memory_is_zeroed_and_aligned },
        { "allocations do not overlap across blocks", allocations_do_not_overlap },
        { "size zero gives a place of its own", size_zero_gives_a_place },
        { "a reset keeps a block and zeroes what was used", reset_zeroes_what_was_used },
        { "a reset gives the whole limit back", a_reset_arena_has_its_whole_limit_again },
        { "the limit may be used up, and one byte more ends the process",
          the_limit_ends_the_process },
        { "what is left is told, and more is allowed until the reset", what_is_left_is_told },
        { "copies and formatted texts end in NUL", copies_and_formats_end_in_nul },
        { "deferred objects are released once, in reverse", objects_are_released_in_reverse },
        { "freeing NULL is allowed", free_takes_null },
        { .name = NULL },
    };
    return cases;
}
