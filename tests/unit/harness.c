/*
 * The frame of a CUnit program: runs a table of cases and prints TAP.
 * Must never call a case passed that asserted nothing.
 */
#include "harness.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <CUnit/TestRun.h>

enum { TEST_ARENA_BYTES = 64 * 1024 * 1024 };

/* CUnit's cases take no argument, so the arena of the running one is found here. */
static struct arena *running_arena;

struct arena *
test_arena(void)
{
    return running_arena;
}

/* Gives a printable form of a view: other bytes as \xNN. */
static struct str
printable(struct str s)
{
    char *text = arena_array(running_arena, s.size + 1, sizeof "\\xNN" - 1);
    size_t size = 0;
    for (size_t i = 0; i < s.size; i++) {
        if (s.data[i] >= ' ' && s.data[i] <= '~')
            text[size++] = s.data[i];
        else
            size +=
                (size_t)snprintf(text + size, sizeof "\\xNN", "\\x%02x", (unsigned char)s.data[i]);
    }
    return (struct str){ text, size };
}

void
test_str_equal(struct str actual, struct str expected, const char *what, const char *file,
               unsigned line)
{
    bool equal = str_equal(actual, expected);
    struct str condition = STR("");
    if (!equal)
        condition = arena_format(running_arena, "%s is \"%.*s\", not \"%.*s\"", what,
                                 STR_PRINTF(printable(actual)), STR_PRINTF(printable(expected)));
    CU_assertImplementation(equal ? CU_TRUE : CU_FALSE, line, condition.data, file, "", CU_FALSE);
}

/* Prints why the case that ran last failed. */
static void
print_failures(void)
{
    if (CU_get_number_of_asserts() == 0)
        printf("# the case asserted nothing\n");
    for (CU_pFailureRecord record = CU_get_failure_list(); record != NULL; record = record->pNext)
        printf("# %s:%u: %s\n", record->strFileName, record->uiLineNumber, record->strCondition);
}

static bool
run_case(CU_pSuite suite, const struct test_case *test_case)
{
    CU_pTest test = CU_add_test(suite, test_case->name, test_case->run);
    if (test == NULL) {
        printf("# the case cannot be added: %s\n", CU_get_error_msg());
        return false;
    }
    running_arena = arena_new(TEST_ARENA_BYTES);
    bool passed = CU_run_test(suite, test) == CUE_SUCCESS && CU_get_number_of_failures() == 0 &&
                  CU_get_number_of_asserts() > 0;
    if (!passed)
        print_failures();
    arena_free(running_arena);
    running_arena = NULL;
    return passed;
}

int
run_cases(const char *suite_name, const struct test_case *cases)
{
    unsigned count = 0, failed = 0;
    /* Cases fork: what is still buffered then would be printed twice. */
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (CU_initialize_registry() != CUE_SUCCESS)
        return EXIT_FAILURE;
    CU_pSuite suite = CU_add_suite(suite_name, NULL, NULL);
    if (suite == NULL)
        return EXIT_FAILURE;
    while (cases[count].name != NULL)
        count++;
    printf("1..%u\n", count);
    for (unsigned i = 0; i < count; i++) {
        bool passed = run_case(suite, &cases[i]);
        failed += !passed;
        printf("%s %u - %s: %s\n", passed ? "ok" : "not ok", i + 1, suite_name, cases[i].name);
    }
    CU_cleanup_registry();
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
