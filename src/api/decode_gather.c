/*
 * From what the names of a query or a form spell to lists and objects. Must never look at what a
 * text says: that is checked the same whatever it came from.
 */
#include "api/check.h"
#include "api/decoder.h"
#include "wire/form.h"

static int gather(struct decoder *d, const struct field *top, const struct field *field,
                  struct node *node, struct node **ret_node);

/* Refuses what is no value at all; `top` is the field of the request that it is part of. */
static int
refuse_spelling(struct decoder *d, const struct field *top)
{
    return decoder_refuse(d, top,
                          top->location == FIELD_IN_FORM
                              ? "must be given once, as percent-encoded UTF-8 without U+0000"
                              : "must be percent-encoded UTF-8 without U+0000");
}

static struct node *
copy_of(struct decoder *d, const struct node *node, struct str name)
{
    struct node *copy = tree_node(d->arena, node->kind, name, node->text);
    copy->first = node->first;
    copy->count = node->count;
    return copy;
}

static int
gather_one(struct decoder *d, const struct field *top, const struct field *field, struct node *node,
           struct node **ret_node)
{
    if (node->broken || node->text.data == NULL)
        return refuse_spelling(d, top);
    if (field->location == FIELD_IN_QUERY && tree_again(node) != NULL)
        return decoder_refuse(d, field, "is given too often");
    *ret_node = copy_of(d, node, node->name);
    return 0;
}

static int
gather_repeated(struct decoder *d, const struct field *field, const struct node *node,
                struct node **ret_node)
{
    struct node *list = tree_node(d->arena, NODE_LIST, node->name, STR("")), *last = NULL;
    for (; node != NULL; node = tree_again(node)) {
        if (list->count == (size_t)field->max)
            return decoder_refuse(d, field, "is given too often");
        if (node->broken)
            return refuse_spelling(d, field);
        last = tree_append(list, last, copy_of(d, node, STR("")));
    }
    *ret_node = list;
    return 0;
}

static int
gather_numbered(struct decoder *d, const struct field *top, const struct node *node,
                struct node **ret_list)
{
    *ret_list = tree_numbered(d->arena, node);
    if (*ret_list != NULL)
        return 0;
    return fault_set_reason(d->f, field_fault(top),
                            "%s must be numbered from 1 without a gap, such as %s.member.1",
                            top->name, top->name);
}

static int
gather_list(struct decoder *d, const struct field *top, const struct field *field,
            struct node *node, struct node **ret_node)
{
    if (field->location == FIELD_IN_QUERY)
        return gather_repeated(d, field, node, ret_node);
    if (gather_numbered(d, top, node, ret_node) < 0)
        return -1;
    for (struct node *element = (*ret_node)->first; element != NULL; element = element->next) {
        if (element->broken)
            return refuse_spelling(d, top);
        if (element->text.data == NULL)
            element->text = STR("");
    }
    return 0;
}

/* Members that have a row; one that has parts where its row wants a text is not there. */
static int
gather_object(struct decoder *d, const struct field *top, const struct field *field,
              struct node *node, struct node **ret_node)
{
    struct node *object = tree_node(d->arena, NODE_OBJECT, node->name, STR("")), *last = NULL;
    for (const struct field *row = field->members; row->name != NULL; row++) {
        const struct field member = decoder_spelled(d, row);
        struct node *part = tree_member(node, str_from(member.name));
        bool is_one = member.kind->structure == STRUCTURE_ONE;
        if (part == NULL || (is_one && !part->broken && part->text.data == NULL))
            continue;
        if (gather(d, top, &member, part, &part) < 0)
            return -1;
        if (part == NULL)
            continue;
        part->name = str_from(member.name);
        last = tree_append(object, last, part);
    }
    *ret_node = object;
    return 0;
}

static int
gather_objects(struct decoder *d, const struct field *top, const struct field *field,
               struct node *node, struct node **ret_node)
{
    struct node *numbered, *last = NULL;
    if (gather_numbered(d, top, node, &numbered) < 0)
        return -1;
    struct node *list = tree_node(d->arena, NODE_LIST, node->name, STR(""));
    for (struct node *element = numbered->first; element != NULL; element = element->next) {
        struct node *object;
        if (gather_object(d, top, field, element, &object) < 0)
            return -1;
        last = tree_append(list, last, object);
    }
    *ret_node = list;
    return 0;
}

/* Takes an entry of a map apart; -1 when it has not one name and one value. */
static int
take_entry(const struct node *entry, bool capital, struct str *ret_name, struct str *ret_value)
{
    return form_value(entry, capital ? STR("Key") : STR("key"), ret_name) < 0 ||
                   form_value(entry, capital ? STR("Value") : STR("value"), ret_value) < 0
               ? -1
               : 0;
}

static int
gather_map(struct decoder *d, const struct field *top, const struct field *field, struct node *node,
           struct node **ret_node)
{
    struct node *map = tree_node(d->arena, NODE_OBJECT, node->name, STR("")), *last = NULL;
    struct node *entries = tree_member(node, STR("entry")), *numbered;
    bool alone = entries != NULL && node->count == 1 && node->text.data == NULL;
    (void)field;
    if (gather_numbered(d, top, alone ? entries : node, &numbered) < 0)
        return -1;
    for (const struct node *entry = numbered->first; entry != NULL; entry = entry->next) {
        struct str name, value;
        if (take_entry(entry, !alone, &name, &value) < 0)
            return decoder_refuse(d, top, "must have a name and a value for each entry");
        if (tree_member(map, name) != NULL)
            return decoder_refuse(d, top, "must have each name once");
        last = tree_append(map, last, tree_node(d->arena, NODE_TEXT, name, value));
    }
    *ret_node = map;
    return 0;
}

/* Whatever it is, it will be refused; an empty list asks for nothing. */
static int
gather_refused(struct decoder *d, const struct field *top, const struct field *field,
               struct node *node, struct node **ret_node)
{
    (void)top;
    bool empty = node->text.data != NULL && node->text.size == 0 && node->count == 0 &&
                 !node->broken && field->kind->node == NODE_LIST;
    *ret_node = empty ? NULL : copy_of(d, node, node->name);
    return 0;
}

static int
gather(struct decoder *d, const struct field *top, const struct field *field, struct node *node,
       struct node **ret_node)
{
    static int (*const structures[])(struct decoder *, const struct field *, const struct field *,
                                     struct node *, struct node **) = {
        [STRUCTURE_ONE] = gather_one,         [STRUCTURE_LIST] = gather_list,
        [STRUCTURE_TABLE] = gather_objects,   [STRUCTURE_OBJECT] = gather_object,
        [STRUCTURE_OBJECTS] = gather_objects, [STRUCTURE_MAP] = gather_map,
        [STRUCTURE_REFUSED] = gather_refused,
    };
    return structures[field->kind->structure](d, top, field, node, ret_node);
}

int
decoder_gather(struct decoder *d, const struct field *field, struct node *node,
               struct node **ret_node)
{
    if (node->kind == NODE_LOOSE)
        return gather(d, field, field, node, ret_node);
    bool nothing = field->kind->structure == STRUCTURE_REFUSED && field->kind->node == NODE_LIST &&
                   node->kind == NODE_LIST && node->count == 0;
    *ret_node = nothing ? NULL : node;
    return 0;
}
