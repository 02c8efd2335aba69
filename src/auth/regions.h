/*
 * THE REGION TABLE: the regions that AWS has. Data; holds no rule of signatures.
 */
#ifndef MEMBERHUB_AUTH_REGIONS_H
#define MEMBERHUB_AUTH_REGIONS_H

#include <stdbool.h>

#include "base/str.h"

/* Tells whether AWS has a region of this name, in any of its partitions. */
bool region_is_known(struct str region);

#endif
