/*
 * The frame of the unit tests: suites, one a file, each a table of named cases that are run in
 * order and reported in TAP. Never decides what a case checks: cases use CUnit's own assertions.
 */
#ifndef MEMBERHUB_TESTS_HARNESS_H
#define MEMBERHUB_TESTS_HARNESS_H

#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

/* What no fault's code is: for outcomes that are none. */
#define NO_FAULT ((enum fault_code) - 1)

struct test_case {
    const char *name; /* a sentence of behaviour: "an expired date is refused" */
    void (*run)(void);
};

struct test_suite {
    const char *name;
    const struct test_case *(*cases)(void); /* ended by a row without a name */
    struct test_suite *next;                /* by name */
};

/*
 * Stands before the body of a function that gives the cases of a file, and makes them known as a
 * suite of that name: whatever is linked is run, so there is no other list of suites.
 */
#define SUITE(suite)                                                                    \
    static const struct test_case *cases_of_##suite(void);                              \
    __attribute__((constructor)) static void add_##suite(void)                          \
    {                                                                                   \
        static struct test_suite added = { .name = #suite, .cases = cases_of_##suite }; \
        test_suite_add(&added);                                                         \
    }                                                                                   \
    static const struct test_case *cases_of_##suite(void)
void test_suite_add(struct test_suite *suite);

/* An arena for the running case; made fresh for each case and freed behind it. */
struct arena *test_arena(void);

/* A directory of the running suite that anybody can pass through; removed behind it, with all that
 * is in it. */
const char *test_directory(void);

/* CUnit assertion that two views hold the same bytes; prints both when they do not. */
#define CU_ASSERT_STR_EQUAL(actual, expected) \
    test_str_equal((actual), (expected), #actual, __FILE__, __LINE__)
void test_str_equal(struct str actual, struct str expected, const char *what, const char *file,
                    unsigned line);

#endif
