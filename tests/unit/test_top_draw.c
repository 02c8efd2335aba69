/*
 * The pictures of memberhubctl top, of views that are made up.
 */
#include "cli/top_draw.h"

#include <math.h>

#include <json-c/json.h>

#include "base/json.h"
#include "harness.h"

enum { OPERATIONS = 30, TERMINAL_COLUMNS = 80 };

static const struct top_latency no_latency = { (double)NAN, (double)NAN, (double)NAN };

static const struct service *longest_service;

/* Gives the operation with the longest name: what fits for it fits for all. */
static const struct operation *
longest_operation(const struct service **ret_service)
{
    const struct operation *longest = operation_numbered(1, ret_service);
    for (size_t number = 2; number <= operation_count(); number++) {
        const struct service *service;
        const struct operation *row = operation_numbered(number, &service);
        if (str_from(row->name).size <= str_from(longest->name).size)
            continue;
        longest = row;
        *ret_service = service;
    }
    return longest;
}

/* A view of a server with so many workers, all as busy as can be. */
static struct top_view *
busy_view(size_t workers)
{
    struct top_view *view = arena_alloc(test_arena(), sizeof *view);
    struct top_sample *sample = arena_alloc(test_arena(), sizeof *sample);
    *sample = (struct top_sample){ .version = STR("1.2.3\033[m"),
                                   .time_ms = 90061000,
                                   .master_pid = 4194304, /* the greatest there is */
                                   .database_sessions = 123456 };
    struct top_process worker = { .pid = 4194304,
                                  .state = SCOREBOARD_STARTING,
                                  .number = 256,
                                  .operation = longest_operation(&longest_service),
                                  .service = longest_service,
                                  .age_s = 100 * 86400 - 1,
                                  .silent_s = 3599,
                                  .served = 999999999,
                                  .connections = 512,
                                  .rate = 99999 };
    struct top_traffic traffic = { .operation = longest_operation(&longest_service),
                                   .service = longest_service,
                                   .requests = 12345678,
                                   .rate = 99999,
                                   .refused_rate = 99999,
                                   .failed_rate = 99999,
                                   .latency = { 0.001, 0.999, (double)INFINITY } };
    *view = (struct top_view){ .sample = sample,
                               .interval_ms = 3600000,
                               .all = traffic,
                               .call_rate = 99999,
                               .call_latency = traffic.latency,
                               .worker_count = workers,
                               .sealer = worker,
                               .operation_count = OPERATIONS };
    view->workers_in[SCOREBOARD_STARTING] = workers;
    view->workers = arena_array(test_arena(), workers, sizeof worker);
    view->operations = arena_array(test_arena(), OPERATIONS, sizeof traffic);
    for (size_t i = 0; i < workers; i++)
        view->workers[i] = worker;
    for (size_t i = 0; i < OPERATIONS; i++)
        view->operations[i] = traffic;
    return view;
}

static struct str
picture(const struct top_view *view, size_t lines)
{
    struct buf buf;
    buf_init(&buf, test_arena());
    top_draw_text(&buf, view, lines);
    return buf_str(&buf);
}

static struct str
line_of(struct str text, size_t number)
{
    struct str line = { NULL, 0 };
    for (size_t i = 0; i <= number; i++)
        CU_ASSERT_TRUE_FATAL(str_next(&text, '\n', &line));
    return line;
}

static size_t
count_lines(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.data[i] == '\n';
    return count;
}

static void
the_busiest_server_fits_into_80_columns(void)
{
    static const struct str title = STR("  NO     PID");
    struct str text = picture(busy_view(256), TOP_LINES_ALL), line;
    bool in_workers = false;
    CU_ASSERT_EQUAL(count_lines(text), 5 + 2 + 256 + 2 + OPERATIONS);
    while (text.size > 0 && str_next(&text, '\n', &line)) {
        in_workers = str_starts_with(line, title) || (in_workers && line.size > 0);
        size_t fixed =
            in_workers ? str_find(line, longest_operation(&longest_service)->name[0]) : line.size;
        CU_ASSERT_TRUE(fixed <= TERMINAL_COLUMNS);
    }
}

static void
a_picture_has_no_more_lines_than_there_are(void)
{
    const struct top_view *view = busy_view(256);
    for (size_t lines = 9; lines <= 9 + 256 + OPERATIONS; lines++)
        CU_ASSERT_EQUAL(count_lines(picture(view, lines)), lines);
    CU_ASSERT_EQUAL(count_lines(picture(view, 0)), 9); /* head and titles are always there */
}

static void
few_workers_leave_their_room_to_the_operations_and_the_other_way_round(void)
{
    struct top_view *view = busy_view(2);
    CU_ASSERT_EQUAL(count_lines(picture(view, 5 + 4 + 2 + OPERATIONS)), 5 + 4 + 2 + OPERATIONS);
    view = busy_view(256);
    view->operation_count = 3;
    struct str text = picture(view, 5 + 4 + 50 + 3);
    CU_ASSERT_TRUE(str_starts_with(line_of(text, 5 + 2 + 50 - 1), STR(" 256 4194304 starting")));
    CU_ASSERT_TRUE(str_starts_with(line_of(text, 5 + 2 + 50 + 1), STR("OPERATION")));
}

static void
the_head_says_how_the_server_does(void)
{
    struct top_view *view = busy_view(2);
    struct top_sample *sample = arena_alloc(test_arena(), sizeof *sample);
    *sample = *view->sample;
    view->sample = sample;
    struct str text = picture(view, TOP_LINES_ALL);
    CU_ASSERT_STR_EQUAL(
        line_of(text, 0),
        STR("memberhub 1.2.3?[m, up 1d01h since 1970-01-01T00:00:00Z, master 4194304"));
    CU_ASSERT_STR_EQUAL(line_of(text, 1),
                        STR("workers   2, 2 starting; sealer 4194304 starting, seen 59m59s ago"));
    CU_ASSERT_STR_EQUAL(line_of(text, 2),
                        STR("requests  99999/s, 99999/s refused, 99999/s failed, in 3600.0 s"));
    CU_ASSERT_STR_EQUAL(line_of(text, 3), STR("latency   p50 <= 1 ms, p90 999 ms, p99 > 5 s"));
    view->sealer.state = SCOREBOARD_EMPTY;
    view->since_start = true;
    sample->draining = true;
    text = picture(view, TOP_LINES_ALL);
    CU_ASSERT_TRUE(str_ends_with(line_of(text, 0), STR(", stopping")));
    CU_ASSERT_TRUE(str_ends_with(line_of(text, 1), STR("; no sealer")));
    CU_ASSERT_TRUE(str_ends_with(line_of(text, 2), STR(", since the start")));
    sample->master_pid = 0;
    CU_ASSERT_TRUE(str_ends_with(line_of(picture(view, TOP_LINES_ALL), 0), STR("alone, stopping")));
    sample->master_gone = true;
    CU_ASSERT_TRUE(str_ends_with(line_of(picture(view, TOP_LINES_ALL), 0), STR(" IS GONE")));
}

static void
times_are_told_as_people_do(void)
{
    static const struct {
        double s;
        const char *age;
    } rows[] = { { 0, "    0s" },     { 59.9, "   59s" },      { 60, " 1m00s" },
                 { 3599, "59m59s" },  { 3600, " 1h00m" },      { 86399, "23h59m" },
                 { 86400, " 1d00h" }, { 10 * 86400, "10d00h" } };
    struct top_view *view = busy_view(1);
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        view->workers[0].age_s = rows[i].s;
        struct str row = line_of(picture(view, TOP_LINES_ALL), 7);
        CU_ASSERT_STR_EQUAL(str_slice(row, 22, 6), str_from(rows[i].age));
    }
}

static void
latencies_are_told_no_finer_than_they_are_known(void)
{
    static const struct {
        double s;
        const char *latency;
    } rows[] = { { (double)NAN, "      -" }, { 0.0004, "<= 1 ms" },          { 0.001, "<= 1 ms" },
                 { 0.00164, " 1.6 ms" },     { 0.0123, "  12 ms" },          { 1.25, "  1.2 s" },
                 { 5, "  5.0 s" },           { (double)INFINITY, "  > 5 s" } };
    struct top_view *view = busy_view(0);
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        view->operations[0].latency.p99_s = rows[i].s;
        struct str row = line_of(picture(view, TOP_LINES_ALL), 9);
        CU_ASSERT_STR_EQUAL(str_slice(row, row.size - 7, 7), str_from(rows[i].latency));
    }
}

/* Gives the member behind a path of names, which must be there. */
static struct json_object *
member(struct json_object *json, const char *const *path)
{
    for (; *path != NULL; path++)
        CU_ASSERT_TRUE_FATAL(json_object_object_get_ex(json, *path, &json));
    return json;
}

#define MEMBER(json, ...) member((json), (const char *const[]){ __VA_ARGS__, NULL })

static void
the_object_is_json_in_base_units(void)
{
    struct top_view *view = busy_view(2);
    struct buf buf;
    buf_init(&buf, test_arena());
    view->workers[1].operation = NULL;
    view->all.latency = no_latency;
    top_draw_json(&buf, view);
    CU_ASSERT_EQUAL(count_lines(buf_str(&buf)), 1);
    struct json_object *json = json_parse_own(test_arena(), buf_str(&buf));
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    CU_ASSERT_STR_EQUAL(json_text(MEMBER(json, "version")), STR("1.2.3\033[m"));
    CU_ASSERT_EQUAL(json_object_get_double(MEMBER(json, "interval_seconds")), 3600);
    CU_ASSERT_PTR_NULL(MEMBER(json, "all", "p50_seconds"));
    CU_ASSERT_EQUAL(json_object_get_double(MEMBER(json, "database", "p50_seconds")), 0.001);
    CU_ASSERT_EQUAL(json_object_get_double(MEMBER(json, "database", "p99_seconds")), 5);
    CU_ASSERT_EQUAL(json_object_get_int(MEMBER(json, "workers_by_state", "starting")), 2);
    CU_ASSERT_EQUAL(json_object_get_int(MEMBER(json, "sealer", "pid")), 4194304);
    struct json_object *workers = MEMBER(json, "workers");
    CU_ASSERT_EQUAL_FATAL(json_object_array_length(workers), 2);
    struct json_object *first = json_object_array_get_idx(workers, 0);
    CU_ASSERT_STR_EQUAL(json_text(MEMBER(first, "operation")),
                        str_from(longest_operation(&longest_service)->name));
    CU_ASSERT_PTR_NULL(MEMBER(json_object_array_get_idx(workers, 1), "operation"));
    CU_ASSERT_EQUAL(json_object_array_length(MEMBER(json, "operations")), OPERATIONS);
}

static void
without_a_sealer_the_object_has_none(void)
{
    struct top_view *view = busy_view(0);
    struct buf buf;
    buf_init(&buf, test_arena());
    view->sealer.state = SCOREBOARD_EMPTY;
    top_draw_json(&buf, view);
    CU_ASSERT_PTR_NULL(MEMBER(json_parse_own(test_arena(), buf_str(&buf)), "sealer"));
}

SUITE(top_draw)
{
    static const struct test_case cases[] = {
        { "the busiest server fits into 80 columns", the_busiest_server_fits_into_80_columns },
        { "a picture has no more lines than there are",
          a_picture_has_no_more_lines_than_there_are },
        { "few workers leave their room to the operations, and the other way round",
          few_workers_leave_their_room_to_the_operations_and_the_other_way_round },
        { "the head says how the server does", the_head_says_how_the_server_does },
        { "times are told as people do", times_are_told_as_people_do },
        { "latencies are told no finer than they are known",
          latencies_are_told_no_finer_than_they_are_known },
        { "the object is JSON in base units", the_object_is_json_in_base_units },
        { "without a sealer the object has none", without_a_sealer_the_object_has_none },
        { NULL, NULL },
    };
    return cases;
}
