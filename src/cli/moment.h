/*
 * Times as arguments of memberhubctl. Never guesses a time zone: all are UTC.
 */
#ifndef MEMBERHUB_CLI_MOMENT_H
#define MEMBERHUB_CLI_MOMENT_H

#include <stdint.h>

#include "base/attributes.h"
#include "base/str.h"
#include "cli/context.h"

/* What moment_parse() takes, for a complaint. */
#define MOMENT_FORMS "2020-11-22T10:00:00Z, 20201122T100000Z or 2020-11-22"

/*
 * Reads "2026-11-22", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00.123Z" or "20261122T100000Z",
 * which is how X-Amz-Date writes it. -1 when it is none of them.
 */
int moment_parse(const char *text, int64_t *ret_epoch_ms) MUST_CHECK;

/* The same; on -1 the complaint is on standard error. */
int moment_read(const char *text, int64_t *ret_epoch_ms) MUST_CHECK;

/* Reads an option that is a time, as PostgreSQL takes it; data NULL when it was not given. On -1
 * the complaint is on standard error. */
int moment_option(const struct cli *cli, enum option_id id, struct str *ret_time) MUST_CHECK;

#endif
