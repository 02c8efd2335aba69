/*
 * THE COMMAND TABLE and THE OPTION TABLE. Holds no code but the look-up of a row and its name.
 */
#include "cli/command.h"

#include <stdio.h>

#include "base/attributes.h"
#include "base/str.h"
#include "cli/cmd_sigv4.h"
#include "cli/moment.h"

#define OPTION(id) (1U << OPTION_##id)

static const struct option_row option_rows[] = {
    [OPTION_CONFIG] = { "config", 'c', "FILE",
                        "the settings; else $MEMBERHUB_CONF, else /etc/memberhub/memberhub.conf" },
    [OPTION_JSON] = { "json", '\0', NULL, "print JSON instead of a table" },
    [OPTION_HELP] = { "help", 'h', NULL, "print this help" },
    [OPTION_SQL_DIR] = { "sql-dir", '\0', "DIR",
                         "where migrations/ and functions/ are, if not where they were installed" },
    [OPTION_NAME] = { "name", '\0', "NAME", "a name for people; the service does not use it" },
    [OPTION_ACCOUNT] = { "account", '\0', "ACCOUNT", "the account: twelve digits" },
    [OPTION_LINES] = { NULL, 'n', "N", "so many events, 1 to 1000; 10 without it" },
    [OPTION_FOLLOW] = { "follow", 'f', NULL,
                        "go on printing events as they come, until interrupted" },
    [OPTION_DUMP] = { "from", '\0', "FILE",
                      "a dump in place of the database; - is standard input" },
    [OPTION_SEALS] = { "seals", '\0', "FILE",
                       "the seal file; else, with the database, the setting audit.seal_file" },
    [OPTION_KEY] = { "key", '\0', "HEX",
                     "the public key that audit key prints; else the one that this server seals with" },
    [OPTION_PRIVATE] = { "private", '\0', NULL, "the private key, for a seal_key_file" },
    [OPTION_RETENTION] = { "retention", '\0', "DAYS",
                           "audit.retention_days of the trail; 0: every dropped partition is wrong" },
    [OPTION_FROM] = { "from", '\0', "TIME", "the first moment; from the beginning without it" },
    [OPTION_TO] = { "to", '\0', "TIME", "the moment before which to end" },
    [OPTION_DIR] = { "dir", '\0', "DIR", "where the files go; made if it is not there" },
    [OPTION_TIME] = { "time", '\0', "TIME", "the moment: as " MOMENT_FORMS "; UTC" },
    [OPTION_INTERVAL] = { "interval", '\0', "SECONDS",
                          "the time between two looks, 0.1 to 3600; 2 without it" },
    [OPTION_BLOCKS] = { "count", '\0', "N", "end after so many looks" },
    [OPTION_ONCE] = { "once", '\0', NULL, "look for a second, print what was done in it, end" },
    [OPTION_SORT] = { "sort", '\0', "KEY", "what stands first" },
    [OPTION_FORMAT] = { "format", '\0', "json|env|profile",
                        "how to print the key: shell exports, or a profile of ~/.aws/credentials" },
    [OPTION_VERSION] = { "version", '\0', NULL, "print the program's version" },
    [OPTION_TABLES] = { "tables", '\0', NULL,
                        "print the program's tables as JSON, for its developers" },
};

_Static_assert(ARRAY_COUNT(option_rows) == OPTION_COUNT, "every option has its row");

const struct command commands[] = {
    {
        .noun = "db",
        .verb = "migrate",
        .options = OPTION(SQL_DIR),
        .summary = "bring the database's schema and functions up to date",
        .help =
            "Makes the roles memberhub_owner, memberhub_app, memberhub_sealer and\n"
            "memberhub_admin and the schema memberhub if they are missing, applies the migrations that are new,\n"
            "each in its own transaction, then puts all functions and the rows of the program's\n"
            "own tables in place in one. Doing it again changes nothing, and two runs at once\n"
            "take turns. It refuses when a migration that was applied has changed or is\n"
            "gone, or when the database is newer than this program.\n"
            "\n"
            "A superuser's run takes from PUBLIC, in this database, what only harms: CONNECT,\n"
            "TEMPORARY, CREATE in the schema public, and the functions of large objects and\n"
            "advisory locks. So the database should be memberhub's alone. What PUBLIC has still\n"
            "is a warning, here and of db status.\n"
            "\n"
            "The first run needs a role that may create roles and schemas, such as a\n"
            "superuser; later runs need a member of memberhub_owner.\n"
            "MEMBERHUB_DATABASE_ADMIN names its connection string for one run.",
        .run = cmd_db_migrate,
    },
    {
        .noun = "db",
        .verb = "status",
        .options = OPTION(SQL_DIR),
        .summary = "list the migrations that are applied, pending or changed",
        .help = "Exits with 1 unless every migration is applied as it is, so that scripts can\n"
                "ask.",
        .run = cmd_db_status,
    },
    {
        .noun = "account",
        .verb = "add",
        .operand = "ACCOUNT",
        .options = OPTION(NAME),
        .summary = "add an account",
        .help = "ACCOUNT is twelve digits. An account that is already there is refused and\n"
                "stays as it is.",
        .run = cmd_account_add,
    },
    {
        .noun = "account",
        .verb = "list",
        .summary = "list all accounts",
        .help = "Ordered by account.",
        .run = cmd_account_list,
    },
    {
        .noun = "account",
        .verb = "suspend",
        .operand = "ACCOUNT",
        .summary = "refuse an account's requests from now on",
        .help = "Every worker refuses the very next request. Relationships, invitations and\n"
                "keys stay as they are.",
        .run = cmd_account_suspend,
    },
    {
        .noun = "account",
        .verb = "resume",
        .operand = "ACCOUNT",
        .summary = "serve a suspended account again",
        .help = "Its keys work again, those that were disabled one by one excepted.",
        .run = cmd_account_resume,
    },
    {
        .noun = "key",
        .verb = "create",
        .options = OPTION(ACCOUNT) | OPTION(FORMAT),
        .required = OPTION(ACCOUNT),
        .summary = "make an access key and print it, the only time its secret is shown",
        .help = "Prints JSON with AccessKeyId and SecretAccessKey, or what a shell evaluates\n"
                "(--format env), or a profile for ~/.aws/credentials that is named after the\n"
                "account (--format profile). The database keeps the\n"
                "secret sealed with the master key ([auth] master_key_file), and nothing can\n"
                "print it again. An account has at most two keys, so that one can be replaced\n"
                "by the other.",
        .run = cmd_key_create,
    },
    {
        .noun = "key",
        .verb = "list",
        .options = OPTION(ACCOUNT),
        .summary = "list access keys",
        .help = "Secrets are never shown.",
        .run = cmd_key_list,
    },
    {
        .noun = "key",
        .verb = "disable",
        .operand = "KEYID",
        .summary = "refuse an access key from now on",
        .help = "Every worker refuses the very next request that it signs.",
        .run = cmd_key_disable,
    },
    {
        .noun = "key",
        .verb = "enable",
        .operand = "KEYID",
        .summary = "let a disabled access key sign again",
        .help = "Its secret is the one it always had.",
        .run = cmd_key_enable,
    },
    {
        .noun = "key",
        .verb = "delete",
        .operand = "KEYID",
        .summary = "delete an access key for good",
        .help = "Every worker refuses the very next request that it signs. It cannot be brought\n"
                "back.",
        .run = cmd_key_delete,
    },
    {
        .noun = "audit",
        .verb = "tail",
        .options = OPTION(LINES) | OPTION(FOLLOW) | OPTION(ACCOUNT),
        .summary = "print the latest events of the audit trail, oldest first",
        .help = "A line holds time, account, event and error code (\"-\" when it succeeded).\n"
                "With --json a line is the event's whole record in CloudTrail's format.",
        .run = cmd_audit_tail,
    },
    {
        .noun = "audit",
        .verb = "verify",
        .options = OPTION(DUMP) | OPTION(SEALS) | OPTION(KEY) | OPTION(RETENTION),
        .settings_optional = true,
        .summary = "prove that nobody has changed the audit trail, or say what was changed",
        .help = "Reads the whole trail once: hashes of events, trees, the chain of seals and its\n"
                "signatures, the seal file, and whether the events explain how every\n"
                "relationship stands. Each line of output is one finding: its kind, where, and\n"
                "what is wrong; memberhubctl(8) lists the kinds. Exits with 0 when nothing is\n"
                "wrong, else with 1. With --from and --key it needs neither settings nor\n"
                "database.",
        .run = cmd_audit_verify,
    },
    {
        .noun = "audit",
        .verb = "dump",
        .summary = "print the trail for audit verify --from, as one moment saw it",
        .help = "A line is a JSON object with one row. It holds whatever the trail holds, and no\n"
                "secret.",
        .run = cmd_audit_dump,
    },
    {
        .noun = "audit",
        .verb = "export",
        .options = OPTION(ACCOUNT) | OPTION(FROM) | OPTION(TO) | OPTION(DIR),
        .required = OPTION(ACCOUNT) | OPTION(DIR),
        .summary = "write an account's events as files in CloudTrail's format",
        .help = "One file for each day that has events, {\"Records\":[...]}, named as CloudTrail\n"
                "names them. A file that is there already is refused, never written over.\n"
                "TIME is as " MOMENT_FORMS "; UTC.",
        .run = cmd_audit_export,
    },
    {
        .noun = "audit",
        .verb = "key",
        .options = OPTION(PRIVATE),
        .summary = "print the public key that the seals are signed with",
        .help =
            "For audit verify --key, so that an auditor needs no secret. Keep a copy where\n"
            "nobody who runs the database can change it.\n"
            "\n"
            "With --private it prints the private key, as audit.seal_key_file holds it: with it\n"
            "a sealer that has no master key goes on with the chain. Refused at a terminal, and\n"
            "into a file that others may read; so: (umask 077; memberhubctl audit key --private\n"
            "> seal.key)",
        .run = cmd_audit_key,
    },
    {
        .noun = "audit",
        .verb = "viewers",
        .options = OPTION(ACCOUNT) | OPTION(FROM) | OPTION(TO),
        .required = OPTION(ACCOUNT),
        .summary = "list who saw how many findings of an account, and when",
        .help =
            "From the audit trail alone: each view of findings, or of counts of them, with who\n"
            "it was and the invitation that let it in; a view of its own has none. Between\n"
            "TrailViewsUnrecorded and TrailViewsRecorded there were views that left no event\n"
            "(audit.reads = off): for that time nobody can tell. What is not sealed yet is not\n"
            "proven: see audit verify.",
        .run = cmd_audit_viewers,
    },
    {
        .noun = "membership",
        .verb = "at",
        .options = OPTION(TIME) | OPTION(ACCOUNT),
        .required = OPTION(TIME),
        .summary = "list who could see whose findings at a time",
        .help = "Computed from the audit trail alone: every associated member at that moment,\n"
                "of all administrators, or those in which ACCOUNT is either side. A moment that\n"
                "is yet to come is refused.",
        .run = cmd_membership_at,
    },
    {
        .noun = "top",
        .options = OPTION(INTERVAL) | OPTION(BLOCKS) | OPTION(ONCE) | OPTION(SORT),
        .settings_optional = true,
        .summary = "show what the server does: workers, requests, latencies",
        .help =
            "Reads the scoreboard of the server that runs here (server.scoreboard) and\n"
            "neither asks the server nor its database: it shows also what hangs. At a\n"
            "terminal it draws again and again until it is interrupted or q is pressed;\n"
            "elsewhere it prints block after block, with --json an object a line. The first\n"
            "look shows what was done since the server's start, each later one what was\n"
            "done since the look before; --once prints the second look alone, one second\n"
            "(or --interval) after the first. Refused are requests that were answered with 4xx,\n"
            "failed those with 5xx. SEEN is how long ago a worker last gave a sign of life.\n"
            "\n"
            "KEY orders operations by requests, errors (5xx), refusals (4xx) or latency\n"
            "(p99), and workers by requests, silence, age, served or connections. Else\n"
            "workers stand by number and operations by requests.",
        .run = cmd_top,
    },
    {
        .noun = "sigv4",
        .verb = "explain",
        .arguments = "--request FILE [--secret-file FILE] [--at TIME] [--json]",
        .summary = "show how a request's signature is computed, and what is wrong with it",
        .help = "FILE is a raw HTTP/1.1 request, signed in its Authorization header or its\n"
                "query. Prints the canonical request, the string to sign, the signature that\n"
                "the secret gives, and the first thing that is wrong. Exits with 0 if the\n"
                "signature verifies, with 1 if not. TIME stands for now. The secret is the\n"
                "first line of --secret-file's FILE (- is standard input), else the environment's\n"
                "MEMBERHUB_SECRET. Needs neither settings nor database.",
        .run_arguments = cmd_sigv4_explain,
    },
    {
        .noun = "completion",
        .verb = "bash",
        .arguments = "",
        .summary = "print what completes memberhubctl's words in bash",
        .help = "Made from this table. \"make install\" puts it where bash-completion looks; for\n"
                "one shell: source <(memberhubctl completion bash). Needs neither settings nor\n"
                "database.",
        .run_arguments = cmd_completion,
    },
    { .noun = NULL },
};

const struct option_row *
option_row(enum option_id id)
{
    return &option_rows[id];
}

const struct command *
command_named(const char *noun, const char *verb)
{
    struct str wanted = str_from(verb);
    for (const struct command *c = commands; c->noun != NULL; c++)
        if (str_equal(str_from(c->noun), str_from(noun)) && (c->verb == NULL) == (verb == NULL) &&
            str_equal(str_from(c->verb), wanted))
            return c;
    return NULL;
}

struct command_title
command_title(const struct command *command)
{
    struct command_title title;
    const char *verb = command->verb != NULL ? command->verb : "";
    snprintf(title.text, sizeof title.text, "%s%s%s", command->noun, verb[0] != '\0' ? " " : "",
             verb);
    return title;
}
