/*
 * THE STATEMENT TABLE: every SQL text that the program sends, apart from the files of sql/ that db
 * migrate applies. Must never put anything into a text but the program's own words: values are
 * parameters, each with its type.
 */
#include "db/statement.h"

#include <stddef.h>

#include "base/attributes.h"
#include "base/buf.h"
#include "db/call.h"
#include "db/columns.h"

/* The caller's fields as the first parameters, in the order of struct caller. */
#define CALLER                                                                                 \
    "ROW($1::text, $2::bigint, $3::jsonb, $4::text, $5::text, $6::text, $7::text, $8::bytea, " \
    "$9::text, $10::text, $11::jsonb, $12::text, $13::text, $14::jsonb)::memberhub.caller"

/* The beginning of an operation's call, up to its own arguments; `more` columns begin with ','. */
#define FUNCTION_TEXT(more, function) \
    "SELECT " SELECTED(ANSWER_COLUMNS) more " FROM memberhub." function "(" CALLER

/* Rows of a table that the formatter would take apart. */
/* clang-format off */

/* A function that is no operation, and gives rows of one column: see db_only(). */
#define VALUE(id, function, change, own, count) \
    [id] = { .number = id, .name = #function, \
      .text = "SELECT * FROM memberhub." #function "(" own ")", \
      .parameters = (count), .is_change = change }

/* Likewise one whose rows have the columns of a list. */
#define ROWS(id, function, change, list, own, count) \
    [id] = { .number = id, .name = #function, \
      .text = "SELECT " SELECTED(list) " FROM memberhub." #function "(" own ")", \
      .parameters = (count), .is_change = change, \
      .columns = (const char *const[])NAMES_OF(list), .column_count = list##_COUNT }

/* SQL without parameters. */
#define COMMAND(id, called, change, sql) \
    [id] = { .number = id, .name = called, .text = sql, .is_change = change }

#define MIGRATION_READ_TEXT \
    "SELECT " SELECTED(MIGRATION_LIST_COLUMNS) " FROM memberhub.schema_migration ORDER BY version"
#define MIGRATION_PRESENT_TEXT "SELECT " SELECTED(MIGRATION_PRESENT_COLUMNS)
#define MIGRATION_REVOKE_TEXT \
    "REVOKE ALL ON ALL ROUTINES IN SCHEMA memberhub FROM PUBLIC, memberhub_app, memberhub_sealer, " \
    "memberhub_admin"
#define MIGRATION_RECORD_TEXT \
    "INSERT INTO memberhub.schema_migration (version, name, sha256) " \
    "VALUES ($1::integer, $2::text, $3::text)"
#define SESSION_END_TEXT \
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity " \
    "WHERE application_name = current_setting('application_name') " \
    "AND usename = current_user AND pid <> pg_backend_pid()"

/* clang-format on */

/*
 * Roles are the cluster's, so they may be there when the schema is not. Whoever may not create
 * roles can still migrate as a member of the owner once they are there. Since PostgreSQL 16 a
 * member may lack the right to SET ROLE, which 15 cannot be asked about. A schema that is somebody
 * else's is left alone.
 */
#define MIGRATION_PREPARE_TEXT                                                                    \
    "DO $$ BEGIN "                                                                                \
    "IF to_regrole('memberhub_owner') IS NULL THEN CREATE ROLE memberhub_owner NOLOGIN; END IF; " \
    "IF to_regrole('memberhub_app') IS NULL THEN CREATE ROLE memberhub_app LOGIN; END IF; "       \
    "IF to_regrole('memberhub_sealer') IS NULL THEN CREATE ROLE memberhub_sealer LOGIN; END IF; " \
    "IF to_regrole('memberhub_admin') IS NULL THEN CREATE ROLE memberhub_admin LOGIN; END IF; "   \
    "IF NOT pg_has_role(current_user, 'memberhub_owner', CASE "                                   \
    "WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' "                   \
    "ELSE 'MEMBER' END) THEN "                                                                    \
    "GRANT memberhub_owner TO CURRENT_USER; END IF; "                                             \
    "IF to_regnamespace('memberhub') IS NULL THEN "                                               \
    "CREATE SCHEMA memberhub AUTHORIZATION memberhub_owner; END IF; "                             \
    "IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'memberhub' "                        \
    "AND nspowner = to_regrole('memberhub_owner')) THEN "                                         \
    "RAISE EXCEPTION 'the schema memberhub does not belong to memberhub_owner'; END IF; "         \
    "IF to_regclass('memberhub.schema_migration') IS NULL THEN "                                  \
    "CREATE TABLE memberhub.schema_migration ("                                                   \
    "version integer CONSTRAINT schema_migration_pkey PRIMARY KEY, "                              \
    "name text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()); "  \
    "ALTER TABLE memberhub.schema_migration OWNER TO memberhub_owner; END IF; "                   \
    "END $$"

/* What PostgreSQL lets everybody call, and nobody needs to: large objects, which fill the disk, and
 * advisory locks, with which a sealer is held up. */
#define LARGE_OBJECT "(f.proname LIKE 'lo\\_%' OR f.proname IN ('loread', 'lowrite'))"
#define ADVISORY_LOCK "(f.proname ~ '^pg_(try_)?advisory_')"
#define HAS_PUBLIC(acl) "EXISTS (SELECT FROM aclexplode(" acl ") AS a WHERE a.grantee = 0)"
#define OPEN_FUNCTION                                                                      \
    "FROM pg_proc AS f WHERE f.pronamespace = 'pg_catalog'::regnamespace AND " HAS_PUBLIC( \
        "coalesce(f.proacl, acldefault('f', f.proowner))") " AND "
#define OPEN_DATABASE                                                                        \
    "FROM pg_database AS d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS a " \
    "WHERE d.datname = current_database() AND a.grantee = 0 "
#define OPEN_SCHEMA                                                                             \
    "FROM pg_namespace AS n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS a " \
    "WHERE n.nspname = 'public' AND a.grantee = 0 AND a.privilege_type = 'CREATE' "

/*
 * Takes from PUBLIC what our roles do not need in this database, as a superuser can; another has
 * nothing done, and MIGRATION_OPEN tells what is left.
 */
#define MIGRATION_CLOSE_TEXT                                                                       \
    "DO $$ DECLARE v_name text; BEGIN "                                                            \
    "IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN RETURN; END IF; "    \
    "EXECUTE format('GRANT CONNECT ON DATABASE %I TO memberhub_owner, memberhub_app, "             \
    "memberhub_sealer, memberhub_admin', current_database()); "                                    \
    "EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); " \
    "IF EXISTS (SELECT " OPEN_SCHEMA ") THEN REVOKE CREATE ON SCHEMA public FROM PUBLIC; END IF; " \
    "FOR v_name IN SELECT f.oid::regprocedure::text " OPEN_FUNCTION LARGE_OBJECT " LOOP "          \
    "EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_name); END LOOP; "              \
    "FOR v_name IN SELECT f.oid::regprocedure::text " OPEN_FUNCTION ADVISORY_LOCK " LOOP "         \
    "EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO memberhub_owner', v_name); "                  \
    "EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_name); END LOOP; END $$"
#define MIGRATION_OPEN_TEXT                                                                  \
    "SELECT a.privilege_type || ' on the database' " OPEN_DATABASE                           \
    "UNION ALL SELECT 'CREATE on the schema public' " OPEN_SCHEMA                            \
    "UNION ALL SELECT DISTINCT 'the functions of large objects' " OPEN_FUNCTION LARGE_OBJECT \
    " UNION ALL SELECT DISTINCT 'the functions of advisory locks' " OPEN_FUNCTION ADVISORY_LOCK

/* "memberhu" in ASCII: a number that nobody else in the cluster will choose. */
#define MIGRATION_LOCK_KEY "7882826992158140533"

static const struct statement statements[] = {
    [STATEMENT_RECORD_REFUSAL] = { .number = STATEMENT_RECORD_REFUSAL,
                                   .name = "record_refusal",
                                   .text = FUNCTION_TEXT(
                                       "", "record_refusal") ", $15::text, $16::text[])",
                                   .parameters = CALLER_FIELDS + 2,
                                   .has_caller = true,
                                   .is_change = true },

    ROWS(STATEMENT_CREDENTIAL_GET, credential_get, false, CREDENTIAL_GET_COLUMNS,
         "$1::text, $2::boolean", 2),
    ROWS(STATEMENT_TEST_ACCOUNT_OPEN, test_account_open, true, TEST_ACCOUNT_OPEN_COLUMNS,
         "$1::text", 1),
    ROWS(STATEMENT_SCHEMA_STATUS, schema_status, false, SCHEMA_STATUS_COLUMNS, "", 0),

    VALUE(STATEMENT_AUDIT_RECORD, audit_record, true, "$1::bytea, $2::jsonb", 2),
    ROWS(STATEMENT_AUDIT_LAG, audit_lag, false, AUDIT_LAG_COLUMNS, "", 0),

    VALUE(STATEMENT_AUDIT_SEAL_LOCK, audit_seal_lock, true, "", 0),
    ROWS(STATEMENT_AUDIT_SEAL_LAST, audit_seal_last, false, AUDIT_SEAL_LAST_COLUMNS, "", 0),
    ROWS(STATEMENT_AUDIT_UNSEALED, audit_unsealed, false, AUDIT_UNSEALED_COLUMNS, "$1::integer", 1),
    VALUE(STATEMENT_AUDIT_SEAL_APPEND, audit_seal_append, true,
          "$1::bigint, $2::text, $3::bytea, $4::text, $5::text, $6::text[], $7::bigint[], "
          "$8::bytea[]",
          8),
    VALUE(STATEMENT_AUDIT_SEAL_CONFIRM, audit_seal_confirm, true, "", 0),
    ROWS(STATEMENT_AUDIT_PARTITIONS_MAKE, audit_partitions_make, true,
         AUDIT_PARTITIONS_MAKE_COLUMNS, "", 0),
    ROWS(STATEMENT_AUDIT_DROP_NEXT, audit_drop_next, false, AUDIT_DROP_NEXT_COLUMNS, "$1::integer",
         1),
    VALUE(STATEMENT_AUDIT_DROP_KEPT, audit_drop_kept, false, "$1::bigint, $2::bigint", 2),
    VALUE(STATEMENT_AUDIT_DROP_STAGE, audit_drop_stage, true, "$1::text, $2::bigint, $3::text[]",
          3),
    VALUE(STATEMENT_AUDIT_PARTITION_DROP, audit_partition_drop, true, "$1::text, $2::integer", 2),
    ROWS(STATEMENT_RELATIONSHIP_CENSUS, relationship_census, false, RELATIONSHIP_CENSUS_COLUMNS,
         "$1::bigint, $2::integer", 2),
    ROWS(STATEMENT_FINDINGS_EXPIRE, findings_expire, true, FINDINGS_EXPIRE_COLUMNS,
         "$1::bigint, $2::integer, $3::integer, $4::integer", 4),
    ROWS(STATEMENT_AUDIT_SEALS, audit_seals, false, AUDIT_SEALS_COLUMNS, "$1::bigint, $2::integer",
         2),

    VALUE(STATEMENT_ACCOUNT_ADD, account_add, true, "$1::text, $2::text", 2),
    ROWS(STATEMENT_ACCOUNT_LIST, account_list, false, ACCOUNT_LIST_COLUMNS, "", 0),
    VALUE(STATEMENT_ACCOUNT_EXISTS, account_exists, false, "$1::text", 1),
    VALUE(STATEMENT_ACCOUNT_SET_STATUS, account_set_status, true, "$1::text, $2::text", 2),
    VALUE(STATEMENT_KEY_CREATE, key_create, true, "$1::text, $2::text, $3::bytea", 3),
    ROWS(STATEMENT_KEY_LIST, key_list, false, KEY_LIST_COLUMNS, "$1::text", 1),
    VALUE(STATEMENT_KEY_SET_STATUS, key_set_status, true, "$1::text, $2::text", 2),
    VALUE(STATEMENT_KEY_DELETE, key_delete, true, "$1::text", 1),
    ROWS(STATEMENT_AUDIT_TAIL, audit_tail, false, AUDIT_TAIL_COLUMNS,
         "$1::text, $2::text, $3::integer", 3),
    ROWS(STATEMENT_AUDIT_EVENTS_PAGE, audit_events_page, false, AUDIT_EVENTS_PAGE_COLUMNS,
         "$1::text, $2::bigint, $3::integer", 3),
    ROWS(STATEMENT_AUDIT_SEAL_ACCOUNTS, audit_seal_accounts, false, AUDIT_SEAL_ACCOUNTS_COLUMNS,
         "$1::bigint, $2::text, $3::integer", 3),
    ROWS(STATEMENT_AUDIT_DROPS, audit_drops, false, AUDIT_DROPS_COLUMNS, "$1::text, $2::integer",
         2),
    ROWS(STATEMENT_AUDIT_DROP_LINES, audit_drop_lines, false, AUDIT_DROP_LINES_COLUMNS,
         "$1::text, $2::bigint, $3::integer", 3),
    ROWS(STATEMENT_AUDIT_ACCOUNTS_PAGE, audit_accounts_page, false, AUDIT_ACCOUNTS_PAGE_COLUMNS,
         "$1::text, $2::integer", 2),
    ROWS(STATEMENT_AUDIT_KEYS_PAGE, audit_keys_page, false, AUDIT_KEYS_PAGE_COLUMNS,
         "$1::text, $2::integer", 2),
    ROWS(STATEMENT_AUDIT_ENROLLMENTS_PAGE, audit_enrollments_page, false,
         AUDIT_ENROLLMENTS_PAGE_COLUMNS, "ARRAY[$1::text, $2::text, $3::text], $4::integer", 4),
    ROWS(STATEMENT_AUDIT_STATE_COUNTS, audit_state_counts, false, AUDIT_STATE_COUNTS_COLUMNS, "",
         0),
    ROWS(STATEMENT_AUDIT_RELATIONSHIPS_PAGE, audit_relationships_page, false,
         AUDIT_RELATIONSHIPS_PAGE_COLUMNS,
         "ARRAY[$1::text, $2::text, $3::text, $4::text], $5::integer", 5),
    ROWS(STATEMENT_AUDIT_COUNTS, audit_counts, false, AUDIT_COUNTS_COLUMNS, "", 0),
    ROWS(STATEMENT_AUDIT_TRANSITIONS, audit_transitions, false, AUDIT_TRANSITIONS_COLUMNS, "", 0),
    ROWS(STATEMENT_AUDIT_EXPORT_PAGE, audit_export_page, false, AUDIT_EXPORT_PAGE_COLUMNS,
         "$1::text, $2::timestamptz, $3::timestamptz, $4::timestamptz, $5::bigint, "
         "$6::integer",
         6),
    ROWS(STATEMENT_AUDIT_VIEWERS, audit_viewers, false, AUDIT_VIEWERS_COLUMNS,
         "$1::text, $2::timestamptz, $3::timestamptz", 3),
    ROWS(STATEMENT_MEMBERSHIP_AT, membership_at, false, MEMBERSHIP_AT_COLUMNS,
         "$1::timestamptz, $2::text", 2),

    COMMAND(STATEMENT_MIGRATION_PREPARE, "migration_prepare", true, MIGRATION_PREPARE_TEXT),
    COMMAND(STATEMENT_MIGRATION_LOCK, "migration_lock", true,
            "SELECT pg_advisory_xact_lock(" MIGRATION_LOCK_KEY ")"),
    COMMAND(STATEMENT_MIGRATION_PRESENT, "migration_present", false, MIGRATION_PRESENT_TEXT),
    ROWS(STATEMENT_MIGRATION_LIST, migration_list, false, MIGRATION_LIST_COLUMNS, "", 0),
    COMMAND(STATEMENT_MIGRATION_READ, "migration_read", false, MIGRATION_READ_TEXT),
    COMMAND(STATEMENT_MIGRATION_OWNER, "migration_owner", true, "SET LOCAL ROLE memberhub_owner"),
    COMMAND(STATEMENT_MIGRATION_REVOKE, "migration_revoke", true, MIGRATION_REVOKE_TEXT),
    COMMAND(STATEMENT_MIGRATION_CLOSE, "migration_close", true, MIGRATION_CLOSE_TEXT),
    COMMAND(STATEMENT_MIGRATION_OPEN, "migration_open", false, MIGRATION_OPEN_TEXT),
    [STATEMENT_MIGRATION_RECORD] = { .number = STATEMENT_MIGRATION_RECORD,
                                     .name = "migration_record",
                                     .text = MIGRATION_RECORD_TEXT,
                                     .parameters = 3,
                                     .is_change = true },
    VALUE(STATEMENT_TABLES_STORE, tables_store, true, "$1::json", 1),

    COMMAND(STATEMENT_BEGIN, "begin", true, "BEGIN"),
    COMMAND(STATEMENT_BEGIN_SNAPSHOT, "begin_snapshot", false,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
    COMMAND(STATEMENT_COMMIT, "commit", true, "COMMIT"),
    COMMAND(STATEMENT_ROLLBACK, "rollback", true, "ROLLBACK"),
    COMMAND(STATEMENT_SESSION_END, "session_end", false, SESSION_END_TEXT),
};

_Static_assert(ARRAY_COUNT(statements) == STATEMENT_COUNT, "every statement has its row");

const struct statement *
statement_row(enum statement_id id)
{
    return &statements[id];
}

struct statement
statement_of_function(struct arena *arena, const struct statement_function *function, size_t place)
{
    const struct statement_parameter *parameters = function->parameters;
    struct buf text;
    buf_init(&text, arena);
    buf_add_format(&text, FUNCTION_TEXT("%s", "%s"),
                   function->gives_documents ? MORE_WITH_DOCUMENTS : "", function->name);
    for (size_t i = 0; i < function->count; i++)
        buf_add_format(&text, ", p_%s => $%zu::%s", parameters[i].name, CALLER_FIELDS + 1 + i,
                       parameters[i].type);
    buf_add_char(&text, ')');
    return (struct statement){ .number = (size_t)STATEMENT_COUNT + place,
                               .name = function->name,
                               .text = text.data,
                               .parameters = CALLER_FIELDS + (int)function->count,
                               .has_caller = true,
                               .is_change = function->is_change };
}
