/*
 * Settings from the file and the environment: what is taken, and that everything wrong is named.
 */
#include "base/config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "harness.h"

enum { ROWS_MAX = 64 }; /* what config.c has room for */

/* Loads a file with this text. Gives config_load()'s result. */
static int
load(struct str text, struct config *ret_config, struct fault *f)
{
    char path[] = "/tmp/memberhub-test-XXXXXX";
    int fd = mkstemp(path);
    CU_ASSERT_TRUE_FATAL(fd >= 0);
    CU_ASSERT_EQUAL(write(fd, text.data, text.size), (ssize_t)text.size);
    close(fd);
    int result = config_load(ret_config, path, f);
    unlink(path);
    return result;
}

static void
expect_config(const char *text, struct config *ret_config)
{
    struct fault f = { .code = NO_FAULT };
    int result = load(str_from(text), ret_config, &f);
    CU_ASSERT_EQUAL(result, 0);
    CU_ASSERT_EQUAL(f.code, NO_FAULT);
    if (result < 0)
        CU_ASSERT_STR_EQUAL(str_from(f.detail), STR(""));
}

/* The text is refused with `where` (":LINE: ") and `why` in the message, and nothing is changed. */
static void
expect_refusal(struct str text, const char *where, const char *why)
{
    struct config config = { .server.workers = -7 };
    struct fault f = { .code = NO_FAULT };
    CU_ASSERT_EQUAL(load(text, &config, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_CONFIG);
    CU_ASSERT_EQUAL(config.server.workers, -7);
    CU_ASSERT_EQUAL(f.reason[0], '\0');
    if (strstr(f.detail, where) == NULL)
        CU_ASSERT_STR_EQUAL(str_from(f.detail), str_from(where));
    if (strstr(f.detail, why) == NULL)
        CU_ASSERT_STR_EQUAL(str_from(f.detail), str_from(why));
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "/tmp/memberhub-test-"));
}

static void
defaults_hold_without_a_file(void)
{
    struct config config;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(config_load(&config, NULL, &f), 0);
    CU_ASSERT_STRING_EQUAL(config.server.socket, "/run/memberhub/memberhub.sock");
    CU_ASSERT_EQUAL(config.server.workers, 8);
    CU_ASSERT_EQUAL(config.server.stop_timeout_ms, 10000);
    CU_ASSERT_STRING_EQUAL(config.server.log, "stderr");
    CU_ASSERT_STRING_EQUAL(config.server.log_level, "info");
    CU_ASSERT_STRING_EQUAL(config.database.main, "");
    CU_ASSERT_STRING_EQUAL(config.database.admin, "");
    CU_ASSERT_EQUAL(config.database.call_timeout_ms, 5000);
    CU_ASSERT_STRING_EQUAL(config.auth.master_key_file, "/etc/memberhub/master.key");
    CU_ASSERT_FALSE(config.auth.test_accounts);
    CU_ASSERT_FALSE(config.auth.query_form);
    CU_ASSERT_EQUAL(config.auth.clock_skew_s, 300);
    CU_ASSERT_STRING_EQUAL(config.auth.regions, "aws");
    CU_ASSERT_FALSE(config.compat.observed_errors);
    CU_ASSERT_TRUE(config.audit.seal);
    CU_ASSERT_STRING_EQUAL(config.audit.seal_file, "");
    CU_ASSERT_EQUAL(config.audit.retention_days, 0);
    CU_ASSERT_EQUAL(config.limits.members, 11000);
    CU_ASSERT_EQUAL(config.limits.outstanding_invitations, 1000);
    CU_ASSERT_EQUAL(config.limits.body_bytes, 65536);
}

static void
a_file_overrides_the_defaults(void)
{
    struct config config = { .server.workers = -7 };
    expect_config("; comment\n# comment\n\n[server]\nworkers = 3\nlog=/var/log/memberhub.log\n"
                  "log_level = debug\n[database]\r\ndefault = host=/run/postgresql user=app\r\n"
                  "[auth]\n\ttest_accounts = on\n  query_form: on\nregions = eu-west-1,us-east-1\n"
                  "[compat]\nerrors = observed\n[limits]\nbody_bytes =\t1024",
                  &config);
    CU_ASSERT_EQUAL(config.server.workers, 3);
    CU_ASSERT_STRING_EQUAL(config.server.log, "/var/log/memberhub.log");
    CU_ASSERT_STRING_EQUAL(config.server.log_level, "debug");
    CU_ASSERT_STRING_EQUAL(config.database.main, "host=/run/postgresql user=app");
    CU_ASSERT_TRUE(config.auth.test_accounts);
    CU_ASSERT_TRUE(config.auth.query_form);
    CU_ASSERT_STRING_EQUAL(config.auth.regions, "eu-west-1,us-east-1");
    CU_ASSERT_TRUE(config.compat.observed_errors);
    CU_ASSERT_EQUAL(config.limits.body_bytes, 1024);
    CU_ASSERT_EQUAL(config.limits.members, 11000);
}

static void
a_section_may_come_twice(void)
{
    struct config config;
    expect_config(
        "[server]\nworkers = 3\n[auth]\ntest_accounts = off\n[server]\nlog_level = warn\n",
        &config);
    CU_ASSERT_EQUAL(config.server.workers, 3);
    CU_ASSERT_STRING_EQUAL(config.server.log_level, "warn");
}

static void
values_keep_every_byte(void)
{
    struct config config;
    expect_config("[database]\ndefault = host=a;b#c password='x = y: z' \"q\"\n", &config);
    CU_ASSERT_STRING_EQUAL(config.database.main, "host=a;b#c password='x = y: z' \"q\"");
    expect_config("[database]\nadmin =\n", &config);
    CU_ASSERT_STRING_EQUAL(config.database.admin, "");
    expect_config("[audit]\nseal_file =\n", &config);
    CU_ASSERT_STRING_EQUAL(config.audit.seal_file, "");
    expect_config("[audit]\nseal_file = /seals\n", &config);
    CU_ASSERT_STRING_EQUAL(config.audit.seal_file, "/seals");
}

/* Gives "[section]\nkey = <first>xxx...\n" with a value of `size` bytes. */
static struct str
with_long_value(const char *head, char first, size_t size)
{
    struct buf text;
    buf_init(&text, test_arena());
    buf_add(&text, str_from(head));
    buf_add_char(&text, first);
    for (size_t i = 1; i < size; i++)
        buf_add_char(&text, 'x');
    buf_add_char(&text, '\n');
    return buf_str(&text);
}

static void
long_values_are_kept_or_refused_but_never_cut(void)
{
    static const size_t fitting[] = { 190, 195, 199, 200, 201, 511 };
    struct config config;
    struct fault f;
    for (size_t i = 0; i < ARRAY_COUNT(fitting); i++) {
        CU_ASSERT_EQUAL_FATAL(
            load(with_long_value("[database]\ndefault = ", 'h', fitting[i]), &config, &f), 0);
        CU_ASSERT_EQUAL(strlen(config.database.main), fitting[i]);
    }
    expect_refusal(with_long_value("[database]\ndefault = ", 'h', 512), ":2: [database] default",
                   "text of 0 to 511 bytes");
    expect_refusal(with_long_value("[database]\ndefault = ", 'h', 100000), ":2: ", "511 bytes");
    CU_ASSERT_EQUAL(load(with_long_value("[server]\nsocket = ", '/', 107), &config, &f), 0);
    CU_ASSERT_EQUAL(strlen(config.server.socket), 107);
    expect_refusal(with_long_value("[server]\nsocket = ", '/', 108), ":2: [server] socket",
                   "at most 107 bytes");
    CU_ASSERT_EQUAL(load(with_long_value("[server]\nlog = ", '/', 511), &config, &f), 0);
    expect_refusal(with_long_value("[server]\nlog = ", '/', 512), ":2: ", "511 bytes");
    CU_ASSERT_EQUAL(load(with_long_value("# ", '#', 5000), &config, &f), 0);
}

static void
both_sides_of_every_limit(void)
{
    for (const struct setting *row = settings; row->section != NULL; row++) {
        if (row->type != SETTING_NUMBER)
            continue;
        static const int outside[] = { -1, 0, 0, 1 };
        const int64_t edges[] = { row->min, row->min, row->max, row->max };
        for (size_t i = 0; i < ARRAY_COUNT(edges); i++) {
            struct config config = { .server.workers = -7 };
            struct fault f;
            int64_t value = edges[i] + outside[i], stored = 0;
            struct str text = arena_format(test_arena(), "[%s]\n%s = %lld\n", row->section,
                                           row->key, (long long)value);
            int result = load(text, &config, &f);
            CU_ASSERT_EQUAL(result, outside[i] == 0 ? 0 : -1);
            bytes_copy(&stored, sizeof stored, (char *)&config + row->offset, row->size);
            if (result == 0)
                CU_ASSERT_EQUAL(stored, value);
        }
    }
}

static void
wrong_values_are_refused_with_what_is_allowed(void)
{
    static const struct {
        const char *text, *where, *why;
    } bad[] = {
        { "[server]\nworkers = 0\n", ":2: [server] workers", "a number from 1 to 256" },
        { "[server]\nworkers = 257\n", ":2: [server] workers", "a number from 1 to 256" },
        { "[server]\n\n\nworkers = eight\n", ":4: [server] workers", "a number from 1 to 256" },
        { "[server]\nworkers = 8x\n", ":2: ", "a number" },
        { "[server]\nworkers = 08\n", ":2: ", "a number" },
        { "[server]\nworkers =\n", ":2: ", "a number" },
        { "[server]\nworkers = 99999999999999999999\n", ":2: ", "a number" },
        { "[server]\nsocket = memberhub.sock\n", ":2: [server] socket", "an absolute path" },
        { "[server]\nsocket =\n", ":2: [server] socket", "an absolute path" },
        { "[server]\nsocket = stderr\n", ":2: [server] socket", "an absolute path" },
        { "[server]\nlog = stdout\n", ":2: [server] log ", "stderr or an absolute path" },
        { "[audit]\nseal_file = seals\n", ":2: [audit] seal_file", "empty or an absolute path" },
        { "[server]\nlog_level = verbose\n", ":2: [server] log_level",
          "one of debug|info|warn|error" },
        { "[server]\nlog_level = debug|info\n", ":2: ", "one of debug" },
        { "[auth]\ntest_accounts = yes\n", ":2: [auth] test_accounts", "on or off" },
        { "[auth]\ntest_accounts = On\n", ":2: ", "on or off" },
        { "[auth]\ntest_accounts = 1\n", ":2: ", "on or off" },
        { "[auth]\nquery_form =\n", ":2: ", "on or off" },
        { "[auth]\nregions =\n", ":2: [auth] regions", "text of 1 to 511 bytes" },
        { "[compat]\nerrors = real\n", ":2: [compat] errors", "one of documented|observed" },
        { "[compat]\nerrors =\n", ":2: ", "one of documented|observed" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++)
        expect_refusal(str_from(bad[i].text), bad[i].where, bad[i].why);
}

static void
unknown_and_repeated_keys_are_refused(void)
{
    static const struct {
        const char *text, *where, *why;
    } bad[] = {
        { "[server]\nworker = 8\n", ":2: [server] worker", "is no setting" },
        { "[server]\nWorkers = 8\n", ":2: [server] Workers", "is no setting" },
        { "[Server]\nworkers = 8\n", ":2: [Server] workers", "is no setting" },
        { "[auth]\nworkers = 8\n", ":2: [auth] workers", "is no setting" },
        { "workers = 8\n", ":1: [] workers", "is no setting" },
        { "[server]\n = 8\n", ":2: ", "is no setting" },
        { "[server]\nworkers = 8\nworkers = 8\n", ":3: [server] workers", "is given twice" },
        { "[server]\nworkers = 8\n  workers = 9\n", ":3: [server] workers", "is given twice" },
        { "[server]\nworkers = 8\n[server]\nworkers = 8\n", ":4: ", "is given twice" },
        { "[server]\nlog = stderr\n[database]\ndefault = a\n default = b\n",
          ":5: ", "is given twice" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++)
        expect_refusal(str_from(bad[i].text), bad[i].where, bad[i].why);
}

static void
malformed_lines_are_refused(void)
{
    static const struct {
        const char *text, *where, *why;
    } bad[] = {
        { "[server]\nworkers\n", ":2: ", "expected [section] or key = value" },
        { "[server\nworkers = 8\n", ":1: ", "neither [section] nor key = value" },
        { "[server]workers = 8\n", ":1: ", "neither [section] nor key = value" },
        { "[server] ; the server\n", ":1: ", "neither [section] nor key = value" },
        { "[server]\nnonsense\nworkers = 999\n", ":2: ", "expected" },
        { "[server]\nworkers = 999\nnonsense\n", ":2: [server] workers", "a number" },
        { "[server]\nlog = /x ; a comment\n", ":2: ", "a comment behind a value" },
        { "[server]\nlog = /x\t# a comment\n", ":2: ", "a comment behind a value" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++)
        expect_refusal(str_from(bad[i].text), bad[i].where, bad[i].why);
    expect_refusal(STR("[server]\nworkers = 8\0\n"), ":2: ", "NUL");
    expect_refusal(STR("[server]\nwor\0kers = 8\n"), ":2: ", "NUL");
    expect_refusal(with_long_value("[server]\n", 'k', 300),
                   ":2: ", "neither [section] nor key = value");
}

static void
an_error_does_not_repeat_a_password(void)
{
    struct config config;
    struct fault f;
    struct str text = with_long_value("[database]\ndefault = password=hunter2 ", 'x', 600);
    CU_ASSERT_EQUAL(load(text, &config, &f), -1);
    CU_ASSERT_PTR_NULL(strstr(f.detail, "hunter2"));
    CU_ASSERT_EQUAL(load(STR("[database]\ndefault = password=hunter2 ; new\n"), &config, &f), -1);
    CU_ASSERT_PTR_NULL(strstr(f.detail, "hunter2"));
    setenv("MEMBERHUB_DATABASE_DEFAULT", text.data, 1);
    CU_ASSERT_EQUAL(config_load(&config, NULL, &f), -1);
    unsetenv("MEMBERHUB_DATABASE_DEFAULT");
    CU_ASSERT_PTR_NULL(strstr(f.detail, "hunter2"));
}

static void
files_that_cannot_be_read_are_refused(void)
{
    struct config config;
    struct fault f;
    CU_ASSERT_EQUAL(config_load(&config, "/tmp/memberhub-test-not-there", &f), -1);
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "/tmp/memberhub-test-not-there: No such file"));
    CU_ASSERT_EQUAL(config_load(&config, "/tmp", &f), -1);
    CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "/tmp: Is a directory"));
}

static void
the_environment_overrides_the_file(void)
{
    struct config config;
    setenv("MEMBERHUB_SERVER_WORKERS", "5", 1);
    setenv("MEMBERHUB_DATABASE_CALL_TIMEOUT_MS", "250", 1);
    setenv("MEMBERHUB_DATABASE_DEFAULT", "host=b ; c", 1);
    setenv("MEMBERHUB_COMPAT_ERRORS", "observed", 1);
    expect_config("[server]\nworkers = 3\nlog_level = warn\n", &config);
    CU_ASSERT_EQUAL(config.server.workers, 5);
    CU_ASSERT_STRING_EQUAL(config.server.log_level, "warn");
    CU_ASSERT_EQUAL(config.database.call_timeout_ms, 250);
    CU_ASSERT_STRING_EQUAL(config.database.main, "host=b ; c");
    CU_ASSERT_TRUE(config.compat.observed_errors);
    clearenv();
}

static void
variables_of_others_are_left_alone(void)
{
    static const char *const others[] = {
        "MEMBERHUB_ENDPOINT", "MEMBERHUB_CONF",   "MEMBERHUB_SOURCE_ROOT",    "MEMBERHUB_SERVER",
        "MEMBERHUB_",         "MEMBERHUB_AUTHOR", "MEMBERHUB_server_workers", "XMEMBERHUB_SERVER_X",
    };
    struct config config;
    for (size_t i = 0; i < ARRAY_COUNT(others); i++)
        setenv(others[i], "0", 1);
    expect_config("", &config);
    CU_ASSERT_EQUAL(config.server.workers, 8);
    clearenv();
}

static void
bad_variables_are_refused_by_name(void)
{
    static const struct {
        const char *name, *value, *why;
    } bad[] = {
        { "MEMBERHUB_SERVER_WORKERS", "0", "a number from 1 to 256" },
        { "MEMBERHUB_SERVER_WORKERS", "", "a number from 1 to 256" },
        { "MEMBERHUB_SERVER_WORKER", "8", "there is no setting of that name" },
        { "MEMBERHUB_SERVER_", "8", "there is no setting of that name" },
        { "MEMBERHUB_SERVER_workers", "8", "there is no setting of that name" },
        { "MEMBERHUB_AUTH_TEST_ACCOUNTS", "true", "on or off" },
        { "MEMBERHUB_LIMITS_MEMBERS_", "1", "there is no setting of that name" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        struct config config = { .server.workers = -7 };
        struct fault f = { .code = NO_FAULT };
        setenv(bad[i].name, bad[i].value, 1);
        CU_ASSERT_EQUAL(config_load(&config, NULL, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_CONFIG);
        CU_ASSERT_EQUAL(config.server.workers, -7);
        CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, bad[i].name));
        CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, bad[i].why));
        clearenv();
    }
}

static void
the_table_is_sound(void)
{
    size_t rows = 0;
    for (const struct setting *row = settings; row->section != NULL; row++, rows++) {
        bool fixed =
            row->type == SETTING_NUMBER ? row->size == sizeof(int64_t) : row->size == sizeof(bool);
        CU_ASSERT_TRUE(row->type == SETTING_TEXT || row->type == SETTING_PATH || fixed);
        CU_ASSERT_TRUE(row->offset + row->size <= sizeof(struct config));
        CU_ASSERT_TRUE(row->max >= row->min || row->max == 0);
        CU_ASSERT_TRUE(row->type == SETTING_NUMBER || row->max < (int64_t)row->size);
        CU_ASSERT_EQUAL(row->type == SETTING_CHOICE && row->choices == NULL, false);
        CU_ASSERT_TRUE(str_ends_with(str_from(row->help), STR(".")));
        for (const struct setting *other = settings; other < row; other++) {
            CU_ASSERT_FALSE(strcmp(row->section, other->section) == 0 &&
                            strcmp(row->key, other->key) == 0);
            CU_ASSERT_NOT_EQUAL(row->offset, other->offset);
        }
    }
    CU_ASSERT_TRUE(rows > 0);
    CU_ASSERT_TRUE(rows < ROWS_MAX);
}

static void
the_printed_table_names_every_row(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    config_print_settings(out);
    fclose(out);
    for (const struct setting *row = settings; row->section != NULL; row++) {
        CU_ASSERT_PTR_NOT_NULL(strstr(text, row->help));
        struct str line = arena_format(test_arena(), "\n%s = %s\n", row->key, row->initial);
        CU_ASSERT_PTR_NOT_NULL(strstr(text, line.data));
        CU_ASSERT_PTR_NOT_NULL(
            strstr(text, arena_format(test_arena(), "[%s]\n", row->section).data));
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Allowed: a number from 1 to 256."));
    free(text);
}

SUITE(config)
{
    static const struct test_case cases[] = {
        { "the defaults hold without a file", defaults_hold_without_a_file },
        { "a file overrides the defaults", a_file_overrides_the_defaults },
        { "a section may come twice", a_section_may_come_twice },
        { "values keep every byte", values_keep_every_byte },
        { "long values are kept or refused, never cut",
          long_values_are_kept_or_refused_but_never_cut },
        { "numbers are taken up to their limits", both_sides_of_every_limit },
        { "a wrong value is refused with line, key and what is allowed",
          wrong_values_are_refused_with_what_is_allowed },
        { "unknown and repeated keys are refused", unknown_and_repeated_keys_are_refused },
        { "malformed lines are refused, the first one first", malformed_lines_are_refused },
        { "an error does not repeat a connection string", an_error_does_not_repeat_a_password },
        { "a file that cannot be read is refused", files_that_cannot_be_read_are_refused },
        { "the environment overrides the file", the_environment_overrides_the_file },
        { "variables that name no section are somebody else's",
          variables_of_others_are_left_alone },
        { "variables with a wrong key or value are refused by name",
          bad_variables_are_refused_by_name },
        { "the settings table is sound", the_table_is_sound },
        { "the printed table names every row", the_printed_table_names_every_row },
        { .name = NULL },
    };
    return cases;
}
