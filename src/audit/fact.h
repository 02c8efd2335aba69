/*
 * What an event says of how things stand after it: relationships, accounts, keys, hubs and
 * detectors. Never knows what was before.
 */
#ifndef MEMBERHUB_AUDIT_FACT_H
#define MEMBERHUB_AUDIT_FACT_H

#include <stdint.h>

#include "audit/event.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"

enum fact_kind {
    FACT_RELATIONSHIP, /* of: service, region, administrator, member; value: its state */
    FACT_ACCOUNT,      /* of: account; value: active, suspended */
    FACT_KEY,          /* of: key id, account; value: active, disabled, None */
    FACT_ENROLLMENT,   /* of: service, region, account, detector or "hub"; value: enabled, None */
    FACT_KINDS
};

enum { FACT_WORDS_MAX = 4 };

/* One fact. The words and the value are of one word each; "None" is for what is not there. */
struct fact {
    enum fact_kind kind;
    struct str of[FACT_WORDS_MAX];
    struct str from; /* of a relationship: its state before; else empty */
    struct str value;
};

/* Gives how many words a kind has, and its name: "relationship" (static). */
size_t fact_words(enum fact_kind kind);
const char *fact_kind_name(enum fact_kind kind);

/* An event whose facts are read. */
struct fact_reader {
    struct arena *arena;
    const struct audit_event *event;
    struct str rest; /* of the effects */
    bool in_list, is_done;
};

/* Starts with an event; both are borrowed, and facts live as long as they do. */
void fact_reader_init(struct fact_reader *reader, struct arena *arena,
                      const struct audit_event *event);

/*
 * Gives the next fact: 1, or 0 when there is none any more, or -1 when the event cannot be read. An
 * event of a call that was refused has none. Source: relationship_transition() for effects,
 * operator_event() and audit_response() in sql/functions for the rest.
 */
int fact_next(struct fact_reader *reader, struct fact *ret_fact) MUST_CHECK;

#endif
