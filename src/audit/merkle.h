/*
 * The Merkle trees of a seal: a root over hashes that come one by one, in constant memory. Never
 * keeps a leaf: who needs a path through a tree computes it elsewhere.
 */
#ifndef MEMBERHUB_AUDIT_MERKLE_H
#define MEMBERHUB_AUDIT_MERKLE_H

#include <stdint.h>

#include "base/digest.h"
#include "base/str.h"

enum { MERKLE_LEVELS = 64 }; /* as many as the count has bits */

/* A tree that is being built. */
struct merkle {
    uint64_t count;                            /* leaves so far */
    uint8_t nodes[MERKLE_LEVELS][SHA256_SIZE]; /* [i]: root of the full subtree of 2^i leaves, where
                                                  bit i of count is set */
};

/* Starts an empty tree. */
void merkle_init(struct merkle *tree);

/* Adds the next leaf, which is a hash already. Source: RFC 6962 section 2.1. */
void merkle_add(struct merkle *tree, const uint8_t leaf[SHA256_SIZE]);

/*
 * Gives the root of the leaves so far; more may be added afterwards. That of no leaves is
 * SHA-256(""). Source: RFC 6962 section 2.1, "Merkle Hash Trees".
 */
void merkle_root(const struct merkle *tree, uint8_t ret_root[SHA256_SIZE]);

/*
 * Gives an account's leaf in the tree over the accounts of a seal: SHA-256 of a zero byte, the
 * account's id, a zero byte, the number of its events as eight bytes (big-endian) and the root of
 * the tree over them.
 */
void merkle_account_leaf(struct str account_id, const struct merkle *events,
                         uint8_t ret_leaf[SHA256_SIZE]);

/* The same for `events` events whose tree is known by its root alone. */
void merkle_account_leaf_of_root(struct str account_id, uint64_t events,
                                 const uint8_t root[SHA256_SIZE], uint8_t ret_leaf[SHA256_SIZE]);

#endif
