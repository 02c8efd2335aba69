/*
 * The survey of a month that is to be dropped.
 * Must never believe what is stored beside an event: each hash is computed anew.
 */
#include "daemon/drop_survey.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/drop_statement.h"
#include "audit/event.h"
#include "audit/merkle.h"
#include "base/array.h"
#include "base/codec.h"
#include "base/text_map.h"
#include "daemon/drop_draft.h"
#include "db/columns.h"
#include "db/params.h"
#include "verify/source.h"

enum {
    PAGE_ROWS = 500,
    STEP_EVENTS = 20000, /* a quarter of a second of the processor's */
    STEP_SEALS = 200,
    ACCOUNT_SIZE = 16,
};
#define MEMORY_BYTES ((size_t)4 << 30)

struct survey_event {
    char account[ACCOUNT_SIZE + 1];
    int64_t sequence;
    bool goes; /* with the month */
    uint8_t leaf[SHA256_SIZE];
};

struct drop_survey {
    struct drop_candidate candidate;
    const struct seal_signer *signer;
    struct arena *memory; /* of the survey */
    struct arena *page;   /* of what one page gave */
    struct drop_draft draft;
    struct text_map kept;        /* of "SEAL ACCOUNT": struct drop_line, of earlier statements */
    struct survey_event *events; /* of one seal */
    size_t count, capacity;
    int64_t seal; /* the next one; 0: what earlier statements kept is not read yet */
    int64_t gone; /* events so far */
};

struct drop_survey *
drop_survey_new(const struct drop_candidate *candidate, const struct seal_signer *signer)
{
    struct drop_survey *survey = calloc(1, sizeof *survey);
    if (survey == NULL)
        abort();
    survey->candidate = *candidate;
    survey->signer = signer;
    survey->memory = arena_new(MEMORY_BYTES);
    survey->page = arena_new(MEMORY_BYTES);
    drop_draft_init(&survey->draft);
    text_map_init(&survey->kept, sizeof(struct drop_line), MEMORY_BYTES);
    return survey;
}

void
drop_survey_free(struct drop_survey *survey)
{
    if (survey == NULL)
        return;
    drop_draft_release(&survey->draft);
    text_map_release(&survey->kept);
    arena_free(survey->memory);
    arena_free(survey->page);
    free(survey->events);
    free(survey);
}

static int
unfit(const struct drop_survey *survey, int64_t seal, const char *account, const char *what,
      struct fault *f)
{
    return fault_set_detail(
        f, FAULT_INTERNAL, "%s is not dropped: seal %" PRId64 "%s%s: %s; see audit verify",
        survey->candidate.month, seal, account[0] != '\0' ? ", account " : "", account, what);
}

/* Takes one event of a seal. */
static int
take_event(struct drop_survey *survey, const struct str *row)
{
    struct audit_event event = trail_event(row);
    struct survey_event taken = { .account = "" };
    int64_t time_ms;
    if (event.account_id.size == 0 || event.account_id.size > ACCOUNT_SIZE ||
        str_to_int64(event.sequence, 0, INT64_MAX, &taken.sequence) < 0 ||
        str_to_int64(event.event_time_ms, INT64_MIN, INT64_MAX, &time_ms) < 0)
        return -1;
    bytes_copy(taken.account, ACCOUNT_SIZE, event.account_id.data, event.account_id.size);
    audit_event_leaf(&event, taken.leaf);
    taken.goes = time_ms >= survey->candidate.from_ms && time_ms < survey->candidate.to_ms;
    if (taken.goes && drop_draft_facts(&survey->draft, survey->page, &event, taken.sequence) < 0)
        return -1;
    survey->events = array_grow(survey->events, survey->count, &survey->capacity, sizeof taken);
    survey->events[survey->count++] = taken;
    return 0;
}

/* Reads the events of a seal. */
static int
read_events(struct drop_survey *survey, struct db *db, const struct seal_record *seal,
            struct fault *f)
{
    int64_t transaction = seal->from_transaction, sequence = INT64_MIN;
    survey->count = 0;
    for (;;) {
        struct db_params params = { .count = 0 };
        struct db_rows rows;
        arena_reset(survey->page);
        db_param_int(survey->page, &params, transaction);
        db_param_int(survey->page, &params, sequence);
        db_param_int(survey->page, &params, PAGE_ROWS);
        if (db_exec(db, survey->page, STATEMENT_AUDIT_EVENTS_PAGE, &params, &rows, f) < 0)
            return -1;
        for (size_t i = 0; i < rows.count; i++) {
            const struct str *row = db_row(&rows, i);
            if (str_to_int64(row[EVENT_TRANSACTION], 0, INT64_MAX, &transaction) < 0)
                return unfit(survey, seal->number, "", "an event cannot be read", f);
            if (transaction >= seal->to_transaction)
                return 0;
            if (str_to_int64(row[EVENT_SEQUENCE], 0, INT64_MAX, &sequence) < 0 ||
                take_event(survey, row) < 0)
                return unfit(survey, seal->number, "", "an event cannot be read", f);
        }
        if (rows.count < PAGE_ROWS)
            return 0;
    }
}

static int
by_account(const void *a, const void *b)
{
    const struct survey_event *left = a, *right = b;
    int order = strcmp(left->account, right->account);
    if (order != 0)
        return order;
    return left->sequence < right->sequence ? -1 : left->sequence > right->sequence;
}

/* What was sealed of an account, and its events that are there. */
struct bundle {
    const struct seal_record *seal;
    struct str account;
    int64_t sealed;
    uint8_t root[SHA256_SIZE];
    const struct survey_event *events;
    size_t count;
};

static void
tree_of(const struct bundle *bundle, bool all, int64_t *ret_count, uint8_t ret_root[SHA256_SIZE])
{
    struct merkle tree;
    merkle_init(&tree);
    for (size_t i = 0; i < bundle->count; i++)
        if (all || !bundle->events[i].goes)
            merkle_add(&tree, bundle->events[i].leaf);
    merkle_root(&tree, ret_root);
    *ret_count = (int64_t)tree.count;
}

/* Tells whether the events that are there are all that were sealed, or that a statement kept. */
static bool
is_whole(const struct drop_survey *survey, const struct bundle *bundle, int64_t count,
         const uint8_t root[SHA256_SIZE])
{
    if (count == bundle->sealed)
        return memcmp(root, bundle->root, SHA256_SIZE) == 0;
    struct str key = arena_format(survey->memory, "%" PRId64 " %.*s", bundle->seal->number,
                                  STR_PRINTF(bundle->account));
    const struct drop_line *kept = text_map_find(&survey->kept, key);
    return kept != NULL && kept->numbers[1] == count && memcmp(root, kept->root, SHA256_SIZE) == 0;
}

/* Compares an account's events with what was sealed, and takes note of what goes and stays. */
static int
take_bundle(struct drop_survey *survey, const struct bundle *bundle, struct fault *f)
{
    struct drop_line line = { .kind = DROP_LACKED,
                              .text = bundle->account,
                              .numbers = { bundle->seal->number } };
    uint8_t root[SHA256_SIZE];
    int64_t there, stays;
    tree_of(bundle, true, &there, root);
    if (!is_whole(survey, bundle, there, root)) {
        struct str account = arena_copy(survey->memory, bundle->account);
        /* Before there were statements, drops left holes that only the verifier can weigh. */
        if (bundle->seal->form != SEAL_FORM_FIRST || there >= bundle->sealed)
            return unfit(survey, bundle->seal->number, account.data,
                         "its events are not what was sealed", f);
        line.numbers[1] = bundle->sealed - there;
        drop_draft_line(&survey->draft, &line);
    }
    tree_of(bundle, false, &stays, line.root);
    if (stays > 0 && stays < bundle->sealed) {
        line.kind = DROP_KEPT;
        line.numbers[1] = stays;
        drop_draft_line(&survey->draft, &line);
    }
    if (there > stays)
        drop_draft_account(&survey->draft, bundle->account, there - stays);
    survey->gone += there - stays;
    return 0;
}

/* Reads one row of what was sealed of accounts; false when it is of another seal. */
static int
read_account(const struct drop_survey *survey, const struct str *row, struct bundle *bundle,
             bool *ret_is_ours, struct fault *f)
{
    int64_t number;
    if (str_to_int64(row[SEAL_ACCOUNT_NUMBER], 1, INT64_MAX, &number) < 0 ||
        str_to_int64(row[SEAL_ACCOUNT_EVENTS], 1, INT64_MAX, &bundle->sealed) < 0 ||
        hex_decode(row[SEAL_ACCOUNT_ROOT], bundle->root, sizeof bundle->root) < 0 ||
        row[SEAL_ACCOUNT_ID].size > ACCOUNT_SIZE)
        return unfit(survey, bundle->seal->number, "", "a row of its accounts is none", f);
    bundle->account = row[SEAL_ACCOUNT_ID];
    *ret_is_ours = number == bundle->seal->number;
    return 0;
}

/* Gives the account's events their place in the bundle; *at goes behind them. */
static void
find_events(const struct drop_survey *survey, struct bundle *bundle, size_t *at)
{
    size_t first = *at;
    while (*at < survey->count && str_equal(str_from(survey->events[*at].account), bundle->account))
        ++*at;
    bundle->events = survey->events + first;
    bundle->count = *at - first;
}

/* Takes the accounts of a seal, whose events were read. */
static int
take_accounts(struct drop_survey *survey, struct db *db, const struct seal_record *seal,
              struct fault *f)
{
    struct merkle accounts;
    uint8_t hash[SHA256_SIZE];
    size_t at = 0;
    bool is_ours = true;
    struct bundle bundle = { .seal = seal, .account = STR("") };
    if (survey->count > 0)
        qsort(survey->events, survey->count, sizeof *survey->events, by_account);
    merkle_init(&accounts);
    while (is_ours) {
        struct db_params params = { .count = 0 };
        struct db_rows rows;
        struct str after = arena_copy(survey->memory, bundle.account);
        arena_reset(survey->page);
        db_param_int(survey->page, &params, seal->number);
        db_param(&params, after);
        db_param_int(survey->page, &params, PAGE_ROWS);
        if (db_exec(db, survey->page, STATEMENT_AUDIT_SEAL_ACCOUNTS, &params, &rows, f) < 0)
            return -1;
        for (size_t i = 0; i < rows.count && is_ours; i++) {
            if (read_account(survey, db_row(&rows, i), &bundle, &is_ours, f) < 0)
                return -1;
            if (!is_ours)
                break;
            find_events(survey, &bundle, &at);
            merkle_account_leaf_of_root(bundle.account, (uint64_t)bundle.sealed, bundle.root, hash);
            merkle_add(&accounts, hash);
            if (take_bundle(survey, &bundle, f) < 0)
                return -1;
        }
        is_ours = is_ours && rows.count == PAGE_ROWS;
    }
    merkle_root(&accounts, hash);
    if (memcmp(hash, seal->root, SHA256_SIZE) != 0)
        return unfit(survey, seal->number, "", "the rows of its accounts are not what was signed",
                     f);
    if (at < survey->count)
        return unfit(survey, seal->number, survey->events[at].account,
                     "it has events that were not sealed", f);
    return 0;
}

/* Reads a seal, which must be signed with our key unless it names another one. */
static int
read_seal(struct drop_survey *survey, struct db *db, int64_t number, struct seal_record *ret_seal,
          struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    uint8_t signature[ED25519_SIGNATURE_SIZE];
    arena_reset(survey->page);
    db_param_int(survey->page, &params, number - 1);
    db_param_int(survey->page, &params, 1);
    if (db_exec(db, survey->page, STATEMENT_AUDIT_SEALS, &params, &rows, f) < 0)
        return -1;
    if (rows.count != 1 || seal_record_parse(db_value(&rows, 0, SEAL_RECORD), ret_seal) < 0 ||
        ret_seal->number != number ||
        hex_decode(db_value(&rows, 0, SEAL_SIGNATURE), signature, sizeof signature) < 0)
        return unfit(survey, number, "", "it is gone, or is no seal", f);
    if (memcmp(&ret_seal->key, &survey->signer->id, sizeof ret_seal->key) == 0 &&
        !ed25519_verify(survey->signer->public_key, db_value(&rows, 0, SEAL_RECORD), signature))
        return unfit(survey, number, "", "its signature is wrong", f);
    return 0;
}

/* Reads which events earlier statements kept under the seals that are to be looked at. */
static int
read_kept(struct drop_survey *survey, struct db *db, struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    arena_reset(survey->page);
    db_param_int(survey->page, &params, survey->candidate.first_seal);
    db_param_int(survey->page, &params, survey->candidate.last_seal);
    if (db_exec(db, survey->page, STATEMENT_AUDIT_DROP_KEPT, &params, &rows, f) < 0)
        return -1;
    for (size_t i = 0; i < rows.count; i++) {
        struct drop_line line;
        if (drop_line_parse(db_only(&rows, i), &line) < 0 || line.kind != DROP_KEPT)
            return unfit(survey, survey->candidate.first_seal, "",
                         "a line of an earlier statement is none", f);
        struct str key =
            arena_format(survey->page, "%" PRId64 " %.*s", line.numbers[0], STR_PRINTF(line.text));
        line.text = STR("");
        *(struct drop_line *)text_map_get(&survey->kept, key, NULL) = line;
    }
    return 0;
}

/* Looks at seals until a part of a second is over; *ret_done when there is none any more. */
static int
look(struct drop_survey *survey, struct db *db, bool *ret_done, struct fault *f)
{
    size_t events = 0;
    *ret_done = false;
    if (survey->seal == 0) {
        if (read_kept(survey, db, f) < 0)
            return -1;
        survey->seal = survey->candidate.first_seal > 0 ? survey->candidate.first_seal : 1;
    }
    for (int i = 0; i < STEP_SEALS && events < STEP_EVENTS; i++) {
        struct seal_record seal;
        *ret_done = survey->seal > survey->candidate.last_seal;
        if (*ret_done)
            break;
        if (read_seal(survey, db, survey->seal, &seal, f) < 0 ||
            read_events(survey, db, &seal, f) < 0 || take_accounts(survey, db, &seal, f) < 0)
            return -1;
        events += survey->count;
        survey->seal++;
    }
    if (*ret_done && survey->gone != survey->candidate.events)
        return unfit(survey, survey->candidate.last_seal, "",
                     "the month has events beside those that were sealed in it", f);
    return 0;
}

int
drop_survey_step(struct drop_survey *survey, struct db *db, struct arena *arena, bool *ret_done,
                 struct fault *f)
{
    bool done = true;
    if (survey->draft.staged == 0 && look(survey, db, &done, f) < 0)
        return -1;
    if (done && drop_draft_stage(&survey->draft, &survey->candidate, db, arena, &done, f) < 0)
        return -1;
    *ret_done = done;
    return 0;
}

void
drop_survey_statement(const struct drop_survey *survey, struct seal_statement *ret_statement)
{
    bytes_copy(ret_statement->month, sizeof ret_statement->month, survey->candidate.month,
               sizeof survey->candidate.month);
    bytes_copy(ret_statement->hash, sizeof ret_statement->hash, survey->draft.hash, SHA256_SIZE);
}
