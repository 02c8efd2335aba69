/*
 * Arrays that grow: elements stay what they were, and room is asked for seldom.
 */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

enum { MANY = 100000 };

static void
elements_stay_what_they_were_however_many_come(void)
{
    uint64_t *squares = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < MANY; i++) {
        squares = array_grow(squares, i, &capacity, sizeof *squares);
        CU_ASSERT_TRUE_FATAL(capacity > i);
        squares[i] = (uint64_t)i * i;
    }
    for (size_t i = 0; i < MANY; i++)
        CU_ASSERT_EQUAL(squares[i], (uint64_t)i * i);
    free(squares);
}

static void
an_array_moves_as_seldom_as_its_size_doubles(void)
{
    char *bytes = NULL;
    size_t capacity = 0, growths = 0;
    for (size_t i = 0; i < MANY; i++) {
        size_t before = capacity;
        bytes = array_grow(bytes, i, &capacity, 1);
        bytes[i] = 'x';
        growths += capacity != before;
        CU_ASSERT_TRUE(before == 0 || capacity == before || capacity == 2 * before);
    }
    CU_ASSERT_TRUE(growths <= 17); /* 2^17 are more than there are */
    free(bytes);
}

static void
an_array_that_has_room_is_left_alone(void)
{
    size_t capacity = 0;
    int *numbers = array_grow(NULL, 0, &capacity, sizeof *numbers);
    size_t had = capacity;
    for (size_t i = 0; i < had; i++)
        CU_ASSERT_PTR_EQUAL(array_grow(numbers, i, &capacity, sizeof *numbers), numbers);
    CU_ASSERT_EQUAL(capacity, had);
    free(numbers);
}

/* Tells whether growing an array to twice this capacity ends the program. */
static bool
ends_the_program(size_t capacity, size_t size)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        free(array_grow(NULL, capacity, &capacity, size));
        _exit(0);
    }
    CU_ASSERT_EQUAL_FATAL(waitpid(child, &status, 0), child);
    return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

static void
a_size_that_no_memory_has_ends_the_program(void)
{
    CU_ASSERT_FALSE(ends_the_program(16, 1));
    /* Their product wraps around to 64 bytes. */
    CU_ASSERT_TRUE(ends_the_program(32, SIZE_MAX / 64 + 2));
    CU_ASSERT_TRUE(ends_the_program(SIZE_MAX / 2 + 1, 1));
}

SUITE(array)
{
    static const struct test_case cases[] = {
        { "elements stay what they were, however many come",
          elements_stay_what_they_were_however_many_come },
        { "an array moves as seldom as its size doubles",
          an_array_moves_as_seldom_as_its_size_doubles },
        { "an array that has room is left alone", an_array_that_has_room_is_left_alone },
        { "a size that no memory has ends the program",
          a_size_that_no_memory_has_ends_the_program },
        { NULL, NULL },
    };
    return cases;
}
