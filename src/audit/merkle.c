/*
 * The Merkle trees of a seal.
 * Must never give a leaf and a node the same hash: each kind has a first byte of its own.
 */
#include "audit/merkle.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

void
merkle_init(struct merkle *tree)
{
    tree->count = 0;
}

/* Hashes two subtrees into the node above them; `ret_node` may be one of them. */
static void
join(const uint8_t left[SHA256_SIZE], const uint8_t right[SHA256_SIZE],
     uint8_t ret_node[SHA256_SIZE])
{
    const struct str parts[] = { STR("\x01"),
                                 { (const char *)left, SHA256_SIZE },
                                 { (const char *)right, SHA256_SIZE } };
    sha256_parts(parts, ARRAY_COUNT(parts), ret_node);
}

void
merkle_add(struct merkle *tree, const uint8_t leaf[SHA256_SIZE])
{
    uint8_t node[SHA256_SIZE];
    unsigned level = 0;
    bytes_copy(node, sizeof node, leaf, SHA256_SIZE);
    /* Counting in binary: a carry joins two full subtrees of one size. */
    for (; (tree->count >> level & 1) != 0; level++)
        join(tree->nodes[level], node, node);
    bytes_copy(tree->nodes[level], SHA256_SIZE, node, sizeof node);
    tree->count++;
}

void
merkle_root(const struct merkle *tree, uint8_t ret_root[SHA256_SIZE])
{
    bool any = false;
    if (tree->count == 0)
        sha256(STR(""), ret_root);
    /* The rightmost subtree is the smallest; what is left of it comes in from below. */
    for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
        if ((tree->count >> level & 1) == 0)
            continue;
        if (any)
            join(tree->nodes[level], ret_root, ret_root);
        else
            bytes_copy(ret_root, SHA256_SIZE, tree->nodes[level], SHA256_SIZE);
        any = true;
    }
}

void
merkle_account_leaf_of_root(struct str account_id, uint64_t events, const uint8_t root[SHA256_SIZE],
                            uint8_t ret_leaf[SHA256_SIZE])
{
    char count[sizeof events];
    for (size_t i = 0; i < sizeof count; i++)
        count[i] = (char)(events >> 8 * (sizeof count - 1 - i) & 0xff);
    const struct str parts[] = { STR("\0"),
                                 account_id,
                                 STR("\0"),
                                 { count, sizeof count },
                                 { (const char *)root, SHA256_SIZE } };
    sha256_parts(parts, ARRAY_COUNT(parts), ret_leaf);
}

void
merkle_account_leaf(struct str account_id, const struct merkle *events,
                    uint8_t ret_leaf[SHA256_SIZE])
{
    uint8_t root[SHA256_SIZE];
    merkle_root(events, root);
    merkle_account_leaf_of_root(account_id, events->count, root, ret_leaf);
}
