/*
 * memberhubctl's help, made from the command table alone.
 * Never knows a command by name.
 */
#ifndef MEMBERHUB_CLI_HELP_H
#define MEMBERHUB_CLI_HELP_H

#include "cli/command_line.h"

/* Prints help on the command, the noun, or everything that `line` asks about, to standard output.
 */
void help_print(const struct command_line *line);

#endif
