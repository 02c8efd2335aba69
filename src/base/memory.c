/*
 * The settings of glibc's malloc.
 */
#include "base/memory.h"

#include <malloc.h>

/* The first is glibc's own beginning. The second is what may lie free at the end of the heap: with
 * less, requests of some size would ask the system for the same memory again and again. */
enum { LARGE_BYTES = 128 * 1024, TRIM_BYTES = 512 * 1024 };

void
memory_settle(void)
{
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
    mallopt(M_TRIM_THRESHOLD, TRIM_BYTES);
}

void
memory_give_back(void)
{
    malloc_trim(0);
}
