/*
 * memberhubctl audit verify, dump, key: checking a trail here or elsewhere. Never changes it, and
 * prints no secret but the private key that it was asked for, where nobody else can read it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/seal_signer.h"
#include "base/clock.h"
#include "base/codec.h"
#include "cli/audit_print.h"
#include "cli/context.h"
#include "cli/output.h"
#include "verify/drops.h"
#include "verify/dump.h"
#include "verify/verify.h"

enum { PROGRESS_MS = 1000, OUTPUT_BYTES = 64 * 1024 };

/* Gives the key that this installation's seals are signed with. FAULT_CONFIG when there is none. */
static int
load_public_key(const struct cli *cli, uint8_t ret_key[ED25519_PUBLIC_KEY_SIZE], struct fault *f)
{
    struct seal_signer signer;
    if (seal_signer_load(&cli->config, &signer, f) < 0)
        return -1;
    bytes_copy(ret_key, ED25519_PUBLIC_KEY_SIZE, signer.public_key, sizeof signer.public_key);
    seal_signer_release(&signer);
    return 0;
}

/* How far the verifier has come, for whoever sits at a terminal. */
struct progress {
    int64_t started_ms, shown_ms;
};

static void
show_progress(void *context, const struct audit_totals *totals)
{
    struct progress *progress = context;
    int64_t now_ms = clock_monotonic_ms();
    if (now_ms < progress->shown_ms + PROGRESS_MS)
        return;
    progress->shown_ms = now_ms;
    fprintf(stderr, "%" PRId64 " events, %" PRId64 " s\r", totals->events,
            (now_ms - progress->started_ms) / 1000);
}

/* Adds what waits for a seal, and for how long. */
static void
add_unsealed(struct buf *text, const struct audit_totals *t)
{
    if (t->unsealed == 0)
        buf_add(text, STR("no event waits for a seal\n"));
    else
        buf_add_format(text, "%" PRId64 " events wait for a seal, the oldest for %.3f s\n",
                       t->unsealed, (double)t->oldest_unsealed_ms / 1000);
}

/* The seal file to compare with, or NULL: the named one, else online the setting's. */
static const char *
seal_file(const struct cli *cli)
{
    const char *named = cli->line->values[OPTION_SEALS];
    bool is_online = cli->line->values[OPTION_DUMP] == NULL;
    if (named == NULL && is_online && cli->config.audit.seal_file[0] != '\0')
        return cli->config.audit.seal_file;
    return named;
}

/* Adds what the seals were compared with: without a seal file, less is proven. */
static void
add_seal_file(const struct cli *cli, struct buf *text, const struct audit_seals *seals)
{
    const char *file = seal_file(cli);
    if (cli->json) {
        buf_add(text, STR(", \"seal_file\": "));
        if (file != NULL)
            json_quote(text, str_from(file));
        else
            buf_add(text, STR("null"));
        buf_add_format(text, ", \"seal_file_lines\": %" PRId64 ", \"seal_file_later\": %" PRId64,
                       seals->file_line, seals->later);
    } else if (file != NULL) {
        buf_add_format(text, "compared with the seal file %s (%" PRId64 " lines)\n", file,
                       seals->file_line);
        if (seals->later > 0)
            buf_add_format(text,
                           "THE DUMP IS OLDER: %" PRId64 " seals of the file were made after it\n",
                           seals->later);
    } else {
        buf_add(text, STR("NO SEAL FILE: a new chain or a cut tail cannot be seen\n"));
    }
}

/* Adds what was dropped, and what is not proven of it. */
static void
add_dropped(struct buf *text, const struct audit_totals *t)
{
    if (t->dropped > 0)
        buf_add_format(text,
                       "%" PRId64 " more events were dropped by retention, as the sealer "
                       "states\n",
                       t->dropped);
    if (t->undone[0] != '\0')
        buf_add_format(text, "the drop of %s is stated, and not done yet\n", t->undone);
    if (t->unproven > 0)
        buf_add_format(text,
                       "UNPROVEN: %" PRId64 " events are said to have been dropped before "
                       "the sealer stated drops\n",
                       t->unproven);
    if (t->unproven_states > 0)
        buf_add_format(text,
                       "UNPROVEN: %" PRId64 " accounts, keys, hubs and detectors are older "
                       "than the events that could tell of them\n",
                       t->unproven_states);
}

static int
print_summary(const struct cli *cli, const struct audit_totals *t, const struct audit_seals *seals,
              const struct audit_report *report, int64_t took_ms)
{
    struct buf text;
    buf_init(&text, cli->arena);
    if (cli->json) {
        buf_add_format(&text,
                       "%s], \"events\": %" PRId64 ", \"seals\": %" PRId64
                       ", \"accounts\": %" PRId64 ", \"relationships\": %" PRId64
                       ", \"dropped\": %" PRId64 ", \"dropped_unproven\": %" PRId64
                       ", \"states_unproven\": %" PRId64
                       ", \"drop_not_done\": \"%s\", \"unsealed\": %" PRId64
                       ", \"oldest_unsealed_seconds\": %.3f, \"seconds\": %.3f",
                       report->findings > 0 ? "\n" : "", t->events, t->seals, t->accounts,
                       t->relationships, t->dropped, t->unproven, t->unproven_states, t->undone,
                       t->unsealed, (double)t->oldest_unsealed_ms / 1000, (double)took_ms / 1000);
        add_seal_file(cli, &text, seals);
        buf_add(&text, STR("}\n"));
        return output_text(buf_str(&text));
    }
    buf_add_format(&text,
                   "%" PRId64 " events under %" PRId64 " seals, of %" PRId64
                   " accounts with %" PRId64 " relationships, read in %.3f s\n",
                   t->events, t->seals, t->accounts, t->relationships, (double)took_ms / 1000);
    add_dropped(&text, t);
    add_unsealed(&text, t);
    add_seal_file(cli, &text, seals);
    if (report->findings == 0)
        buf_add(&text, STR("nothing is wrong\n"));
    else
        buf_add_format(&text, "%" PRId64 " finding%s\n", report->findings,
                       report->findings == 1 ? "" : "s");
    return output_text(buf_str(&text));
}

static int
open_source(struct cli *cli, struct audit_source **ret_source, struct fault *f)
{
    const char *dump = cli->line->values[OPTION_DUMP];
    if (dump != NULL)
        return audit_source_open_dump(dump, ret_source, f);
    cli_allow_long_calls(cli);
    return audit_source_open_database(cli->db, ret_source, f);
}

/* Reads for how long events are kept: as said, else online the setting. -1: as said, wrongly. */
static int
read_retention(const struct cli *cli, int64_t *ret_days)
{
    const char *said = cli->line->values[OPTION_RETENTION];
    bool is_online = cli->line->values[OPTION_DUMP] == NULL;
    *ret_days = is_online ? cli->config.audit.retention_days : RETENTION_UNKNOWN;
    return said != NULL ? str_to_int64(str_from(said), 0, INT32_MAX, ret_days) : 0;
}

/* Opens what is to be verified and verifies it. */
static int
verify(struct cli *cli, struct audit_seals *seals, struct audit_report *report,
       int64_t retention_days, struct audit_totals *ret_totals, struct fault *f)
{
    struct audit_source *source;
    struct progress progress = { .started_ms = clock_monotonic_ms() };
    const char *file = seal_file(cli);
    progress.shown_ms = progress.started_ms;
    if ((file != NULL && audit_seals_open_file(seals, file, f) < 0) ||
        open_source(cli, &source, f) < 0)
        return -1;
    if (cli->json)
        (void)output_text(STR("{\"findings\": ["));
    int failed =
        audit_verify(source, seals, report, retention_days,
                     isatty(STDERR_FILENO) == 1 ? show_progress : NULL, &progress, ret_totals, f);
    audit_source_free(source);
    return failed;
}

int
cmd_audit_verify(struct cli *cli)
{
    uint8_t key[ED25519_PUBLIC_KEY_SIZE];
    const char *hex = cli->line->values[OPTION_KEY];
    struct audit_totals totals;
    struct audit_print print;
    struct audit_report report;
    struct audit_seals seals;
    struct fault f;
    int64_t retention_days, started_ms = clock_monotonic_ms();
    if (read_retention(cli, &retention_days) < 0)
        return cli_usage("--retention takes days, 0 for everything");
    if (hex != NULL && hex_decode(str_from(hex), key, sizeof key) < 0)
        return cli_usage("--key takes the 64 hex digits that \"audit key\" prints");
    if (hex == NULL && load_public_key(cli, key, &f) < 0)
        return cli_fault(&f);
    audit_print_init(&print, cli->json);
    audit_report_init(&report, audit_print_finding, &print);
    audit_seals_init(&seals, &report, key);
    int status = EXIT_STATUS_REFUSED;
    if (verify(cli, &seals, &report, retention_days, &totals, &f) < 0)
        cli_fault(&f);
    else if (print_summary(cli, &totals, &seals, &report, clock_monotonic_ms() - started_ms) ==
                 EXIT_STATUS_OK &&
             report.findings == 0 && !print.failed)
        status = EXIT_STATUS_OK;
    audit_seals_release(&seals);
    audit_report_release(&report);
    audit_print_release(&print);
    return status;
}

/* Writes what the buffer holds once it is much, or with `all` in any case, and empties it. */
static int
flush(struct cli *cli, struct buf *text, bool all)
{
    if (text->size < OUTPUT_BYTES && !all)
        return EXIT_STATUS_OK;
    int printed = output_text(buf_str(text));
    arena_reset(cli->arena);
    buf_init(text, cli->arena);
    return printed;
}

/*
 * Adds the rows of a table up to the first one whose column `column` is `end` or more (INT64_MAX:
 * all). Gives the exit status.
 */
static int
dump_rows(struct cli *cli, struct buf *text, struct audit_source *source, enum trail_table table,
          size_t column, int64_t end)
{
    const struct str *row;
    struct fault f;
    for (;;) {
        int64_t value;
        if (audit_source_peek(source, table, &row, &f) < 0)
            return cli_fault(&f);
        if (row == NULL || (end != INT64_MAX &&
                            str_to_int64(row[column], 0, INT64_MAX, &value) == 0 && value >= end))
            return EXIT_STATUS_OK;
        audit_dump_row(text, table, row);
        audit_source_advance(source, table);
        if (flush(cli, text, false) != EXIT_STATUS_OK)
            return EXIT_STATUS_REFUSED;
    }
}

/* Adds a seal with what belongs to it; *ret_more is false when there is none. */
static int
dump_seal(struct cli *cli, struct buf *text, struct audit_source *source, bool *ret_more)
{
    const struct str *row;
    struct fault f;
    int64_t number = 0, to = 0;
    if (audit_source_peek(source, TRAIL_SEAL, &row, &f) < 0)
        return cli_fault(&f);
    *ret_more = row != NULL;
    if (row == NULL)
        return EXIT_STATUS_OK;
    /* A row without its numbers is dumped like any other; verify says what is wrong with it. */
    if (str_to_int64(row[SEAL_NUMBER], 0, INT64_MAX - 1, &number) < 0 ||
        str_to_int64(row[SEAL_TO], 0, INT64_MAX, &to) < 0)
        to = 0;
    audit_dump_row(text, TRAIL_SEAL, row);
    audit_source_advance(source, TRAIL_SEAL);
    int dumped = dump_rows(cli, text, source, TRAIL_SEAL_ACCOUNT, SEAL_ACCOUNT_NUMBER, number + 1);
    return dumped == EXIT_STATUS_OK
               ? dump_rows(cli, text, source, TRAIL_EVENT, EVENT_TRANSACTION, to)
               : dumped;
}

/* Adds all rows of some tables, one behind the other. */
static int
dump_tables(struct cli *cli, struct buf *text, struct audit_source *source,
            const enum trail_table *tables, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (dump_rows(cli, text, source, tables[i], 0, INT64_MAX) != EXIT_STATUS_OK)
            return EXIT_STATUS_REFUSED;
    return EXIT_STATUS_OK;
}

/* What follows the seals, in order; no row ends a table before its end. */
static int
dump_rest(struct cli *cli, struct buf *text, struct audit_source *source)
{
    static const enum trail_table rest[] = { TRAIL_SEAL_ACCOUNT, TRAIL_EVENT, TRAIL_RELATIONSHIP,
                                             TRAIL_ACCOUNT,      TRAIL_KEY,   TRAIL_ENROLLMENT };
    return dump_tables(cli, text, source, rest, ARRAY_COUNT(rest));
}

static int
dump(struct cli *cli, struct audit_source *source)
{
    static const enum trail_table first[] = { TRAIL_COUNTS, TRAIL_STATE_COUNTS, TRAIL_DROP,
                                              TRAIL_DROP_LINE, TRAIL_TRANSITION };
    struct buf text;
    bool more = true;
    buf_init(&text, cli->arena);
    buf_add(&text, audit_dump_head(cli->arena, source->taken_at_ms));
    if (dump_tables(cli, &text, source, first, ARRAY_COUNT(first)) != EXIT_STATUS_OK)
        return EXIT_STATUS_REFUSED;
    while (more)
        if (dump_seal(cli, &text, source, &more) != EXIT_STATUS_OK)
            return EXIT_STATUS_REFUSED;
    if (dump_rest(cli, &text, source) != EXIT_STATUS_OK)
        return EXIT_STATUS_REFUSED;
    buf_add(&text, audit_dump_end());
    return flush(cli, &text, true);
}

int
cmd_audit_dump(struct cli *cli)
{
    struct audit_source *source;
    struct fault f;
    cli_allow_long_calls(cli);
    if (audit_source_open_database(cli->db, &source, &f) < 0)
        return cli_fault(&f);
    int status = dump(cli, source);
    audit_source_free(source);
    return status;
}

/* Tells why a secret may not go where standard output goes, or gives NULL. */
static const char *
refuse_output(void)
{
    struct stat status;
    if (isatty(STDOUT_FILENO) == 1)
        return "a private key is not shown on a terminal: write it to a file, or to a pipe";
    if (fstat(STDOUT_FILENO, &status) < 0 ||
        (S_ISREG(status.st_mode) && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0))
        return "others may read the file that the private key would be in: make it under umask 077";
    return NULL;
}

static int
print_private_key(struct cli *cli)
{
    struct seal_signer signer;
    struct fault f;
    const char *problem = refuse_output();
    if (problem != NULL)
        return cli_refuse("%s", problem);
    if (seal_signer_load(&cli->config, &signer, &f) < 0)
        return cli_fault(&f);
    struct str hex = hex_encode(cli->arena, signer.seed, sizeof signer.seed);
    struct seal_signer_id id = signer.id;
    seal_signer_release(&signer);
    struct output_member members[] = { { "PrivateKey", hex, false },
                                       { "KeyId", str_from(id.text), false } };
    return output_object(cli, hex, members, ARRAY_COUNT(members));
}

int
cmd_audit_key(struct cli *cli)
{
    uint8_t key[ED25519_PUBLIC_KEY_SIZE];
    struct fault f;
    if (cli->line->values[OPTION_PRIVATE] != NULL)
        return print_private_key(cli);
    if (load_public_key(cli, key, &f) < 0)
        return cli_fault(&f);
    struct str hex = hex_encode(cli->arena, key, sizeof key);
    struct seal_signer_id id = seal_signer_id(key);
    struct output_member members[] = { { "PublicKey", hex, false },
                                       { "KeyId", str_from(id.text), false } };
    return output_object(cli, hex, members, ARRAY_COUNT(members));
}
