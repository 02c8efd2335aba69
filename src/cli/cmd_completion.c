/*
 * memberhubctl completion: the script by which bash completes memberhubctl's words, made from the
 * command table. Never knows a command or an option by name, but for the words of help.
 */
#include <stdio.h>

#include "base/str.h"
#include "cli/command.h"
#include "cli/context.h"

/* What is done with the words, before the table: finds which command is being written. */
static const char head[] =
    "# How bash completes memberhubctl; \"memberhubctl completion bash\" made it.\n"
    "_memberhubctl() {\n"
    "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} next='' "
    "value='' i\n"
    "    local -a command=()\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n"
    "        -c | --config) ((++i)) ;;\n"
    "        help) ((${#command[@]} > 0)) && command+=(help) ;;\n"
    "        -*) ;;\n"
    "        *) command+=(\"${COMP_WORDS[i]}\") ;;\n"
    "        esac\n"
    "    done\n"
    "    case \"${command[0]-} ${command[1]-}\" in\n";

/* And after it. */
static const char tail[] = "    esac\n"
                           "    case $value in\n"
                           "    FILE)\n"
                           "        compopt -o filenames 2>/dev/null\n"
                           "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
                           "        ;;\n"
                           "    DIR)\n"
                           "        compopt -o filenames 2>/dev/null\n"
                           "        mapfile -t COMPREPLY < <(compgen -d -- \"$word\")\n"
                           "        ;;\n"
                           "    [A-Z]*) COMPREPLY=() ;;\n"
                           "    *) mapfile -t COMPREPLY < <(compgen -W \"${value:-$next}\" -- "
                           "\"$word\") ;;\n"
                           "    esac\n"
                           "}\n"
                           "complete -F _memberhubctl memberhubctl\n";

/* Prints "-x" and "--name" of an option, as far as it has them, with `between` in between. */
static void
print_names(const struct option_row *row, const char *between)
{
    if (row->letter != '\0')
        printf("-%c%s", row->letter, row->name != NULL ? between : "");
    if (row->name != NULL)
        printf("--%s", row->name);
}

/* Prints what a value may be: the words "a|b" as "a b", a kind as it is. */
static void
print_value(struct str value)
{
    struct str word;
    const char *between = "";
    while (str_next(&value, '|', &word)) {
        printf("%s%.*s", between, STR_PRINTF(word));
        between = " ";
    }
}

static void
print_options(unsigned options)
{
    for (unsigned id = 0; id < OPTION_COUNT; id++) {
        if ((options & 1U << id) == 0)
            continue;
        fputs(" ", stdout);
        print_names(option_row(id), " ");
    }
    fputs("'\n        case $previous in\n", stdout);
    for (unsigned id = 0; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_row(id);
        if ((options & 1U << id) == 0 || row->value == NULL)
            continue;
        fputs("        ", stdout);
        print_names(row, " | ");
        fputs(") value='", stdout);
        print_value(str_from(row->value));
        fputs("' ;;\n", stdout);
    }
    fputs("        esac\n        ;;\n", stdout);
}

/* Takes the brackets of "[--name" and "VALUE]" off. */
static struct str
without_brackets(struct str word)
{
    size_t start = str_starts_with(word, STR("[")) ? 1 : 0;
    return str_slice(word, start, word.size - start - (str_ends_with(word, STR("]")) ? 1 : 0));
}

/* The same of a command that reads its own arguments, from their synopsis. */
static void
print_arguments(struct str arguments)
{
    struct str rest = arguments, word, option = { NULL, 0 };
    while (str_next(&rest, ' ', &word))
        if (str_starts_with(without_brackets(word), STR("-")))
            printf(" %.*s", STR_PRINTF(without_brackets(word)));
    fputs("'\n        case $previous in\n", stdout);
    for (rest = arguments; str_next(&rest, ' ', &word);) {
        struct str bare = without_brackets(word);
        if (str_starts_with(bare, STR("-")))
            option = bare;
        else if (bare.size > 0)
            printf("        %.*s) value='%.*s' ;;\n", STR_PRINTF(option), STR_PRINTF(bare));
    }
    fputs("        esac\n        ;;\n", stdout);
}

static bool
is_first_of_noun(const struct command *command)
{
    for (const struct command *c = commands; c < command; c++)
        if (str_equal(str_from(c->noun), str_from(command->noun)))
            return false;
    return true;
}

/* The nouns, and behind each noun its verbs. */
static void
print_words(void)
{
    fputs("    ' ') next='help", stdout);
    for (const struct command *c = commands; c->noun != NULL; c++)
        if (is_first_of_noun(c))
            printf(" %s", c->noun);
    print_options(OPTIONS_COMMON | OPTIONS_WITHOUT_COMMAND);
    for (const struct command *noun = commands; noun->noun != NULL; noun++) {
        if (noun->verb == NULL || !is_first_of_noun(noun))
            continue;
        printf("    '%s ') next='%s", noun->noun, noun->verb);
        for (const struct command *c = noun + 1; c->noun != NULL; c++)
            if (str_equal(str_from(c->noun), str_from(noun->noun)))
                printf(" %s", c->verb);
        fputs("' ;;\n", stdout);
    }
}

int
cmd_completion(int argc, char **argv)
{
    if (argc > 1)
        return cli_usage("there is no place for the argument \"%s\"", argv[1]);
    fputs(head, stdout);
    print_words();
    for (const struct command *c = commands; c->noun != NULL; c++) {
        printf("    '%s'%s) next='", command_title(c).text, c->verb == NULL ? "\\ *" : "");
        if (c->arguments != NULL)
            print_arguments(str_from(c->arguments));
        else
            print_options(c->options | OPTIONS_COMMON);
    }
    fputs(tail, stdout);
    return fflush(stdout) == 0 ? EXIT_STATUS_OK : cli_refuse("cannot write to standard output: %m");
}
