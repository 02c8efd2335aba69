/*
 * The picture of memberhubctl top.
 * Must never be wider than 80 columns where it matters: that is how wide a terminal is by default.
 */
#include "cli/top_draw.h"

#include <inttypes.h>
#include <math.h>

#include "base/clock.h"
#include "cli/output.h"

/* Lines that are always there: those of the head, a title and an empty line before each table. */
enum { HEAD_LINES = 5, TITLE_LINES = 4 };
enum { MINUTE_S = 60, HOUR_S = 60 * MINUTE_S, DAY_S = 24 * HOUR_S };

/* Gives "12s", "59m12s", "23h59m", "3d04h". */
static const char *
age_text(struct arena *arena, double age_s)
{
    int64_t s = (int64_t)age_s;
    if (s < MINUTE_S)
        return arena_format(arena, "%" PRId64 "s", s).data;
    if (s < HOUR_S)
        return arena_format(arena, "%" PRId64 "m%02" PRId64 "s", s / MINUTE_S, s % MINUTE_S).data;
    if (s < DAY_S)
        return arena_format(arena, "%" PRId64 "h%02" PRId64 "m", s / HOUR_S, s % HOUR_S / MINUTE_S)
            .data;
    return arena_format(arena, "%" PRId64 "d%02" PRId64 "h", s / DAY_S, s % DAY_S / HOUR_S).data;
}

/* Gives how long a process has been silent; tenths matter while it is well. */
static const char *
silence_text(struct arena *arena, double silent_s)
{
    return silent_s < 10 ? arena_format(arena, "%.1fs", silent_s).data : age_text(arena, silent_s);
}

static const char *
rate_text(struct arena *arena, double rate)
{
    return arena_format(arena, rate < 1000 ? "%.1f" : "%.0f", rate).data;
}

/* Gives a quantile; nothing is known of where in the first bucket, or behind the last, it is. */
static const char *
latency_text(struct arena *arena, double s)
{
    double first_s = (double)metrics_bound_us(0) / 1e6;
    double last_s = (double)metrics_bound_us(METRICS_BUCKETS - 2) / 1e6;
    if (isnan(s))
        return "-";
    if (s <= first_s)
        return arena_format(arena, "<= %.0f ms", first_s * 1000).data;
    if (s > last_s)
        return arena_format(arena, "> %.0f s", last_s).data;
    if (s >= 1)
        return arena_format(arena, "%.1f s", s).data;
    return arena_format(arena, s < 0.01 ? "%.1f ms" : "%.0f ms", s * 1000).data;
}

static void
add_quantiles(struct buf *buf, const struct top_latency *latency)
{
    buf_add_format(buf, "p50 %s, p90 %s, p99 %s", latency_text(buf->arena, latency->p50_s),
                   latency_text(buf->arena, latency->p90_s),
                   latency_text(buf->arena, latency->p99_s));
}

static void
add_server(struct buf *buf, const struct top_view *view)
{
    const struct top_sample *sample = view->sample;
    double up_s = (double)(sample->time_ms - sample->started_ms) / 1000;
    struct str version = output_printable(buf->arena, sample->version);
    struct str since = time_format_ms(buf->arena, sample->started_ms);
    since = str_slice(since, 0, str_find(since, '.'));
    buf_add_format(buf, "memberhub %.*s, up %s since %.*sZ, ", STR_PRINTF(version),
                   age_text(buf->arena, up_s), STR_PRINTF(since));
    if (sample->master_pid == 0)
        buf_add(buf, STR("alone"));
    else
        buf_add_format(buf, "master %d", (int)sample->master_pid);
    if (sample->master_gone)
        buf_add(buf, STR(" IS GONE"));
    else if (sample->draining)
        buf_add(buf, STR(", stopping"));
    buf_add_char(buf, '\n');
}

static void
add_processes(struct buf *buf, const struct top_view *view)
{
    const struct top_process *sealer = &view->sealer;
    buf_add_format(buf, "workers   %zu", view->worker_count);
    for (unsigned state = SCOREBOARD_EMPTY + 1; state < SCOREBOARD_STATES; state++)
        if (view->workers_in[state] > 0)
            buf_add_format(buf, ", %zu %s", view->workers_in[state], scoreboard_state_name(state));
    if (sealer->state == SCOREBOARD_EMPTY)
        buf_add(buf, STR("; no sealer\n"));
    else
        buf_add_format(buf, "; sealer %d %s, seen %s ago\n", (int)sealer->pid,
                       scoreboard_state_name(sealer->state),
                       silence_text(buf->arena, sealer->silent_s));
}

static void
add_head(struct buf *buf, const struct top_view *view)
{
    struct arena *arena = buf->arena;
    add_server(buf, view);
    add_processes(buf, view);
    buf_add_format(buf, "requests  %s/s, %s/s refused, %s/s failed, ",
                   rate_text(arena, view->all.rate), rate_text(arena, view->all.refused_rate),
                   rate_text(arena, view->all.failed_rate));
    if (view->since_start)
        buf_add(buf, STR("since the start\n"));
    else
        buf_add_format(buf, "in %.1f s\n", (double)view->interval_ms / 1000);
    buf_add(buf, STR("latency   "));
    add_quantiles(buf, &view->all.latency);
    buf_add_format(buf, "\ndatabase  %s/s, ", rate_text(arena, view->call_rate));
    add_quantiles(buf, &view->call_latency);
    buf_add_format(buf, ", %" PRId64 " sessions so far\n", view->sample->database_sessions);
}

static void
add_workers(struct buf *buf, const struct top_view *view, size_t count)
{
    struct arena *arena = buf->arena;
    buf_add(buf, STR("\n  NO     PID STATE       AGE    SERVED   REQ/S CONN   SEEN OPERATION\n"));
    for (size_t i = 0; i < count; i++) {
        const struct top_process *worker = &view->workers[i];
        const struct operation *operation = worker->operation;
        buf_add_format(
            buf, "%4" PRId64 " %7d %-8s %6s %9.0f %7s %4.0f %6s %s%s%s\n", worker->number,
            (int)worker->pid, scoreboard_state_name(worker->state), age_text(arena, worker->age_s),
            worker->served, rate_text(arena, worker->rate), worker->connections,
            silence_text(arena, worker->silent_s), operation != NULL ? operation->name : "-",
            operation != NULL ? " " : "", operation != NULL ? worker->service->name : "");
    }
}

static void
add_operations(struct buf *buf, const struct top_view *view, size_t count)
{
    struct arena *arena = buf->arena;
    buf_add_format(buf, "\n%-36s %-11s %7s %6s %7s %7s\n", "OPERATION", "SERVICE", "REQ/S",
                   "FAIL/S", "P50", "P99");
    for (size_t i = 0; i < count; i++) {
        const struct top_traffic *traffic = &view->operations[i];
        const struct operation *operation = traffic->operation;
        buf_add_format(buf, "%-36s %-11s %7s %6s %7s %7s\n",
                       operation != NULL ? operation->name : "(none that is known)",
                       operation != NULL ? traffic->service->name : "",
                       rate_text(arena, traffic->rate), rate_text(arena, traffic->failed_rate),
                       latency_text(arena, traffic->latency.p50_s),
                       latency_text(arena, traffic->latency.p99_s));
    }
}

static size_t
smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

void
top_draw_text(struct buf *buf, const struct top_view *view, size_t lines)
{
    enum { ALWAYS = HEAD_LINES + TITLE_LINES };
    size_t left = lines > ALWAYS ? lines - ALWAYS : 0;
    /* Workers may take what the operations leave, and half of the room in any case. */
    size_t idle = left - smaller(left, view->operation_count);
    size_t workers = smaller(view->worker_count, idle > left / 2 ? idle : left / 2);
    add_head(buf, view);
    add_workers(buf, view, workers);
    add_operations(buf, view, smaller(view->operation_count, left - workers));
}
