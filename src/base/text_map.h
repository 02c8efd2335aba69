/*
 * A hash table from texts to zeroed values of one size. Never forgets an entry, and never moves a
 * value.
 */
#ifndef MEMBERHUB_BASE_TEXT_MAP_H
#define MEMBERHUB_BASE_TEXT_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct text_map_entry {
    struct str key;
    void *value;
};

struct text_map {
    struct arena *arena; /* of keys and values */
    size_t value_size;
    struct text_map_entry *entries; /* in the order in which they were made */
    size_t count, entry_capacity;
    size_t *slots; /* an entry's place among all, from 1; 0: free */
    size_t capacity;
    uint64_t seed[2]; /* of the hash: what whoever chose the keys cannot know */
};

/*
 * Starts an empty map of values of `value_size` bytes, whose keys and values take at most
 * `limit_bytes`. Release it with text_map_release().
 */
void text_map_init(struct text_map *map, size_t value_size, size_t limit_bytes);
void text_map_release(struct text_map *map);

/*
 * Gives the value of a key, made zeroed when there is none: *ret_made (may be NULL) tells. It is
 * valid as long as the map. What many keys cost does not depend on how they were chosen: the hash
 * is keyed at random.
 */
void *text_map_get(struct text_map *map, struct str key, bool *ret_made);

/* Gives the value of a key, or NULL. */
void *text_map_find(const struct text_map *map, struct str key);

#endif
