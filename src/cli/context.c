/*
 * Setting a command up, and the three ways in which one ends badly.
 */
#include "cli/context.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CONFIG_DEFAULT_PATH "/etc/memberhub/memberhub.conf"

enum {
    ARENA_LIMIT_BYTES =
        64 * 1024 * 1024, /* all of sql/ and a page of the audit trail fit many times */
    LONG_CALL_TIMEOUT_MS = 60 * 60 * 1000, /* an index over a table of millions takes minutes */
};

static const char *
config_path(const struct command_line *line)
{
    const char *from_environment = getenv("MEMBERHUB_CONF");
    if (line->values[OPTION_CONFIG] != NULL)
        return line->values[OPTION_CONFIG];
    return from_environment != NULL && from_environment[0] != '\0' ? from_environment
                                                                   : CONFIG_DEFAULT_PATH;
}

/* Gives the settings file, or NULL for a command that can do without where there is none. */
static const char *
config_path_or_none(const struct command_line *line)
{
    const char *path = config_path(line);
    bool is_default = str_equal(str_from(path), STR(CONFIG_DEFAULT_PATH));
    return line->command->settings_optional && is_default && access(path, F_OK) < 0 ? NULL : path;
}

static bool
has_admin(const struct cli *cli)
{
    return cli->config.database.admin[0] != '\0';
}

static const char *
conninfo_of(const struct cli *cli)
{
    return has_admin(cli) ? cli->config.database.admin : cli->config.database.main;
}

static void
open_database(struct cli *cli, int64_t timeout_ms)
{
    const char *conninfo = conninfo_of(cli);
    db_free(cli->db);
    cli->db = db_new(conninfo, "memberhubctl", timeout_ms);
}

/* Says where settings are looked for, and how to name others. */
static int
no_settings(const char *path, struct fault *f)
{
    return fault_set_detail(f, FAULT_CONFIG,
                            "there are no settings in %.120s: name a file with -c or in "
                            "MEMBERHUB_CONF; a stack of ./dev has its own, eval \"$(./dev env)\"",
                            path);
}

int
cli_init(struct cli *cli, const struct command_line *line, struct fault *f)
{
    cli->line = line;
    cli->json = line->values[OPTION_JSON] != NULL;
    cli->db = NULL;
    cli->arena = arena_new(ARENA_LIMIT_BYTES);
    const char *path = config_path_or_none(line);
    if (path != NULL && access(path, F_OK) < 0 && errno == ENOENT)
        return no_settings(path, f);
    if (config_load(&cli->config, path, f) < 0)
        return -1;
    const char *setting = has_admin(cli) ? "database.admin" : "database.default";
    if (db_check_conninfo(conninfo_of(cli), setting, f) < 0)
        return -1;
    open_database(cli, cli->config.database.call_timeout_ms);
    return 0;
}

void
cli_release(struct cli *cli)
{
    db_free(cli->db);
    arena_free(cli->arena);
}

struct str
cli_option(const struct cli *cli, enum option_id id)
{
    return str_from(cli->line->values[id]);
}

void
cli_allow_long_calls(struct cli *cli)
{
    open_database(cli, LONG_CALL_TIMEOUT_MS);
}

static void
complain(const char *format, va_list arguments)
{
    fputs("memberhubctl: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

int
cli_refuse(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain(format, arguments);
    va_end(arguments);
    return EXIT_STATUS_REFUSED;
}

int
cli_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain(format, arguments);
    va_end(arguments);
    return EXIT_STATUS_USAGE;
}

int
cli_fault(const struct fault *f)
{
    const char *what = "";
    const char *why = f->reason[0] != '\0' ? f->reason : f->detail;
    if (f->code == FAULT_DATABASE_DOWN)
        what = "the database cannot be used: ";
    else if (f->code == FAULT_REQUEST_BUSY)
        what = "somebody else is at work in the database, try again: ";
    else if (f->code == FAULT_DATABASE_FAILED)
        what = "the database did not do it: ";
    return cli_refuse("%s%s", what, why[0] != '\0' ? why : fault_row(f->code)->name);
}
