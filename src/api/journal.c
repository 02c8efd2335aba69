/*
 * A worker's journal: events as JSON in one piece of memory of a fixed size.
 * Must never ask the database for anything, but where an event would else be lost: the worker
 * records between requests.
 */
#include "api/journal.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"
#include "base/digest.h"

enum {
    /* What one turn of the worker can bring has room beside what is due. */
    KEPT_BYTES_MAX = 1024 * 1024,
    FULL_AT_BYTES = KEPT_BYTES_MAX / 4, /* then they are due at once */
    FULL_AT = 100,                      /* events: likewise */
    KEPT_MS = 500,                      /* recorded and seen within a second */
    STRANGERS_MAX = 100,                /* noted at once; then STRANGERS_MS apart */
    STRANGERS_MS = 1000,
    BATCH_SIZE = 32,
    ARENA_BYTES = 4 * 1024 * 1024, /* the parameter's copy, and libpq's result */
};

struct journal {
    struct db *db;
    struct arena *arena; /* of one recording */
    int64_t due_ms;      /* monotonic; of what is kept */
    int64_t count, lost;
    int64_t strangers, strangers_ms; /* how many may be noted, and when one was last added */
    int64_t unnoted;                 /* since the last that was noted */
    uint8_t batch[BATCH_SIZE];       /* names what is kept, so that it is recorded once */
    bool unconfirmed;                /* it was sent, and may be there: nothing can be added to it */
    size_t size;
    char kept[KEPT_BYTES_MAX]; /* "[{...},{...}" */
};

struct journal *
journal_new(struct db *db)
{
    struct journal *journal = calloc(1, sizeof *journal);
    if (journal == NULL)
        abort();
    journal->db = db;
    journal->arena = arena_new(ARENA_BYTES);
    journal->strangers = STRANGERS_MAX;
    journal->strangers_ms = clock_monotonic_ms();
    return journal;
}

void
journal_free(struct journal *journal)
{
    if (journal == NULL)
        return;
    arena_free(journal->arena);
    free(journal);
}

/* Begins a member that is not the first. */
static void
add_name(struct buf *event, const char *name)
{
    buf_add(event, STR(",\""));
    buf_add(event, str_from(name));
    buf_add(event, STR("\":"));
}

/* Adds a member, unless the value is not there or is no text that JSON and PostgreSQL can hold. */
static void
add_text(struct buf *event, const char *name, struct str value)
{
    if (value.data == NULL || !utf8_is_text(value))
        return;
    add_name(event, name);
    json_quote(event, value);
}

/* Adds a member that is JSON already. */
static void
add_json(struct buf *event, const char *name, struct str json)
{
    if (json.size == 0)
        return;
    add_name(event, name);
    buf_add(event, json);
}

/* Ends an event with what became of the call. */
static void
add_outcome(struct buf *event, const struct fault *f)
{
    if (f != NULL) {
        add_text(event, "fault", str_from(fault_row(f->code)->name));
        buf_add(event, STR(",\"arguments\":["));
        for (size_t i = 0; i < FAULT_ARGUMENTS; i++) {
            struct str argument = str_from(f->arguments[i]);
            buf_add(event, i > 0 ? STR(",") : STR(""));
            json_quote(event, utf8_valid(argument) ? argument : STR(""));
        }
        buf_add_char(event, ']');
    }
    buf_add_char(event, '}');
}

/* Gives the event as the element of an array, as audit_record() takes it. */
static struct str
event_of(struct arena *arena, const struct caller *caller, const struct fault *f,
         int64_t answered_ms)
{
    struct buf event;
    buf_init(&event, arena);
    buf_add_format(&event, "{\"read_only\":true,\"event_time_ms\":%lld", (long long)answered_ms);
    add_text(&event, "account_id", caller->account_id);
    add_json(&event, "identity", caller->identity);
    add_text(&event, "service", caller->service);
    add_text(&event, "region", caller->region);
    add_text(&event, "operation", caller->operation);
    add_text(&event, "request_id", caller->request_id);
    add_text(&event, "source_address", caller->source_address);
    add_text(&event, "user_agent", caller->user_agent);
    add_json(&event, "parameters", caller->parameters);
    add_text(&event, "dialect", caller->dialect);
    add_outcome(&event, f);
    return buf_str(&event);
}

/* Room for what stands before an event, and for the end. */
static bool
has_room(const struct journal *journal, struct str event)
{
    return !journal->unconfirmed && event.size + 3 <= sizeof journal->kept - journal->size;
}

void
journal_note(struct journal *journal, struct arena *arena, const struct caller *caller,
             const struct fault *f, int64_t answered_ms)
{
    struct str event = event_of(arena, caller, f, answered_ms);
    /* The database has answered this call a moment ago: most likely it takes what stands in the
       way. What that loses is told by the next recording. */
    if (!has_room(journal, event) && f == NULL)
        journal->lost += journal_record(journal);
    if (!has_room(journal, event)) {
        journal->lost++;
        return;
    }
    if (journal->count == 0) {
        journal->due_ms = clock_monotonic_ms() + KEPT_MS;
        random_bytes(journal->batch, sizeof journal->batch);
    }
    journal->kept[journal->size++] = journal->count == 0 ? '[' : ',';
    bytes_copy(journal->kept + journal->size, sizeof journal->kept - journal->size, event.data,
               event.size);
    journal->size += event.size;
    journal->count++;
    if (journal->count >= FULL_AT || journal->size >= FULL_AT_BYTES)
        journal->due_ms = clock_monotonic_ms();
}

bool
journal_admits_stranger(struct journal *journal, int64_t *ret_unnoted)
{
    int64_t now_ms = clock_monotonic_ms();
    int64_t more = (now_ms - journal->strangers_ms) / STRANGERS_MS;
    journal->strangers_ms += more * STRANGERS_MS;
    journal->strangers += more;
    if (journal->strangers > STRANGERS_MAX)
        journal->strangers = STRANGERS_MAX;
    if (journal->strangers == 0) {
        journal->unnoted++;
        return false;
    }
    journal->strangers--;
    *ret_unnoted = journal->unnoted;
    journal->unnoted = 0;
    return true;
}

int64_t
journal_due_ms(const struct journal *journal)
{
    if (journal->count == 0)
        return -1;
    int64_t left_ms = journal->due_ms - clock_monotonic_ms();
    return left_ms > 0 ? left_ms : 0;
}

static bool
may_be_taken_later(const struct fault *f)
{
    return f->code == FAULT_DATABASE_DOWN || f->code == FAULT_REQUEST_BUSY;
}

int64_t
journal_record(struct journal *journal)
{
    struct db_params params = { 0 };
    struct db_rows rows;
    struct fault fault;
    int64_t lost = journal->lost;
    journal->lost = 0;
    if (journal->count == 0)
        return lost;
    journal->kept[journal->size] = ']';
    db_param(&params,
             db_bytea(journal->arena, (struct str){ (const char *)journal->batch, BATCH_SIZE }));
    db_param(&params, (struct str){ journal->kept, journal->size + 1 });
    int recorded =
        db_exec(journal->db, journal->arena, STATEMENT_AUDIT_RECORD, &params, &rows, &fault);
    arena_reset(journal->arena);
    bool kept = recorded < 0 && may_be_taken_later(&fault);
    journal->unconfirmed = kept && fault.code == FAULT_DATABASE_DOWN;
    journal->due_ms = clock_monotonic_ms() + KEPT_MS;
    if (kept)
        return lost;
    /* What the database will never take must not stand in the way of what it will. */
    if (recorded < 0)
        lost += journal->count;
    journal->count = 0;
    journal->size = 0;
    return lost;
}

int64_t
journal_abandon(struct journal *journal)
{
    int64_t lost = journal->lost + journal->count;
    journal->lost = 0;
    journal->count = 0;
    journal->size = 0;
    return lost;
}
