/*
 * Checking and storing what a field was given, by its structure. Every value takes one road,
 * wherever it stood. Must never store a value that was not checked.
 */
#include "api/check.h"
#include "api/decoder.h"

static int take_value(struct decoder *d, const struct field *field, struct node *node,
                      struct str *ret_text);

/* Gives a field's name as AWS's sentences have it: "roleSessionName", "tags.1.member.key". */
static struct str
sentence_name(struct decoder *d, const struct field *field)
{
    const char *name = service_trail_spelling(d->arena, d->service, field->name);
    if (d->table == NULL || d->table == field)
        return str_from(name);
    return arena_format(d->arena, "%s.%zu.member.%s",
                        service_trail_spelling(d->arena, d->service, d->table->name), d->row + 1,
                        name);
}

/* Takes the first fault that was met as that of the call; -1 where it ends decoding. */
static int
refused(struct decoder *d, const struct fault *f)
{
    if (!d->collects || (d->violations.count == 0 && d->violations.otherwise.data == NULL))
        *d->f = *f;
    return d->collects ? 0 : -1;
}

int
decoder_missing(struct decoder *d, const struct field *field)
{
    struct fault f;
    if (d->collects && d->table != NULL)
        (void)fault_set_reason(&f, FAULT_MISSING_PARAMETER, "%s must have a %s for each element",
                               d->table->name, field->name);
    else
        (void)fault_set_reason(&f, FAULT_MISSING_PARAMETER, "%s is required", field->name);
    if (refused(d, &f) < 0)
        return -1;
    violations_add_null(&d->violations, sentence_name(d, field));
    return 0;
}

/* Checks that it is a list, and how long. Where its length is refused *ret_good is false, and 0
 * means to go on. */
static int
take_length(struct decoder *d, const struct field *field, const struct node *node, bool *ret_good)
{
    struct fault f;
    if (node->kind != NODE_LIST)
        return decoder_refuse(d, field, "must be a list");
    *ret_good = check_count(field, node->count, &f) == 0;
    if (*ret_good)
        return 0;
    if (refused(d, &f) < 0)
        return -1;
    violations_add_count(&d->violations, field, sentence_name(d, field));
    return 0;
}

/* A loose text that was good is from then on what its kind takes it for. */
static int
read_value(struct decoder *d, const struct field *field, struct node *node, struct str *ret_text,
           struct fault *f)
{
    if (field->kind->read(d->arena, field, node, ret_text, f) < 0)
        return -1;
    if (node->kind == NODE_LOOSE) {
        node->kind = field->kind->node;
        node->text = *ret_text;
    }
    return 0;
}

static int
take_one(struct decoder *d, const struct field *field, struct node *node, struct str *ret_text)
{
    struct fault f;
    if (read_value(d, field, node, ret_text, &f) == 0)
        return 0;
    if (refused(d, &f) < 0)
        return -1;
    violations_add_text(&d->violations, field, sentence_name(d, field), node->text);
    return 0;
}

static int
take_map(struct decoder *d, const struct field *field, struct node *node, struct str *ret_text)
{
    if (node->kind != NODE_OBJECT)
        return decoder_refuse(d, field, "must be an object of strings");
    if (check_count(field, node->count, d->f) < 0)
        return -1;
    for (const struct node *entry = node->first; entry != NULL; entry = entry->next) {
        if (check_text(field, entry->name, d->f) < 0)
            return -1;
        if (entry->kind != NODE_TEXT)
            return decoder_refuse(d, field, "must be an object of strings");
        if (check_map_value(field, entry->text, d->f) < 0)
            return -1;
    }
    *ret_text = tree_json(d->arena, node);
    return 0;
}

/* Takes one member of an object; one that is absent leaves *ret_text alone. */
static int
take_member(struct decoder *d, const struct field *field, const struct node *object,
            struct str *ret_text)
{
    struct node *node = tree_member(object, str_from(field->name));
    if (node != NULL && node->kind != NODE_NULL)
        return take_value(d, field, node, ret_text);
    return field->required ? decoder_missing(d, field) : 0;
}

/* Checks each member that has a row, as deep as the rows go. */
static int
take_members(struct decoder *d, const struct field *field, const struct field *rows,
             const struct node *object)
{
    struct str ignored;
    if (object->kind != NODE_OBJECT)
        return decoder_refuse(d, field, "must be an object");
    for (; rows->name != NULL; rows++)
        if (take_member(d, rows, object, &ignored) < 0)
            return -1;
    return 0;
}

static int
take_object(struct decoder *d, const struct field *field, struct node *node, struct str *ret_text)
{
    if (take_members(d, field, decoder_all_spelled(d, field->members), node) < 0)
        return -1;
    *ret_text = tree_json(d->arena, node);
    return 0;
}

/* Tells whether one of a list's objects, whose members were checked, has the name. */
static bool
names(struct str member, const struct node *list, struct str name)
{
    for (const struct node *object = list->first; object != NULL; object = object->next) {
        const struct node *given = tree_member(object, member);
        if (given != NULL && str_equal(given->text, name))
            return true;
    }
    return false;
}

/* Refuses a list that has all of the names that do not go together; the first member has them. */
static int
check_apart(struct decoder *d, const struct field *field, const struct field *rows,
            const struct node *list)
{
    struct str rest = str_from(field->apart != NULL ? field->apart : ""), name;
    bool all = field->apart != NULL;
    while (all && str_next(&rest, '|', &name))
        all = names(str_from(rows->name), list, name);
    return all ? fault_set_reason(d->f, fault_named(field->apart_fault),
                                  "%s must not have both of %s", field->name, field->apart)
               : 0;
}

static int
take_objects(struct decoder *d, const struct field *field, struct node *node, struct str *ret_text)
{
    const struct field *rows = decoder_all_spelled(d, field->members);
    if (node->kind != NODE_LIST)
        return decoder_refuse(d, field, "must be a list of objects");
    if (check_count(field, node->count, d->f) < 0)
        return -1;
    for (const struct node *object = node->first; object != NULL; object = object->next)
        if (take_members(d, field, rows, object) < 0)
            return -1;
    if (check_apart(d, field, rows, node) < 0)
        return -1;
    *ret_text = tree_json(d->arena, node);
    return 0;
}

/* A list inside an object is bound with it. */
static int
take_list(struct decoder *d, const struct field *field, struct node *node, struct str *ret_text)
{
    const struct field element = decoder_spelled(d, field->members);
    struct str ignored;
    if (node->kind != NODE_LIST)
        return decoder_refuse(d, field, "must be a list");
    if (check_count(field, node->count, d->f) < 0)
        return -1;
    for (struct node *child = node->first; child != NULL; child = child->next)
        if (take_one(d, &element, child, &ignored) < 0)
            return -1;
    *ret_text = tree_json(d->arena, node);
    return 0;
}

static int
take_refused(struct decoder *d, const struct field *field, struct node *node, struct str *ret_text)
{
    (void)ret_text;
    if (field->kind->node == NODE_TEXT && node->kind != NODE_LOOSE && node->kind != NODE_TEXT)
        return decoder_refuse(d, field, "must be a string");
    return check_text(field, node->text, d->f);
}

/* Brings a value to one text. */
static int
take_value(struct decoder *d, const struct field *field, struct node *node, struct str *ret_text)
{
    static int (*const structures[])(struct decoder *, const struct field *, struct node *,
                                     struct str *) = {
        [STRUCTURE_ONE] = take_one,         [STRUCTURE_LIST] = take_list,
        [STRUCTURE_TABLE] = take_objects,   [STRUCTURE_OBJECT] = take_object,
        [STRUCTURE_OBJECTS] = take_objects, [STRUCTURE_MAP] = take_map,
        [STRUCTURE_REFUSED] = take_refused,
    };
    return structures[field->kind->structure](d, field, node, ret_text);
}

/* Takes the surplus off a list or column: what is beyond max. */
static void
split_surplus(const struct field *list, struct value *value)
{
    size_t most = (size_t)list->max;
    value->asked = value->count;
    if (list->surplus_max > 0 && value->count > most)
        value->count = most;
}

static struct value
list_of(struct decoder *d, size_t count)
{
    return (struct value){ .kind = VALUE_LIST,
                           .items = arena_array(d->arena, count, sizeof(struct str)),
                           .count = count };
}

/* Of a list of texts the sentence shows all, and says so once. */
static int
refuse_elements(struct decoder *d, const struct field *list, const struct node *node,
                const struct fault *f)
{
    struct str *items = arena_array(d->arena, node->count, sizeof *items);
    size_t count = 0;
    if (refused(d, f) < 0)
        return -1;
    for (const struct node *element = node->first; element != NULL; element = element->next)
        items[count++] = element->text;
    violations_add_elements(&d->violations, list, sentence_name(d, list), items, count);
    return 0;
}

static int
store_list(struct decoder *d, const struct field *field, struct node *node, struct value *value)
{
    const struct field element = decoder_spelled(d, field->members);
    struct fault f;
    bool good;
    if (take_length(d, field, node, &good) < 0)
        return -1;
    if (!good)
        return 0;
    *value = list_of(d, node->count);
    struct str *item = value->items;
    for (struct node *child = node->first; child != NULL; child = child->next)
        if (read_value(d, &element, child, item++, &f) < 0)
            return refuse_elements(d, field, node, &f);
    split_surplus(field, value);
    return 0;
}

/* Puts one object into the columns of its members. */
static int
store_row(struct decoder *d, const struct field *columns, const struct node *object,
          struct value *values)
{
    for (size_t i = 0; columns[i].name != NULL; i++)
        if (take_member(d, &columns[i], object, &values[i].items[d->row]) < 0)
            return -1;
    return 0;
}

static int
store_rows(struct decoder *d, const struct field *field, const struct node *list,
           struct value *values)
{
    const struct field *columns = decoder_all_spelled(d, field->members);
    for (size_t i = 0; columns[i].name != NULL; i++)
        values[i] = list_of(d, list->count);
    d->table = field;
    d->row = 0;
    for (const struct node *object = list->first; object != NULL; object = object->next) {
        if (object->kind != NODE_OBJECT)
            return decoder_refuse(d, field, "must be a list of objects");
        if (store_row(d, columns, object, values) < 0)
            return -1;
        d->row++;
    }
    d->table = NULL;
    for (size_t i = 0; columns[i].name != NULL; i++)
        split_surplus(field, &values[i]);
    return 0;
}

static int
store_table(struct decoder *d, const struct field *field, struct node *node, struct value *value)
{
    bool good;
    if (take_length(d, field, node, &good) < 0)
        return -1;
    if (!good)
        return 0;
    *value = (struct value){ .kind = VALUE_LIST, .count = node->count };
    return store_rows(d, field, node, value + 1);
}

int
decoder_store(struct decoder *d, const struct field *field, struct node *node, struct value *value)
{
    struct str text = { NULL, 0 };
    if (field->kind->structure == STRUCTURE_LIST)
        return store_list(d, field, node, value);
    if (field->kind->structure == STRUCTURE_TABLE)
        return store_table(d, field, node, value);
    if (take_value(d, field, node, &text) < 0)
        return -1;
    if (text.data != NULL)
        *value = (struct value){ .kind = VALUE_TEXT, .text = text };
    return 0;
}
