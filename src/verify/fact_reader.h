/*
 * What an event says of how things stand after it: its facts. Never knows what was before.
 */
#ifndef MEMBERHUB_VERIFY_FACT_READER_H
#define MEMBERHUB_VERIFY_FACT_READER_H

#include <stdbool.h>

#include "audit/event.h"
#include "audit/fact.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"

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
