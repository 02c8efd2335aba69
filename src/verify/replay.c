/*
 * Replaying what events did, to relationships above all.
 * Must never move a relationship out of a wrong state silently.
 */
#include "verify/replay.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/attributes.h"
#include "verify/drops.h"
#include "verify/fact_reader.h"
#include "verify/rules.h"
#include "verify/source.h"
#include "verify/views.h"

/* Of what one row of a dump can hold, whoever wrote it. */
enum { ARENA_BYTES = 1024 * 1024 * 1024 };
/* Of a call that moves them further: as many as a call names. */
enum { CALL_MOVES_MAX = 50 };

/* A move that waits for its turn. */
struct effect {
    struct audit_map_key key;
    uint8_t from, to;
    bool held;   /* of an earlier seal than the one that is being read */
    bool begins; /* the event says that the trail begins with it */
    int64_t seal, sequence, transaction;
    struct invitation invitation; /* that was accepted, where sight begins */
    uint64_t order;               /* in which it came, for effects of one event */
    char event_id[37];            /* a UUID's text */
};

/* What a drop carries over comes before the event of the drop, in the same transaction. */
struct carried {
    bool waits; /* for the event of the drop */
    int64_t transaction, seal, sequence;
    struct account_text account;
    char event_id[37];
};

struct audit_replay {
    struct audit_report *report;
    struct arena *arena; /* of one event's facts */
    struct audit_rules *rules;
    struct audit_states states;
    struct audit_map map;
    struct audit_views views;
    struct effect *effects;
    size_t count, capacity;
    size_t event_first; /* of `effects`: the first one of the event that is read */
    uint64_t taken;     /* effects so far */
    struct carried carried;
};

struct audit_replay *
audit_replay_new(struct audit_report *report)
{
    struct audit_replay *replay = calloc(1, sizeof *replay);
    if (replay == NULL)
        abort();
    replay->report = report;
    replay->arena = arena_new(ARENA_BYTES);
    replay->rules = audit_rules_new();
    audit_states_init(&replay->states, report, replay->rules);
    audit_map_init(&replay->map);
    audit_views_init(&replay->views, report);
    return replay;
}

void
audit_replay_free(struct audit_replay *replay)
{
    if (replay == NULL)
        return;
    audit_states_release(&replay->states);
    audit_rules_free(replay->rules);
    arena_free(replay->arena);
    audit_map_release(&replay->map);
    audit_views_release(&replay->views);
    free(replay->effects);
    free(replay);
}

void
audit_replay_transition(struct audit_replay *replay, const struct str *row)
{
    audit_rules_add(replay->rules, row);
}

void
audit_replay_transitions_end(struct audit_replay *replay, bool or_earlier)
{
    struct finding_place place = { .seal = 0 };
    struct str hash, wanted;
    if (!audit_rules_are_known(replay->rules, replay->report->arena, or_earlier, &hash, &wanted))
        audit_report_add(replay->report, FINDING_TRANSITIONS_ALTERED, &place,
                         "the state machine's hash is %.*s, and %.*s in this version",
                         STR_PRINTF(hash), STR_PRINTF(wanted));
}

static void
add_effect(struct audit_replay *replay, const struct effect *effect)
{
    replay->effects =
        array_grow(replay->effects, replay->count, &replay->capacity, sizeof *replay->effects);
    replay->effects[replay->count++] = *effect;
}

static void
copy_id(char ret_id[37], struct str event_id)
{
    struct str id = str_slice(event_id, 0, 36);
    bytes_copy(ret_id, 37, id.data, id.size);
    ret_id[id.size] = '\0';
}

/* Ends the wait for the event of a drop: it is not in the transaction. */
static void
report_carried(struct audit_replay *replay)
{
    struct carried *carried = &replay->carried;
    char sequence[24];
    if (!carried->waits)
        return;
    snprintf(sequence, sizeof sequence, "%" PRId64, carried->sequence);
    struct finding_place place = { carried->seal, account_text_str(&carried->account),
                                   str_from(sequence), str_from(carried->event_id) };
    audit_report_add(replay->report, FINDING_EFFECT_ILLEGAL, &place,
                     "TrailBegins repeats a state, and its transaction dropped no partition");
    carried->waits = false;
}

/* Takes note of the event's transaction, all of whose events come one behind the other. */
static void
note_transaction(struct audit_replay *replay, const struct audit_event *event)
{
    int64_t transaction = 0;
    if (str_to_int64(event->transaction_id, 0, INT64_MAX, &transaction) < 0)
        transaction = -1;
    if (transaction != replay->carried.transaction)
        report_carried(replay);
    replay->carried.transaction = transaction;
    if (audit_drops_is_drop(event))
        replay->carried.waits = false;
}

/* Takes note of an event that says how relationships stand, with the move that it says. */
static void
take_beginning(struct audit_replay *replay, const struct audit_event *event, enum audit_era era,
               struct effect *effect, const struct finding_place *place)
{
    struct carried *carried = &replay->carried;
    bool repeats = effect->from == effect->to;
    effect->begins = effect->from == AUDIT_STATE_NONE;
    if (repeats ? era != AUDIT_ERA_EVENTS : era != AUDIT_ERA_BEGINNING)
        audit_report_add(replay->report, FINDING_EFFECT_ILLEGAL, place,
                         "TrailBegins in the middle of the trail: it makes member %.*s %s",
                         STR_PRINTF(account_text_str(&effect->key.member)),
                         audit_state_name(effect->to));
    if (!repeats || carried->waits || account_text_read(event->account_id, &carried->account) < 0)
        return;
    carried->waits = true;
    carried->seal = place->seal;
    carried->sequence = effect->sequence;
    copy_id(carried->event_id, event->event_id);
}

/* Fills the effect that a fact of a relationship is; -1 when it is none. */
static int
read_effect(struct audit_replay *replay, const struct fact *fact, struct effect *effect)
{
    effect->key.scope = audit_rules_scope(replay->rules, fact->of[0], fact->of[1]);
    if (account_text_read(fact->of[2], &effect->key.administrator) < 0 ||
        account_text_read(fact->of[3], &effect->key.member) < 0 ||
        audit_state_read(fact->value, &effect->to) < 0)
        return -1;
    return fact->from.size > 0 ? audit_state_read(fact->from, &effect->from) : 0;
}

/* Tells whether an effect moves on what its event has moved before. */
static bool
is_further(const struct audit_replay *replay, const struct effect *effect)
{
    size_t oldest = replay->count > CALL_MOVES_MAX ? replay->count - CALL_MOVES_MAX : 0;
    for (size_t i = replay->count; i > replay->event_first && i > oldest; i--) {
        const struct effect *before = &replay->effects[i - 1];
        if (memcmp(&before->key, &effect->key, sizeof effect->key) == 0)
            return before->to == effect->from;
    }
    return false;
}

/* Checks one effect against the rules of its operation, and has it wait for its turn. */
static void
take_effect(struct audit_replay *replay, const struct audit_event *event, enum audit_era era,
            struct effect *effect, const struct finding_place *place)
{
    const struct audit_rule *rule =
        audit_rules_find(replay->rules, event->service, event->event_name);
    struct str administrator = account_text_str(&effect->key.administrator);
    struct str member = account_text_str(&effect->key.member);
    if (!audit_rule_allows(rule, str_equal(administrator, event->account_id),
                           str_equal(member, event->account_id), effect->from, effect->to,
                           is_further(replay, effect)))
        audit_report_add(replay->report, FINDING_EFFECT_ILLEGAL, place,
                         "%.*s never takes a relationship from %s to %s (%.*s, member %.*s)",
                         STR_PRINTF(event->event_name), audit_state_name(effect->from),
                         audit_state_name(effect->to), STR_PRINTF(administrator),
                         STR_PRINTF(member));
    if (str_equal(event->event_name, STR("TrailBegins")))
        take_beginning(replay, event, era, effect, place);
    copy_id(effect->event_id, event->event_id);
    effect->seal = place->seal;
    effect->transaction = replay->carried.transaction;
    if (audit_views_sees(effect->to) && !audit_views_sees(effect->from))
        effect->invitation = view_accepted(replay->arena, event);
    effect->order = replay->taken++;
    add_effect(replay, effect);
}

/* Takes one fact of an event; -1 when it cannot be read. */
static int
take_fact(struct audit_replay *replay, const struct audit_event *event, enum audit_era era,
          const struct fact *fact, const struct finding_place *place)
{
    struct effect effect = { .held = false };
    if (str_to_int64(event->sequence, 0, INT64_MAX, &effect.sequence) < 0)
        return -1;
    if (fact->kind != FACT_RELATIONSHIP) {
        audit_states_take(&replay->states, fact, effect.sequence);
        return 0;
    }
    if (read_effect(replay, fact, &effect) < 0)
        return -1;
    take_effect(replay, event, era, &effect, place);
    return 0;
}

void
audit_replay_event(struct audit_replay *replay, const struct audit_event *event, int64_t seal,
                   enum audit_era era)
{
    struct finding_place place = { seal, event->account_id, event->sequence, event->event_id };
    struct fact_reader reader;
    struct fact fact;
    int64_t sequence = 0;
    int found;
    note_transaction(replay, event);
    replay->event_first = replay->count;
    fact_reader_init(&reader, replay->arena, event);
    while ((found = fact_next(&reader, &fact)) > 0)
        if (take_fact(replay, event, era, &fact, &place) < 0) {
            found = -1;
            break;
        }
    if (found < 0)
        audit_report_add(replay->report, FINDING_EFFECT_MALFORMED, &place,
                         "the effects of %.*s cannot be read", STR_PRINTF(event->event_name));
    if (str_to_int64(event->sequence, 0, INT64_MAX, &sequence) == 0)
        audit_views_event(&replay->views, replay->arena, replay->rules, event, sequence, &place);
    if (arena_used(replay->arena) > 0)
        arena_reset(replay->arena);
}

void
audit_replay_base(struct audit_replay *replay, const struct fact *fact, int64_t sequence)
{
    struct effect effect = { .from = AUDIT_STATE_NONE };
    bool made;
    if (fact->kind != FACT_RELATIONSHIP) {
        audit_states_take(&replay->states, fact, sequence);
        return;
    }
    /* What a signed statement says can be read. */
    if (read_effect(replay, fact, &effect) < 0)
        return;
    struct audit_map_entry *entry = audit_map_get(&replay->map, &effect.key, &made);
    if (!made && sequence < entry->sequence)
        return;
    entry->state = effect.to;
    entry->sequence = sequence;
    entry->based = true;
    audit_views_based(&replay->views, entry);
}

struct audit_states *
audit_replay_states(struct audit_replay *replay)
{
    return &replay->states;
}

static int
by_sequence(const void *a, const void *b)
{
    const struct effect *left = a, *right = b;
    if (left->sequence != right->sequence)
        return left->sequence < right->sequence ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static void
move(struct audit_replay *replay, const struct effect *effect)
{
    bool made;
    struct audit_map_entry *entry = audit_map_get(&replay->map, &effect->key, &made);
    const struct sight sight = { .transaction = effect->transaction,
                                 .sequence = effect->sequence,
                                 .seal = effect->seal,
                                 .invitation = effect->invitation };
    /* A statement tells of what came later. */
    if (entry->based && effect->sequence <= entry->sequence)
        return;
    entry->based = false;
    uint8_t was = made ? effect->from : entry->state;
    if (made && effect->from != AUDIT_STATE_NONE) {
        entry->assumed = true;
        entry->state = effect->from;
        audit_views_based(&replay->views, entry);
    } else if (entry->state != effect->from || (effect->begins && !made)) {
        char sequence[24];
        snprintf(sequence, sizeof sequence, "%" PRId64, effect->sequence);
        struct finding_place place = { effect->seal, account_text_str(&effect->key.administrator),
                                       str_from(sequence), str_from(effect->event_id) };
        audit_report_add(replay->report, FINDING_EFFECT_BROKEN, &place,
                         "member %.*s goes from %s to %s, but was %s since event %" PRId64,
                         STR_PRINTF(account_text_str(&effect->key.member)),
                         audit_state_name(effect->from), audit_state_name(effect->to),
                         audit_state_name(entry->state), entry->sequence);
    }
    entry->state = effect->to;
    audit_views_moved(&replay->views, entry, was, &sight);
    if (!entry->assumed || made)
        entry->sequence = effect->sequence;
}

void
audit_replay_step(struct audit_replay *replay, bool last)
{
    size_t ready = 0;
    int64_t due = audit_views_due(&replay->views);
    if (last)
        report_carried(replay);
    if (replay->count > 0)
        qsort(replay->effects, replay->count, sizeof *replay->effects, by_sequence);
    for (size_t i = 0; i < replay->count; i++)
        if (last || replay->effects[i].held || replay->effects[i].sequence < due)
            ready = i + 1;
    for (size_t i = 0; i < ready; i++)
        move(replay, &replay->effects[i]);
    replay->count -= ready;
    for (size_t i = 0; i < replay->count; i++) {
        replay->effects[i] = replay->effects[ready + i];
        replay->effects[i].held = true;
    }
    audit_views_judge(&replay->views, &replay->map, last);
}

static void
report_state(struct audit_replay *replay, const struct audit_map_entry *entry, struct str is)
{
    char sequence[24];
    snprintf(sequence, sizeof sequence, "%" PRId64, entry->sequence);
    struct finding_place place = { .account = account_text_str(&entry->key.administrator),
                                   .sequence = str_from(entry->sequence > 0 ? sequence : "") };
    audit_report_add(replay->report, FINDING_STATE_UNEXPLAINED, &place,
                     "%s: member %.*s is %.*s, but its events make it %s",
                     audit_rules_scope_name(replay->rules, entry->key.scope),
                     STR_PRINTF(account_text_str(&entry->key.member)), STR_PRINTF(is),
                     audit_state_name(entry->state));
}

void
audit_replay_compare(struct audit_replay *replay, const struct str *row)
{
    struct audit_map_key key;
    uint8_t state;
    bool made;
    struct str is = row[RELATIONSHIP_STATE];
    key.scope =
        audit_rules_scope(replay->rules, row[RELATIONSHIP_SERVICE], row[RELATIONSHIP_REGION]);
    if (account_text_read(row[RELATIONSHIP_ADMINISTRATOR], &key.administrator) < 0 ||
        account_text_read(row[RELATIONSHIP_MEMBER], &key.member) < 0 ||
        audit_state_read(is, &state) < 0) {
        struct finding_place place = { .account = row[RELATIONSHIP_ADMINISTRATOR] };
        audit_report_add(replay->report, FINDING_STATE_UNEXPLAINED, &place,
                         "a relationship cannot be read");
        return;
    }
    struct audit_map_entry *entry = audit_map_get(&replay->map, &key, &made);
    entry->seen = true;
    if (made)
        entry->assumed = true;
    else if (entry->state != state)
        report_state(replay, entry, is);
    if (made)
        entry->state = state;
}

/* Reports a relationship whose first state no event gave it. */
static void
report_assumed(struct audit_replay *replay, const struct audit_map_entry *entry)
{
    char sequence[24];
    snprintf(sequence, sizeof sequence, "%" PRId64, entry->sequence);
    bool has_event = entry->sequence > 0;
    struct finding_place place = { .account = account_text_str(&entry->key.administrator),
                                   .sequence = str_from(has_event ? sequence : "") };
    audit_report_add(replay->report, has_event ? FINDING_EFFECT_BROKEN : FINDING_STATE_UNEXPLAINED,
                     &place, "%s: %s member %.*s in a state that nothing led to",
                     audit_rules_scope_name(replay->rules, entry->key.scope),
                     has_event ? "the event found" : "there is",
                     STR_PRINTF(account_text_str(&entry->key.member)));
}

void
audit_replay_finish(struct audit_replay *replay, bool dropped)
{
    audit_views_finish(&replay->views, dropped);
    for (size_t i = 0; i < replay->map.count; i++) {
        const struct audit_map_entry *entry = audit_map_at(&replay->map, i);
        if (!entry->seen && entry->state != AUDIT_STATE_NONE)
            report_state(replay, entry, STR("None"));
        /* A drop carries over whatever would be left without an event. */
        if (entry->assumed && (!dropped || entry->sequence == 0))
            report_assumed(replay, entry);
    }
}
