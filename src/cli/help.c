/*
 * Help texts from the tables. Must never say what the tables do not.
 */
#include "cli/help.h"

#include <stdio.h>

#include "base/str.h"

/* Widest "noun verb ARGUMENT" of an overview, so that summaries stand in a column. */
enum { NAME_WIDTH = 24, OPTION_WIDTH = 20 };

/*
 * Writes "--name VALUE", or "-x VALUE" for an option that is only a letter, or both with
 * `letter_too`.
 */
static void
format_option(enum option_id id, bool letter_too, char *text, size_t size)
{
    const struct option_row *row = option_row(id);
    const char *value = row->value != NULL ? row->value : "";
    const char *space = row->value != NULL ? " " : "";
    if (row->name == NULL)
        snprintf(text, size, "-%c%s%s", row->letter, space, value);
    else if (row->letter != '\0' && letter_too)
        snprintf(text, size, "-%c, --%s%s%s", row->letter, row->name, space, value);
    else
        snprintf(text, size, "--%s%s%s", row->name, space, value);
}

static void
print_synopsis(const struct command *command)
{
    printf("Usage: memberhubctl [-c FILE] %s", command_title(command).text);
    if (command->operand != NULL)
        printf(" %s", command->operand);
    if (command->arguments != NULL && command->arguments[0] != '\0')
        printf(" %s", command->arguments);
    for (unsigned id = 0; id < OPTION_COUNT; id++) {
        char text[64];
        if ((command->options & 1U << id) == 0)
            continue;
        format_option(id, false, text, sizeof text);
        printf((command->required & 1U << id) != 0 ? " %s" : " [%s]", text);
    }
    puts(command->arguments == NULL ? " [--json]" : "");
}

static void
print_options(unsigned options)
{
    puts("\nOptions:");
    for (unsigned id = 0; id < OPTION_COUNT; id++) {
        char text[64];
        if ((options & 1U << id) == 0)
            continue;
        format_option(id, true, text, sizeof text);
        printf("  %-*s %s\n", OPTION_WIDTH, text, option_row(id)->help);
    }
}

static void
print_command(const struct command *command)
{
    print_synopsis(command);
    printf("\n%s: %s.\n\n%s\n", command_title(command).text, command->summary, command->help);
    if (command->arguments == NULL)
        print_options(command->options | OPTIONS_COMMON);
}

/* Prints a line for each command of `noun`, or of all when it is NULL. */
static void
print_overview(const char *noun)
{
    puts("Usage: memberhubctl [-c FILE] COMMAND [ARGUMENT] [OPTION]...\n\nCommands:");
    for (const struct command *c = commands; c->noun != NULL; c++) {
        char name[64];
        if (noun != NULL && !str_equal(str_from(noun), str_from(c->noun)))
            continue;
        snprintf(name, sizeof name, "%s%s%s", command_title(c).text, c->operand != NULL ? " " : "",
                 c->operand != NULL ? c->operand : "");
        printf("  %-*s %s\n", NAME_WIDTH, name, c->summary);
    }
    print_options(OPTIONS_COMMON | OPTIONS_WITHOUT_COMMAND);
    puts("\n\"memberhubctl help NOUN VERB\" tells more, as in \"memberhubctl help key create\".");
    puts("Exit status: 0 done, 1 refused or failed, 2 wrong usage.");
}

void
help_print(const struct command_line *line)
{
    if (line->command != NULL)
        print_command(line->command);
    else
        print_overview(line->noun);
}
