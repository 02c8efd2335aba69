/*
 * What the verifier remembers of each relationship, and which accounts it has met: a hash table
 * that grows. Never forgets an entry.
 */
#ifndef MEMBERHUB_VERIFY_MAP_H
#define MEMBERHUB_VERIFY_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/str.h"

enum { ACCOUNT_TEXT_SIZE = 16 };

/* An account's id, filled up with zero bytes, so that memcmp() orders as the database does. */
struct account_text {
    char text[ACCOUNT_TEXT_SIZE];
};

/* Gives `account` in this form; -1 when it is empty or longer than any account is. */
int account_text_read(struct str account, struct account_text *ret_account) MUST_CHECK;

/* Gives a view of the id, valid as long as `account`. */
struct str account_text_str(const struct account_text *account);

struct audit_map_key {
    struct account_text administrator, member;
    uint32_t scope; /* which service and region; from 1 */
};

struct sight;

struct audit_map_entry {
    struct audit_map_key key;
    struct sight *sights; /* see verify/views.h; they live as long as who makes them */
    uint8_t state;
    bool assumed;     /* began in a state that no event gave it */
    bool based;       /* nothing moved it since a statement told how it stood */
    bool seen;        /* among the relationships that there are now */
    int64_t sequence; /* of the event that was the last one, or the first one when assumed */
};

struct audit_map {
    struct audit_map_entry **blocks; /* each full, but for the last */
    size_t block_capacity;
    uint32_t *slots; /* an entry's place among all, from 1; 0: free */
    size_t capacity, count;
    uint64_t seed[2];
};

/* Starts an empty map; release it with audit_map_release(). */
void audit_map_init(struct audit_map *map);
void audit_map_release(struct audit_map *map);

/*
 * Gives the entry of a key, made zeroed when there is none: *ret_made tells. It is valid as long as
 * the map.
 */
struct audit_map_entry *audit_map_get(struct audit_map *map, const struct audit_map_key *key,
                                      bool *ret_made);

/* Likewise, NULL when there is none. */
struct audit_map_entry *audit_map_find(const struct audit_map *map,
                                       const struct audit_map_key *key);

/* Gives the entry that was the index'th to be made, from 0; `index` is less than map->count. */
struct audit_map_entry *audit_map_at(const struct audit_map *map, size_t index);

#endif
