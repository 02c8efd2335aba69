/*
 * Gathering what a scrape shows.
 * Must never read a place that was never used: a page of zeros is a page all the same.
 */
#include "observe/scrape.h"

#include "api/server_state.h"
#include "base/clock.h"
#include "observe/exposition.h"
#include "observe/probe.h"
#include "observe/series.h"

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

void
scrape_answer(struct server *server, struct arena *arena, struct response *ret_response)
{
    struct scrape scrape = { .board = scoreboard_all(), .functions = server->functions };
    struct buf page;
    struct probed_schema ignored;
    struct fault f;
    /* It is there, whatever it has to say. */
    scrape.database_up =
        probe_schema(server->db, arena, &ignored, &f) == 0 || f.code != FAULT_DATABASE_DOWN;
    /* Also where another program seals: nobody may hold it up unseen. */
    scrape.has_trail = scrape.database_up && probe_trail(server->db, arena, &scrape.trail, &f) == 0;
    scrape.sum = add_up(arena);
    scrape.now_ms = clock_monotonic_ms();
    buf_init(&page, arena);
    series_render(&scrape, &page);
    response_init(ret_response, 200);
    response_header(arena, ret_response, "Content-Type", STR(EXPOSITION_CONTENT_TYPE));
    ret_response->body = buf_str(&page);
}
