/*
 * The frame of a CUnit program: a table of named cases, run in order, reported in TAP so that ./dev
 * test can count them. Never decides what a case checks: cases use CUnit's own assertions.
 */
#ifndef MEMBERHUB_TESTS_HARNESS_H
#define MEMBERHUB_TESTS_HARNESS_H

#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/str.h"

struct test_case {
    const char *name; /* a sentence of behaviour: "an expired date is refused" */
    void (*run)(void);
};

/*
 * Runs `cases` (ended by a row without a name) as CUnit suite `suite` and prints a TAP line for
 * each, with the failed assertions as comments. Gives the program's exit status.
 */
int run_cases(const char *suite, const struct test_case *cases);

/* An arena for the running case; made fresh for each case and freed behind it. */
struct arena *test_arena(void);

/* CUnit assertion that two views hold the same bytes; prints both when they do not. */
#define CU_ASSERT_STR_EQUAL(actual, expected) \
    test_str_equal((actual), (expected), #actual, __FILE__, __LINE__)
void test_str_equal(struct str actual, struct str expected, const char *what, const char *file,
                    unsigned line);

#endif
