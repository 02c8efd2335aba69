/*
 * The table of metrics, and how each kind becomes samples.
 * Must never leave out a sample that was there before, or start one later than need be: a counter
 * whose first value is not 0 hides what happened before.
 */
#include "observe/series.h"

#include "api/function.h"
#include "api/operation.h"
#include "api/server.h"
#include "db/attempt.h"
#include "db/statement.h"
#include "observe/census.h"
#include "observe/series_processes.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unversioned"
#endif

enum { US_OF_MS = 1000 };

static const struct labels unlabelled = { .of = { { NULL, NULL } } };

/* Gives what was counted in a row of the sum, in its first counter or that of a code. */
static int64_t
counted(const struct scrape *scrape, enum metrics_family family, size_t row, size_t code)
{
    return (int64_t)metrics_value(scrape->sum, family, row, code);
}

/* ---- requests ---- */

/* Gives service and operation of a row of the counters. */
static struct labels
operation_labels(size_t number)
{
    const struct service *service;
    const struct operation *row = operation_numbered(number, &service);
    return (struct labels){ .of = { { "service", row != NULL ? service->name : "unknown" },
                                    { "operation", row != NULL ? row->name : "unknown" } } };
}

/*
 * An operation that was called has all its codes, so that the first failures are seen to come. What
 * is refused before it is known what it is has them from the start: it may be the first that comes.
 */
static bool
was_called(const struct scrape *scrape, size_t number)
{
    return number == 0 ||
           histogram_count(metrics_histogram(scrape->sum, METRICS_DURATIONS, number)) > 0;
}

static void
render_requests(const struct scrape *scrape, const char *name, struct buf *out)
{
    const struct metrics_layout *layout = scrape->sum.layout;
    for (size_t number = 0; number < layout->rows[METRICS_REQUESTS]; number++)
        for (size_t code = 0; code < metrics_code_count(layout) && was_called(scrape, number);
             code++) {
            int64_t answered = counted(scrape, METRICS_REQUESTS, number, code);
            uint16_t status = metrics_code_status(layout, code);
            struct labels labels = operation_labels(number);
            labels.of[2].name = "code";
            labels.of[2].value =
                status != 0 ? arena_format(out->arena, "%d", status).data : "other";
            exposition_sample(out, name, &labels, answered);
        }
}

static void
render_durations(const struct scrape *scrape, const char *name, struct buf *out)
{
    for (size_t number = 0; number < scrape->sum.layout->rows[METRICS_DURATIONS]; number++) {
        struct labels labels = operation_labels(number);
        if (was_called(scrape, number))
            exposition_histogram(out, name, &labels,
                                 metrics_histogram(scrape->sum, METRICS_DURATIONS, number));
    }
}

static void
render_refusals(const struct scrape *scrape, const char *name, struct buf *out)
{
    for (size_t fault = 0; fault < scrape->sum.layout->rows[METRICS_REFUSALS]; fault++) {
        struct labels labels = { .of = { { "fault", fault_row((enum fault_code)fault)->name } } };
        exposition_sample(out, name, &labels, counted(scrape, METRICS_REFUSALS, fault, 0));
    }
}

/* Those that say that it is not known who asks, or that whoever it is may not. */
static void
render_auth_failures(const struct scrape *scrape, const char *name, struct buf *out)
{
    static const enum fault_code reasons[] = {
        FAULT_MISSING_AUTHENTICATION,
        FAULT_AMBIGUOUS_AUTHENTICATION,
        FAULT_INCOMPLETE_SIGNATURE,
        FAULT_INVALID_SIGNATURE,
        FAULT_SIGNATURE_MISMATCH,
        FAULT_SIGNATURE_EXPIRED,
        FAULT_SIGNATURE_NOT_YET,
        FAULT_CREDENTIAL_SCOPE,
        FAULT_UNKNOWN_KEY,
        FAULT_EXPIRED_TOKEN,
        FAULT_ACCESS_DENIED,
    };
    for (size_t i = 0; i < ARRAY_COUNT(reasons); i++) {
        struct labels labels = { .of = { { "reason", fault_row(reasons[i])->name } } };
        exposition_sample(out, name, &labels, counted(scrape, METRICS_REFUSALS, reasons[i], 0));
    }
}

/* ---- the database ---- */

static void
render_call(const struct scrape *scrape, const char *name, const struct statement *statement,
            struct buf *out)
{
    struct labels labels = { .of = { { "call", statement->name } } };
    if (statement->number >= scrape->sum.layout->rows[METRICS_CALLS])
        return;
    const struct histogram *histogram =
        metrics_histogram(scrape->sum, METRICS_CALLS, statement->number);
    if (histogram_count(histogram) > 0)
        exposition_histogram(out, name, &labels, histogram);
}

static void
render_calls(const struct scrape *scrape, const char *name, struct buf *out)
{
    size_t functions = functions_count(scrape->functions);
    for (size_t id = 0; id < STATEMENT_COUNT; id++)
        render_call(scrape, name, statement_row((enum statement_id)id), out);
    for (size_t place = 0; place < functions; place++)
        render_call(scrape, name, &functions_at(scrape->functions, place)->statement, out);
}

static void
render_retries(const struct scrape *scrape, const char *name, struct buf *out)
{
    for (size_t ended = 0; ended < scrape->sum.layout->rows[METRICS_RETRIES]; ended++) {
        struct labels labels = { .of = { { "kind", attempt_retried_name((enum attempt)ended) } } };
        if (labels.of[0].value != NULL)
            exposition_sample(out, name, &labels, counted(scrape, METRICS_RETRIES, ended, 0));
    }
}

static bool
database_up(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = scrape->database_up;
    return true;
}

static bool
database_sessions(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = atomic_load(&scrape->board->database_sessions);
    return true;
}

static void
render_relationships(const struct scrape *scrape, const char *name, struct buf *out)
{
    bool taken = atomic_load(&scrape->board->census_taken_ms) != 0;
    for (size_t i = 0; taken && i < census_lines(); i++)
        for (size_t j = 0; j < CENSUS_STATES; j++) {
            struct labels labels = { .of = { { "service", census_service(i) },
                                             { "state", census_state(j) } } };
            exposition_sample(out, name, &labels, census_value(i, j));
        }
}

static bool
relationships_age(const struct scrape *scrape, int64_t *ret_value)
{
    int64_t taken_ms = atomic_load(&scrape->board->census_taken_ms);
    *ret_value = scrape->now_ms - taken_ms;
    return taken_ms != 0;
}

/* ---- the audit trail ---- */

static bool
seal_lag(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = scrape->trail.lag_ms;
    return scrape->has_trail;
}

static bool
months_ahead(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = scrape->trail.months_ahead;
    return scrape->has_trail;
}

static bool
seal_number(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = scrape->trail.seal_number;
    return scrape->has_trail;
}

static bool
seal_time(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = scrape->trail.sealed_at_ms;
    return scrape->has_trail;
}

/* ---- the server ---- */

static bool
draining(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = atomic_load(&scrape->board->draining);
    return true;
}

static bool
start_time(const struct scrape *scrape, int64_t *ret_value)
{
    *ret_value = scrape->board->started_ms;
    return true;
}

static void
render_build(const struct scrape *scrape, const char *name, struct buf *out)
{
    (void)scrape;
    struct labels labels = {
        .of = { { "version", PACKAGE_VERSION },
                { "schema", arena_format(out->arena, "%d", SERVER_SCHEMA_VERSION).data } }
    };
    exposition_sample(out, name, &labels, 1);
}

#define COUNTER EXPOSITION_COUNTER
#define GAUGE EXPOSITION_GAUGE
#define HISTOGRAM EXPOSITION_HISTOGRAM

/* clang-format off */
static const struct series series[] = {
    { "memberhub_build_info", GAUGE,
      "1; which program this is, and the schema that it needs.",
      .render = render_build },
    { "memberhub_start_time_seconds", GAUGE,
      "When the server was started, since 1970.",
      .value = start_time, .unit_us = US_OF_MS },
    { "memberhub_draining", GAUGE,
      "1 once the server was told to stop.",
      .value = draining },

    { "memberhub_requests_total", COUNTER,
      "Requests that were answered.",
      .render = render_requests },
    { "memberhub_request_duration_seconds", HISTOGRAM,
      "How long they took, from a worker's taking of a request to the handing over of its answer.",
      .render = render_durations },
    { "memberhub_refusals_total", COUNTER,
      "Requests that were refused, by the row of the fault table.",
      .render = render_refusals },
    { "memberhub_auth_failures_total", COUNTER,
      "Those of them whose signer was not known, or may not.",
      .render = render_auth_failures },
    { "memberhub_answers_undelivered_total", COUNTER,
      "Answers that could not be handed to nginx.",
      .counter = METRICS_UNDELIVERED },
    { "memberhub_answers_given_up_total", COUNTER,
      "Those of them that were not taken in time.",
      .counter = METRICS_GIVEN_UP },

    { "memberhub_database_up", GAUGE,
      "1 when the database answered this scrape.",
      .value = database_up },
    { "memberhub_database_sessions_opened_total", COUNTER,
      "Sessions that all processes opened.",
      .value = database_sessions },
    { "memberhub_database_call_duration_seconds", HISTOGRAM,
      "How long calls took, over all attempts, by statement.",
      .render = render_calls },
    { "memberhub_database_retries_total", COUNTER,
      "Attempts that followed another, by what became of that one.",
      .render = render_retries },

    { "memberhub_relationships", GAUGE,
      "Relationships when they were last counted.",
      .render = render_relationships },
    { "memberhub_relationships_age_seconds", GAUGE,
      "How long ago they were counted.",
      .value = relationships_age, .unit_us = US_OF_MS },

    { "memberhub_audit_seal_lag_seconds", GAUGE,
      "Age of the committed event that is next to be sealed; 0 when there is none.",
      .value = seal_lag, .unit_us = US_OF_MS },
    { "memberhub_audit_last_seal_number", GAUGE,
      "Number of the last seal; 0 before the first.",
      .value = seal_number },
    { "memberhub_audit_last_seal_time_seconds", GAUGE,
      "When it was made, since 1970.",
      .value = seal_time, .unit_us = US_OF_MS },
    { "memberhub_audit_months_ahead", GAUGE,
      "Months after this one that the trail has a place for; -1: not even for this one.",
      .value = months_ahead },
    { "memberhub_audit_events_lost_total", COUNTER,
      "Events of reads and of refused signatures that were not recorded.",
      .counter = METRICS_EVENTS_LOST },

    { "memberhub_workers", GAUGE,
      "Workers by state.",
      .render = series_workers },
    { "memberhub_worker_starts_total", COUNTER,
      "Workers that began to serve.",
      .counter = METRICS_WORKER_STARTS },
    { "memberhub_worker_busy_seconds_total", COUNTER,
      "Time that workers did not wait for somebody to ask.",
      .counter = METRICS_BUSY_US, .unit_us = 1 },
    { "memberhub_worker_longest_busy_seconds", GAUGE,
      "Of the workers with a request in hand, the longest time since one gave a sign of life.",
      .value = series_longest_busy, .unit_us = US_OF_MS },
    { "memberhub_connections", GAUGE,
      "Connections that workers hold.",
      .value = series_connections },
    { "memberhub_sealers", GAUGE,
      "Sealers by state.",
      .render = series_sealers },
    { "memberhub_sealer_starts_total", COUNTER,
      "Sealers that began to work.",
      .counter = METRICS_SEALER_STARTS },
};
/* clang-format on */

const struct series *
series_row(size_t index)
{
    return index < ARRAY_COUNT(series) ? &series[index] : NULL;
}

static void
render_single(const struct series *row, const struct scrape *scrape, struct buf *out)
{
    int64_t value = row->value == NULL ? counted(scrape, row->counter, 0, 0) : 0;
    if (row->value != NULL && !row->value(scrape, &value))
        return;
    if (row->unit_us != 0)
        exposition_sample_seconds(out, row->name, &unlabelled, value * row->unit_us);
    else
        exposition_sample(out, row->name, &unlabelled, value);
}

void
series_render(const struct scrape *scrape, struct buf *out)
{
    for (size_t i = 0; i < ARRAY_COUNT(series); i++) {
        exposition_family(out, series[i].name, series[i].type, series[i].help);
        if (series[i].render != NULL)
            series[i].render(scrape, series[i].name, out);
        else
            render_single(&series[i], scrape, out);
    }
}
