/*
 * Accounts, keys, hubs and detectors against their events.
 * Must never be quiet about what no event tells of, unless the trail is younger than that may be.
 */
#include "verify/states.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/attributes.h"
#include "base/buf.h"
#include "base/digest.h"
#include "verify/source.h"

enum { VALUE_SIZE = 32, GONE = 0, THERE = 1 };
#define NAMED_BYTES ((size_t)4 << 30)

/* How an account or a key stands by its last event. */
struct named {
    int64_t sequence;
    enum fact_kind kind;
    bool seen;
    char value[VALUE_SIZE];
};

void
audit_states_init(struct audit_states *states, struct audit_report *report,
                  struct audit_rules *rules)
{
    *states = (struct audit_states){ .report = report, .rules = rules };
    text_map_init(&states->named, sizeof(struct named), NAMED_BYTES);
    audit_map_init(&states->enrollments);
}

void
audit_states_release(struct audit_states *states)
{
    text_map_release(&states->named);
    audit_map_release(&states->enrollments);
}

/* Gives "key AKIA... 111111111111", which is what things are found by. */
static struct str
name_of(struct arena *arena, enum fact_kind kind, const struct str *of)
{
    struct buf name;
    buf_init(&name, arena);
    buf_add(&name, str_from(fact_kind_name(kind)));
    for (size_t i = 0; i < fact_words(kind); i++)
        buf_add_format(&name, " %.*s", STR_PRINTF(of[i]));
    return buf_str(&name);
}

/* Gives the key of a hub or detector; its id takes the place of a member, as the first half of its
 * SHA-256. */
static int
enrollment_key(struct audit_states *states, const struct str *of, struct audit_map_key *ret_key)
{
    uint8_t digest[SHA256_SIZE];
    sha256(of[3], digest);
    ret_key->scope = audit_rules_scope(states->rules, of[0], of[1]);
    bytes_copy(&ret_key->member, sizeof ret_key->member, digest, sizeof ret_key->member);
    return account_text_read(of[2], &ret_key->administrator);
}

static void
take_enrollment(struct audit_states *states, const struct fact *fact, int64_t sequence)
{
    bool made;
    struct audit_map_key key;
    if (enrollment_key(states, fact->of, &key) < 0)
        return;
    struct audit_map_entry *entry = audit_map_get(&states->enrollments, &key, &made);
    if (!made && sequence < entry->sequence)
        return;
    entry->sequence = sequence;
    entry->state = str_equal(fact->value, STR("None")) ? GONE : THERE;
}

void
audit_states_take(struct audit_states *states, const struct fact *fact, int64_t sequence)
{
    bool made;
    if (fact->kind == FACT_ENROLLMENT) {
        take_enrollment(states, fact, sequence);
        return;
    }
    struct arena *arena = states->report->arena;
    struct named *named = text_map_get(&states->named, name_of(arena, fact->kind, fact->of), &made);
    arena_reset(arena);
    if (!made && sequence < named->sequence)
        return;
    struct str value = str_slice(fact->value, 0, VALUE_SIZE - 1);
    named->sequence = sequence;
    named->kind = fact->kind;
    bytes_copy(named->value, sizeof named->value, value.data, value.size);
    named->value[value.size] = '\0';
}

/* Reports something that stands otherwise than its last event, number `sequence`, says. */
static void
report(struct audit_states *states, enum finding_kind kind, struct str account, int64_t sequence,
       const char *what, const char *is, const char *should)
{
    char number[24];
    struct finding_place place = { .account = account };
    snprintf(number, sizeof number, "%" PRId64, sequence);
    if (sequence > 0)
        place.sequence = str_from(number);
    audit_report_add(states->report, kind, &place, "%s is %s, but its events make it %s", what, is,
                     should);
}

/* Looks something up, and takes note that it is there. */
static struct named *
see(struct audit_states *states, enum fact_kind kind, const struct str *of)
{
    char name[256];
    struct arena *arena = states->report->arena;
    struct str text = str_slice(name_of(arena, kind, of), 0, sizeof name - 1);
    bytes_copy(name, sizeof name, text.data, text.size);
    arena_reset(arena);
    struct named *named = text_map_find(&states->named, (struct str){ name, text.size });
    if (named != NULL)
        named->seen = true;
    return named;
}

void
audit_states_account(struct audit_states *states, const struct str *row)
{
    char is[VALUE_SIZE];
    const struct str of[FACT_WORDS_MAX] = { row[ACCOUNT_ID] };
    const struct named *named = see(states, FACT_ACCOUNT, of);
    struct str status = str_slice(row[ACCOUNT_STATUS], 0, VALUE_SIZE - 1);
    snprintf(is, sizeof is, "%.*s", STR_PRINTF(status));
    const char *should = named != NULL ? named->value : "None";
    if (strcmp(is, should) == 0)
        return;
    if (named == NULL && states->is_old)
        states->unproven++;
    else
        report(states, FINDING_ACCOUNT_UNEXPLAINED, of[0], named != NULL ? named->sequence : 0,
               "the account", is, should);
}

void
audit_states_key(struct audit_states *states, const struct str *row)
{
    char is[VALUE_SIZE], what[160];
    const struct str of[FACT_WORDS_MAX] = { row[KEY_ID], row[KEY_ACCOUNT] };
    const struct named *named = see(states, FACT_KEY, of);
    struct str status = str_slice(row[KEY_STATUS], 0, VALUE_SIZE - 1);
    snprintf(is, sizeof is, "%.*s", STR_PRINTF(status));
    const char *should = named != NULL ? named->value : "None";
    if (strcmp(is, should) == 0)
        return;
    snprintf(what, sizeof what, "the key %.*s", STR_PRINTF(str_slice(of[0], 0, 128)));
    if (named == NULL && states->is_old)
        states->unproven++;
    else
        report(states, FINDING_KEY_UNEXPLAINED, of[1], named != NULL ? named->sequence : 0, what,
               is, should);
}

/* Tells whether the events left a hub or detector there; *ret_made: none tells of it. */
static bool
see_enrollment(struct audit_states *states, const struct str *of, bool *ret_made)
{
    struct audit_map_key key;
    *ret_made = false;
    if (enrollment_key(states, of, &key) < 0)
        return false;
    struct audit_map_entry *entry = audit_map_get(&states->enrollments, &key, ret_made);
    entry->seen = true;
    return entry->state == THERE;
}

void
audit_states_enrollment(struct audit_states *states, const struct str *row)
{
    bool is_hub = str_equal(row[ENROLLMENT_DETECTOR], STR("enabled"));
    const struct str of[FACT_WORDS_MAX] = { row[ENROLLMENT_SERVICE], row[ENROLLMENT_REGION],
                                            row[ENROLLMENT_ACCOUNT],
                                            is_hub ? STR("hub") : row[ENROLLMENT_DETECTOR] };
    bool made;
    struct finding_place place = { .account = of[2] };
    if (see_enrollment(states, of, &made))
        return;
    if (made && states->is_old)
        states->unproven++;
    else
        audit_report_add(states->report, FINDING_ENROLLMENT_UNEXPLAINED, &place,
                         "%.*s in %.*s: there is %s%.*s, but %s", STR_PRINTF(of[0]),
                         STR_PRINTF(of[1]), is_hub ? "a " : "the detector ", STR_PRINTF(of[3]),
                         made ? "no event made it" : "its events ended it, or cannot tell");
}

void
audit_states_finish(struct audit_states *states)
{
    for (size_t i = 0; i < states->named.count; i++) {
        const struct named *named = states->named.entries[i].value;
        struct str key = states->named.entries[i].key, kind, first, owner;
        if (named->seen || strcmp(named->value, "None") == 0)
            continue;
        bool is_account = named->kind == FACT_ACCOUNT;
        if (str_next(&key, ' ', &kind) && str_next(&key, ' ', &first))
            owner = is_account ? first : key;
        else
            owner = STR("");
        report(states, is_account ? FINDING_ACCOUNT_UNEXPLAINED : FINDING_KEY_UNEXPLAINED, owner,
               named->sequence, is_account ? "the account" : "a key", "gone", named->value);
    }
    for (size_t i = 0; i < states->enrollments.count; i++) {
        const struct audit_map_entry *entry = audit_map_at(&states->enrollments, i);
        char number[24];
        if (entry->seen || entry->state == GONE)
            continue;
        snprintf(number, sizeof number, "%" PRId64, entry->sequence);
        struct finding_place place = { .account = account_text_str(&entry->key.administrator),
                                       .sequence = str_from(number) };
        audit_report_add(states->report, FINDING_ENROLLMENT_UNEXPLAINED, &place,
                         "%s: a hub or detector is gone or off, but its events left it there",
                         audit_rules_scope_name(states->rules, entry->key.scope));
    }
}
