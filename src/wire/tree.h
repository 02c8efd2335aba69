/*
 * One tree of input, whatever it came from: a JSON body, a query, a form, the parameters of a path.
 * Texts are slices of the request where nothing had to be decoded; nodes and the rest are in the
 * arena. Knows no field: what a node must be, its reader says.
 */
#ifndef MEMBERHUB_WIRE_TREE_H
#define MEMBERHUB_WIRE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum node_kind {
    /* of JSON, which says itself what a value is */
    NODE_NULL,
    NODE_TEXT,
    NODE_INTEGER, /* of 64 bits */
    NODE_REAL,    /* any other number */
    NODE_SWITCH,
    NODE_LIST,
    NODE_OBJECT,
    NODE_LOOSE, /* of a query, form or path: a text that can mean any of these */
};

struct node {
    enum node_kind kind;
    bool broken;     /* loose: no text at all, or given twice where that has no meaning */
    struct str name; /* of a member; empty of an element */
    struct str text; /* decoded; of a list or an object as it stands in the request. Loose: data
                        NULL where it has parts alone */
    struct node *first, *next; /* child, sibling */
    size_t count;              /* of children */
};

/* How deep a tree may be (DESIGN: JSON depth 32). */
enum { TREE_DEPTH_MAX = 32 };

/* Makes a node that stands alone. */
struct node *tree_node(struct arena *arena, enum node_kind kind, struct str name, struct str text);

/* Appends a child behind `last`, the newest child or NULL where there is none. Gives the child. */
struct node *tree_append(struct node *parent, struct node *last, struct node *child);

/* Gives the first child of that name, or NULL; `parent` may be NULL. */
struct node *tree_member(const struct node *parent, struct str name);

/* Gives the next sibling of the same name, or NULL: a query may have a name several times. */
struct node *tree_again(const struct node *node);

/*
 * Makes a list of what a form numbers: the children "1", "2", ... of a node, from 1 on without a
 * gap, in whatever order; none where it is the empty text and has no parts. NULL for anything else.
 * The elements are copies, which share their children with the form.
 */
struct node *tree_numbered(struct arena *arena, const struct node *parts);

/* Appends a node as compact JSON, '/' unescaped; a loose one is its text. */
void tree_write(struct buf *buf, const struct node *node);

/*
 * The same, and calls `piece` behind each element and member: whoever cannot keep all of it may
 * take what is there out of the buffer.
 */
typedef void tree_piece_fn(void *context);
void tree_write_pieces(struct buf *buf, const struct node *node, tree_piece_fn *piece,
                       void *context);

/* Gives what tree_write() appends, in the arena. */
struct str tree_json(struct arena *arena, const struct node *node);

#endif
