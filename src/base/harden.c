/*
 * Closing the ways on which secrets leave a process unasked. Must come before they are read.
 */
#include "base/harden.h"

#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

void
process_harden(bool debuggable)
{
    static const struct rlimit none = { 0, 0 };
    setrlimit(RLIMIT_CORE, &none);
    if (!debuggable)
        prctl(PR_SET_DUMPABLE, 0);
    umask(S_IWGRP | S_IRWXO);
}
