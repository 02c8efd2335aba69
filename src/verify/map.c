/*
 * A hash table with open addressing, of numbers: entries stand in blocks, so that a table that
 * grows neither moves them nor has room for more of them than there are. Must never be slow for
 * keys that somebody chose: clients name members.
 */
#include "verify/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/digest.h"

enum { FIRST_CAPACITY = 1024, BLOCK_ENTRIES = 1024 };

int
account_text_read(struct str account, struct account_text *ret_account)
{
    if (account.size == 0 || account.size > ACCOUNT_TEXT_SIZE)
        return -1;
    *ret_account = (struct account_text){ .text = "" };
    bytes_copy(ret_account->text, sizeof ret_account->text, account.data, account.size);
    return 0;
}

struct str
account_text_str(const struct account_text *account)
{
    return (struct str){ account->text, strnlen(account->text, sizeof account->text) };
}

static uint32_t *
new_slots(size_t capacity)
{
    uint32_t *slots = calloc(capacity, sizeof *slots);
    if (slots == NULL)
        abort();
    return slots;
}

void
audit_map_init(struct audit_map *map)
{
    *map = (struct audit_map){ .slots = new_slots(FIRST_CAPACITY), .capacity = FIRST_CAPACITY };
    random_bytes((uint8_t *)map->seed, sizeof map->seed);
}

void
audit_map_release(struct audit_map *map)
{
    for (size_t i = 0; i < map->count; i += BLOCK_ENTRIES)
        free(map->blocks[i / BLOCK_ENTRIES]);
    free(map->blocks);
    free(map->slots);
}

struct audit_map_entry *
audit_map_at(const struct audit_map *map, size_t index)
{
    return &map->blocks[index / BLOCK_ENTRIES][index % BLOCK_ENTRIES];
}

static uint64_t
mix(uint64_t hash, const struct account_text *account)
{
    uint64_t halves[2];
    bytes_copy(halves, sizeof halves, account->text, sizeof account->text);
    /* The odd constants are those of MurmurHash3's finaliser. */
    hash = (hash ^ halves[0]) * UINT64_C(0xff51afd7ed558ccd);
    hash = (hash ^ hash >> 33 ^ halves[1]) * UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ hash >> 33;
}

static bool
is_key(const struct audit_map_entry *entry, const struct audit_map_key *key)
{
    return entry->key.scope == key->scope &&
           memcmp(&entry->key.administrator, &key->administrator, sizeof key->administrator) == 0 &&
           memcmp(&entry->key.member, &key->member, sizeof key->member) == 0;
}

/* Gives the slot of the key's entry, or the free one where it belongs. */
static uint32_t *
find(const struct audit_map *map, const struct audit_map_key *key)
{
    uint64_t hash = mix(map->seed[0] ^ key->scope, &key->administrator);
    hash = mix(map->seed[1] ^ hash, &key->member);
    for (size_t i = (size_t)hash & (map->capacity - 1);; i = (i + 1) & (map->capacity - 1))
        if (map->slots[i] == 0 || is_key(audit_map_at(map, map->slots[i] - 1), key))
            return &map->slots[i];
}

/* Keeps a quarter of the slots free. */
static void
grow(struct audit_map *map)
{
    free(map->slots);
    map->capacity *= 2;
    map->slots = new_slots(map->capacity);
    for (size_t i = 0; i < map->count; i++)
        *find(map, &audit_map_at(map, i)->key) = (uint32_t)i + 1;
}

/* Makes a zeroed entry. */
static struct audit_map_entry *
add(struct audit_map *map)
{
    size_t block = map->count / BLOCK_ENTRIES;
    if (map->count == UINT32_MAX)
        abort();
    if (map->count % BLOCK_ENTRIES == 0) {
        map->blocks =
            array_grow(map->blocks, block, &map->block_capacity, sizeof(struct audit_map_entry *));
        map->blocks[block] = calloc(BLOCK_ENTRIES, sizeof(struct audit_map_entry));
        if (map->blocks[block] == NULL)
            abort();
    }
    return audit_map_at(map, map->count++);
}

struct audit_map_entry *
audit_map_get(struct audit_map *map, const struct audit_map_key *key, bool *ret_made)
{
    if (map->count >= map->capacity / 4 * 3)
        grow(map);
    uint32_t *slot = find(map, key);
    *ret_made = *slot == 0;
    if (!*ret_made)
        return audit_map_at(map, *slot - 1);
    struct audit_map_entry *entry = add(map);
    entry->key = *key;
    *slot = (uint32_t)map->count;
    return entry;
}

struct audit_map_entry *
audit_map_find(const struct audit_map *map, const struct audit_map_key *key)
{
    const uint32_t *slot = find(map, key);
    return *slot != 0 ? audit_map_at(map, *slot - 1) : NULL;
}
