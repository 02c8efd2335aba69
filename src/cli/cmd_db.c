/*
 * memberhubctl db: brings a database up to date, and says how it stands. Each transaction takes the
 * lock and looks again before it acts, so that two runs at once, or one that was cut off, do no
 * harm.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "api/stored.h"
#include "base/clock.h"
#include "cli/migration.h"
#include "cli/output.h"
#include "db/columns.h"
#include "db/connection.h"

/* The build says where `make install` put sql/. */
#ifndef MEMBERHUB_DATADIR
#define MEMBERHUB_DATADIR "/usr/local/share/memberhub"
#endif

/* What a run has to do, and has done. */
struct migrate {
    struct cli *cli;
    struct scripts migrations, functions;
    size_t applied;
    struct str rows; /* of tables: how many */
};

static const char *
sql_directory(const struct cli *cli, const char *below)
{
    struct str directory = cli_option(cli, OPTION_SQL_DIR);
    if (directory.data == NULL)
        directory = str_from(getenv("MEMBERHUB_SQL_DIR"));
    if (directory.size == 0)
        directory = STR(MEMBERHUB_DATADIR "/sql");
    return arena_format(cli->arena, "%.*s/%s", STR_PRINTF(directory), below).data;
}

/* Tells a person what was done; a program gets it all at the end. */
static void
report(const struct migrate *run, struct str line)
{
    if (!run->cli->json)
        (void)output_text(line);
}

static int
execute(struct migrate *run, enum statement_id id, const struct db_params *params, struct fault *f)
{
    struct db_rows rows;
    return db_exec(run->cli->db, run->cli->arena, id, params, &rows, f);
}

/*
 * Takes the lock, acts as the owner from here on, and compares. -1 with FAULT_CONFIG unless every
 * applied migration is one of our files, unchanged.
 */
static int
compare_locked(struct migrate *run, struct migrations *ret_migrations, struct fault *f)
{
    static const char *const reasons[MIGRATION_STATE_COUNT] = {
        [MIGRATION_CHANGED] =
            "was applied and its file has changed since; put the old one back and add a new one",
        [MIGRATION_GONE] = "was applied and its file is gone; put it back",
        [MIGRATION_NEWER] = "was applied by a newer memberhub; use that one",
    };
    struct db_rows applied;
    if (execute(run, STATEMENT_MIGRATION_LOCK, NULL, f) < 0 ||
        execute(run, STATEMENT_MIGRATION_OWNER, NULL, f) < 0 ||
        db_exec(run->cli->db, run->cli->arena, STATEMENT_MIGRATION_READ, NULL, &applied, f) < 0)
        return -1;
    migrations_compare(run->cli->arena, &run->migrations, &applied, ret_migrations);
    for (size_t i = 0; i < ret_migrations->count; i++) {
        const struct migration *m = &ret_migrations->list[i];
        if (reasons[m->state] != NULL)
            return fault_set_detail(f, FAULT_CONFIG, "migration %.*s %s", STR_PRINTF(m->name),
                                    reasons[m->state]);
    }
    return 0;
}

/* Runs a script and, when it fails, names its file. */
static int
run_script(struct migrate *run, const struct script *script, struct fault *f)
{
    struct fault cause;
    if (db_run_script(run->cli->db, script->text, &cause) == 0)
        return 0;
    return fault_set_detail(f, cause.code, "%.*s: %.300s", STR_PRINTF(script->name), cause.detail);
}

static int
apply_migration(struct migrate *run, const struct script *script, struct fault *f)
{
    struct db_params params = { .count = 0 };
    db_param_int(run->cli->arena, &params, script->version);
    db_param(&params, script->name);
    db_param(&params, script->sha256);
    if (run_script(run, script, f) < 0)
        return -1;
    return execute(run, STATEMENT_MIGRATION_RECORD, &params, f);
}

/*
 * Applies the first pending migration, in the transaction that is open; *ret_script is NULL when
 * there is none.
 */
static int
apply_next(struct migrate *run, const struct script **ret_script, struct fault *f)
{
    struct migrations migrations;
    if (compare_locked(run, &migrations, f) < 0)
        return -1;
    *ret_script = NULL;
    for (size_t i = 0; i < migrations.count && *ret_script == NULL; i++)
        if (migrations.list[i].state == MIGRATION_PENDING)
            *ret_script = migrations.list[i].script;
    return *ret_script != NULL ? apply_migration(run, *ret_script, f) : 0;
}

/* Makes the rows of the program's tables those of the database's copies. */
static int
store_tables(struct migrate *run, struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows stored;
    db_param(&params, stored_tables(run->cli->arena));
    if (db_exec(run->cli->db, run->cli->arena, STATEMENT_TABLES_STORE, &params, &stored, f) < 0)
        return -1;
    run->rows = db_only(&stored, 0);
    return 0;
}

/*
 * Puts all functions in place, then the tables' rows, in the transaction that is open. Each
 * function file grants anew, so what no file grants any more is gone.
 */
static int
apply_functions(struct migrate *run, struct fault *f)
{
    struct migrations migrations;
    if (compare_locked(run, &migrations, f) < 0 ||
        execute(run, STATEMENT_MIGRATION_REVOKE, NULL, f) < 0)
        return -1;
    for (size_t i = 0; i < run->functions.count; i++)
        if (run_script(run, &run->functions.list[i], f) < 0)
            return -1;
    if (store_tables(run, f) < 0)
        return -1;
    /* Also where nobody seals: events need a place. */
    return execute(run, STATEMENT_AUDIT_PARTITIONS_MAKE, NULL, f);
}

/* Says what everybody may still do in this database; a program that reads JSON is told too, beside
 * it. */
static int
warn_of_open(struct cli *cli, struct fault *f)
{
    struct db_rows open;
    if (db_exec(cli->db, cli->arena, STATEMENT_MIGRATION_OPEN, NULL, &open, f) < 0)
        return -1;
    for (size_t row = 0; row < open.count; row++)
        fprintf(
            stderr,
            "memberhubctl: warning: PUBLIC has %.*s; \"memberhubctl db migrate\" as a superuser "
            "takes it away\n",
            STR_PRINTF(db_only(&open, row)));
    return 0;
}

static int
prepare_schema(struct migrate *run, struct fault *f)
{
    if (execute(run, STATEMENT_MIGRATION_LOCK, NULL, f) < 0)
        return -1;
    return execute(run, STATEMENT_MIGRATION_PREPARE, NULL, f);
}

/* Ends the transaction: commits when `failed` is 0, else takes it back. */
static int
finish(struct migrate *run, int failed, struct fault *f)
{
    if (failed == 0)
        return db_commit(run->cli->db, f);
    db_rollback(run->cli->db);
    return -1;
}

static int
migrate_all(struct migrate *run, struct fault *f)
{
    struct db *db = run->cli->db;
    if (db_begin(db, f) < 0 || finish(run, prepare_schema(run, f), f) < 0)
        return -1;
    for (const struct script *script = NULL;; run->applied++) {
        int64_t started_ms = clock_monotonic_ms();
        if (db_begin(db, f) < 0 || finish(run, apply_next(run, &script, f), f) < 0)
            return -1;
        if (script == NULL)
            break;
        report(run, arena_format(run->cli->arena, "migration %.*s applied in %" PRId64 " ms\n",
                                 STR_PRINTF(script->name), clock_monotonic_ms() - started_ms));
    }
    if (db_begin(db, f) < 0 || finish(run, apply_functions(run, f), f) < 0 ||
        execute(run, STATEMENT_MIGRATION_CLOSE, NULL, f) < 0 || warn_of_open(run->cli, f) < 0)
        return -1;
    report(run, arena_format(run->cli->arena,
                             "%zu function files in place\n%.*s rows of tables in place\n",
                             run->functions.count, STR_PRINTF(run->rows)));
    return 0;
}

int
cmd_db_migrate(struct cli *cli)
{
    struct migrate run = { .cli = cli };
    struct fault f;
    if (migrations_read(cli->arena, sql_directory(cli, "migrations"), &run.migrations, &f) < 0 ||
        functions_read(cli->arena, sql_directory(cli, "functions"), &run.functions, &f) < 0)
        return cli_fault(&f);
    if (run.migrations.count == 0)
        return cli_refuse("there is no migration in %s", sql_directory(cli, "migrations"));
    cli_allow_long_calls(cli);
    if (migrate_all(&run, &f) < 0)
        return cli_fault(&f);
    struct output_member members[] = {
        { "Version", arena_format(cli->arena, "%zu", run.migrations.count), true },
        { "Applied", arena_format(cli->arena, "%zu", run.applied), true },
        { "Functions", arena_format(cli->arena, "%zu", run.functions.count), true },
    };
    struct str sentence =
        arena_format(cli->arena, "the database is at version %zu", run.migrations.count);
    return output_object(cli, sentence, members, ARRAY_COUNT(members));
}

/*
 * Lists what was applied; nothing when the database has never been migrated. Where a migration
 * ended before the functions came, only the table can tell, and who migrated may read it.
 */
static int
list_applied(struct cli *cli, struct db_rows *ret_applied, struct fault *f)
{
    struct db_rows present;
    if (db_exec(cli->db, cli->arena, STATEMENT_MIGRATION_PRESENT, NULL, &present, f) < 0)
        return -1;
    if (!db_is_true(&present, PRESENT_TABLE)) {
        *ret_applied = (struct db_rows){ .count = 0, .columns = MIGRATION_LIST_COLUMNS_COUNT };
        return 0;
    }
    bool by_function = db_is_true(&present, PRESENT_FUNCTION);
    return db_exec(cli->db, cli->arena,
                   by_function ? STATEMENT_MIGRATION_LIST : STATEMENT_MIGRATION_READ, NULL,
                   ret_applied, f);
}

int
cmd_db_status(struct cli *cli)
{
    enum { NAME, STATE, APPLIED };
    static const struct output_column columns[] = { [NAME] = { "MIGRATION", "Name" },
                                                    [STATE] = { "STATE", "State" },
                                                    [APPLIED] = { "APPLIED", "AppliedAt" } };
    struct scripts scripts;
    struct db_rows applied;
    struct migrations migrations;
    struct fault f;
    bool up_to_date = true;
    if (migrations_read(cli->arena, sql_directory(cli, "migrations"), &scripts, &f) < 0 ||
        list_applied(cli, &applied, &f) < 0)
        return cli_fault(&f);
    migrations_compare(cli->arena, &scripts, &applied, &migrations);
    struct str *values =
        arena_array(cli->arena, migrations.count * ARRAY_COUNT(columns), sizeof *values);
    for (size_t i = 0; i < migrations.count; i++) {
        const struct migration *m = &migrations.list[i];
        struct str *row = &values[i * ARRAY_COUNT(columns)];
        row[NAME] = m->name;
        row[STATE] = str_from(migration_state_name(m->state));
        row[APPLIED] = m->applied_at;
        up_to_date = up_to_date && m->state == MIGRATION_APPLIED;
    }
    /* What is to be migrated yet will be closed by that. */
    if (up_to_date && warn_of_open(cli, &f) < 0)
        return cli_fault(&f);
    struct db_rows rows = { .count = migrations.count,
                            .columns = ARRAY_COUNT(columns),
                            .values = values };
    int printed = output_rows(cli, "Migrations", columns, &rows);
    return printed != EXIT_STATUS_OK || up_to_date ? printed : EXIT_STATUS_REFUSED;
}
