/*
 * The statement of a drop in the making: what the survey of the month finds, and the lines that are
 * made of it and stored. Never judges an event.
 */
#ifndef MEMBERHUB_DAEMON_DROP_DRAFT_H
#define MEMBERHUB_DAEMON_DROP_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/drop_statement.h"
#include "audit/event.h"
#include "audit/seal_record.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/text_map.h"
#include "db/connection.h"

/* A month that can go, as audit_drop_next() in sql/functions gives it. */
struct drop_candidate {
    char month[SEAL_MONTH_SIZE + 1];
    int64_t from_ms, to_ms, events, first_seal, last_seal;
};

struct drop_draft {
    struct arena *memory;
    struct text_map accounts; /* of account: int64_t, how many of its events go */
    struct text_map states;   /* of a fact's kind and words: how it stands */
    struct str *lines;        /* of what stays or was lacking */
    size_t line_count, line_capacity;
    size_t staged;             /* lines that are stored */
    uint8_t hash[SHA256_SIZE]; /* of those */
};

/* Starts an empty draft; release it with drop_draft_release(). */
void drop_draft_init(struct drop_draft *draft);
void drop_draft_release(struct drop_draft *draft);

/* Takes note of how things stand after an event that goes; -1 when it cannot be read. `scratch`
 * holds what is needed meanwhile. */
int drop_draft_facts(struct drop_draft *draft, struct arena *scratch,
                     const struct audit_event *event, int64_t sequence) MUST_CHECK;

/* Adds a line of what stays, or was lacking. */
void drop_draft_line(struct drop_draft *draft, const struct drop_line *line);

/* Adds events of an account that go. */
void drop_draft_account(struct drop_draft *draft, struct str account, int64_t events);

/*
 * Stores lines until a part of a second is over; *ret_done when all are. draft->hash is then what a
 * seal has to state. Faults are db_exec()'s.
 */
int drop_draft_stage(struct drop_draft *draft, const struct drop_candidate *candidate,
                     struct db *db, struct arena *arena, bool *ret_done,
                     struct fault *f) MUST_CHECK;

#endif
