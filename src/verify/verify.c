/*
 * The verifier's one pass over a trail.
 * Must never skip an event: each is under a seal, after the last one, or reported.
 */
#include "verify/verify.h"

#include <inttypes.h>

#include "audit/limits.h"
#include "base/codec.h"
#include "verify/compare.h"
#include "verify/counts.h"
#include "verify/drops.h"
#include "verify/judge.h"
#include "verify/replay.h"
#include "verify/statements.h"
#include "verify/tree.h"
#include "verify/unsealed.h"

enum { PROGRESS_EVENTS = 1024 }; /* between two calls of the progress function */

struct verifier {
    struct audit_source *source;
    struct audit_seals *seals;
    struct audit_report *report;
    audit_progress_fn *progress;
    void *context; /* of progress() */
    struct audit_counts counts;
    struct audit_totals totals;
    struct audit_tree tree;
    struct audit_replay *replay;
    struct audit_drops drops;
    struct audit_statements statements;
    int64_t first_sealed_ms;   /* when the first seal was made; 0: there is none */
    int last_form;             /* of the last signed seal; 0: none */
    bool has_statements;       /* seals tell of drops from the one that is read, or earlier, on */
    struct audit_map accounts; /* those that were met */
    int64_t covered_to;        /* transactions below are under a seal that was read */
    int64_t sealed_before_ms;  /* when the seal before this one was made */
    struct audit_unsealed unsealed;
};

static struct finding_place
place_of(const struct str *row, int64_t seal)
{
    return (struct finding_place){ seal, row[EVENT_ACCOUNT], row[EVENT_SEQUENCE], row[EVENT_ID] };
}

/* Reports an event that cannot be read, and gives -1. */
static int
malformed(struct verifier *v, const struct str *row, int64_t seal)
{
    struct finding_place place = place_of(row, seal);
    audit_report_add(v->report, FINDING_EVENT_MALFORMED, &place, "it cannot be read");
    return -1;
}

static void
note_account(struct verifier *v, const struct tree_account *account)
{
    bool made;
    struct audit_map_key key = { .administrator = account->account, .scope = 1 };
    audit_map_get(&v->accounts, &key, &made);
    v->totals.accounts += made;
}

/* Tells when an event was made. */
static enum audit_era
era_of(const struct verifier *v, int64_t time_ms)
{
    if (v->first_sealed_ms == 0 || time_ms <= v->first_sealed_ms)
        return AUDIT_ERA_BEGINNING;
    return v->has_statements ? AUDIT_ERA_STATEMENTS : AUDIT_ERA_EVENTS;
}

/* Takes note of an event that says that something was dropped. */
static void
note_drop(struct verifier *v, const struct audit_event *event, int64_t seal, bool is_sealed)
{
    if (!audit_drops_is_drop(event))
        return;
    if (v->has_statements)
        audit_statements_told(&v->statements, audit_drops_month(v->report->arena, event));
    else
        audit_drops_event(&v->drops, event, seal, is_sealed);
}

/*
 * Takes one event: its hash into the tree, what it did to the replay. `seal` NULL: no seal covers
 * it.
 */
static int
take_event(struct verifier *v, const struct str *row, const struct checked_seal *seal)
{
    int64_t time_ms, number = seal != NULL ? seal->record.number : 0;
    bool differs;
    struct audit_event event = trail_event(row);
    if (str_to_int64(row[EVENT_TIME_MS], INT64_MIN, INT64_MAX, &time_ms) < 0 ||
        audit_tree_add(&v->tree, &event, row[EVENT_LEAF], &differs) < 0)
        return malformed(v, row, number);
    audit_replay_event(v->replay, &event, number, era_of(v, time_ms));
    audit_statements_event(&v->statements, time_ms);
    note_drop(v, &event, number, seal != NULL && seal->is_signed);
    struct finding_place place = place_of(row, number);
    if (seal == NULL) {
        audit_unsealed_note(&v->unsealed, v->source, &event, time_ms, &place);
        if (differs)
            audit_report_add(v->report, FINDING_EVENT_ALTERED, &place,
                             "its stored hash is not its own; it is not sealed yet");
    } else if (seal->has_record && (time_ms > seal->record.sealed_at_ms + AUDIT_CLOCK_SKEW_MS ||
                                    time_ms < v->sealed_before_ms - AUDIT_CLOCK_SKEW_MS)) {
        audit_report_add(v->report, FINDING_EVENT_TIME, &place,
                         "it says that it happened %" PRId64 " s before its seal was made",
                         (seal->record.sealed_at_ms - time_ms) / 1000);
    }
    return 0;
}

/* Gives the next event if its transaction is below `to` (INT64_MAX: in any case), else NULL. */
static int
peek_event(struct verifier *v, int64_t to, const struct str **ret_row, int64_t *ret_transaction,
           struct fault *f)
{
    const struct str *row;
    if (audit_source_peek(v->source, TRAIL_EVENT, &row, f) < 0)
        return -1;
    if (row != NULL && str_to_int64(row[EVENT_TRANSACTION], 0, INT64_MAX, ret_transaction) < 0)
        *ret_transaction = v->covered_to; /* where it stands; take_event() reports it */
    *ret_row = row != NULL && (to == INT64_MAX || *ret_transaction < to) ? row : NULL;
    return 0;
}

static void
event_done(struct verifier *v)
{
    audit_source_advance(v->source, TRAIL_EVENT);
    v->totals.events++;
    if (v->progress != NULL && v->totals.events % PROGRESS_EVENTS == 0)
        v->progress(v->context, &v->totals);
}

/* Ends the events of a seal, or as many as a seal has at most that none covers. */
static void
end_events(struct verifier *v, bool last)
{
    audit_tree_build(&v->tree);
    for (size_t i = 0; i < v->tree.account_count; i++)
        note_account(v, &v->tree.accounts[i]);
    audit_replay_step(v->replay, last);
}

/* Reads the events of transactions below `to`; `seal` NULL: those that no seal covers. */
static int
read_events(struct verifier *v, const struct checked_seal *seal, int64_t to, struct fault *f)
{
    for (;;) {
        const struct str *row;
        int64_t transaction = 0;
        if (peek_event(v, to, &row, &transaction, f) < 0)
            return -1;
        if (row == NULL)
            return 0;
        struct finding_place place = place_of(row, 0);
        if (transaction < v->covered_to)
            audit_report_add(v->report, FINDING_EVENT_INSERTED, &place,
                             "its transaction is under a seal that was made without it");
        else if (seal != NULL && transaction < seal->record.from_transaction)
            audit_report_add(v->report, FINDING_EVENT_INSERTED, &place, "no seal covers it");
        else
            (void)take_event(v, row, seal);
        event_done(v);
        if (seal == NULL && v->tree.count == AUDIT_SEAL_EVENTS_MAX) {
            end_events(v, false);
            audit_tree_clear(&v->tree);
        }
    }
}

/* Reads what is stored of the seal's accounts; INT64_MAX: of those that are left. */
static int
read_accounts(struct verifier *v, int64_t number, struct fault *f)
{
    for (;;) {
        const struct str *row;
        struct tree_account account = { .first = 0 };
        int64_t of = 0, events = 0;
        if (audit_source_peek(v->source, TRAIL_SEAL_ACCOUNT, &row, f) < 0)
            return -1;
        if (row == NULL)
            return 0;
        bool is_row = str_to_int64(row[SEAL_ACCOUNT_NUMBER], 0, INT64_MAX, &of) == 0 &&
                      str_to_int64(row[SEAL_ACCOUNT_EVENTS], 1, INT64_MAX, &events) == 0 &&
                      account_text_read(row[SEAL_ACCOUNT_ID], &account.account) == 0 &&
                      hex_decode(row[SEAL_ACCOUNT_ROOT], account.root, SHA256_SIZE) == 0;
        if (is_row && of > number)
            return 0;
        struct finding_place place = { .seal = of, .account = row[SEAL_ACCOUNT_ID] };
        account.events = (uint64_t)events;
        if (is_row && of == number && number != INT64_MAX)
            audit_tree_add_stored(&v->tree, &account);
        else
            audit_report_add(v->report, FINDING_SEAL_ACCOUNTS, &place,
                             "a row of an account belongs to no seal that there is, or cannot be "
                             "read");
        audit_source_advance(v->source, TRAIL_SEAL_ACCOUNT);
    }
}

/* What statements do not tell of, a drop of before them may explain, under seals of before them. */
static void
take_missing(void *context, const struct finding_place *place, uint64_t events)
{
    struct verifier *v = context;
    if (v->has_statements)
        audit_report_add(v->report, FINDING_EVENT_MISSING, place,
                         "events are gone: %" PRIu64 "; no statement says that they were dropped",
                         events);
    else
        audit_drops_missing(&v->drops, place, &v->seals->last.record, v->sealed_before_ms, events);
}

static bool
take_left(void *context, int64_t seal, struct str account, uint64_t there, uint64_t *ret_events,
          uint8_t ret_root[SHA256_SIZE])
{
    struct verifier *v = context;
    uint64_t lacked;
    return audit_statements_left(&v->statements, seal, account, there, ret_events, ret_root,
                                 &lacked);
}

/* Takes note of what is gone: by a statement, but for what was gone before there were any. */
static void
take_gone(void *context, int64_t seal, struct str account, uint64_t there, uint64_t events)
{
    struct verifier *v = context;
    struct finding_place place = { .seal = seal, .account = account };
    uint64_t lacked = 0, ignored;
    uint8_t root[SHA256_SIZE];
    (void)audit_statements_left(&v->statements, seal, account, there, &ignored, root, &lacked);
    lacked = lacked < events ? lacked : events;
    if (lacked > 0)
        take_missing(v, &place, lacked);
    audit_statements_gone(&v->statements, seal, account, events - lacked);
}

/* Takes note of what a seal says of the time it was made in. */
static void
note_era(struct verifier *v, const struct checked_seal *seal)
{
    if (v->first_sealed_ms == 0 && seal->has_record)
        v->first_sealed_ms = seal->record.sealed_at_ms;
    if (!seal->is_signed)
        return;
    /* What the last sealer of the first form left is under the first seal of the second one. */
    v->has_statements = v->last_form == SEAL_FORM_TELLS_OF_DROPS ||
                        (v->last_form == 0 && seal->record.form == SEAL_FORM_TELLS_OF_DROPS);
    v->last_form = seal->record.form;
    if (seal->record.form == SEAL_FORM_FIRST)
        audit_replay_states(v->replay)->is_old = true;
    audit_statements_seal(&v->statements, &seal->record);
}

/* Reads a seal and all that belongs to it. */
static int
verify_seal(struct verifier *v, const struct str *row, struct fault *f)
{
    const struct audit_judge judge = { v->report, take_missing, take_left, take_gone, v };
    const struct checked_seal *seal = &v->seals->last;
    audit_seals_check(v->seals, row);
    note_era(v, seal);
    audit_source_advance(v->source, TRAIL_SEAL);
    audit_tree_clear(&v->tree);
    if (read_accounts(v, seal->record.number, f) < 0 ||
        read_events(v, seal, seal->record.to_transaction, f) < 0)
        return -1;
    end_events(v, false);
    audit_judge_seal(&judge, &v->tree, &seal->record, seal->is_signed);
    if (seal->record.to_transaction > v->covered_to)
        v->covered_to = seal->record.to_transaction;
    if (seal->is_signed)
        v->sealed_before_ms = seal->record.sealed_at_ms;
    return 0;
}

/* Tells whether a seal, or what belongs to one, is next. */
static int
has_more_seals(struct verifier *v, bool *ret_more, struct fault *f)
{
    const struct str *seal, *account;
    if (audit_source_peek(v->source, TRAIL_SEAL, &seal, f) < 0 ||
        audit_source_peek(v->source, TRAIL_SEAL_ACCOUNT, &account, f) < 0)
        return -1;
    *ret_more = seal != NULL || account != NULL;
    return 0;
}

/*
 * Reads all seals and events. In a dump that lacks a seal, what was under it stands between what is
 * under others, as if nothing covered it.
 */
static int
verify_seals(struct verifier *v, struct fault *f)
{
    const struct str *row;
    bool more;
    do {
        for (;;) {
            if (audit_source_peek(v->source, TRAIL_SEAL, &row, f) < 0)
                return -1;
            if (row == NULL)
                break;
            audit_unsealed_clear(&v->unsealed);
            if (verify_seal(v, row, f) < 0)
                return -1;
        }
        audit_tree_clear(&v->tree);
        if (read_accounts(v, INT64_MAX, f) < 0 || read_events(v, NULL, INT64_MAX, f) < 0 ||
            has_more_seals(v, &more, f) < 0)
            return -1;
        end_events(v, !more);
    } while (more);
    v->has_statements = v->has_statements || v->last_form == SEAL_FORM_TELLS_OF_DROPS;
    return 0;
}

static void
take_state(void *context, const struct fact *fact, int64_t sequence)
{
    struct verifier *v = context;
    audit_replay_base(v->replay, fact, sequence);
}

/* Weighs what is gone against what was dropped. */
static void
weigh_drops(struct verifier *v)
{
    audit_drops_finish(&v->drops);
    audit_statements_finish(&v->statements, &v->totals.dropped, v->totals.undone);
    v->totals.unproven = v->drops.events;
}

static int
verify_all(struct verifier *v, struct fault *f)
{
    if (audit_counts_read(v->source, &v->counts, f) < 0 ||
        audit_statements_read(&v->statements, v->source, v->seals->public_key, take_state, v, f) <
            0 ||
        audit_compare_transitions(v->source, v->replay, f) < 0 || verify_seals(v, f) < 0)
        return -1;
    audit_unsealed_judge(&v->unsealed, v->source, v->sealed_before_ms,
                         &v->totals.oldest_unsealed_ms);
    v->totals.unsealed = v->unsealed.events;
    if (audit_compare_relationships(v->source, v->replay, &v->totals.relationships, f) < 0 ||
        audit_compare_states(v->source, v->replay, &v->totals.unproven_states, f) < 0 ||
        audit_source_finish(v->source, f) < 0)
        return -1;
    audit_counts_compare(&v->counts, v->source, v->has_statements, v->report);
    weigh_drops(v);
    audit_replay_finish(v->replay, v->drops.events > 0);
    audit_seals_finish(v->seals, v->source->taken_at_ms, v->source->is_dump);
    return 0;
}

int
audit_verify(struct audit_source *source, struct audit_seals *seals, struct audit_report *report,
             int64_t retention_days, audit_progress_fn *progress, void *context,
             struct audit_totals *ret_totals, struct fault *f)
{
    struct verifier v = {
        .source = source, .seals = seals, .report = report, .progress = progress, .context = context
    };
    v.drops.report = report;
    v.unsealed = (struct audit_unsealed){ .report = report, .counts = &v.counts };
    v.drops.retention_days = retention_days;
    audit_statements_init(&v.statements, report, retention_days);
    audit_tree_init(&v.tree);
    audit_map_init(&v.accounts);
    v.replay = audit_replay_new(report);
    int failed = verify_all(&v, f);
    if (failed < 0 && f->code == FAULT_BAD_REQUEST) {
        struct finding_place place = { .seal = 0 };
        audit_report_add(report, FINDING_DUMP_DAMAGED, &place, "%s", f->reason);
        failed = 0;
    }
    v.totals.seals = seals->count;
    *ret_totals = v.totals;
    audit_replay_free(v.replay);
    audit_map_release(&v.accounts);
    audit_drops_release(&v.drops);
    audit_statements_release(&v.statements);
    audit_tree_release(&v.tree);
    return failed;
}
