/*
 * Times as arguments of memberhubctl. Never guesses a time zone: all are UTC.
 */
#ifndef MEMBERHUB_CLI_MOMENT_H
#define MEMBERHUB_CLI_MOMENT_H

#include <stdint.h>

#include "base/attributes.h"

/*
 * Reads "2026-11-22", "2026-11-22T10:00:00Z" or "2026-11-22T10:00:00.123Z"; else -1, and the
 * complaint is on standard error.
 */
int moment_read(const char *text, int64_t *ret_epoch_ms) MUST_CHECK;

#endif
