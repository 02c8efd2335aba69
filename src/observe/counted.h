/*
 * What is counted: how many rows the program's tables have, for the counters of its processes.
 * Never has a number of its own: a new row is counted because it is there.
 */
#ifndef MEMBERHUB_OBSERVE_COUNTED_H
#define MEMBERHUB_OBSERVE_COUNTED_H

#include "base/arena.h"
#include "base/metrics.h"

/* Makes the layout of this program's counters, in the arena. */
const struct metrics_layout *counted_layout(struct arena *arena);

#endif
