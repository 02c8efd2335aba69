/*
 * The engine over the field tables: each field is found, brought into its structure, shown to the
 * audit event, checked and stored. Must never store a value that was not checked.
 */
#include "api/decode.h"

#include "api/check.h"
#include "api/decoder.h"
#include "wire/form.h"
#include "wire/json_tree.h"
#include "wire/protocols.h"

struct field
decoder_spelled(struct decoder *d, const struct field *field)
{
    struct field row = *field;
    row.name = service_spelling(d->arena, d->service, field->name);
    return row;
}

const struct field *
decoder_all_spelled(struct decoder *d, const struct field *fields)
{
    size_t count = 0;
    while (fields[count].name != NULL)
        count++;
    struct field *rows = arena_array(d->arena, count + 1, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = decoder_spelled(d, &fields[i]);
    return rows;
}

int
decoder_refuse(struct decoder *d, const struct field *field, const char *rule)
{
    return check_refuse(field, rule, d->f);
}

/* Finds what the request has for a field; NULL when it has nothing, and null says nothing. Paths
 * are spelled as the rows are. */
static struct node *
find(struct decoder *d, const struct field *row, const struct field *spelled)
{
    const char *name = row->location == FIELD_IN_PATH ? row->name : spelled->name;
    struct node *node = tree_member(d->x->input[row->location], str_from(name));
    return node != NULL && node->kind != NODE_NULL ? node : NULL;
}

static int
take_absent(struct decoder *d, const struct field *field, struct value *value)
{
    if (field->required && decoder_missing(d, field) < 0)
        return -1;
    if (field->initial != NULL)
        *value = (struct value){ .kind = VALUE_TEXT, .text = str_from(field->initial) };
    return 0;
}

/* Refuses a field beside another that says the same; what is empty says nothing. */
static int
check_instead(struct decoder *d, const struct field *field, const struct node *node)
{
    bool empty = node->kind == NODE_LIST && node->count == 0;
    if (field->instead_of == NULL || empty)
        return 0;
    const struct value *other =
        arguments_named(d->service, d->x->operation, d->arguments, str_from(field->instead_of));
    if (other == NULL || other->text.size == 0 || str_equal(other->text, STR("{}")))
        return 0;
    return fault_set_reason(d->f, fault_named(field->instead_fault),
                            "%s is given beside what it stands for", field->name);
}

static int
decode_field(struct decoder *d, const struct field *row, struct value *value)
{
    if (row->location == FIELD_SUPPLIED)
        return 0;
    const struct field field = decoder_spelled(d, row);
    struct node *node = find(d, row, &field);
    if (node == NULL)
        return take_absent(d, &field, value);
    if (decoder_gather(d, &field, node, &node) < 0)
        return -1;
    if (node == NULL)
        return 0;
    /* Before the check: a refused call's event says what was asked. */
    shown_add(&d->shown, &field, node);
    if (check_instead(d, &field, node) < 0)
        return -1;
    return decoder_store(d, &field, node, value);
}

/* Tells whether a service's input is the form that names the operation, too. */
static bool
is_form(const struct service *service)
{
    return protocol_row(service->protocol)->operation == OPERATION_IN_FORM;
}

/* Reads what routing had no need of. */
static int
read_input(struct decoder *d)
{
    const struct request *request = d->x->request;
    struct node **input = d->x->input;
    if (is_form(d->service))
        return 0;
    if (request->query.size > 0)
        input[FIELD_IN_QUERY] = query_tree(d->arena, request->query);
    return request->body.size > 0 ? json_tree(d->arena, request->body, &input[FIELD_IN_BODY], d->f)
                                  : 0;
}

static int
decode_all(struct decoder *d)
{
    struct field_walk walk = field_walk(d->service, d->x->operation);
    if (read_input(d) < 0)
        return -1;
    while (field_walk_next(&walk))
        if (decode_field(d, walk.field, &d->arguments->values[walk.slot]) < 0)
            return -1;
    struct str sentence = violations_sentence(&d->violations);
    if (sentence.data == NULL)
        return 0;
    fault_argument(d->f, 0, sentence);
    return -1;
}

int
decode(struct exchange *x, struct fault *f)
{
    struct decoder d = { .x = x,
                         .arena = x->arena,
                         .service = x->service,
                         .arguments = &x->arguments,
                         .collects = is_form(x->service),
                         .f = f };
    size_t slots = field_slots(x->service, x->operation);
    x->arguments =
        (struct arguments){ .values = arena_array(x->arena, slots, sizeof(struct value)) };
    violations_init(&d.violations, d.arena);
    shown_init(&d.shown, d.arena, d.service,
               x->operation->change     ? SHOWN_CHANGE_MAX
               : x->config->audit.reads ? SHOWN_READ_MAX
                                        : 0);
    int result = decode_all(&d);
    /* What was not checked to its end is no argument, nor a change's name. */
    if (result < 0)
        x->arguments.values = NULL;
    x->arguments.parameters = shown_parameters(&d.shown);
    return result;
}
