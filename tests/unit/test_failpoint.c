/*
 * A point kills on the pass that the environment names, and on no other. In children, for it does.
 */
#include "base/failpoint.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

enum { PASSES_MAX = 5 };

/* Passes a point again and again in a child; gives on which pass it died, 0 for none. */
static int
died_on(const char *armed)
{
    int passes[2], status, count = 0;
    char pass;
    CU_ASSERT_EQUAL_FATAL(pipe(passes), 0);
    pid_t child = fork();
    CU_ASSERT_TRUE_FATAL(child >= 0);
    if (child == 0) {
        setenv(FAILPOINT_VARIABLE, armed, 1);
        for (int i = 0; i < PASSES_MAX; i++) {
            if (write(passes[1], "p", 1) != 1)
                _exit(EXIT_FAILURE);
            failpoint_pass(FAILPOINT_PREFIX "elsewhere");
            failpoint_pass(FAILPOINT_PREFIX "here");
        }
        _exit(EXIT_SUCCESS);
    }
    close(passes[1]);
    while (read(passes[0], &pass, 1) == 1)
        count++;
    close(passes[0]);
    CU_ASSERT_EQUAL_FATAL(waitpid(child, &status, 0), child);
    CU_ASSERT_TRUE(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL : WEXITSTATUS(status) == 0);
    return WIFSIGNALED(status) ? count : 0;
}

static void
a_process_is_killed_on_the_pass_that_the_environment_names(void)
{
    CU_ASSERT_EQUAL(died_on("here:1"), 1);
    CU_ASSERT_EQUAL(died_on("here:3"), 3);
    CU_ASSERT_EQUAL(died_on("here:5"), PASSES_MAX);
}

static void
a_point_that_is_not_named_or_not_passed_often_enough_kills_nobody(void)
{
    static const char *const armed[] = { "",       "here",   "here:",   "here:0",
                                         "here:6", "here:x", "here:-1", "nowhere:1" };
    for (size_t i = 0; i < sizeof armed / sizeof *armed; i++)
        CU_ASSERT_EQUAL(died_on(armed[i]), 0);
}

SUITE(failpoint)
{
    static const struct test_case cases[] = {
        { "a process is killed on the pass that the environment names",
          a_process_is_killed_on_the_pass_that_the_environment_names },
        { "a point that is not named, or not passed often enough, kills nobody",
          a_point_that_is_not_named_or_not_passed_often_enough_kills_nobody },
        { NULL, NULL },
    };
    return cases;
}
