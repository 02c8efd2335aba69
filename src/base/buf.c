/*
 * A byte string that grows inside an arena.
 * Must never change bytes that buf_str() gave out: growth copies, and the arena keeps the old ones.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

enum { BUF_FIRST_BYTES = 256 };
/* Formatting is the dear part, so it is tried at once in what most texts fit into. */
enum { FORMAT_GUESS = 64 };

void
buf_init(struct buf *buf, struct arena *arena)
{
    *buf = (struct buf){ .arena = arena };
}

/* Makes room for `size` more bytes and a NUL. A sum that overflows is left to the arena to refuse.
 */
static void
buf_reserve(struct buf *buf, size_t size)
{
    size_t need, capacity = buf->capacity < BUF_FIRST_BYTES ? BUF_FIRST_BYTES : buf->capacity;
    if (__builtin_add_overflow(buf->size, size, &need) || __builtin_add_overflow(need, 1, &need))
        need = SIZE_MAX;
    if (need <= buf->capacity)
        return;
    while (capacity < need && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    if (capacity < need)
        capacity = need;
    char *grown = arena_alloc(buf->arena, capacity);
    bytes_copy(grown, capacity, buf->data, buf->size);
    buf->data = grown;
    buf->capacity = capacity;
}

void
buf_add(struct buf *buf, struct str s)
{
    buf_reserve(buf, s.size);
    bytes_copy(buf->data + buf->size, buf->capacity - buf->size, s.data, s.size);
    buf->size += s.size;
    buf->data[buf->size] = '\0';
}

void
buf_add_char(struct buf *buf, char c)
{
    buf_add(buf, (struct str){ &c, 1 });
}

void
buf_add_format(struct buf *buf, const char *format, ...)
{
    va_list arguments;
    buf_reserve(buf, FORMAT_GUESS);
    va_start(arguments, format);
    int size = vsnprintf(buf->data + buf->size, buf->capacity - buf->size, format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= buf->capacity - buf->size) {
        /* A negative size is a text beyond INT_MAX: no arena has room for SIZE_MAX. */
        buf_reserve(buf, size < 0 ? SIZE_MAX : (size_t)size);
        va_start(arguments, format);
        vsnprintf(buf->data + buf->size, buf->capacity - buf->size, format, arguments);
        va_end(arguments);
    }
    buf->size += (size_t)size;
}

struct str
buf_str(const struct buf *buf)
{
    if (buf->data == NULL)
        return STR("");
    return (struct str){ buf->data, buf->size };
}
