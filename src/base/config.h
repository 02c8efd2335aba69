/*
 * Settings: read from an INI file with inih, overridden by MEMBERHUB_<SECTION>_<KEY> in the
 * environment. THE SETTINGS TABLE is in settings.c; a key without a row is an error, never ignored.
 */
#ifndef MEMBERHUB_BASE_CONFIG_H
#define MEMBERHUB_BASE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/log.h"

enum { CONFIG_TEXT_SIZE = 512 };

struct config {
    struct {
        char socket[CONFIG_TEXT_SIZE];       /* path of the FastCGI socket, mode 0660 */
        char socket_group[CONFIG_TEXT_SIZE]; /* the socket's group; "" for the process's own */
        int64_t workers;                     /* 1 to 256 */
        int64_t stop_timeout_ms;             /* after which a stopping worker is killed */
        int64_t hang_timeout_ms;             /* without a sign of life, likewise */
        int64_t worker_requests;             /* after which a worker is replaced; 0 for never */
        char pid_file[CONFIG_TEXT_SIZE];     /* path; "" for none */
        char scoreboard[CONFIG_TEXT_SIZE];   /* path of scoreboard.h's file; "" for none */
        char log[CONFIG_TEXT_SIZE];          /* path, or "stderr" */
        char log_level[16];
    } server;
    struct {
        char main[CONFIG_TEXT_SIZE];   /* key "default": libpq connection string of the application
                                          role */
        char admin[CONFIG_TEXT_SIZE];  /* the one memberhubctl uses; "" means the same as default */
        char sealer[CONFIG_TEXT_SIZE]; /* the sealer's; "" means the same as default */
        int64_t call_timeout_ms;       /* deadline of one call, connecting included */
    } database;
    struct {
        char master_key_file[CONFIG_TEXT_SIZE];
        bool test_accounts;             /* any twelve digits with the secret "test" */
        bool query_form;                /* accept presigned URLs */
        int64_t clock_skew_s;           /* 300, as AWS */
        char regions[CONFIG_TEXT_SIZE]; /* comma-separated; what the scope may name; "aws"; "*"
                                           for any well-formed one */
    } auth;
    struct {
        bool observed_errors; /* key "errors": documented | observed */
    } compat;
    struct {
        bool seal;                            /* run the sealer */
        char seal_key_file[CONFIG_TEXT_SIZE]; /* path; "" for a key made out of the master key */
        char seal_file[CONFIG_TEXT_SIZE];     /* path; "" for none */
        int64_t retention_days;               /* 0: for ever */
        bool reads, refusals;                 /* which leave events beside changes */
    } audit;
    struct {
        int64_t members;                 /* per administrator, service and region */
        int64_t outstanding_invitations; /* likewise */
        int64_t account_workers; /* that serve one account while all are busy; 0: half of them */
        int64_t body_bytes;
    } limits;
    struct {
        int64_t batch_bytes;       /* of one import */
        int64_t search_timeout_ms; /* of the look for what a filter asks for */
        int64_t kept_days;         /* since a finding was last imported or updated */
        int64_t archived_days;     /* likewise, of an archived one */
    } findings;
};

enum setting_type { SETTING_TEXT, SETTING_PATH, SETTING_NUMBER, SETTING_SWITCH, SETTING_CHOICE };

struct setting {
    const char *section, *key;
    enum setting_type type;
    size_t offset, size; /* of the member of struct config */
    const char *initial; /* default, as it would be written in the file */
    int64_t min, max;    /* of a number, in the unit its key names; of a text or path, bytes (max 0:
                            what fits) */
    /*
     * Words separated by '|', or NULL. Of a choice: the member is bool, true for the second. Of a
     * text: the only ones allowed. Of a path: allowed besides absolute paths, "" being the empty
     * path.
     */
    const char *choices;
    const char
        *help; /* one sentence, shown by memberhubd --help-settings and in memberhub.conf(5) */
};

/* THE SETTINGS TABLE, ended by a row without a section. */
extern const struct setting settings[];

/*
 * Fills *ret_config: defaults, then the file (`path` NULL: none), then the environment.
 * FAULT_CONFIG with file, line, key and what is allowed when anything is wrong; *ret_config is then
 * untouched.
 */
int config_load(struct config *ret_config, const char *path, struct fault *f) MUST_CHECK;

/* Prints THE SETTINGS TABLE with defaults, meaning and what is allowed, in the file's own form. */
void config_print_settings(FILE *out);

#endif
