/*
 * The events of one seal, as many hashes, and what their trees say about them. Keeps the events'
 * texts only while they are few: they serve to name the one that is wrong.
 */
#ifndef MEMBERHUB_VERIFY_TREE_H
#define MEMBERHUB_VERIFY_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/event.h"
#include "base/arena.h"
#include "verify/map.h"

struct tree_leaf {
    struct account_text account;
    int64_t sequence;
    uint8_t leaf[SHA256_SIZE];      /* computed */
    const uint8_t *stored;          /* where it is another one; NULL: it is not */
    const struct audit_event *kept; /* its texts; NULL: not kept */
};

/* The events of one account, or what is stored of them. */
struct tree_account {
    struct account_text account;
    size_t first; /* place of its first leaf */
    uint64_t events;
    uint8_t root[SHA256_SIZE];
};

struct audit_tree {
    struct arena *arena; /* of the kept events */
    struct tree_leaf *leaves;
    size_t count, capacity;
    struct tree_account *accounts; /* those of the events, once audit_tree_build() was called */
    size_t account_count, account_capacity;
    struct tree_account *stored; /* those of the table of account roots, in order */
    size_t stored_count, stored_capacity;
};

void audit_tree_init(struct audit_tree *tree);
void audit_tree_release(struct audit_tree *tree);

/* Forgets everything, for the next seal. */
void audit_tree_clear(struct audit_tree *tree);

/*
 * Adds an event; its views may go. `stored` is the leaf beside it, in hex. -1 when that, the
 * account or the sequence is none; *ret_differs tells whether its own hash is another.
 */
int audit_tree_add(struct audit_tree *tree, const struct audit_event *event, struct str stored,
                   bool *ret_differs) MUST_CHECK;

/* Adds what is stored of an account, in order. */
void audit_tree_add_stored(struct audit_tree *tree, const struct tree_account *account);

/* Sorts the leaves by account and sequence and makes the accounts' trees. */
void audit_tree_build(struct audit_tree *tree);

/* Gives the root of `count` leaves. */
void audit_tree_root(const struct tree_leaf *leaves, size_t count, uint8_t ret_root[SHA256_SIZE]);

/* Gives the root over accounts. */
void audit_tree_top(const struct tree_account *accounts, size_t count,
                    uint8_t ret_root[SHA256_SIZE]);

/* Tells whether two hashes are the same. */
bool audit_tree_same(const uint8_t a[SHA256_SIZE], const uint8_t b[SHA256_SIZE]);

#endif
