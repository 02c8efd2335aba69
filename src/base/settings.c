/*
 * THE SETTINGS TABLE: every key of memberhub.conf, one row each. config.c reads it.
 * Must never hold code, nor a key that struct config has no member for.
 */
#include "base/config.h"

#include <stddef.h>

#define MEMBER(section, name) \
    offsetof(struct config, section.name), sizeof(((struct config *)NULL)->section.name)

/* clang-format off */
const struct setting settings[] = {
    /* Longest path of a Unix socket: sun_path has 108 bytes, one of them the NUL. */
    { "server", "socket", SETTING_PATH, MEMBER(server, socket),
      "/run/memberhub/memberhub.sock", 1, 107, NULL,
      "Path of the FastCGI socket that nginx connects to." },
    { "server", "socket_group", SETTING_TEXT, MEMBER(server, socket_group),
      "", 0, 0, NULL,
      "Group of the socket, which nginx's user is in; empty for the process's own." },
    { "server", "workers", SETTING_NUMBER, MEMBER(server, workers),
      "8", 1, 256, NULL,
      "Number of worker processes; each has one database connection." },
    { "server", "stop_timeout_ms", SETTING_NUMBER, MEMBER(server, stop_timeout_ms),
      "10000", 100, 600000, NULL,
      "Time after which a worker that was told to stop is killed." },
    /* Below nginx's fastcgi_read_timeout of 30 s, so that its client hears of it from us. */
    { "server", "hang_timeout_ms", SETTING_NUMBER, MEMBER(server, hang_timeout_ms),
      "20000", 2000, 600000, NULL,
      "Time without a sign of life after which a worker is killed and replaced." },
    { "server", "worker_requests", SETTING_NUMBER, MEMBER(server, worker_requests),
      "1000000", 0, 1000000000, NULL,
      "Requests after which a worker leaves and another takes its place; 0 for never." },
    { "server", "pid_file", SETTING_PATH, MEMBER(server, pid_file),
      "", 0, 0, "",
      "File with the master's process id; empty for none." },
    { "server", "scoreboard", SETTING_PATH, MEMBER(server, scoreboard),
      "/run/memberhub/memberhub.scoreboard", 0, 0, "",
      "File that the processes show their work in, for memberhubctl top; empty for none." },
    { "server", "log", SETTING_PATH, MEMBER(server, log),
      "stderr", 1, 0, "stderr",
      "File that log lines are appended to, or stderr." },
    { "server", "log_level", SETTING_TEXT, MEMBER(server, log_level),
      "info", 1, 0, "debug|info|warn|error",
      "Least level that is logged." },

    { "database", "default", SETTING_TEXT, MEMBER(database, main),
      "", 0, 0, NULL,
      "Connection string (libpq) of the application role." },
    { "database", "admin", SETTING_TEXT, MEMBER(database, admin),
      "", 0, 0, NULL,
      "Connection string that memberhubctl uses; empty means the same as default." },
    { "database", "sealer", SETTING_TEXT, MEMBER(database, sealer),
      "", 0, 0, NULL,
      "Connection string of the sealer's role; empty means the same as default." },
    { "database", "call_timeout_ms", SETTING_NUMBER, MEMBER(database, call_timeout_ms),
      "5000", 100, 60000, NULL,
      "Deadline of one call to the database, connecting included." },

    { "auth", "master_key_file", SETTING_PATH, MEMBER(auth, master_key_file),
      "/etc/memberhub/master.key", 1, 0, NULL,
      "File with the 64 hex digits of the key that seals secrets at rest." },
    { "auth", "test_accounts", SETTING_SWITCH, MEMBER(auth, test_accounts),
      "off", 0, 0, NULL,
      "Whether any twelve digits with the secret \"test\" are an account, which may assume any role "
      "of another; for tests alone." },
    { "auth", "query_form", SETTING_SWITCH, MEMBER(auth, query_form),
      "off", 0, 0, NULL,
      "Whether signatures in the query string (presigned URLs) are accepted." },
    /* AWS allows five minutes either way. */
    { "auth", "clock_skew_s", SETTING_NUMBER, MEMBER(auth, clock_skew_s),
      "300", 1, 3600, NULL,
      "Seconds by which a signature's time may differ from the server's." },
    { "auth", "regions", SETTING_TEXT, MEMBER(auth, regions),
      "aws", 1, 0, NULL,
      "Regions that are served, separated by commas; aws: all of AWS's; * alone: any well-formed one." },

    { "compat", "errors", SETTING_CHOICE, MEMBER(compat, observed_errors),
      "documented", 0, 0, "documented|observed",
      "Whether refusals look as AWS documents them or as they are seen in real traffic." },

    { "audit", "seal", SETTING_SWITCH, MEMBER(audit, seal),
      "on", 0, 0, NULL,
      "Whether this server seals the audit trail, when no other server of the deployment does." },
    { "audit", "seal_key_file", SETTING_PATH, MEMBER(audit, seal_key_file),
      "", 0, 0, "",
      "File with the 64 hex digits of the key that seals are signed with; empty for a key made out of "
      "the master key." },
    { "audit", "seal_file", SETTING_PATH, MEMBER(audit, seal_file),
      "", 0, 0, "",
      "File outside the database that every seal is appended to; empty for none." },
    /* A hundred years. */
    { "audit", "retention_days", SETTING_NUMBER, MEMBER(audit, retention_days),
      "0", 0, 36500, NULL,
      "Days after which whole sealed months of the audit trail are dropped; 0 keeps all." },
    { "audit", "reads", SETTING_SWITCH, MEMBER(audit, reads),
      "on", 0, 0, NULL,
      "Whether calls that only read leave an event, as changes always do." },
    { "audit", "refusals", SETTING_SWITCH, MEMBER(audit, refusals),
      "on", 0, 0, NULL,
      "Whether requests whose signature is refused leave an event: a hundred, then one a second a worker." },

    /* AWS's quotas for Security Hub. */
    { "limits", "members", SETTING_NUMBER, MEMBER(limits, members),
      "11000", 1, 10000000, NULL,
      "Member accounts an administrator may have in one region." },
    { "limits", "outstanding_invitations", SETTING_NUMBER, MEMBER(limits, outstanding_invitations),
      "1000", 1, 10000000, NULL,
      "Invitations of an administrator that may be unanswered in one region." },
    { "limits", "account_workers", SETTING_NUMBER, MEMBER(limits, account_workers),
      "0", 0, 256, NULL,
      "Workers that may serve one account at once while all are busy; 0 for half of them." },
    { "limits", "body_bytes", SETTING_NUMBER, MEMBER(limits, body_bytes),
      "65536", 1024, 262144, NULL,
      "Largest body that is read of a request that is not for documents." },

    /* AWS takes 6 MB, and keeps them so long. */
    { "findings", "batch_bytes", SETTING_NUMBER, MEMBER(findings, batch_bytes),
      "6000000", 1000, 25165824, NULL,
      "Most bytes of the findings of one import." },
    /* Less than call_timeout_ms: who asks for too much shall be told so. */
    { "findings", "search_timeout_ms", SETTING_NUMBER, MEMBER(findings, search_timeout_ms),
      "3000", 10, 60000, NULL,
      "Time after which a search for findings is refused for its filter." },
    { "findings", "kept_days", SETTING_NUMBER, MEMBER(findings, kept_days),
      "90", 1, 36500, NULL,
      "Days that a finding is kept since it was last imported or updated." },
    { "findings", "archived_days", SETTING_NUMBER, MEMBER(findings, archived_days),
      "30", 1, 36500, NULL,
      "Days that an archived finding is kept since it was last imported or updated." },

    { .section = NULL },
};
/* clang-format on */
