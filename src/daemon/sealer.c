/*
 * The sealer's loop: take the lock, seal, carry the seals over to the file, look after the
 * partitions. Must never write a seal to the file before the database has it for good: the file
 * could then hold what the chain does not. Nor seal a database whose seals the file contradicts.
 */
#include "daemon/sealer.h"

#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

#include "audit/limits.h"
#include "audit/seal_line.h"
#include "audit/seal_record.h"
#include "audit/seal_signer.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"
#include "base/log.h"
#include "base/scoreboard.h"
#include "daemon/counter.h"
#include "daemon/expiry.h"
#include "daemon/maintenance.h"
#include "daemon/notify.h"
#include "daemon/process.h"
#include "daemon/seal_file.h"
#include "daemon/sealing.h"
#include "daemon/trouble.h"
#include "db/columns.h"
#include "db/connection.h"
#include "db/params.h"

enum { ROUND_MS = 1000 };
/* A seal that is half full was probably cut: a transaction is not. */
enum { SEAL_EVENTS_CUT = AUDIT_SEAL_EVENTS_MAX / 2 };
/* A single transaction is sealed as a whole: a million events have room. */
enum { ARENA_BYTES = 512 * 1024 * 1024 };
/* No client waits for the sealer, so it may take longer than a call. */
enum { CALL_TIMEOUT_MS = 30000 }; /* or half of what it has to stop, when that is less */
/* Of one page; a seal takes less than a kilobyte. */
enum { FILE_PAGE_SEALS = 1000 };

/* Whether this process is the one that seals. */
enum turn { TURN_UNKNOWN, TURN_WAITS, TURN_SEALS };

struct sealer {
    const struct config *config;
    struct db *db;
    struct arena *arena; /* of the round */
    struct seal_signer signer;
    enum turn turn;
    bool file_behind; /* the file may lack seals that the table has */
    bool stopping;
    int64_t confirmed; /* number of the seal whose commit was confirmed in this round; 0: none */
    struct maintenance maintenance;
    struct counting counting;
    struct expiry expiry;
    struct trouble sealing_trouble, file_trouble, partition_trouble;
};

/*
 * Takes the deployment's lock, each round anew: it goes with the session, and a session that was
 * lost is replaced without our noticing. It keeps sealers out of each other's way and no more: the
 * chain is safe without it.
 */
static int
take_turn(struct sealer *sealer, struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    enum turn before = sealer->turn;
    /* Whoever loses the session has lost the lock. */
    sealer->turn = TURN_UNKNOWN;
    if (db_exec(sealer->db, sealer->arena, STATEMENT_AUDIT_SEAL_LOCK, &params, &rows, f) < 0)
        return -1;
    sealer->turn = db_says_yes(&rows) ? TURN_SEALS : TURN_WAITS;
    if (sealer->turn == before)
        return 0;
    /* What the one before us did not get done. */
    sealer->file_behind = true;
    log_event(LOG_INFO, sealer->turn == TURN_SEALS ? "sealer_seals" : "sealer_waits",
              LOG_FIELD_NUMBER("pid", getpid()));
    return 0;
}

/*
 * Looks after the partitions when it is time. Sealing does not depend on how that went. Gives the
 * statement that the round's seal has to make, or NULL.
 */
static const struct seal_statement *
maintain(struct sealer *sealer, struct seal_statement *statement, bool *ret_more)
{
    struct fault f = { 0 };
    int result =
        maintenance_run(&sealer->maintenance, sealer->db, sealer->arena, statement, ret_more, &f);
    if (result != MAINTENANCE_IDLE)
        trouble_note(&sealer->partition_trouble, result, &f);
    return result == MAINTENANCE_STATES ? statement : NULL;
}

/* Drops what is stated, once the statement's seal is where it has to be. */
static void
drop_stated(struct sealer *sealer)
{
    struct fault f = { 0 };
    if (sealer->file_behind)
        return;
    int result = maintenance_drop(&sealer->maintenance, sealer->db, sealer->arena, &f);
    if (result != MAINTENANCE_IDLE)
        trouble_note(&sealer->partition_trouble, result, &f);
}

/* Gives at most `limit` seals behind number `after`. */
static int
read_seals(struct sealer *sealer, int64_t after, int64_t limit, struct db_rows *ret_rows,
           struct fault *f)
{
    struct db_params params = { .count = 0 };
    db_param_int(sealer->arena, &params, after);
    db_param_int(sealer->arena, &params, limit);
    return db_exec(sealer->db, sealer->arena, STATEMENT_AUDIT_SEALS, &params, ret_rows, f);
}

/* Gives the file's line for a row, which must be a seal: what is in the file stays there. */
static int
line_of(struct arena *arena, const struct seal_signer *signer, const struct db_rows *rows,
        size_t row, struct str *ret_line, struct fault *f)
{
    struct seal_line line = { .record = db_value(rows, row, SEAL_RECORD) };
    struct seal_record record;
    if (str_to_int64(db_value(rows, row, SEAL_NUMBER), 1, INT64_MAX, &line.number) < 0 ||
        hex_decode(db_value(rows, row, SEAL_SIGNATURE), line.signature, sizeof line.signature) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "the database gave a seal that is none");
    if (seal_record_parse(line.record, &record) < 0 || record.number != line.number)
        return fault_set_detail(f, FAULT_INTERNAL, "the database's seal %lld says something else",
                                (long long)line.number);
    /* A seal of another key is a seal of before the master key was changed. */
    if (str_equal(str_from(record.key.text), str_from(signer->id.text)) &&
        !ed25519_verify(signer->public_key, line.record, line.signature))
        return fault_set_detail(f, FAULT_INTERNAL, "the database's seal %lld is not ours",
                                (long long)line.number);
    *ret_line = seal_line_render(arena, &line);
    return 0;
}

/* Refuses a file whose last seal is not the table's seal of that number. */
static int
compare_last(struct sealer *sealer, const struct seal_file *file, struct fault *f)
{
    struct db_rows rows;
    struct str line = STR("");
    if (file->last.number == 0)
        return 0;
    if (read_seals(sealer, file->last.number - 1, 1, &rows, f) < 0)
        return -1;
    if (rows.count > 0 && line_of(sealer->arena, &sealer->signer, &rows, 0, &line, f) < 0)
        return -1;
    if (str_equal(line, seal_line_render(sealer->arena, &file->last)))
        return 0;
    return fault_set_detail(f, FAULT_INTERNAL, "%.200s: its seal %lld is not the database's",
                            file->path, (long long)file->last.number);
}

/*
 * Has the database confirm the seals that were read from the table, up to number `last`. One whose
 * commit it has warned about is there to be read, and is gone after a fail-over: the file would
 * keep a seal that never was. What the round itself has sealed is confirmed, and all before it: its
 * commit stands behind theirs. So the usual round has no other commit than the seal's.
 */
static int
confirm_seals(struct sealer *sealer, int64_t last, struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    if (last <= sealer->confirmed)
        return 0;
    return db_exec(sealer->db, sealer->arena, STATEMENT_AUDIT_SEAL_CONFIRM, &params, &rows, f);
}

/* Appends the next seals to the file; *ret_more when there may be further ones. */
static int
append_missing(struct sealer *sealer, struct seal_file *file, bool *ret_more, struct fault *f)
{
    struct db_rows rows;
    struct buf lines;
    struct str line;
    buf_init(&lines, sealer->arena);
    *ret_more = false;
    if (compare_last(sealer, file, f) < 0 ||
        read_seals(sealer, file->last.number, FILE_PAGE_SEALS, &rows, f) < 0)
        return -1;
    if (rows.count == 0)
        return 0;
    /* Seals are numbered without a gap. */
    if (confirm_seals(sealer, file->last.number + (int64_t)rows.count, f) < 0)
        return -1;
    for (size_t row = 0; row < rows.count; row++) {
        if (line_of(sealer->arena, &sealer->signer, &rows, row, &line, f) < 0)
            return -1;
        buf_add(&lines, line);
    }
    if (seal_file_append(file, buf_str(&lines), f) < 0)
        return -1;
    /* One is the usual: the seal that was just made. */
    if (rows.count > 1)
        log_event(LOG_INFO, "seal_file_caught_up", LOG_FIELD_NUMBER("after", file->last.number),
                  LOG_FIELD_NUMBER("seals", (int64_t)rows.count));
    *ret_more = rows.count == FILE_PAGE_SEALS;
    return 0;
}

/* Carries seals over from the table, which has them for good, to the file. */
static int
carry_over(struct sealer *sealer, bool *ret_more, struct fault *f)
{
    struct seal_file file;
    if (sealer->config->audit.seal_file[0] == '\0') {
        *ret_more = false;
        return 0;
    }
    if (seal_file_open(sealer->config->audit.seal_file, sealer->arena, &file, f) < 0)
        return -1;
    int result = append_missing(sealer, &file, ret_more, f);
    seal_file_close(&file);
    return result;
}

/*
 * Refuses to sign on top of a history that the file contradicts: whoever rewrote it in the database
 * would have our signature under it. A file that cannot be read says nothing either way; the trail
 * is sealed without it, and keep_file() tells.
 */
static int
check_history(struct sealer *sealer, struct fault *f)
{
    struct seal_file file;
    struct fault unreadable;
    if (sealer->config->audit.seal_file[0] == '\0')
        return 0;
    if (seal_file_open(sealer->config->audit.seal_file, sealer->arena, &file, &unreadable) < 0) {
        sealer->file_behind = true;
        return 0;
    }
    int result = compare_last(sealer, &file, f);
    seal_file_close(&file);
    return result;
}

/* Gives whether there is more to carry over at once. */
static bool
keep_file(struct sealer *sealer)
{
    struct fault f = { 0 };
    bool more = false;
    if (!sealer->file_behind)
        return false;
    int result = carry_over(sealer, &more, &f);
    trouble_note(&sealer->file_trouble, result, &f);
    sealer->file_behind = result < 0 || more;
    return more;
}

/* Does once what is to be done each second; *ret_more when there is more to do at once. */
static int
seal_round(struct sealer *sealer, bool *ret_more, struct fault *f)
{
    struct sealing sealing;
    struct seal_statement statement;
    bool surveys = false;
    sealer->confirmed = 0;
    if (take_turn(sealer, f) < 0)
        return -1;
    if (sealer->turn != TURN_SEALS) {
        /* What another seals is in this one's file too: a second witness, and none falls behind. */
        sealer->file_behind = true;
        *ret_more = keep_file(sealer);
        return 0;
    }
    const struct seal_statement *states = maintain(sealer, &statement, &surveys);
    if (check_history(sealer, f) < 0 || sealing_run(sealer->db, sealer->arena, &sealer->signer,
                                                    AUDIT_SEAL_EVENTS_MAX, states, &sealing, f) < 0)
        return -1;
    if (sealing.overtaken)
        log_event(LOG_WARN, "seal_overtaken", LOG_FIELD_NUMBER("pid", getpid()));
    sealer->confirmed = sealing.number;
    /* Overtaken it may have been by a try of its own whose answer was lost. */
    if (sealing.number > 0 || sealing.overtaken)
        sealer->file_behind = true;
    *ret_more = keep_file(sealer) || sealing.events >= SEAL_EVENTS_CUT || surveys;
    drop_stated(sealer);
    return 0;
}

static void
take_signal(struct sealer *sealer, int signal)
{
    if (signal == SIGTERM || signal == SIGINT)
        sealer->stopping = true;
    if (signal == SIGUSR1)
        process_log_reopen(sealer->config);
}

static int
check_conninfo(const struct config *config, const char **ret_conninfo, struct fault *f)
{
    bool has_own = config->database.sealer[0] != '\0';
    *ret_conninfo = has_own ? config->database.sealer : config->database.main;
    return db_check_conninfo(*ret_conninfo, has_own ? "database.sealer" : "database.default", f);
}

int
sealer_check(const struct config *config, struct fault *f)
{
    struct seal_signer signer;
    const char *conninfo;
    if (check_conninfo(config, &conninfo, f) < 0 || seal_signer_load(config, &signer, f) < 0)
        return -1;
    seal_signer_release(&signer);
    return 0;
}

static int
start(struct sealer *sealer, struct fault *f)
{
    const struct config *config = sealer->config;
    const char *conninfo;
    if (check_conninfo(config, &conninfo, f) < 0 ||
        seal_signer_load(config, &sealer->signer, f) < 0)
        return -1;
    maintenance_init(&sealer->maintenance, &sealer->signer, config->audit.retention_days);
    int64_t half_stop_ms = config->server.stop_timeout_ms / 2;
    sealer->db = db_new(conninfo, "memberhubd sealer",
                        half_stop_ms < CALL_TIMEOUT_MS ? half_stop_ms : CALL_TIMEOUT_MS);
    sealer->arena = arena_new(ARENA_BYTES);
    return 0;
}

static void
tell_start(const struct sealer *sealer)
{
    log_event(LOG_INFO, "sealer_started", LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_TEXT("key", str_from(sealer->signer.id.text)));
    if (sealer->config->audit.seal_file[0] == '\0')
        log_event(LOG_WARN, "sealer_without_file",
                  LOG_FIELD_TEXT("detail", STR("[audit] seal_file is not set: who can write to the "
                                               "database could replace the trail and its seals")));
}

/* What is to be done where no client waits, in every server, whether or not it is the one that
 * seals. */
static void
keep_house(struct sealer *sealer)
{
    counting_take_part(&sealer->counting, sealer->db, sealer->arena);
    expiry_take_part(&sealer->expiry, sealer->config, sealer->db, sealer->arena);
}

int
sealer_run(const struct config *config, bool alone, struct fault *f)
{
    struct sealer sealer = {
        .config = config,
        .sealing_trouble = { .event = "sealing_failed", .over_event = "sealing_again" },
        .file_trouble = { .event = "seal_file_failed", .over_event = "seal_file_again" },
        .partition_trouble = { .event = "audit_maintain_failed",
                               .over_event = "audit_maintain_again" },
        .counting = COUNTING,
        .expiry = EXPIRY,
    };
    struct fault trouble = { 0 };
    if (start(&sealer, f) < 0)
        return -1;
    metrics_count(scoreboard_metrics(), METRICS_SEALER_STARTS, 0, 1);
    tell_start(&sealer);
    scoreboard_show(SCOREBOARD_IDLE);
    process_tell_master();
    if (alone)
        notify_send("READY=1\nSTATUS=Sealing the audit trail");
    while (!sealer.stopping) {
        bool more = false;
        scoreboard_show(SCOREBOARD_BUSY);
        int64_t next_ms = clock_monotonic_ms() + ROUND_MS;
        int result = seal_round(&sealer, &more, &trouble);
        trouble_note(&sealer.sealing_trouble, result, &trouble);
        /* A seal whose COMMIT was not answered may be there all the same. */
        sealer.file_behind = sealer.file_behind || result < 0;
        /* Alone it has nobody to do it for. */
        if (result == 0 && !more && !alone)
            keep_house(&sealer);
        arena_reset(sealer.arena);
        scoreboard_show(SCOREBOARD_IDLE);
        take_signal(&sealer, process_wait(more ? 0 : next_ms, NULL));
    }
    scoreboard_show(SCOREBOARD_LEAVING);
    process_tell_master();
    /* The workers are gone: what they left is sealed before the lights go out. */
    bool ignored;
    trouble_note(&sealer.sealing_trouble, seal_round(&sealer, &ignored, &trouble), &trouble);
    log_event(LOG_INFO, "sealer_stopped", LOG_FIELD_NUMBER("pid", getpid()));
    maintenance_release(&sealer.maintenance);
    seal_signer_release(&sealer.signer);
    arena_free(sealer.arena);
    db_free(sealer.db);
    return 0;
}
