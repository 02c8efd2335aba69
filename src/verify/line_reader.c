/*
 * Lines of a file, in a buffer that grows up to a bound.
 * Must never look at a byte twice for a line's end: lines are long.
 */
#include "verify/line_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { CAPACITY_FIRST = 64 * 1024 };

/* Makes room behind what is there: in a new buffer where it does not begin with it. One byte is for
 * a NUL. */
static void
make_room(struct line_reader *reader)
{
    size_t left = reader->end - reader->begin;
    if (reader->begin == 0 && reader->end + 1 < reader->capacity)
        return;
    size_t capacity = reader->capacity == 0 ? CAPACITY_FIRST : reader->capacity;
    if (left + 1 >= capacity / 2)
        capacity *= 2;
    char *data = malloc(capacity);
    if (data == NULL)
        abort();
    if (left > 0)
        bytes_copy(data, capacity, reader->data + reader->begin, left);
    free(reader->data);
    *reader = (struct line_reader){
        .file = reader->file, .most = reader->most, .data = data, .capacity = capacity, .end = left
    };
}

/* Gives the line that ends before `end`. */
static enum line_result
give(struct line_reader *reader, size_t end, char **ret_line, size_t *ret_size)
{
    *ret_line = reader->data + reader->begin;
    *ret_size = end - reader->begin;
    reader->begin = end;
    reader->kept = reader->data[end];
    reader->data[end] = '\0';
    reader->is_terminated = true;
    return *ret_size <= reader->most ? LINE_READ : LINE_TOO_LONG;
}

enum line_result
line_reader_next(struct line_reader *reader, char **ret_line, size_t *ret_size)
{
    if (reader->is_terminated)
        reader->data[reader->begin] = reader->kept;
    reader->is_terminated = false;
    for (size_t seen = 0;;) {
        size_t left = reader->end - reader->begin;
        const char *at =
            left > seen ? memchr(reader->data + reader->begin + seen, '\n', left - seen) : NULL;
        if (at != NULL)
            return give(reader, (size_t)(at - reader->data) + 1, ret_line, ret_size);
        if (left > reader->most)
            return LINE_TOO_LONG;
        seen = left;
        make_room(reader);
        size_t got =
            fread(reader->data + reader->end, 1, reader->capacity - reader->end - 1, reader->file);
        reader->end += got;
        if (got > 0)
            continue;
        if (ferror(reader->file) != 0)
            return LINE_FAILED;
        return seen == 0 ? LINE_NONE : give(reader, reader->end, ret_line, ret_size);
    }
}

void
line_reader_release(struct line_reader *reader)
{
    free(reader->data);
    *reader = (struct line_reader){ .file = NULL };
}
