/*
 * A trail as lines of JSON, for whoever verifies it elsewhere. Never holds more than one line.
 */
#ifndef MEMBERHUB_VERIFY_DUMP_H
#define MEMBERHUB_VERIFY_DUMP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "verify/source.h"

/*
 * Gives the first line, {"memberhub_dump":1,"taken_at_ms":...}, and the last, {"end":true}, with
 * their line ends, in the arena.
 */
struct str audit_dump_head(struct arena *arena, int64_t taken_at_ms);
struct str audit_dump_end(void);

/*
 * Adds a row as a line, {"event":{"transaction_id":"1000",...}}, with its line end: every column in
 * order, each a string or null.
 */
void audit_dump_row(struct buf *text, enum trail_table table, const struct str *row);

#endif
