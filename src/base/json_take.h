/*
 * Taking JSON apart in one pass, without json-c: for what was written in a known form, by
 * json_quote() or by PostgreSQL, and is read by the million. To verify an event takes 4.1 us in
 * all; json-c alone would take 4.9 us for its line of a dump, and 1.3 us for its effects. All else
 * is read by json.h, and what clients send by wire/json_tree.h. Never checks more than it takes.
 */
#ifndef MEMBERHUB_BASE_JSON_TAKE_H
#define MEMBERHUB_BASE_JSON_TAKE_H

#include <stdbool.h>

#include "base/str.h"

/* Takes `text` off the front of *rest, as it stands; false, and nothing is taken, where it does
 * not. */
bool json_take(struct str *rest, struct str text);

/* Likewise one character, and the white space that may be before it. */
bool json_take_mark(struct str *rest, char mark);

/*
 * Takes a string, whose first quote is gone, and its last quote. *ret_text is a view of *rest where
 * the string has no escape. Else they are undone into `to`, which has as much room as *rest, and
 * may be the same memory; where it is NULL, no escape is taken. Of \u only those that json_quote()
 * writes: ASCII. False for anything else.
 */
bool json_take_string(struct str *rest, char *to, struct str *ret_text);

#endif
