/*
 * The draft of a statement.
 * Must never hash another line than the one that it stores.
 */
#include "daemon/drop_draft.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/buf.h"
#include "db/params.h"
#include "verify/fact_reader.h"

enum {
    PAGE_LINES = 1000,
    STEP_PAGES = 20,
    VALUE_SIZE = 40, /* a fact's value is a word of ours, or a status */
};
#define MEMORY_BYTES ((size_t)4 << 30)

/* How something stands by the last event that told of it. */
struct state {
    int64_t sequence;
    char value[VALUE_SIZE];
};

void
drop_draft_init(struct drop_draft *draft)
{
    *draft = (struct drop_draft){ .memory = arena_new(MEMORY_BYTES) };
    text_map_init(&draft->accounts, sizeof(int64_t), MEMORY_BYTES);
    text_map_init(&draft->states, sizeof(struct state), MEMORY_BYTES);
}

void
drop_draft_release(struct drop_draft *draft)
{
    text_map_release(&draft->accounts);
    text_map_release(&draft->states);
    arena_free(draft->memory);
    free(draft->lines);
}

int
drop_draft_facts(struct drop_draft *draft, struct arena *scratch, const struct audit_event *event,
                 int64_t sequence)
{
    struct fact_reader reader;
    struct fact fact;
    int found;
    fact_reader_init(&reader, scratch, event);
    while ((found = fact_next(&reader, &fact)) > 0) {
        struct buf key;
        buf_init(&key, scratch);
        buf_add(&key, str_from(fact_kind_name(fact.kind)));
        for (size_t i = 0; i < fact_words(fact.kind); i++)
            buf_add_format(&key, " %.*s", STR_PRINTF(fact.of[i]));
        if (fact.value.size >= VALUE_SIZE)
            return -1;
        struct state *state = text_map_get(&draft->states, buf_str(&key), NULL);
        if (sequence < state->sequence)
            continue;
        *state = (struct state){ .sequence = sequence };
        bytes_copy(state->value, sizeof state->value, fact.value.data, fact.value.size);
    }
    return found;
}

void
drop_draft_line(struct drop_draft *draft, const struct drop_line *line)
{
    draft->lines =
        array_grow(draft->lines, draft->line_count, &draft->line_capacity, sizeof *draft->lines);
    draft->lines[draft->line_count++] = drop_line_render(draft->memory, line);
}

void
drop_draft_account(struct drop_draft *draft, struct str account, int64_t events)
{
    *(int64_t *)text_map_get(&draft->accounts, account, NULL) += events;
}

/* Gives the line of the draft at a place, from 0; false behind the last. */
static bool
line_at(const struct drop_draft *draft, const struct drop_candidate *of, struct arena *arena,
        size_t place, struct str *ret_line)
{
    const struct drop_line head[] = {
        { .kind = DROP_FORMAT, .numbers = { 1 } },
        { .kind = DROP_MONTH, .text = str_from(of->month) },
        { .kind = DROP_EVENTS, .numbers = { of->events } },
        { .kind = DROP_SEALS, .numbers = { of->first_seal, of->last_seal } },
    };
    if (place < ARRAY_COUNT(head)) {
        *ret_line = drop_line_render(arena, &head[place]);
        return true;
    }
    place -= ARRAY_COUNT(head);
    if (place < draft->line_count) {
        *ret_line = draft->lines[place];
        return true;
    }
    place -= draft->line_count;
    if (place < draft->accounts.count) {
        const struct text_map_entry *entry = &draft->accounts.entries[place];
        struct drop_line line = { .kind = DROP_ACCOUNT, .text = entry->key };
        line.numbers[0] = *(const int64_t *)entry->value;
        *ret_line = drop_line_render(arena, &line);
        return true;
    }
    place -= draft->accounts.count;
    if (place >= draft->states.count)
        return false;
    const struct text_map_entry *entry = &draft->states.entries[place];
    const struct state *state = entry->value;
    *ret_line = arena_format(arena, "state %" PRId64 " %.*s %s", state->sequence,
                             STR_PRINTF(entry->key), state->value);
    return true;
}

int
drop_draft_stage(struct drop_draft *draft, const struct drop_candidate *candidate, struct db *db,
                 struct arena *arena, bool *ret_done, struct fault *f)
{
    *ret_done = false;
    for (int page = 0; page < STEP_PAGES && !*ret_done; page++) {
        struct str *lines = arena_array(arena, PAGE_LINES, sizeof *lines);
        struct db_params params = { .count = 0 };
        struct db_rows rows;
        size_t count = 0;
        while (count < PAGE_LINES &&
               line_at(draft, candidate, arena, draft->staged + count, &lines[count]))
            count++;
        *ret_done = count < PAGE_LINES;
        db_param(&params, str_from(candidate->month));
        db_param_int(arena, &params, (int64_t)draft->staged + 1);
        db_param(&params, db_text_array(arena, lines, count));
        if (db_exec(db, arena, STATEMENT_AUDIT_DROP_STAGE, &params, &rows, f) < 0)
            return -1;
        for (size_t i = 0; i < count; i++)
            drop_hash_add(draft->hash, lines[i]);
        draft->staged += count;
    }
    return 0;
}
