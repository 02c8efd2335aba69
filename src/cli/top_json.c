/*
 * The object of memberhubctl top --json: seconds, counts, and rates a second.
 */
#include "cli/top_draw.h"

#include <inttypes.h>
#include <math.h>

#include "base/clock.h"
#include "base/codec.h"

/* Adds a member for a number of seconds: null where there is none, the last bound beyond it, as
 * Prometheus does. */
static void
add_quantile(struct buf *buf, const char *name, double s)
{
    if (isnan(s))
        buf_add_format(buf, ", \"%s_seconds\": null", name);
    else
        buf_add_format(buf, ", \"%s_seconds\": %.6f", name,
                       isinf(s) ? (double)metrics_bound_us(METRICS_BUCKETS - 2) / 1e6 : s);
}

static void
add_latency(struct buf *buf, const struct top_latency *latency)
{
    add_quantile(buf, "p50", latency->p50_s);
    add_quantile(buf, "p90", latency->p90_s);
    add_quantile(buf, "p99", latency->p99_s);
}

static void
add_traffic(struct buf *buf, const struct top_traffic *traffic)
{
    buf_add_format(buf,
                   "\"requests\": %" PRIu64 ", \"requests_per_second\": %.3f"
                   ", \"refused_per_second\": %.3f, \"failed_per_second\": %.3f",
                   traffic->requests, traffic->rate, traffic->refused_rate, traffic->failed_rate);
    add_latency(buf, &traffic->latency);
}

/* Adds the members that name an operation, null for none. */
static void
add_operation(struct buf *buf, const struct service *service, const struct operation *operation)
{
    if (operation == NULL)
        buf_add(buf, STR("\"service\": null, \"operation\": null"));
    else
        buf_add_format(buf, "\"service\": \"%s\", \"operation\": \"%s\"", service->name,
                       operation->name);
}

static void
add_process(struct buf *buf, const struct top_process *process)
{
    buf_add_format(buf,
                   "{\"number\": %" PRId64 ", \"pid\": %d, \"state\": \"%s\", \"age_seconds\": %.3f"
                   ", \"silent_seconds\": %.3f, \"served\": %.0f, \"requests_per_second\": %.3f"
                   ", \"connections\": %.0f, ",
                   process->number, (int)process->pid, scoreboard_state_name(process->state),
                   process->age_s, process->silent_s, process->served, process->rate,
                   process->connections);
    add_operation(buf, process->service, process->operation);
    buf_add_char(buf, '}');
}

static void
add_server(struct buf *buf, const struct top_view *view)
{
    const struct top_sample *sample = view->sample;
    struct str now = time_format_ms(buf->arena, sample->time_ms);
    struct str since = time_format_ms(buf->arena, sample->started_ms);
    buf_add(buf, STR("\"version\": "));
    json_quote(buf, sample->version);
    buf_add_format(buf,
                   ", \"time\": \"%.*s\", \"interval_seconds\": %.3f, \"since_start\": %s"
                   ", \"started_at\": \"%.*s\", \"master_pid\": %d, \"master_gone\": %s"
                   ", \"draining\": %s",
                   STR_PRINTF(now), (double)view->interval_ms / 1000,
                   view->since_start ? "true" : "false", STR_PRINTF(since), (int)sample->master_pid,
                   sample->master_gone ? "true" : "false", sample->draining ? "true" : "false");
}

void
top_draw_json(struct buf *buf, const struct top_view *view)
{
    buf_add_char(buf, '{');
    add_server(buf, view);
    buf_add(buf, STR(", \"all\": {"));
    add_traffic(buf, &view->all);
    buf_add_format(buf, "}, \"database\": {\"sessions\": %" PRId64 ", \"calls_per_second\": %.3f",
                   view->sample->database_sessions, view->call_rate);
    add_latency(buf, &view->call_latency);
    buf_add(buf, STR("}, \"workers_by_state\": {"));
    for (unsigned state = SCOREBOARD_EMPTY + 1; state < SCOREBOARD_STATES; state++)
        buf_add_format(buf, "%s\"%s\": %zu", state > SCOREBOARD_EMPTY + 1 ? ", " : "",
                       scoreboard_state_name(state), view->workers_in[state]);
    buf_add(buf, STR("}, \"sealer\": "));
    if (view->sealer.state == SCOREBOARD_EMPTY)
        buf_add(buf, STR("null"));
    else
        add_process(buf, &view->sealer);
    buf_add(buf, STR(", \"workers\": ["));
    for (size_t i = 0; i < view->worker_count; i++) {
        buf_add(buf, i > 0 ? STR(", ") : STR(""));
        add_process(buf, &view->workers[i]);
    }
    buf_add(buf, STR("], \"operations\": ["));
    for (size_t i = 0; i < view->operation_count; i++) {
        buf_add(buf, i > 0 ? STR(", {") : STR("{"));
        add_operation(buf, view->operations[i].service, view->operations[i].operation);
        buf_add(buf, STR(", "));
        add_traffic(buf, &view->operations[i]);
        buf_add_char(buf, '}');
    }
    buf_add(buf, STR("]}\n"));
}
