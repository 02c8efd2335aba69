/*
 * The rows of a trail, and a snapshot of the database as their source.
 * Must never read outside its one transaction: pages of two moments would contradict each other.
 */
#include "verify/source.h"

#include <stdlib.h>

#include "base/clock.h"

/* Of a page: enough that round trips do not count, few enough that a page is small. */
enum { PAGE_ROWS = 500, PAGE_ARENA_BYTES = 1024 * 1024 * 1024 };

static const struct trail_row_kind row_kinds[] = {
    [TRAIL_COUNTS] = { "counts", STATEMENT_AUDIT_COUNTS, 0 },
    [TRAIL_STATE_COUNTS] = { "state_counts", STATEMENT_AUDIT_STATE_COUNTS, 0 },
    [TRAIL_DROP] = { "drop", STATEMENT_AUDIT_DROPS, 1 },
    [TRAIL_DROP_LINE] = { "drop_line", STATEMENT_AUDIT_DROP_LINES, 2 },
    [TRAIL_TRANSITION] = { "transition", STATEMENT_AUDIT_TRANSITIONS, 0 },
    [TRAIL_SEAL] = { "seal", STATEMENT_AUDIT_SEALS, 1 },
    [TRAIL_SEAL_ACCOUNT] = { "seal_account", STATEMENT_AUDIT_SEAL_ACCOUNTS, 2 },
    [TRAIL_EVENT] = { "event", STATEMENT_AUDIT_EVENTS_PAGE, 2 },
    [TRAIL_RELATIONSHIP] = { "relationship", STATEMENT_AUDIT_RELATIONSHIPS_PAGE, 4 },
    [TRAIL_ACCOUNT] = { "account", STATEMENT_AUDIT_ACCOUNTS_PAGE, 1 },
    [TRAIL_KEY] = { "key", STATEMENT_AUDIT_KEYS_PAGE, 1 },
    [TRAIL_ENROLLMENT] = { "enrollment", STATEMENT_AUDIT_ENROLLMENTS_PAGE, 3 },
};

_Static_assert(ARRAY_COUNT(row_kinds) == TRAIL_TABLES, "every table has its row");

/* The pages of one table. The next page is made in the other arena: its key is in this one. */
struct cursor {
    struct arena *arenas[2];
    size_t current;
    struct db_rows rows;
    size_t next;
    bool started, ended;
};

struct database_source {
    struct audit_source source;
    struct db *db;
    struct cursor cursors[TRAIL_TABLES];
};

const struct trail_row_kind *
trail_row_kind(enum trail_table table)
{
    return &row_kinds[table];
}

size_t
trail_columns(enum trail_table table)
{
    return statement_row(row_kinds[table].statement)->column_count;
}

const char *
trail_column(enum trail_table table, size_t column)
{
    return statement_row(row_kinds[table].statement)->columns[column];
}

struct audit_event
trail_event(const struct str *row)
{
    return (struct audit_event){
        .transaction_id = row[EVENT_TRANSACTION],
        .sequence = row[EVENT_SEQUENCE],
        .event_id = row[EVENT_ID],
        .account_id = row[EVENT_ACCOUNT],
        .service = row[EVENT_SERVICE],
        .region = row[EVENT_REGION],
        .event_name = row[EVENT_NAME],
        .event_time_ms = row[EVENT_TIME_MS],
        .effects = row[EVENT_EFFECTS],
        .record = row[EVENT_RECORD],
    };
}

int
audit_source_peek(struct audit_source *source, enum trail_table table, const struct str **ret_row,
                  struct fault *f)
{
    return source->functions->peek(source, table, ret_row, f);
}

void
audit_source_advance(struct audit_source *source, enum trail_table table)
{
    source->read[table]++;
    source->functions->advance(source, table);
}

int
audit_source_finish(struct audit_source *source, struct fault *f)
{
    return source->functions->finish(source, f);
}

void
audit_source_free(struct audit_source *source)
{
    if (source != NULL)
        source->functions->free(source);
}

/* Reads the page behind the last row of the one before. */
static int
read_page(struct database_source *database, enum trail_table table, struct fault *f)
{
    const struct trail_row_kind *kind = &row_kinds[table];
    struct cursor *cursor = &database->cursors[table];
    struct arena *arena = cursor->arenas[1 - cursor->current];
    struct db_params params = { .count = 0 };
    for (size_t i = 0; i < kind->keys; i++)
        db_param(&params, cursor->started ? db_value(&cursor->rows, cursor->rows.count - 1, i)
                                          : (struct str){ NULL, 0 });
    if (kind->keys > 0)
        db_param_int(arena, &params, PAGE_ROWS);
    if (db_exec(database->db, arena, kind->statement, &params, &cursor->rows, f) < 0)
        return -1;
    arena_reset(cursor->arenas[cursor->current]);
    cursor->current = 1 - cursor->current;
    cursor->next = 0;
    cursor->started = true;
    cursor->ended = kind->keys == 0 || cursor->rows.count < PAGE_ROWS;
    return 0;
}

static int
database_peek(struct audit_source *source, enum trail_table table, const struct str **ret_row,
              struct fault *f)
{
    struct database_source *database = (struct database_source *)source;
    struct cursor *cursor = &database->cursors[table];
    if (cursor->next == cursor->rows.count && !cursor->ended && read_page(database, table, f) < 0)
        return -1;
    *ret_row = cursor->next < cursor->rows.count ? db_row(&cursor->rows, cursor->next) : NULL;
    return 0;
}

static void
database_advance(struct audit_source *source, enum trail_table table)
{
    ((struct database_source *)source)->cursors[table].next++;
}

static int
database_finish(struct audit_source *source, struct fault *f)
{
    (void)source;
    (void)f;
    return 0;
}

static void
database_free(struct audit_source *source)
{
    struct database_source *database = (struct database_source *)source;
    db_rollback(database->db);
    for (size_t i = 0; i < TRAIL_TABLES; i++) {
        arena_free(database->cursors[i].arenas[0]);
        arena_free(database->cursors[i].arenas[1]);
    }
    free(database);
}

int
audit_source_open_database(struct db *db, struct audit_source **ret_source, struct fault *f)
{
    static const struct audit_source_functions functions = { database_peek, database_advance,
                                                             database_finish, database_free };
    if (db_begin_snapshot(db, f) < 0)
        return -1;
    struct database_source *database = calloc(1, sizeof *database);
    if (database == NULL)
        abort();
    database->source.functions = &functions;
    database->source.taken_at_ms = clock_now_ms();
    database->source.has_states = true;
    database->db = db;
    for (size_t i = 0; i < TRAIL_TABLES; i++) {
        database->cursors[i].arenas[0] = arena_new(PAGE_ARENA_BYTES);
        database->cursors[i].arenas[1] = arena_new(PAGE_ARENA_BYTES);
    }
    *ret_source = &database->source;
    return 0;
}
