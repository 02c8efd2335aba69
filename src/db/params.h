/*
 * The values that go into a statement and come out of it, in PostgreSQL's text forms.
 * Never talks to a database: pure functions over views and an arena.
 */
#ifndef MEMBERHUB_DB_PARAMS_H
#define MEMBERHUB_DB_PARAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"

/* The caller's fields and the operation's own: LookupEvents, with the most, needs 19. */
enum { DB_PARAMS_MAX = 32 };

/* Parameters in text form, in order; data NULL is SQL NULL. Arrays come from db_text_array(). */
struct db_params {
    struct str values[DB_PARAMS_MAX];
    bool verbatim[DB_PARAMS_MAX]; /* goes out as it lies, with its length */
    int count;
};

/* Rows of text; views live as long as the arena; data NULL is SQL NULL. */
struct db_rows {
    size_t count, columns;
    const struct str *values; /* row-major */
};

/*
 * Appends a parameter; `value` is borrowed until the call. More than DB_PARAMS_MAX is our own
 * mistake.
 */
void db_param(struct db_params *params, struct str value);
void db_param_null(struct db_params *params);

/*
 * Likewise for what may be large: it is not copied. Its type must be one whose binary form is its
 * text, such as text and json. Source: PostgreSQL 15, section 55.2.3, "Extended Query".
 */
void db_param_verbatim(struct db_params *params, struct str value);

void db_param_int(struct arena *arena, struct db_params *params, int64_t value);
void db_param_bool(struct db_params *params, bool value);

/*
 * Gives the text form of a text[] with these elements (those with data NULL become NULL), in the
 * arena.
 */
struct str db_text_array(struct arena *arena, const struct str *elements, size_t count);

/*
 * Reads the text form of a text[] of one dimension; elements that are NULL get data NULL.
 * `ret_elements` is an array in the arena. -1 for anything that PostgreSQL would not print. Source:
 * PostgreSQL 15, section 8.15.6, "Array Input and Output Syntax".
 */
int db_text_array_parse(struct arena *arena, struct str text, const struct str **ret_elements,
                        size_t *ret_count) MUST_CHECK;

/* Gives the hex text form of a bytea, in the arena; data NULL stays NULL. */
struct str db_bytea(struct arena *arena, struct str bytes);

/* Reads the hex text form of a bytea into the arena; -1 for anything else. */
int db_bytea_parse(struct arena *arena, struct str text, struct str *ret_bytes) MUST_CHECK;

/*
 * Gives the values of a row, by the numbers of columns.h. A row or column that is not there is our
 * own mistake, here and below.
 */
const struct str *db_row(const struct db_rows *rows, size_t row);

/* Gives one value; `column` is a number of columns.h. */
struct str db_value(const struct db_rows *rows, size_t row, size_t column);

/* Tells whether a value of the first row is the boolean true. */
bool db_is_true(const struct db_rows *rows, size_t column);

/* Gives the value of a row of one column. */
struct str db_only(const struct db_rows *rows, size_t row);

/* Tells whether the answer is one row of one column that is the boolean true. */
bool db_says_yes(const struct db_rows *rows);

#endif
