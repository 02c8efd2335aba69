/*
 * Finding fields and their values by what their rows say of them.
 */
#include "api/arguments.h"

static const struct value absent = { .kind = VALUE_ABSENT };

/* Cuts the next "{Name}" or "{Name+}" off a path; false when there is none, and nothing is left. */
static bool
next_parameter(struct str *path, struct str *ret_name)
{
    struct str rest = str_slice(*path, str_find(*path, '{') + 1, path->size);
    size_t end = str_find(rest, '}');
    *path = str_slice(rest, end + 1, rest.size);
    *ret_name = str_slice(rest, 0, end);
    if (str_ends_with(*ret_name, STR("+")))
        ret_name->size--;
    return ret_name->size > 0;
}

struct field_walk
field_walk(const struct service *service, const struct operation *operation)
{
    return (struct field_walk){ .service = service,
                                .path = str_from(operation->path),
                                .next = operation->input };
}

/* Gives the row of the next parameter of the path, or NULL. */
static const struct field *
next_of_path(struct field_walk *walk)
{
    struct str name;
    const struct field *field = walk->service->path_fields;
    if (field == NULL || walk->path.size == 0 || !next_parameter(&walk->path, &name))
        return NULL;
    while (field->name != NULL && !str_equal(str_from(field->name), name))
        field++;
    return field->name != NULL ? field : NULL;
}

/* Counts a field's slots: its own and, of a table, those of the columns. */
static size_t
slots_of(const struct field *field)
{
    size_t slots = 1;
    if (field->kind->structure == STRUCTURE_TABLE)
        while (field->members[slots - 1].name != NULL)
            slots++;
    return slots;
}

bool
field_walk_next(struct field_walk *walk)
{
    walk->field = next_of_path(walk);
    if (walk->field == NULL && walk->next != NULL && walk->next->name != NULL)
        walk->field = walk->next++;
    if (walk->field == NULL)
        return false;
    walk->slot = walk->next_slot;
    walk->next_slot += slots_of(walk->field);
    return true;
}

size_t
field_slots(const struct service *service, const struct operation *operation)
{
    struct field_walk walk = field_walk(service, operation);
    while (field_walk_next(&walk))
        continue;
    return walk.next_slot;
}

const struct value *
argument_of_kind(const struct service *service, const struct operation *operation,
                 const struct arguments *arguments, const struct kind *kind)
{
    struct field_walk walk = field_walk(service, operation);
    while (arguments->values != NULL && field_walk_next(&walk))
        if (walk.field->kind == kind)
            return &arguments->values[walk.slot];
    return &absent;
}

const struct value *
arguments_named(const struct service *service, const struct operation *operation,
                const struct arguments *arguments, struct str name)
{
    struct field_walk walk = field_walk(service, operation);
    while (field_walk_next(&walk)) {
        if (str_equal(str_from(walk.field->name), name))
            return &arguments->values[walk.slot];
        for (size_t slot = walk.slot + 1; slot < walk.next_slot; slot++)
            if (str_equal(str_from(walk.field->members[slot - walk.slot - 1].name), name))
                return &arguments->values[slot];
    }
    return NULL;
}
