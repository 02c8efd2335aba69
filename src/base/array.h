/*
 * Arrays that grow: an element's cost does not depend on how many there are. Never knows what is in
 * them, and never shrinks one.
 */
#ifndef MEMBERHUB_BASE_ARRAY_H
#define MEMBERHUB_BASE_ARRAY_H

#include <stddef.h>

#include "base/attributes.h"

/*
 * Gives `array` with room for one element of `size` bytes behind its first `count`; it may have
 * moved. It begins as NULL with *capacity 0, which is kept here, and goes with free(). What is in
 * the room is not set. Ends the program where there is no memory.
 */
void *array_grow(void *array, size_t count, size_t *capacity, size_t size) MUST_CHECK;

#endif
