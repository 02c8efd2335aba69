/*
 * A hash table with open addressing. Must never be slow for keys that somebody chose: clients name
 * regions.
 */
#include "base/text_map.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/digest.h"

enum { FIRST_CAPACITY = 64 };

static size_t *
new_slots(size_t capacity)
{
    size_t *slots = calloc(capacity, sizeof *slots);
    if (slots == NULL)
        abort();
    return slots;
}

void
text_map_init(struct text_map *map, size_t value_size, size_t limit_bytes)
{
    *map = (struct text_map){ .arena = arena_new(limit_bytes), .value_size = value_size };
    map->capacity = FIRST_CAPACITY;
    map->slots = new_slots(map->capacity);
    random_bytes((uint8_t *)map->seed, sizeof map->seed);
}

void
text_map_release(struct text_map *map)
{
    arena_free(map->arena);
    free(map->entries);
    free(map->slots);
}

static uint64_t
rotated(uint64_t value, int bits)
{
    return value << bits | value >> (64 - bits);
}

static void
sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[2] += v[3];
    v[1] = rotated(v[1], 13) ^ v[0];
    v[3] = rotated(v[3], 16) ^ v[2];
    v[0] = rotated(v[0], 32) + v[3];
    v[2] += v[1];
    v[1] = rotated(v[1], 17) ^ v[2];
    v[3] = rotated(v[3], 21) ^ v[0];
    v[2] = rotated(v[2], 32);
}

/* SipHash-1-3 of Aumasson and Bernstein; words in the machine's order, for nobody stores it. */
static uint64_t
hash_of(const struct text_map *map, struct str key)
{
    const uint64_t *seed = map->seed;
    uint64_t v[4] = { seed[0] ^ UINT64_C(0x736f6d6570736575),
                      seed[1] ^ UINT64_C(0x646f72616e646f6d),
                      seed[0] ^ UINT64_C(0x6c7967656e657261),
                      seed[1] ^ UINT64_C(0x7465646279746573) };
    for (size_t at = 0; at <= key.size; at += sizeof(uint64_t)) {
        struct str part = str_slice(key, at, sizeof(uint64_t));
        uint64_t word = 0;
        if (part.size > 0)
            bytes_copy(&word, sizeof word, part.data, part.size);
        if (part.size < sizeof word)
            word |= (uint64_t)key.size << 56;
        v[3] ^= word;
        sip_round(v);
        v[0] ^= word;
    }
    v[2] ^= 0xff;
    for (int i = 0; i < 3; i++)
        sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Gives the slot of the key's entry, or the free one where it belongs. */
static size_t *
find(const struct text_map *map, struct str key)
{
    for (size_t i = (size_t)hash_of(map, key) & (map->capacity - 1);;
         i = (i + 1) & (map->capacity - 1))
        if (map->slots[i] == 0 || str_equal(map->entries[map->slots[i] - 1].key, key))
            return &map->slots[i];
}

/* Keeps half of the slots free. */
static void
make_room(struct text_map *map)
{
    map->entries = array_grow(map->entries, map->count, &map->entry_capacity, sizeof *map->entries);
    if (map->count < map->capacity / 2)
        return;
    free(map->slots);
    map->capacity *= 2;
    map->slots = new_slots(map->capacity);
    for (size_t i = 0; i < map->count; i++)
        *find(map, map->entries[i].key) = i + 1;
}

void *
text_map_find(const struct text_map *map, struct str key)
{
    size_t place = *find(map, key);
    return place > 0 ? map->entries[place - 1].value : NULL;
}

void *
text_map_get(struct text_map *map, struct str key, bool *ret_made)
{
    void *value = text_map_find(map, key);
    if (ret_made != NULL)
        *ret_made = value == NULL;
    if (value != NULL)
        return value;
    make_room(map);
    struct text_map_entry *entry = &map->entries[map->count];
    *entry = (struct text_map_entry){ arena_copy(map->arena, key),
                                      arena_alloc(map->arena, map->value_size) };
    *find(map, key) = ++map->count;
    return entry->value;
}
