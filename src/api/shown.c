/*
 * Masking for the audit trail. Must never show a hidden value, whatever it stands in.
 */
#include "api/shown.h"

#include <json-c/json.h>

struct json_object *
shown_hidden(void)
{
    /* CloudTrail's own words. */
    return json_object_new_string("HIDDEN_DUE_TO_SECURITY_REASONS");
}

struct json_object *
shown_text(const struct field *field, struct str text)
{
    int64_t number;
    if (field->hidden)
        return shown_hidden();
    if (field->kind == FIELD_NUMBER && str_to_int64(text, INT64_MIN, INT64_MAX, &number) == 0)
        return json_object_new_int64(number);
    return json_object_new_string_len(text.data, (int)text.size);
}

static struct json_object *
shown_element(struct arena *arena, enum service_id service, const struct field *list,
              struct json_object *element)
{
    if (!json_object_is_type(element, json_type_object))
        return shown_hidden();
    struct json_object *copy = json_object_new_object();
    for (const struct field *member = list->members; member->id != FIELD_NONE; member++) {
        const char *name = service_spelling(arena, service, member->name);
        struct json_object *value = json_object_object_get(element, name);
        if (value != NULL)
            json_object_object_add(copy, name, shown_json(arena, service, member, value));
    }
    return copy;
}

struct json_object *
shown_json(struct arena *arena, enum service_id service, const struct field *field,
           struct json_object *json)
{
    bool objects = field->kind == FIELD_STRUCT_LIST;
    if (field->hidden || (objects && !json_object_is_type(json, json_type_array)))
        return shown_hidden();
    if (!objects)
        return json_object_get(json);
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(json); i++)
        json_object_array_add(
            list, shown_element(arena, service, field, json_object_array_get_idx(json, i)));
    return list;
}
