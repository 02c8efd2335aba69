/*
 * Dropped partitions and missing events, of the time before statements. Must never explain a hole
 * behind what was dropped.
 */
#include "verify/drops.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <time.h>

#include "audit/limits.h"
#include "base/array.h"
#include "base/json.h"

/* Who drops partitions. Source: audit_partition_drop() in sql/functions. */
#define SYSTEM_ACCOUNT "000000000000"
#define PARTITION "audit_event_"

enum {
    MONTH_UNKNOWN = 0,
    MONTHS = 12,
};

/* Above all numbers of a trail, and so low that a sum of them does not overflow. */
#define NUMBER_MAX ((int64_t)1 << 50)

void
audit_drops_release(struct audit_drops *drops)
{
    free(drops->drops);
    free(drops->runs);
}

/* Gives a positive number, or 0 when it is none. */
static int64_t
number(struct json_object *object, const char *name)
{
    struct json_object *value;
    if (!json_object_object_get_ex(object, name, &value) ||
        !json_object_is_type(value, json_type_int))
        return 0;
    int64_t given = json_object_get_int64(value);
    return given > 0 && given < NUMBER_MAX ? given : 0;
}

/* Gives the month that a partition is named after, counted through all years; -1 for others. */
static int64_t
partition_month(struct json_object *parameters)
{
    struct json_object *value;
    int64_t year, month;
    if (!json_object_object_get_ex(parameters, "partition", &value))
        return -1;
    struct str name = str_from(json_object_get_string(value));
    struct str digits = str_slice(name, sizeof PARTITION - 1, name.size);
    if (!str_starts_with(name, STR(PARTITION)) || digits.size != 7 || digits.data[4] != '_' ||
        str_to_int64(str_slice(digits, 0, 4), 1, 9999, &year) < 0 ||
        str_to_int64(str_slice(digits, 5, 2), 1, MONTHS, &month) < 0)
        return -1;
    return year * MONTHS + month - 1;
}

static void
add_drop(struct audit_drops *drops, struct json_object *parameters)
{
    struct audit_drop drop = { .month = partition_month(parameters),
                               .events = number(parameters, "events"),
                               .first_sequence = number(parameters, "firstSequence"),
                               .to_transaction = number(parameters, "toTransaction") };
    int64_t last = number(parameters, "lastSequence");
    if (drop.month < 0 || drop.events == 0 || drop.first_sequence == 0 ||
        drop.to_transaction == 0 || drop.events > last - drop.first_sequence + 1)
        return;
    drops->drops =
        array_grow(drops->drops, drops->drop_count, &drops->drop_capacity, sizeof *drops->drops);
    drops->drops[drops->drop_count++] = drop;
    drops->events += drop.events;
}

bool
audit_drops_is_drop(const struct audit_event *event)
{
    return str_equal(event->event_name, STR("TrailPartitionDropped")) &&
           str_equal(event->account_id, STR(SYSTEM_ACCOUNT));
}

/* Gives what a drop was asked for with, in the arena; NULL where the event does not tell. */
static struct json_object *
parameters_of(struct arena *arena, const struct audit_event *event)
{
    struct json_object *parameters = NULL;
    json_object_object_get_ex(json_parse_own(arena, event->record), "requestParameters",
                              &parameters);
    return parameters;
}

struct str
audit_drops_month(struct arena *arena, const struct audit_event *event)
{
    struct json_object *month;
    if (!json_object_object_get_ex(parameters_of(arena, event), "month", &month))
        return STR("a month");
    return str_from(json_object_get_string(month));
}

void
audit_drops_event(struct audit_drops *drops, const struct audit_event *event, int64_t seal,
                  bool is_sealed)
{
    struct arena *arena = drops->report->arena;
    if (!audit_drops_is_drop(event))
        return;
    struct finding_place place = { seal, event->account_id, event->sequence, event->event_id };
    if (drops->retention_days <= 0)
        audit_report_add(drops->report, FINDING_DROP_UNEXPECTED, &place,
                         "a partition was dropped, and %s",
                         drops->retention_days == 0
                             ? "retention keeps everything"
                             : "nothing was said of how long events are kept (--retention)");
    if (is_sealed)
        add_drop(drops, parameters_of(arena, event));
    arena_reset(arena);
}

/* Gives the month in which the oldest event may be of a seal that began then: an event's clock may
 * be behind that of the seal before its own. */
static int64_t
month_of(int64_t began_ms)
{
    struct tm tm = { 0 };
    time_t time = (time_t)((began_ms - AUDIT_CLOCK_SKEW_MS) / 1000);
    if (began_ms <= 0 || gmtime_r(&time, &tm) == NULL)
        return MONTH_UNKNOWN;
    return ((int64_t)tm.tm_year + 1900) * MONTHS + tm.tm_mon;
}

void
audit_drops_missing(struct audit_drops *drops, const struct finding_place *place,
                    const struct seal_record *seal, int64_t began_ms, uint64_t events)
{
    struct missing_run *last = drops->count > 0 ? &drops->runs[drops->count - 1] : NULL;
    struct missing_run run = { .first_seal = seal->number,
                               .last_seal = seal->number,
                               .month = month_of(began_ms),
                               .from_transaction = seal->from_transaction,
                               .events = events };
    if (last != NULL && run.first_seal <= last->last_seal + 1 && run.month == last->month) {
        last->last_seal = run.last_seal;
        last->from_transaction = run.from_transaction;
        last->events += events;
        return;
    }
    drops->runs = array_grow(drops->runs, drops->count, &drops->capacity, sizeof *drops->runs);
    if (account_text_read(place->account, &run.account) == 0)
        drops->runs[drops->count++] = run;
}

static int
by_month(const void *a, const void *b)
{
    const struct audit_drop *left = a, *right = b;
    return left->month < right->month ? -1 : left->month > right->month;
}

/* Tells whether one of the drops from `first` on, which are by month, can explain the run. */
static bool
covers(const struct audit_drops *drops, size_t first, const struct missing_run *run)
{
    for (size_t i = first; i < drops->drop_count; i++)
        if (run->month <= drops->drops[i].month &&
            run->from_transaction < drops->drops[i].to_transaction)
            return true;
    return false;
}

/* Tells whether a run that only drops from `first` on can explain is one. */
static bool
needs(const struct audit_drops *drops, size_t first, const struct missing_run *run)
{
    if (!covers(drops, first, run))
        return false;
    for (size_t i = 0; i < first; i++)
        if (run->month <= drops->drops[i].month &&
            run->from_transaction < drops->drops[i].to_transaction)
            return false;
    return true;
}

/*
 * Tells whether no more is gone than was dropped from the drop `first` on, and with the first one,
 * which all can be weighed against, no less either. Events that tell of a drop are dropped
 * themselves one day: what they told of is of earlier months, and had lower numbers than all that
 * is still told of.
 */
static bool
is_enough(const struct audit_drops *drops, size_t first)
{
    int64_t told = 0, gone = 0, forgotten = 0;
    for (size_t i = first; i < drops->drop_count; i++)
        told += drops->drops[i].events;
    for (size_t i = 0; i < drops->count; i++) {
        const struct missing_run *run = &drops->runs[i];
        int64_t events = run->events < (uint64_t)NUMBER_MAX ? (int64_t)run->events : NUMBER_MAX;
        if (!needs(drops, first, run))
            continue;
        gone += events;
        if (first == 0 && run->month < drops->drops[0].month)
            forgotten += events;
    }
    int64_t lower = first == 0 ? drops->drops[0].first_sequence - 1 : 0;
    return (first > 0 || gone >= told) && gone - told <= (lower < forgotten ? lower : forgotten);
}

void
audit_drops_finish(struct audit_drops *drops)
{
    bool is_explained = drops->drop_count > 0;
    if (is_explained)
        qsort(drops->drops, drops->drop_count, sizeof *drops->drops, by_month);
    for (size_t i = 0; i < drops->drop_count && is_explained; i++)
        is_explained = is_enough(drops, i);
    for (size_t i = 0; i < drops->count; i++) {
        const struct missing_run *run = &drops->runs[i];
        struct finding_place place = { .seal = run->first_seal,
                                       .account = account_text_str(&run->account) };
        bool droppable = covers(drops, 0, run);
        if (droppable && is_explained)
            continue;
        audit_report_add(drops->report, FINDING_EVENT_MISSING, &place,
                         "of seals %" PRId64 " to %" PRId64 ", events are gone: %" PRIu64
                         "; of partitions that were dropped there: %" PRId64,
                         run->first_seal, run->last_seal, run->events,
                         droppable ? drops->events : 0);
    }
}
