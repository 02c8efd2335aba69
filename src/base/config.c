/*
 * Settings: the engine behind THE SETTINGS TABLE of settings.c.
 * Must never cut a value, ignore a key, or repeat a text value in an error: connection strings hold
 * passwords.
 */
#include "base/config.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SETTINGS_MAX = 64, ALLOWED_SIZE = 192 };

/* Where a value came from, for errors: a line of a file, or (line 0) a variable of the environment.
 */
struct origin {
    const char *name;
    unsigned line;
};

/* One pass over a file. inih sees keys and sections; values go around it, because it cuts lines at
 * 199 bytes. */
struct loader {
    struct config *config;
    struct fault *f;
    struct origin origin;
    FILE *file;
    char *line; /* getline's */
    size_t line_capacity;
    struct str value;        /* of the current line */
    bool seen[SETTINGS_MAX]; /* by row */
    bool failed;
};

/* Finds the row of a key, or NULL. */
static const struct setting *
find(struct str section, struct str key)
{
    for (const struct setting *row = settings; row->section != NULL; row++)
        if (str_equal(section, str_from(row->section)) && str_equal(key, str_from(row->key)))
            return row;
    return NULL;
}

/* Says what a row allows, for errors and for the help. */
static void
allowed(const struct setting *row, char ret_text[ALLOWED_SIZE])
{
    long long max = row->max > 0 ? (long long)row->max : (long long)row->size - 1;
    switch (row->type) {
    case SETTING_NUMBER:
        snprintf(ret_text, ALLOWED_SIZE, "a number from %lld to %lld", (long long)row->min,
                 (long long)row->max);
        break;
    case SETTING_SWITCH:
        snprintf(ret_text, ALLOWED_SIZE, "on or off");
        break;
    case SETTING_CHOICE:
        snprintf(ret_text, ALLOWED_SIZE, "one of %s", row->choices);
        break;
    case SETTING_PATH:
        snprintf(ret_text, ALLOWED_SIZE, "%s%san absolute path of at most %lld bytes",
                 row->min == 0          ? "empty"
                 : row->choices != NULL ? row->choices
                                        : "",
                 row->choices != NULL ? " or " : "", max);
        break;
    case SETTING_TEXT:
        if (row->choices != NULL)
            snprintf(ret_text, ALLOWED_SIZE, "one of %s", row->choices);
        else
            snprintf(ret_text, ALLOWED_SIZE, "text of %lld to %lld bytes", (long long)row->min,
                     max);
        break;
    }
}

/* Gives the place of `word` in "a|b|c", or -1. */
static int
choice(const char *choices, struct str word)
{
    struct str rest = str_from(choices), candidate;
    for (int i = 0; str_next(&rest, '|', &candidate); i++)
        if (str_equal(candidate, word))
            return i;
    return -1;
}

static bool
text_allowed(const struct setting *row, struct str value)
{
    size_t max = row->max > 0 ? (size_t)row->max : row->size - 1;
    if (value.size < (size_t)row->min || value.size > max)
        return false;
    if (row->choices != NULL && choice(row->choices, value) >= 0)
        return true;
    if (row->type == SETTING_PATH)
        return str_starts_with(value, STR("/"));
    return row->choices == NULL;
}

/* Stores a value in its member; false for one that the row does not allow. */
static bool
store(struct config *config, const struct setting *row, struct str value)
{
    char *member = (char *)config + row->offset;
    int64_t number;
    int index;
    bool flag;
    switch (row->type) {
    case SETTING_NUMBER:
        if (str_to_int64(value, row->min, row->max, &number) < 0)
            return false;
        bytes_copy(member, row->size, &number, sizeof number);
        return true;
    case SETTING_SWITCH:
    case SETTING_CHOICE:
        index = choice(row->type == SETTING_SWITCH ? "off|on" : row->choices, value);
        if (index < 0)
            return false;
        flag = index == 1;
        bytes_copy(member, row->size, &flag, sizeof flag);
        return true;
    case SETTING_TEXT:
    case SETTING_PATH:
        if (!text_allowed(row, value))
            return false;
        bytes_copy(member, row->size, value.data, value.size);
        member[value.size] = '\0';
        return true;
    }
    return false;
}

/* Stores a value, or says where it came from and what its row allows. */
static int
apply(struct config *config, const struct setting *row, struct str value,
      const struct origin *origin, struct fault *f)
{
    char text[ALLOWED_SIZE], line[16] = "";
    if (store(config, row, value))
        return 0;
    allowed(row, text);
    if (origin->line > 0)
        snprintf(line, sizeof line, ":%u", origin->line);
    return fault_set_detail(f, FAULT_CONFIG, "%.120s%s: [%s] %s must be %s", origin->name, line,
                            row->section, row->key, text);
}

/* Notes the first failure of a file; the reader then gives no more lines. */
static void
loader_fail(struct loader *loader, const char *what, const char *message)
{
    loader->failed = true;
    (void)fault_set_detail(loader->f, FAULT_CONFIG, "%.120s:%u: %.100s%s", loader->origin.name,
                           loader->origin.line, what, message);
}

/*
 * Tells whether a value ends in what looks like a comment. It could as well belong to the value, so
 * it is refused rather than guessed at.
 */
static bool
has_comment(struct str value)
{
    for (size_t i = 1; i < value.size; i++)
        if ((value.data[i] == ';' || value.data[i] == '#') &&
            (value.data[i - 1] == ' ' || value.data[i - 1] == '\t'))
            return true;
    return false;
}

/*
 * Gives what inih is to see of a line: nothing of a comment, a section as it is, and of "key =
 * value" the key with a stand-in for the value, which is kept in the loader.
 */
static struct str
visible_part(struct loader *loader, struct str line, const char **ret_value)
{
    *ret_value = "";
    if (line.size == 0 || line.data[0] == '#' || line.data[0] == ';')
        return STR("");
    size_t end = str_find(line, '=');
    if (str_find(line, ':') < end)
        end = str_find(line, ':');
    if (line.data[0] == '[' || end == line.size)
        return line;
    loader->value = str_trim(str_slice(line, end + 1, line.size));
    *ret_value = "=-";
    return str_slice(line, 0, end);
}

/* inih's reader. Leading blanks go: inih takes an indented line for more of the value above it. */
static char *
read_line(char *ret_line, int size, void *context)
{
    struct loader *loader = context;
    const char *value;
    ssize_t got =
        loader->failed ? -1 : getline(&loader->line, &loader->line_capacity, loader->file);
    if (got < 0)
        return NULL;
    loader->origin.line++;
    loader->value = STR("");
    struct str line = { loader->line, (size_t)got };
    if (str_ends_with(line, STR("\n")))
        line.size--;
    if (str_ends_with(line, STR("\r")))
        line.size--;
    struct str visible = visible_part(loader, str_trim(line), &value);
    /* A NUL ends what C sees of a line: it would hide the rest. */
    if (str_find(line, '\0') < line.size)
        loader_fail(loader, "", "the line holds a NUL byte");
    else if (visible.size + sizeof "=-\n" > (size_t)size ||
             (str_starts_with(visible, STR("[")) && !str_ends_with(visible, STR("]"))))
        loader_fail(loader, "", "the line is neither [section] nor key = value");
    else if (has_comment(loader->value))
        loader_fail(loader, "", "a comment behind a value: give it a line of its own");
    if (loader->failed)
        return NULL;
    snprintf(ret_line, (size_t)size, "%.*s%s\n", STR_PRINTF(visible), value);
    return ret_line;
}

/* inih's handler of one key. Always says "go on": a failure is kept by the loader. */
static int
take_key(void *context, const char *section, const char *key, const char *value)
{
    struct loader *loader = context;
    char name[128];
    (void)value; /* the stand-in */
    const struct setting *row = find(str_from(section), str_from(key));
    snprintf(name, sizeof name, "[%.50s] %.50s", section, key);
    if (row == NULL) {
        loader_fail(loader, name, " is no setting; memberhubd --help-settings lists them all");
    } else if (loader->seen[row - settings]) {
        loader_fail(loader, name, " is given twice");
    } else {
        loader->seen[row - settings] = true;
        loader->failed = apply(loader->config, row, loader->value, &loader->origin, loader->f) < 0;
    }
    return 1;
}

static int
load_file(struct config *config, const char *path, struct fault *f)
{
    struct loader loader = { .config = config, .f = f, .origin = { path, 0 } };
    loader.file = fopen(path, "re");
    if (loader.file == NULL)
        return fault_set_detail(f, FAULT_CONFIG, "%.200s: %s", path, strerror(errno));
    int wrong_line = ini_parse_stream(read_line, &loader, take_key, &loader);
    int error = errno;
    bool unreadable = ferror(loader.file) != 0;
    free(loader.line);
    fclose(loader.file);
    if (unreadable)
        return fault_set_detail(f, FAULT_CONFIG, "%.200s: %s", path, strerror(error));
    /* inih's line comes before the loader's, which reads no further after a failure of its own. */
    if (wrong_line != 0)
        return fault_set_detail(f, FAULT_CONFIG, "%.200s:%d: expected [section] or key = value",
                                path, wrong_line);
    return loader.failed ? -1 : 0;
}

/* Gives `text` with its capital letters made small, in a place of `size` bytes; false when it does
 * not fit. */
static bool
lower_case(struct str text, char *ret_text, size_t size)
{
    if (text.size >= size)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        /* Variables are written in capitals; small letters are another variable, and no setting's.
         */
        if (c >= 'a' && c <= 'z')
            return false;
        ret_text[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    ret_text[text.size] = '\0';
    return true;
}

/* Tells whether the table has a section of that name. */
static bool
section_known(struct str section)
{
    for (const struct setting *row = settings; row->section != NULL; row++)
        if (str_equal(section, str_from(row->section)))
            return true;
    return false;
}

/* Takes one variable, "NAME=value"; those that name no section of the table are somebody else's. */
static int
take_variable(struct config *config, struct str variable, struct fault *f)
{
    static const char prefix[] = "MEMBERHUB_";
    char section_text[64], key_text[64], name_text[128];
    size_t equals = str_find(variable, '=');
    struct str name = str_slice(variable, 0, equals);
    struct str value = str_slice(variable, equals + 1, variable.size), section;
    if (!str_starts_with(name, STR(prefix)))
        return 0;
    struct str rest = str_slice(name, sizeof prefix - 1, name.size);
    if (!str_next(&rest, '_', &section) || rest.data == NULL ||
        !lower_case(section, section_text, sizeof section_text) ||
        !section_known(str_from(section_text)))
        return 0;
    snprintf(name_text, sizeof name_text, "%.*s", STR_PRINTF(name));
    struct origin origin = { name_text, 0 };
    const struct setting *row = NULL;
    if (lower_case(rest, key_text, sizeof key_text))
        row = find(str_from(section_text), str_from(key_text));
    if (row == NULL)
        return fault_set_detail(f, FAULT_CONFIG,
                                "environment variable %.120s: there is no setting of that name; "
                                "memberhubd --help-settings lists them all",
                                name_text);
    return apply(config, row, value, &origin, f);
}

int
config_load(struct config *ret_config, const char *path, struct fault *f)
{
    struct config config = { 0 };
    struct origin table = { "settings.c", 0 };
    for (const struct setting *row = settings; row->section != NULL; row++)
        if (apply(&config, row, str_from(row->initial), &table, f) < 0)
            return -1;
    if (path != NULL && load_file(&config, path, f) < 0)
        return -1;
    for (char **variable = environ; variable != NULL && *variable != NULL; variable++)
        if (take_variable(&config, str_from(*variable), f) < 0)
            return -1;
    *ret_config = config;
    return 0;
}

void
config_print_settings(FILE *out)
{
    const char *section = "";
    for (const struct setting *row = settings; row->section != NULL; row++) {
        char text[ALLOWED_SIZE];
        allowed(row, text);
        if (strcmp(section, row->section) != 0)
            fprintf(out, "%s[%s]\n", section[0] != '\0' ? "\n" : "", row->section);
        section = row->section;
        fprintf(out, "%s = %s\n    %s\n    Allowed: %s.\n", row->key, row->initial, row->help,
                text);
    }
}
