/*
 * memberhubd: the command line, and the order in which a server starts.
 * Must never start half a server: what can be wrong is found before the first worker.
 */
#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/config.h"
#include "base/harden.h"
#include "base/log.h"
#include "base/scoreboard.h"
#include "daemon/activation.h"
#include "daemon/listener.h"
#include "daemon/master.h"
#include "daemon/pid_file.h"
#include "daemon/pool.h"
#include "daemon/process.h"
#include "daemon/sealer.h"
#include "daemon/tables.h"
#include "daemon/upgrade.h"
#include "daemon/worker.h"
#include "observe/counted.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unversioned"
#endif

/* The names of all tables' rows are some 10 KiB. */
enum { EXIT_USAGE = 2, LAYOUT_BYTES_MAX = 1024 * 1024 };

static const char default_config[] = "/etc/memberhub/memberhub.conf";

static const char help_text[] =
    "Usage: memberhubd [-c FILE] [-X]\n"
    "       memberhubd [-c FILE] --sealer\n"
    "       memberhubd [-c FILE] [--sealer] --check\n"
    "Serves the member-account side of AWS Security Hub and GuardDuty as FastCGI, behind nginx.\n"
    "\n"
    "  -c, --config FILE  the settings (default: /etc/memberhub/memberhub.conf)\n"
    "      --check        read settings and keys, say what is wrong with them, and leave\n"
    "      --sealer       seal the audit trail and serve nobody: needs neither socket nor master key\n"
    "  -X                 one process, no fork: for debuggers\n"
    "      --help-settings  print every setting with its default and meaning\n"
    "      --tables       print the program's tables as JSON, for its developers\n"
    "      --version      print the version\n"
    "  -h, --help         print this\n"
    "\n"
    "Exit status: 0 stopped as told or configuration good, 1 cannot start, 2 wrong usage.\n";

enum option_id {
    OPTION_CHECK = 256,
    OPTION_SEALER,
    OPTION_HELP_SETTINGS,
    OPTION_TABLES,
    OPTION_VERSION
};

static const struct option long_options[] = {
    { "config", required_argument, NULL, 'c' },
    { "check", no_argument, NULL, OPTION_CHECK },
    { "sealer", no_argument, NULL, OPTION_SEALER },
    { "help-settings", no_argument, NULL, OPTION_HELP_SETTINGS },
    { "tables", no_argument, NULL, OPTION_TABLES },
    { "version", no_argument, NULL, OPTION_VERSION },
    { "help", no_argument, NULL, 'h' },
    { NULL, 0, NULL, 0 },
};

enum command {
    COMMAND_SERVE,
    COMMAND_CHECK,
    COMMAND_HELP,
    COMMAND_HELP_SETTINGS,
    COMMAND_TABLES,
    COMMAND_VERSION
};

struct invocation {
    enum command command;
    const char *config_file;
    enum process_kind kind; /* --sealer */
    bool alone;             /* -X */
};

/* Reads the command line; -1 when it is wrong, which getopt has said. */
static int
parse_arguments(int argc, char **argv, struct invocation *ret_invocation)
{
    struct invocation invocation = { .config_file = default_config };
    int option;
    while ((option = getopt_long(argc, argv, "c:Xh", long_options, NULL)) != -1) {
        switch (option) {
        case 'c':
            invocation.config_file = optarg;
            break;
        case 'X':
            invocation.alone = true;
            break;
        case 'h':
            invocation.command = COMMAND_HELP;
            break;
        case OPTION_CHECK:
            invocation.command = COMMAND_CHECK;
            break;
        case OPTION_SEALER:
            invocation.kind = PROCESS_SEALER;
            break;
        case OPTION_HELP_SETTINGS:
            invocation.command = COMMAND_HELP_SETTINGS;
            break;
        case OPTION_TABLES:
            invocation.command = COMMAND_TABLES;
            break;
        case OPTION_VERSION:
            invocation.command = COMMAND_VERSION;
            break;
        default:
            return -1;
        }
    }
    if (optind < argc) {
        fprintf(stderr, "memberhubd: %s: no such argument\n", argv[optind]);
        return -1;
    }
    *ret_invocation = invocation;
    return 0;
}

static int
print_fault(const struct fault *f)
{
    fprintf(stderr, "memberhubd: %s%s%s\n", f->reason,
            f->reason[0] != '\0' && f->detail[0] != '\0' ? ": " : "", f->detail);
    return EXIT_FAILURE;
}

/* Before anybody serves: nobody may wait in the socket's queue then. */
static int
give_up(struct listener *listener, const struct fault *f)
{
    listener_refuse(listener);
    listener_close(listener);
    return print_fault(f);
}

/* One process: what a worker is in a pool. */
static int
serve_alone(const struct master_start *start)
{
    struct fault f;
    scoreboard_all()->master_pid = 0;
    scoreboard_begin(SCOREBOARD_WORKER, 0);
    if (worker_run(start->config, (struct worker_role){ .alone = true }, start->listener, &f) < 0)
        return give_up(start->listener, &f);
    return EXIT_SUCCESS;
}

/* The socket that was handed to us, or else one of our own. */
static int
listen_at(const struct config *config, pid_t predecessor, struct listener *ret_listener,
          struct fault *f)
{
    bool taken;
    if (activation_take(config->server.socket, ret_listener, &taken, f) < 0)
        return -1;
    if (!taken)
        return listener_open(config->server.socket, config->server.socket_group, ret_listener, f);
    /* Its owner has died in between. */
    if (predecessor == 0)
        ret_listener->owned = ret_listener->heir;
    return 0;
}

/* Shows where this server is. One that takes another's place does so when it has taken it. */
static int
publish(const struct master_start *start, struct fault *f)
{
    if (start->predecessor != 0)
        return 0;
    if (scoreboard_publish(f) < 0)
        return -1;
    return pid_file_write(start->config->server.pid_file, f);
}

static int
make_scoreboard(const char *path, size_t places, struct fault *f)
{
    struct arena *arena = arena_new(LAYOUT_BYTES_MAX);
    int result = scoreboard_make(path, places, counted_layout(arena), f);
    arena_free(arena);
    return result;
}

static int
serve(const struct master_start *start, bool alone)
{
    const struct config *config = start->config;
    struct fault f;
    int status;
    if (make_scoreboard(config->server.scoreboard, alone ? 1 : POOL_PLACES, &f) < 0 ||
        publish(start, &f) < 0)
        status = give_up(start->listener, &f);
    else
        status = alone ? serve_alone(start) : master_run(start);
    scoreboard_remove();
    pid_file_remove(config->server.pid_file);
    return status;
}

/* The sealer without a pool: it shows its work to nobody. */
static int
seal_alone(const struct config *config)
{
    struct fault f;
    if (make_scoreboard("", 1, &f) < 0)
        return print_fault(&f);
    scoreboard_all()->master_pid = 0;
    scoreboard_begin(SCOREBOARD_SEALER, 0);
    return sealer_run(config, true, &f) < 0 ? print_fault(&f) : EXIT_SUCCESS;
}

/* What comes before a socket: signals, the log, and whose place to take. */
static int
begin(const struct invocation *invocation, const struct config *config, char *const *argv)
{
    struct listener listener;
    struct fault f;
    sigset_t signals;
    process_signals(&signals);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    /* Who reads the log may end before the server, which the next line must not end. */
    signal(SIGPIPE, SIG_IGN);
    if (process_log_open(config) < 0) {
        perror(config->server.log);
        return EXIT_FAILURE;
    }
    if (invocation->kind == PROCESS_SEALER)
        return seal_alone(config);
    struct master_start start = { .argv = argv,
                                  .config_file = invocation->config_file,
                                  .config = config,
                                  .listener = &listener,
                                  .predecessor = upgrade_predecessor() };
    if (listen_at(config, start.predecessor, &listener, &f) < 0)
        return print_fault(&f);
    return serve(&start, invocation->alone);
}

/* Ends what prints and leaves. What is large fails before it is flushed. */
static int
printed(void)
{
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return EXIT_SUCCESS;
    perror("memberhubd: standard output");
    return EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
    struct invocation invocation;
    struct config config;
    struct fault f;
    if (parse_arguments(argc, argv, &invocation) < 0) {
        fputs(help_text, stderr);
        return EXIT_USAGE;
    }
    switch (invocation.command) {
    case COMMAND_HELP:
        fputs(help_text, stdout);
        return printed();
    case COMMAND_HELP_SETTINGS:
        config_print_settings(stdout);
        return printed();
    case COMMAND_TABLES:
        tables_print(stdout, server_tables);
        return printed();
    case COMMAND_VERSION:
        puts("memberhubd " PACKAGE_VERSION);
        return printed();
    case COMMAND_CHECK:
    case COMMAND_SERVE:
        break;
    }
    process_harden(invocation.alone);
    if (process_config_load(invocation.config_file, invocation.kind, &config, &f) < 0)
        return print_fault(&f);
    if (invocation.command == COMMAND_SERVE)
        return begin(&invocation, &config, argv);
    puts("configuration is good");
    return printed();
}
