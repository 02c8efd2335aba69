/*
 * memberhubctl audit: reading the audit trail. Never changes it.
 */
#include <json-c/json.h>
#include <poll.h>

#include "base/buf.h"
#include "base/json.h"
#include "cli/account_id.h"
#include "cli/context.h"
#include "cli/output.h"
#include "db/columns.h"
#include "db/connection.h"

enum {
    LINES_DEFAULT = 10,
    LINES_MAX = 1000,      /* of one call */
    FOLLOW_PAUSE_MS = 500, /* between two looks */
    EVENT_ARENA_BYTES = 64 * 1024 * 1024,
    /* A position names every transaction that was under way: 21 bytes each, of at most 262,143
     * connections (max_connections). */
    POSITION_BYTES_MAX = 8 * 1024 * 1024,
};

/* Gives the text behind a path of member names, ended by NULL, or "-" when there is none. */
static struct str
member_text(struct json_object *object, const char *const *path)
{
    for (; *path != NULL; path++)
        if (!json_object_object_get_ex(object, *path, &object))
            return STR("-");
    return json_object_is_type(object, json_type_string) ? json_text(object) : STR("-");
}

/* Adds a line for people: time, account, event, error. */
static void
add_summary(struct buf *buf, struct str record)
{
    static const char *const paths[][2] = {
        { "eventTime" }, { "recipientAccountId" }, { "eventName" }, { "errorCode" }
    };
    /* A record that is no JSON gives "-" for everything rather than hide that there is one. */
    struct json_object *object = json_parse_own(buf->arena, record);
    for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
        if (i > 0)
            buf_add_char(buf, ' ');
        buf_add(buf, output_printable(buf->arena, member_text(object, paths[i])));
    }
    buf_add_char(buf, '\n');
}

/* Prints one event; `arena` is its own. Gives the exit status. */
static int
print_event(const struct cli *cli, struct arena *arena, struct str record)
{
    struct buf line;
    if (cli->json) {
        int printed = output_text(record);
        return printed == EXIT_STATUS_OK ? output_text(STR("\n")) : printed;
    }
    buf_init(&line, arena);
    add_summary(&line, record);
    return output_text(buf_str(&line));
}

/* Prints the events. Gives the exit status. */
static int
print_events(const struct cli *cli, const struct db_rows *rows)
{
    struct arena *arena = arena_new(EVENT_ARENA_BYTES);
    int printed = EXIT_STATUS_OK;
    for (size_t row = 0; row < rows->count && printed == EXIT_STATUS_OK; row++) {
        struct str record = db_value(rows, row, TAIL_RECORD);
        if (record.data == NULL) /* the one row of no events */
            continue;
        printed = print_event(cli, arena, record);
        arena_reset(arena);
    }
    arena_free(arena);
    return printed;
}

/* Asks for the last `limit` events (`after` NULL), or for those that came since `after`. */
static int
ask(struct cli *cli, struct str after, struct str account, int64_t limit, struct db_rows *ret_rows,
    struct fault *f)
{
    struct db_params params = { .count = 0 };
    db_param(&params, after);
    db_param(&params, account);
    db_param_int(cli->arena, &params, limit);
    return db_exec(cli->db, cli->arena, STATEMENT_AUDIT_TAIL, &params, ret_rows, f);
}

/* Prints the last `limit` events and, with `follow`, those that come. `kept` holds the position. */
static int
tail(struct cli *cli, struct arena *kept, struct str account, int64_t limit, bool follow)
{
    struct str after = { NULL, 0 };
    struct db_rows rows;
    struct fault f;
    for (;;) {
        if (ask(cli, after, account, limit, &rows, &f) < 0)
            return cli_fault(&f);
        int printed = print_events(cli, &rows);
        if (printed != EXIT_STATUS_OK || !follow)
            return printed;
        bool caught_up = rows.count < LINES_MAX;
        limit = LINES_MAX;
        arena_reset(kept);
        after = arena_copy(kept, db_value(&rows, 0, TAIL_NEXT));
        arena_reset(cli->arena);
        if (caught_up)
            poll(NULL, 0, FOLLOW_PAUSE_MS);
    }
}

int
cmd_audit_tail(struct cli *cli)
{
    const char *lines = cli->line->values[OPTION_LINES];
    struct str account;
    int64_t limit = LINES_DEFAULT;
    if (lines != NULL && str_to_int64(str_from(lines), 1, LINES_MAX, &limit) < 0)
        return cli_usage("-n takes a number from 1 to %d, not \"%s\"", LINES_MAX, lines);
    int status = account_id_known(cli, &account);
    if (status != EXIT_STATUS_OK)
        return status;
    struct arena *kept = arena_new(POSITION_BYTES_MAX);
    status = tail(cli, kept, account, limit, cli->line->values[OPTION_FOLLOW] != NULL);
    arena_free(kept);
    return status;
}
