/*
 * Those rows of THE SERIES TABLE that tell of the processes. Used inside it alone. Never tells of a
 * place whose process is gone.
 */
#ifndef MEMBERHUB_OBSERVE_SERIES_PROCESSES_H
#define MEMBERHUB_OBSERVE_SERIES_PROCESSES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "observe/series.h"

/*
 * Add a sample for each state, of how many workers or sealers are in it. The process that makes the
 * page is idle where it would be busy: with the page, and with no client's request.
 */
void series_workers(const struct scrape *scrape, const char *name, struct buf *out);
void series_sealers(const struct scrape *scrape, const char *name, struct buf *out);

/* Gives how many connections the workers hold. True: it is always known. */
bool series_connections(const struct scrape *scrape, int64_t *ret_value);

/* Gives for how long the busy worker that has been silent for longest has been so, milliseconds.
 * True. */
bool series_longest_busy(const struct scrape *scrape, int64_t *ret_value);

#endif
