/*
 * Making one seal.
 * Must never seal an event whose place in the trees it has not computed itself.
 */
#include "daemon/sealing.h"

#include "audit/limits.h"
#include "audit/merkle.h"
#include "base/clock.h"
#include "base/codec.h"
#include "db/columns.h"
#include "db/params.h"

/* The seal that is being made. */
struct draft {
    struct arena *arena;
    struct seal_record record;
    int64_t last_sealed_at_ms; /* 0: there is no seal yet */
    struct merkle accounts_tree;
    struct str *accounts, *counts, *roots; /* of the accounts so far, as the database takes them */
    size_t account_count;
};

static int
bad_answer(const char *what, struct fault *f)
{
    return fault_set_detail(f, FAULT_INTERNAL, "the database gave %s that is none", what);
}

/* Fills what the record takes from the seal before; `ret_due` tells whether an empty seal is. */
static int
read_last(struct draft *draft, struct db *db, bool *ret_due, struct fault *f)
{
    struct db_rows rows;
    uint8_t signature[ED25519_SIGNATURE_SIZE];
    struct db_params params = { .count = 0 };
    if (db_exec(db, draft->arena, STATEMENT_AUDIT_SEAL_LAST, &params, &rows, f) < 0)
        return -1;
    *ret_due = rows.count == 0 || db_is_true(&rows, LAST_IS_DUE);
    draft->record.number = 1;
    if (rows.count == 0)
        return 0;
    if (str_to_int64(db_value(&rows, 0, LAST_NUMBER), 1, INT64_MAX - 1, &draft->record.number) <
            0 ||
        hex_decode(db_value(&rows, 0, LAST_SIGNATURE), signature, sizeof signature) < 0)
        return bad_answer("a last seal", f);
    draft->record.number++;
    struct seal_record last;
    if (seal_record_parse(db_value(&rows, 0, LAST_RECORD), &last) == 0)
        draft->last_sealed_at_ms = last.sealed_at_ms;
    seal_chain_hash(db_value(&rows, 0, LAST_RECORD), signature, draft->record.previous);
    return 0;
}

/* Adds an account whose tree is complete. */
static void
add_account(struct draft *draft, struct str account_id, const struct merkle *events)
{
    uint8_t hash[SHA256_SIZE];
    size_t i = draft->account_count++;
    merkle_account_leaf(account_id, events, hash);
    merkle_add(&draft->accounts_tree, hash);
    merkle_root(events, hash);
    draft->accounts[i] = account_id;
    draft->counts[i] = arena_format(draft->arena, "%llu", (unsigned long long)events->count);
    draft->roots[i] = db_bytea(draft->arena, (struct str){ (const char *)hash, sizeof hash });
}

/*
 * Refuses a date that is still to come: what is dated so would seem to be sealed later than a dump
 * that lacks it. One that the last seal has already is taken, or a clock that was wrong once would
 * stop us until then.
 */
static int
check_date(const struct draft *draft, struct fault *f)
{
    int64_t ahead_ms = draft->record.sealed_at_ms - clock_now_ms();
    if (ahead_ms <= AUDIT_CLOCK_SKEW_MS || draft->record.sealed_at_ms == draft->last_sealed_at_ms)
        return 0;
    return fault_set_detail(f, FAULT_INTERNAL,
                            "the database's clock is %lld s ahead of this server's",
                            (long long)(ahead_ms / 1000));
}

/* Builds the trees of the events, which come by account and, in each, by sequence. */
static int
add_events(struct draft *draft, const struct db_rows *rows, struct fault *f)
{
    struct merkle events;
    draft->accounts = arena_array(draft->arena, rows->count, sizeof *draft->accounts);
    draft->counts = arena_array(draft->arena, rows->count, sizeof *draft->counts);
    draft->roots = arena_array(draft->arena, rows->count, sizeof *draft->roots);
    merkle_init(&events);
    for (size_t row = 0; row < rows->count; row++) {
        uint8_t leaf[SHA256_SIZE];
        struct str account_id = db_value(rows, row, UNSEALED_ACCOUNT);
        struct str hex = db_value(rows, row, UNSEALED_LEAF);
        if (!str_starts_with(hex, STR("\\x")) ||
            hex_decode(str_slice(hex, 2, hex.size), leaf, sizeof leaf) < 0)
            return bad_answer("a leaf", f);
        merkle_add(&events, leaf);
        if (row + 1 < rows->count &&
            str_equal(account_id, db_value(rows, row + 1, UNSEALED_ACCOUNT)))
            continue;
        add_account(draft, account_id, &events);
        merkle_init(&events);
    }
    return 0;
}

/* Fills the rest of the record from what is unsealed. */
static int
fill(struct draft *draft, const struct db_rows *rows, struct fault *f)
{
    struct seal_record *record = &draft->record;
    bool has_events = rows->count > 0 && db_value(rows, 0, UNSEALED_ACCOUNT).data != NULL;
    if (rows->count == 0 ||
        str_to_int64(db_value(rows, 0, UNSEALED_FROM), 0, INT64_MAX, &record->from_transaction) <
            0 ||
        str_to_int64(db_value(rows, 0, UNSEALED_TO), 0, INT64_MAX, &record->to_transaction) < 0 ||
        time_parse_ms(db_value(rows, 0, UNSEALED_AT), &record->sealed_at_ms) < 0)
        return bad_answer("a range of transactions", f);
    if (check_date(draft, f) < 0)
        return -1;
    merkle_init(&draft->accounts_tree);
    if (has_events && add_events(draft, rows, f) < 0)
        return -1;
    record->events = has_events ? (int64_t)rows->count : 0;
    record->accounts = (int64_t)draft->account_count;
    merkle_root(&draft->accounts_tree, record->root);
    return 0;
}

static int
append(const struct draft *draft, struct db *db, const struct seal_signer *signer, bool *ret_taken,
       struct fault *f)
{
    uint8_t signature[ED25519_SIGNATURE_SIZE];
    struct arena *arena = draft->arena;
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct str text = seal_record_render(arena, &draft->record);
    seal_signer_sign(signer, text, signature);
    db_param_int(arena, &params, draft->record.number);
    db_param(&params, text);
    db_param(&params, db_bytea(arena, (struct str){ (const char *)signature, sizeof signature }));
    db_param_int(arena, &params, draft->record.from_transaction);
    db_param_int(arena, &params, draft->record.to_transaction);
    db_param(&params, db_text_array(arena, draft->accounts, draft->account_count));
    db_param(&params, db_text_array(arena, draft->counts, draft->account_count));
    db_param(&params, db_text_array(arena, draft->roots, draft->account_count));
    if (db_exec(db, arena, STATEMENT_AUDIT_SEAL_APPEND, &params, &rows, f) < 0)
        return -1;
    *ret_taken = db_says_yes(&rows);
    return 0;
}

int
sealing_run(struct db *db, struct arena *arena, const struct seal_signer *signer, int64_t limit,
            const struct seal_statement *statement, struct sealing *ret_sealing, struct fault *f)
{
    struct draft draft = { .arena = arena,
                           .record = { .form = SEAL_FORM_TELLS_OF_DROPS, .key = signer->id } };
    struct sealing sealing = { .number = 0 };
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    bool due, taken = false;
    if (read_last(&draft, db, &due, f) < 0)
        return -1;
    db_param_int(arena, &params, limit);
    if (db_exec(db, arena, STATEMENT_AUDIT_UNSEALED, &params, &rows, f) < 0 ||
        fill(&draft, &rows, f) < 0)
        return -1;
    if (statement != NULL)
        draft.record.dropped = *statement;
    if (draft.record.events > 0 || due || statement != NULL) {
        if (append(&draft, db, signer, &taken, f) < 0)
            return -1;
        sealing.overtaken = !taken;
    }
    if (taken)
        sealing = (struct sealing){ .number = draft.record.number, .events = draft.record.events };
    *ret_sealing = sealing;
    return 0;
}
