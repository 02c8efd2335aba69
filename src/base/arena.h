/*
 * Memory for one request: allocations live until the arena is reset, and foreign objects are
 * released with it. Never returns NULL: a process that is out of memory, or an arena beyond its
 * limit, ends the process.
 */
#ifndef MEMBERHUB_BASE_ARENA_H
#define MEMBERHUB_BASE_ARENA_H

#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"

struct arena;

/* Releases one foreign object; called once, in reverse order of arena_defer(). */
typedef void arena_release_fn(void *object);

/* Makes an arena that may grow to `limit_bytes`. The caller frees it with arena_free(). */
struct arena *arena_new(size_t limit_bytes);

/* Releases deferred objects, wipes and frees all memory. NULL is allowed. */
void arena_free(struct arena *arena);

/*
 * Releases deferred objects in reverse order and makes the memory available again. One block is
 * kept, so that a worker in its stride allocates nothing. Used bytes are wiped: requests carry
 * secrets.
 */
void arena_reset(struct arena *arena);

/* Lets the arena grow to `limit_bytes`, where that is more than it may already, until it is reset.
 */
void arena_allow(struct arena *arena, size_t limit_bytes);

/* Gives `size` zeroed bytes (size 0 allowed), aligned for any type, owned by the arena. */
void *arena_alloc(struct arena *arena, size_t size);

/* Gives a zeroed array of `count` elements of `size` bytes; an overflow ends the process. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Copies a view and puts a NUL behind it; the view it gives has the same size. */
struct str arena_copy(struct arena *arena, struct str s);

/* Formats into the arena; the view is followed by a NUL. */
struct str arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* Has `release(object)` called when the arena is reset or freed. `object` may be NULL: nothing
 * happens. */
void arena_defer(struct arena *arena, arena_release_fn *release, void *object);

/* Gives the bytes in use, for tests and metrics. */
size_t arena_used(const struct arena *arena);

/* Gives the bytes that the arena may still give, for whoever has another way out than its end. */
size_t arena_left(const struct arena *arena);

#endif
