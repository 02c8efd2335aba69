/*
 * Arguments by the names that rows have for their fields. Must never give what another field of
 * the same operation was given.
 */
#include "api/arguments.h"

#include "api/operation.h"
#include "api/route.h"

/* Finds a field among rows, or among those of a list of theirs. */
static const struct field *
find(const struct field *rows, struct str name)
{
    for (const struct field *field = rows; field != NULL && field->id != FIELD_NONE; field++) {
        if (str_equal(str_from(field->name), name))
            return field;
        if (field->kind != FIELD_STRUCT_LIST)
            continue;
        const struct field *member = find(field->members, name);
        if (member != NULL)
            return member;
    }
    return NULL;
}

const struct value *
arguments_named(const struct operation *operation, const struct arguments *arguments,
                struct str name)
{
    const struct field *field = operation_path_field(operation);
    if (field == NULL || !str_equal(str_from(field->name), name))
        field = find(operation->fields, name);
    return field != NULL ? &arguments->values[field->id] : NULL;
}
