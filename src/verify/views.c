/*
 * Views against relationships. A view is right when its snapshot saw an acceptance of just that
 * invitation, and no end of it; what committed beside it does not matter.
 */
#include "verify/views.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/state.h"
#include "base/array.h"
#include "base/codec.h"

/* SEALS_KEPT: a view is sealed in less time than so many seals take after its snapshot. */
enum { SEALS_KEPT = 600, EVENT_ID_SIZE = 37 };
#define ARENA_BYTES ((size_t)16 << 30)

/* A view that waits until everything before it has moved. */
struct look {
    struct audit_map_key key;
    struct invitation invitation;
    const struct view_snapshot *snapshot;
    int64_t seal, sequence;
    bool held; /* of an earlier seal than the one that is being read */
    char event_id[EVENT_ID_SIZE];
};

void
audit_views_init(struct audit_views *views, struct audit_report *report)
{
    *views = (struct audit_views){ .report = report,
                                   .arena = arena_new(ARENA_BYTES),
                                   .snapshots = arena_new(ARENA_BYTES) };
}

void
audit_views_release(struct audit_views *views)
{
    arena_free(views->arena);
    arena_free(views->snapshots);
    free(views->looks);
    free(views->unknown);
}

bool
audit_views_sees(uint8_t state)
{
    return strcmp(audit_state_name(state), "Enabled") == 0 ||
           strcmp(audit_state_name(state), "Disabled") == 0;
}

/* Gives back everything from a sight on that came earlier. */
static void
forget(struct audit_views *views, struct sight **first)
{
    while (*first != NULL) {
        struct sight *gone = *first;
        *first = gone->earlier;
        gone->earlier = views->spare;
        views->spare = gone;
    }
}

static void
add_sight(struct audit_views *views, struct audit_map_entry *entry, const struct sight *sight)
{
    struct sight *made = views->spare;
    if (made != NULL)
        views->spare = made->earlier;
    else
        made = arena_alloc(views->arena, sizeof *made);
    *made = *sight;
    made->earlier = entry->sights;
    entry->sights = made;
}

void
audit_views_based(struct audit_views *views, struct audit_map_entry *entry)
{
    forget(views, &entry->sights);
    if (audit_views_sees(entry->state))
        add_sight(views, entry, &(struct sight){ .sequence = entry->sequence, .sees = true });
}

void
audit_views_moved(struct audit_views *views, struct audit_map_entry *entry, uint8_t from,
                  const struct sight *event)
{
    struct sight sight = *event, *kept;
    sight.sees = audit_views_sees(entry->state);
    if (sight.sees == audit_views_sees(from))
        return;
    add_sight(views, entry, &sight);
    for (kept = entry->sights; kept != NULL; kept = kept->earlier)
        if (kept->seal != 0 && event->seal - kept->seal >= SEALS_KEPT)
            forget(views, &kept->earlier);
}

/* Gives the event's snapshot to what outlives the event. */
static const struct view_snapshot *
keep_snapshot(struct audit_views *views, const struct view_snapshot *snapshot)
{
    size_t size = snapshot->count * sizeof *snapshot->under_way;
    struct view_snapshot *kept = arena_alloc(views->snapshots, sizeof *kept);
    *kept = *snapshot;
    kept->under_way = arena_alloc(views->snapshots, size + 1);
    bytes_copy(kept->under_way, size + 1, snapshot->under_way, size);
    return kept;
}

/* Has one view wait; -1 when it is of nobody that can be an account. */
static int
take_view(struct audit_views *views, struct audit_rules *rules, const struct audit_event *event,
          const struct view *view, const struct look *of_event)
{
    struct look look = *of_event;
    if (!view->invitation.is_known && str_equal(view->account, event->account_id))
        return 0;
    look.key.scope = audit_rules_scope(rules, event->service, view->region);
    look.invitation = view->invitation;
    if (account_text_read(event->account_id, &look.key.administrator) < 0 ||
        account_text_read(view->account, &look.key.member) < 0)
        return -1;
    views->looks = array_grow(views->looks, views->count, &views->capacity, sizeof *views->looks);
    views->looks[views->count++] = look;
    return 0;
}

void
audit_views_event(struct audit_views *views, struct arena *arena, struct audit_rules *rules,
                  const struct audit_event *event, int64_t sequence,
                  const struct finding_place *place)
{
    struct view_reader reader;
    struct view view;
    struct look look = { .seal = place->seal, .sequence = sequence };
    struct str id = str_slice(event->event_id, 0, EVENT_ID_SIZE - 1);
    int found = view_reader_init(&reader, arena, event);
    bytes_copy(look.event_id, EVENT_ID_SIZE, id.data, id.size);
    if (found == 0 && reader.count > 0)
        look.snapshot = keep_snapshot(views, &reader.snapshot);
    while (found == 0 && (found = view_next(&reader, &view)) > 0)
        found = take_view(views, rules, event, &view, &look);
    if (found < 0)
        audit_report_add(views->report, FINDING_VIEW_MALFORMED, place,
                         "what %.*s showed cannot be read", STR_PRINTF(event->event_name));
}

int64_t
audit_views_due(const struct audit_views *views)
{
    int64_t due = 0;
    for (size_t i = 0; i < views->count; i++)
        if (views->looks[i].held && views->looks[i].sequence > due)
            due = views->looks[i].sequence;
    return due;
}

static void
report_look(struct audit_views *views, const struct look *look, const struct sight *sight)
{
    char sequence[24], how[128];
    snprintf(sequence, sizeof sequence, "%" PRId64, look->sequence);
    struct finding_place place = { look->seal, account_text_str(&look->key.administrator),
                                   str_from(sequence), str_from(look->event_id) };
    struct str id = hex_encode(views->report->arena, look->invitation.id, INVITATION_BYTES);
    if (sight == NULL)
        snprintf(how, sizeof how, "which it had never accepted before");
    else if (!sight->sees)
        snprintf(how, sizeof how, "which event %" PRId64 " had ended before", sight->sequence);
    else
        snprintf(how, sizeof how, "but event %" PRId64 " accepted another one", sight->sequence);
    audit_report_add(views->report, FINDING_VIEW_UNEXPLAINED, &place,
                     "it shows findings of member %.*s by %s%.*s, %s",
                     STR_PRINTF(account_text_str(&look->key.member)),
                     look->invitation.is_known ? "invitation " : "no invitation",
                     look->invitation.is_known ? (int)id.size : 0, id.data, how);
}

/* Has a look wait until it is known whether events are gone. */
static void
add_unknown(struct audit_views *views, const struct look *look)
{
    views->unknown = array_grow(views->unknown, views->unknown_count, &views->unknown_capacity,
                                sizeof *views->unknown);
    views->unknown[views->unknown_count++] = *look;
}

static void
judge(struct audit_views *views, const struct audit_map *map, const struct look *look)
{
    const struct audit_map_entry *entry = audit_map_find(map, &look->key);
    if (entry == NULL) {
        add_unknown(views, look);
        return;
    }
    /* A statement tells how it stood later. */
    if (entry->based && look->sequence <= entry->sequence)
        return;
    const struct sight *sight = entry->sights;
    while (sight != NULL && !view_snapshot_sees(look->snapshot, sight->transaction))
        sight = sight->earlier;
    if (sight == NULL || !sight->sees || !look->invitation.is_known ||
        (sight->invitation.is_known &&
         memcmp(sight->invitation.id, look->invitation.id, INVITATION_BYTES) != 0))
        report_look(views, look, sight);
}

void
audit_views_judge(struct audit_views *views, const struct audit_map *map, bool last)
{
    size_t rest = 0;
    for (size_t i = 0; i < views->count; i++) {
        if (last || views->looks[i].held) {
            judge(views, map, &views->looks[i]);
        } else {
            views->looks[rest] = views->looks[i];
            views->looks[rest++].held = true;
        }
    }
    views->count = rest;
    if (rest == 0)
        arena_reset(views->snapshots);
}

void
audit_views_finish(struct audit_views *views, bool dropped)
{
    for (size_t i = 0; i < views->unknown_count && !dropped; i++)
        report_look(views, &views->unknown[i], NULL);
}
