/*
 * Nodes: made, found, written. Must never go deeper than TREE_DEPTH_MAX, which those keep to who
 * build trees.
 */
#include "wire/tree.h"

#include "base/codec.h"

struct node *
tree_node(struct arena *arena, enum node_kind kind, struct str name, struct str text)
{
    struct node *node = arena_alloc(arena, sizeof *node);
    *node = (struct node){ .kind = kind, .name = name, .text = text };
    return node;
}

struct node *
tree_append(struct node *parent, struct node *last, struct node *child)
{
    if (last == NULL)
        parent->first = child;
    else
        last->next = child;
    parent->count++;
    return child;
}

struct node *
tree_member(const struct node *parent, struct str name)
{
    struct node *child = parent != NULL ? parent->first : NULL;
    while (child != NULL && !str_equal(child->name, name))
        child = child->next;
    return child;
}

struct node *
tree_again(const struct node *node)
{
    struct node *other = node->next;
    while (other != NULL && !str_equal(other->name, node->name))
        other = other->next;
    return other;
}

/* Gives the number that a part's name is, from 1 to `most`; 0 when it is none. A number has no
 * leading zero, so that no element has two names. */
static size_t
part_number(struct str name, size_t most)
{
    int64_t number;
    if (str_starts_with(name, STR("0")) || !str_is_digits(name, name.size) ||
        str_to_int64(name, 1, (int64_t)most, &number) < 0)
        return 0;
    return (size_t)number;
}

struct node *
tree_numbered(struct arena *arena, const struct node *parts)
{
    struct node *list = tree_node(arena, NODE_LIST, parts->name, STR(""));
    struct node *elements = arena_array(arena, parts->count, sizeof *elements);
    if (parts->broken || parts->text.size > 0 || (parts->text.data != NULL && parts->count > 0))
        return NULL;
    /* Names of siblings differ, so as many numbers up to their count have no gap. */
    for (const struct node *part = parts->first; part != NULL; part = part->next) {
        size_t number = part_number(part->name, parts->count);
        if (number == 0)
            return NULL;
        elements[number - 1] = *part;
    }
    struct node *last = NULL;
    for (size_t i = 0; i < parts->count; i++) {
        elements[i].next = NULL;
        last = tree_append(list, last, &elements[i]);
    }
    return list;
}

static void
write_children(struct buf *buf, const struct node *node, tree_piece_fn *piece, void *context)
{
    bool named = node->kind == NODE_OBJECT;
    buf_add_char(buf, named ? '{' : '[');
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        if (child != node->first)
            buf_add_char(buf, ',');
        if (named) {
            json_quote(buf, child->name);
            buf_add_char(buf, ':');
        }
        tree_write_pieces(buf, child, piece, context);
        piece(context);
    }
    buf_add_char(buf, named ? '}' : ']');
}

void
tree_write_pieces(struct buf *buf, const struct node *node, tree_piece_fn *piece, void *context)
{
    switch (node->kind) {
    case NODE_TEXT:
    case NODE_LOOSE:
        json_quote(buf, node->text);
        break;
    case NODE_LIST:
    case NODE_OBJECT:
        write_children(buf, node, piece, context);
        break;
    case NODE_NULL:
    case NODE_INTEGER:
    case NODE_REAL:
    case NODE_SWITCH:
        buf_add(buf, node->text);
        break;
    }
}

static void
keep(void *context)
{
    (void)context;
}

void
tree_write(struct buf *buf, const struct node *node)
{
    tree_write_pieces(buf, node, keep, NULL);
}

struct str
tree_json(struct arena *arena, const struct node *node)
{
    struct buf buf;
    buf_init(&buf, arena);
    tree_write(&buf, node);
    return buf_str(&buf);
}
