/*
 * Borrowed byte strings with a length, and the one place that copies memory.
 * Never owns what it points to, and never looks past its size: a view need not end in NUL.
 */
#ifndef MEMBERHUB_BASE_STR_H
#define MEMBERHUB_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct str {
    const char *data; /* NULL only together with size 0 */
    size_t size;      /* bytes */
};

/* A view of a string literal. */
#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
/* For printf's "%.*s". */
#define STR_PRINTF(s) ((int)(s).size), ((s).data != NULL ? (s).data : "")

/* Makes a view of a NUL-terminated string; NULL makes the empty view with data NULL. */
struct str str_from(const char *text);

/* Tells whether two views hold the same bytes. Not for secrets: see bytes_equal(). */
bool str_equal(struct str a, struct str b);

/* Tells whether two views are the same when ASCII letters are compared without case. */
bool str_equal_nocase(struct str a, struct str b);

/* Orders by bytes as strcmp does: negative, 0 or positive. */
int str_compare(struct str a, struct str b);

/* Tells whether `s` begins with `prefix`. */
bool str_starts_with(struct str s, struct str prefix);

/* Tells whether `s` ends with `suffix`. */
bool str_ends_with(struct str s, struct str suffix);

/* Gives the offset of the first `byte` in `s`, or s.size when there is none. */
size_t str_find(struct str s, char byte);

/* Gives the part of `s` from `start` on, at most `size` bytes; both are cut to what there is. */
struct str str_slice(struct str s, size_t start, size_t size);

/*
 * Cuts the next token off `*rest` at `separator`. False when nothing is left; an empty `*rest` with
 * data still set yields one last empty token, so that "a," has two. After the last token rest->data
 * is NULL.
 */
bool str_next(struct str *rest, char separator, struct str *ret_token);

/* Takes ASCII space and tab off both ends. */
struct str str_trim(struct str s);

/* Tells whether every byte of `s` is a decimal digit and `s` has exactly `digits` of them. */
bool str_is_digits(struct str s, size_t digits);

/*
 * Reads a decimal number with an optional '-': the whole view, within [min, max], no '+', no
 * leading zeros beyond a lone 0. Returns 0 and sets *ret_value, or -1 and leaves it.
 */
int str_to_int64(struct str s, int64_t min, int64_t max, int64_t *ret_value) MUST_CHECK;

/* Copies `size` bytes to a place of `capacity` bytes; a copy that does not fit is our own mistake
 * and aborts. */
void bytes_copy(void *to, size_t capacity, const void *from, size_t size);

#endif
