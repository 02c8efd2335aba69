/*
 * Memory for one request: a bump allocator over blocks, and a list of foreign objects to release
 * with it. Must never give out a byte that is not zero, nor give memory back to the system unwiped.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/digest.h"

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAVE_ASAN 1
#endif
#endif

/* Under AddressSanitizer free bytes are poisoned and neighbours kept apart, so that overruns show.
 */
#ifdef HAVE_ASAN
#include <sanitizer/asan_interface.h>
enum { GUARD_BYTES = 16 };
#define POISON(bytes, size) ASAN_POISON_MEMORY_REGION((bytes), (size))
#define UNPOISON(bytes, size) ASAN_UNPOISON_MEMORY_REGION((bytes), (size))
#else
enum { GUARD_BYTES = 0 };
#define POISON(bytes, size) ((void)(bytes), (void)(size))
#define UNPOISON(bytes, size) ((void)(bytes), (void)(size))
#endif

/* Formatting is the dear part, so it is tried at once in what most texts fit into. */
enum { FORMAT_GUESS = 96 };
enum {
    BLOCK_BYTES = 32 * 1024,       /* a usual request fits into one */
    LARGE_BYTES = BLOCK_BYTES / 4, /* from here on an allocation has a block of its own */
    EXIT_NO_MEMORY = 70            /* EX_SOFTWARE of sysexits.h */
};

/* Bytes of `data` from `used` on are zero. */
struct block {
    struct block *next;
    size_t capacity, used;
    alignas(max_align_t) char data[];
};

struct deferred {
    struct deferred *next;
    arena_release_fn *release;
    void *object;
};

struct arena {
    size_t usual_bytes, limit_bytes, used_bytes; /* the first of arena_new(), the second of now */
    struct block *blocks; /* the newest first; only it has room; the last one is kept on reset */
    struct block *large;
    struct deferred *deferred; /* the newest first */
};

/* The arena cannot answer NULL, and the caller could do nothing about it: the process ends and is
 * replaced. */
_Noreturn static void
die(const char *reason, size_t limit_bytes)
{
    char line[256];
    int size = snprintf(line, sizeof line,
                        "{\"level\":\"error\",\"event\":\"out_of_memory\",\"reason\":\"%s\","
                        "\"limit_bytes\":%zu,\"pid\":%ld}\n",
                        reason, limit_bytes, (long)getpid());
    if (size < 0 || write(STDERR_FILENO, line, (size_t)size) < 0)
        _exit(EXIT_NO_MEMORY);
    _exit(EXIT_NO_MEMORY);
}

static struct block *
block_new(size_t capacity, struct block *next)
{
    struct block *block = calloc(1, sizeof *block + capacity);
    if (block == NULL)
        die("the system has none", capacity);
    block->capacity = capacity;
    block->next = next;
    POISON(block->data, capacity);
    return block;
}

static void
block_wipe(struct block *block)
{
    UNPOISON(block->data, block->capacity);
    bytes_wipe(block->data, block->used);
    block->used = 0;
}

/* Wipes and frees the list from `block` on, up to and without `end`. */
static void
blocks_free(struct block *block, const struct block *end)
{
    while (block != end) {
        struct block *next = block->next;
        block_wipe(block);
        free(block);
        block = next;
    }
}

struct arena *
arena_new(size_t limit_bytes)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        die("the system has none", limit_bytes);
    arena->usual_bytes = arena->limit_bytes = limit_bytes;
    arena->blocks = block_new(BLOCK_BYTES, NULL);
    return arena;
}

/* The records live in the arena itself: this comes before anything is wiped. */
static void
release_deferred(struct arena *arena)
{
    while (arena->deferred != NULL) {
        struct deferred *newest = arena->deferred;
        arena->deferred = newest->next;
        newest->release(newest->object);
    }
}

void
arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    release_deferred(arena);
    blocks_free(arena->large, NULL);
    blocks_free(arena->blocks, NULL);
    free(arena);
}

void
arena_reset(struct arena *arena)
{
    release_deferred(arena);
    blocks_free(arena->large, NULL);
    arena->large = NULL;
    struct block *kept = arena->blocks;
    while (kept->next != NULL)
        kept = kept->next;
    blocks_free(arena->blocks, kept);
    arena->blocks = kept;
    block_wipe(kept);
    POISON(kept->data, kept->capacity);
    arena->used_bytes = 0;
    arena->limit_bytes = arena->usual_bytes;
}

void
arena_allow(struct arena *arena, size_t limit_bytes)
{
    if (limit_bytes > arena->limit_bytes)
        arena->limit_bytes = limit_bytes;
}

/* Gives the block that `need` bytes come from. */
static struct block *
block_for(struct arena *arena, size_t need)
{
    if (need >= LARGE_BYTES) {
        arena->large = block_new(need, arena->large);
        return arena->large;
    }
    if (arena->blocks->capacity - arena->blocks->used < need)
        arena->blocks = block_new(BLOCK_BYTES, arena->blocks);
    return arena->blocks;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    size_t unit = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        die("the size is beyond any memory", arena->limit_bytes);
    size_t rounded = size == 0 ? unit : (size + unit - 1) / unit * unit;
    if (rounded > arena->limit_bytes - arena->used_bytes)
        die("the arena has reached its limit", arena->limit_bytes);
    struct block *block = block_for(arena, rounded + GUARD_BYTES);
    char *given = block->data + block->used;
    block->used += rounded + GUARD_BYTES;
    arena->used_bytes += rounded;
    UNPOISON(given, size);
    return given;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        die("the size is beyond any memory", arena->limit_bytes);
    return arena_alloc(arena, bytes);
}

struct str
arena_copy(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.size + 1);
    bytes_copy(copy, s.size, s.data, s.size);
    return (struct str){ copy, s.size };
}

struct str
arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    char *text = arena_alloc(arena, FORMAT_GUESS);
    va_start(arguments, format);
    int size = vsnprintf(text, FORMAT_GUESS, format, arguments);
    va_end(arguments);
    if (size < 0)
        die("the text is beyond any memory", arena->limit_bytes);
    if (size < FORMAT_GUESS)
        return (struct str){ text, (size_t)size };
    text = arena_alloc(arena, (size_t)size + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    va_end(arguments);
    return (struct str){ text, (size_t)size };
}

void
arena_defer(struct arena *arena, arena_release_fn *release, void *object)
{
    if (object == NULL)
        return;
    struct deferred *deferred = arena_alloc(arena, sizeof *deferred);
    *deferred = (struct deferred){ arena->deferred, release, object };
    arena->deferred = deferred;
}

size_t
arena_used(const struct arena *arena)
{
    return arena->used_bytes;
}

size_t
arena_left(const struct arena *arena)
{
    return arena->limit_bytes - arena->used_bytes;
}
