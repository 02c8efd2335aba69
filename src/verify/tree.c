/*
 * The events of one seal and their trees. Must never grow with the length of the trail.
 */
#include "verify/tree.h"

#include <stdlib.h>
#include <string.h>

#include "audit/merkle.h"
#include "base/array.h"
#include "base/attributes.h"
#include "base/codec.h"

enum {
    ARENA_BYTES = 1024 * 1024 * 1024,
    KEPT_BYTES = 4 * 1024 * 1024, /* of texts: a second's events at full speed */
};

void
audit_tree_init(struct audit_tree *tree)
{
    *tree = (struct audit_tree){ .arena = arena_new(ARENA_BYTES) };
}

void
audit_tree_release(struct audit_tree *tree)
{
    arena_free(tree->arena);
    free(tree->leaves);
    free(tree->accounts);
    free(tree->stored);
}

void
audit_tree_clear(struct audit_tree *tree)
{
    arena_reset(tree->arena);
    tree->count = tree->account_count = tree->stored_count = 0;
}

/* Copies what an event's views show. */
static const struct audit_event *
keep(struct arena *arena, const struct audit_event *event)
{
    struct audit_event *kept = arena_alloc(arena, sizeof *kept);
    *kept = (struct audit_event){
        .transaction_id = arena_copy(arena, event->transaction_id),
        .sequence = arena_copy(arena, event->sequence),
        .event_id = arena_copy(arena, event->event_id),
        .account_id = arena_copy(arena, event->account_id),
        .service = arena_copy(arena, event->service),
        .region = arena_copy(arena, event->region),
        .event_name = arena_copy(arena, event->event_name),
        .event_time_ms = arena_copy(arena, event->event_time_ms),
        .effects = arena_copy(arena, event->effects),
        .record = arena_copy(arena, event->record),
    };
    return kept;
}

int
audit_tree_add(struct audit_tree *tree, const struct audit_event *event, struct str stored,
               bool *ret_differs)
{
    char hex[2 * SHA256_SIZE];
    struct tree_leaf leaf = { .kept = NULL };
    if (account_text_read(event->account_id, &leaf.account) < 0 ||
        str_to_int64(event->sequence, 0, INT64_MAX, &leaf.sequence) < 0)
        return -1;
    audit_event_leaf(event, leaf.leaf);
    hex_write(leaf.leaf, sizeof leaf.leaf, hex);
    if (!str_equal(stored, (struct str){ hex, sizeof hex })) {
        uint8_t *bytes = arena_alloc(tree->arena, SHA256_SIZE);
        if (hex_decode(stored, bytes, SHA256_SIZE) < 0)
            return -1;
        leaf.stored = bytes;
    }
    if (arena_used(tree->arena) + event->record.size < KEPT_BYTES)
        leaf.kept = keep(tree->arena, event);
    tree->leaves = array_grow(tree->leaves, tree->count, &tree->capacity, sizeof leaf);
    tree->leaves[tree->count++] = leaf;
    *ret_differs = leaf.stored != NULL;
    return 0;
}

void
audit_tree_add_stored(struct audit_tree *tree, const struct tree_account *account)
{
    tree->stored =
        array_grow(tree->stored, tree->stored_count, &tree->stored_capacity, sizeof *account);
    tree->stored[tree->stored_count++] = *account;
}

static int
by_account(const void *a, const void *b)
{
    const struct tree_leaf *left = a, *right = b;
    int order = memcmp(&left->account, &right->account, sizeof left->account);
    if (order != 0)
        return order;
    return left->sequence < right->sequence ? -1 : left->sequence > right->sequence;
}

void
audit_tree_build(struct audit_tree *tree)
{
    if (tree->count > 0)
        qsort(tree->leaves, tree->count, sizeof *tree->leaves, by_account);
    for (size_t first = 0, next; first < tree->count; first = next) {
        struct tree_account account = { .account = tree->leaves[first].account, .first = first };
        for (next = first + 1; next < tree->count; next++)
            if (memcmp(&tree->leaves[next].account, &account.account, sizeof account.account) != 0)
                break;
        account.events = next - first;
        audit_tree_root(&tree->leaves[first], next - first, account.root);
        tree->accounts = array_grow(tree->accounts, tree->account_count, &tree->account_capacity,
                                    sizeof account);
        tree->accounts[tree->account_count++] = account;
    }
}

void
audit_tree_root(const struct tree_leaf *leaves, size_t count, uint8_t ret_root[SHA256_SIZE])
{
    struct merkle merkle;
    merkle_init(&merkle);
    for (size_t i = 0; i < count; i++)
        merkle_add(&merkle, leaves[i].leaf);
    merkle_root(&merkle, ret_root);
}

void
audit_tree_top(const struct tree_account *accounts, size_t count, uint8_t ret_root[SHA256_SIZE])
{
    struct merkle merkle;
    uint8_t leaf[SHA256_SIZE];
    merkle_init(&merkle);
    for (size_t i = 0; i < count; i++) {
        merkle_account_leaf_of_root(account_text_str(&accounts[i].account), accounts[i].events,
                                    accounts[i].root, leaf);
        merkle_add(&merkle, leaf);
    }
    merkle_root(&merkle, ret_root);
}

bool
audit_tree_same(const uint8_t a[SHA256_SIZE], const uint8_t b[SHA256_SIZE])
{
    return memcmp(a, b, SHA256_SIZE) == 0;
}
