/*
 * Dropped partitions and missing events. Must never explain a hole behind what was dropped.
 */
#include "cli/audit_drops.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdlib.h>

/* Who drops partitions. Source: audit_partition_drop() in sql/functions. */
#define SYSTEM_ACCOUNT "000000000000"

void
audit_drops_release(struct audit_drops *drops)
{
    free(drops->runs);
}

static int64_t
number(struct json_object *object, const char *name)
{
    struct json_object *value;
    return json_object_object_get_ex(object, name, &value) ? json_object_get_int64(value) : 0;
}

void
audit_drops_event(struct audit_drops *drops, const struct audit_event *event)
{
    struct json_object *parameters;
    if (!str_equal(event->event_name, STR("TrailPartitionDropped")) ||
        !str_equal(event->account_id, STR(SYSTEM_ACCOUNT)))
        return;
    struct json_tokener *tokener = json_tokener_new();
    struct json_object *record =
        json_tokener_parse_ex(tokener, event->record.data, (int)event->record.size);
    json_tokener_free(tokener);
    if (json_object_object_get_ex(record, "requestParameters", &parameters) &&
        number(parameters, "events") > 0) {
        int64_t first = number(parameters, "firstSequence");
        int64_t to = number(parameters, "toTransaction");
        drops->events += number(parameters, "events");
        if (drops->first_sequence == 0 || first < drops->first_sequence)
            drops->first_sequence = first;
        if (to > drops->to_transaction)
            drops->to_transaction = to;
    }
    json_object_put(record);
}

void
audit_drops_missing(struct audit_drops *drops, const struct finding_place *place,
                    int64_t from_transaction, uint64_t events)
{
    struct missing_run *last = drops->count > 0 ? &drops->runs[drops->count - 1] : NULL;
    if (last != NULL && place->seal <= last->last_seal + 1) {
        last->last_seal = place->seal;
        last->events += events;
        return;
    }
    if (drops->count == drops->capacity) {
        drops->capacity = drops->capacity > 0 ? drops->capacity * 2 : 16;
        drops->runs = reallocarray(drops->runs, drops->capacity, sizeof *drops->runs);
        if (drops->runs == NULL)
            abort();
    }
    struct missing_run run = { .first_seal = place->seal,
                               .last_seal = place->seal,
                               .from_transaction = from_transaction,
                               .events = events };
    if (account_text_read(place->account, &run.account) == 0)
        drops->runs[drops->count++] = run;
}

/*
 * Tells whether as much is gone as was dropped. Events that say so are dropped themselves one day;
 * what they told of had lower numbers than all that is still told of.
 */
static bool
is_explained(const struct audit_drops *drops)
{
    uint64_t gone = 0, least = (uint64_t)drops->events;
    for (size_t i = 0; i < drops->count; i++)
        if (drops->runs[i].from_transaction < drops->to_transaction)
            gone += drops->runs[i].events;
    return gone >= least && gone - least < (uint64_t)drops->first_sequence;
}

void
audit_drops_finish(const struct audit_drops *drops, struct audit_report *report)
{
    bool explained = is_explained(drops);
    for (size_t i = 0; i < drops->count; i++) {
        const struct missing_run *run = &drops->runs[i];
        struct finding_place place = { .seal = run->first_seal,
                                       .account = account_text_str(&run->account) };
        bool droppable = run->from_transaction < drops->to_transaction;
        if (droppable && explained)
            continue;
        audit_report_add(report, FINDING_EVENT_MISSING, &place,
                         "of seals %" PRId64 " to %" PRId64 ", events are gone: %" PRIu64
                         "; of a partition that was dropped there: %" PRId64,
                         run->first_seal, run->last_seal, run->events,
                         droppable ? drops->events : 0);
    }
}
