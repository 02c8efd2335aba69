/*
 * The engine behind the command table. Must never guess: an argument without a place is an error,
 * with its reason.
 */
#include "cli/command_line.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/str.h"

/* Where reading stands. */
struct reader {
    int argc, next;
    char **argv;
    bool options_ended; /* after "--" */
};

static int usage_error(const char *format, ...) PRINTF_LIKE(1, 2);

static int
usage_error(const char *format, ...)
{
    va_list arguments;
    fputs("memberhubctl: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputs("\nTry \"memberhubctl help\".\n", stderr);
    return -1;
}

static bool
is_same(const char *a, const char *b)
{
    return str_equal(str_from(a), str_from(b));
}

/*
 * Finds the option of `allowed` that `argument` ("--name", "--name=value", "-x") names: commands
 * may have options of one name with different values. What stands behind '=' goes to *ret_inline.
 */
static int
find_option(const char *argument, unsigned allowed, enum option_id *ret_id, const char **ret_inline)
{
    struct str text = str_from(argument);
    bool is_long = str_starts_with(text, STR("--"));
    struct str name = str_slice(text, is_long ? 2 : 1, text.size);
    size_t equals = is_long ? str_find(name, '=') : name.size;
    for (unsigned id = 0; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_row(id);
        bool matches = is_long ? row->name != NULL &&
                                     str_equal(str_slice(name, 0, equals), str_from(row->name))
                               : name.size == 1 && name.data[0] == row->letter;
        if (!matches || (allowed & 1U << id) == 0)
            continue;
        *ret_id = id;
        *ret_inline = equals < name.size ? name.data + equals + 1 : NULL;
        return 0;
    }
    return -1;
}

/* Reads one option and its value; `allowed` is the set of those that have a meaning here. */
static int
read_option(struct reader *reader, unsigned allowed, struct command_line *line)
{
    const char *argument = reader->argv[reader->next++];
    const char *value = NULL;
    enum option_id id;
    if (find_option(argument, allowed, &id, &value) < 0)
        return usage_error("there is no option \"%s\" here", argument);
    if (line->values[id] != NULL)
        return usage_error("option \"%s\" is given twice", argument);
    if (option_row(id)->value == NULL) {
        if (value != NULL)
            return usage_error("option \"%s\" takes no value", argument);
        value = "";
    } else if (value == NULL) {
        if (reader->next == reader->argc)
            return usage_error("option \"%s\" needs a value: %s", argument, option_row(id)->value);
        value = reader->argv[reader->next++];
    }
    line->values[id] = value;
    return 0;
}

/* Reads options up to the next argument that is none; *ret_word is that one, or NULL at the end. */
static int
read_word(struct reader *reader, unsigned allowed, struct command_line *line, const char **ret_word)
{
    while (reader->next < reader->argc) {
        const char *argument = reader->argv[reader->next];
        if (!reader->options_ended && is_same(argument, "--")) {
            reader->options_ended = true;
            reader->next++;
        } else if (reader->options_ended || argument[0] != '-' || argument[1] == '\0') {
            *ret_word = argument;
            reader->next++;
            return 0;
        } else if (read_option(reader, allowed, line) < 0) {
            return -1;
        }
    }
    *ret_word = NULL;
    return 0;
}

/* Sets the command of `noun` and `verb`; the noun of several is enough where help is wanted. */
static int
find_command(struct command_line *line, const char *noun, const char *verb)
{
    line->command = command_named(noun, verb);
    if (line->command != NULL)
        return 0;
    for (const struct command *c = commands; c->noun != NULL && line->noun == NULL; c++)
        if (is_same(c->noun, noun))
            line->noun = c->noun;
    if (line->noun == NULL)
        return usage_error("there is no command \"%s\"", noun);
    if (verb == NULL && line->wants_help)
        return 0;
    if (verb == NULL)
        return usage_error("\"%s\" needs a word behind it; \"memberhubctl help %s\" lists them",
                           noun, noun);
    return usage_error(
        "there is no command \"%s %s\"; \"memberhubctl help %s\" lists those that there are", noun,
        verb, noun);
}

/* Reads what stands behind the verb. */
static int
read_arguments(struct reader *reader, struct command_line *line)
{
    const struct command *command = line->command;
    const char *word = NULL;
    for (;;) {
        if (read_word(reader, command->options | OPTIONS_COMMON, line, &word) < 0)
            return -1;
        if (word == NULL)
            break;
        if (command->operand == NULL || line->operand != NULL)
            return usage_error("there is no place for the argument \"%s\"", word);
        line->operand = word;
    }
    if (line->values[OPTION_HELP] != NULL)
        return 0;
    if (command->operand != NULL && line->operand == NULL)
        return usage_error("%s needs an argument: %s", command_title(command).text,
                           command->operand);
    for (unsigned id = 0; id < OPTION_COUNT; id++)
        if ((command->required & 1U << id) != 0 && line->values[id] == NULL)
            return usage_error("%s needs --%s %s", command_title(command).text,
                               option_row(id)->name, option_row(id)->value);
    return 0;
}

/* Reads "help [NOUN [VERB]]" from behind the word help. */
static int
read_help(struct reader *reader, struct command_line *line)
{
    const char *noun = NULL, *verb = NULL, *more = NULL;
    line->wants_help = true;
    if (read_word(reader, OPTIONS_COMMON, line, &noun) < 0 ||
        read_word(reader, OPTIONS_COMMON, line, &verb) < 0 ||
        read_word(reader, OPTIONS_COMMON, line, &more) < 0)
        return -1;
    if (more != NULL)
        return usage_error("there is no place for the argument \"%s\"", more);
    return noun != NULL ? find_command(line, noun, verb) : 0;
}

/* Tells whether a command that reads its own arguments was asked for help. */
static bool
asks_help(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (is_same(argv[i], "--help") || is_same(argv[i], "-h"))
            return true;
    return false;
}

/* Hands what stands behind the verb to a command that reads it itself. */
static void
pass_arguments(const struct reader *reader, struct command_line *line)
{
    line->rest_argc = reader->argc - reader->next + 1;
    line->rest_argv = reader->argv + reader->next - 1;
    line->wants_help = line->wants_help || asks_help(line->rest_argc, line->rest_argv);
}

/* Reads options up to the noun, *ret_noun NULL when there is none: then they stand for a command.
 */
static int
read_noun(struct reader *reader, struct command_line *line, const char **ret_noun)
{
    if (read_word(reader, OPTIONS_COMMON | OPTIONS_WITHOUT_COMMAND, line, ret_noun) < 0)
        return -1;
    line->wants_help = line->values[OPTION_HELP] != NULL;
    line->wants_version = line->values[OPTION_VERSION] != NULL;
    line->wants_tables = line->values[OPTION_TABLES] != NULL;
    bool alone = line->wants_version || line->wants_tables;
    if (alone && *ret_noun != NULL)
        return usage_error("--%s stands alone, without \"%s\"",
                           line->wants_version ? "version" : "tables", *ret_noun);
    if (*ret_noun == NULL && !line->wants_help && !alone)
        return usage_error("no command is given");
    return 0;
}

static int
read_command(struct reader *reader, struct command_line *line)
{
    const char *noun = NULL, *verb = NULL;
    if (read_noun(reader, line, &noun) < 0)
        return -1;
    if (noun == NULL)
        return 0;
    if (is_same(noun, "help"))
        return read_help(reader, line);
    if (command_named(noun, NULL) == NULL && read_word(reader, OPTIONS_COMMON, line, &verb) < 0)
        return -1;
    line->wants_help = line->values[OPTION_HELP] != NULL;
    if (find_command(line, noun, verb) < 0)
        return -1;
    if (line->command != NULL && line->command->run_arguments == NULL)
        return read_arguments(reader, line);
    if (line->command != NULL)
        pass_arguments(reader, line);
    return 0;
}

int
command_line_read(int argc, char **argv, struct command_line *ret_line)
{
    struct command_line line = { .command = NULL };
    struct reader reader = { .argc = argc, .next = 1, .argv = argv };
    if (read_command(&reader, &line) < 0)
        return -1;
    line.wants_help = line.wants_help || line.values[OPTION_HELP] != NULL;
    *ret_line = line;
    return 0;
}
