/*
 * memberhubctl: reads the command line, sets up what the command needs, runs it. Knows no command
 * itself.
 */
#include <stdio.h>

#include "base/attributes.h"
#include "base/harden.h"
#include "cli/command_line.h"
#include "cli/context.h"
#include "cli/help.h"
#include "cli/tables.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unversioned"
#endif

static int
run(const struct command_line *line)
{
    struct cli cli;
    struct fault f;
    int status = EXIT_STATUS_REFUSED;
    if (cli_init(&cli, line, &f) < 0)
        cli_fault(&f);
    else
        status = line->command->run(&cli);
    cli_release(&cli);
    return status;
}

/* Runs a command that reads its own arguments; argv[0] is its whole name, for its messages. */
static int
run_arguments(const struct command_line *line)
{
    char name[64];
    snprintf(name, sizeof name, "memberhubctl %s", command_title(line->command).text);
    line->rest_argv[0] = name;
    return line->command->run_arguments(line->rest_argc, line->rest_argv);
}

int
main(int argc, char **argv)
{
    struct command_line line;
    process_harden(false);
    if (command_line_read(argc, argv, &line) < 0)
        return EXIT_STATUS_USAGE;
    if (line.wants_help || line.wants_version || line.wants_tables) {
        if (line.wants_help)
            help_print(&line);
        else if (line.wants_version)
            puts("memberhubctl " PACKAGE_VERSION);
        else
            tables_print(stdout, command_tables);
        /* What is large fails before it is flushed. */
        return fflush(stdout) == 0 && ferror(stdout) == 0
                   ? EXIT_STATUS_OK
                   : cli_refuse("cannot write to standard output: %m");
    }
    return line.command->run_arguments != NULL ? run_arguments(&line) : run(&line);
}
