/*
 * Dying on command. Must never do anything else: a point that is passed changes nothing.
 */
#include "base/failpoint.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/str.h"

enum { TITLE_SIZE = 16 }; /* prctl(2), PR_GET_NAME */

void
failpoint_pass(const char *point)
{
    /* No state of the server's: it is there in a build for tests alone. */
    static int64_t passes;
    int64_t fatal_pass = 0;
    char title[TITLE_SIZE];
    struct str armed = str_from(getenv(FAILPOINT_VARIABLE));
    struct str name = str_slice(armed, 0, str_find(armed, ':'));
    struct str count = str_slice(armed, name.size + 1, armed.size);
    if (!str_equal(name, str_from(point + sizeof FAILPOINT_PREFIX - 1)) ||
        str_to_int64(count, 1, INT64_MAX, &fatal_pass) < 0 || ++passes < fatal_pass)
        return;
    prctl(PR_GET_NAME, title);
    dprintf(STDERR_FILENO, "%s died at %s\n", title, point);
    raise(SIGKILL);
}
