/*
 * The router over the operation table.
 * A path that differs from its row in a single byte is another path: what was signed is what is
 * routed.
 */
#include "api/operation.h"

/* Compares a raw path with a row's, segment by segment; "{X}" takes one segment that is not empty.
 */
static bool
path_matches(struct str pattern, struct str path, struct str *ret_segment)
{
    struct str wanted, given;
    *ret_segment = (struct str){ NULL, 0 };
    while (str_next(&pattern, '/', &wanted)) {
        if (!str_next(&path, '/', &given))
            return false;
        if (!str_starts_with(wanted, STR("{"))) {
            if (!str_equal(wanted, given))
                return false;
        } else if (given.size == 0) {
            return false;
        } else {
            *ret_segment = given;
        }
    }
    return path.data == NULL;
}

const struct operation *
operation_find(enum service_id service, struct str method, struct str path, struct str *ret_segment)
{
    for (size_t i = 0; i < operation_count; i++) {
        const struct operation *row = &operations[i];
        if (row->service == service && str_equal(str_from(row->method), method) &&
            path_matches(str_from(row->path), path, ret_segment))
            return row;
    }
    return NULL;
}

const struct operation *
operation_named(enum service_id service, struct str name)
{
    for (size_t i = 0; i < operation_count; i++)
        if (operations[i].service == service && str_equal(str_from(operations[i].name), name))
            return &operations[i];
    return NULL;
}

const struct field *
operation_path_field(const struct operation *operation)
{
    struct str path = str_from(operation->path);
    struct str rest = str_slice(path, str_find(path, '{') + 1, path.size);
    struct str name = str_slice(rest, 0, str_find(rest, '}'));
    for (const struct field *field = path_fields; field->id != FIELD_NONE; field++)
        if (name.size > 0 && str_equal(str_from(field->name), name))
            return field;
    return NULL;
}
