/*
 * What a command of memberhubctl works with: its arguments, the settings, an arena and the
 * database. Never prints a secret in an error.
 */
#ifndef MEMBERHUB_CLI_CONTEXT_H
#define MEMBERHUB_CLI_CONTEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/config.h"
#include "base/fault.h"
#include "base/str.h"
#include "cli/command_line.h"
#include "db/connection.h"

struct cli {
    const struct command_line *line;
    bool json; /* --json was given */
    struct config config;
    struct arena *arena;
    struct db *db; /* connects at its first use */
};

/*
 * Reads the settings and prepares the rest. FAULT_CONFIG. Release with cli_release(), also after a
 * failure.
 */
int cli_init(struct cli *cli, const struct command_line *line, struct fault *f) MUST_CHECK;

/* Closes the database and frees the arena, which wipes it. */
void cli_release(struct cli *cli);

/* Gives the option's value, or the empty view with data NULL when it was not given. */
struct str cli_option(const struct cli *cli, enum option_id id);

/*
 * Gives the longer deadline of a migration's statements to the database; for db migrate, before its
 * first call.
 */
void cli_allow_long_calls(struct cli *cli);

/* Print "memberhubctl: ..." to standard error; all give the exit status to return. */
int cli_refuse(const char *format, ...) PRINTF_LIKE(1, 2);
int cli_usage(const char *format, ...) PRINTF_LIKE(1, 2);
int cli_fault(const struct fault *f);

#endif
