/*
 * Statements of drops, against what is gone.
 * Must never let a line explain anything before all lines of its statement are what was signed.
 */
#include "verify/statements.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/codec.h"
#include "base/ed25519.h"

#define MAP_BYTES ((size_t)4 << 30)
enum { DAY_MS = 24 * 3600 * 1000 };

struct stayed {
    uint64_t events;
    uint8_t root[SHA256_SIZE];
};

/* What statements say of an account under a seal: the last one, which may not be done yet, and the
 * one before. */
struct pair {
    struct stayed last, before;
    uint64_t lacked;
};

/* What statements say of an account, and what is gone. */
struct weighed {
    int64_t stated, stated_last; /* by all statements, and by the last one */
    int64_t gone, first_seal;
    int64_t number; /* of the statement that was the last one to count it */
};

void
audit_statements_init(struct audit_statements *statements, struct audit_report *report,
                      int64_t retention_days)
{
    *statements = (struct audit_statements){ .report = report, .retention_days = retention_days };
    text_map_init(&statements->pairs, sizeof(struct pair), MAP_BYTES);
    text_map_init(&statements->accounts, sizeof(struct weighed), MAP_BYTES);
    text_map_init(&statements->told, 1, MAP_BYTES);
}

void
audit_statements_release(struct audit_statements *statements)
{
    text_map_release(&statements->pairs);
    text_map_release(&statements->accounts);
    text_map_release(&statements->told);
    free(statements->drops);
}

static void
report_altered(const struct audit_statements *statements, const struct stated_drop *drop,
               const char *what)
{
    struct finding_place place = { .seal = drop->number };
    audit_report_add(statements->report, FINDING_DROP_ALTERED, &place, "%s: %s",
                     drop->statement.month, what);
}

/* Reads the seal that states a drop; false unless the key signed it and it names the month. */
static bool
read_seal(const struct str *row, const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE],
          struct seal_record *ret_record)
{
    uint8_t signature[ED25519_SIGNATURE_SIZE];
    struct str record = row[TRAIL_DROP_RECORD], signed_with = row[TRAIL_DROP_SIGNATURE];
    if (record.data == NULL || signed_with.data == NULL ||
        hex_decode(signed_with, signature, sizeof signature) < 0 ||
        seal_record_parse(record, ret_record) < 0)
        return false;
    return str_equal(str_from(ret_record->dropped.month), row[TRAIL_DROP_MONTH]) &&
           ed25519_verify(public_key, record, signature);
}

static struct stated_drop *
new_drop(struct audit_statements *statements)
{
    statements->drops = array_grow(statements->drops, statements->count, &statements->capacity,
                                   sizeof *statements->drops);
    struct stated_drop *drop = &statements->drops[statements->count++];
    *drop = (struct stated_drop){ .number = 0 };
    return drop;
}

/* Takes a row of a stated drop. */
static void
take_drop(struct audit_statements *statements, const struct str *row,
          const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE])
{
    struct seal_record record;
    struct stated_drop *drop = new_drop(statements);
    struct str month = str_slice(row[TRAIL_DROP_MONTH], 0, SEAL_MONTH_SIZE);
    bytes_copy(drop->statement.month, sizeof drop->statement.month - 1, month.data, month.size);
    drop->is_signed =
        str_to_int64(row[TRAIL_DROP_NUMBER], 1, INT64_MAX, &drop->number) == 0 &&
        read_seal(row, public_key, &record) && record.number == drop->number &&
        seal_month_parse(str_from(record.dropped.month), &drop->from_ms, &drop->to_ms) == 0;
    if (!drop->is_signed)
        return;
    drop->statement = record.dropped;
    if (drop->to_ms > statements->last_end_ms)
        statements->last_end_ms = drop->to_ms;
}

static int
read_drops(struct audit_statements *statements, struct audit_source *source,
           const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE], struct fault *f)
{
    const struct str *row;
    for (;;) {
        if (audit_source_peek(source, TRAIL_DROP, &row, f) < 0)
            return -1;
        if (row == NULL)
            return 0;
        take_drop(statements, row, public_key);
        audit_source_advance(source, TRAIL_DROP);
    }
}

static struct stated_drop *
find_drop(const struct audit_statements *statements, struct str month)
{
    for (size_t i = statements->count; i-- > 0;)
        if (str_equal(str_from(statements->drops[i].statement.month), month))
            return &statements->drops[i];
    return NULL;
}

static struct pair *
pair_of(struct audit_statements *statements, const struct drop_line *line)
{
    struct str key = arena_format(statements->report->arena, "%" PRId64 " %.*s", line->numbers[0],
                                  STR_PRINTF(line->text));
    return text_map_get(&statements->pairs, key, NULL);
}

/* Adds what may be any number: until its hash is compared, a statement can say what it likes. */
static void
add(int64_t *sum, int64_t number)
{
    if (__builtin_add_overflow(*sum, number, sum))
        *sum = INT64_MAX;
}

static void
take_account(struct audit_statements *statements, struct stated_drop *drop,
             const struct drop_line *line)
{
    struct weighed *weighed = text_map_get(&statements->accounts, line->text, NULL);
    add(&drop->accounts_events, line->numbers[0]);
    add(&weighed->stated, line->numbers[0]);
    weighed->stated_last = line->numbers[0];
    weighed->number = drop->number;
}

/* Takes note of what a line says. */
static void
take_line(struct audit_statements *statements, struct stated_drop *drop,
          const struct drop_line *line, audit_state_fn *state, void *context)
{
    struct pair *pair;
    switch (line->kind) {
    case DROP_EVENTS:
        drop->events = line->numbers[0];
        break;
    case DROP_SEALS:
        drop->first_seal = line->numbers[0];
        drop->last_seal = line->numbers[1];
        break;
    case DROP_KEPT:
        pair = pair_of(statements, line);
        pair->before = pair->last;
        pair->last.events = (uint64_t)line->numbers[1];
        bytes_copy(pair->last.root, sizeof pair->last.root, line->root, sizeof line->root);
        break;
    case DROP_LACKED:
        pair_of(statements, line)->lacked = (uint64_t)line->numbers[1];
        break;
    case DROP_ACCOUNT:
        take_account(statements, drop, line);
        break;
    case DROP_STATE:
        state(context, &line->fact, line->numbers[0]);
        break;
    case DROP_FORMAT:
    case DROP_MONTH:
    case DROP_LINE_KINDS:
        break;
    }
    arena_reset(statements->report->arena);
}

/*
 * Reads the lines. Those of a statement that turns out not to be what was signed were believed
 * until then: it is reported, so nothing is right any more. Drafts are passed over.
 */
static int
read_lines(struct audit_statements *statements, struct audit_source *source, audit_state_fn *state,
           void *context, struct fault *f)
{
    const struct str *row;
    struct drop_line line;
    for (;;) {
        if (audit_source_peek(source, TRAIL_DROP_LINE, &row, f) < 0)
            return -1;
        if (row == NULL)
            return 0;
        struct stated_drop *drop = find_drop(statements, row[TRAIL_LINE_MONTH]);
        if (drop != NULL && drop->is_signed) {
            drop_hash_add(drop->hash, row[TRAIL_LINE_TEXT]);
            if (drop_line_parse(row[TRAIL_LINE_TEXT], &line) == 0)
                take_line(statements, drop, &line, state, context);
        }
        audit_source_advance(source, TRAIL_DROP_LINE);
    }
}

int
audit_statements_read(struct audit_statements *statements, struct audit_source *source,
                      const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE], audit_state_fn *state,
                      void *context, struct fault *f)
{
    if (read_drops(statements, source, public_key, f) < 0 ||
        read_lines(statements, source, state, context, f) < 0)
        return -1;
    for (size_t i = 0; i < statements->count; i++) {
        struct stated_drop *drop = &statements->drops[i];
        bool is_signed =
            drop->is_signed && memcmp(drop->hash, drop->statement.hash, sizeof drop->hash) == 0;
        if (!is_signed)
            report_altered(statements, drop,
                           drop->is_signed ? "the lines of its statement are not what was signed"
                                           : "no seal of this key states its drop");
        drop->is_signed = is_signed;
    }
    return 0;
}

void
audit_statements_seal(struct audit_statements *statements, const struct seal_record *seal)
{
    struct finding_place place = { .seal = seal->number };
    if (seal->dropped.month[0] == '\0')
        return;
    int64_t from_ms, to_ms;
    struct stated_drop *drop = find_drop(statements, str_from(seal->dropped.month));
    if (drop != NULL && drop->number == seal->number)
        drop->is_met = true;
    else
        audit_report_add(statements->report, FINDING_DROP_ALTERED, &place,
                         "%s: it states the drop, and the statement is gone", seal->dropped.month);
    if (seal_month_parse(str_from(seal->dropped.month), &from_ms, &to_ms) < 0)
        return;
    if (statements->retention_days <= 0)
        audit_report_add(statements->report, FINDING_DROP_UNEXPECTED, &place,
                         "%s: it was dropped, and %s", seal->dropped.month,
                         statements->retention_days == 0
                             ? "retention keeps everything"
                             : "nothing was said of how long events are kept (--retention)");
    else if (to_ms > seal->sealed_at_ms - statements->retention_days * DAY_MS)
        audit_report_add(statements->report, FINDING_DROP_UNEXPECTED, &place,
                         "%s: it was dropped %" PRId64 " days after its end, and retention keeps "
                         "events for %" PRId64,
                         seal->dropped.month, (seal->sealed_at_ms - to_ms) / DAY_MS,
                         statements->retention_days);
}

void
audit_statements_event(struct audit_statements *statements, int64_t time_ms)
{
    if (time_ms >= statements->last_end_ms)
        return;
    for (size_t i = 0; i < statements->count; i++)
        if (time_ms >= statements->drops[i].from_ms && time_ms < statements->drops[i].to_ms)
            statements->drops[i].there++;
}

void
audit_statements_told(struct audit_statements *statements, struct str month)
{
    text_map_get(&statements->told, month, NULL);
}

bool
audit_statements_left(const struct audit_statements *statements, int64_t seal, struct str account,
                      uint64_t there, uint64_t *ret_events, uint8_t ret_root[SHA256_SIZE],
                      uint64_t *ret_lacked)
{
    char key[64];
    bool is_covered = false;
    for (size_t i = 0; i < statements->count && !is_covered; i++)
        is_covered = statements->drops[i].is_signed && statements->drops[i].first_seal <= seal &&
                     seal <= statements->drops[i].last_seal;
    if (!is_covered)
        return false;
    snprintf(key, sizeof key, "%" PRId64 " %.*s", seal, STR_PRINTF(str_slice(account, 0, 20)));
    const struct pair *pair = text_map_find(&statements->pairs, str_from(key));
    *ret_events = 0;
    *ret_lacked = pair != NULL ? pair->lacked : 0;
    /* Events that a later month's drop took along are weighed with all that is gone. */
    if (pair == NULL || there == 0)
        return true;
    const struct stayed *stayed = pair->before.events == there ? &pair->before : &pair->last;
    *ret_events = stayed->events;
    bytes_copy(ret_root, SHA256_SIZE, stayed->root, sizeof stayed->root);
    return true;
}

void
audit_statements_gone(struct audit_statements *statements, int64_t seal, struct str account,
                      uint64_t events)
{
    struct weighed *weighed = text_map_get(&statements->accounts, account, NULL);
    add(&weighed->gone, (int64_t)events);
    if (weighed->first_seal == 0)
        weighed->first_seal = seal;
}

/* Gives the last drop if it was not done: all of its events are there, and it has some. */
static const struct stated_drop *
undone(const struct audit_statements *statements)
{
    const struct stated_drop *last =
        statements->count > 0 ? &statements->drops[statements->count - 1] : NULL;
    bool is_undone =
        last != NULL && last->is_signed && last->events > 0 && last->there == last->events;
    return is_undone ? last : NULL;
}

static void
finish_drop(struct audit_statements *statements, const struct stated_drop *drop, bool is_undone)
{
    if (drop->is_signed && !drop->is_met)
        report_altered(statements, drop, "the seal that states its drop is not in the chain");
    if (drop->is_signed && drop->accounts_events != drop->events)
        report_altered(statements, drop, "its accounts have not as many events as the month");
    if (drop->there > 0 && !is_undone) {
        struct finding_place place = { .seal = drop->number };
        audit_report_add(statements->report, FINDING_DROP_INCOMPLETE, &place,
                         "%s: of its %" PRId64 " events, which were dropped, %" PRId64 " are there",
                         drop->statement.month, drop->events, drop->there);
    }
}

/* Weighs what is gone of an account. */
static void
finish_account(struct audit_statements *statements, const struct text_map_entry *entry,
               const struct stated_drop *not_done)
{
    const struct weighed *weighed = entry->value;
    int64_t stated = weighed->stated;
    struct finding_place place = { .seal = weighed->first_seal, .account = entry->key };
    if (not_done != NULL && weighed->number == not_done->number)
        stated -= weighed->stated_last;
    if (weighed->gone > stated)
        audit_report_add(statements->report, FINDING_EVENT_MISSING, &place,
                         "from seal %" PRId64 " on, %" PRId64 " of its events are gone, and drops "
                         "were stated of %" PRId64,
                         weighed->first_seal, weighed->gone, stated);
    else if (weighed->gone < stated)
        audit_report_add(statements->report, FINDING_DROP_INCOMPLETE, &place,
                         "drops were stated of %" PRId64 " of its events, and %" PRId64 " are gone",
                         stated, weighed->gone);
}

void
audit_statements_finish(struct audit_statements *statements, int64_t *ret_dropped,
                        char ret_undone[SEAL_MONTH_SIZE + 1])
{
    const struct stated_drop *not_done = undone(statements);
    struct finding_place place = { .seal = 0 };
    *ret_dropped = 0;
    ret_undone[0] = '\0';
    if (not_done != NULL)
        bytes_copy(ret_undone, SEAL_MONTH_SIZE + 1, not_done->statement.month,
                   sizeof not_done->statement.month);
    for (size_t i = 0; i < statements->count; i++) {
        const struct stated_drop *drop = &statements->drops[i];
        finish_drop(statements, drop, drop == not_done);
        if (drop->is_signed && drop != not_done)
            add(ret_dropped, drop->events);
    }
    for (size_t i = 0; i < statements->accounts.count; i++)
        finish_account(statements, &statements->accounts.entries[i], not_done);
    for (size_t i = 0; i < statements->told.count; i++) {
        struct str month = statements->told.entries[i].key;
        const struct stated_drop *drop = find_drop(statements, month);
        if (drop == NULL || !drop->is_signed || drop == not_done)
            audit_report_add(statements->report, FINDING_DROP_UNEXPECTED, &place,
                             "an event says that %.*s was dropped, and no statement does",
                             STR_PRINTF(month));
    }
}
