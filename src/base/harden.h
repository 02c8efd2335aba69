/*
 * What a process that holds secrets does before it reads the first one.
 */
#ifndef MEMBERHUB_BASE_HARDEN_H
#define MEMBERHUB_BASE_HARDEN_H

#include <stdbool.h>

/*
 * Forbids core files, and other processes of this user to look into this one unless `debuggable`;
 * new files are for their owner and group alone. What children inherit, too.
 */
void process_harden(bool debuggable);

#endif
