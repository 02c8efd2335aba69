/*
 * THE COMMAND TABLE of memberhubctl and THE OPTION TABLE that its rows refer to.
 * Never parses and never prints: command_line.c and help.c do that from these rows.
 */
#ifndef MEMBERHUB_CLI_COMMAND_H
#define MEMBERHUB_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

struct cli;

/* What the program tells its caller. */
enum exit_status {
    EXIT_STATUS_OK = 0,
    EXIT_STATUS_REFUSED = 1, /* refused or failed */
    EXIT_STATUS_USAGE = 2,
};

enum option_id {
    OPTION_CONFIG,
    OPTION_JSON,
    OPTION_HELP,
    OPTION_SQL_DIR,
    OPTION_NAME,
    OPTION_ACCOUNT,
    OPTION_LINES,
    OPTION_FOLLOW,
    OPTION_DUMP,
    OPTION_SEALS,
    OPTION_KEY,
    OPTION_PRIVATE,
    OPTION_RETENTION,
    OPTION_FROM,
    OPTION_TO,
    OPTION_DIR,
    OPTION_TIME,
    OPTION_INTERVAL,
    OPTION_BLOCKS,
    OPTION_ONCE,
    OPTION_SORT,
    OPTION_FORMAT,
    OPTION_VERSION,
    OPTION_TABLES,

    OPTION_COUNT
};

struct option_row {
    const char *name;  /* without the dashes; NULL when there is only a letter */
    char letter;       /* '\0' when there is only a name */
    const char *value; /* what stands for its value in the synopsis; NULL for a switch */
    const char *help;
};

/* The options that any command takes, also before its name, and those that stand in its place. */
#define OPTIONS_COMMON (1U << OPTION_CONFIG | 1U << OPTION_JSON | 1U << OPTION_HELP)
#define OPTIONS_WITHOUT_COMMAND (1U << OPTION_VERSION | 1U << OPTION_TABLES)

struct command {
    const char *noun, *verb; /* verb NULL: a command of one word */
    const char *operand;     /* "ACCOUNT", "KEYID"; NULL when it takes none */
    unsigned options;        /* a set of 1 << OPTION_X, beside OPTIONS_COMMON */
    unsigned required;       /* those of them that must be given */
    const char *arguments;   /* in place of these three, of a command that reads its own */
    bool settings_optional;  /* does without a settings file where none is named and none is in the
                                usual place */
    const char *summary;     /* a line of `memberhubctl help` */
    const char *help;        /* paragraphs of `memberhubctl help NOUN VERB` */
    /* One of the two; both give an enum exit_status. run_arguments gets argv from the verb on. */
    int (*run)(struct cli *cli);
    int (*run_arguments)(int argc, char **argv);
};

/* THE COMMAND TABLE, ended by a row without a noun. */
extern const struct command commands[];

/* Gives an option's row (borrowed, static). */
const struct option_row *option_row(enum option_id id);

/* Gives the row of a command, `verb` NULL for one of one word, or NULL when there is none. */
const struct command *command_named(const char *noun, const char *verb);

/* What a command is called, in a place for it. */
struct command_title {
    char text[32];
};
struct command_title command_title(const struct command *command);

/* The commands, one function each. */
int cmd_db_migrate(struct cli *cli);
int cmd_db_status(struct cli *cli);
int cmd_account_add(struct cli *cli);
int cmd_account_list(struct cli *cli);
int cmd_account_suspend(struct cli *cli);
int cmd_account_resume(struct cli *cli);
int cmd_key_create(struct cli *cli);
int cmd_key_list(struct cli *cli);
int cmd_key_disable(struct cli *cli);
int cmd_key_enable(struct cli *cli);
int cmd_key_delete(struct cli *cli);
int cmd_audit_tail(struct cli *cli);
int cmd_audit_verify(struct cli *cli);
int cmd_audit_dump(struct cli *cli);
int cmd_audit_export(struct cli *cli);
int cmd_audit_key(struct cli *cli);
int cmd_audit_viewers(struct cli *cli);
int cmd_membership_at(struct cli *cli);
int cmd_top(struct cli *cli);
int cmd_completion(int argc, char **argv);

#endif
