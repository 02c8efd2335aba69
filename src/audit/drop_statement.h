/*
 * The sealer's statement of a drop: the lines that say what goes and what stays, and the hash of
 * them that a seal has. Never decides whether a month may go.
 */
#ifndef MEMBERHUB_AUDIT_DROP_STATEMENT_H
#define MEMBERHUB_AUDIT_DROP_STATEMENT_H

#include <stdint.h>

#include "audit/fact.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/digest.h"
#include "base/str.h"

/* The lines, in the order in which a statement has them; from DROP_KEPT on any number of each. */
enum drop_line_kind {
    DROP_FORMAT,  /* memberhub-drop 1 */
    DROP_MONTH,   /* month 2026-01 */
    DROP_EVENTS,  /* events COUNT: so many go */
    DROP_SEALS,   /* seals FIRST LAST: under these; 0 0 when nothing goes */
    DROP_KEPT,    /* kept SEAL ACCOUNT COUNT ROOT: of these events some go, and those stay */
    DROP_LACKED,  /* lacked SEAL ACCOUNT COUNT: so many were gone before statements were made */
    DROP_ACCOUNT, /* account ACCOUNT COUNT: of its events so many go */
    DROP_STATE,   /* state SEQUENCE KIND WORDS VALUE: how things stood by the events that go */
    DROP_LINE_KINDS
};

struct drop_line {
    enum drop_line_kind kind;
    struct str text;    /* the month, or the account */
    int64_t numbers[2]; /* DROP_FORMAT: 1; SEAL and COUNT, FIRST and LAST, or COUNT or SEQUENCE
                           alone */
    uint8_t root[SHA256_SIZE]; /* of the tree over the events that stay */
    struct fact fact;          /* without `from` */
};

/* Gives the line, without an end, in the arena. */
struct str drop_line_render(struct arena *arena, const struct drop_line *line);

/* Reads a line, whose views it gives; -1 for what drop_line_render() would not have given. */
int drop_line_parse(struct str text, struct drop_line *ret_line) MUST_CHECK;

/* Adds a line to the hash of those before, which begins with zeros: SHA-256(hash || line). */
void drop_hash_add(uint8_t hash[SHA256_SIZE], struct str line);

#endif
