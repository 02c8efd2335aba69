/*
 * Reading of memberhubctl's arguments against the command table.
 * Never runs a command: it says which one was asked for, and with what.
 */
#ifndef MEMBERHUB_CLI_COMMAND_LINE_H
#define MEMBERHUB_CLI_COMMAND_LINE_H

#include <stdbool.h>

#include "base/attributes.h"
#include "cli/command.h"

struct command_line {
    const struct command *command; /* NULL when help on a noun or on everything is asked for */
    const char *noun;              /* NULL for help on everything */
    bool wants_help;
    bool wants_version, wants_tables; /* in place of a command */
    const char *operand;              /* NULL when there is none */
    const char *values[OPTION_COUNT]; /* NULL: not given; a switch that was given has "" */
    int rest_argc;                    /* for run_arguments: from the verb on */
    char **rest_argv;
};

/*
 * Reads the arguments; everything in *ret_line is borrowed from `argv` or static.
 * -1 when they make no sense, and the reason, with where help is to be had, is on standard error.
 */
int command_line_read(int argc, char **argv, struct command_line *ret_line) MUST_CHECK;

#endif
