/*
 * A line of the seal file: a seal as it is kept outside the database. Never opens a file.
 */
#ifndef MEMBERHUB_AUDIT_SEAL_LINE_H
#define MEMBERHUB_AUDIT_SEAL_LINE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/ed25519.h"
#include "base/str.h"

enum { SEAL_LINE_MAX = 2048 }; /* bytes; a record and its signature take less than 700 */

/* A seal: what was signed, and the signature. */
struct seal_line {
    int64_t number;
    struct str record; /* the text that seal_record_render() gave */
    uint8_t signature[ED25519_SIGNATURE_SIZE];
};

/*
 * Gives {"number":42,"record":"...","signature":"<128 hex digits>"} and a newline, in the arena.
 */
struct str seal_line_render(struct arena *arena, const struct seal_line *line);

/*
 * Reads one line, its newline included; the record's text is made in the arena. -1 for whatever
 * seal_line_render() would not have given, and for what is longer than SEAL_LINE_MAX.
 */
int seal_line_parse(struct arena *arena, struct str text, struct seal_line *ret_line) MUST_CHECK;

#endif
