/*
 * When lasting trouble is logged: as it begins, as it changes, and as it ends.
 */
#include "daemon/trouble.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "harness.h"

enum { LOG_MAX = 4096 };

/* Notes results one after the other; gives what was logged. */
static struct str
logged(const int *results, const enum fault_code *codes, size_t count)
{
    struct trouble trouble = { .event = "it_failed", .over_event = "it_again" };
    const char *path = arena_format(test_arena(), "%s/log", test_directory()).data;
    char *bytes = arena_alloc(test_arena(), LOG_MAX);
    remove(path);
    CU_ASSERT_EQUAL_FATAL(log_open(path, LOG_INFO), 0);
    for (size_t i = 0; i < count; i++) {
        const struct fault f = { .code = codes[i] };
        trouble_note(&trouble, results[i], &f);
    }
    CU_ASSERT_EQUAL(log_open("stderr", LOG_ERROR), 0);
    FILE *file = fopen(path, "re");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    size_t size = fread(bytes, 1, LOG_MAX, file);
    fclose(file);
    return (struct str){ bytes, size };
}

/* How often a text is in another one. */
static int
times(struct str text, const char *what)
{
    int found = 0;
    size_t size = strlen(what);
    for (size_t i = 0; i + size <= text.size; i++)
        found += memcmp(text.data + i, what, size) == 0;
    return found;
}

static const enum fault_code down[] = { FAULT_DATABASE_DOWN, FAULT_DATABASE_DOWN,
                                        FAULT_DATABASE_DOWN };

static void
trouble_that_lasts_is_logged_once(void)
{
    struct str text = logged((const int[]){ -1, -1, -1 }, down, 3);
    CU_ASSERT_EQUAL(times(text, "it_failed"), 1);
    CU_ASSERT_EQUAL(times(text, "it_again"), 0);
}

static void
trouble_that_changes_is_logged_again(void)
{
    static const enum fault_code codes[] = { FAULT_DATABASE_DOWN, FAULT_INTERNAL };
    CU_ASSERT_EQUAL(times(logged((const int[]){ -1, -1 }, codes, 2), "it_failed"), 2);
}

static void
the_end_of_trouble_is_logged_whatever_went_well(void)
{
    for (int result = 0; result < 3; result++) {
        struct str text = logged((const int[]){ -1, result, result }, down, 3);
        CU_ASSERT_EQUAL(times(text, "it_failed"), 1);
        CU_ASSERT_EQUAL(times(text, "it_again"), 1);
    }
}

SUITE(trouble)
{
    static const struct test_case cases[] = {
        { "trouble that lasts is logged once", trouble_that_lasts_is_logged_once },
        { "trouble that changes is logged again", trouble_that_changes_is_logged_again },
        { "the end of trouble is logged, whatever went well",
          the_end_of_trouble_is_logged_whatever_went_well },
        { .name = NULL },
    };
    return cases;
}
