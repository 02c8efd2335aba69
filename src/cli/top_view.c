/*
 * Differences of two samples.
 * Must never tell of a process what another one did that was in its place before.
 */
#include "cli/top_view.h"

#include <math.h>
#include <stdlib.h>

#define WORKER(member) offsetof(struct top_process, member)
#define OPERATION(member) offsetof(struct top_traffic, member)

const struct top_order top_orders[] = {
    { "requests", WORKER(rate), OPERATION(rate) },
    { "errors", TOP_ORDER_USUAL, OPERATION(failed_rate) },
    { "refusals", TOP_ORDER_USUAL, OPERATION(refused_rate) },
    { "latency", TOP_ORDER_USUAL, OPERATION(latency.p99_s) },
    { "silence", WORKER(silent_s), TOP_ORDER_USUAL },
    { "age", WORKER(age_s), TOP_ORDER_USUAL },
    { "served", WORKER(served), TOP_ORDER_USUAL },
    { "connections", WORKER(connections), TOP_ORDER_USUAL },
    { .name = NULL },
};

/* Gives the row's value, of which a greater one stands further up. */
static double
value_at(const void *row, size_t offset)
{
    return *(const double *)(const void *)((const char *)row + offset);
}

/* Orders two rows as qsort_r() wants; rows without a value, NAN, come last. */
static int
compare_at(const void *a, const void *b, size_t offset)
{
    double of_a = value_at(a, offset), of_b = value_at(b, offset);
    if (isnan(of_a) || isnan(of_b))
        return isnan(of_a) - isnan(of_b);
    return (of_a < of_b) - (of_a > of_b);
}

static int
compare_workers(const void *a, const void *b, void *context)
{
    const struct top_process *worker_a = a, *worker_b = b;
    const struct top_order *order = context;
    int by_value = order != NULL && order->of_worker != TOP_ORDER_USUAL
                       ? compare_at(a, b, order->of_worker)
                       : 0;
    int by_number = (worker_a->number > worker_b->number) - (worker_a->number < worker_b->number);
    int by_pid = (worker_a->pid > worker_b->pid) - (worker_a->pid < worker_b->pid);
    return by_value != 0 ? by_value : by_number != 0 ? by_number : by_pid;
}

static int
compare_operations(const void *a, const void *b, void *context)
{
    size_t number_a = ((const struct top_traffic *)a)->number;
    size_t number_b = ((const struct top_traffic *)b)->number;
    const struct top_order *order = context;
    int by_value = order != NULL && order->of_operation != TOP_ORDER_USUAL
                       ? compare_at(a, b, order->of_operation)
                       : 0;
    int by_rate = compare_at(a, b, OPERATION(rate));
    int by_row = (number_a > number_b) - (number_a < number_b);
    return by_value != 0 ? by_value : by_rate != 0 ? by_rate : by_row;
}

static double
per_second(uint64_t count, int64_t interval_ms)
{
    return (double)count * 1000 / (double)interval_ms;
}

static double
seconds(int64_t ms)
{
    return ms > 0 ? (double)ms / 1000 : 0;
}

double
top_quantile(const struct histogram *histogram, double q)
{
    double rank = q * (double)histogram_count(histogram), below = 0, low_us = 0;
    if (histogram_count(histogram) == 0)
        return (double)NAN;
    for (size_t i = 0; i + 1 < METRICS_BUCKETS; i++) {
        double inside = (double)histogram->buckets[i];
        double high_us = (double)metrics_bound_us(i);
        if (inside > 0 && below + inside >= rank)
            return (low_us + (high_us - low_us) * (rank - below) / inside) / 1e6;
        below += inside;
        low_us = high_us;
    }
    return (double)INFINITY;
}

static struct top_latency
latency_of(const struct histogram *histogram)
{
    return (struct top_latency){ .p50_s = top_quantile(histogram, 0.5),
                                 .p90_s = top_quantile(histogram, 0.9),
                                 .p99_s = top_quantile(histogram, 0.99) };
}

static void
add_histogram(struct histogram *into, const struct histogram *from)
{
    for (size_t i = 0; i < METRICS_BUCKETS; i++)
        into->buckets[i] += from->buckets[i];
}

/* Gives what was counted in between; nothing where a number shrank, as no counter does. */
static struct metrics
counted(struct arena *arena, const struct top_sample *before, const struct top_sample *now)
{
    struct metrics grown = metrics_new(arena, now->metrics.layout);
    for (size_t i = 0, count = metrics_counter_count(grown.layout); i < count; i++) {
        uint64_t first = before != NULL ? before->metrics.counters[i] : 0;
        uint64_t last = now->metrics.counters[i];
        grown.counters[i] = last > first ? last - first : 0;
    }
    return grown;
}

static void
add_traffic(struct top_traffic *traffic, struct metrics counts, size_t number, int64_t interval_ms)
{
    for (size_t code = 0; code < metrics_code_count(counts.layout); code++) {
        uint64_t answered = metrics_value(counts, METRICS_REQUESTS, number, code);
        double rate = per_second(answered, interval_ms);
        uint16_t status = metrics_code_status(counts.layout, code);
        traffic->requests += answered;
        traffic->rate += rate;
        traffic->refused_rate += status >= 400 && status < 500 ? rate : 0;
        traffic->failed_rate += status >= 500 ? rate : 0;
    }
}

static void
view_operations(struct arena *arena, struct top_view *view, struct metrics counts)
{
    struct histogram all = { .sum_us = 0 };
    size_t count = counts.layout->rows[METRICS_REQUESTS];
    view->operations = arena_array(arena, count, sizeof view->operations[0]);
    for (size_t number = 0; number < count; number++) {
        const struct histogram *durations = metrics_histogram(counts, METRICS_DURATIONS, number);
        struct top_traffic *traffic = &view->operations[view->operation_count];
        add_traffic(traffic, counts, number, view->interval_ms);
        add_traffic(&view->all, counts, number, view->interval_ms);
        add_histogram(&all, durations);
        traffic->number = number;
        traffic->operation = operation_numbered(number, &traffic->service);
        traffic->latency = latency_of(durations);
        view->operation_count += traffic->requests > 0;
    }
    view->all.latency = latency_of(&all);
}

static void
view_calls(struct top_view *view, struct metrics counts)
{
    struct histogram all = { .sum_us = 0 };
    for (size_t call = 0; call < counts.layout->rows[METRICS_CALLS]; call++)
        add_histogram(&all, metrics_histogram(counts, METRICS_CALLS, call));
    view->call_rate = per_second(histogram_count(&all), view->interval_ms);
    view->call_latency = latency_of(&all);
}

/* Gives how many requests the process served in the interval, and how much of it it was there. */
static double
process_rate(const struct top_view *view, const struct top_place *before,
             const struct top_place *now)
{
    bool same = before != NULL && before->pid == now->pid && before->started_ms == now->started_ms;
    int64_t first = same ? before->served : 0;
    int64_t age_ms = view->sample->taken_ms - now->started_ms;
    int64_t there_ms = age_ms > 0 && age_ms < view->interval_ms ? age_ms : view->interval_ms;
    return now->served > first ? per_second((uint64_t)(now->served - first), there_ms) : 0;
}

static struct top_process
view_process(const struct top_view *view, const struct top_place *before,
             const struct top_place *now)
{
    const struct service *service;
    const struct operation *operation = operation_numbered((size_t)now->operation, &service);
    return (struct top_process){ .pid = now->pid,
                                 .state = now->state,
                                 .number = now->number,
                                 .operation = operation,
                                 .service = service,
                                 .age_s = seconds(view->sample->taken_ms - now->started_ms),
                                 .silent_s = seconds(view->sample->taken_ms - now->beat_ms),
                                 .served = (double)now->served,
                                 .connections = (double)now->connections,
                                 .rate = process_rate(view, before, now) };
}

static void
view_processes(struct arena *arena, struct top_view *view, const struct top_sample *before)
{
    const struct top_sample *now = view->sample;
    view->workers = arena_array(arena, now->place_count, sizeof view->workers[0]);
    for (size_t i = 0; i < now->place_count; i++) {
        const struct top_place *place = &now->places[i];
        const struct top_place *then =
            before != NULL && i < before->place_count ? &before->places[i] : NULL;
        if (place->state == SCOREBOARD_EMPTY || place->role == SCOREBOARD_COUNTER)
            continue;
        if (place->role == SCOREBOARD_SEALER) {
            view->sealer = view_process(view, then, place);
            continue;
        }
        view->workers[view->worker_count++] = view_process(view, then, place);
        view->workers_in[place->state]++;
    }
}

struct top_view *
top_view_make(struct arena *arena, const struct top_sample *before, const struct top_sample *now,
              const struct top_order *order)
{
    struct top_view *view = arena_alloc(arena, sizeof *view);
    if (before != NULL && !top_sample_same_server(before, now))
        before = NULL;
    view->sample = now;
    view->since_start = before == NULL;
    view->interval_ms =
        before != NULL ? now->taken_ms - before->taken_ms : now->time_ms - now->started_ms;
    if (view->interval_ms < 1)
        view->interval_ms = 1;
    struct metrics counts = counted(arena, before, now);
    view_operations(arena, view, counts);
    view_calls(view, counts);
    view_processes(arena, view, before);
    qsort_r(view->workers, view->worker_count, sizeof view->workers[0], compare_workers,
            (void *)(uintptr_t)order);
    qsort_r(view->operations, view->operation_count, sizeof view->operations[0], compare_operations,
            (void *)(uintptr_t)order);
    return view;
}
