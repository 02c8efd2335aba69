/*
 * A hardened process leaves no core file, cannot be looked into, and makes files for its owner and
 * group alone. In a child, since none of it can be taken back.
 */
#include "base/harden.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

/* What a child found to be so, as bits of its exit status. */
enum { NO_CORE = 1, NOT_DUMPABLE = 2, UMASK_SET = 4 };

/* Hardens a child and gives what it then is; -1 when it did not end by itself. */
static int
hardened(bool debuggable)
{
    int status;
    pid_t child = fork();
    CU_ASSERT_TRUE_FATAL(child >= 0);
    if (child == 0) {
        struct rlimit core = { 1, 1 };
        umask(0);
        prctl(PR_SET_DUMPABLE, 1);
        process_harden(debuggable);
        bool no_core =
            getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0;
        bool not_dumpable = prctl(PR_GET_DUMPABLE) == 0;
        bool umask_set = umask(0) == (S_IWGRP | S_IRWXO);
        _exit((no_core ? NO_CORE : 0) | (not_dumpable ? NOT_DUMPABLE : 0) |
              (umask_set ? UMASK_SET : 0));
    }
    CU_ASSERT_EQUAL_FATAL(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
a_process_leaves_no_core_cannot_be_looked_into_and_keeps_its_files(void)
{
    CU_ASSERT_EQUAL(hardened(false), NO_CORE | NOT_DUMPABLE | UMASK_SET);
}

static void
a_debuggable_one_can_be_looked_into_and_nothing_else_differs(void)
{
    CU_ASSERT_EQUAL(hardened(true), NO_CORE | UMASK_SET);
}

SUITE(harden)
{
    static const struct test_case cases[] = {
        { "a process leaves no core, cannot be looked into, and keeps its files from others",
          a_process_leaves_no_core_cannot_be_looked_into_and_keeps_its_files },
        { "a debuggable one can be looked into, and nothing else differs",
          a_debuggable_one_can_be_looked_into_and_nothing_else_differs },
        { NULL, NULL },
    };
    return cases;
}
