/*
 * Masking for the audit trail. Must never show a hidden value, whatever it stands in.
 */
#include "api/shown.h"

#include <json-c/json.h>

#include "base/json.h"

void
shown_init(struct shown *shown, struct arena *arena, const struct service *service,
           size_t max_bytes)
{
    *shown = (struct shown){ .arena = arena, .service = service, .max_bytes = max_bytes };
    if (max_bytes == 0)
        return;
    shown->parameters = json_object_new_object();
    json_defer(arena, shown->parameters);
}

/* Takes the reference. */
static void
add(struct shown *shown, const struct field *field, struct json_object *json)
{
    json_object_object_add(shown->parameters,
                           service_trail_spelling(shown->arena, shown->service, field->name), json);
}

static struct json_object *
hidden(void)
{
    /* CloudTrail's own words. */
    return json_object_new_string("HIDDEN_DUE_TO_SECURITY_REASONS");
}

static struct json_object *
json_of_text(const struct field *field, struct str text)
{
    int64_t number;
    if (field->hidden)
        return hidden();
    if (field->kind == FIELD_NUMBER && str_to_int64(text, INT64_MIN, INT64_MAX, &number) == 0)
        return json_object_new_int64(number);
    return json_object_new_string_len(text.data, (int)text.size);
}

static struct json_object *shown_part(const struct shown *shown, const struct field *field,
                                      struct json_object *json);

static struct json_object *
element_of(const struct shown *shown, const struct field *list, struct json_object *element)
{
    if (!json_object_is_type(element, json_type_object))
        return hidden();
    struct json_object *copy = json_object_new_object();
    for (const struct field *member = list->members; member->id != FIELD_NONE; member++) {
        const char *name = service_spelling(shown->arena, shown->service, member->name);
        struct json_object *value = json_object_object_get(element, name);
        if (value != NULL)
            json_object_object_add(copy, name, shown_part(shown, member, value));
    }
    return copy;
}

static struct json_object *
shown_part(const struct shown *shown, const struct field *field, struct json_object *json)
{
    bool objects = field->kind == FIELD_STRUCT_LIST;
    if (field->hidden || (objects && !json_object_is_type(json, json_type_array)))
        return hidden();
    if (!objects)
        return json_object_get(json);
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(json); i++)
        json_object_array_add(list, element_of(shown, field, json_object_array_get_idx(json, i)));
    return list;
}

void
shown_add_json(struct shown *shown, const struct field *field, struct json_object *json)
{
    if (shown->parameters != NULL)
        add(shown, field, shown_part(shown, field, json));
}

void
shown_add_text(struct shown *shown, const struct field *field, struct str text)
{
    if (shown->parameters != NULL)
        add(shown, field, json_of_text(field, text));
}

void
shown_add_list(struct shown *shown, const struct field *field, const struct str *items,
               size_t count)
{
    if (shown->parameters == NULL)
        return;
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < count; i++)
        json_object_array_add(list, json_of_text(field->members, items[i]));
    add(shown, field, list);
}

void
shown_add_columns(struct shown *shown, const struct field *list, const struct value *values,
                  size_t count)
{
    if (shown->parameters == NULL)
        return;
    struct json_object *rows = json_object_new_array();
    for (size_t row = 0; row < count; row++) {
        struct json_object *object = json_object_new_object();
        for (const struct field *column = list->members; column->id != FIELD_NONE; column++) {
            struct str item = values[column->id].items[row];
            const char *name = service_trail_spelling(shown->arena, shown->service, column->name);
            if (item.data != NULL)
                json_object_object_add(object, name, json_of_text(column, item));
        }
        json_object_array_add(rows, object);
    }
    add(shown, list, rows);
}

void
shown_add_hidden(struct shown *shown, const struct field *field)
{
    if (shown->parameters != NULL)
        add(shown, field, hidden());
}

struct str
shown_parameters(const struct shown *shown)
{
    if (shown->parameters == NULL || json_object_object_length(shown->parameters) == 0)
        return (struct str){ NULL, 0 };
    struct str text = json_rendered(shown->arena, shown->parameters);
    if (text.size <= shown->max_bytes)
        return text;
    return arena_format(shown->arena, "{\"omitted\":true,\"originalSize\":%zu}", text.size);
}
