/*
 * JSON bodies: results over the shape tables, and errors in the forms of the JSON protocols.
 */
#include "wire/writer.h"

#include <json-c/json.h>

#include "base/codec.h"
#include "base/json.h"

static int write_members(struct writer *writer, struct buf *body, const struct shape *shape,
                         struct json_object *object, struct fault *f);

static int
write_list(struct writer *writer, struct buf *body, const struct shape *shape,
           struct json_object *list, struct fault *f)
{
    if (!json_object_is_type(list, json_type_array))
        return fault_set_detail(f, FAULT_INTERNAL, "%s is no list", shape->name);
    buf_add_char(body, '[');
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        if (i > 0)
            buf_add_char(body, ',');
        if (write_members(writer, body, shape->members, json_object_array_get_idx(list, i), f) < 0)
            return -1;
    }
    buf_add_char(body, ']');
    return 0;
}

/* Leaves a place between the brackets. */
static int
write_documents(struct writer *writer, struct buf *body)
{
    buf_add_char(body, '[');
    writer->documents_at = body->size;
    buf_add_char(body, ']');
    return 0;
}

static int
write_value(struct writer *writer, struct buf *body, const struct shape *shape,
            struct json_object *json, struct fault *f)
{
    struct str text;
    if (shape->kind == SHAPE_OBJECT || (shape->kind == SHAPE_NULLABLE && json != NULL))
        return write_members(writer, body, shape->members, json, f);
    if (shape->kind == SHAPE_LIST)
        return write_list(writer, body, shape, json, f);
    if (shape->kind == SHAPE_DOCUMENTS)
        return write_documents(writer, body);
    if (writer->text(writer->context, shape, json, &text, f) < 0)
        return -1;
    if (text.data != NULL && shape->kind == SHAPE_NUMBER)
        buf_add(body, text);
    else if (text.data != NULL)
        json_quote(body, text);
    else
        buf_add(body, json_rendered(writer->arena, json));
    return 0;
}

/*
 * Renders the members that the object has, in the table's order; a null is left out, but for
 * members that clients look for in vain otherwise.
 */
static int
write_members(struct writer *writer, struct buf *body, const struct shape *shape,
              struct json_object *object, struct fault *f)
{
    char separator = '{';
    if (!json_object_is_type(object, json_type_object))
        return fault_set_detail(f, FAULT_INTERNAL, "an element before %s is no object",
                                shape->name);
    for (; shape->name != NULL; shape++) {
        struct json_object *json = json_object_object_get(object, shape->name);
        if (json == NULL && shape->kind != SHAPE_NULLABLE && shape->kind != SHAPE_DOCUMENTS)
            continue;
        buf_add_format(body, "%c\"%s\":", separator, writer_name(writer, shape));
        separator = ',';
        if (write_value(writer, body, shape, json, f) < 0 || writer_check(body, f) < 0)
            return -1;
    }
    buf_add(body, separator == '{' ? STR("{}") : STR("}"));
    return 0;
}

int
write_json_result(struct writer *writer, const struct shape *shape, struct json_object *object,
                  struct buf *body, struct fault *f)
{
    return shape == NULL ? 0 : write_members(writer, body, shape, object, f);
}

void
write_rest_json_error(const struct error *error, struct buf *body)
{
    const char *type = error->type != NULL ? error->type : error->code;
    bool capital = error->form == ERROR_MESSAGE_AND_CODE;
    buf_add(body, capital ? STR("{\"Message\":") : STR("{\"message\":"));
    json_quote(body, error->sentence);
    if (error->form == ERROR_MESSAGE_AND_CODE)
        buf_add_format(body, ",\"Code\":\"%s\"", error->code);
    else if (error->form == ERROR_TYPED)
        buf_add_format(body, ",\"__type\":\"%s\",\"type\":\"%s\"", type, type);
    buf_add_char(body, '}');
}

void
write_json_error(const struct error *error, struct buf *body)
{
    buf_add_format(body, "{\"__type\":\"%s\",\"message\":", error->code);
    json_quote(body, error->sentence);
    buf_add_char(body, '}');
}
