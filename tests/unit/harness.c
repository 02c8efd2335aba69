/*
 * The program of the unit tests: `run [SUITE...]` runs these suites, or all, each in a process of
 * its own, and prints TAP; `run --list` names them.
 * Must never call a case passed that asserted nothing, nor a suite that did not come to its end.
 */
#include "harness.h"

#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <CUnit/TestRun.h>

#include "fake_clock.h"

enum {
    TEST_ARENA_BYTES = 64 * 1024 * 1024,
    CASE_S_MAX = 120, /* then the suite is killed: no case takes 2 s on an idle machine */
    SLOW_MS = 100,    /* what is told apart */
    DEPTH_MAX = 8,    /* descriptors of a directory that is removed */
};

/* All that were linked, by name. */
static struct test_suite *suites;

/* Where the process of a suite is, in memory that its parent sees. */
static struct progress {
    unsigned ran, failed;
    char directory[sizeof "/tmp/memberhub-unit-XXXXXX"]; /* empty until it is asked for */
} * progress;

/* CUnit's cases take no argument, so the arena of the running one is found here. */
static struct arena *running_arena;

struct arena *
test_arena(void)
{
    return running_arena;
}

const char *
test_directory(void)
{
    static const char pattern[] = "/tmp/memberhub-unit-XXXXXX";
    if (progress->directory[0] == '\0') {
        bytes_copy(progress->directory, sizeof progress->directory, pattern, sizeof pattern);
        CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(progress->directory));
        (void)chmod(progress->directory, 0755);
    }
    return progress->directory;
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

/* Runs a suite in this process; its first case has the number behind `number`. */
static void
run_cases(const struct test_suite *suite, unsigned number)
{
    if (CU_initialize_registry() != CUE_SUCCESS)
        return;
    CU_pSuite registered = CU_add_suite(suite->name, NULL, NULL);
    if (registered == NULL)
        return;
    for (const struct test_case *row = suite->cases(); row->name != NULL; row++) {
        int64_t started_ms = fake_clock_passed_ms();
        alarm(CASE_S_MAX);
        bool passed = run_case(registered, row);
        int64_t took_ms = fake_clock_passed_ms() - started_ms;
        progress->ran++;
        progress->failed += !passed;
        printf("%s %u - %s: %s\n", passed ? "ok" : "not ok", number + progress->ran, suite->name,
               row->name);
        if (took_ms >= SLOW_MS)
            printf("# %lld ms: %s: %s\n", (long long)took_ms, suite->name, row->name);
    }
    alarm(0);
    CU_cleanup_registry();
}

static int
remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

/* Settings of the shell that runs the tests are none of theirs; where the source is, is. */
static void
forget_settings(void)
{
    char name[256];
    for (char **variable = environ; *variable != NULL;) {
        int size = snprintf(name, sizeof name, "%.*s", (int)strcspn(*variable, "="), *variable);
        bool kept = !str_starts_with(str_from(name), STR("MEMBERHUB_")) ||
                    strcmp(name, "MEMBERHUB_SOURCE") == 0 || size >= (int)sizeof name;
        if (kept || unsetenv(name) < 0)
            variable++;
    }
}

/* Runs a suite in a process of its own; gives how that ended, as waitpid() does. */
static int
run_apart(const struct test_suite *suite, unsigned number)
{
    int status = -1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        /* Whoever is left over of the suite goes with it, and it goes with the runner. */
        (void)setpgid(0, 0);
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        /* Cases fork: what is still buffered then would be printed twice. */
        setvbuf(stdout, NULL, _IOLBF, 0);
        forget_settings();
        run_cases(suite, number);
        exit(progress->failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    if (child > 0)
        (void)kill(-child, SIGKILL);
    if (progress->directory[0] != '\0')
        (void)nftw(progress->directory, remove_one, DEPTH_MAX, FTW_DEPTH | FTW_PHYS);
    return status;
}

static unsigned
count_cases(const struct test_suite *suite)
{
    unsigned count = 0;
    for (const struct test_case *row = suite->cases(); row->name != NULL; row++)
        count++;
    return count;
}

/* Prints the line of a suite that ended before its last case, or badly after it. */
static void
report_end(const struct test_suite *suite, int status, const unsigned number)
{
    unsigned count = count_cases(suite);
    const char *where =
        progress->ran < count ? suite->cases()[progress->ran].name : "all its cases have run";
    printf(
        "not ok %u - %s: the suite runs to its end\n# %s %d at: %s; %u cases did not run\n", number,
        suite->name, WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "it ended with status",
        WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), where, count - progress->ran);
}

/* Runs a suite; adds to the number of lines. Gives whether all is well. */
static bool
run_suite(const struct test_suite *suite, unsigned *ret_lines)
{
    *progress = (struct progress){ 0 };
    int status = run_apart(suite, *ret_lines);
    *ret_lines += progress->ran;
    bool ended = progress->ran == count_cases(suite) && WIFEXITED(status) &&
                 WEXITSTATUS(status) == (progress->failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS);
    if (!ended)
        report_end(suite, status, ++*ret_lines);
    return ended && progress->failed == 0;
}

void
test_suite_add(struct test_suite *suite)
{
    struct test_suite **place = &suites;
    while (*place != NULL && strcmp((*place)->name, suite->name) < 0)
        place = &(*place)->next;
    suite->next = *place;
    *place = suite;
}

static bool
is_asked_for(const struct test_suite *suite, char *const *names)
{
    bool found = names[0] == NULL;
    for (; *names != NULL; names++)
        found = found || strcmp(*names, suite->name) == 0;
    return found;
}

/* Tells of names that no suite has; gives whether there were none. */
static bool
check_names(char *const *names)
{
    bool good = true;
    for (; *names != NULL; names++) {
        const struct test_suite *suite = suites;
        while (suite != NULL && strcmp(suite->name, *names) != 0)
            suite = suite->next;
        if (suite == NULL)
            fprintf(stderr, "there is no suite '%s'; --list names them\n", *names);
        good = good && suite != NULL;
    }
    return good;
}

int
main(int count, char **words)
{
    unsigned lines = 0;
    bool passed = true;
    if (count == 2 && strcmp(words[1], "--list") == 0) {
        for (const struct test_suite *suite = suites; suite != NULL; suite = suite->next)
            puts(suite->name);
        return EXIT_SUCCESS;
    }
    progress =
        mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!check_names(words + 1) || progress == MAP_FAILED)
        return EX_USAGE;
    for (const struct test_suite *suite = suites; suite != NULL; suite = suite->next)
        if (is_asked_for(suite, words + 1))
            passed = run_suite(suite, &lines) && passed;
    printf("1..%u\n", lines);
    return passed ? EXIT_SUCCESS : EXIT_FAILURE;
}
