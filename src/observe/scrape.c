/*
 * Gathering what a scrape shows.
 * Must never read a place that was never used: a page of zeros is a page all the same.
 */
#include "observe/scrape.h"

#include "api/server_state.h"
#include "base/clock.h"
#include "observe/exposition.h"
#include "observe/series.h"

/* For each of two questions: a tenth of what Prometheus waits for a scrape, if nobody tells it
 * otherwise. */
enum { DATABASE_LIMIT_MS = 1000 };

/* The columns of STATEMENT_AUDIT_LAG. */
enum { LAG_SEAL_NUMBER, LAG_SEALED_AT, LAG_MS, LAG_MONTHS_AHEAD };

static struct metrics
add_up(struct arena *arena)
{
    struct scoreboard_view view = scoreboard_view();
    struct metrics sum = metrics_new(arena, view.layout);
    int64_t used = atomic_load(&view.board->places_used);
    for (int64_t i = 0; i < used; i++)
        metrics_add(sum, scoreboard_view_metrics(&view, (size_t)i));
    return sum;
}

static int64_t
number_at(const struct db_rows *rows, size_t column)
{
    int64_t number;
    return str_to_int64(db_value(rows, 0, column), 0, INT64_MAX, &number) == 0 ? number : 0;
}

/* Tells whether the database answers, whatever it has to say. */
static bool
database_answers(struct server *server, struct arena *arena)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    return db_exec_within(server->db, arena, DATABASE_LIMIT_MS, STATEMENT_SCHEMA_STATUS, &params,
                          &rows, &f) == 0 ||
           f.code != FAULT_DATABASE_DOWN;
}

/* It looks at what is unsealed, so a database that is there may be too slow for it. */
static void
ask_for_seals(struct server *server, struct arena *arena, struct scrape *scrape)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    if (db_exec_within(server->db, arena, DATABASE_LIMIT_MS, STATEMENT_AUDIT_LAG, &params, &rows,
                       &f) < 0 ||
        rows.count != 1)
        return;
    scrape->seals = true;
    scrape->seal_number = number_at(&rows, LAG_SEAL_NUMBER);
    scrape->sealed_at_ms = number_at(&rows, LAG_SEALED_AT);
    scrape->seal_lag_ms = number_at(&rows, LAG_MS);
    /* -1: not even this one. */
    if (str_to_int64(db_value(&rows, 0, LAG_MONTHS_AHEAD), -1, INT64_MAX, &scrape->months_ahead) <
        0)
        scrape->months_ahead = -1;
}

void
scrape_answer(struct server *server, struct arena *arena, struct response *ret_response)
{
    struct scrape scrape = { .board = scoreboard_all(), .functions = server->functions };
    struct buf page;
    scrape.database_up = database_answers(server, arena);
    /* Also where another program seals: nobody may hold it up unseen. */
    if (scrape.database_up)
        ask_for_seals(server, arena, &scrape);
    scrape.sum = add_up(arena);
    scrape.now_ms = clock_monotonic_ms();
    buf_init(&page, arena);
    series_render(&scrape, &page);
    response_init(ret_response, 200);
    response_header(arena, ret_response, "Content-Type", STR(EXPOSITION_CONTENT_TYPE));
    ret_response->body = buf_str(&page);
}
