/*
 * Reading a file line by line, each within a bound: a line without an end must not take all memory.
 * Never gives a part of a line.
 */
#ifndef MEMBERHUB_VERIFY_LINE_READER_H
#define MEMBERHUB_VERIFY_LINE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/attributes.h"

/* Begins as { .file = ..., .most = ... }. */
struct line_reader {
    FILE *file;  /* borrowed */
    size_t most; /* bytes of the longest line, its end included */
    char
        *data; /* what was read and not given yet, from `begin` to `end`, is behind the last line */
    size_t capacity, begin, end;
    char kept; /* the byte at `begin`, where the last line's NUL is */
    bool is_terminated;
};

enum line_result { LINE_READ, LINE_NONE, LINE_TOO_LONG, LINE_FAILED };

/*
 * Reads the next line, with its end if it has one; *ret_line is good until the next call, and a NUL
 * stands behind it. LINE_NONE at the end of the file; LINE_FAILED with errno.
 */
enum line_result line_reader_next(struct line_reader *reader, char **ret_line,
                                  size_t *ret_size) MUST_CHECK;

/* Frees what was read. */
void line_reader_release(struct line_reader *reader);

#endif
