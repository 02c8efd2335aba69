/*
 * A byte string that grows inside an arena. Never frees anything: the arena does.
 */
#ifndef MEMBERHUB_BASE_BUF_H
#define MEMBERHUB_BASE_BUF_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"

struct buf {
    struct arena *arena;
    char *data; /* always followed by a NUL once something was added */
    size_t size;
    size_t capacity;
};

/* Starts an empty buffer in `arena`. */
void buf_init(struct buf *buf, struct arena *arena);

/* Appends bytes, one byte, or formatted text. */
void buf_add(struct buf *buf, struct str s);
void buf_add_char(struct buf *buf, char c);
void buf_add_format(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);

/* Gives what was added so far, followed by a NUL; valid until the next addition. */
struct str buf_str(const struct buf *buf);

#endif
