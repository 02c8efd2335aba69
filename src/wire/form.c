/*
 * Reading pairs, once each. What a name may mean is for the field tables.
 */
#include "wire/form.h"

#include "base/codec.h"

/* Decodes one side of a pair; data NULL when that gives no text. */
static struct str
decoded(struct arena *arena, struct str raw)
{
    struct str text;
    if (str_find(raw, '%') == raw.size)
        text = raw.data != NULL ? raw : STR("");
    else if (percent_decode(arena, raw, &text) < 0)
        return (struct str){ NULL, 0 };
    return utf8_is_text(text) ? text : (struct str){ NULL, 0 };
}

/* Likewise of a form, in which '+' stands for a space. */
static struct str
decoded_of_form(struct arena *arena, struct str raw)
{
    if (str_find(raw, '+') == raw.size)
        return decoded(arena, raw);
    char *bytes = arena_alloc(arena, raw.size);
    for (size_t i = 0; i < raw.size; i++)
        bytes[i] = raw.data[i] == '+' ? ' ' : raw.data[i];
    return decoded(arena, (struct str){ bytes, raw.size });
}

struct node *
query_tree(struct arena *arena, struct str query)
{
    struct node *tree = tree_node(arena, NODE_OBJECT, STR(""), STR("")), *last = NULL;
    struct str pair;
    while (str_next(&query, '&', &pair)) {
        size_t equals = str_find(pair, '=');
        struct str name = decoded(arena, str_slice(pair, 0, equals));
        if (pair.size == 0 || name.data == NULL)
            continue;
        struct str value = decoded(arena, str_slice(pair, equals + 1, pair.size));
        last = tree_append(tree, last, tree_node(arena, NODE_LOOSE, name, value));
        last->broken = value.data == NULL;
    }
    return tree;
}

/* Cuts the next part off a name. What is deeper than a tree may be is one part. */
static bool
next_part(struct str *name, size_t depth, struct str *ret_part)
{
    if (depth < TREE_DEPTH_MAX)
        return str_next(name, '.', ret_part);
    *ret_part = *name;
    *name = (struct str){ NULL, 0 };
    return ret_part->data != NULL;
}

/* Tells whether a part is the word that stands before a number, which says nothing. */
static bool
is_filler(struct str part, struct str rest)
{
    return str_equal(part, STR("member")) && rest.size > 0 && rest.data[0] >= '0' &&
           rest.data[0] <= '9';
}

/* Gives the part with that name, which is made where there is none. */
static struct node *
part_of(struct arena *arena, struct node *parent, struct str name)
{
    struct node *last = NULL;
    for (struct node *child = parent->first; child != NULL; child = child->next) {
        if (str_equal(child->name, name))
            return child;
        last = child;
    }
    return tree_append(parent, last, tree_node(arena, NODE_LOOSE, name, (struct str){ NULL, 0 }));
}

static void
add_pair(struct arena *arena, struct node *form, struct str name, struct str value)
{
    struct node *node = form;
    struct str part;
    for (size_t depth = 1; next_part(&name, depth, &part);)
        if (node == form || !is_filler(part, name)) {
            node = part_of(arena, node, part);
            depth++;
        }
    node->broken = node->broken || node->text.data != NULL || value.data == NULL;
    node->text = value;
}

int
form_tree(struct arena *arena, const struct request *request, struct node **ret_form,
          struct fault *f)
{
    struct str rest = request->body.size > 0 ? request->body : request->query, pair;
    struct node *form = tree_node(arena, NODE_OBJECT, STR(""), STR(""));
    for (size_t seen = 0; str_next(&rest, '&', &pair);) {
        if (pair.size == 0)
            continue;
        if (++seen > FORM_PAIRS_MAX)
            return fault_set_reason(f, FAULT_BAD_REQUEST, "The form has more than %d parameters.",
                                    FORM_PAIRS_MAX);
        size_t equals = str_find(pair, '=');
        struct str name = decoded_of_form(arena, str_slice(pair, 0, equals));
        if (name.size > 0)
            add_pair(arena, form, name,
                     decoded_of_form(arena, str_slice(pair, equals + 1, pair.size)));
    }
    *ret_form = form;
    return 0;
}

int
form_value(const struct node *form, struct str name, struct str *ret_value)
{
    const struct node *node = tree_member(form, name);
    if (node == NULL || node->broken || node->text.data == NULL)
        return -1;
    *ret_value = node->text;
    return 0;
}
