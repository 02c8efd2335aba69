/*
 * Checking seals, one after the other. Must never believe a record whose signature is wrong.
 */
#include "verify/seals.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "audit/limits.h"
#include "base/clock.h"
#include "base/codec.h"
#include "verify/source.h"

enum {
    ARENA_BYTES = 1024 * 1024,
    FILE_LATE_MS = 60 * 1000, /* the sealer appends at once, and tries again each second */
};

void
audit_seals_init(struct audit_seals *seals, struct audit_report *report,
                 const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE])
{
    *seals = (struct audit_seals){ .report = report,
                                   .arena = arena_new(ARENA_BYTES),
                                   .line_arena = arena_new(ARENA_BYTES),
                                   .key = seal_signer_id(public_key) };
    bytes_copy(seals->public_key, sizeof seals->public_key, public_key, ED25519_PUBLIC_KEY_SIZE);
}

void
audit_seals_release(struct audit_seals *seals)
{
    if (seals->file != NULL)
        fclose(seals->file);
    arena_free(seals->arena);
    arena_free(seals->line_arena);
}

int
audit_seals_open_file(struct audit_seals *seals, const char *path, struct fault *f)
{
    struct stat status;
    seals->file = fopen(path, "re");
    if (seals->file == NULL || fstat(fileno(seals->file), &status) < 0)
        return fault_set_detail(f, FAULT_CONFIG, "cannot read the seal file %.150s: %s", path,
                                strerror(errno));
    seals->file_end = status.st_size;
    return 0;
}

/* Reads the next line of the seal file, past those that no sealer wrote. */
static void
read_line(struct audit_seals *seals)
{
    char text[SEAL_LINE_MAX + 1];
    struct finding_place place = { .seal = 0 };
    seals->has_line = false;
    while (seals->file != NULL && ftello(seals->file) < seals->file_end &&
           fgets(text, sizeof text, seals->file) != NULL) {
        seals->file_line++;
        arena_reset(seals->line_arena);
        if (seal_line_parse(seals->line_arena, str_from(text), &seals->line) == 0) {
            seals->has_line = seals->file_started = true;
            return;
        }
        /* An append that was cut off is not there yet: the sealer writes that line again. */
        bool cut_off = ftello(seals->file) >= seals->file_end && strchr(text, '\n') == NULL;
        if (!cut_off)
            audit_report_add(seals->report, FINDING_SEAL_FILE_DAMAGED, &place,
                             "line %" PRId64 " of the seal file is no seal", seals->file_line);
    }
}

/* Gives the next line, read before or now. */
static const struct seal_line *
next_line(struct audit_seals *seals)
{
    if (!seals->has_line)
        read_line(seals);
    return seals->has_line ? &seals->line : NULL;
}

/* Compares the seal with the file's. A file may begin later than the trail, and its end lags. */
static void
compare_file(struct audit_seals *seals, int64_t number, int64_t sealed_at_ms, struct str record,
             const uint8_t signature[ED25519_SIGNATURE_SIZE])
{
    struct finding_place place = { .seal = number };
    bool started = seals->file_started;
    const struct seal_line *line = next_line(seals);
    while (line != NULL && line->number < number) {
        seals->has_line = false;
        line = next_line(seals);
    }
    if (line != NULL && line->number == number) {
        if (!str_equal(line->record, record) ||
            memcmp(line->signature, signature, ED25519_SIGNATURE_SIZE) != 0)
            audit_report_add(seals->report, FINDING_SEAL_FILE_DIFFERS, &place,
                             "line %" PRId64 " of the seal file is another seal %" PRId64,
                             seals->file_line, number);
        seals->has_line = false;
    } else if (line != NULL && started) {
        audit_report_add(seals->report, FINDING_SEAL_FILE_MISSING, &place,
                         "the seal file goes on with seal %" PRId64, line->number);
    } else if (line == NULL && seals->file != NULL && seals->lacked_from == 0) {
        seals->lacked_from = number;
        seals->lacked_since_ms = sealed_at_ms;
    }
}

/* Checks the number, and what the seal says of the one before. */
static void
check_chain(struct audit_seals *seals, const struct seal_record *record, bool is_signed)
{
    const struct checked_seal *last = &seals->last;
    struct finding_place place = { .seal = record->number };
    int64_t expected = last->record.number + 1;
    if (record->number > expected) {
        place.seal = expected;
        audit_report_add(seals->report, FINDING_SEAL_MISSING, &place,
                         "seals %" PRId64 " to %" PRId64 " are gone", expected, record->number - 1);
        return;
    }
    /* What does not follow a seal that is wrong itself need not be wrong. */
    bool last_holds = last->record.number == 0 || (last->is_signed && is_signed);
    if (record->number < expected)
        audit_report_add(seals->report, FINDING_SEAL_CHAIN, &place,
                         "it stands behind seal %" PRId64, last->record.number);
    else if (last_holds && memcmp(record->previous, last->chain, sizeof last->chain) != 0)
        audit_report_add(seals->report, FINDING_SEAL_CHAIN, &place,
                         "it was made behind another seal %" PRId64 " than this one",
                         last->record.number);
    else if (last_holds && record->from_transaction != last->record.to_transaction)
        audit_report_add(seals->report, FINDING_SEAL_CHAIN, &place,
                         "it begins with transaction %" PRId64 ", but the one before ends at "
                         "%" PRId64,
                         record->from_transaction, last->record.to_transaction);
    if (last->has_record && record->sealed_at_ms < last->record.sealed_at_ms)
        audit_report_add(seals->report, FINDING_SEAL_TIME, &place,
                         "it is dated before seal %" PRId64, last->record.number);
}

/* Reads the columns beside the record into *ret_record; false when they are not of their form. */
static bool
read_columns(const struct str *row, struct seal_record *ret_record)
{
    return str_to_int64(row[SEAL_NUMBER], 1, INT64_MAX, &ret_record->number) == 0 &&
           str_to_int64(row[SEAL_FROM], 0, INT64_MAX, &ret_record->from_transaction) == 0 &&
           str_to_int64(row[SEAL_TO], 0, INT64_MAX, &ret_record->to_transaction) == 0 &&
           time_parse_ms(row[SEAL_SEALED_AT], &ret_record->sealed_at_ms) == 0;
}

/* Checks key and signature. Gives whether the record can be believed. */
static bool
check_signature(struct audit_seals *seals, struct str text, const struct seal_record *record,
                const uint8_t signature[ED25519_SIGNATURE_SIZE])
{
    struct finding_place place = { .seal = record->number };
    if (ed25519_verify(seals->public_key, text, signature))
        return true;
    if (memcmp(&record->key, &seals->key, sizeof record->key) != 0)
        audit_report_add(seals->report, FINDING_SEAL_KEY, &place,
                         "it names the key %s, and this is %s", record->key.text, seals->key.text);
    audit_report_add(seals->report, FINDING_SEAL_SIGNATURE, &place,
                     "the signature is not that of the record by key %s", seals->key.text);
    return false;
}

static void
report_altered(struct audit_seals *seals, int64_t number, const char *what)
{
    struct finding_place place = { .seal = number };
    audit_report_add(seals->report, FINDING_SEAL_ALTERED, &place, "%s", what);
}

/* Tells whether a record says what the columns beside it do. */
static bool
is_same(const struct seal_record *columns, const struct seal_record *record)
{
    return columns->number == record->number &&
           columns->from_transaction == record->from_transaction &&
           columns->to_transaction == record->to_transaction &&
           columns->sealed_at_ms == record->sealed_at_ms;
}

void
audit_seals_check(struct audit_seals *seals, const struct str *row)
{
    struct checked_seal seal = { .is_signed = false };
    struct seal_record columns = { .number = seals->last.record.number + 1 };
    uint8_t signature[ED25519_SIGNATURE_SIZE] = { 0 };
    bool has_columns = read_columns(row, &columns);
    seals->count++;
    arena_reset(seals->arena);
    seal.has_record = seal_record_parse(row[SEAL_RECORD], &seal.record) == 0;
    if (hex_decode(row[SEAL_SIGNATURE], signature, sizeof signature) < 0)
        report_altered(seals, columns.number, "its signature is not one");
    if (!seal.has_record) {
        report_altered(seals, columns.number, "its record has not the form of one");
        seal.record = columns;
    } else {
        seal.is_signed = check_signature(seals, row[SEAL_RECORD], &seal.record, signature);
        check_chain(seals, &seal.record, seal.is_signed);
    }
    if (!has_columns || !is_same(&columns, &seal.record))
        report_altered(seals, columns.number, "the columns beside its record say something else");
    if (has_columns && !seal.is_signed) {
        seal.record.from_transaction = columns.from_transaction;
        seal.record.to_transaction = columns.to_transaction;
    }
    seal_chain_hash(row[SEAL_RECORD], signature, seal.chain);
    compare_file(seals, columns.number, seal.record.sealed_at_ms, row[SEAL_RECORD], signature);
    seals->last = seal;
}

/* Reports a seal that is dated later than it can have been made. */
static void
check_ahead(struct audit_seals *seals, int64_t number, int64_t sealed_at_ms, int64_t now_ms)
{
    struct finding_place place = { .seal = number };
    if (sealed_at_ms > now_ms + AUDIT_CLOCK_SKEW_MS)
        audit_report_add(seals->report, FINDING_SEAL_TIME, &place,
                         "it is dated %" PRId64 " s ahead", (sealed_at_ms - now_ms) / 1000);
}

void
audit_seals_finish(struct audit_seals *seals, int64_t taken_at_ms, bool is_dump)
{
    const struct seal_line *line;
    const struct checked_seal *last = &seals->last;
    struct finding_place place = { .seal = seals->lacked_from };
    if (seals->lacked_from > 0 && seals->lacked_since_ms + FILE_LATE_MS < taken_at_ms)
        audit_report_add(seals->report, FINDING_SEAL_FILE_MISSING, &place,
                         "the seal file ends before this seal");
    check_ahead(seals, last->record.number, last->record.sealed_at_ms, taken_at_ms);
    int64_t first = 0, end = 0;
    for (; (line = next_line(seals)) != NULL; seals->has_line = false) {
        struct seal_record record;
        if (is_dump && seal_record_parse(line->record, &record) == 0 &&
            record.sealed_at_ms > taken_at_ms) {
            check_ahead(seals, line->number, record.sealed_at_ms, clock_now_ms());
            seals->later++;
            continue;
        }
        first = first == 0 ? line->number : first;
        end = line->number;
    }
    place.seal = first;
    if (first > 0)
        audit_report_add(seals->report, FINDING_SEAL_MISSING, &place,
                         "the seal file has seals %" PRId64 " to %" PRId64
                         ", the trail ends with seal %" PRId64,
                         first, end, last->record.number);
}
