/*
 * Trouble that may last: it is logged when it begins, when it changes, and when it is over.
 * Never decides what follows from it.
 */
#ifndef MEMBERHUB_DAEMON_TROUBLE_H
#define MEMBERHUB_DAEMON_TROUBLE_H

#include <stdbool.h>

#include "base/fault.h"

/* Begins with its two events' names (static) and the rest zero. */
struct trouble {
    const char *event, *over_event;
    bool is_on;
    enum fault_code code; /* of what was logged */
};

/* Takes note of how something went: -1 and its fault, or any result from 0 on, which is well. */
void trouble_note(struct trouble *trouble, int result, const struct fault *f);

#endif
