/*
 * Growing of arrays. Must never make an array whose size in bytes does not fit into a size_t.
 */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>

enum { FIRST_CAPACITY = 16 };

void *
array_grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    /* Doubled, so that to come to n elements costs less than n copies of one. */
    if (*capacity > SIZE_MAX / 2)
        abort();
    size_t grown = *capacity > 0 ? *capacity * 2 : FIRST_CAPACITY;
    array = reallocarray(array, grown, size);
    if (array == NULL)
        abort();
    *capacity = grown;
    return array;
}
