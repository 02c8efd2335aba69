/*
 * A seal's record, its signature and its place in the chain.
 * Must never read two texts as one record: a signature is over bytes, not over a meaning.
 */
#include "audit/seal_record.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"

/* The lines of a record. */
enum line {
    LINE_FORMAT,
    LINE_NUMBER,
    LINE_PREVIOUS,
    LINE_SEALED_AT,
    LINE_FROM,
    LINE_TO,
    LINE_EVENTS,
    LINE_ACCOUNTS,
    LINE_ROOT,
    LINE_DROPPED, /* not in the first form */
    LINE_KEY,
    LINE_COUNT
};

/* What each begins with; the value follows. */
static const char *const names[LINE_COUNT] = {
    [LINE_FORMAT] = "memberhub-seal-",
    [LINE_NUMBER] = "number ",
    [LINE_PREVIOUS] = "previous ",
    [LINE_SEALED_AT] = "sealed-at ",
    [LINE_FROM] = "from-transaction ",
    [LINE_TO] = "to-transaction ",
    [LINE_EVENTS] = "events ",
    [LINE_ACCOUNTS] = "accounts ",
    [LINE_ROOT] = "root ",
    [LINE_DROPPED] = "dropped ",
    [LINE_KEY] = "key ",
};
static const char nothing_dropped[] = "none";

static struct str
number_text(struct arena *arena, int64_t number)
{
    return arena_format(arena, "%lld", (long long)number);
}

static struct str
dropped_text(struct arena *arena, const struct seal_record *record)
{
    if (record->dropped.month[0] == '\0')
        return str_from(nothing_dropped);
    struct str hash = hex_encode(arena, record->dropped.hash, sizeof record->dropped.hash);
    return arena_format(arena, "%s %.*s", record->dropped.month, STR_PRINTF(hash));
}

struct str
seal_record_render(struct arena *arena, const struct seal_record *record)
{
    const struct str values[LINE_COUNT] = {
        [LINE_FORMAT] = number_text(arena, record->form),
        [LINE_NUMBER] = number_text(arena, record->number),
        [LINE_PREVIOUS] = hex_encode(arena, record->previous, sizeof record->previous),
        [LINE_SEALED_AT] = time_format_ms(arena, record->sealed_at_ms),
        [LINE_FROM] = number_text(arena, record->from_transaction),
        [LINE_TO] = number_text(arena, record->to_transaction),
        [LINE_EVENTS] = number_text(arena, record->events),
        [LINE_ACCOUNTS] = number_text(arena, record->accounts),
        [LINE_ROOT] = hex_encode(arena, record->root, sizeof record->root),
        [LINE_DROPPED] = dropped_text(arena, record),
        [LINE_KEY] = str_from(record->key.text),
    };
    struct buf text;
    buf_init(&text, arena);
    for (int line = 0; line < LINE_COUNT; line++)
        if (line != LINE_DROPPED || record->form != SEAL_FORM_FIRST)
            buf_add_format(&text, "%s%.*s\n", names[line], STR_PRINTF(values[line]));
    return buf_str(&text);
}

/* Cuts a text into the values of its lines; -1 when a line is missing, ill-named or one too many.
 */
static int
split(struct str text, struct str ret_values[LINE_COUNT])
{
    struct str line;
    for (int i = 0; i < LINE_COUNT; i++) {
        struct str name = str_from(names[i]);
        if (i == LINE_DROPPED && str_equal(ret_values[LINE_FORMAT], STR("1"))) {
            ret_values[i] = str_from(nothing_dropped);
            continue;
        }
        if (!str_next(&text, '\n', &line) || !str_starts_with(line, name))
            return -1;
        ret_values[i] = str_slice(line, name.size, line.size);
    }
    /* Behind the last line's end there is nothing, which is not the same as no end. */
    return text.data != NULL && text.size == 0 ? 0 : -1;
}

static int
parse_numbers(const struct str values[LINE_COUNT], struct seal_record *record)
{
    const struct {
        enum line line;
        int64_t min, *ret_number;
    } numbers[] = {
        { LINE_NUMBER, 1, &record->number },     { LINE_FROM, 0, &record->from_transaction },
        { LINE_TO, 0, &record->to_transaction }, { LINE_EVENTS, 0, &record->events },
        { LINE_ACCOUNTS, 0, &record->accounts },
    };
    for (size_t i = 0; i < ARRAY_COUNT(numbers); i++)
        if (str_to_int64(values[numbers[i].line], numbers[i].min, INT64_MAX,
                         numbers[i].ret_number) < 0)
            return -1;
    return 0;
}

int
seal_month_parse(struct str text, int64_t *ret_from_ms, int64_t *ret_to_ms)
{
    int64_t year, month, from_ms, to_ms;
    char first[32];
    if (text.size != SEAL_MONTH_SIZE || text.data[4] != '-' ||
        !str_is_digits(str_slice(text, 0, 4), 4) || !str_is_digits(str_slice(text, 5, 2), 2))
        return -1;
    year = (text.data[0] - '0') * 1000 + (text.data[1] - '0') * 100 + (text.data[2] - '0') * 10 +
           (text.data[3] - '0');
    month = (text.data[5] - '0') * 10 + (text.data[6] - '0');
    snprintf(first, sizeof first, "%04d-%02d-01T00:00:00.000Z", (int)year, (int)month);
    if (time_parse_ms(str_from(first), &from_ms) < 0)
        return -1;
    snprintf(first, sizeof first, "%04d-%02d-01T00:00:00.000Z",
             (int)(month == 12 ? year + 1 : year), (int)(month % 12 + 1));
    if (time_parse_ms(str_from(first), &to_ms) < 0)
        return -1;
    *ret_from_ms = from_ms;
    *ret_to_ms = to_ms;
    return 0;
}

/* Reads the month that is dropped, and its statement's hash. */
static int
parse_dropped(struct str text, struct seal_record *record)
{
    int64_t from_ms, to_ms;
    struct str month = str_slice(text, 0, SEAL_MONTH_SIZE);
    struct str rest = str_slice(text, SEAL_MONTH_SIZE, text.size);
    if (str_equal(text, str_from(nothing_dropped)))
        return 0;
    if (seal_month_parse(month, &from_ms, &to_ms) < 0 || !str_starts_with(rest, STR(" ")) ||
        hex_decode(str_slice(rest, 1, rest.size), record->dropped.hash,
                   sizeof record->dropped.hash) < 0)
        return -1;
    bytes_copy(record->dropped.month, sizeof record->dropped.month, month.data, month.size);
    return 0;
}

static int
parse_signer_id(struct str text, struct seal_signer_id *ret_id)
{
    uint8_t bytes[SEAL_SIGNER_ID_SIZE / 2];
    if (hex_decode(text, bytes, sizeof bytes) < 0)
        return -1;
    bytes_copy(ret_id->text, sizeof ret_id->text, text.data, text.size);
    return 0;
}

int
seal_record_parse(struct str text, struct seal_record *ret_record)
{
    /* Each reader below takes one spelling of a value alone, the one that is rendered. */
    struct str values[LINE_COUNT];
    struct seal_record record = { .number = 0 };
    int64_t form;
    if (split(text, values) < 0 ||
        str_to_int64(values[LINE_FORMAT], SEAL_FORM_FIRST, SEAL_FORM_TELLS_OF_DROPS, &form) < 0 ||
        parse_dropped(values[LINE_DROPPED], &record) < 0 || parse_numbers(values, &record) < 0 ||
        hex_decode(values[LINE_PREVIOUS], record.previous, sizeof record.previous) < 0 ||
        time_parse_ms(values[LINE_SEALED_AT], &record.sealed_at_ms) < 0 ||
        hex_decode(values[LINE_ROOT], record.root, sizeof record.root) < 0 ||
        parse_signer_id(values[LINE_KEY], &record.key) < 0)
        return -1;
    record.form = (int)form;
    *ret_record = record;
    return 0;
}

void
seal_chain_hash(struct str record_text, const uint8_t signature[ED25519_SIGNATURE_SIZE],
                uint8_t ret_hash[SHA256_SIZE])
{
    const struct str parts[] = { record_text, { (const char *)signature, ED25519_SIGNATURE_SIZE } };
    sha256_parts(parts, ARRAY_COUNT(parts), ret_hash);
}

void
seal_signer_from_seed(struct seal_signer *signer, const uint8_t seed[ED25519_SEED_SIZE])
{
    bytes_copy(signer->seed, sizeof signer->seed, seed, ED25519_SEED_SIZE);
    ed25519_public_key(signer->seed, signer->public_key);
    signer->id = seal_signer_id(signer->public_key);
}

void
seal_signer_init(struct seal_signer *signer, const struct seal_key *master)
{
    struct seal_key derived;
    seal_key_derive(master, STR("audit-seal"), &derived);
    seal_signer_from_seed(signer, derived.key);
    seal_key_release(&derived);
}

void
seal_signer_release(struct seal_signer *signer)
{
    bytes_wipe(signer, sizeof *signer);
}

void
seal_signer_sign(const struct seal_signer *signer, struct str record_text,
                 uint8_t ret_signature[ED25519_SIGNATURE_SIZE])
{
    ed25519_sign(signer->seed, record_text, ret_signature);
}

struct seal_signer_id
seal_signer_id(const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE])
{
    struct seal_signer_id id = { "" };
    uint8_t digest[SHA256_SIZE];
    sha256((struct str){ (const char *)public_key, ED25519_PUBLIC_KEY_SIZE }, digest);
    hex_write(digest, SEAL_SIGNER_ID_SIZE / 2, id.text);
    return id;
}
