/*
 * A hash table with open addressing. Holds no rule of the trail.
 */
#include "cli/audit_map.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 1024 };

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

static struct audit_map_entry *
new_entries(size_t capacity)
{
    struct audit_map_entry *entries = calloc(capacity, sizeof *entries);
    if (entries == NULL)
        abort();
    return entries;
}

void
audit_map_init(struct audit_map *map)
{
    *map = (struct audit_map){ .entries = new_entries(FIRST_CAPACITY), .capacity = FIRST_CAPACITY };
}

void
audit_map_release(struct audit_map *map)
{
    free(map->entries);
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

/* Gives the key's entry, or the free one where it belongs. */
static struct audit_map_entry *
find(const struct audit_map *map, const struct audit_map_key *key)
{
    uint64_t hash = mix(mix(key->scope, &key->administrator), &key->member);
    for (size_t i = (size_t)hash & (map->capacity - 1);; i = (i + 1) & (map->capacity - 1))
        if (map->entries[i].key.scope == 0 || is_key(&map->entries[i], key))
            return &map->entries[i];
}

/* Keeps a quarter of the places free. */
static void
grow(struct audit_map *map)
{
    struct audit_map grown = { .capacity = map->capacity * 2, .count = map->count };
    grown.entries = new_entries(grown.capacity);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->entries[i].key.scope != 0)
            *find(&grown, &map->entries[i].key) = map->entries[i];
    free(map->entries);
    *map = grown;
}

struct audit_map_entry *
audit_map_get(struct audit_map *map, const struct audit_map_key *key, bool *ret_made)
{
    if (map->count >= map->capacity / 4 * 3)
        grow(map);
    struct audit_map_entry *entry = find(map, key);
    *ret_made = entry->key.scope == 0;
    if (*ret_made) {
        *entry = (struct audit_map_entry){ .key = *key };
        map->count++;
    }
    return entry;
}
