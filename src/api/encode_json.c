/*
 * JSON bodies: results over the shape tables, and errors in the forms of the JSON protocols.
 */
#include <json-c/json.h>

#include "api/encode_body.h"
#include "base/codec.h"
#include "base/json.h"

static int encode_members(struct exchange *x, struct buf *body, const struct shape *shape,
                          struct json_object *object, struct fault *f);

static int
encode_list(struct exchange *x, struct buf *body, const struct shape *shape,
            struct json_object *list, struct fault *f)
{
    if (!json_object_is_type(list, json_type_array))
        return fault_set_detail(f, FAULT_INTERNAL, "%s is no list", shape->name);
    buf_add_char(body, '[');
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        if (i > 0)
            buf_add_char(body, ',');
        if (encode_members(x, body, shape->members, json_object_array_get_idx(list, i), f) < 0)
            return -1;
    }
    buf_add_char(body, ']');
    return 0;
}

static int
encode_value(struct exchange *x, struct buf *body, const struct shape *shape,
             struct json_object *json, struct fault *f)
{
    struct str text;
    if (shape->kind == SHAPE_OBJECT || (shape->kind == SHAPE_NULLABLE && json != NULL))
        return encode_members(x, body, shape->members, json, f);
    if (shape->kind == SHAPE_LIST)
        return encode_list(x, body, shape, json, f);
    if (encode_text(x, shape, json, &text, f) < 0)
        return -1;
    if (text.data != NULL)
        json_quote(body, text);
    else
        buf_add(body, json_rendered(x->arena, json));
    return 0;
}

/*
 * Renders the members that the object has, in the table's order; a null is left out, but for
 * members that clients look for in vain otherwise.
 */
static int
encode_members(struct exchange *x, struct buf *body, const struct shape *shape,
               struct json_object *object, struct fault *f)
{
    char separator = '{';
    if (!json_object_is_type(object, json_type_object))
        return fault_set_detail(f, FAULT_INTERNAL, "an element before %s is no object",
                                shape->name);
    for (; shape->name != NULL; shape++) {
        struct json_object *json = json_object_object_get(object, shape->name);
        if (json == NULL && shape->kind != SHAPE_NULLABLE)
            continue;
        buf_add_format(body, "%c\"%s\":", separator, encode_name(x, shape));
        separator = ',';
        if (encode_value(x, body, shape, json, f) < 0)
            return -1;
    }
    buf_add(body, separator == '{' ? STR("{}") : STR("}"));
    return 0;
}

int
encode_json_result(struct exchange *x, struct json_object *result, struct buf *body,
                   struct fault *f)
{
    return x->operation->output == NULL ? 0
                                        : encode_members(x, body, x->operation->output, result, f);
}

/*
 * Three bodies: the front end's, which clients of any service read; Security Hub's own; and that of
 * the account library, which names a type beside the header's code.
 */
void
encode_rest_json_fault(struct exchange *x, const struct fault_dialect *dialect, struct str sentence,
                       struct buf *body)
{
    const char *type = dialect->type != NULL ? dialect->type : dialect->code;
    bool own = x->principal != NULL && x->dialect == DIALECT_DOCUMENTED;
    buf_add(body, own ? STR("{\"Message\":") : STR("{\"message\":"));
    json_quote(body, sentence);
    if (own)
        buf_add_format(body, ",\"Code\":\"%s\"", dialect->code);
    else if (x->principal != NULL)
        buf_add_format(body, ",\"__type\":\"%s\",\"type\":\"%s\"", type, type);
    buf_add_char(body, '}');
}

void
encode_json_fault(struct exchange *x, const struct fault_dialect *dialect, struct str sentence,
                  struct buf *body)
{
    (void)x;
    buf_add_format(body, "{\"__type\":\"%s\",\"message\":", dialect->code);
    json_quote(body, sentence);
    buf_add_char(body, '}');
}
